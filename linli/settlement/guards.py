"""The triggers that keep a line as it was drafted, and a statement as it was agreed and paid."""

from linli.kernel.triggers import Guards, Refuse, Rule
from linli.settlement.models import Line, Statement

DRAFTED = (
    "provider_id", "operation_id", "place_id", "month", "number", "replaces_id", "total_fen",
    "room_minutes", "drafted_by_id", "drafted_at",
)  # fmt: skip
AGREED = ("shown_at", "agreed_by_id", "agreed_at", "silent", "replaced_at")
PAID = ("paid_by_id", "paid_at", "bank_reference")
LINE = (
    "statement_id", "provider_id", "position", "origin_room", "origin_noun", "origin_id",
    "origin_title", "origin_on", "starts_at", "outcome", "minutes", "prepare_minutes", "heads",
    "capacity", "fees_fen", "agreement_id", "model", "rate", "cancelled_permille", "amount_fen",
    "room_fen",
)  # fmt: skip


def _changed(columns: tuple[str, ...]) -> str:
    return " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)


SUM = "(SELECT COALESCE(SUM(l.amount_fen), 0) FROM settlement_line l WHERE l.statement_id = NEW.id)"
OPEN = (
    "EXISTS (SELECT 1 FROM settlement_dispute d WHERE d.statement_id = NEW.id "
    "AND d.answered_at IS NULL)"
)
SETTLED = (
    "EXISTS (SELECT 1 FROM settlement_statement s WHERE s.id = NEW.statement_id "
    "AND (s.agreed_at IS NOT NULL OR s.replaced_at IS NOT NULL))"
)

TWICE = (
    "NEW.live AND EXISTS (SELECT 1 FROM settlement_line l WHERE l.provider_id = NEW.provider_id "
    "AND l.origin_id = NEW.origin_id AND l.live)"
)

TWICE_AN_AGREEMENT = (
    "NEW.live AND NEW.outcome <> 'not_held' AND EXISTS (SELECT 1 FROM settlement_line l "
    "WHERE l.agreement_id = NEW.agreement_id AND l.origin_id = NEW.origin_id "
    "AND l.live AND l.outcome <> 'not_held')"
)

RULES = [
    Rule(
        "settlement_statement",
        "BEFORE INSERT",
        [Refuse("a statement begins as a draft", "NEW.agreed_at IS NOT NULL")],
    ),
    Rule(
        "settlement_statement",
        "BEFORE UPDATE",
        [
            Refuse("a statement is corrected by a new version", _changed(DRAFTED)),
            Refuse("it was agreed", f"OLD.agreed_at IS NOT NULL AND ({_changed(AGREED)})"),
            Refuse("it was paid", f"OLD.paid_at IS NOT NULL AND ({_changed(PAID)})"),
            Refuse(
                "the lines are another sum",
                f"NEW.agreed_at IS NOT NULL AND NEW.total_fen <> {SUM}",
            ),
            Refuse("a line is disputed", f"NEW.agreed_at IS NOT NULL AND {OPEN}"),
        ],
    ),
    Rule("settlement_statement", "BEFORE DELETE", [Refuse("settlement_statement is kept")]),
    Rule(
        "settlement_line",
        "BEFORE INSERT",
        [
            Refuse("the statement is settled", SETTLED),
            Refuse("the session stands on a live line", TWICE),
            Refuse("the agreement has paid for the session", TWICE_AN_AGREEMENT),
        ],
    ),
    Rule(
        "settlement_line",
        "BEFORE UPDATE",
        [
            Refuse("a line is not edited", _changed(LINE)),
            Refuse("an old line stays old", "NEW.live AND NOT OLD.live"),
        ],
    ),
    Rule("settlement_line", "BEFORE DELETE", [Refuse("settlement_line is kept")]),
    Rule("settlement_dispute", "BEFORE INSERT", [Refuse("the statement is settled", SETTLED)]),
    Rule("settlement_dispute", "BEFORE DELETE", [Refuse("settlement_dispute is kept")]),
]

GUARDS = Guards.of(
    RULES, [Statement, Line], besides=["session_settled_once", "session_settled_once_an_agreement"]
)
