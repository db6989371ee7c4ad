"""On which days the invented story is set: recent ones, whatever today is. Pure."""

import datetime

BEGAN_DAYS_AGO = 220
"""When the demo's community began: before the first word of a story paid in the last quarter."""

NINE_O_CLOCK = datetime.timedelta(hours=9)
APART = datetime.timedelta(minutes=20)
OVER_DAYS = 14


def began_at(at: datetime.datetime) -> datetime.datetime:
    """The morning on which the invented community opened its books and its register."""
    return _midnight(at) - datetime.timedelta(days=BEGAN_DAYS_AGO) + NINE_O_CLOCK


def end_of_last_quarter(at: datetime.datetime) -> datetime.datetime:
    """Two weeks before the present quarter began: time to look in on who was helped in the last."""
    return _first_of_quarter(at) - datetime.timedelta(days=OVER_DAYS) + NINE_O_CLOCK


def paid_moments(at: datetime.datetime, count: int) -> list[datetime.datetime]:
    """So many moments in the quarter of ``at`` up to it, in order, spread over its days so far.

    They are never after ``at``: on the first morning of a quarter some or all fall on it.
    """
    first = _first_of_quarter(at)
    days_so_far = (at.date() - first.date()).days
    return [
        min(
            at,
            first
            + datetime.timedelta(days=days_so_far * number // count)
            + NINE_O_CLOCK
            + APART * number,
        )
        for number in range(count)
    ]


def _first_of_quarter(at: datetime.datetime) -> datetime.datetime:
    return _midnight(at).replace(month=at.month - (at.month - 1) % 3, day=1)


def _midnight(at: datetime.datetime) -> datetime.datetime:
    return at.replace(hour=0, minute=0, second=0, microsecond=0)


def month_before(today: datetime.date) -> datetime.date:
    """The first day of the month before."""
    return (today.replace(day=1) - datetime.timedelta(days=1)).replace(day=1)
