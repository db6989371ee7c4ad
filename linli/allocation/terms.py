"""On what terms a season's weekly hours are given: points, lots, turns. Pure.

The rule, in a few sentences, is ``suggest``; ``static/allocation/recount.py`` is the same once
more, for whoever wants to work it out at home. A day is 96 quarter hours, kept as bits of a number.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple
from uuid import UUID

from linli.kernel.lots import lot
from linli.kernel.words import XIAMEN
from linli.rules.words import Words

QUARTER: Final = 15
DAY_QUARTERS: Final = 96
MOST_TIMES: Final = 7
MOST_WISHES: Final = 10
LONGEST_SEASON_DAYS: Final = 366
LENGTHS: Final = (30, 45, 60, 75, 90, 105, 120, 150, 180, 210, 240)
"""Minutes that a form offers."""


RESIDENTS, BENEFIT, LACKING, SERVED_LESS = "residents", "benefit", "lacking", "served_less"
COUNTS: Final[Mapping[str, Words]] = {
    RESIDENTS: Words("主要是本社区的居民", "Mostly residents of this community"),
    BENEFIT: Words("办的是公益，谁都可以来", "For public benefit, open to everybody"),
    LACKING: Words("给馆里缺的年纪办", "For ages the hall has little for"),
    SERVED_LESS: Words("上一季没有排到", "Got nothing last season"),
}
"""What an application may have points for. How many is data of the round."""

MOST_POINTS: Final = 9
BANDS: Final[Mapping[str, Words]] = {
    "": Words("不分年纪", "All ages"),
    "toddler": Words("0–2 岁", "0–2"),
    "preschool": Words("3–5 岁", "3–5"),
    "school": Words("6–11 岁", "6–11"),
    "teen": Words("12–17 岁", "12–17"),
    "adult": Words("18–59 岁", "18–59"),
    "elder": Words("60–79 岁", "60–79"),
    "eldest": Words("80 岁以上", "80 and older"),
}
WEEKDAYS: Final = (
    Words("周一", "Mon"),
    Words("周二", "Tue"),
    Words("周三", "Wed"),
    Words("周四", "Thu"),
    Words("周五", "Fri"),
    Words("周六", "Sat"),
    Words("周日", "Sun"),
)
APP, PHONE, DESK = "app", "phone", "desk"
CHANNELS: Final = (APP, PHONE, DESK)

NO_ROOM, NOT_OPEN, TAKEN, OWN, ENOUGH = "no_room", "not_open", "taken", "own", "enough"
WHY: Final[Mapping[str, Words]] = {
    NO_ROOM: Words(
        "没有坐得下、又有您要的东西的房间", "No room is large enough and has what you need"
    ),
    NOT_OPEN: Words(
        "那个时间房间不开门，或者早有固定的课", "No room is open then, or a course is in it"
    ),
    TAKEN: Words("那个时间给了排在前面的人", "Those hours went to applications before yours"),
    OWN: Words("和您自己排上的另一个时间碰在一起", "It meets another hour of your own"),
    ENOUGH: Words("要的次数已经排够", "You have as many hours as you asked for"),
}  # fmt: skip
"""Why a wish was not given. ``ENOUGH`` is no refusal."""

CANNOT: Final[Mapping[str, Words]] = {
    NO_ROOM: Words(
        "这个房间坐不下，或者没有他们要的东西", "the room is too small, or lacks what they need"
    ),
    NOT_OPEN: Words(
        "那个时间房间不开门，或者早有固定的课", "the room is shut then, or a course is in it"
    ),
    TAKEN: Words("那个时间已经排给别人了", "those hours are given to somebody else"),
    OWN: Words("和他们自己的另一个时间碰在一起", "they are somewhere else in those hours"),
}
"""The same for a person who puts an hour into the plan."""

MORNING, AFTERNOON, EVENING = "morning", "afternoon", "evening"
PARTS: Final[Mapping[str, Words]] = {
    MORNING: Words("上午", "Morning"),
    AFTERNOON: Words("下午", "Afternoon"),
    EVENING: Words("晚上", "Evening"),
}


class About(NamedTuple):
    """Who asks, for what, how often a week. One of ``group_name`` and ``organisation_id``.

    ``residents``, ``benefit``: as they say of themselves; a keeper may correct it, with a reason.
    ``named``: whether the public page may say who it is.
    """

    title: str
    purpose: str
    expected_people: int
    times: int = 1
    group_name: str = ""
    organisation_id: UUID | None = None
    contact: str = ""
    named: bool = False
    needs: tuple[str, ...] = ()
    band: str = ""
    residents: bool = False
    benefit: bool = False


class Wanted(NamedTuple):
    """A weekly hour as it is asked for: from when at the earliest, until when at the latest, how
    long at least and at most. ``rooms`` empty: any that fits."""

    weekday: int
    earliest: int
    latest: int
    least: int
    most: int
    rooms: tuple[UUID, ...] = ()


class Room(NamedTuple):
    """A room that is handed out. ``open``: by weekday (0 = Monday) the quarters that can be had, as
    bits. Who has the room has each of its leaves."""

    id: str
    people: int
    has: frozenset[str]
    leaves: tuple[str, ...]
    open: Mapping[int, int]


class Wished(NamedTuple):
    """A weekly hour somebody would like. Minutes of the day; ``rooms`` empty: any that fits."""

    rank: int
    weekday: int
    earliest: int
    latest: int
    least: int
    most: int
    rooms: frozenset[str] = frozenset()


class Asked(NamedTuple):
    """An application as the rule sees it: a ticket, no name. ``wishes`` in their order."""

    ticket: str
    points: int
    times: int
    people: int
    needs: frozenset[str]
    wishes: tuple[Wished, ...]


class Hour(NamedTuple):
    """A weekly hour given. ``rank``: of the wish it answers."""

    ticket: str
    rank: int
    room: str
    weekday: int
    from_minute: int
    until_minute: int


class Suggestion(NamedTuple):
    """Every hour given, in the order of giving; and why each other wish was not."""

    hours: list[Hour]
    unmet: dict[tuple[str, int], str]


def points(rule: Mapping[str, int], counts: Iterable[str]) -> int:
    """What an application has by the round's published rule."""
    return sum(rule.get(one, 0) for one in counts)


