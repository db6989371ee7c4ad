"""The triggers that keep terms as they were set, no wider than the room, and questions as asked."""

from linli.gym.models import OpenTerms, Questions
from linli.kernel.triggers import Guards, Refuse, Rule, append_only

SET = (
    "space_id", "place_id", "number", "most_people", "age_from", "accompanied_from", "age_to",
    "induction", "induction_when", "card_needed", "pass_needed", "health_months", "questions_id",
    "visits_months", "from_at", "by_id", "key",
)  # fmt: skip
CHANGED = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in SET)
WIDER = "NEW.most_people > (SELECT s.capacity_people FROM spaces_space s WHERE s.id = NEW.space_id)"

STANDING = (
    "NEW.until_at IS NULL AND EXISTS (SELECT 1 FROM gym_openterms o "
    "WHERE o.space_id = NEW.space_id AND o.until_at IS NULL)"
)

RULES = [
    Rule(
        "gym_openterms",
        "BEFORE INSERT",
        [
            Refuse("a room lets in no more than it holds", WIDER),
            Refuse("other terms are in force", STANDING),
        ],
    ),
    Rule(
        "gym_openterms",
        "BEFORE UPDATE",
        [
            Refuse("terms stay as they were set", CHANGED),
            Refuse("terms that ended have ended", "OLD.until_at IS NOT NULL"),
        ],
    ),
    Rule("gym_openterms", "BEFORE DELETE", [Refuse("terms are never deleted")]),
    *append_only("gym_questions"),
]

GUARDS = Guards.of(RULES, [OpenTerms, Questions], besides=["gym_terms_one_in_force"])
"""``gym_terms_one_in_force`` holds among terms in force alone; ``STANDING`` asks it."""
