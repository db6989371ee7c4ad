"""Hours that were asked for and that nobody could give: demand, not a fault of who asked."""

import datetime
from collections import Counter
from typing import NamedTuple
from uuid import UUID

from linli.allocation import terms
from linli.allocation.models import Application


class Unserved(NamedTuple):
    """Of one round: weekly hours asked for and not given, the applications they are of, and how
    long they would have been at least. ``when``: by weekday and part of the day, each missing hour
    under the wish that stood highest."""

    round_id: UUID
    season_from: datetime.date
    season_until: datetime.date
    asked: int
    given: int
    applications: int
    minutes_a_week: int
    when: dict[tuple[int, str], int]

    @property
    def hours(self) -> int:
        """Weekly hours missing."""
        return sum(self.when.values())


def unserved_wishes(place: str, first: datetime.date, last: datetime.date) -> list[Unserved]:
    """What each confirmed round whose season meets these days could not give. Three queries."""
    rows = (
        Application.objects.filter(
            round__place=place, round__confirmed_at__isnull=False, withdrawn_at=None,
            round__season_from__lte=last, round__season_until__gte=first,
        )
        .select_related("round")
        .prefetch_related("wishes", "slots")
        .order_by("round__season_from", "round")
    )  # fmt: skip
    by_round: dict[UUID, list[Application]] = {}
    for row in rows:
        by_round.setdefault(row.round_id, []).append(row)
    return [_of(found) for found in by_round.values()]


def _of(rows: list[Application]) -> Unserved:
    """A given-back hour was given: whoever gave it back was not refused."""
    when: Counter[tuple[int, str]] = Counter()
    asked = given = minutes = refused = 0
    for row in rows:
        slots = [one for one in row.slots.all() if one.out_at is None]
        had = {one.wish_id for one in slots}
        wishes = sorted(row.wishes.all(), key=lambda one: (one.priority, one.pk))
        wanted = min(row.times, len(wishes))
        missing = [one for one in wishes if one.pk not in had][: max(0, wanted - len(slots))]
        asked, given = asked + wanted, given + len(slots)
        refused += bool(missing)
        for one in missing:
            minutes += one.least_minutes
            when[one.weekday, terms.part_of(one.earliest_minute)] += 1
    of = rows[0].round
    return Unserved(
        of.pk, of.season_from, of.season_until, asked, given, refused, minutes, dict(when)
    )
