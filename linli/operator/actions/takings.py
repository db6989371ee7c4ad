"""What others owe an operation, what it takes, and what it gives back.

Each verb locks the operation first and the book last, so a receipt's number and a second press
meet nobody.
"""

import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.identity.permissions import Permission, Viewer
from linli.kernel.money import spoken
from linli.kernel.months import next_month
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused
from linli.ledger import actions as ledger
from linli.operator import postings
from linli.operator.actions.operations import open_missing_accounts
from linli.operator.actions.scope import (
    held,
    insist_above_zero,
    note,
    of,
    origin_of,
    same_press,
    same_thing,
)
from linli.operator.models import Bill, Earning, GivenBack, Operation, Taking
from linli.operator.terms import (
    DEFERRED,
    DEPOSITS,
    INCOMES,
    MEANS,
    TAKEN,
    Origin,
)


class BilledAlready(Refused):
    """One bill of a kind for one thing."""

    words = gettext_lazy("“%(title)s”已经开过账单了，不能再开一张。")


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


class NothingEarned(Refused):
    """No day has passed and nothing was used since it was booked last."""

    words = gettext_lazy("到那个月底，没有新的预收可以转成收入。")


class EarnedTooEarly(Refused):
    """A month is earned when it is over."""

    words = gettext_lazy("这个月还没有过完，下个月初再记。")


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

    What comes for the same origin (``receive``) settles it. Raises ``BilledAlready``,
    ``KeyUsedForOther``, ``AmountNotAbove``.
    """
    operation = held(operation_id, by, Permission.OPERATION_RECEIVE)
    insist_above_zero(amount_fen)
    if kind not in INCOMES:
        raise ValueError(kind)
    if earlier := pressed_before(Bill, key, **same_press(operation, amount_fen, origin)):
        return earlier
    if Bill.objects.filter(operation=operation, kind=kind, **same_thing(origin)).exists():
        raise BilledAlready(title=origin.title)
    draft = postings.bill_sent(operation.book_id, timezone.localdate(at), amount_fen, kind, origin)
    entry = ledger.post(draft, key=str(key), by=by, at=at).entry
    bill = book_bill(operation, amount_fen, kind, origin, entry.pk, key, by.user_id, at)
    note("operation.billed", operation, by, at, bill=str(bill.pk), amount_fen=amount_fen)
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

    Where a bill was sent for this origin it settles the bill; else it is income of ``kind``, or, of
    what is prepaid and of deposits, owed to who paid it.
    Raises ``MoreThanBilled``, ``KeyUsedForOther``, ``AmountNotAbove``.
    """
    operation = held(operation_id, by, Permission.OPERATION_RECEIVE)
    insist_above_zero(amount_fen)
    if kind not in TAKEN or means not in MEANS:
        raise ValueError((kind, means))
    if earlier := pressed_before(Taking, key, **same_press(operation, amount_fen, origin)):
        return earlier
    bill = Bill.objects.filter(operation=operation, **same_thing(origin)).order_by("pk").first()
    if bill and amount_fen > bill.amount_fen - bill.received_fen:
        raise MoreThanBilled(left=spoken(bill.amount_fen - bill.received_fen))
    on = timezone.localdate(at)
    account = postings.RECEIVABLE if bill else postings.credited(kind)
    if kind in (*DEFERRED, DEPOSITS) and not bill:
        open_missing_accounts(operation, at)
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
    note("operation.received", operation, by, at, taking=str(taking.pk), amount_fen=amount_fen)
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
    if earlier := pressed_before(GivenBack, key, taking_id=taking.pk, amount_fen=amount_fen):
        return earlier
    _insist_may_give_back(operation, taking, amount_fen, reason, by)
    account = postings.RECEIVABLE if taking.bill_id else postings.credited(taking.kind)
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
    note("operation.given_back", operation, by, at, taking=str(taking.pk), amount_fen=amount_fen)
    return back


def _insist_may_give_back(
    operation: Operation, taking: Taking, amount_fen: int, reason: str, by: Viewer
) -> None:
    if not reason.strip():
        raise NoReason
    left = taking.amount_fen - taking.back_fen - taking.kept_fen
    if amount_fen > left:
        raise MoreThanTaken(left=spoken(left))
    # All that went back of it counts, or a large sum would go back in small ones.
    together = taking.back_fen + amount_fen
    if together > operation.give_back_limit_fen and taking.received_by_id == by.user_id:
        raise GivenBackBySame(limit=spoken(operation.give_back_limit_fen))


# Earned -------------------------------------------------------------------------------------------


@transaction.atomic
def earn(
    *,
    operation_id: UUID,
    kind: str,
    month: datetime.date,
    up_to_fen: int,
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
) -> Earning:
    """Book as income what of the prepayments of a kind was earned up to a month's end, in all
    (``up_to_fen``), and is not booked yet. The room above has reckoned it. A month is booked once.

    Raises ``EarnedTooEarly``, ``NothingEarned``.
    """
    operation = held(operation_id, by, Permission.OPERATION_CONFIRM)
    month = month.replace(day=1)
    if next_month(month) > timezone.localdate(at):
        raise EarnedTooEarly
    booked = Earning.objects.filter(operation=operation, kind=kind)
    if earlier := booked.filter(month=month).first():
        return earlier
    left = up_to_fen - (booked.aggregate(sum=Sum("amount_fen"))["sum"] or 0)
    if left <= 0:
        raise NothingEarned
    draft = postings.prepaid_earned(
        operation.book_id, timezone.localdate(at), left, kind, f"{month:%Y-%m}"
    )
    entry = ledger.post(draft, key=str(key), by=by, at=at).entry
    earning = Earning.objects.create(
        operation=operation,
        kind=kind,
        month=month,
        amount_fen=left,
        earned_by_id=by.user_id,
        earned_at=at,
        entry=entry,
        key=key,
    )
    note("operation.earned", operation, by, at, amount_fen=left)
    return earning


def _next_number(operation: Operation, year: int) -> int:
    """The operation is locked, so nobody else takes it."""
    last = Taking.objects.filter(operation=operation, year=year).aggregate(Max("number"))
    return (last["number__max"] or 0) + 1
