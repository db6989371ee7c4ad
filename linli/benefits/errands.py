"""What the clock does about benefits: look again where something changed, and once a day."""

import datetime

from django.db import transaction
from django.utils import timezone

from linli.benefits import actions, queries
from linli.identity.permissions import clock
from linli.journal import actions as journal, queries as deeds
from linli.rulebook import queries as rulebook

DAY = "benefits.day"
"""The cursor of the last day that was looked at whole, as an ordinal."""

RULES = "benefits.rules"
"""The cursor of the texts in force at that look: another number means that a policy has changed."""

FIRST_LOOK_BACK = datetime.timedelta(days=30)


def run(at: datetime.datetime) -> int:
    """Returns how many hints are new."""
    new = _what_time_changed(at) + _what_deeds_changed(at)
    actions.hand_out(by=clock(), at=at)
    return new


def _what_time_changed(at: datetime.datetime) -> int:
    """Everybody, once a day and after a policy has changed.

    From the last day that was done, so a night that was missed is not.

    Whoever is looked at need not be asked again because of the deeds before.
    """
    today, last, rules = timezone.localdate(at), deeds.cursor_of(DAY), rulebook.mark()
    is_done = last >= today.toordinal() and deeds.cursor_of(RULES) == rules
    if is_done or not queries.any_permitted():
        return 0
    since = datetime.date.fromordinal(last) if last else today - FIRST_LOOK_BACK
    end = deeds.end()
    new = actions.look_at_everybody(since=since, by=clock(), at=at)
    with transaction.atomic():
        journal.move_cursor(name=DAY, seq=today.toordinal())
        journal.move_cursor(name=RULES, seq=rules)
        journal.move_cursor(name=queries.CURSOR, seq=max(end, deeds.cursor_of(queries.CURSOR)))
    return new


def _what_deeds_changed(at: datetime.datetime) -> int:
    """The families of the deeds behind the cursor, which moves when their hints are written.

    A clock that dies between the two asks them again, to the same end.
    """
    began = deeds.cursor_of(queries.CURSOR)
    cursor, changed = queries.changed_since(began)
    if cursor == began:
        return 0
    new = actions.look_again(household_ids=changed, by=clock(), at=at) if changed else 0
    journal.move_cursor(name=queries.CURSOR, seq=cursor)
    return new
