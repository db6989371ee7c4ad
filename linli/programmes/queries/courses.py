"""Programmes and courses, and a rule as a sentence."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language, gettext as _, gettext_lazy, ngettext

from linli.kernel import recurrence
from linli.kernel.asking import Question
from linli.kernel.recurrence import DAILY, WEEKLY, Recurrence
from linli.kernel.refusal import NotFound
from linli.kernel.words import XIAMEN, spoken_time
from linli.programmes.models import ClassSession, Course, Programme, ProgrammeGoal, Timetable
from linli.programmes.queries.sessions import SessionRow, sessions_of_courses
from linli.programmes.terms import KEEP, MOVE, SKIP, Standing

SCENE_WORDS = {
    "i_charity": gettext_lazy("i公益"),
    "i_family": gettext_lazy("i家庭"),
    "i_learning": gettext_lazy("i学习"),
    "i_sports": gettext_lazy("i运动"),
}
GOAL_WORDS = {
    "cost_down": gettext_lazy("降本"),
    "efficiency_up": gettext_lazy("增效"),
    "resident_benefit": gettext_lazy("惠民"),
    "sustainability": gettext_lazy("可持续"),
}
ON_DAYS_OFF_WORDS = {
    SKIP: gettext_lazy("放假就停一次"),
    KEEP: gettext_lazy("放假也照常"),
    MOVE: gettext_lazy("移到调休上班的那天，没有就停一次"),
}
WEEKDAY_WORDS = (
    gettext_lazy("周一"),
    gettext_lazy("周二"),
    gettext_lazy("周三"),
    gettext_lazy("周四"),
    gettext_lazy("周五"),
    gettext_lazy("周六"),
    gettext_lazy("周日"),
)
ORDINAL_WORDS = {
    1: gettext_lazy("第一个"),
    2: gettext_lazy("第二个"),
    3: gettext_lazy("第三个"),
    4: gettext_lazy("第四个"),
    5: gettext_lazy("第五个"),
    -1: gettext_lazy("最后一个"),
}


class ProgrammeCard(NamedTuple):
    """A programme. ``title`` is its own name: for the desk where the group is closed."""

    id: UUID
    place: str
    title: str
    title_en: str
    summary: str
    scene: str
    age_from: int | None
    age_to: int | None
    closed_group: bool
    neutral_title: str
    goals: tuple[str, ...]
    closed_on: datetime.date | None

    @property
    def public_title(self) -> str:
        """What lists, screens and calendars call it."""
        return self.neutral_title if self.closed_group else self.title

    @property
    def scene_word(self) -> Any:
        return SCENE_WORDS[self.scene]


class CourseCard(NamedTuple):
    """A course with its newest timetable; ``when`` is the rule and the hour as a sentence."""

    id: UUID
    programme: ProgrammeCard
    title: str
    capacity: int
    when: str
    timetable: Timetable


def programme(programme_id: UUID) -> ProgrammeCard:
    """One programme. Raises ``NotFound``."""
    for each in Programme.objects.filter(pk=programme_id):
        return _card(each, _goals({programme_id}))
    raise NotFound


def programmes_at(place: str) -> list[ProgrammeCard]:
    """A community's programmes that are open, by title."""
    found = list(Programme.objects.filter(place_id=place, closed_on=None).order_by("title", "id"))
    goals = _goals({each.pk for each in found})
    return [_card(each, goals) for each in found]


def course(course_id: UUID) -> CourseCard:
    """One course. Raises ``NotFound``."""
    for card in courses_named([course_id]):
        return card
    raise NotFound


def courses_named(course_ids: Collection[UUID]) -> list[CourseCard]:
    """Courses by their ids, by title. The same few queries, however many."""
    return _courses(_named(course_ids))


def courses_at(place: str) -> list[CourseCard]:
    """A community's courses of open programmes, by title."""
    return _courses(_held_at(place))


def sessions_of(course_id: UUID, *, since: datetime.datetime | None = None) -> list[SessionRow]:
    """A course's sessions that begin at or after a moment, or all, in order of time."""
    rows = sessions_of_courses([course_id])
    return [row for row in rows if row.start_at >= since] if since else rows


