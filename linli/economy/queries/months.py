"""A month of a hall, worked out from what other rooms keep. Exact, for reckoning; not for show."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from linli.allocation import queries as allocation
from linli.allocation.queries import Unserved
from linli.attendance import queries as attendance
from linli.economy import terms
from linli.economy.terms import Split
from linli.gym import queries as gym
from linli.gym.queries import OpenUse
from linli.hall import queries as hall
from linli.kernel.months import first_of, next_month
from linli.kernel.words import XIAMEN
from linli.operator import queries as operator
from linli.pricing import queries as pricing
from linli.pricing.queries import Earned
from linli.programmes import queries as programmes
from linli.programmes.queries import SessionRow
from linli.settlement import queries as settlement
from linli.spaces import queries as spaces
from linli.spaces.queries import RoomUse, SpaceCard

OWN = "operator"
"""The kind of payer that is whoever runs the hall: what it bears itself is no income."""


class RoomLine(NamedTuple):
    """A room in a month. ``cost_fen`` None: costs not entered, or nobody knows its hours."""

    use: RoomUse
    cost_fen: int | None
    income_fen: int

    @property
    def space(self) -> SpaceCard:
        return self.use.space


@dataclass
class ProgrammeLine:
    """A programme in a month. Amounts in fen, times in minutes.

    ``known``: sessions of which it is known how many came; ``asked``: those of which nobody knows.
    ``places``, ``came``, ``expected``, ``absent`` are of known ones. ``people``, ``refused`` and
    ``helped`` are ids for counting alone. ``rooms_fen`` and ``direct_fen`` None: costs not entered.
    """

    id: UUID
    title: str
    closed_group: bool
    sessions: int = 0
    known: int = 0
    minutes: int = 0
    came: int = 0
    places: int = 0
    expected: int = 0
    absent: int = 0
    felt: int = 0
    good: int = 0
    asked: list[SessionRow] = field(default_factory=list)
    bands: dict[str, int] = field(default_factory=dict)
    people: frozenset[UUID] = frozenset()
    refused: frozenset[UUID] = frozenset()
    residents_fen: int = 0
    own_fen: int = 0
    by_payer: dict[str, int] = field(default_factory=dict)
    helped: dict[str, frozenset[UUID]] = field(default_factory=dict)
    market_fen: int = 0
    priced_fen: int = 0
    sources: frozenset[str] = frozenset()
    teaching_fen: int = 0
    teaching_open: int = 0
    rooms_fen: int | None = None
    direct_fen: int | None = None

    @property
    def income_fen(self) -> int:
        """What residents, the fund and sponsors pay; what the operator bears itself is none."""
        return self.residents_fen + sum(self.by_payer.values())

    @property
    def known_fen(self) -> int | None:
        """What is known of its cost so far; None where the month's costs were not entered."""
        if self.rooms_fen is None or self.direct_fen is None:
            return None
        return self.rooms_fen + self.direct_fen + self.teaching_fen

    @property
    def cost_fen(self) -> int | None:
        """What it cost; None as long as a part of it is not known."""
        return None if self.teaching_open else self.known_fen

    @property
    def why(self) -> str:
        """Why its cost is not known; empty where it is."""
        if self.known_fen is None:
            return terms.NO_COSTS
        return terms.TEACHING_OPEN if self.teaching_open else ""


