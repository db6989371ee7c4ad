"""Sessions as rows of a day, a week or a course. One query each, whatever their number."""

import datetime
from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

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
    which = {"cancelled_at": None} if session_id is None else {"pk": session_id}
    found = ClassSession.objects.filter(course=course_id, **which)
    of = "course__programme__"
    for title, neutral, start_at, cancelled, closed, low, high in found.order_by(
        "start_at"
    ).values_list(
        "course__title", f"{of}neutral_title", "start_at", "cancel_reason", f"{of}closed_group",
        f"{of}age_from", f"{of}age_to",
    )[:1]:  # fmt: skip
        return Beginning(neutral if closed else title, start_at, cancelled, closed, low, high)
    raise NotFound


class CalendarLine(NamedTuple):
    """A session as it stands in somebody's own calendar: under this title, in this room."""

    session: SessionRow
    title: str
    room: str
    tentative: bool = False


def session(session_id: UUID) -> SessionRow:
    """One session. Raises ``NotFound``."""
    for row in _rows(ClassSession.objects.filter(pk=session_id)):
        return row
    raise NotFound


def sessions_named(ids: Collection[UUID]) -> list[SessionRow]:
    """Sessions by their ids, in order of time."""
    return _rows(ClassSession.objects.filter(pk__in=ids))


def sessions_of_courses(course_ids: Collection[UUID]) -> list[SessionRow]:
    """All sessions of some courses, in order of time."""
    return _rows(ClassSession.objects.filter(course_id__in=course_ids))


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
    found = ClassSession.objects.filter(place_id=place, start_at__gte=start, start_at__lt=end)
    if scene:
        found = found.filter(course__programme__scene=scene)
    if age is not None:
        found = found.filter(
            Q(course__programme__age_from=None) | Q(course__programme__age_from__lte=age),
            Q(course__programme__age_to=None) | Q(course__programme__age_to__gte=age),
        )
    if space_id is not None:
        found = found.filter(booking__space_id=space_id)
    if not with_cancelled:
        found = found.filter(cancelled_at=None)
    return _rows(found)


def sessions_after(place: str, moment: datetime.datetime) -> list[SessionRow]:
    """A community's sessions that are not over at a moment, in order of time."""
    return _rows(ClassSession.objects.filter(place_id=place, end_at__gt=moment))


def rows(found: QuerySet[ClassSession]) -> list[SessionRow]:
    """Rows of a question of this room's own."""
    return _rows(found)


def _rows(found: QuerySet[ClassSession]) -> list[SessionRow]:
    return [
        _row(each)
        for each in found.select_related(
            "course__programme", "timetable", "booking__space"
        ).order_by("start_at", "id")
    ]


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
