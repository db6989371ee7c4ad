"""On what terms one comes and goes: ages, how long a declaration is good, who is inside. Pure."""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from linli.kernel.words import XIAMEN
from linli.rules.days import age_on

CARD, NAME = "card", "name"
METHODS = (CARD, NAME)

MY, DESK, PAPER = "my", "desk", "paper"
CHANNELS = (MY, DESK, PAPER)
"""By whose hand a declaration was written: on a phone, at the desk, on paper and keyed later."""

MAY, WITH, BETTER_NOT = "may", "with", "better_not"
OUTCOMES = (MAY, WITH, BETTER_NOT)
"""How a talk went. The machine refuses nobody for it: it asks for a keeper once more."""

ADULT_YEARS = 18

SAME_TAP_SECONDS = 60
"""A card read again so soon is the same tap: nobody comes and goes within a minute."""

OFFLINE_HOURS = 24
"""A press that waited longer for the network counts from when it arrived."""

MOST_QUESTIONS = 8
MOST_MONTHS = 60

FEW = 5
"""An hour in which fewer different people were inside is told as few: no number points at one."""

WEEKS_BEHIND = 4
"""From so many weeks it is reckoned how full a room usually is."""

QUARTER_SECONDS = 900

Span = tuple[datetime.datetime, datetime.datetime]


class Ages(NamedTuple):
    """The age limits of a room, in years; None where there is none."""

    age_from: int | None
    accompanied_from: int | None
    age_to: int | None


ALONE, ACCOMPANIED, TOO_YOUNG, TOO_OLD = "alone", "accompanied", "too_young", "too_old"


def may_come(years: int, ages: Ages) -> str:
    """Whether somebody of this age comes alone, with an adult, or not at all."""
    if ages.age_to is not None and years > ages.age_to:
        return TOO_OLD
    if ages.age_from is None or years >= ages.age_from:
        return ALONE
    if ages.accompanied_from is not None and years >= ages.accompanied_from:
        return ACCOMPANIED
    return TOO_YOUNG


def is_adult(born_on: datetime.date, on: datetime.date) -> bool:
    """Whether a child may come along with somebody."""
    return age_on(born_on, max(on, born_on)) >= ADULT_YEARS


def good_until(on: datetime.date, months: int) -> datetime.date:
    """The last day a declaration of this day is good: the same day so many months later, or the
    last of that month."""
    month = on.month - 1 + months
    year, month = on.year + month // 12, month % 12 + 1
    return datetime.date(year, month, min(on.day, monthrange(year, month)[1]))


def kept_since(on: datetime.date, months: int) -> datetime.date:
    """The first day of which it is still kept who came, so many months back."""
    month = on.month - 1 - months
    year, month = on.year + month // 12, month % 12 + 1
    return datetime.date(year, month, min(on.day, monthrange(year, month)[1]))


def lapsed_for_good(on: datetime.date) -> datetime.date:
    """Declarations that were good until before this day are asked for by nobody any more: a device
    without network may tell of their last day one day later."""
    return on - datetime.timedelta(hours=OFFLINE_HOURS)


def pressed(pressed_at: datetime.datetime | None, at: datetime.datetime) -> datetime.datetime:
    """When it was pressed, if a device without network says so and can be right; else now."""
    oldest = at - datetime.timedelta(hours=OFFLINE_HOURS)
    return pressed_at if pressed_at is not None and oldest <= pressed_at <= at else at


def same_tap(before: datetime.datetime, at: datetime.datetime) -> bool:
    """Whether a card was read twice in one go."""
    return abs((at - before).total_seconds()) < SAME_TAP_SECONDS


def day_of(moment: datetime.datetime) -> datetime.date:
    """The day of a moment, where we live."""
    return moment.astimezone(XIAMEN).date()


def at_minute(day: datetime.date, minute: int) -> datetime.datetime:
    """A wall minute of a day; 1440 is the next midnight."""
    midnight = datetime.datetime.combine(day, datetime.time(), tzinfo=XIAMEN)
    return midnight + datetime.timedelta(minutes=minute)


