"""What people felt, in one tap; and who was called because they had not come."""

import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import get_language, gettext as _, gettext_lazy

from linli.attendance.actions.scope import record
from linli.attendance.models import Attendance, Feedback, Reminder
from linli.attendance.queries.absences import NoShowRow, to_call
from linli.attendance.queries.doors import insist_on_door
from linli.attendance.terms import (
    FACES,
    NO_NUMBER,
    OLD,
    OUTCOMES,
    PRESENT,
    UNREACHED,
    is_handed_on,
)
from linli.cases import actions as cases
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import seal
from linli.kernel.words import XIAMEN, spoken_moment
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
    """Somebody else has just written down a call, or none is due any more."""

    words = gettext_lazy("这一位刚才有人打过电话，或者不用打了。请看名单。")


class HasNumber(Refused):
    """A number is known: it is called first."""

    words = gettext_lazy("这一位登记了号码，请先打一次。")


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
    """Who had not come was called, and what came of it. Who was not reached is called again, up to
    ``TRIES`` times; then, and at once where there is trouble or no number to call, the social
    workers are told by a lead, in the same transaction. Nothing else follows.

    The same ``key`` is the same press. Raises ``CalledAlready``, ``HasNumber``, ``NotFound``.
    """
    place = _place_of_call(resident_id, outcome, by)
    if earlier := pressed_before(Reminder, key, resident_id=resident_id, outcome=outcome):
        return earlier
    on = at.astimezone(XIAMEN).date()
    if outcome == NO_NUMBER and people.has_number_to_call(by, resident_id, on):
        raise HasNumber
    rows = to_call(by, on=on, at=at)
    row = next((each for each in rows if each.resident_id == resident_id), None)
    if row is None:
        raise CalledAlready
    call = Reminder(
        place_id=place, resident_id=resident_id, session_id=row.asked_about, attempt=row.attempt,
        outcome=outcome, at=at, by_id=by.user_id, key=key,
    )  # fmt: skip
    tries = [*(each.at for each in row.tries), at]
    try:
        with transaction.atomic():
            return _called(call, _words_of(row, outcome, tries), by, harm=_harm_of(row))
    except IntegrityError:
        if earlier := pressed_before(Reminder, key, resident_id=resident_id, outcome=outcome):
            return earlier
        raise CalledAlready from None


@transaction.atomic
def remind_of_deposit(
    *, resident_id: UUID, outcome: str, said: str, by: Viewer, at: datetime.datetime, key: UUID
) -> Reminder:
    """Who was missed was called about their deposit: what came of it, and what they ``said``. Of
    trouble the social workers are told, as after any call.

    The same ``key`` is the same press. Raises ``NotFound``.
    """
    place = _place_of_call(resident_id, outcome, by)
    if outcome == NO_NUMBER:  # nobody was asked: that says nothing about money
        raise NotFound
    if earlier := pressed_before(Reminder, key, resident_id=resident_id, outcome=outcome):
        return earlier
    call = Reminder(
        place_id=place, resident_id=resident_id, outcome=outcome, at=at, by_id=by.user_id, key=key
    )
    said = said.strip()[:MOST_LETTERS]
    if said:
        seal(call, "said", said)
    words = _("没来上课，打电话问押金的事，说有难处，要人去看看。") + said
    return _called(call, words, by)


def _place_of_call(resident_id: UUID, outcome: str, by: Viewer) -> str:
    place = people.listed_place(by, resident_id)
    by.require(Permission.ATTENDANCE_KEEP, place=place)
    if outcome not in OUTCOMES:
        raise NotFound
    return place


def _called(call: Reminder, words: str, by: Viewer, harm: str = "no") -> Reminder:
    """Write a call down, and hand it on with these words where it must be."""
    if is_handed_on(call.outcome, call.attempt):
        call.lead_id = _handed_on(call, words, by, harm)
    call.save(force_insert=True)
    verb = "no_show.handed_on" if call.outcome == NO_NUMBER else "no_show.called"
    journal.record(
        verb=verb, by=by, at=call.at, subject=("resident", call.resident_id),
        place=call.place_id,
    )  # fmt: skip
    return call


def _handed_on(call: Reminder, words: str, by: Viewer, harm: str) -> UUID:
    """A lead of the household, where one is known here: it stands on the social workers' list, and
    each of them is told."""
    on = call.at.astimezone(XIAMEN).date()
    home = people.household_of(by, call.resident_id)
    if home is not None and people.place_of_household(by, home) != call.place_id:
        home = None
    name = people.labels(by, [call.resident_id], on)[call.resident_id]
    lead = cases.raise_lead(
        place=call.place_id, household_id=home, harm=harm, by=by, at=call.at, key=call.key,
        words=_("%(name)s：%(words)s") % {"name": name, "words": words},
    )  # fmt: skip
    return lead.pk


def _harm_of(row: NoShowRow) -> str:
    """Of the very old nobody can say that they are in no danger: that lead is looked at first."""
    return "unsure" if OLD in row.why else "no"


def _words_of(row: NoShowRow, outcome: str, tries: list[datetime.datetime]) -> str:
    """What a social worker reads of a call from the list."""
    language, today = get_language() or "zh-hans", tries[-1].astimezone(XIAMEN).date()
    moments = [spoken_moment(each, today, language) for each in tries]
    words = {"title": row.title, "when": spoken_moment(row.last_at, today, language)}
    if outcome == UNREACHED:
        return _(
            "报了“%(title)s”，%(when)s 没来，也没说一声。打电话没打通：%(tries)s。请去看看。"
        ) % (words | {"tries": _("、").join(moments)})
    if outcome == NO_NUMBER:
        return (
            _("报了“%(title)s”，%(when)s 没来，也没说一声。没有登记号码，打不了电话。请去看看。")
            % words
        )
    return _("报了“%(title)s”，%(when)s 没来。%(at)s 打电话问，说有难处，要人去看看。") % (
        words | {"at": moments[-1]}
    )
