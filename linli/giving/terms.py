"""On what terms gifts are promised, counted and disclosed: days and sums. Pure."""

import calendar
import datetime
from collections.abc import Iterator, Mapping
from typing import Final

EVERY: Final = {"once": 0, "month": 1, "quarter": 3, "year": 12}
"""How often a pledge is due: whole months between two instalments; 0 for a single one."""

FILED_DAYS_BEFORE: Final = 10
"""A plan is filed ten days before it begins (《公开募捐方案备案指引（试行）》, 2026-01-01)."""

DISCLOSED_WITHIN_DAYS: Final = 30
"""So soon a related party's gift is disclosed (《慈善组织信息公开办法》 art. 14)."""

DENOMINATIONS_FEN: Final = (100_00, 50_00, 20_00, 10_00, 5_00, 1_00, 50, 10)
"""The notes and coins in use, the largest first."""

LATE_AFTER_DAYS: Final = 15
"""So long an instalment may be on its way before somebody calls."""

UNITS: Final = {"money": "fen", "goods": "piece", "rooms": "hour", "hours": "hour"}
"""What a partner promises, and in what it is counted."""


def counted_fen(pieces: Mapping[int, int]) -> int:
    """What so many notes and coins of each denomination come to, in fen."""
    return sum(denomination * count for denomination, count in pieces.items())


def earliest_start(filed_on: datetime.date) -> datetime.date:
    """The first day on which a plan filed on a day may begin."""
    return filed_on + datetime.timedelta(days=FILED_DAYS_BEFORE)


def instalments(
    begins_on: datetime.date, every: str, until: datetime.date
) -> Iterator[datetime.date]:
    """The days on which a pledge has fallen due, up to and with ``until``.

    The 31st falls on the last day of a shorter month, and on the 31st again after it.
    """
    step, number = EVERY[every], 0
    due = begins_on
    while due <= until:
        yield due
        if not step:
            return
        number += 1
        due = months_after(begins_on, step * number)


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months later, or that month's last."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


def first_open(due: list[datetime.date], received: int) -> datetime.date | None:
    """The oldest instalment not yet received, when so many have been; None where none is open."""
    return due[received] if received < len(due) else None
