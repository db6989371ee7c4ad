"""What may be asked about places. They are public: no viewer is needed."""

import datetime
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from linli.kernel.asking import Question
from linli.places import terms
from linli.places.models import DayOff, Place
from linli.places.terms import Kind, NamedDay

OFFICIAL_COMMUNITY_DIGITS = 12


def get(code: str) -> Place | None:
    """The place with this code, or None."""
    return next(iter(_coded(code)), None)


@Question
def _coded(code: Any) -> QuerySet[Place]:
    return Place.objects.filter(code=code)


def named(codes: Iterable[str]) -> list[Place]:
    """The places with these codes, in order of code."""
    return list(Place.objects.filter(code__in=codes).order_by("code"))


def community_of(code: str) -> str:
    """The community a place of a lower level lies in: the first 12 digits of its code."""
    return code[:OFFICIAL_COMMUNITY_DIGITS]


def communities_under(codes: Iterable[str]) -> frozenset[str]:
    """The codes of all communities at or beneath the given places.

    A community, grid or building names its community by itself; only a higher level asks the tree.
    """
    low = {community_of(code) for code in codes if len(code) >= OFFICIAL_COMMUNITY_DIGITS}
    high = [code for code in codes if len(code) < OFFICIAL_COMMUNITY_DIGITS]
    if not high:
        return frozenset(low)
    beneath = Q()
    for code in high:
        beneath |= Q(code__startswith=code)
    found = Place.objects.filter(beneath, level="community").values_list("code", flat=True)
    return frozenset(low) | frozenset(found)


def children(code: str) -> list[Place]:
    """The places directly beneath one, by code."""
    return list(Place.objects.filter(parent_id=code, closed_on=None).order_by("code"))


def trail(code: str) -> list[Place]:
    """A place and those above it, highest first."""
    prefixes = [code[:length] for length in range(2, len(code) + 1)]
    return list(Place.objects.filter(code__in=prefixes).order_by("code"))


def places_of(codes: Iterable[str]) -> list[Place]:
    """The places with these codes, by code."""
    return list(Place.objects.filter(code__in=codes).order_by("code"))


def of_level(level: str) -> list[Place]:
    """Every open place of one level, by code."""
    return list(Place.objects.filter(level=level, closed_on=None).order_by("code"))


# Days off -----------------------------------------------------------------------------------------


class Calendar(NamedTuple):
    """What the notices say of some days. ``unknown``: years no notice has been entered for, whose
    days are told by their weekday alone; a page must say so."""

    named: dict[datetime.date, NamedDay]
    unknown: frozenset[int]

    def kind_of(self, day: datetime.date) -> Kind | None:
        """``off``, ``work``, or None: an ordinary day, of which its weekday tells."""
        found = self.named.get(day)
        return found.kind if found else None

    def is_off(self, day: datetime.date) -> bool:
        """Whether people are off: by a notice, or because it is a weekend nobody makes up for."""
        kind = self.kind_of(day)
        return kind == "off" or (kind is None and day.weekday() >= 5)


def calendar(first: datetime.date, last: datetime.date) -> Calendar:
    """The days a notice names from one day to another, both included. One query."""
    years = range(first.year, last.year + 1)
    entered: dict[datetime.date, NamedDay] = {
        row.day: NamedDay(row.day, row.kind, row.name, row.name_en, row.source)
        for row in DayOff.objects.filter(
            day__gte=datetime.date(first.year, 1, 1), day__lte=datetime.date(last.year, 12, 31)
        )
    }
    told_here = {day.year for day in entered}
    came_along = {day: row for day, row in terms.shipped().items() if day.year not in told_here}
    known = told_here | {day.year for day in came_along}
    named = {day: row for day, row in (came_along | entered).items() if first <= day <= last}
    return Calendar(named, frozenset(years) - known)


def kind_of_day(day: datetime.date) -> Kind | None:
    """``off`` or ``work`` where a notice names the day; None for an ordinary day or a year no
    notice is entered for (``year_is_known`` says which)."""
    return calendar(day, day).kind_of(day)


def year_is_known(year: int) -> bool:
    """Whether the notice of this year has been entered, or came with the software."""
    return not calendar(datetime.date(year, 1, 1), datetime.date(year, 12, 31)).unknown


def days_named_in(year: int) -> list[NamedDay]:
    """Every day the notice of a year names, by day; none for a year that is not known."""
    found = calendar(datetime.date(year, 1, 1), datetime.date(year, 12, 31))
    return sorted(found.named.values())
