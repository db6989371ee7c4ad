"""What the clock does with people: forget rosters that nobody confirmed."""

import datetime

from linli.identity.permissions import clock
from linli.people import actions, queries


def run(at: datetime.datetime) -> int:
    """Discard the rosters left waiting too long; returns how many."""
    left = queries.forgotten_rosters(at)
    for roster_id in left:
        actions.discard_roster(roster_id=roster_id, by=clock(), at=at)
    return len(left)