@dataclass
class HallMonth:
    """A month of a hall. ``costs_fen``: the month's confirmed costs, teaching not in them, or None.
    ``split``: how they fall on rooms and uses. ``teachers``, ``stayed``: who gave something, and
    who of the month before did so again; ids for counting alone. ``visits``: to rooms people come
    and go in, which are of no programme. ``unserved``: what each confirmed round
    of weekly hours, whose season meets the month, could not give; hours, never added to people."""

    place: str
    month: datetime.date
    over: bool
    costs_fen: int | None
    split: Split | None
    rooms: list[RoomLine]
    programmes: list[ProgrammeLine]
    teaching_minutes: int
    teachers: frozenset[UUID]
    before: frozenset[UUID]
    visits: int
    unserved: list[Unserved]

    @property
    def came(self) -> int:
        """Who came, to programmes and to rooms without one."""
        return sum(each.came for each in self.programmes) + self.visits

    @property
    def stayed(self) -> frozenset[UUID]:
        return self.teachers & self.before

    @property
    def others_fen(self) -> int | None:
        """What rooms cost while residents and organisations had them for themselves."""
        return self.split.of(None) if self.split else None

    @property
    def teaching_fen(self) -> int:
        return sum(each.teaching_fen for each in self.programmes)

    @property
    def teaching_open(self) -> int:
        return sum(each.teaching_open for each in self.programmes)

    @property
    def income_fen(self) -> int:
        return sum(each.income_fen for each in self.programmes)

    @property
    def cost_fen(self) -> int | None:
        """Costs and teaching; None as long as a part is not known."""
        if self.costs_fen is None or self.teaching_open:
            return None
        return self.costs_fen + self.teaching_fen

    @property
    def why(self) -> str:
        if self.costs_fen is None:
            return terms.NO_COSTS
        return terms.TEACHING_OPEN if self.teaching_open else ""

    @property
    def asked(self) -> list[SessionRow]:
        """The sessions of which nobody knows how many came."""
        return [row for each in self.programmes for row in each.asked]


def month_of(place: str, month: datetime.date, at: datetime.datetime) -> HallMonth:
    """A month of a community's hall, as far as it has gone. The house's own question; the same
    number of queries, however many rooms, programmes and people."""
    first, after = first_of(month), next_month(month)
    start, end = (
        datetime.datetime.combine(day, datetime.time(), tzinfo=XIAMEN) for day in (first, after)
    )
    over = [
        row for row in programmes.sessions_between(place, start, min(end, at)) if row.end_at <= at
    ]
    rows = [row for row in over if not row.cancelled]
    earned = pricing.earned_by([row.id for row in rows])
    teaching = settlement.teaching_costs(over)
    lines = _lines(rows, earned)
    for row in over:
        cost = teaching[row.id]
        if row.cancelled and not cost.agreed_fen and not cost.open:
            continue  # called off, and nobody is paid for it
        line = lines.setdefault(row.programme_id, _line(row))
        line.teaching_fen += cost.agreed_fen
        line.teaching_open += cost.open
    last = after - datetime.timedelta(days=1)
    walked = gym.use_of(place, first, last, at)
    uses = [
        _with_visits(each, walked.get(each.space.id))
        for each in spaces.use_of(place, first, last, at)
    ]
    costs = operator.costs_of(place, first)
    falls = None
    if costs is not None:
        falls = _split(place, costs, uses, {row.id: row.programme_id for row in rows})
        for line in lines.values():
            line.rooms_fen = falls.of(line.id)
            line.direct_fen = sum(costs.by_programme.get(line.id, {}).values())
    teachers, before = settlement.teachers_of(place, first)
    return HallMonth(
        place, first, end <= at, costs.total_fen if costs else None, falls,
        _rooms(uses, falls, earned), sorted(lines.values(), key=lambda each: each.title),
        sum(each.minutes for each in teaching.values()), teachers, before,
        sum(each.visits for each in walked.values()),
        allocation.unserved_wishes(place, first, last),
    )  # fmt: skip


def _with_visits(use: RoomUse, walked: OpenUse | None) -> RoomUse:
    """A room's use with that of whoever came by: nobody comes in while it is booked, so the minutes
    add up; they are the residents' own, and no more than it was open."""
    if walked is None:
        return use
    used, added = dict(use.used), 0
    for hour, minutes in walked.used.items():
        before = used.get(hour, 0)
        left = max(0, use.open.get(hour, 0) - before) if use.hours_known else minutes
        used[hour] = before + min(minutes, left)
        added += min(minutes, left)
    by_origin = use.by_origin | {None: use.by_origin.get(None, 0) + added}
    return use._replace(used=dict(sorted(used.items())), by_origin=by_origin)


