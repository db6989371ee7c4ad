"""What the clock does with sign-ins: each hour it forgets what has ended."""

import datetime
from functools import lru_cache

from linli.identity import actions
from linli.journal import actions as journal


def run(at: datetime.datetime) -> None:
    """Forget ended sessions and failures, once an hour; cheap to call at every turn."""
    _hourly(at.replace(minute=0, second=0, microsecond=0))


@lru_cache(maxsize=1)
def _hourly(hour: datetime.datetime) -> None:
    if journal.take_slot(name="identity.hourly", due_at=hour, at=hour):
        actions.forget_ended(at=hour)
