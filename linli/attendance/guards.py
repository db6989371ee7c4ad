"""The triggers that keep calls: counted one by one, and handed on where that was promised.

They ask it of what is written from now on: of calls made before, nobody asked it.
"""

from linli.attendance.models import Reminder
from linli.attendance.terms import NO_NUMBER, TRIES, TROUBLE, UNREACHED
from linli.kernel.triggers import Guards, Refuse, Rule, append_only

CALLED = (
    "FROM attendance_reminder r "
    "WHERE r.resident_id = NEW.resident_id AND r.session_id = NEW.session_id"
)
HANDED_ON = (
    f"NEW.outcome IN ('{TROUBLE}', '{NO_NUMBER}') "
    f"OR (NEW.outcome = '{UNREACHED}' AND NEW.attempt >= {TRIES})"
)
ITS_OWN = (
    "SELECT 1 FROM cases_lead l "
    "WHERE l.id = NEW.lead_id AND l.place_id = NEW.place_id AND l.raised_at = NEW.at"
)

RULES = [
    Rule(
        "attendance_reminder",
        "BEFORE INSERT",
        [
            Refuse(
                "a call about a session says which attempt it is",
                "NEW.session_id IS NOT NULL AND NEW.attempt IS NULL",
            ),
            Refuse(
                "calls about a session are counted one by one",
                f"NEW.attempt IS NOT NULL AND NEW.attempt <> 1 + (SELECT COUNT(*) {CALLED})",
            ),
            Refuse(
                "nobody is called about what is answered or handed on",
                f"EXISTS (SELECT 1 {CALLED} "
                f"AND (r.outcome <> '{UNREACHED}' OR r.lead_id IS NOT NULL))",
            ),
            Refuse(
                "a social worker is told of trouble, of no number, and after the last try",
                f"NEW.lead_id IS NULL AND ({HANDED_ON})",
            ),
            Refuse(
                "a social worker is told by this call, in its community",
                f"NEW.lead_id IS NOT NULL AND NOT EXISTS ({ITS_OWN})",
            ),
        ],
    ),
    *append_only("attendance_reminder"),
]

GUARDS = Guards.of(RULES, [Reminder], besides=["reminder_answered_once"])
"""``reminder_answered_once`` holds among calls that were answered alone; a rule asks it."""
