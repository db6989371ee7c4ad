"""What the clock does with papers: destroy those whose time is over."""

import datetime

from django.utils import timezone

from linli.identity.permissions import clock
from linli.journal import actions as journal
from linli.papers import actions


def run(at: datetime.datetime) -> int:
    """Once a day; returns how many files were destroyed."""
    today = timezone.localdate(at)
    midnight = timezone.make_aware(datetime.datetime.combine(today, datetime.time.min))
    if not journal.take_slot(name="papers.destroy_due", due_at=midnight, at=at):
        return 0
    return actions.destroy_due(by=clock(), at=at, on=today)
