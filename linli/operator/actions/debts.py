"""What an operation owes: booked when it is agreed, paid by another person.

The room that knows why an amount is owed has asked whether ``by`` may agree to it, as with the
ledger's own ``post``; paying is asked here. Each verb locks the operation first and the book last,
so a second press meets nobody.
"""

import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.identity.permissions import Permission, Viewer
from linli.kernel.money import spoken
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused
from linli.ledger import actions as ledger
from linli.operator import postings
from linli.operator.actions.scope import (
    held,
    insist_above_zero,
    locked,
    note,
    of,
    same_press,
    same_thing,
)
from linli.operator.models import Debt, Operation, Payment
from linli.operator.terms import EXPENSES, Origin


class OwedAlready(Refused):
    """One debt of a kind for one thing."""

    words = gettext_lazy("“%(title)s”已经记过应付了，不能再记一次。")


class PaidBySame(Refused):
    """Who agreed that it is owed does not pay it."""

    words = gettext_lazy("这笔钱是您自己认下的，要换一个人来付。")


class MoreThanOwed(Refused):
    """Nothing is paid twice."""

    words = gettext_lazy("还欠的只有 %(left)s，不能付这么多。")


class NoReference(Refused):
    """A payment is the bank's."""

    words = gettext_lazy("请写银行流水号。")


@transaction.atomic
def owe(
    *,
    operation_id: UUID,
    amount_fen: int,
    kind: str,
    origin: Origin,
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
) -> Debt:
    """Book what was agreed to be owed: a cost of ``kind`` (``terms.EXPENSES``), a liability.

    The room above has asked whether ``by`` may agree. Raises ``OwedAlready``, ``KeyUsedForOther``,
    ``AmountNotAbove``.
    """
    operation = locked(operation_id)
    insist_above_zero(amount_fen)
    if kind not in EXPENSES:
        raise ValueError(kind)
    if earlier := pressed_before(Debt, key, **same_press(operation, amount_fen, origin)):
        return earlier
    if Debt.objects.filter(operation=operation, kind=kind, **same_thing(origin)).exists():
        raise OwedAlready(title=origin.title)
    draft = postings.debt_owed(operation.book_id, timezone.localdate(at), amount_fen, kind, origin)
    entry = ledger.post(draft, key=str(key), by=by, at=at).entry
    debt = book_debt(operation, amount_fen, kind, origin, entry.pk, key, by.user_id, at)
    note("operation.owed", operation, by, at, debt=str(debt.pk), amount_fen=amount_fen)
    return debt


def book_debt(
    operation: Operation,
    amount_fen: int,
    kind: str,
    origin: Origin,
    entry_id: int,
    key: UUID,
    owed_by: UUID | None,
    at: datetime.datetime,
) -> Debt:
    """The debt that an entry already posted has made."""
    return Debt.objects.create(
        operation=operation,
        kind=kind,
        amount_fen=amount_fen,
        owed_by_id=owed_by,
        owed_at=at,
        entry_id=entry_id,
        key=key,
        **of(origin),
    )


@transaction.atomic
def pay(
    *,
    operation_id: UUID,
    origin: Origin,
    amount_fen: int,
    bank_reference: str,
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
    kind: str | None = None,
    paid_on: datetime.date | None = None,
) -> Payment:
    """Book that the bank paid (a part of) what is owed for ``origin``; ``kind``: where a thing has
    several debts. Raises ``NotFound``, ``PaidBySame``, ``MoreThanOwed``, ``NoReference``,
    ``KeyUsedForOther``, ``AmountNotAbove``, and what ``ledger.post`` raises.
    """
    operation = held(operation_id, by, Permission.OPERATION_PAY)
    insist_above_zero(amount_fen)
    debts = Debt.objects.filter(operation=operation, **same_thing(origin))
    debt = (debts.filter(kind=kind) if kind else debts).order_by("pk").first()
    if debt is None:
        raise NotFound
    if earlier := pressed_before(Payment, key, debt_id=debt.pk, amount_fen=amount_fen):
        return earlier
    _insist_may_pay(debt, amount_fen, bank_reference, by)
    on = paid_on or timezone.localdate(at)
    draft = postings.debt_paid(operation.book_id, on, amount_fen, origin, bank_reference.strip())
    entry = ledger.post(draft, key=str(key), by=by, at=at).entry
    Debt.objects.filter(pk=debt.pk).update(paid_fen=F("paid_fen") + amount_fen)
    payment = Payment.objects.create(
        debt=debt,
        amount_fen=amount_fen,
        bank_reference=bank_reference.strip(),
        paid_on=on,
        owed_by_id=debt.owed_by_id,
        paid_by_id=by.user_id,
        paid_at=at,
        entry=entry,
        key=key,
    )
    note("operation.paid", operation, by, at, debt=str(debt.pk), amount_fen=amount_fen)
    return payment


def _insist_may_pay(debt: Debt, amount_fen: int, bank_reference: str, by: Viewer) -> None:
    if not bank_reference.strip():
        raise NoReference
    if debt.owed_by_id == by.user_id:
        raise PaidBySame
    left = debt.amount_fen - debt.paid_fen - debt.remitted_fen
    if amount_fen > left:
        raise MoreThanOwed(left=spoken(left))