def in_order(asks: Iterable[Asked], seed: str) -> list[Asked]:
    """Most points first; among equals the lowest lot."""
    return sorted(asks, key=lambda one: (-one.points, lot(seed, one.ticket), one.ticket))


def suggest(rooms: Iterable[Room], asks: Iterable[Asked], seed: str) -> Suggestion:
    """Give the hours of a week, by turns.

    In a turn nobody gets more than one hour: so everybody who can has a first before anybody has a
    second. Within a turn everybody's first wish is tried before anybody's second. Each time those
    with more points come first, and among equals the lot decides. An hour is given in the smallest
    room that fits, as early as wished, at the least length asked. When all is given, the hours grow
    in the same order, a quarter at a time, to what was asked at most, where nobody else is.
    """
    asks = list(asks)
    week = Week(rooms)
    order = in_order(asks, seed)
    got = {one.ticket: 0 for one in order}
    tried: set[tuple[str, int]] = set()
    hours: list[Hour] = []
    for turn in range(1, MOST_TIMES + 1):
        for step in range(MOST_WISHES):
            for ask in order:
                key = (ask.ticket, step)
                if got[ask.ticket] >= min(turn, ask.times) or step >= len(ask.wishes):
                    continue
                if key in tried:
                    continue
                tried.add(key)
                if hour := week.find(ask, ask.wishes[step]):
                    week.take(hour)
                    hours.append(hour)
                    got[ask.ticket] += 1
    hours = _grown(week, hours, {one.ticket: one for one in order})
    return Suggestion(hours, _unmet(week, order, hours))


