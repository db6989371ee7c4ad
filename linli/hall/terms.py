"""On what terms places are given: who may take which, who is next, and how lots are drawn. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from linli.kernel.lots import lot
from linli.rules.days import age_on

TERM, EACH = "term", "each"
KINDS = (TERM, EACH)
"""A place for the whole course, or for each of its sessions by itself."""

FIRST_COME, LOTTERY, APPROVAL = "first_come", "lottery", "approval"
MODES = (FIRST_COME, LOTTERY, APPROVAL)
"""By approval, places are held in the order of asking until a keeper has said yes or no."""

OLDEST = 120
"""Years that may be typed as an age."""

APP, PHONE, DESK, CHAT = "app", "phone", "desk", "chat"
CHANNELS = (APP, PHONE, DESK, CHAT)
"""By which way somebody asked. Whoever speaks with a person (by phone, at the desk, in the group
chat, which is keyed by hand) takes a place of those kept for them."""

SPOKEN = (PHONE, DESK, CHAT)
ANYBODY, SPOKEN_ONLY = "anybody", "spoken"
DOORS = (ANYBODY, SPOKEN_ONLY)

PLACED, OFFERED, ASKED, WAITING, ENTERED = "placed", "offered", "asked", "waiting", "entered"
CANCELLED, DECLINED, LAPSED = "cancelled", "declined", "lapsed"
REFUSED, UNHEARD = "refused", "unheard"
"""A keeper said no; or nobody of the house said anything in time."""

STOPPED, STOOD = "stopped", "stood"
"""The house itself called it off: who had a place then, and who was in line or entered for lots.
They come back as they were, should it be held after all."""

SWEPT = {OFFERED: LAPSED, ASKED: UNHEARD}
"""States that hold a place until a moment, and what becomes of them after it."""

HOLDING = (PLACED, *SWEPT)
"""States in which an enrollment counts in its pool."""

LIVE = (*HOLDING, WAITING, ENTERED)
CALLED_OFF = (STOPPED, STOOD)
STATES = (*LIVE, CANCELLED, DECLINED, LAPSED, REFUSED, UNHEARD, STOPPED, STOOD)
MAY_ASK_AGAIN = (REFUSED, UNHEARD)
EARLY, OTHER_AGE = "early", "age"
"""No state: what would be said to whom enrolling is not open yet."""

MOVED, ADDED, OFF, RESTORED = "moved", "added", "cancelled", "restored"
APPROVED, ENDED, REOPENED, LATER, DRAWN = "approved", "ended", "reopened", "later", "drawn"
OF_SESSIONS = (MOVED, ADDED, OFF, RESTORED)
NEWS = (*OF_SESSIONS, APPROVED, REFUSED, ENDED, REOPENED, LATER, DRAWN)
"""What may have become of a session one signed up for, or of the asking itself."""

OFFER_HOURS = 48
"""How long an offered place is kept: time to be phoned, to ask a daughter, and to answer."""

ANSWER_HOURS = 72
"""How long places are held for a keeper's answer: a weekend lies in it. Never beyond the beginning.
"""

LAST_OFFER_HOURS = 12
"""Closer to the beginning, a freed place is kept until so many hours before it, then for nobody."""

PASSED_AT_MOST = 2
"""A party too large for what is free is passed so often; then freed places are kept for it."""

KEPT_UNTIL_HOURS = 24
"""… until so many hours before the beginning."""

MOST_TOGETHER = 6
CONFIRM_ELDER_YEARS = 70
"""From this age an offer is told by telephone too."""

MORNING, AFTERNOON, EVENING = "morning", "afternoon", "evening"
PARTS = (MORNING, AFTERNOON, EVENING)
NOON, DUSK = datetime.time(12), datetime.time(18)
SMALLEST_GROUP = 5
"""Fewer people than this are told as "fewer than", so that no number points at a family."""


class Person(NamedTuple):
    """What the pools ask of somebody: born when, registered where (hukou), living where."""

    id: UUID
    born_on: datetime.date
    hukou: str
    place: str


@dataclass(frozen=True)
class Kept:
    """For whom a pool is kept. ``flows_at``: from then on it is for everybody."""

    id: UUID
    capacity: int
    taken: int
    age_from: int | None = None
    age_to: int | None = None
    hukou: str = ""
    door: str = ANYBODY
    flows_at: datetime.datetime | None = None

    @property
    def free(self) -> int:
        return self.capacity - self.taken

    def is_for(
        self, person: Person, on: datetime.date, channel: str, at: datetime.datetime
    ) -> bool:
        """Whether this person, asked for this way, may take a place of it."""
        if self.flows_at is not None and self.flows_at <= at:
            return True
        years = age_on(person.born_on, on)
        return (
            (self.age_from is None or years >= self.age_from)
            and (self.age_to is None or years <= self.age_to)
            and person.hukou.startswith(self.hukou)
            and (self.door == ANYBODY or channel in SPOKEN)
        )

    @property
    def narrowness(self) -> tuple[bool, int, bool]:
        """Pools kept for few come first: the general one stays for those who have no other."""
        years = (200 if self.age_to is None else self.age_to) - (self.age_from or 0)
        return (self.door == ANYBODY, years, not self.hukou)


def seated(
    people: Sequence[Person],
    pools: Iterable[Kept],
    *,
    on: datetime.date,
    channel: str,
    at: datetime.datetime,
) -> dict[UUID, UUID] | None:
    """A pool for every one of these people, or None: a party comes whole or waits whole.

    ``on``: the day they come, for their age. Found by trying: a party is small (``MOST_TOGETHER``),
    and a choice that leaves the grandmother without a place is taken back.
    """
    ordered = sorted(pools, key=lambda pool: (*pool.narrowness, pool.id))
    left = {pool.id: pool.free for pool in ordered}
    choices = [
        [pool.id for pool in ordered if pool.is_for(person, on, channel, at)] for person in people
    ]
    found = _seat(choices, left)
    return {person.id: pool for person, pool in zip(people, found, strict=True)} if found else None


def _seat(choices: Sequence[Sequence[UUID]], left: dict[UUID, int]) -> list[UUID] | None:
    if not choices:
        return []
    for pool in choices[0]:
        if left[pool] <= 0:
            continue
        left[pool] -= 1
        rest = _seat(choices[1:], left)
        left[pool] += 1
        if rest is not None:
            return [pool, *rest]
    return None


def part_of(begins_at: datetime.time) -> str:
    """The part of the day in which a session begins: before noon, before six, later."""
    if begins_at < NOON:
        return MORNING
    return AFTERNOON if begins_at < DUSK else EVENING


# Whose turn it is ---------------------------------------------------------------------------------


class Turn(NamedTuple):
    """A waiting party: who, asked by which way, how often passed because too large."""

    party_id: UUID
    people: tuple[Person, ...]
    channel: str
    passed: int


class Turns(NamedTuple):
    """What is done with free places: parties and their pools in order; those passed once more; and
    the party for which the rest is kept, if one is."""

    given: list[tuple[Turn, dict[UUID, UUID]]]
    passed: list[Turn]
    kept_for: Turn | None


def turns(
    waiting: Sequence[Turn],
    pools: Iterable[Kept],
    *,
    on: datetime.date,
    begins_at: datetime.datetime,
    at: datetime.datetime,
) -> Turns:
    """Give what is free to those who wait, in their order, by the published rule.

    Whoever fits gets it. A party for which there is something but not enough is passed; passed
    ``PASSED_AT_MOST`` times it is passed no more: what it could use is kept until
    ``KEPT_UNTIL_HOURS`` before the beginning, and those behind it get only what it cannot use.
    """
    left = {pool.id: pool for pool in pools}
    given: list[tuple[Turn, dict[UUID, UUID]]] = []
    small: list[Turn] = []
    kept_for: Turn | None = None
    may_keep = at < begins_at - datetime.timedelta(hours=KEPT_UNTIL_HOURS)
    for turn in waiting:
        places = seated(turn.people, left.values(), on=on, channel=turn.channel, at=at)
        if places:
            for pool_id in places.values():
                pool = left[pool_id]
                left[pool_id] = _with_taken(pool, pool.taken + 1)
            given.append((turn, places))
        elif _could_use(turn, left.values(), on, at):
            if turn.passed >= PASSED_AT_MOST and may_keep:
                kept_for = turn
                for pool in list(left.values()):
                    if _any_for(turn, pool, on, at):
                        left[pool.id] = _with_taken(pool, pool.capacity)
                # One party is kept for at a time: the next large one is passed as before.
                may_keep = False
            else:
                small.append(turn)
    served = {id(turn) for turn, _ in given}
    last_given = max((i for i, turn in enumerate(waiting) if id(turn) in served), default=-1)
    overtaken = [turn for turn in small if waiting.index(turn) < last_given]
    return Turns(given, overtaken, kept_for)


def _with_taken(pool: Kept, taken: int) -> Kept:
    return Kept(
        pool.id, pool.capacity, taken, pool.age_from, pool.age_to, pool.hukou, pool.door,
        pool.flows_at,
    )  # fmt: skip


def _any_for(turn: Turn, pool: Kept, on: datetime.date, at: datetime.datetime) -> bool:
    return any(pool.is_for(person, on, turn.channel, at) for person in turn.people)


def _could_use(turn: Turn, pools: Iterable[Kept], on: datetime.date, at: datetime.datetime) -> bool:
    return any(pool.free > 0 and _any_for(turn, pool, on, at) for pool in pools)


def lapses_at(begins_at: datetime.datetime, at: datetime.datetime) -> datetime.datetime | None:
    """Until when an offered place is kept; None when it is too late to offer one."""
    last = begins_at - datetime.timedelta(hours=LAST_OFFER_HOURS)
    if last <= at:
        return None
    return min(at + datetime.timedelta(hours=OFFER_HOURS), last)


def kept_at_most(begins_at: datetime.datetime) -> dict[str, datetime.datetime]:
    """Until when at most a place is kept for a yes, of either kind, whatever was said when it began
    at another hour."""
    last = begins_at - datetime.timedelta(hours=LAST_OFFER_HOURS)
    return {OFFERED: last, ASKED: begins_at}


def answer_by(begins_at: datetime.datetime, at: datetime.datetime) -> datetime.datetime:
    """Until when places are held for whoever asked a keeper."""
    return min(at + datetime.timedelta(hours=ANSWER_HOURS), begins_at)


# Rounds -------------------------------------------------------------------------------------------

NEW, FEW, HOME = "new", "few", "home"
WHOM = (NEW, FEW, HOME)
"""For whom a round is: who never had a place in this programme; who had fewer than so many places
since a day; whose home somebody of these ages lives in. The last round, everybody's, is the offer's
``opens_at``."""

MOST_ROUNDS = 3


@dataclass(frozen=True)
class Round:
    """From ``opens_at`` on, earlier than everybody, these may ask for a place."""

    opens_at: datetime.datetime
    whom: str
    times: int | None = None
    since_on: datetime.date | None = None
    age_from: int | None = None
    age_to: int | None = None

    @property
    def sound(self) -> bool:
        """Whether it says what its kind needs, and nothing else."""
        counted = self.times is not None and self.times > 0 and self.since_on is not None
        uncounted = self.times is None and self.since_on is None
        aged = self.age_from is not None or self.age_to is not None
        return {
            NEW: uncounted and not aged,
            FEW: counted and not aged,
            HOME: uncounted and aged,
        }.get(self.whom, False)


class Served(NamedTuple):
    """What rounds ask of somebody: how often they had a place in this programme; the days on which
    the places they had, here or to come, begin; how old those are who live with them."""

    in_programme: int = 0
    place_days: tuple[datetime.date, ...] = ()
    ages_at_home: tuple[int, ...] = ()


def is_for(one: Round, served: Served) -> bool:
    """Whether a round is for somebody."""
    if one.whom == NEW:
        return served.in_programme == 0
    if one.whom == FEW:
        assert one.since_on is not None
        assert one.times is not None
        return sum(day >= one.since_on for day in served.place_days) < one.times
    low, high = one.age_from or 0, one.age_to
    return any(low <= years and (high is None or years <= high) for years in served.ages_at_home)


class Hour(NamedTuple):
    """From when somebody may ask, and by which round; None: with everybody."""

    at: datetime.datetime
    by: Round | None


def hour_of(rounds: Iterable[Round], opens_at: datetime.datetime, served: Served) -> Hour:
    """Somebody's earliest hour."""
    fitting = [one for one in rounds if is_for(one, served) and one.opens_at < opens_at]
    first = min(fitting, key=lambda one: one.opens_at, default=None)
    return Hour(first.opens_at, first) if first else Hour(opens_at, None)


# Lots ---------------------------------------------------------------------------------------------


def drawn(seed: str, tickets: Iterable[tuple[str, int]]) -> list[str]:
    """The order of tickets. With each: how often it was not drawn before (more goes first)."""
    ranked = sorted((-before, lot(seed, ticket), ticket) for ticket, before in tickets)
    return [ticket for _, _, ticket in ranked]
