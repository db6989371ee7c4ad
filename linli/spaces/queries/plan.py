"""The plan of a day and of a week: every room that can be had, and what is in it."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from linli.places import queries as places
from linli.places.queries import NamedDay
from linli.spaces import terms
from linli.spaces.models import Closure
from linli.spaces.queries.bookings import BookingRow, bookings_between
from linli.spaces.queries.free import open_on, rules_of
from linli.spaces.queries.rooms import SpaceCard, card
from linli.spaces.queries.tree import Tree, tree_at

EARLIEST, LATEST = 8 * 60, 21 * 60
"""The hours a day's plan shows at least, in minutes."""


class Piece(NamedTuple):
    """What lies on a room's day from one minute to another. ``row``: what a page says of it."""

    kind: str
    start_minute: int
    until_minute: int
    row: Any = None
    reason: str = ""


class Cell(NamedTuple):
    """A piece of a room's day as it is drawn: free, not open, or of a kind that was laid on it."""

    kind: str
    quarters: int
    start_minute: int
    until_minute: int
    row: Any = None
    reason: str = ""

    @property
    def hours(self) -> str:
        return f"{terms.clock(self.start_minute)}–{terms.clock(self.until_minute)}"


class RoomDay(NamedTuple):
    """A room's day, from the first shown minute to the last without a gap."""

    space: SpaceCard
    cells: list[Cell]


class DayPlan(NamedTuple):
    """Every leaf of a place on one day. ``hours``: the heads of the columns, each an hour."""

    day: datetime.date
    named: NamedDay | None
    year_known: bool
    hours: list[str]
    rooms: list[RoomDay]


class WeekPlan(NamedTuple):
    """Every leaf of a place in one week: a list of bookings for each of its days."""

    days: list[datetime.date]
    named: dict[datetime.date, NamedDay]
    rooms: list[tuple[SpaceCard, list[tuple[datetime.date, list[BookingRow]]]]]


def day_plan(place: str, day: datetime.date, at: datetime.datetime) -> DayPlan:
    """The rooms of a place on one day; six queries, however many rooms."""
    tree = tree_at(place)
    leaves = _leaves(tree, day)
    start, end = terms.at_minute(day, 0), terms.at_minute(day, terms.DAY_MINUTES)
    rows = _by_leaf(tree, bookings_between(place, start, end, at=at))
    rules = rules_of(tree.rows)
    calendar = places.calendar(day, day)
    off = calendar.kind_of(day) == "off"
    shut = list(
        Closure.objects.filter(place=place, lifted_at=None, start_at__lt=end, end_at__gt=start)
    )
    hours = {leaf.id: open_on(rules, tree.chain(leaf.id), day, off) for leaf in leaves}
    first, last = _shown(hours.values(), (row for each in rows.values() for row in each), start)
    rooms = [
        RoomDay(
            leaf,
            laid_out(
                first, last, hours[leaf.id],
                _pieces(
                    start, rows.get(leaf.id, []),
                    [one for one in shut if _meets(tree, one, leaf.id)],
                ),
            ),
        )
        for leaf in leaves
    ]  # fmt: skip
    heads = [terms.clock(minute) for minute in range(first, last, 60)]
    return DayPlan(day, calendar.named.get(day), not calendar.unknown, heads, rooms)


def week_plan(place: str, day: datetime.date, at: datetime.datetime) -> WeekPlan:
    """The rooms of a place in the week of a day; three queries, however many rooms."""
    monday = terms.monday_of(day)
    days = list(terms.days(monday, monday + datetime.timedelta(days=6)))
    tree = tree_at(place)
    start = terms.at_minute(monday, 0)
    rows = _by_leaf(tree, bookings_between(place, start, start + datetime.timedelta(days=7), at=at))
    rooms = []
    for leaf in _leaves(tree, days[-1]):
        of_day: dict[datetime.date, list[BookingRow]] = {each: [] for each in days}
        for row in rows.get(leaf.id, []):
            if row.day in of_day:
                of_day[row.day].append(row)
        rooms.append((leaf, list(of_day.items())))
    return WeekPlan(days, places.calendar(days[0], days[-1]).named, rooms)


