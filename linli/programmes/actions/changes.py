"""Sessions are moved, added, cancelled and brought back; what has begun is left as it was.

Who signed up is the hall's to ask and to tell: these verbs return what they touched.
"""

import dataclasses
import datetime
from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext, gettext_lazy

from linli.identity.permissions import Viewer
from linli.journal import actions as journal
from linli.kernel import recurrence
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.words import XIAMEN
from linli.programmes import terms
from linli.programmes.actions.courses import (
    BeginsInThePast,
    days_of,
    insist_on_future,
    set_timetable,
    take_rooms,
)
from linli.programmes.actions.programmes import kept_programme
from linli.programmes.models import ClassSession, Course, Timetable
from linli.programmes.queries.courses import standing_from
from linli.programmes.terms import Change, Meeting, Occasion, digest
from linli.spaces import actions as spaces


class NotAsShown(Refused):
    """Something changed between the preview and the confirmation."""

    words = gettext_lazy("刚才看的和现在的不一样了，什么都没有改。")
    remedy = gettext_lazy("请再看一遍会改哪些课次，再确认。")


class HeldAlready(Refused):
    """The past never changes."""

    words = gettext_lazy("这次课已经开始或上过了，不能再改。")


class CancelledAlready(Refused):
    """It is off already."""

    words = gettext_lazy("这次课已经取消了。")


class NotCancelled(Refused):
    """There is nothing to bring back."""

    words = gettext_lazy("这次课没有取消。")


class NoReason(Refused):
    """People are told why."""

    words = gettext_lazy("请写明为什么取消，要告诉来上课的人。")


class TwiceAtOnce(Refused):
    """The course meets at that moment already."""

    words = gettext_lazy("这门课那个时间已经有一次课了。")


@transaction.atomic
def change_timetable(
    *, course_id: UUID, meeting: Meeting, shown: str, by: Viewer, at: datetime.datetime
) -> list[Change]:
    """Let a course meet by another rule from ``meeting.first_on`` on; what came before stays.

    ``shown``: the digest of the plan the person saw. Returns that plan. Raises ``NotAsShown``,
    ``NotAMeeting``, ``BeginsInThePast``, ``spaces.RoomTaken``; nothing is changed then.
    """
    course = _kept_course(course_id, by)
    wanted = days_of(meeting)
    insist_on_future(meeting, [each for each in wanted if each.held_on], at)
    standing = standing_from(course.id, since(meeting))
    if any(each.start_at <= at for each in standing):
        raise BeginsInThePast
    changes = terms.plan(standing, meeting, wanted)
    if digest(changes) != shown:
        raise NotAsShown
    timetable = set_timetable(course, meeting, by, at)
    by_id = {each.id: each for each in _sessions_of(changes)}
    moved, ended = [], []
    for change in changes:
        session = by_id.get(change.standing.id) if change.standing else None
        if change.step == "moved":
            assert session is not None
            session.timetable, session.recurrence_on = timetable, change.recurrence_on
            session.start_at, session.end_at = change.start_at, change.end_at
            session.sequence += 1
            moved.append(session)
        elif change.step == "cancelled":
            assert session is not None
            ended.append(session)
        elif change.step == "added":
            moved.append(
                ClassSession(
                    course=course,
                    timetable=timetable,
                    place_id=course.place_id,
                    recurrence_on=change.recurrence_on,
                    start_at=change.start_at,
                    end_at=change.end_at,
                )
            )
    _give_up_rooms([each for each in [*moved, *ended] if each.booking_id], by, at)
    _end(ended, gettext("课次改期"), at)
    take_rooms(course.programme, course, meeting, moved, by, at)
    _save(moved)
    _record("course.rescheduled", course, by, at, moved=len(moved), cancelled=len(ended))
    return changes


