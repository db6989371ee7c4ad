"""The week on paper, for a fridge door: in the largest type in which it takes the fewest sheets.

Nothing is smaller than 12 points, hours, title, room and ages alike: it is read at arm's length, by
people of eighty too. A dozen sessions have 16; sixty take two sheets, which say so.
"""

from collections.abc import Sequence
from typing import NamedTuple

from linli.hall.published.programme import Day, Line
from linli.kernel.typesetting import Block, lines_of, onto_sheets

SHEET_WIDE_PT, SHEET_HIGH_PT = 504, 590
"""What an A4 sheet has for the days: without its margins, and the head with its code."""

GAP_PT = 16
"""Between columns."""


class FridgeType(NamedTuple):
    """How a week is set: the size and leading of its text, and its columns.

    ``day_pt``: what the heading of a day takes with what lies above it; ``time_pt``: how wide the
    hours are with what lies behind them; ``around_pt``: what lies around a session. In one column
    title and room stand side by side, three to two; in two columns one behind the other.
    ``hall.css`` has the same.
    """

    size_pt: int
    leading: float
    columns: int
    day_pt: int
    time_pt: int
    around_pt: int

    def high(self, line: Line) -> float:
        """How high a session is."""
        wide = (SHEET_WIDE_PT - (self.columns - 1) * GAP_PT) / self.columns - self.time_pt
        letters, where = wide / self.size_pt, f"{line.room} {line.whom}".strip()
        if self.columns == 1:
            lines = max(lines_of(line.what, letters * 3 / 5), lines_of(where, letters * 2 / 5))
        else:
            lines = lines_of(f"{line.what} {where}", letters)
        return lines * self.size_pt * self.leading + self.around_pt


TYPES = (
    FridgeType(size_pt=16, leading=1.4, columns=1, day_pt=32, time_pt=104, around_pt=7),
    FridgeType(size_pt=14, leading=1.4, columns=1, day_pt=28, time_pt=92, around_pt=5),
    FridgeType(size_pt=14, leading=1.3, columns=2, day_pt=28, time_pt=90, around_pt=4),
    FridgeType(size_pt=12, leading=1.25, columns=2, day_pt=24, time_pt=78, around_pt=3),
)


class Fridge(NamedTuple):
    """A week on paper: its type, by its place in ``TYPES``, and the days of each sheet. A day is on
    two sheets only if no sheet holds it whole."""

    type: int
    sheets: list[list[Day]]


def fridge(days: Sequence[Day]) -> Fridge:
    """The fewest sheets, and of the ways to have so few the largest type."""
    ways = [Fridge(number, _sheets(days, each)) for number, each in enumerate(TYPES)]
    return min(ways, key=lambda way: len(way.sheets))


def _sheets(days: Sequence[Day], type_: FridgeType) -> list[list[Day]]:
    blocks = [Block(type_.day_pt, [type_.high(line) for line in day.lines]) for day in days]
    return [
        [Day(days[one.block].day, days[one.block].lines[one.first : one.end]) for one in sheet]
        for sheet in onto_sheets(blocks, high=SHEET_HIGH_PT, columns=type_.columns)
    ]
