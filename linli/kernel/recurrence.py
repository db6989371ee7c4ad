"""Days that come again: a rule of RFC 5545 (section 3.3.10), on days of a community's own calendar.

Pure. A rule says on which days; the hour belongs to whoever keeps the rule, since people move a
course from nine to ten without meaning other days. A subset is understood, and nothing else is
let through: FREQ (DAILY, WEEKLY, MONTHLY), INTERVAL, COUNT, UNTIL, BYDAY (with a number when
monthly), BYMONTHDAY, WKST. A rule is bounded: one that never ends is refused.
"""

from __future__ import annotations

import datetime
import functools
import itertools
import re
from dataclasses import dataclass
from typing import Literal

from dateutil import rrule

MOST_DAYS = 400
"""Days one rule may make: five lessons a week for a year and a half."""

DAILY, WEEKLY, MONTHLY = "DAILY", "WEEKLY", "MONTHLY"
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FREQUENCIES: dict[str, Literal[0, 1, 2, 3, 4, 5, 6]] = {
    DAILY: rrule.DAILY,
    WEEKLY: rrule.WEEKLY,
    MONTHLY: rrule.MONTHLY,
}
_BY_DAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
_UNTIL = re.compile(r"(\d{4})(\d{2})(\d{2})(T\d{6}Z?)?")
_KNOWN = ("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "WKST")


class NotARule(ValueError):
    """A text that is no rule we follow. ``part``: the piece of it that is not understood."""

    def __init__(self, part: str) -> None:
        super().__init__(f"not understood: {part}")
        self.part = part


class NeverEnds(NotARule):
    """Neither COUNT nor UNTIL."""


class EndsBeforeItBegins(NotARule):
    """UNTIL lies before the first day."""


class NoSuchDay(NotARule):
    """The rule names days that never come within its bounds, as 30 February."""


class TooManyDays(NotARule):
    """More than ``MOST_DAYS``."""


@dataclass(frozen=True)
class Recurrence:
    """A rule. Either ``count`` or ``until`` (the last day that may be meant) is given.

    ``by_day`` holds ``TU`` or, monthly, ``2TU`` (the second) and ``-1FR`` (the last);
    ``by_month_day`` 1 to 31, or -1 for the last. A month without that day has
    no meeting (as RFC 5545 says).
    Raises ``NotARule``.
    """

    frequency: str
    interval: int = 1
    count: int | None = None
    until: datetime.date | None = None
    by_day: tuple[str, ...] = ()
    by_month_day: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.frequency not in _FREQUENCIES:
            raise NotARule(f"FREQ={self.frequency}")
        if not 1 <= self.interval <= MOST_DAYS:
            raise NotARule(f"INTERVAL={self.interval}")
        self._insist_on_one_end()
        self._insist_on_days()

    def _insist_on_one_end(self) -> None:
        if self.count is None and self.until is None:
            raise NeverEnds("COUNT")
        if self.count is not None and self.until is not None:
            raise NotARule("COUNT;UNTIL")
        if self.count is not None and self.count < 1:
            raise NotARule(f"COUNT={self.count}")
        if self.count is not None and self.count > MOST_DAYS:
            raise TooManyDays(f"COUNT={self.count}")

    def _insist_on_days(self) -> None:
        for day in self.by_day:
            found = _BY_DAY.fullmatch(day)
            if not found or (found[1] and self.frequency != MONTHLY):
                raise NotARule(f"BYDAY={day}")
        for number in self.by_month_day:
            if not (1 <= number <= 31 or number == -1) or self.frequency != MONTHLY:
                raise NotARule(f"BYMONTHDAY={number}")

    @property
    def text(self) -> str:
        """As RFC 5545 writes it, on days: ``FREQ=WEEKLY;BYDAY=TU,TH;COUNT=16``."""
        parts = [f"FREQ={self.frequency}"]
        if self.interval > 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.by_day:
            parts.append(f"BYDAY={','.join(self.by_day)}")
        if self.by_month_day:
            parts.append(f"BYMONTHDAY={','.join(map(str, self.by_month_day))}")
        if self.count is not None:
            parts.append(f"COUNT={self.count}")
        if self.until is not None:
            parts.append(f"UNTIL={self.until:%Y%m%d}")
        return ";".join(parts)

    def days(self, first_on: datetime.date) -> list[datetime.date]:
        """The days meant, from ``first_on`` on, in order; ``first_on`` only if the rule means it.

        Raises ``EndsBeforeItBegins``, ``NoSuchDay``, ``TooManyDays``. Never makes more than
        ``MOST_DAYS + 1`` days, whatever is asked.
        """
        return list(_days(self, first_on))


REMEMBERED = 256
"""Rules whose days are remembered: those of the courses whose pages are read."""


@functools.lru_cache(REMEMBERED)
def _days(rule: Recurrence, first_on: datetime.date) -> tuple[datetime.date, ...]:
    if rule.until is not None and rule.until < first_on:
        raise EndsBeforeItBegins(f"UNTIL={rule.until:%Y%m%d}")
    found = tuple(
        moment.date() for moment in itertools.islice(_moments(rule, first_on), MOST_DAYS + 1)
    )
    if len(found) > MOST_DAYS:
        raise TooManyDays(rule.text)
    if not found:
        raise NoSuchDay(rule.text)
    return found


def _moments(rule: Recurrence, first_on: datetime.date) -> rrule.rrule:
    return rrule.rrule(
        _FREQUENCIES[rule.frequency],
        dtstart=_midnight(first_on),
        interval=rule.interval,
        count=rule.count,
        until=_midnight(rule.until) if rule.until else None,
        byweekday=[_weekday(day) for day in rule.by_day] or None,
        bymonthday=rule.by_month_day or None,
        wkst=rrule.MO,
    )


@functools.lru_cache(REMEMBERED)
def parse(text: str) -> Recurrence:
    """The rule a text of RFC 5545 says; of an UNTIL with an hour, the day. Raises ``NotARule``."""
    parts: dict[str, str] = {}
    for piece in text.strip().removeprefix("RRULE:").split(";"):
        name, sign, value = piece.partition("=")
        if not sign or name not in _KNOWN or name in parts:
            raise NotARule(piece)
        parts[name] = value
    if parts.get("WKST", "MO") != "MO":
        raise NotARule(f"WKST={parts['WKST']}")
    return Recurrence(
        frequency=parts.get("FREQ", ""),
        interval=_number(parts.get("INTERVAL", "1"), "INTERVAL"),
        count=_number(parts["COUNT"], "COUNT") if "COUNT" in parts else None,
        until=_day(parts["UNTIL"]) if "UNTIL" in parts else None,
        by_day=tuple(parts["BYDAY"].split(",")) if "BYDAY" in parts else (),
        by_month_day=tuple(
            _number(day, "BYMONTHDAY") for day in parts.get("BYMONTHDAY", "").split(",") if day
        ),
    )


def ordinal_of(day: str) -> tuple[int | None, int]:
    """``2TU`` as (2, 1), ``TU`` as (None, 1): which of the month, and the weekday, Monday 0."""
    found = _BY_DAY.fullmatch(day)
    assert found is not None, day
    return int(found[1]) if found[1] else None, WEEKDAYS.index(found[2])


def _weekday(day: str) -> rrule.weekday:
    number, weekday = ordinal_of(day)
    return rrule.weekday(weekday, number)


def _number(text: str, name: str) -> int:
    if not re.fullmatch(r"-?\d{1,5}", text):
        raise NotARule(f"{name}={text}")
    return int(text)


def _day(text: str) -> datetime.date:
    found = _UNTIL.fullmatch(text)
    try:
        assert found is not None
        return datetime.date(int(found[1]), int(found[2]), int(found[3]))
    except (AssertionError, ValueError) as error:
        raise NotARule(f"UNTIL={text}") from error


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time())
