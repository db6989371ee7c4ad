"""What the clock does with group chats: forget their texts when nobody asks any more."""

import datetime

from linli.groupchat import actions, queries
from linli.identity.permissions import clock


def run(at: datetime.datetime) -> int:
    """Forget the texts whose time is over; returns how many."""
    due = queries.due(at)
    for paste_id in due:
        actions.forget(paste_id=paste_id, by=clock(), at=at)
    return len(due)
