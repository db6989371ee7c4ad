"""Whole months as books keep them, each by its first day. Pure: "today" is passed in."""

import re
from datetime import date, timedelta

_ADDRESS = re.compile(r"((?:19|20)\d{2})-(\d{1,2})", re.ASCII)
"""No book is older, and arithmetic stays far from where calendars end."""


def first_of(day: date) -> date:
    """The month of a day."""
    return day.replace(day=1)


def next_month(day: date) -> date:
    """The month after that of a day."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def last_month(day: date) -> date:
    """The month before that of a day."""
    return (first_of(day) - timedelta(days=1)).replace(day=1)


def last_of(day: date) -> date:
    """The last day of the month of a day."""
    return next_month(day) - timedelta(days=1)


def asked(text: str, today: date) -> date | None:
    """The month of an address (``2026-11``); None for what is no month, or one still to come."""
    found = _ADDRESS.fullmatch(text)
    if found is None:
        return None
    try:
        month = date(int(found[1]), int(found[2]), 1)
    except ValueError:
        return None
    return month if month <= today else None


def around(month: date, today: date) -> tuple[date, date | None]:
    """The month before, and the one after unless it has not begun."""
    after = next_month(month)
    return last_month(month), after if after <= today else None