def since(meeting: Meeting) -> datetime.datetime:
    """The moment from which a change of rule touches sessions: midnight before its first day."""
    return datetime.datetime.combine(meeting.first_on, datetime.time(), tzinfo=XIAMEN)


@transaction.atomic
def move_session(
    *,
    session_id: UUID,
    start_at: datetime.datetime,
    minutes: int,
    by: Viewer,
    at: datetime.datetime,
    space_id: UUID | None = None,
) -> ClassSession:
    """Hold one session at another time, or in another room: with its booking, or not at all.

    One that was to be held outside takes the room it is given. Raises ``HeldAlready``,
    ``CancelledAlready``, ``TwiceAtOnce``, ``spaces.RoomTaken``, ``NotFound`` for a room elsewhere.
    """
    session = _future_session(session_id, by, at)
    if session.cancelled_at:
        raise CancelledAlready
    if start_at <= at:
        raise HeldAlready
    end_at = start_at + datetime.timedelta(minutes=minutes)
    others = ClassSession.objects.filter(course_id=session.course_id, cancelled_at=None)
    if others.filter(start_at=start_at).exclude(pk=session.pk).exists():
        raise TwiceAtOnce
    if session.booking_id:
        spaces.move(
            booking_id=session.booking_id,
            start_at=start_at,
            end_at=end_at,
            space_id=space_id,
            by=by,
            at=at,
        )
    session.start_at, session.end_at, session.by_hand = start_at, end_at, True
    if space_id is not None and not session.booking_id:
        _take_room(session, space_id, by, at)
    session.sequence += 1
    session.save(update_fields=["start_at", "end_at", "by_hand", "sequence", "booking"])
    _record("session.moved", session, by, at)
    return session


@transaction.atomic
def add_session(
    *, course_id: UUID, day: datetime.date, by: Viewer, at: datetime.datetime
) -> ClassSession:
    """Hold the course once more on a day outside its rule, at its usual hour and in its room.

    Raises ``BeginsInThePast``, ``TwiceAtOnce``, ``spaces.RoomTaken``.
    """
    course = _kept_course(course_id, by)
    timetable = course.timetables.order_by("-set_at")[0]
    meeting = meeting_of(timetable)
    insist_on_future(meeting, [Occasion(day, day)], at)
    start, end = meeting.span(day)
    if ClassSession.objects.filter(course=course, start_at=start, cancelled_at=None).exists():
        raise TwiceAtOnce
    session = ClassSession(
        course=course,
        timetable=timetable,
        place_id=course.place_id,
        recurrence_on=day,
        start_at=start,
        end_at=end,
        by_hand=True,
    )
    take_rooms(course.programme, course, meeting, [session], by, at)
    session.save(force_insert=True)
    _record("session.added", session, by, at)
    return session


@transaction.atomic
def cancel_sessions(
    *, session_ids: Collection[UUID], reason: str, by: Viewer, at: datetime.datetime
) -> list[ClassSession]:
    """Cancel exactly these sessions, all or none, and give up their rooms. Returns them by time.

    They stay as rows with the reason: nothing anybody signed up for is silently gone. Raises
    ``HeldAlready``, ``CancelledAlready``, ``NoReason``.
    """
    if not reason.strip():
        raise NoReason
    sessions = [_future_session(each, by, at) for each in sorted(set(session_ids))]
    if any(each.cancelled_at for each in sessions):
        raise CancelledAlready
    _give_up_rooms([each for each in sessions if each.booking_id], by, at)
    for each in sessions:
        each.by_hand = True
    _end(sessions, reason.strip(), at)
    for each in sessions:
        _record("session.cancelled", each, by, at)
    return sorted(sessions, key=lambda each: each.start_at)


