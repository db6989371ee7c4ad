"""Sessions as rows of a day, a week or a course. One query each, whatever their number."""

import datetime
from collections.abc import Collection
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, QuerySet, Subquery

from linli.kernel.asking import Question
from linli.kernel.refusal import NotFound
from linli.kernel.tongues import as_read
from linli.kernel.words import XIAMEN
from linli.programmes.models import ClassSession


class SessionRow(NamedTuple):
    """A session as anybody may read it. ``title`` is the neutral one of a closed group.

    ``room``: the room's name, or where it is held outside; ``space_id`` None there.
    ``meant_space_id``: the room its rule means, which a cancelled one has given back. ``moved``:
    held on another day than its rule says. ``cancelled``: the reason, or empty.
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
    meant_space_id: UUID | None
    capacity: int
    by_hand: bool
    moved: bool
    cancelled: str
    sequence: int

    @property
    def said_title(self) -> str:
        """Its title in the reader's language, as far as it has one in it."""
        return as_read(self.title, self.title_en)

    @property
    def said_room(self) -> str:
        """Its room in the reader's language, as far as it has a name in it."""
        return as_read(self.room, self.room_en)

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


class Ahead(NamedTuple):
    """What of a course is still to come: which session next and when, and how many in all.
    ``begun``: one has been."""

    session_id: UUID
    next_at: datetime.datetime
    left: int
    begun: bool


def ahead_of(course_ids: Collection[UUID], at: datetime.datetime) -> dict[UUID, Ahead]:
    """What is still to come of these courses; those that are over are not in it. One query."""
    ahead = ClassSession.objects.filter(start_at__gt=at, cancelled_at=None)
    first = ahead.filter(course=OuterRef("course")).order_by("start_at", "pk").values("pk")[:1]
    been = ClassSession.objects.filter(
        course=OuterRef("course"), start_at__lte=at, cancelled_at=None
    )
    told = (
        ahead.filter(course__in=course_ids)
        .order_by()
        .values("course")
        .annotate(
            first=Subquery(first), next_at=Min("start_at"), left=Count("pk"), begun=Exists(been)
        )
    )
    return {
        row["course"]: Ahead(row["first"], row["next_at"], row["left"], row["begun"])
        for row in told
    }


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


class _Told(NamedTuple):
    """A session with what its course, programme, room and timetable say of it: columns alone,
    because a week holds hundreds."""

    id: UUID
    course_id: UUID
    timetable_id: UUID
    place: str
    recurrence_on: datetime.date
    start_at: datetime.datetime
    end_at: datetime.datetime
    by_hand: bool
    cancelled: str
    sequence: int
    title: str
    capacity: int
    programme_id: UUID
    title_en: str
    neutral_title: str
    closed_group: bool
    scene: str
    age_from: int | None
    age_to: int | None
    where: str
    meant_space_id: UUID | None
    space_id: UUID | None
    space_name: str | None
    space_name_en: str | None


OF = "course__programme__"
TOLD = (
    "id", "course_id", "timetable_id", "place_id", "recurrence_on", "start_at", "end_at", "by_hand",
    "cancel_reason", "sequence", "course__title", "course__capacity", "course__programme_id",
    f"{OF}title_en", f"{OF}neutral_title", f"{OF}closed_group", f"{OF}scene", f"{OF}age_from",
    f"{OF}age_to", "timetable__where", "timetable__space_id", "booking__space_id",
    "booking__space__name", "booking__space__name_en",
)  # fmt: skip
"""Where each is found, in the order of ``_Told``."""


def _rows(found: list[tuple[Any, ...]]) -> list[SessionRow]:
    return [_row(_Told(*each)) for each in found]


@Question
def _named(sessions: Any) -> QuerySet[ClassSession, Any]:
    return _whole(ClassSession.objects.filter(pk__in=sessions))


@Question
def _of_courses(courses: Any) -> QuerySet[ClassSession, Any]:
    return _whole(ClassSession.objects.filter(course__in=courses))


@Question
def _between(place: Any, start: Any, end: Any) -> QuerySet[ClassSession, Any]:
    found = ClassSession.objects.filter(place=place, start_at__gte=start, start_at__lt=end)
    return _whole(found)


@Question
def _after(place: Any, moment: Any) -> QuerySet[ClassSession, Any]:
    return _whole(ClassSession.objects.filter(place=place, end_at__gt=moment))


def _whole(found: QuerySet[ClassSession]) -> QuerySet[ClassSession, Any]:
    return found.order_by("start_at", "id").values_list(*TOLD)


def _row(each: _Told) -> SessionRow:
    closed = each.closed_group
    return SessionRow(
        id=each.id,
        course_id=each.course_id,
        timetable_id=each.timetable_id,
        programme_id=each.programme_id,
        place=each.place,
        title=each.neutral_title if closed else each.title,
        title_en="" if closed else each.title_en,
        scene=each.scene,
        age_from=each.age_from,
        age_to=each.age_to,
        closed_group=closed,
        recurrence_on=each.recurrence_on,
        start_at=each.start_at,
        end_at=each.end_at,
        room=each.where if each.space_name is None else each.space_name,
        room_en=each.space_name_en or "",
        space_id=each.space_id,
        meant_space_id=each.meant_space_id,
        capacity=each.capacity,
        by_hand=each.by_hand,
        moved=each.start_at.astimezone(XIAMEN).date() != each.recurrence_on,
        cancelled=each.cancelled,
        sequence=each.sequence,
    )
