"""What people felt, in one tap; and who was called because they had not come."""

import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy

from linli.attendance.actions.scope import record
from linli.attendance.models import Attendance, Feedback, Reminder
from linli.attendance.queries.absences import to_call
from linli.attendance.queries.doors import insist_on_door
from linli.attendance.terms import FACES, OUTCOMES, PRESENT
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import seal
from linli.kernel.words import XIAMEN
from linli.people import queries as people
from linli.programmes import queries as programmes

MOST_LETTERS = 200


class SaidAlready(Refused):
    """Once a person and session."""

    words = gettext_lazy("这一次已经说过了，谢谢。")


class NotBegunYet(Refused):
    """One cannot have felt it yet."""

    words = gettext_lazy("这一次还没开始。")


class CalledAlready(Refused):
    """One call is enough."""

    words = gettext_lazy("这一位已经有人打过电话，或者不用打了。")


def give_feedback(
    *,
    session_id: UUID,
    resident_id: UUID,
    face: int,
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
    words: str = "",
) -> Feedback:
    """One of three faces, by who was there, a guardian, or the desk in their presence.

    The same ``key`` is the same tap. Raises ``SaidAlready``, ``NotBegunYet``, ``NotFound``.
    """
    row = programmes.session(session_id)
    ours = people.with_me(by, at.astimezone(XIAMEN).date())
    if resident_id not in ours:
        insist_on_door(by, row)
    came = Attendance.objects.filter(
        session=session_id, resident=resident_id, state=PRESENT, taken_back_at=None
    )
    if face not in FACES or not came.exists():
        raise NotFound
    if at < row.start_at:
        raise NotBegunYet
    if earlier := pressed_before(Feedback, key, session_id=session_id):
        return earlier
    said = Feedback(
        session_id=session_id, resident_id=resident_id, face=face, at=at, by_id=by.user_id, key=key
    )
    if words.strip():
        seal(said, "words", words.strip()[:MOST_LETTERS])
    try:
        with transaction.atomic():
            said.save(force_insert=True)
            record("feedback.given", row, by, at)
    except IntegrityError:
        if earlier := pressed_before(Feedback, key, session_id=session_id):
            return earlier
        raise SaidAlready from None
    return said


def remind(
    *, resident_id: UUID, outcome: str, by: Viewer, at: datetime.datetime, key: UUID
) -> Reminder:
    """Who had not come was called, and what came of it, once. Nothing else follows.

    The same ``key`` is the same press. Raises ``CalledAlready``, ``NotFound``.
    """
    place = _place_of_call(resident_id, outcome, by)
    if earlier := pressed_before(Reminder, key, resident_id=resident_id):
        return earlier
    rows = to_call(by, on=at.astimezone(XIAMEN).date(), at=at)
    row = next((each for each in rows if each.resident_id == resident_id), None)
    if row is None:
        raise CalledAlready
    try:
        with transaction.atomic():
            return _called(place, resident_id, outcome, by, at, key, session_id=row.session_id)
    except IntegrityError:
        raise CalledAlready from None


@transaction.atomic
def remind_of_deposit(
    *, resident_id: UUID, outcome: str, said: str, by: Viewer, at: datetime.datetime, key: UUID
) -> Reminder:
    """Who was missed was called about their deposit: what came of it, and what they ``said``.

    The same ``key`` is the same press. Raises ``NotFound``.
    """
    place = _place_of_call(resident_id, outcome, by)
    if earlier := pressed_before(Reminder, key, resident_id=resident_id):
        return earlier
    return _called(place, resident_id, outcome, by, at, key, said=said.strip()[:MOST_LETTERS])


def _place_of_call(resident_id: UUID, outcome: str, by: Viewer) -> str:
    place = people.listed_place(by, resident_id)
    by.require(Permission.ATTENDANCE_KEEP, place=place)
    if outcome not in OUTCOMES:
        raise NotFound
    return place


def _called(
    place: str,
    resident_id: UUID,
    outcome: str,
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
    *,
    session_id: UUID | None = None,
    said: str = "",
) -> Reminder:
    call = Reminder(
        place_id=place, resident_id=resident_id, session_id=session_id, outcome=outcome,
        at=at, by_id=by.user_id, key=key,
    )  # fmt: skip
    if said:
        seal(call, "said", said)
    call.save(force_insert=True)
    journal.record(
        verb="no_show.called", by=by, at=at, subject=("resident", resident_id), place=place
    )
    return call
