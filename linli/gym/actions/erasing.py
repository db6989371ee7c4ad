"""What was kept of people goes when what it was kept for is over: who came, what they answered.

That somebody came, and until when somebody had declared, stays, so nothing that was told changes.
"""

import datetime
from uuid import UUID

from linli.gym import terms
from linli.gym.models import Declaration, OpenTerms, Talk, Visit
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
            _record("gym_visits.erased", row.space_id, row.place_id, by, at, visits=many)
    return erased


@one_transaction
def erase_lapsed(*, by: Viewer, at: datetime.datetime) -> int:
    """Destroy what was answered in the declarations that have lapsed, and how the talks about them
    went, in every room; gives how many. They were looked at by nobody since.

    个人信息保护法 art. 47: deleted when the purpose is reached or the time is over. The clock's
    alone (``NotAllowed``).
    """
    if by.kind != "clock":
        raise NotAllowed
    on, erased = terms.day_of(at), 0
    due = Declaration.objects.filter(
        good_until__lt=terms.lapsed_for_good(on), ended_at=None, erased_on=None
    )
    for space_id, place in set(due.values_list("space_id", "place_id")):
        rows = due.filter(space=space_id)
        Talk.objects.filter(declaration__in=rows).update(outcome=None)
        many = rows.update(answers=None, erased_on=on)
        erased += many
        _record("gym_declarations.erased", space_id, place, by, at, declarations=many)
    return erased


def end_declarations(space_id: UUID, place: str, by: Viewer, at: datetime.datetime) -> None:
    """A room asks for no declaration any more: what was answered serves nothing, and is gone."""
    standing = Declaration.objects.filter(space=space_id, ended_at=None)
    Talk.objects.filter(declaration__in=standing).update(outcome=None)
    many = standing.update(answers=None, ended_at=at, ended_by=by.user_id)
    if many:
        _record("gym_declarations.ended", space_id, place, by, at, declarations=many)


def _record(
    verb: str, space_id: UUID, place: str, by: Viewer, at: datetime.datetime, **details: int
) -> None:
    journal.record(
        verb=verb, by=by, at=at, subject=("space", space_id), place=place, details=details
    )
