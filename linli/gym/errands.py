"""What the clock does with gyms: once a day it forgets who came, and what was answered, when the
time to keep it is over."""

import datetime

from linli.gym import actions
from linli.identity.permissions import clock
from linli.journal import actions as journal
from linli.kernel.words import XIAMEN


def run(at: datetime.datetime) -> int:
    """Once a day; returns how many visits and declarations were forgotten."""
    midnight = at.astimezone(XIAMEN).replace(hour=0, minute=0, second=0, microsecond=0)
    if not journal.take_slot(name="gym.erase", due_at=midnight, at=at):
        return 0
    by = clock()
    return actions.erase_visits(by=by, at=at) + actions.erase_lapsed(by=by, at=at)