def why_not(rooms: Iterable[Room], hours: Iterable[Hour], new: Hour, ask: Asked) -> str | None:
    """Why a keeper cannot put an hour into a plan; None where it can stand there."""
    week = Week(rooms)
    for hour in hours:
        week.take(hour)
    room = week.room(new.room)
    if room is None or not fits(room, ask):
        return NO_ROOM
    wanted = bits(new.from_minute, new.until_minute)
    if wanted & ~room.open.get(new.weekday, 0):
        return NOT_OPEN
    if wanted & ~week.free(room, new.weekday):
        return TAKEN
    return OWN if wanted & week.own(new.ticket, new.weekday) else None


class Week:
    """Who has which quarter of which leaf, and of their own time, in a week."""

    def __init__(self, rooms: Iterable[Room]) -> None:
        self.rooms = sorted(rooms, key=lambda one: (one.people, one.id))
        self._by_id = {one.id: one for one in self.rooms}
        self._taken: dict[tuple[str, int], int] = {}
        self._own: dict[tuple[str, int], int] = {}

    def room(self, room_id: str) -> Room | None:
        """A room that is handed out, or None."""
        return self._by_id.get(room_id)

    def free(self, room: Room, weekday: int) -> int:
        """The quarters of a day that nobody has in any part of the room."""
        left = room.open.get(weekday, 0)
        for leaf in room.leaves:
            left &= ~self._taken.get((leaf, weekday), 0)
        return left

    def own(self, ticket: str, weekday: int) -> int:
        """The quarters of a day in which these people are in some room already."""
        return self._own.get((ticket, weekday), 0)

    def find(self, ask: Asked, wish: Wished) -> Hour | None:
        """The hour a wish would get now."""
        mine = self.own(ask.ticket, wish.weekday)
        for room in self.fitting(ask, wish):
            start = first_run(self.free(room, wish.weekday) & ~mine, wish)
            if start is not None:
                until = start + wish.least
                return Hour(ask.ticket, wish.rank, room.id, wish.weekday, start, until)
        return None

    def fitting(self, ask: Asked, wish: Wished) -> list[Room]:
        """The rooms that would do for a wish, smallest first."""
        return [
            one for one in self.rooms if fits(one, ask) and (not wish.rooms or one.id in wish.rooms)
        ]

    def take(self, hour: Hour) -> None:
        """Somebody has this hour."""
        wanted = bits(hour.from_minute, hour.until_minute)
        room = self._by_id.get(hour.room)
        for leaf in room.leaves if room else ():
            key = (leaf, hour.weekday)
            self._taken[key] = self._taken.get(key, 0) | wanted
        mine = (hour.ticket, hour.weekday)
        self._own[mine] = self._own.get(mine, 0) | wanted

    def may_grow(self, hour: Hour, wanted: int) -> bool:
        """Whether a quarter more can be had, in the same room."""
        left = self.free(self._by_id[hour.room], hour.weekday)
        return not wanted & ~(left & ~self.own(hour.ticket, hour.weekday))


def fits(room: Room, ask: Asked) -> bool:
    """Whether these people and what they need find room in it."""
    return room.people >= ask.people and ask.needs <= room.has


