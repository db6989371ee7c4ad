"""What the clock does with notices: carry out what waits."""

import datetime

from linli.notices import actions


def run(at: datetime.datetime) -> int:
    """Send what waits in the outbox; returns how many were sent."""
    return actions.send_waiting(provider=actions.Console(), at=at)
