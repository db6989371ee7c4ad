"""The rules the database itself keeps over the holder's lines, on both engines, whoever writes.

A line is written once; what was found out about it is only added. Matches never carry more than
their line, go the way its money goes, and no paper is matched by two lines at once.
"""

from linli.holder.models import (
    Assignment,
    Explanation,
    Match,
    Reconciliation,
    StatementLine,
    Unmatch,
)
from linli.holder.terms import IN, MATCH_KINDS
from linli.kernel.triggers import Guards, Refuse, Rule, append_only

GUARDED = (StatementLine, Assignment, Explanation, Match, Unmatch, Reconciliation)

LIVE = "NOT EXISTS (SELECT 1 FROM holder_unmatch u WHERE u.match_id = m.id)"
INWARD = ", ".join(f"'{kind}'" for kind, way in MATCH_KINDS.items() if way == IN)

MATCH = Rule(
    "holder_match",
    "BEFORE INSERT",
    [
        Refuse(
            "a line carries no more than its amount",
            "(SELECT COALESCE(SUM(m.amount_fen), 0) FROM holder_match m "
            f"WHERE m.line_id = NEW.line_id AND {LIVE}) + NEW.amount_fen > "
            "(SELECT l.amount_fen FROM holder_statementline l WHERE l.id = NEW.line_id)",
        ),
        Refuse(
            "a paper is matched by one line at a time",
            "EXISTS (SELECT 1 FROM holder_match m WHERE m.kind = NEW.kind "
            f"AND m.target = NEW.target AND {LIVE})",
        ),
        Refuse(
            "money that came in pays nobody",
            "NOT EXISTS (SELECT 1 FROM holder_statementline l WHERE l.id = NEW.line_id "
            f"AND (l.direction = '{IN}') = (NEW.kind IN ({INWARD})))",
        ),
    ],
)

GUARDS = Guards.of(
    [rule for model in GUARDED for rule in append_only(model._meta.db_table)] + [MATCH], GUARDED
)
