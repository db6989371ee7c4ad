"""What the clock does with seasons: books the hours of a confirmed plan that are still waiting."""

import datetime

from linli.allocation import actions, queries
from linli.identity.permissions import clock


def run(at: datetime.datetime) -> int:
    """Books some hours of each confirmed round; returns in how many rounds there were any."""
    waiting = queries.being_booked()
    for round_id in waiting:
        actions.book_hours(round_id=round_id, by=clock(), at=at)
    return len(waiting)
