"""What the public may know of programmes: when what goes on, for whom. No name, no closed group."""

import datetime
from collections.abc import Collection
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Min, QuerySet

from linli.kernel import recurrence
from linli.kernel.asking import Question
from linli.kernel.recurrence import Recurrence
from linli.kernel.tongues import as_read
from linli.kernel.words import XIAMEN
from linli.programmes import queries, terms
from linli.programmes.models import ClassSession, Course, Timetable
from linli.programmes.queries import SCENE_WORDS, CalendarLine, SessionRow

AGE_BANDS, SCENES, WEEKDAY_WORDS = terms.AGE_BANDS, terms.SCENES, queries.WEEKDAY_WORDS


class Pattern(NamedTuple):
    """How a course meets, as far as one rule says it: on which days, at which hour, how long.

    ``except_on``: days of the rule on which it is not held at that hour.
    """

    rule: Recurrence
    first_on: datetime.date
    starts_at: datetime.time
    minutes: int
    except_on: tuple[datetime.date, ...]


class CourseFace(NamedTuple):
    """A course as the street may know it: of a closed group the neutral title, and no summary.

    ``pattern``: its newest rule, whatever became of single days.
    """

    id: UUID
    place: str
    title: str
    title_en: str
    summary: str
    scene: str
    age_from: int | None
    age_to: int | None
    closed_group: bool
    when: str
    space_id: UUID | None
    where: str
    pattern: Pattern

    @property
    def said_title(self) -> str:
        """Its title in the reader's language, as far as it has one in it."""
        return as_read(self.title, self.title_en)

    @property
    def scene_word(self) -> Any:
        return SCENE_WORDS[self.scene]


def course(course_id: UUID) -> CourseFace:
    """One course. Raises ``NotFound``."""
    return _face(queries.course(course_id))


def courses_named(course_ids: Collection[UUID]) -> dict[UUID, CourseFace]:
    """These courses, by id. Three queries, however many."""
    return {card.id: _face(card) for card in queries.courses_named(course_ids)}


def patterns(course_id: UUID, rows: Collection[SessionRow]) -> list[Pattern]:
    """The rules by which these sessions of a course are held, oldest first. One query."""
    held: dict[UUID, set[datetime.datetime]] = {}
    for row in rows:
        if not row.cancelled:
            held.setdefault(row.timetable_id, set()).add(row.start_at)
    found = []
    for each in _timetables(course_id, list(held)):
        pattern = _pattern(each)
        missing = [
            day
            for day in pattern.rule.days(each.first_on)
            if datetime.datetime.combine(day, each.starts_at, tzinfo=XIAMEN) not in held[each.pk]
        ]
        found.append(pattern._replace(except_on=tuple(missing)))
    return found


@Question
def _timetables(course: Any, timetables: Any) -> QuerySet[Timetable]:
    return Timetable.objects.filter(course=course, pk__in=timetables).order_by("set_at", "id")


def _pattern(each: Timetable) -> Pattern:
    rule = recurrence.parse(each.rule)
    return Pattern(rule, each.first_on, each.starts_at, each.minutes, ())


def _face(card: queries.CourseCard) -> CourseFace:
    programme = card.programme
    closed = programme.closed_group
    return CourseFace(
        id=card.id,
        place=programme.place,
        title=programme.neutral_title if closed else card.title,
        title_en="" if closed else programme.title_en,
        summary="" if closed else programme.summary,
        scene=programme.scene,
        age_from=programme.age_from,
        age_to=programme.age_to,
        closed_group=closed,
        when=card.when,
        space_id=card.timetable.space_id,
        where=card.timetable.where,
        pattern=_pattern(card.timetable),
    )


def sessions_of(course_id: UUID) -> list[SessionRow]:
    """All sessions of a course, in order of time: what has been, too."""
    return queries.sessions_of(course_id)


def sessions_between(
    place: str, start: datetime.datetime, end: datetime.datetime
) -> list[SessionRow]:
    """A community's sessions that begin in [start, end), cancelled ones with their reason."""
    return queries.sessions_between(place, start, end)


def course_ids(place: str) -> list[UUID]:
    """The courses of a community, the newest first. One query."""
    found = Course.objects.filter(place=place).order_by("-pk")
    return list(found.values_list("pk", flat=True))


def sessions_after(place: str, moment: datetime.datetime) -> list[SessionRow]:
    """A community's sessions that are not over at a moment, cancelled ones too. One query."""
    return queries.sessions_after(place, moment)


def first_starts(course_ids: Collection[UUID]) -> dict[UUID, datetime.datetime]:
    """When each of these courses begins, cancelled sessions left out. One query."""
    held = ClassSession.objects.filter(course__in=course_ids, cancelled_at=None)
    return dict(held.values_list("course_id").annotate(first=Min("start_at")))


def calendar(place: str, *, at: datetime.datetime) -> bytes:
    """A community's programme as iCalendar: every course with a session not yet over.

    Private titles never enter: a closed group stands under its neutral one. ``at``: DTSTAMP.
    """
    from linli.programmes import calendars  # the library behind it is large, and seldom wanted

    ahead = ClassSession.objects.filter(place_id=place, end_at__gt=at).values("course_id")
    timetables = list(
        Timetable.objects.filter(course__in=ahead)
        .select_related("course__place")
        .order_by("set_at", "id")
    )
    rows: dict[UUID, list[SessionRow]] = {}
    for row in queries.sessions_of_courses({each.course_id for each in timetables}):
        rows.setdefault(row.timetable_id, []).append(row)
    name = str(timetables[0].course.place) if timetables else place
    held = [(each, rows[each.pk]) for each in timetables if each.pk in rows]
    return calendars.written(name, held, at)


def personal_calendar(
    name: str, lines: Collection[CalendarLine], *, at: datetime.datetime
) -> bytes:
    """Single sessions as iCalendar, cancelled ones as such. ``at``: DTSTAMP."""
    from linli.programmes import calendars

    return calendars.single(name, lines, at)
