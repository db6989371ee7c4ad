"""What may be done with an operation's money: owe and pay, receive and give back.

The room that knows why an amount is owed has asked whether ``by`` may agree to it, as with the
ledger's own ``post``; paying, receiving and giving back are asked here. Each verb locks the
operation first and the book last, so a receipt's number and a second press meet nobody.
"""

import datetime
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.money import spoken
from linli.kernel.refusal import NotFound, Refused
from linli.ledger import actions as ledger
from linli.operator import postings
from linli.operator.actions.scope import (
    AmountNotAbove,
    KeyUsedForOther,
    held,
    insist_above_zero,
    locked,
    of,
    same_thing,
)
from linli.operator.models import Bill, Debt, GivenBack, Operation, Payment, Taking
from linli.operator.terms import EXPENSES, INCOMES, KINDS, MEANS, Origin

Kept = TypeVar("Kept", Debt, Bill, Taking)


class OperationThere(Refused):
    """One operation of a kind in a community."""

    words = gettext_lazy("这里已经有一本这样的运营账了。")


class SeriesTaken(Refused):
    """Another operation's receipts begin with these letters."""

    words = gettext_lazy("收据字头“%(series)s”已经有人在用，请换一个。")


class OwedAlready(Refused):
    """One debt of a kind for one thing."""

    words = gettext_lazy("“%(title)s”已经记过应付了，不能再记一次。")


class PaidBySame(Refused):
    """Who agreed that it is owed does not pay it."""

    words = gettext_lazy("这笔钱是您自己认下的，要换一个人来付。")


class MoreThanOwed(Refused):
    """Nothing is paid twice."""

    words = gettext_lazy("还欠的只有 %(left)s，不能付这么多。")


class MoreThanTaken(Refused):
    """Nothing is given back twice."""

    words = gettext_lazy("这张收据能退的只有 %(left)s。")


class MoreThanBilled(Refused):
    """A bill is not received twice."""

    words = gettext_lazy("这张账单还没收的只有 %(left)s。")


class GivenBackBySame(Refused):
    """Above the limit whoever took the money does not give it back."""

    words = gettext_lazy("这笔钱是您收的，退 %(limit)s 以上要换一个人来退。")


class NoReason(Refused):
    """Giving back says why."""

    words = gettext_lazy("请写明为什么退。")


class NoReference(Refused):
    """A payment is the bank's."""

    words = gettext_lazy("请写银行流水号。")


@transaction.atomic
def open_operation(
    *,
    place: str,
    operator_id: UUID,
    name: str,
    series: str,
    by: Viewer,
    at: datetime.datetime,
    kind: str = "hall",
) -> Operation:
    """Open the book of an organisation that runs the hall (``kind``: or the canteen) of a place.

    Raises ``OperationThere``, ``SeriesTaken``.
    """
    by.require(Permission.BOOK_OPEN, place=place, organisation=operator_id)
    if kind not in KINDS:
        raise ValueError(kind)
    if Operation.objects.filter(place=place, kind=kind).exists():
        raise OperationThere
    if Operation.objects.filter(series=series).exists():
        raise SeriesTaken(series=series)
    book = ledger.open_book(
        code=f"operator.{place}.{kind}", name=name, unit="fen", place=place, owner=operator_id,
        by=by, at=at,
    )  # fmt: skip
    for account in postings.ACCOUNTS:
        ledger.open_account(book=book.code, by=by, at=at, **account._asdict())
    operation = Operation.objects.create(
        place_id=place,
        operator_id=operator_id,
        kind=kind,
        book=book,
        name=name,
        series=series,
        opened_on=timezone.localdate(at),
    )
    _note("operation.opened", operation, by, at)
    return operation


@transaction.atomic
def set_give_back_limit(
    *, operation_id: UUID, limit_fen: int, by: Viewer, at: datetime.datetime
) -> Operation:
    """Say up to which amount whoever took money may give it back alone; nought: never."""
    operation = held(operation_id, by, Permission.OPERATION_PAY)
    if limit_fen < 0:
        raise AmountNotAbove
    operation.give_back_limit_fen = limit_fen
    operation.save(update_fields=["give_back_limit_fen"])
    _note("operation.limit_set", operation, by, at, limit_fen=limit_fen)
    return operation