def open_spans(
    day: datetime.date, hours: Iterable[tuple[int, int]], shut: Iterable[Span]
) -> list[Span]:
    """When a room is open on a day: its hours, in minutes, without the times it is shut.

    A day ends at midnight, also where nobody wrote any hours.
    """
    midnight = at_minute(day, 1440)
    spans = [(at_minute(day, a), min(at_minute(day, b), midnight)) for a, b in hours]
    for start, end in shut:
        spans = [
            piece
            for a, b in spans
            for piece in ((a, min(b, start)), (max(a, end), b))
            if piece[0] < piece[1]
        ]
    return sorted(spans)


def closing(entered_at: datetime.datetime, spans: Sequence[Span]) -> datetime.datetime:
    """Until when somebody who came in counts as inside: the end of the span they came in.

    Who came in outside of all spans (the hours were changed since) does not count at all.
    """
    return next((end for start, end in spans if start <= entered_at < end), entered_at)


# How full it usually is ---------------------------------------------------------------------------


class Stay(NamedTuple):
    """Who was inside, by a number that means nothing, from when; until when, if anybody saw."""

    who: object
    entered_at: datetime.datetime
    left_at: datetime.datetime | None


Cell = tuple[int, int]
"""A weekday (0 is Monday) and an hour."""


def usually(stays: Iterable[Stay], days_open: Mapping[int, int]) -> dict[Cell, int | None]:
    """How many are inside by hour of the week, on an average; None where it was fewer than ``FEW``
    different people in all. Who was not seen to go counts in the hour they came.

    ``days_open``: how many of each weekday there were.
    """
    heads: dict[Cell, int] = {}
    people: dict[Cell, set[object]] = {}
    for stay in stays:
        for cell in _cells(stay):
            heads[cell] = heads.get(cell, 0) + 1
            people.setdefault(cell, set()).add(stay.who)
    found: dict[Cell, int | None] = {}
    for cell, many in heads.items():
        days = max(1, days_open.get(cell[0], 0))
        few = len(people[cell]) < FEW
        found[cell] = None if few else max(1, (2 * many + days) // (2 * days))
    return found


def level(many: int | None, most: int) -> int:
    """How full that is, from 0 (few, or a third at most) to 3 (nearly full)."""
    if many is None or 3 * many <= most:
        return 0
    return 1 if 2 * many <= most else 2 if 4 * many <= 3 * most else 3


def quiet_spans(
    spans: Sequence[Span], cells: Mapping[Cell, int | None], weekday: int, most: int
) -> list[str]:
    """The open hours of a day in which few usually come: ``06:00–08:00``."""
    found: list[list[int]] = []
    for start, end in spans:
        first = start.astimezone(XIAMEN)
        opens = first.hour * 60 + first.minute
        closes = opens + int((end - start).total_seconds()) // 60
        for hour in range(opens // 60, (closes + 59) // 60):
            if level(cells.get((weekday, hour)), most):
                continue
            piece = [max(opens, hour * 60), min(closes, hour * 60 + 60)]
            if found and found[-1][1] == piece[0]:
                found[-1][1] = piece[1]
            else:
                found.append(piece)
    return [f"{a // 60:02}:{a % 60:02}–{b // 60:02}:{b % 60:02}" for a, b in found]


def _cells(stay: Stay) -> Iterable[Cell]:
    start = stay.entered_at.astimezone(XIAMEN)
    end = (stay.left_at or stay.entered_at).astimezone(XIAMEN)
    hour = start.replace(minute=0, second=0, microsecond=0)
    while hour <= end:
        yield hour.weekday(), hour.hour
        hour += datetime.timedelta(hours=1)


def used_minutes(stays: Iterable[Stay]) -> dict[int, int]:
    """The minutes in which somebody was inside, by the hour of the day, in whole quarters. Who was
    not seen to go used the quarter they came in: no more is known."""
    quarters = {
        quarter
        for stay in stays
        for quarter in range(
            int(stay.entered_at.timestamp()) // QUARTER_SECONDS,
            int((stay.left_at or stay.entered_at).timestamp()) // QUARTER_SECONDS + 1,
        )
    }
    found: dict[int, int] = {}
    for quarter in quarters:
        moment = datetime.datetime.fromtimestamp(quarter * QUARTER_SECONDS, tz=XIAMEN)
        found[moment.hour] = found.get(moment.hour, 0) + QUARTER_SECONDS // 60
    return dict(sorted(found.items()))
