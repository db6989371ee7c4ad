"""A deposit is left at the desk, given back there, or somebody is let off it.

Everybody has their place before: a deposit is never in the way of it.
"""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy

from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.refusal import Refused
from linli.kernel.sealed import seal
from linli.kernel.transactions import after_the_quicker, one_transaction
from linli.operator import actions as operators, queries as operations
from linli.operator.actions import Origin
from linli.operator.queries import OperationCard, TakingCard
from linli.pricing.actions.quoting import NoOperation
from linli.pricing.models import DepositWaiver
from linli.pricing.queries.deposits import NOUN, ROOM, Deposit, get_deposit

TAKEN_AS = "deposits"
GIVEN_BACK = "退押金"
"""What stands on the receipt."""


class NoDepositDue(Refused):
    """It was left, let off, or the place is given back."""

    words = gettext_lazy("这份押金不用再交了。")


class DepositThere(Refused):
    """What was left is given back, not let off."""

    words = gettext_lazy("押金已经交了，要退就办退押金。")


class NoDepositHeld(Refused):
    """Nothing of it lies here."""

    words = gettext_lazy("这里没有这份押金。")


class WhyLetOff(Refused):
    """Letting somebody off says why."""

    words = gettext_lazy("请写一句为什么免。")


@transaction.atomic
def collect_deposit(
    *, quote_id: UUID, means: str, by: Viewer, at: datetime.datetime, key: UUID
) -> TakingCard:
    """Take the deposit of one person's place, with a receipt: owed back from now on. A second press
    finds it taken.

    The operator's own action asks whether ``by`` may. Raises ``NotFound``, ``NoDepositDue``,
    ``NoOperation``.
    """
    found = get_deposit(quote_id)
    operation = _locked(found)
    if operation is None:
        raise NoOperation
    found = get_deposit(quote_id)  # the second of two at the counter sees what the first took
    if found.taking is not None:
        return operations.taking(by, found.taking.id)
    if found.waived or found.ended_at is not None:
        raise NoDepositDue
    taking = operators.receive(
        operation_id=operation.id, amount_fen=found.amount_fen, kind=TAKEN_AS, means=means,
        origin=Origin(ROOM, NOUN, found.id, found.title, found.on), by=by, at=at, key=key,
    )  # fmt: skip
    return operations.taking(by, taking.pk)


@transaction.atomic
def return_deposit(
    *, quote_id: UUID, means: str, by: Viewer, at: datetime.datetime, key: UUID
) -> TakingCard:
    """Give a deposit back, whole, by the rules of all that is given back: above the operation's
    limit by another than who took it. A second press finds it done.

    Raises ``NotFound``, ``NoDepositHeld``, ``operator.GivenBackBySame``.
    """
    operation = _locked(get_deposit(quote_id))
    taking = get_deposit(quote_id).taking
    if operation is None or taking is None:
        raise NoDepositHeld
    if taking.left_fen:
        operators.give_back(
            operation_id=operation.id, taking_id=taking.id, amount_fen=taking.left_fen,
            means=means, reason=GIVEN_BACK, by=by, at=at, key=key,
        )  # fmt: skip
    elif taking.kept_fen:
        raise NoDepositHeld
    return operations.taking(by, taking.id)


@after_the_quicker
@one_transaction
def waive_deposit(
    *, quote_id: UUID, reason: str, by: Viewer, at: datetime.datetime
) -> DepositWaiver:
    """Let somebody off their deposit. A second press finds it done.

    Raises ``NotFound``, ``WhyLetOff``, ``DepositThere``.
    """
    found = get_deposit(quote_id)
    by.require(Permission.ENROLLMENT_KEEP, place=found.place)
    if not reason.strip():
        raise WhyLetOff
    _locked(found)
    if get_deposit(quote_id).taking is not None:
        raise DepositThere
    if earlier := DepositWaiver.objects.filter(quote=quote_id).first():
        return earlier
    waiver = DepositWaiver(quote_id=quote_id, waived_by_id=by.user_id, waived_at=at)
    seal(waiver, "reason", reason.strip())
    waiver.save(force_insert=True)
    journal.record(verb="deposit.waived", by=by, at=at, subject=(NOUN, quote_id), place=found.place)
    return waiver


def _locked(found: Deposit) -> OperationCard | None:
    """Whoever takes, gives back or lets off holds the book's owner. None: nobody keeps one."""
    operation = operations.operation_of(found.place)
    if operation is not None:
        operators.locked(operation.id)
    return operation
