"""How a room was used, in numbers: by hour of the week for the street, by month for the economy."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from linli.gym import terms
from linli.gym.models import OpenTerms, Visit
from linli.gym.terms import Cell, Stay


class OpenUse(NamedTuple):
    """A room's visits from one day to another. ``used``: minutes in which somebody was inside, by
    the hour of the day. ``people``: ids for counting alone, of those who are still known."""

    used: dict[int, int]
    visits: int
    people: frozenset[UUID]


def usually(space_id: UUID, at: datetime.datetime) -> dict[Cell, int | None]:
    """How many are usually inside by hour of the week, from the whole weeks before today; None
    where it was too few to tell. Two queries."""
    today = terms.day_of(at)
    first = today - datetime.timedelta(weeks=terms.WEEKS_BEHIND)
    opened = OpenTerms.objects.filter(space=space_id).order_by("number").first()
    if opened is not None:
        first = max(first, terms.day_of(opened.from_at))
    days = [first + datetime.timedelta(days=number) for number in range((today - first).days)]
    open_days = {weekday: sum(day.weekday() == weekday for day in days) for weekday in range(7)}
    stays = _stays(Visit.objects.filter(space=space_id), first, today)
    return terms.usually((stay for _, stay in stays), open_days)


def use_of(
    place: str, first: datetime.date, last: datetime.date, at: datetime.datetime
) -> dict[UUID, OpenUse]:
    """The rooms of a place that people came and went in, nothing after ``at``. One query.

    A room's used minutes are those in which somebody was inside; a visit is one attendance.
    """
    rows = Visit.objects.filter(place=place, entered_at__lte=at)
    by_room: dict[UUID, list[Stay]] = {}
    for space_id, stay in _stays(rows, first, last + datetime.timedelta(days=1)):
        by_room.setdefault(space_id, []).append(stay)
    return {
        space_id: OpenUse(
            terms.used_minutes(stays), len(stays), frozenset(stay.who for stay in stays if stay.who)
        )
        for space_id, stays in by_room.items()
    }


def _stays(
    rows: object, first: datetime.date, before: datetime.date
) -> Iterable[tuple[UUID, Stay]]:
    """The visits of some days, without those that were taken back."""
    span = (terms.at_minute(first, 0), terms.at_minute(before, 0))
    live = rows.filter(taken_back_at=None, entered_at__gte=span[0], entered_at__lt=span[1])
    for space_id, resident, came, went in live.values_list(
        "space_id", "resident_id", "entered_at", "left_at"
    ):
        yield space_id, Stay(resident, came, went)
