"""What the clock does with places: what nobody answered in time, and what has become everybody's by
its hour, is offered to who waits. It is free without that; but who waits would not hear of it."""

import datetime

from linli.hall import actions
from linli.identity.permissions import clock
from linli.journal import actions as journal, queries as deeds

QUARTER = "hall.given_on"
"""The cursor of the last quarter of an hour in which places were looked at."""

QUARTER_SECONDS = 900


def run(at: datetime.datetime) -> int:
    """Once a quarter of an hour; returns to how many parties a place was offered."""
    quarter = int(at.timestamp()) // QUARTER_SECONDS
    if deeds.cursor_of(QUARTER) >= quarter:
        return 0
    given = actions.give_on(by=clock(), at=at)
    journal.move_cursor(name=QUARTER, seq=quarter)
    return given
