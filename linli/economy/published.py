"""What the public may know of a month of the hall: no name, no fewer than five, neutral titles."""

import datetime
from typing import NamedTuple

from linli.economy import terms
from linli.economy.queries import Figure, hall_figures, programme_figures, room_figures
from linli.economy.queries.figures import average_of
from linli.economy.queries.months import ProgrammeLine, month_of

__all__ = ["PublicMonth", "month"]


class PublicMonth(NamedTuple):
    """A month on the street. ``costs_known``: two people have confirmed its costs."""

    month: datetime.date
    over: bool
    costs_known: bool
    figures: list[Figure]
    rooms: list[tuple[str, list[Figure]]]
    programmes: list[tuple[str, list[Figure]]]


def month(place: str, first: datetime.date, *, at: datetime.datetime) -> PublicMonth:
    """A month of a community's hall, as far as anybody may know it."""
    found = month_of(place, first, at)
    average = average_of(found)
    few = terms.untold(
        {each.id: each.came for each in found.programmes},
        [each.id for each in found.programmes if _small(each)],
    )
    asked_few = terms.untold({each.id: len(each.refused) for each in found.programmes})
    return PublicMonth(
        found.month, found.over, found.costs_fen is not None, hall_figures(found, public=True),
        [(str(each.space), room_figures(each, public=True)) for each in found.rooms],
        [
            (each.title, programme_figures(each, average, public=True, few=each.id in few,
                                           asked_few=each.id in asked_few))
            for each in found.programmes
        ],
    )  # fmt: skip


def _small(line: ProgrammeLine) -> bool:
    return 0 < line.came < terms.FEW or 0 < len(line.people) < terms.FEW
