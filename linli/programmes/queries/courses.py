"""Programmes and courses, and a rule as a sentence."""

import datetime
from collections.abc import Collection
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from linli.kernel import recurrence
from linli.kernel.recurrence import DAILY, WEEKLY, Recurrence
from linli.kernel.refusal import NotFound
from linli.programmes.models import ClassSession, Course, Programme, Timetable
from linli.programmes.queries.sessions import SessionRow, rows
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
    """A course with its newest timetable; ``when`` is the rule as a sentence."""

    id: UUID
    programme: ProgrammeCard
    title: str
    capacity: int
    when: str
    timetable: Timetable


def programme(programme_id: UUID) -> ProgrammeCard:
    """One programme. Raises ``NotFound``."""
    for card in _programmes(Programme.objects.filter(pk=programme_id)):
        return card
    raise NotFound


def programmes_at(place: str) -> list[ProgrammeCard]:
    """A community's programmes that are open, by title."""
    return _programmes(Programme.objects.filter(place_id=place, closed_on=None))


def course(course_id: UUID) -> CourseCard:
    """One course. Raises ``NotFound``."""
    for card in _courses(Course.objects.filter(pk=course_id)):
        return card
    raise NotFound


def courses_named(ids: Collection[UUID]) -> list[CourseCard]:
    """Courses by their ids, by title."""
    return _courses(Course.objects.filter(pk__in=ids))


def courses_at(place: str) -> list[CourseCard]:
    """A community's courses of open programmes, by title."""
    return _courses(Course.objects.filter(place_id=place, programme__closed_on=None))


def sessions_of(course_id: UUID, *, since: datetime.datetime | None = None) -> list[SessionRow]:
    """A course's sessions that begin at or after a moment, or all, in order of time."""
    found = ClassSession.objects.filter(course_id=course_id)
    return rows(found.filter(start_at__gte=since) if since else found)


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
    """A rule as people say it: ``每周二、周四``, ``每两周的周二``, ``每月第二个周二``."""
    if rule.frequency == DAILY:
        return ngettext("每天", "每 %(count)d 天一次", rule.interval) % {"count": rule.interval}
    if rule.frequency == WEEKLY:
        days = _("、").join(
            str(WEEKDAY_WORDS[recurrence.ordinal_of(day)[1]]) for day in rule.by_day
        )
        said = ngettext("每周 %(days)s", "每 %(count)d 周 %(days)s", rule.interval)
        return said % {"days": days, "count": rule.interval}
    if rule.by_day:
        days = _("、").join(_of_the_month(day) for day in rule.by_day)
    else:
        days = _("、").join(_day_of_the_month(day) for day in rule.by_month_day)
    said = ngettext("每月 %(days)s", "每 %(count)d 个月 %(days)s", rule.interval)
    return said % {"days": days, "count": rule.interval}


def _of_the_month(day: str) -> str:
    number, weekday = recurrence.ordinal_of(day)
    name = WEEKDAY_WORDS[weekday]
    if number is None:
        return _("每个%(weekday)s") % {"weekday": name}
    return _("%(which)s%(weekday)s") % {"which": ORDINAL_WORDS[number], "weekday": name}


def _day_of_the_month(day: int) -> str:
    return _("最后一天") if day == -1 else _("%(day)d 日") % {"day": day}


def _programmes(found: QuerySet[Programme]) -> list[ProgrammeCard]:
    return [_card(each) for each in found.prefetch_related("goals").order_by("title", "id")]


def _card(each: Programme) -> ProgrammeCard:
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
        goals=tuple(sorted(goal.goal for goal in each.goals.all())),
        closed_on=each.closed_on,
    )


def _courses(found: QuerySet[Course]) -> list[CourseCard]:
    found = found.select_related("programme").prefetch_related("programme__goals", "timetables")
    cards = []
    for each in found.order_by("title", "id"):
        newest = max(each.timetables.all(), key=lambda timetable: timetable.set_at)
        cards.append(
            CourseCard(
                id=each.id,
                programme=_card(each.programme),
                title=each.title,
                capacity=each.capacity,
                when=rule_words(recurrence.parse(newest.rule)),
                timetable=newest,
            )
        )
    return cards
