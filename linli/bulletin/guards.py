"""The triggers that keep what the street has read: no wording rewritten, no number given anew."""

from linli.bulletin.models import Bulletin, Wording
from linli.kernel.triggers import Guards, Refuse, Rule, append_only

PUT_UP = ("number", "kind", "put_up_version", "shown_from", "published_at", "published_by_id")
CHANGED = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in PUT_UP)
WITHDRAWN = "OLD.withdrawn_at IS NOT NULL"
SAID_WHY = (
    "NEW.why = '' AND EXISTS (SELECT 1 FROM bulletin_bulletin b WHERE b.id = NEW.bulletin_id "
    "AND b.put_up_version < NEW.version)"
)

RULES = [
    *append_only("bulletin_wording"),
    Rule(
        "bulletin_wording",
        "BEFORE INSERT",
        [Refuse("what was put up is corrected with a reason", SAID_WHY)],
    ),
    Rule(
        "bulletin_bulletin",
        "BEFORE UPDATE",
        [
            Refuse("it was put up so", f"OLD.number IS NOT NULL AND ({CHANGED})"),
            Refuse("it was withdrawn", WITHDRAWN),
        ],
    ),
    Rule("bulletin_bulletin", "BEFORE DELETE", [Refuse("bulletins are never deleted")]),
]

GUARDS = Guards.of(RULES, [Bulletin, Wording])
