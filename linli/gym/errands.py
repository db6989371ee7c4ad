"""What the clock does with gyms: once a day it forgets who came so long ago that it is not kept."""

import datetime

from linli.gym import actions
from linli.identity.permissions import clock
from linli.journal import actions as journal
from linli.kernel.words import XIAMEN


def run(at: datetime.datetime) -> int:
    """Once a day; returns of how many visits the name was forgotten."""
    midnight = at.astimezone(XIAMEN).replace(hour=0, minute=0, second=0, microsecond=0)
    if not journal.take_slot(name="gym.erase_visits", due_at=midnight, at=at):
        return 0
    return actions.erase_visits(by=clock(), at=at)
