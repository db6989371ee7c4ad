"""The week of a plan, room by room: who has which hours, and which nobody has."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from linli.allocation import terms
from linli.allocation.models import RoundRoom
from linli.allocation.queries.desk_pages import DayOfPlan, PlanRow
from linli.rules.words import Words
from linli.spaces import queries as spaces
from linli.spaces.queries import Cell, Piece, SpaceCard

GIVEN, TAKEN, FREE = "booking", "taken", "free"
"""Kinds of cells: an hour of this room; one of a room that it lies in, or that lies in it; what
nobody has. What is neither is not open to the round."""


class LineOfDay(NamedTuple):
    """A quarter of an hour across the week: the clock at a full one, and the cells that begin."""

    clock: str
    cells: list[Cell]


class RoomWeek(NamedTuple):
    """A room's week, Monday first; each day without a gap from the first shown minute on. The
    ``row`` of a cell is a ``PlanRow``."""

    space: SpaceCard
    days: list[list[Cell]]

    @property
    def told(self) -> list[tuple[Words, list[Cell]]]:
        """Of each day what a list says: hours given and taken, and what is left."""
        return [
            (day, [cell for cell in cells if cell.kind in (GIVEN, TAKEN, FREE)])
            for day, cells in zip(terms.WEEKDAYS, self.days, strict=True)
        ]

    @property
    def days_told(self) -> list[DayOfPlan]:
        """The week as a list, day by day."""
        return [
            DayOfPlan(
                day,
                [cell.row for cell in cells if cell.kind == GIVEN],
                [cell.hours for cell in cells if cell.kind == FREE],
            )
            for day, cells in self.told
        ]

    @property
    def lines(self) -> list[LineOfDay]:
        """The week as a table is written: line by line, a cell where it begins."""
        begin: dict[int, list[Cell]] = {}
        for cells in self.days:
            for cell in cells:
                begin.setdefault(cell.start_minute, []).append(cell)
        day = self.days[0]
        return [
            LineOfDay("" if minute % 60 else terms.clock(minute), begin.get(minute, []))
            for minute in range(day[0].start_minute, day[-1].until_minute, terms.QUARTER)
        ]


def week_of(round_id: UUID, rooms: Sequence[SpaceCard], rows: Iterable[PlanRow]) -> list[RoomWeek]:
    """The week of each room that a round hands out, as the rule saw it, with the hours that stand
    in its plan (``rows``). One query; nothing before the suggestion."""
    handed_out = RoundRoom.objects.filter(round=round_id).exclude(seen=None)
    seen = dict(handed_out.values_list("space", "seen"))
    held = [row for row in rows if row.hour.stands]
    minutes = [minute for one in seen.values() for span in one["open"] for minute in span[1:]]
    minutes += [minute for row in held for minute in (row.hour.from_minute, row.hour.until_minute)]
    first, last = spaces.shown_hours(minutes)

    def cells(room: SpaceCard, weekday: int) -> list[Cell]:
        opened = [(start, until) for on, start, until in seen[room.id]["open"] if on == weekday]
        taking = [row for row in held if row.hour.weekday == weekday]
        return spaces.laid_out(first, last, opened, _pieces(room, taking, seen))

    days = range(len(terms.WEEKDAYS))
    return [RoomWeek(room, [cells(room, day) for day in days]) for room in rooms if room.id in seen]


def _pieces(room: SpaceCard, taking: Iterable[PlanRow], seen: Mapping[UUID, Any]) -> list[Piece]:
    """What lies on a day of a room; who has the whole has each part of it."""
    leaves = set(seen[room.id]["leaves"])
    return [
        Piece(
            GIVEN if row.hour.space_id == room.id else TAKEN,
            row.hour.from_minute,
            row.hour.until_minute,
            row,
        )
        for row in taking
        if leaves & set(seen[row.hour.space_id]["leaves"])
    ]