def bits(from_minute: int, until_minute: int) -> int:
    """The quarters from one minute of a day to another, as bits."""
    return (1 << until_minute // QUARTER) - (1 << from_minute // QUARTER)


def first_run(free: int, wish: Wished) -> int | None:
    """The first minute at which the least length of a wish is free within its window."""
    left = runs = free & bits(wish.earliest, wish.latest)
    for number in range(1, wish.least // QUARTER):
        runs &= left >> number
    return ((runs & -runs).bit_length() - 1) * QUARTER if runs else None


def spans(quarters: int) -> list[tuple[int, int]]:
    """Bits as spans of minutes, those that touch made one."""
    found: list[tuple[int, int]] = []
    for at in range(DAY_QUARTERS):
        if quarters >> at & 1:
            start, end = at * QUARTER, (at + 1) * QUARTER
            if found and found[-1][1] == start:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
    return found


def usual(days: Iterable[tuple[datetime.date, bool, Iterable[tuple[int, int]]]]) -> dict[int, int]:
    """What of a week can be had: quarters that are free on more than half of the days the room is
    open, by weekday. With each day: whether it opens at all, and its free spans."""
    opened = [0] * 7
    counted: list[list[int]] = [[0] * DAY_QUARTERS for _ in range(7)]
    for day, opens, free in days:
        opened[day.weekday()] += opens
        for start, end in free:
            for quarter in range(start // QUARTER, min(end // QUARTER, DAY_QUARTERS)):
                counted[day.weekday()][quarter] += 1
    return {
        weekday: sum(1 << at for at, many in enumerate(row) if 2 * many > opened[weekday])
        for weekday, row in enumerate(counted)
        if opened[weekday]
    }


def day_of(moment: datetime.datetime) -> datetime.date:
    """The day a moment lies in, here."""
    return moment.astimezone(XIAMEN).date()


def at_minute(day: datetime.date, minute: int) -> datetime.datetime:
    """The moment of a wall-clock minute of a day here; 1440 is the next midnight."""
    midnight = datetime.datetime.combine(day, datetime.time(), XIAMEN)
    return midnight + datetime.timedelta(minutes=minute)


def part_of(minute: int) -> str:
    """The part of the day in which something begins: before noon, before six, later."""
    if minute < 12 * 60:
        return MORNING
    return AFTERNOON if minute < 18 * 60 else EVENING


def clock(minute: int) -> str:
    """``08:30``; the end of a day is ``24:00``."""
    return f"{minute // 60:02}:{minute % 60:02}"


def said(weekday: int, from_minute: int, until_minute: int) -> Words:
    """``周二 14:00–15:30``."""
    day, hours = WEEKDAYS[weekday], f"{clock(from_minute)}–{clock(until_minute)}"
    return Words(f"{day.zh} {hours}", f"{day.en} {hours}")


def _grown(week: Week, hours: Sequence[Hour], asks: Mapping[str, Asked]) -> list[Hour]:
    """Each hour in turn a quarter longer, later before earlier, until none can grow."""
    now = list(hours)
    grew = True
    while grew:
        grew = False
        for at, hour in enumerate(now):
            wish = next(one for one in asks[hour.ticket].wishes if one.rank == hour.rank)
            if hour.until_minute - hour.from_minute + QUARTER > wish.most:
                continue
            later = hour._replace(until_minute=hour.until_minute + QUARTER)
            sooner = hour._replace(from_minute=hour.from_minute - QUARTER)
            for longer in (later, sooner):
                inside = wish.earliest <= longer.from_minute and longer.until_minute <= wish.latest
                more = bits(longer.from_minute, longer.until_minute) & ~bits(
                    hour.from_minute, hour.until_minute
                )
                if inside and week.may_grow(hour, more):
                    week.take(longer)
                    now[at] = longer
                    grew = True
                    break
    return now


def _unmet(week: Week, order: Sequence[Asked], hours: Sequence[Hour]) -> dict[tuple[str, int], str]:
    given = {(one.ticket, one.rank) for one in hours}
    got: dict[str, int] = {}
    for hour in hours:
        got[hour.ticket] = got.get(hour.ticket, 0) + 1
    return {
        (ask.ticket, wish.rank): _why(week, ask, wish, got.get(ask.ticket, 0))
        for ask in order
        for wish in ask.wishes
        if (ask.ticket, wish.rank) not in given
    }


def _why(week: Week, ask: Asked, wish: Wished, got: int) -> str:
    if got >= ask.times:
        return ENOUGH
    rooms = week.fitting(ask, wish)
    if not rooms:
        return NO_ROOM
    if all(first_run(one.open.get(wish.weekday, 0), wish) is None for one in rooms):
        return NOT_OPEN
    if any(first_run(week.free(one, wish.weekday), wish) is not None for one in rooms):
        return OWN
    return TAKEN
