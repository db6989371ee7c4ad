"""What the street may know: how many are inside now, when it is usually quiet, on what terms.

No names, no visits; an hour in which fewer than five different people were inside is told as few.
"""

import datetime
from typing import NamedTuple
from uuid import UUID

from linli.gym import terms
from linli.gym.queries.rooms import Room, open_rooms, room_of, terms_of
from linli.gym.queries.use import usually
from linli.kernel.refusal import NotFound
from linli.rules.words import Words

DAYS = (
    Words("一", "Mo"), Words("二", "Tu"), Words("三", "We"), Words("四", "Th"), Words("五", "Fr"),
    Words("六", "Sa"), Words("日", "Su"),
)  # fmt: skip

__all__ = ["Cell", "Hour", "RoomPage", "Rules", "room", "rooms"]


class Rules(NamedTuple):
    """The published numbers."""

    same_tap_seconds: int = terms.SAME_TAP_SECONDS
    few: int = terms.FEW
    weeks: int = terms.WEEKS_BEHIND


class Cell(NamedTuple):
    """How many are usually inside; None: few. ``level``: 0 to 3, from quiet to full."""

    many: int | None
    level: int


class Hour(NamedTuple):
    """An hour of the day, for each weekday from Monday on."""

    hour: int
    cells: tuple[Cell, ...]


class RoomPage(NamedTuple):
    """A room on the street. ``hours``: empty while nothing is known. ``quiet``: today's hours in
    which few usually come, as spans of the clock."""

    room: Room
    hours: list[Hour]
    quiet: list[str]
    weekday: int
    rules: Rules = Rules()

    @property
    def days(self) -> list[tuple[Words, bool]]:
        """The days of the week, and which of them is today."""
        return [(words, day == self.weekday) for day, words in enumerate(DAYS)]


def rooms(place: str, *, at: datetime.datetime) -> list[Room]:
    """The rooms of a community in which people come and go, with how many are inside."""
    cards = open_rooms(place)
    known = terms_of([card.id for card in cards])
    return [room_of(card, at=at) for card in cards if card.id in known]


def room(place: str, space_id: UUID, *, at: datetime.datetime) -> RoomPage:
    """One of them, and its hours of the week. Raises ``NotFound``."""
    card = next((each for each in open_rooms(place) if each.id == space_id), None)
    if card is None:
        raise NotFound
    found, cells = room_of(card, at=at), usually(space_id, at)
    weekday = terms.day_of(at).weekday()
    known = any(many is not None for many in cells.values())
    quiet = terms.quiet_spans(found.now.spans, cells, weekday, found.most) if known else []
    return RoomPage(found, _hours(cells, found.most) if known else [], quiet, weekday)


def _hours(cells: dict[terms.Cell, int | None], most: int) -> list[Hour]:
    """From the first hour anybody was ever inside to the last."""
    known = [hour for _, hour in cells]
    return [
        Hour(
            hour,
            tuple(
                Cell(cells.get((weekday, hour)), terms.level(cells.get((weekday, hour)), most))
                for weekday in range(7)
            ),
        )
        for hour in range(min(known), max(known) + 1)
    ]
