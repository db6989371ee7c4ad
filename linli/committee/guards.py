"""The triggers that keep a confirmed sitting as it was confirmed, on both engines."""

from linli.committee.models import Attendance, Decision, Vote
from linli.kernel.triggers import Guards, Refuse, Rule, append_only

CONFIRMED_SITTING = (
    "EXISTS (SELECT 1 FROM committee_sitting s WHERE s.id = {0}.sitting_id "
    "AND s.confirmed_at IS NOT NULL)"
)
CONFIRMED_ITEM = (
    "EXISTS (SELECT 1 FROM committee_item i JOIN committee_sitting s ON s.id = i.sitting_id "
    "WHERE i.id = {0}.item_id AND s.confirmed_at IS NOT NULL)"
)
CLOSED = "the sitting is confirmed"


def _kept(table: str, confirmed: str) -> list[Rule]:
    """Nothing is added or changed once the sitting is confirmed, and nothing is ever deleted."""
    return [
        Rule(table, "BEFORE INSERT", [Refuse(CLOSED, confirmed.format("NEW"))]),
        Rule(
            table,
            "BEFORE UPDATE",
            [Refuse(CLOSED, confirmed.format(row)) for row in ("OLD", "NEW")],
        ),
        Rule(table, "BEFORE DELETE", [Refuse(f"{table} is kept")]),
    ]


RULES = [
    *_kept("committee_item", CONFIRMED_SITTING),
    *_kept("committee_attendance", CONFIRMED_SITTING),
    *_kept("committee_vote", CONFIRMED_ITEM),
    Rule(
        "committee_sitting",
        "BEFORE UPDATE",
        [Refuse(CLOSED, "OLD.confirmed_at IS NOT NULL")],
    ),
    Rule("committee_sitting", "BEFORE DELETE", [Refuse("committee_sitting is kept")]),
    *append_only("committee_decision"),
    Rule(
        "committee_decision",
        "BEFORE INSERT",
        [Refuse("the sitting is not confirmed", "NOT " + CONFIRMED_ITEM.format("NEW"))],
    ),
]

GUARDS = Guards.of(RULES, [Decision, Vote, Attendance])