def _lines(rows: list[SessionRow], earned: dict[UUID, Earned]) -> dict[UUID, ProgrammeLine]:
    ids = [row.id for row in rows]
    counts, kept = attendance.counts_of(ids), attendance.kept_doors(ids)
    cohorts, people = attendance.cohorts_of(ids), attendance.people_of(ids)
    felt, said = attendance.feedback_of(ids), settlement.said_of(ids)
    refused = hall.refused_by_programme(rows)
    lines: dict[UUID, ProgrammeLine] = {}
    for row in rows:
        line = lines.setdefault(row.programme_id, _line(row))
        _earn(line, earned[row.id])
        held, heads = said.get(row.id, (True, None))
        if not held:
            continue
        line.sessions += 1
        line.minutes += int((row.end_at - row.start_at).total_seconds() // 60)
        if row.id not in kept and heads is None:
            line.asked.append(row)
            continue
        count = counts[row.id]
        line.known += 1
        line.came += count.present if heads is None else heads
        line.places += row.capacity
        line.absent += count.absent
        line.expected += count.present - count.walk_ins - count.guests + count.absent
        line.people |= people[row.id]
        for band, many in cohorts[row.id].items():
            line.bands[band] = line.bands.get(band, 0) + many
        line.felt += sum(felt[row.id])
        line.good += felt[row.id][0]
    for line in lines.values():
        line.refused = refused.get(line.id, frozenset())
    return lines


def _line(row: SessionRow) -> ProgrammeLine:
    return ProgrammeLine(row.programme_id, row.said_title, row.closed_group)


def _earn(line: ProgrammeLine, earned: Earned) -> None:
    line.residents_fen += earned.residents_fen
    for (kind, name), fen in earned.by_payer.items():
        if kind == OWN:
            line.own_fen += fen
            continue
        line.by_payer[name] = line.by_payer.get(name, 0) + fen
        line.helped[name] = line.helped.get(name, frozenset()) | earned.helped[kind, name]
    line.market_fen += earned.market_fen
    line.priced_fen += earned.priced_fen
    line.sources |= earned.sources


def _split(
    place: str,
    costs: operator.MonthCosts,
    uses: list[RoomUse],
    programme_of: dict[UUID, UUID],
) -> Split:
    """The costs as they fall. What was entered for a room with parts goes to these by floor area,
    or evenly where the area of one is not known."""
    leaves = {each.space.id: each.space for each in uses}
    parts = {each.id: [leaves[one] for one in each.leaves if one in leaves]
             for each in spaces.spaces_at(place)}  # fmt: skip
    named: dict[object, int] = {}
    for space_id, by_kind in costs.by_space.items():
        rooms = parts.get(space_id) or []
        measured = all(room.area_m2 for room in rooms)
        weights = {room.id: (room.area_m2 or 1) if measured else 1 for room in rooms}
        total = sum(by_kind.values())
        for room_id, fen in (terms.shared(total, weights) or {space_id: total}).items():
            named[room_id] = named.get(room_id, 0) + fen
    by_use: dict[object, dict[object, int]] = {}
    for each in uses:
        into = by_use.setdefault(each.space.id, {})
        for origin, minutes in each.by_origin.items():
            key = programme_of.get(origin) if origin else None
            into[key] = into.get(key, 0) + minutes
    opened: dict[object, int] = {each.space.id: each.open_minutes for each in uses}
    return terms.split(named, sum(costs.whole.values()), opened, by_use)


def _rooms(uses: list[RoomUse], falls: Split | None, earned: dict[UUID, Earned]) -> list[RoomLine]:
    """The rooms' lines. What a session earns in several rooms is theirs by minutes."""
    income: dict[UUID, int] = {}
    for session_id, each in earned.items():
        minutes = {use.space.id: use.by_origin.get(session_id, 0) for use in uses}
        for room_id, fen in terms.shared(_income(each), minutes).items():
            income[room_id] = income.get(room_id, 0) + fen
    return [
        RoomLine(
            use,
            falls.rooms.get(use.space.id, 0) if falls else None,
            income.get(use.space.id, 0),
        )
        for use in uses
    ]


def _income(earned: Earned) -> int:
    others: Iterable[int] = (fen for (kind, _name), fen in earned.by_payer.items() if kind != OWN)
    return earned.residents_fen + sum(others)