def standing_from(course_id: UUID, since: datetime.datetime) -> list[Standing]:
    """The sessions of a course that a change from this moment on may touch."""
    found = ClassSession.objects.filter(course_id=course_id, start_at__gte=since)
    return [
        Standing(
            id=each.id,
            recurrence_on=each.recurrence_on,
            start_at=each.start_at,
            end_at=each.end_at,
            space_id=each.booking.space_id if each.booking else None,
            cancelled=each.cancelled_at is not None,
            by_hand=each.by_hand,
        )
        for each in found.select_related("booking").order_by("start_at")
    ]


def rule_words(rule: Recurrence) -> str:
    """A rule as people say it: ``每周二、周四``, ``每 2 周的周二``, ``每月第二个周二``."""
    if rule.frequency == DAILY:
        return ngettext("每天", "每 %(count)d 天一次", rule.interval) % {"count": rule.interval}
    if rule.frequency == WEEKLY:
        days = _("、").join(
            str(WEEKDAY_WORDS[recurrence.ordinal_of(day)[1]]) for day in rule.by_day
        )
        said = ngettext("每%(days)s", "每 %(count)d 周的%(days)s", rule.interval)
        return said % {"days": days, "count": rule.interval}
    if rule.by_day:
        days = _("、").join(_of_the_month(day) for day in rule.by_day)
    else:
        days = _("、").join(_day_of_the_month(day) for day in rule.by_month_day)
    said = ngettext("每月%(days)s", "每 %(count)d 个月的%(days)s", rule.interval)
    return said % {"days": days, "count": rule.interval}


def _when(timetable: Timetable) -> str:
    """A timetable as people say it: ``每周二 上午9:00``."""
    begins = datetime.datetime.combine(timetable.first_on, timetable.starts_at, tzinfo=XIAMEN)
    return _("%(rule)s %(time)s") % {
        "rule": rule_words(recurrence.parse(timetable.rule)),
        "time": spoken_time(begins, get_language() or "zh-hans"),
    }


def _of_the_month(day: str) -> str:
    number, weekday = recurrence.ordinal_of(day)
    name = WEEKDAY_WORDS[weekday]
    if number is None:
        return _("每个%(weekday)s") % {"weekday": name}
    return _("%(which)s%(weekday)s") % {"which": ORDINAL_WORDS[number], "weekday": name}


def _day_of_the_month(day: int) -> str:
    return _("最后一天") if day == -1 else _("%(day)d 日") % {"day": day}


def _card(each: Programme, goals: Mapping[UUID, Sequence[str]]) -> ProgrammeCard:
    return ProgrammeCard(
        id=each.id,
        place=each.place_id,
        title=each.title,
        title_en=each.title_en,
        summary=each.summary,
        scene=each.scene,
        age_from=each.age_from,
        age_to=each.age_to,
        closed_group=each.closed_group,
        neutral_title=each.neutral_title,
        goals=tuple(goals.get(each.id, ())),
        closed_on=each.closed_on,
    )


def _courses(found: list[Course]) -> list[CourseCard]:
    goals = _goals({each.programme_id for each in found})
    newest = {each.course_id: each for each in _timetables({each.pk for each in found})}
    return [
        CourseCard(
            id=each.id,
            programme=_card(each.programme, goals),
            title=each.title,
            capacity=each.capacity,
            when=_when(newest[each.pk]),
            timetable=newest[each.pk],
        )
        for each in found
    ]


def _goals(programme_ids: Collection[UUID]) -> dict[UUID, list[str]]:
    goals: dict[UUID, list[str]] = {}
    for programme_id, goal in _goals_of(programme_ids):
        goals.setdefault(programme_id, []).append(goal)
    return goals


@Question
def _named(courses: Any) -> QuerySet[Course]:
    found = Course.objects.filter(pk__in=courses)
    return found.select_related("programme").order_by("title", "id")


@Question
def _held_at(place: Any) -> QuerySet[Course]:
    found = Course.objects.filter(place=place, programme__closed_on=None)
    return found.select_related("programme").order_by("title", "id")


@Question
def _goals_of(programmes: Any) -> QuerySet[ProgrammeGoal, Any]:
    found = ProgrammeGoal.objects.filter(programme__in=programmes).order_by("goal")
    return found.values_list("programme_id", "goal")


@Question
def _timetables(courses: Any) -> QuerySet[Timetable]:
    return Timetable.objects.filter(course__in=courses).order_by("set_at", "id")
