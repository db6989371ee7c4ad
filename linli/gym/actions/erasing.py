"""Who came is forgotten when a room's time to keep it is over; that somebody came is not."""

import datetime

from linli.gym import terms
from linli.gym.models import OpenTerms, Visit
from linli.identity.permissions import NotAllowed, Viewer
from linli.journal import actions as journal
from linli.kernel.transactions import one_transaction


@one_transaction
def erase_visits(*, by: Viewer, at: datetime.datetime) -> int:
    """Take the names off the visits whose time is over, in every room; gives how many.

    The newest terms of a room say for how long, also for what was before them and after they ended.
    The clock's alone (``NotAllowed``).
    """
    if by.kind != "clock":
        raise NotAllowed
    erased = 0
    newest: dict[object, OpenTerms] = {
        row.space_id: row for row in OpenTerms.objects.order_by("number")
    }
    for row in newest.values():
        if row.visits_months is None:
            continue
        first = terms.at_minute(terms.kept_since(terms.day_of(at), row.visits_months), 0)
        due = Visit.objects.filter(space=row.space_id, entered_at__lt=first, erased_at=None)
        many = due.update(resident=None, companion=None, erased_at=at)
        if many:
            erased += many
            journal.record(
                verb="gym_visits.erased", by=by, at=at, subject=("space", row.space_id),
                place=row.place_id, details={"visits": many},
            )  # fmt: skip
    return erased
