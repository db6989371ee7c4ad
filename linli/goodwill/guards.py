"""The triggers that keep an approved list, a confirmed sheet and a settled round as they are."""

from linli.goodwill.models import Round, Settlement
from linli.kernel.triggers import Guards, Refuse, Rule, append_only

APPROVED = (
    "EXISTS (SELECT 1 FROM goodwill_round r WHERE r.id = {0}.round_id "
    "AND r.approved_at IS NOT NULL)"
)
CONFIRMED = (
    "EXISTS (SELECT 1 FROM goodwill_sheet s WHERE s.id = {0}.sheet_id "
    "AND s.confirmed_at IS NOT NULL)"
)
LISTED = "(SELECT count(*) FROM goodwill_listed l WHERE l.round_id = NEW.round_id)"
SIGNED = (
    "(SELECT count(*) FROM goodwill_sheetline n JOIN goodwill_sheet s ON s.id = n.sheet_id "
    "WHERE s.round_id = NEW.round_id AND s.confirmed_at IS NOT NULL AND n.got)"
)
OUT = (
    "EXISTS (SELECT 1 FROM goodwill_sheet s WHERE s.round_id = NEW.round_id "
    "AND s.confirmed_at IS NULL)"
)
SETTLED = "EXISTS (SELECT 1 FROM goodwill_settlement e WHERE e.round_id = NEW.round_id)"
FROZEN = ("each", "kind", "gift_id", "submitted_by_id", "approved_by_id", "request_id")
CHANGED = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in FROZEN)

RULES = [
    Rule(
        "goodwill_listed", "BEFORE INSERT", [Refuse("the list is approved", APPROVED.format("NEW"))]
    ),
    # AFTER: on PostgreSQL a BEFORE DELETE that lets a row pass would have to return OLD.
    Rule(
        "goodwill_listed", "AFTER DELETE", [Refuse("the list is approved", APPROVED.format("OLD"))]
    ),
    Rule("goodwill_listed", "BEFORE UPDATE", [Refuse("a line of the list is struck, not changed")]),
    Rule("goodwill_round", "BEFORE DELETE", [Refuse("goodwill_round is kept")]),
    Rule(
        "goodwill_round",
        "BEFORE UPDATE",
        [Refuse("the round is approved", f"OLD.approved_at IS NOT NULL AND ({CHANGED})")],
    ),
    Rule(
        "goodwill_sheet",
        "BEFORE INSERT",
        [
            Refuse("the list is not approved", f"NOT {APPROVED.format('NEW')}"),
            Refuse("the round is settled", SETTLED),
        ],
    ),
    Rule(
        "goodwill_sheet",
        "BEFORE UPDATE",
        [Refuse("the sheet is confirmed", "OLD.confirmed_at IS NOT NULL")],
    ),
    Rule("goodwill_sheet", "BEFORE DELETE", [Refuse("goodwill_sheet is kept")]),
    Rule(
        "goodwill_sheetline",
        "BEFORE INSERT",
        [Refuse("the sheet is confirmed", CONFIRMED.format("NEW"))],
    ),
    Rule(
        "goodwill_sheetline",
        "BEFORE UPDATE",
        [Refuse("the sheet is confirmed", CONFIRMED.format("OLD"))],
    ),
    Rule("goodwill_sheetline", "BEFORE DELETE", [Refuse("goodwill_sheetline is kept")]),
    *append_only("goodwill_settlement"),
    Rule(
        "goodwill_settlement",
        "BEFORE INSERT",
        [
            Refuse("a sheet is still out", OUT),
            Refuse("not as many as are listed", f"NEW.planned <> {LISTED}"),
            Refuse("not as many as have signed", f"NEW.given <> {SIGNED}"),
        ],
    ),
]

GUARDS = Guards.of(RULES, [Round, Settlement])