def _leaves(tree: Tree, day: datetime.date) -> list[SpaceCard]:
    return [
        card(tree, row, depth)
        for depth, row in tree.in_order()
        if not tree.parts(row.pk) and (row.closed_on is None or day <= row.closed_on)
    ]


def _by_leaf(tree: Tree, rows: Iterable[BookingRow]) -> dict[UUID, list[BookingRow]]:
    """The bookings of each leaf; one of a whole stands in each of its parts."""
    leaves: dict[UUID, list[UUID]] = {}
    found: dict[UUID, list[BookingRow]] = {}
    for row in rows:
        if row.space_id not in leaves:
            leaves[row.space_id] = [leaf.pk for leaf in tree.leaves(row.space_id)]
        for leaf in leaves[row.space_id]:
            found.setdefault(leaf, []).append(row)
    return found


def _meets(tree: Tree, closure: Closure, leaf_id: UUID) -> bool:
    return closure.space_id is None or closure.space_id in tree.chain(leaf_id)


def _shown(
    hours: Iterable[list[tuple[int, int]]], rows: Iterable[BookingRow], start: datetime.datetime
) -> tuple[int, int]:
    """From which whole hour to which a day is shown; a room without hours does not widen it."""
    written = [span for spans in hours for span in spans if span[1] <= terms.DAY_MINUTES]
    minutes = [minute for span in written for minute in span]
    for row in rows:
        minutes += [_minute(row.start_at, start), _minute(row.end_at, start)]
    return shown_hours(minutes)


def _minute(moment: datetime.datetime, midnight: datetime.datetime) -> int:
    minutes = int((moment - midnight).total_seconds()) // 60
    return min(max(minutes, 0), terms.DAY_MINUTES)


def laid_out(
    first: int, last: int, opened: Sequence[tuple[int, int]], pieces: Iterable[Piece]
) -> list[Cell]:
    """A room's day from the first shown minute to the last without a gap: the pieces, over what is
    open and nobody's; a later piece lies over an earlier one."""
    quarter = terms.QUARTER_MINUTES
    owner: dict[int, tuple[str, Any, str]] = {}
    for minute in range(first, last, quarter):
        is_open = any(opens <= minute < closes for opens, closes in opened)
        owner[minute] = ("free" if is_open else "not_open", None, "")
    for piece in pieces:
        begin = piece.start_minute // quarter * quarter
        for minute in range(begin, piece.until_minute, quarter):
            if minute in owner:
                owner[minute] = (piece.kind, piece.row, piece.reason)
    cells: list[Cell] = []
    for minute, (kind, row, reason) in owner.items():
        if cells and (cells[-1].kind, cells[-1].row, cells[-1].reason) == (kind, row, reason):
            cells[-1] = cells[-1]._replace(
                quarters=cells[-1].quarters + 1, until_minute=minute + quarter
            )
        else:
            cells.append(Cell(kind, 1, minute, minute + quarter, row, reason))
    return cells


def shown_hours(minutes: Iterable[int]) -> tuple[int, int]:
    """From which whole hour to which a day is shown, so that all these minutes are in it."""
    inside = [minute for minute in minutes if 0 <= minute <= terms.DAY_MINUTES]
    first, last = min([EARLIEST, *inside]), max([LATEST, *inside])
    return first // 60 * 60, -(-last // 60) * 60


def _pieces(
    midnight: datetime.datetime, rows: list[BookingRow], shut: list[Closure]
) -> list[Piece]:
    """A booking shows what was agreed even where a closure came later."""

    def span(start: datetime.datetime, end: datetime.datetime) -> tuple[int, int]:
        return _minute(start, midnight), _minute(end, midnight)

    return [
        *(Piece("shut", *span(one.start_at, one.end_at), None, one.reason) for one in shut),
        *(Piece("booking", *span(row.start_at, row.end_at), row) for row in rows),
    ]
