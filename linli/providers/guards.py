"""The triggers that keep an agreement as it was proposed, and two of them from sharing a day.

An action holds the provider's row while it asks, so that two hands do not pass each other; these
say no to whoever comes another way.
"""

from linli.kernel.triggers import Guards, Refuse, Rule, append_only
from linli.providers.models import Agreement, AgreementCourse

FROZEN = (
    "provider_id", "number", "model", "per_session_fen", "per_head_fen", "share_permille",
    "room_hour_fen", "cancelled_permille", "prepare_minutes", "owed_minutes", "from_on",
    "replaces_id", "proposed_by_id", "proposed_at",
)  # fmt: skip
ANSWER = ("answered_by_id", "agreed_at", "declined_at", "declined_because")
NEVER = "'9999-12-31'"


def _changed(columns: tuple[str, ...]) -> str:
    return " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)


ANSWERED = (
    "EXISTS (SELECT 1 FROM providers_agreement a WHERE a.id = NEW.agreement_id "
    "AND a.answered_by_id IS NOT NULL)"
)
MEETS = (
    "NEW.agreed_at IS NOT NULL AND EXISTS (SELECT 1 FROM providers_agreementcourse mine "
    "JOIN providers_agreementcourse theirs ON theirs.course_id = mine.course_id "
    "JOIN providers_agreement other ON other.id = theirs.agreement_id "
    "WHERE mine.agreement_id = NEW.id AND other.id <> NEW.id "
    "AND other.provider_id = NEW.provider_id AND other.agreed_at IS NOT NULL "
    f"AND other.from_on < COALESCE(NEW.ends_on, {NEVER}) "
    f"AND NEW.from_on < COALESCE(other.ends_on, {NEVER}))"
)

RULES = [
    Rule(
        "providers_agreement",
        "BEFORE INSERT",
        [Refuse("an agreement begins unanswered", "NEW.answered_by_id IS NOT NULL")],
    ),
    Rule(
        "providers_agreement",
        "BEFORE UPDATE",
        [
            Refuse("an agreement is not edited", _changed(FROZEN)),
            Refuse("it was answered", f"OLD.answered_by_id IS NOT NULL AND ({_changed(ANSWER)})"),
            Refuse(
                "an agreement ends earlier, never later",
                f"OLD.agreed_at IS NOT NULL AND COALESCE(NEW.ends_on, {NEVER}) > "
                f"COALESCE(OLD.ends_on, {NEVER})",
            ),
            Refuse("another agreement holds for this course and day", MEETS),
        ],
    ),
    Rule("providers_agreement", "BEFORE DELETE", [Refuse("providers_agreement is kept")]),
    Rule(
        "providers_agreementcourse",
        "BEFORE INSERT",
        [Refuse("it was answered", ANSWERED)],
    ),
    *append_only("providers_agreementcourse"),
]

GUARDS = Guards.of(RULES, [Agreement, AgreementCourse])