# Owed and paid ------------------------------------------------------------------------------------


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
    if earlier := Debt.objects.filter(key=key).first():
        return _same(earlier, operation, amount_fen, origin)
    if Debt.objects.filter(operation=operation, kind=kind, **same_thing(origin)).exists():
        raise OwedAlready(title=origin.title)
    draft = postings.debt_owed(operation.book_id, timezone.localdate(at), amount_fen, kind, origin)
    entry = ledger.post(draft, key=str(key), by=by, at=at).entry
    debt = book_debt(operation, amount_fen, kind, origin, entry.pk, key, by.user_id, at)
    _note("operation.owed", operation, by, at, debt=str(debt.pk), amount_fen=amount_fen)
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
    if earlier := Payment.objects.filter(key=key).first():
        if (earlier.debt_id, earlier.amount_fen) != (debt.pk, amount_fen):
            raise KeyUsedForOther
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
    _note("operation.paid", operation, by, at, debt=str(debt.pk), amount_fen=amount_fen)
    return payment


def _insist_may_pay(debt: Debt, amount_fen: int, bank_reference: str, by: Viewer) -> None:
    if not bank_reference.strip():
        raise NoReference
    if debt.owed_by_id == by.user_id:
        raise PaidBySame
    left = debt.amount_fen - debt.paid_fen - debt.remitted_fen
    if amount_fen > left:
        raise MoreThanOwed(left=spoken(left))


# Received and given back --------------------------------------------------------------------------


@transaction.atomic
def send_bill(
    *,
    operation_id: UUID,
    amount_fen: int,
    kind: str,
    origin: Origin,
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
) -> Bill:
    """Book that a payer owes: income of ``kind`` (``terms.INCOMES``) now, money when it comes.

    What comes for the same origin (``receive``) settles it. Raises ``OwedAlready``,
    ``KeyUsedForOther``, ``AmountNotAbove``.
    """
    operation = held(operation_id, by, Permission.OPERATION_RECEIVE)
    insist_above_zero(amount_fen)
    if kind not in INCOMES:
        raise ValueError(kind)
    if earlier := Bill.objects.filter(key=key).first():
        return _same(earlier, operation, amount_fen, origin)
    if Bill.objects.filter(operation=operation, kind=kind, **same_thing(origin)).exists():
        raise OwedAlready(title=origin.title)
    draft = postings.bill_sent(operation.book_id, timezone.localdate(at), amount_fen, kind, origin)
    entry = ledger.post(draft, key=str(key), by=by, at=at).entry
    bill = book_bill(operation, amount_fen, kind, origin, entry.pk, key, by.user_id, at)
    _note("operation.billed", operation, by, at, bill=str(bill.pk), amount_fen=amount_fen)
    return bill


def book_bill(
    operation: Operation,
    amount_fen: int,
    kind: str,
    origin: Origin,
    entry_id: int,
    key: UUID,
    sent_by: UUID | None,
    at: datetime.datetime,
) -> Bill:
    """The bill that an entry already posted has made."""
    return Bill.objects.create(
        operation=operation,
        kind=kind,
        amount_fen=amount_fen,
        sent_by_id=sent_by,
        sent_at=at,
        entry_id=entry_id,
        key=key,
        **of(origin),
    )


@transaction.atomic
def receive(
    *,
    operation_id: UUID,
    amount_fen: int,
    kind: str,
    means: str,
    origin: Origin,
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
) -> Taking:
    """Book money that came in, in cash or by the bank, under the next receipt number of the year.

    Where a bill was sent for this origin it settles the bill; else it is income of ``kind``.
    Raises ``MoreThanBilled``, ``KeyUsedForOther``, ``AmountNotAbove``.
    """
    operation = held(operation_id, by, Permission.OPERATION_RECEIVE)
    insist_above_zero(amount_fen)
    if kind not in INCOMES or means not in MEANS:
        raise ValueError((kind, means))
    if earlier := Taking.objects.filter(key=key).first():
        return _same(earlier, operation, amount_fen, origin)
    bill = Bill.objects.filter(operation=operation, **same_thing(origin)).order_by("pk").first()
    if bill and amount_fen > bill.amount_fen - bill.received_fen:
        raise MoreThanBilled(left=spoken(bill.amount_fen - bill.received_fen))
    on = timezone.localdate(at)
    account = postings.RECEIVABLE if bill else postings.income(kind)
    draft = postings.taking_received(operation.book_id, on, amount_fen, account, means, origin)
    entry = ledger.post(draft, key=str(key), by=by, at=at).entry
    if bill:
        Bill.objects.filter(pk=bill.pk).update(received_fen=F("received_fen") + amount_fen)
    taking = Taking.objects.create(
        operation=operation,
        year=on.year,
        number=_next_number(operation, on.year),
        kind=kind,
        means=means,
        amount_fen=amount_fen,
        bill=bill,
        received_by_id=by.user_id,
        received_at=at,
        entry=entry,
        key=key,
        **of(origin),
    )
    _note("operation.received", operation, by, at, taking=str(taking.pk), amount_fen=amount_fen)
    return taking


