"""What the clock does at the door: tells who may fetch their deposit. It is due without that."""

import datetime

from linli.attendance import actions
from linli.identity.permissions import clock
from linli.journal import actions as journal, queries as deeds

HOUR = "attendance.deposits"
"""The cursor of the last hour in which deposits were looked at."""


def run(at: datetime.datetime) -> int:
    """Once an hour; returns how many may be fetched."""
    hour = int(at.timestamp()) // 3600
    if deeds.cursor_of(HOUR) >= hour:
        return 0
    told = actions.tell_deposits(by=clock(), at=at)
    journal.move_cursor(name=HOUR, seq=hour)
    return told
