"""What the public may know of rooms: what there is, when it is free, what is on. No names.

Titles are those of confirmed bookings; private ones and what residents typed are neutral.
"""

import datetime
from typing import NamedTuple
from uuid import UUID

from linli.kernel.refusal import NotFound
from linli.kernel.tongues import as_read
from linli.rules.words import Words
from linli.spaces import terms
from linli.spaces.queries.bookings import bookings_between
from linli.spaces.queries.free import Book, book_of
from linli.spaces.queries.rooms import SpaceCard, card, spaces_at
from linli.spaces.queries.tree import tree_around
from linli.spaces.terms import INTERNAL, clock

__all__ = [
    "INTERNAL", "FreeDay", "OnNow", "RoomWeek", "SpaceCard", "programme", "rooms", "week_of",
]  # fmt: skip


class FreeDay(NamedTuple):
    """A day of a room: the hours in which it is free; none for a full or closed one."""

    day: datetime.date
    free: list[str]
    open: bool


class RoomWeek(NamedTuple):
    """A room, and when it is free in the days to come."""

    space: SpaceCard
    days: list[FreeDay]


class OnNow(NamedTuple):
    """Something in a room on a day. ``now``: it runs at this moment. ``of_id``: what it is for in a
    room above; None for what is private."""

    room: str
    room_en: str
    title: Words
    start_at: datetime.datetime
    end_at: datetime.datetime
    now: bool
    over: bool
    of_id: UUID | None

    @property
    def said_room(self) -> str:
        """The room in the reader's language, as far as it has a name in it."""
        return as_read(self.room, self.room_en)

    @property
    def hours(self) -> str:
        start, end = (each.astimezone(terms.XIAMEN) for each in (self.start_at, self.end_at))
        return f"{start:%H:%M}–{end:%H:%M}"


def rooms(place: str, on: datetime.date) -> list[SpaceCard]:
    """The rooms of a place, parts after the room they lie in."""
    return spaces_at(place, on)


def week_of(space_id: UUID, at: datetime.datetime) -> RoomWeek:
    """When a room is free in the seven days from today. Raises ``NotFound``."""
    first = terms.day_of(at)
    days = list(terms.days(first, first + datetime.timedelta(days=6)))
    tree = tree_around(space_id)
    row = tree.get(space_id)
    if row.closed_on is not None and row.closed_on < first:
        raise NotFound
    book = book_of(space_id, days[0], days[-1])
    return RoomWeek(card(tree, row), [_free_day(book, day, at) for day in days])


def programme(place: str, on: datetime.date, at: datetime.datetime) -> list[OnNow]:
    """What is in the rooms in a day, by beginning: confirmed bookings that nobody gave up. What is
    held outside stands in no room."""
    start, end = terms.at_minute(on, 0), terms.at_minute(on, terms.DAY_MINUTES)
    names = {one.id: one.name_en or one.name for one in spaces_at(place)}
    rows = bookings_between(place, start, end, at=at, states=("confirmed",))
    return [
        OnNow(
            row.space,
            names.get(row.space_id, row.space),
            row.title,
            row.start_at,
            row.end_at,
            row.start_at <= at < row.end_at,
            row.end_at <= at,
            row.origin.id if row.origin and not row.private else None,
        )
        for row in rows
    ]


def _free_day(book: Book, day: datetime.date, at: datetime.datetime) -> FreeDay:
    free = [f"{clock(start)}–{clock(end)}" for start, end in book.free_on(day, at)]
    return FreeDay(day, free, bool(book.hours_on(day)))