@transaction.atomic
def give_back(
    *,
    operation_id: UUID,
    taking_id: UUID,
    amount_fen: int,
    means: str,
    reason: str,
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
) -> GivenBack:
    """Give (a part of) what came in back, by the same account the other way round.

    Above the operation's limit by another person than who took it. Raises ``NotFound``,
    ``MoreThanTaken``, ``GivenBackBySame``, ``NoReason``, ``KeyUsedForOther``, ``AmountNotAbove``,
    and ``ledger.NotEnough`` where the box does not hold so much.
    """
    operation = held(operation_id, by, Permission.OPERATION_RECEIVE)
    insist_above_zero(amount_fen)
    if means not in MEANS:
        raise ValueError(means)
    taking = Taking.objects.filter(operation=operation, pk=taking_id).first()
    if taking is None:
        raise NotFound
    if earlier := GivenBack.objects.filter(key=key).first():
        if (earlier.taking_id, earlier.amount_fen) != (taking.pk, amount_fen):
            raise KeyUsedForOther
        return earlier
    _insist_may_give_back(operation, taking, amount_fen, reason, by)
    account = postings.RECEIVABLE if taking.bill_id else postings.income(taking.kind)
    draft = postings.taking_given_back(
        operation.book_id, timezone.localdate(at), amount_fen, account, means, origin_of(taking)
    )
    entry = ledger.post(draft, key=str(key), by=by, at=at).entry
    Taking.objects.filter(pk=taking.pk).update(back_fen=F("back_fen") + amount_fen)
    if taking.bill_id:
        Bill.objects.filter(pk=taking.bill_id).update(received_fen=F("received_fen") - amount_fen)
    back = GivenBack.objects.create(
        taking=taking,
        amount_fen=amount_fen,
        together_fen=taking.back_fen + amount_fen,
        means=means,
        reason=reason.strip(),
        limit_fen=operation.give_back_limit_fen,
        received_by_id=taking.received_by_id,
        given_by_id=by.user_id,
        given_at=at,
        entry=entry,
        key=key,
    )
    _note("operation.given_back", operation, by, at, taking=str(taking.pk), amount_fen=amount_fen)
    return back


def _insist_may_give_back(
    operation: Operation, taking: Taking, amount_fen: int, reason: str, by: Viewer
) -> None:
    if not reason.strip():
        raise NoReason
    left = taking.amount_fen - taking.back_fen
    if amount_fen > left:
        raise MoreThanTaken(left=spoken(left))
    # All that went back of it counts, or a large sum would go back in small ones.
    together = taking.back_fen + amount_fen
    if together > operation.give_back_limit_fen and taking.received_by_id == by.user_id:
        raise GivenBackBySame(limit=spoken(operation.give_back_limit_fen))


# Small words --------------------------------------------------------------------------------------


def origin_of(kept: Debt | Bill | Taking) -> Origin:
    """What an amount was for, as it was kept."""
    return Origin(
        kept.origin_room, kept.origin_noun, kept.origin_id, kept.origin_title, kept.origin_on
    )


def _same(earlier: Kept, operation: Operation, amount_fen: int, origin: Origin) -> Kept:
    kept = (earlier.operation_id, earlier.amount_fen, earlier.origin_id)
    if kept != (operation.pk, amount_fen, origin.id):
        raise KeyUsedForOther
    return earlier


def _next_number(operation: Operation, year: int) -> int:
    """The operation is locked, so nobody else takes it."""
    last = Taking.objects.filter(operation=operation, year=year).aggregate(Max("number"))
    return (last["number__max"] or 0) + 1


def _note(
    verb: str, operation: Operation, by: Viewer, at: datetime.datetime, **details: object
) -> None:
    journal.record(
        verb=verb, by=by, at=at, subject=("operation", operation.pk), place=operation.place_id,
        details=details,
    )  # fmt: skip
