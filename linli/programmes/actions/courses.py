"""A course is opened: its sessions are made and its room is taken, or nothing is."""

import datetime
from collections.abc import Collection, Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy

from linli.identity.permissions import Viewer
from linli.journal import actions as journal
from linli.kernel.presses import pressed_before
from linli.kernel.recurrence import NotARule
from linli.kernel.refusal import NotFound, Refused
from linli.programmes.actions.programmes import kept_programme
from linli.programmes.models import ClassSession, Course, Programme, Timetable
from linli.programmes.queries.previews import occasions
from linli.programmes.terms import MOST_MINUTES, QUARTER_MINUTES, Meeting, Occasion
from linli.spaces import actions as spaces
from linli.spaces.actions import Origin


class NotAMeeting(Refused):
    """A rule with no day, too many, or an end before its beginning; or an hour that is none."""

    words = gettext_lazy("这样排不出课次：请看看起止日期、星期几和次数（最多 400 次）。")


class BeginsInThePast(Refused):
    """What has been is not made up afterwards."""

    words = gettext_lazy("第一次课在过去，请从今天以后的日子开始。")


class NoDayLeft(Refused):
    """Every date fell away."""

    words = gettext_lazy("所有的日子都去掉了，一次课也没有留下。")


def hold(*, course_id: UUID) -> None:
    """Until the caller's transaction ends, nobody else decides what hangs on all of a course: how
    its places are shared out. Sessions and offers may point at it meanwhile."""
    list(Course.objects.select_for_update(no_key=True).filter(pk=course_id))


@transaction.atomic
def open_course(
    *,
    programme_id: UUID,
    title: str,
    capacity: int,
    meeting: Meeting,
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
    without: Collection[datetime.date] = (),
) -> Course:
    """Open a course: one session for every date of its rule except ``without``, each with its room.

    All or none: raises ``spaces.RoomTaken`` with every date that meets something, ``NotAMeeting``,
    ``BeginsInThePast``, ``NoDayLeft``.
    """
    programme = kept_programme(programme_id, by)
    if earlier := pressed_before(Course, key, programme_id=programme.pk):
        return earlier
    wanted = [each for each in days_of(meeting) if each.held_on and each.held_on not in without]
    if not wanted:
        raise NoDayLeft
    insist_on_future(meeting, wanted, at)
    course = Course.objects.create(
        programme=programme,
        place_id=programme.place_id,
        title=title,
        capacity=capacity,
        opened_by_id=by.user_id,
        opened_at=at,
        key=key,
    )
    timetable = set_timetable(course, meeting, by, at)
    make_sessions(programme, course, timetable, meeting, wanted, by, at)
    journal.record(
        verb="course.opened",
        by=by,
        at=at,
        subject=("course", course.id),
        place=course.place_id,
        details={"sessions": len(wanted)},
    )
    return course


def days_of(meeting: Meeting) -> list[Occasion]:
    """The days of a meeting's rule. Raises ``NotAMeeting``."""
    if not 0 < meeting.minutes <= MOST_MINUTES or meeting.minutes % QUARTER_MINUTES:
        raise NotAMeeting
    try:
        return occasions(meeting)
    except NotARule as fault:
        raise NotAMeeting from fault


def insist_on_future(meeting: Meeting, wanted: Sequence[Occasion], at: datetime.datetime) -> None:
    """Raises ``BeginsInThePast`` when a day of these has begun."""
    if any(meeting.span(each.held_on)[0] < at for each in wanted if each.held_on):
        raise BeginsInThePast


def set_timetable(course: Course, meeting: Meeting, by: Viewer, at: datetime.datetime) -> Timetable:
    """The row that says how a course meets from now on."""
    return Timetable.objects.create(
        course=course,
        rule=meeting.rule.text,
        first_on=meeting.first_on,
        starts_at=meeting.starts_at,
        minutes=meeting.minutes,
        on_days_off=meeting.on_days_off,
        space_id=meeting.space_id,
        where=meeting.where,
        before_minutes=meeting.before_minutes,
        after_minutes=meeting.after_minutes,
        set_by_id=by.user_id,
        set_at=at,
    )


def make_sessions(
    programme: Programme,
    course: Course,
    timetable: Timetable,
    meeting: Meeting,
    wanted: Sequence[Occasion],
    by: Viewer,
    at: datetime.datetime,
) -> list[ClassSession]:
    """One session a day, with its room, in a handful of statements whatever their number."""
    sessions = []
    for each in wanted:
        assert each.held_on is not None
        start, end = meeting.span(each.held_on)
        sessions.append(
            ClassSession(
                course=course,
                timetable=timetable,
                place_id=course.place_id,
                recurrence_on=each.recurrence_on,
                start_at=start,
                end_at=end,
            )
        )
    take_rooms(programme, course, meeting, sessions, by, at)
    return ClassSession.objects.bulk_create(sessions)


def take_rooms(
    programme: Programme,
    course: Course,
    meeting: Meeting,
    sessions: Sequence[ClassSession],
    by: Viewer,
    at: datetime.datetime,
) -> None:
    """Book the meeting's room for each session, unsaved as it is. Raises ``spaces.RoomTaken``, and
    ``NotFound`` for a room of another community."""
    if meeting.space_id is None:
        return
    title = programme.neutral_title if programme.closed_group else course.title
    bookings = spaces.occupy_many(
        space_id=meeting.space_id,
        spans=[(each.start_at, each.end_at) for each in sessions],
        titles=[title] * len(sessions),
        origins=[Origin("programmes", "class_session", str(each.id), title) for each in sessions],
        before_minutes=meeting.before_minutes,
        after_minutes=meeting.after_minutes,
        private=programme.closed_group,
        expected_people=course.capacity,
        by=by,
        at=at,
    )
    if any(booking.place_id != course.place_id for booking in bookings):
        raise NotFound
    for session, booking in zip(sessions, bookings, strict=True):
        session.booking = booking
