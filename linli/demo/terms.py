"""On which days the invented story is set: recent ones, whatever today is. Pure."""

import datetime

BEGAN_DAYS_AGO = 120
"""When the demo's community began: longer ago than any step of a story paid in this quarter."""

EARLIEST = datetime.timedelta(hours=9)
APART = datetime.timedelta(minutes=20)


def began_at(at: datetime.datetime) -> datetime.datetime:
    """The morning on which the invented community opened its books and its register."""
    return _morning(at) - datetime.timedelta(days=BEGAN_DAYS_AGO)


def paid_moments(at: datetime.datetime, count: int) -> list[datetime.datetime]:
    """So many moments in the quarter of ``at`` up to it, in order, spread over its days so far.

    They are never after ``at``: on the first morning of a quarter some or all fall on it.
    """
    first = at.date().replace(month=at.month - (at.month - 1) % 3, day=1)
    so_far = (at.date() - first).days
    return [
        min(
            at,
            _morning(at)
            - datetime.timedelta(days=so_far - so_far * number // count)
            + APART * number,
        )
        for number in range(count)
    ]


def _morning(at: datetime.datetime) -> datetime.datetime:
    return at.replace(hour=0, minute=0, second=0, microsecond=0) + EARLIEST
