"""Sessions as rows of a day, a week or a course. One query each, whatever their number."""

import datetime
from collections.abc import Collection
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from linli.kernel.asking import Question
from linli.kernel.refusal import NotFound
from linli.kernel.words import XIAMEN
from linli.programmes.models import ClassSession


class SessionRow(NamedTuple):
    """A session as anybody may read it. ``title`` is the neutral one of a closed group.

    ``room``: the room's name, or where it is held outside; ``space_id`` None there. ``moved``: held
    on another day than its rule says. ``cancelled``: the reason, or empty.
    """

    id: UUID
    course_id: UUID
    timetable_id: UUID
    programme_id: UUID
    place: str
    title: str
    title_en: str
    scene: str
    age_from: int | None
    age_to: int | None
    closed_group: bool
    recurrence_on: datetime.date
    start_at: datetime.datetime
    end_at: datetime.datetime
    room: str
    room_en: str
    space_id: UUID | None
    capacity: int
    by_hand: bool
    moved: bool
    cancelled: str
    sequence: int

    def is_for(self, age: int) -> bool:
        """Whether a person of so many years may come."""
        return (self.age_from or 0) <= age and (self.age_to is None or age <= self.age_to)


class Beginning(NamedTuple):
    """What whoever asks for a place must know of the session it begins with: its public title,
    when, for which ages (years, both meant), whether it is talked over first, and why it is
    cancelled (empty: it is not)."""

    title: str
    start_at: datetime.datetime
    cancelled: str
    closed_group: bool
    age_from: int | None
    age_to: int | None


def beginning(course_id: UUID, session_id: UUID | None) -> Beginning:
    """A session of this course, or (None) the first that stands. One query of one row, because
    hundreds ask it at once. Raises ``NotFound``."""
    rows = _first_of(course_id) if session_id is None else _one_of(course_id, session_id)
    for title, neutral, start_at, cancelled, closed, low, high in rows:
        return Beginning(neutral if closed else title, start_at, cancelled, closed, low, high)
    raise NotFound


@Question
def _first_of(course: Any) -> QuerySet[ClassSession, Any]:
    standing = ClassSession.objects.filter(course=course, cancelled_at=None)
    return _beginnings(standing.order_by("start_at"))[:1]


@Question
def _one_of(course: Any, session: Any) -> QuerySet[ClassSession, Any]:
    return _beginnings(ClassSession.objects.filter(course=course, pk=session))


def _beginnings(found: QuerySet[ClassSession]) -> QuerySet[ClassSession, Any]:
    of = "course__programme__"
    return found.values_list(
        "course__title", f"{of}neutral_title", "start_at", "cancel_reason", f"{of}closed_group",
        f"{of}age_from", f"{of}age_to",
    )  # fmt: skip


class CalendarLine(NamedTuple):
    """A session as it stands in somebody's own calendar: under this title, in this room."""

    session: SessionRow
    title: str
    room: str
    tentative: bool = False


def session(session_id: UUID) -> SessionRow:
    """One session. Raises ``NotFound``."""
    for row in sessions_named([session_id]):
        return row
    raise NotFound


def sessions_named(ids: Collection[UUID]) -> list[SessionRow]:
    """Sessions by their ids, in order of time."""
    return _rows(_named(ids))


def sessions_of_courses(course_ids: Collection[UUID]) -> list[SessionRow]:
    """All sessions of some courses, in order of time."""
    return _rows(_of_courses(course_ids))


def sessions_between(
    place: str,
    start: datetime.datetime,
    end: datetime.datetime,
    *,
    scene: str = "",
    age: int | None = None,
    space_id: UUID | None = None,
    with_cancelled: bool = True,
) -> list[SessionRow]:
    """A community's sessions that begin in [start, end), in order of time.

    ``age``: only what a person of that many years may come to.
    """
    return [
        row
        for row in _rows(_between(place, start, end))
        if (not scene or row.scene == scene)
        and (age is None or row.is_for(age))
        and (space_id is None or row.space_id == space_id)
        and (with_cancelled or not row.cancelled)
    ]


def sessions_after(place: str, moment: datetime.datetime) -> list[SessionRow]:
    """A community's sessions that are not over at a moment, in order of time."""
    return _rows(_after(place, moment))


def _rows(found: list[ClassSession]) -> list[SessionRow]:
    return [_row(each) for each in found]


@Question
def _named(sessions: Any) -> QuerySet[ClassSession]:
    return _whole(ClassSession.objects.filter(pk__in=sessions))


@Question
def _of_courses(courses: Any) -> QuerySet[ClassSession]:
    return _whole(ClassSession.objects.filter(course__in=courses))


@Question
def _between(place: Any, start: Any, end: Any) -> QuerySet[ClassSession]:
    found = ClassSession.objects.filter(place=place, start_at__gte=start, start_at__lt=end)
    return _whole(found)


@Question
def _after(place: Any, moment: Any) -> QuerySet[ClassSession]:
    return _whole(ClassSession.objects.filter(place=place, end_at__gt=moment))


def _whole(found: QuerySet[ClassSession]) -> QuerySet[ClassSession]:
    return found.select_related("course__programme", "timetable", "booking__space").order_by(
        "start_at", "id"
    )


def _row(each: ClassSession) -> SessionRow:
    programme = each.course.programme
    closed = programme.closed_group
    booking = each.booking
    return SessionRow(
        id=each.id,
        course_id=each.course_id,
        timetable_id=each.timetable_id,
        programme_id=programme.id,
        place=each.place_id,
        title=programme.neutral_title if closed else each.course.title,
        title_en="" if closed else programme.title_en,
        scene=programme.scene,
        age_from=programme.age_from,
        age_to=programme.age_to,
        closed_group=closed,
        recurrence_on=each.recurrence_on,
        start_at=each.start_at,
        end_at=each.end_at,
        room=booking.space.name if booking else each.timetable.where,
        room_en=booking.space.name_en if booking else "",
        space_id=booking.space_id if booking else None,
        capacity=each.course.capacity,
        by_hand=each.by_hand,
        moved=each.start_at.astimezone(XIAMEN).date() != each.recurrence_on,
        cancelled=each.cancel_reason,
        sequence=each.sequence,
    )
