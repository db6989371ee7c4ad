"""A deposit that was missed: somebody calls, one says that it is kept, another confirms it.

The money itself moves in the operator's book, the calls are those of the door.
"""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy

from linli.attendance.actions.feelings import remind_of_deposit
from linli.attendance.models import Reminder
from linli.attendance.queries.deposits import (
    MISSED,
    PROPOSED,
    DepositRow,
    standings,
    to_fetch,
)
from linli.identity.permissions import Viewer
from linli.kernel.money import spoken
from linli.kernel.refusal import NotFound, Refused
from linli.notices import actions as notices
from linli.operator import actions as operators, queries as operations
from linli.people import queries as people
from linli.pricing import queries as pricing


class NotMissed(Refused):
    """They came, were excused, gave the place back, or nobody stood at the door."""

    words = gettext_lazy("这份押金要退：来了，请了假，退了名额，停了课，或者门口没有人签到。")


class CallFirst(Refused):
    """The no-show policy is a telephone call."""

    words = gettext_lazy("先打电话问一问，记下怎么说的，再定退不退。")


def call_about(
    *,
    quote_id: UUID,
    outcome: str,
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
    said: str = "",
) -> Reminder:
    """Who did not come was called about it; what came of it, and what they said.

    Raises ``NotFound``.
    """
    found = pricing.deposit(by, quote_id)
    return remind_of_deposit(
        resident_id=found.resident_id, outcome=outcome, said=said, by=by, at=at, key=key
    )


@transaction.atomic
def keep_deposit(
    *, quote_id: UUID, reason: str, by: Viewer, at: datetime.datetime, key: UUID
) -> DepositRow:
    """Say that a deposit that was missed is not given back; another has to confirm it. The same
    ``key`` again is the same press.

    Raises ``NotFound``, ``NotMissed``, ``CallFirst``, and what ``operator.propose_keeping`` does.
    """
    row = _locked(quote_id, by, at)
    if row.state not in (MISSED, PROPOSED) or row.missed_at is None:
        raise NotMissed
    if row.called_at is None:
        raise CallFirst
    operators.propose_keeping(
        taking_id=_taking(row), reason=reason, missed_at=row.missed_at, called_at=row.called_at,
        by=by, at=at, key=key,
    )  # fmt: skip
    return _now(quote_id, at)


@transaction.atomic
def confirm_deposit(*, quote_id: UUID, by: Viewer, at: datetime.datetime) -> DepositRow:
    """A second person says so too, if it is still so: income from now on.

    Raises ``NotFound``, ``NotMissed``, and what ``operator.confirm_keeping`` does.
    """
    row = _locked(quote_id, by, at)
    taking = _taking(row)
    if row.state == PROPOSED or (row.deposit.kept and row.deposit.kept.confirmed_at):
        operators.confirm_keeping(taking_id=taking, by=by, at=at)
        return _now(quote_id, at)
    raise NotMissed


@transaction.atomic
def give_up_deposit(
    *, quote_id: UUID, reason: str, by: Viewer, at: datetime.datetime
) -> DepositRow:
    """No to keeping it, before or after it was confirmed: it goes back, for good.

    Raises ``NotFound``, and what ``operator.undo_keeping`` does.
    """
    row = _locked(quote_id, by, at)
    operators.undo_keeping(taking_id=_taking(row), reason=reason, by=by, at=at)
    return _now(quote_id, at)


@transaction.atomic
def tell_deposits(*, by: Viewer, at: datetime.datetime) -> int:
    """Tell who signs in that a deposit may be fetched, each once; returns how many may be."""
    found = to_fetch(at=at)
    reached = {one: {row.deposit.resident_id, contact} for one, (row, contact) in found.items()}
    logins = people.logins_of({who for whom in reached.values() for who in whom})
    for one, (row, _) in found.items():
        notices.tell(
            kind="deposit.due",
            to=sorted({logins[who] for who in reached[one] if who in logins}),
            subject=("deposit", one),
            at=at,
            details={"amount": spoken(row.deposit.amount_fen)},
        )
    return len(found)


def _locked(quote_id: UUID, by: Viewer, at: datetime.datetime) -> DepositRow:
    """The deposit as it stands while nobody else moves its money. Raises ``NotFound``."""
    found = pricing.deposit(by, quote_id)
    operation = operations.operation_of(found.place)
    if operation is not None:
        operators.locked(operation.id)
    return _now(quote_id, at)


def _now(quote_id: UUID, at: datetime.datetime) -> DepositRow:
    [row] = standings([pricing.get_deposit(quote_id)], at=at)
    return row


def _taking(row: DepositRow) -> UUID:
    if row.deposit.taking is None:
        raise NotFound
    return row.deposit.taking.id
