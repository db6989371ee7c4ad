"""What the clock does about policies: take in what the program ships, count what was asked."""

import datetime

from django.db import transaction
from django.utils import timezone

from linli.identity.permissions import clock
from linli.journal import actions as journal, queries as deeds
from linli.rulebook import actions

WEIGHED = "rulebook.weighed"
"""The cursor of the last day on which families were counted for the figures' desk."""


def run(at: datetime.datetime) -> int:
    """Returns how many families were asked in this round."""
    if not _Start.done:
        actions.take_in_shipped(by=clock(), at=at)
        _Start.done = True
    _count_once_a_day(at)
    return actions.reckon(by=clock(), at=at)


class _Start:
    """Whether this clock has asked: what a program ships never changes while it runs."""

    done = False


def _count_once_a_day(at: datetime.datetime) -> None:
    today = timezone.localdate(at).toordinal()
    if deeds.cursor_of(WEIGHED) >= today:
        return
    with transaction.atomic():
        actions.ask_weights(by=clock(), at=at)
        journal.move_cursor(name=WEIGHED, seq=today)