@transaction.atomic
def restore_session(*, session_id: UUID, by: Viewer, at: datetime.datetime) -> ClassSession:
    """Hold a cancelled session after all, if its room is still free.

    Raises ``HeldAlready``, ``NotCancelled``, ``TwiceAtOnce``, ``spaces.RoomTaken``.
    """
    session = _future_session(session_id, by, at)
    if not session.cancelled_at:
        raise NotCancelled
    others = ClassSession.objects.filter(course_id=session.course_id, cancelled_at=None)
    if others.filter(start_at=session.start_at).exists():
        raise TwiceAtOnce
    session.cancelled_at, session.cancel_reason = None, ""
    session.sequence += 1
    course = session.course
    take_rooms(course.programme, course, meeting_of(session.timetable), [session], by, at)
    session.save()
    _record("session.restored", session, by, at)
    return session


def meeting_of(timetable: Timetable) -> Meeting:
    """How a course meets, from its row."""
    return Meeting(
        rule=recurrence.parse(timetable.rule),
        first_on=timetable.first_on,
        starts_at=timetable.starts_at,
        minutes=timetable.minutes,
        on_days_off=timetable.on_days_off,
        space_id=timetable.space_id,
        where=timetable.where,
        before_minutes=timetable.before_minutes,
        after_minutes=timetable.after_minutes,
    )


def _kept_course(course_id: UUID, by: Viewer) -> Course:
    """A course that ``by`` may change; its programme is locked, so changes go one by one."""
    course = Course.objects.filter(pk=course_id).first()
    if course is None:
        raise NotFound
    course.programme = kept_programme(course.programme_id, by)
    return course


def _future_session(session_id: UUID, by: Viewer, at: datetime.datetime) -> ClassSession:
    session = ClassSession.objects.filter(pk=session_id).select_related("course").first()
    if session is None:
        raise NotFound
    _kept_course(session.course_id, by)
    session = ClassSession.objects.select_related("course__programme", "timetable").get(
        pk=session_id
    )
    if session.start_at <= at:
        raise HeldAlready
    return session


def _take_room(session: ClassSession, space_id: UUID, by: Viewer, at: datetime.datetime) -> None:
    """A session that was to be held outside comes in."""
    course = session.course
    inside = dataclasses.replace(meeting_of(session.timetable), space_id=space_id)
    take_rooms(course.programme, course, inside, [session], by, at)


def _sessions_of(changes: Collection[Change]) -> list[ClassSession]:
    ids = [each.standing.id for each in changes if each.standing and each.step != "kept"]
    return list(ClassSession.objects.filter(pk__in=ids))


def _give_up_rooms(sessions: Collection[ClassSession], by: Viewer, at: datetime.datetime) -> None:
    """Release the rooms of sessions that move or end: a session points at a live booking only."""
    freed = [each.booking_id for each in sessions]
    for session in sessions:
        session.booking = None
    ClassSession.objects.filter(pk__in=[each.pk for each in sessions]).update(booking=None)
    spaces.release_many(booking_ids=freed, by=by, at=at)


def _end(sessions: Collection[ClassSession], reason: str, at: datetime.datetime) -> None:
    for each in sessions:
        each.cancelled_at, each.cancel_reason = at, reason
        each.sequence += 1
    ClassSession.objects.bulk_update(
        sessions, ["cancelled_at", "cancel_reason", "sequence", "by_hand"], batch_size=200
    )


def _save(sessions: Collection[ClassSession]) -> None:
    """Write sessions that moved, and add those that are new, in two statements."""
    fresh = [each for each in sessions if each._state.adding]
    ClassSession.objects.bulk_update(
        [each for each in sessions if not each._state.adding],
        ["timetable", "recurrence_on", "start_at", "end_at", "sequence", "booking"],
        batch_size=200,
    )
    ClassSession.objects.bulk_create(fresh)


def _record(
    verb: str, thing: Course | ClassSession, by: Viewer, at: datetime.datetime, **details: int
) -> None:
    kind = "course" if isinstance(thing, Course) else "class_session"
    journal.record(
        verb=verb, by=by, at=at, subject=(kind, thing.id), place=thing.place_id, details=details
    )
