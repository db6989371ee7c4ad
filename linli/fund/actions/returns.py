"""Money that is asked back, and that came back: two people, an entry into what it was given for."""

import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.fund import postings
from linli.fund.actions.funds import AmountNotPossible
from linli.fund.actions.steps import first, held, record, tell
from linli.fund.models import Grant, MoneyReturned, Payment, ReturnAsked
from linli.fund.queries import Held
from linli.fund.terms import given_back
from linli.identity import actions as identity
from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import Refused
from linli.ledger import actions as ledger, queries as books

SUBJECT = "aid_return"


class NotPaidYet(Refused):
    """Nothing was paid that could come back."""

    words = gettext_lazy("这份申请还没有付款，没有可以退回的钱。")
    remedy = gettext_lazy("还没有付的，撤回申请就可以。")


class AlreadyAskedBack(Refused):
    """It is asked back once."""

    words = gettext_lazy("已经要求退回了。")


class NotAskedBack(Refused):
    """Nobody has asked for it back."""

    words = gettext_lazy("还没有人要求退回这笔钱，不能登记退款。")


class ReturnLineTaken(Refused):
    """One line of the bank's statement is one return."""

    words = gettext_lazy("银行流水号“%(bank_reference)s”已经登记在另一笔退款上。")


class ReturnDayNotPossible(Refused):
    """Before it was paid, or tomorrow."""

    words = gettext_lazy("退款日不对：不会早于付款那天，也不会晚于今天。")


@transaction.atomic
def ask_back(
    *,
    request_id: UUID,
    reason: str,
    amount_fen: int,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
) -> ReturnAsked:
    """Ask a payment back, with a class of reason (``terms.RETURN_REASONS``).

    Raises ``NotPaidYet``, ``AlreadyAskedBack``, ``AmountNotPossible``.
    """
    request, facts = held(request_id, Permission.AID_RETURN, by)
    if facts.state != "paid":
        raise NotPaidYet
    if earlier := ReturnAsked.objects.filter(payment=request_id).first():
        if earlier.key != key:
            raise AlreadyAskedBack
        return first(ReturnAsked, key, earlier.amount_fen == amount_fen)
    if not 0 < amount_fen <= (facts.granted_fen or 0):
        raise AmountNotPossible
    return ask_for_return(request, reason, amount_fen, key, by, at)


def ask_for_return(
    request: Held, reason: str, amount_fen: int, key: UUID, by: Viewer, at: datetime.datetime
) -> ReturnAsked:
    """The same for whoever has checked and locked the request: a committee that did not ratify."""
    identity.sign_off(subject=(SUBJECT, request.id), step="ask_back", by=by, at=at)
    asked = ReturnAsked.objects.create(
        payment_id=request.id,
        reason=reason,
        amount_fen=amount_fen,
        asked_by_id=by.user_id,
        at=at,
        key=key,
    )
    record("aid.asked_back", request.id, request.place, by, at, amount_fen=amount_fen)
    tell("aid.asked_back", [request.asked_by], request.id, at, amount_fen)
    return asked


@transaction.atomic
def take_back(
    *,
    request_id: UUID,
    amount_fen: int,
    bank_reference: str,
    returned_on: datetime.date,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
) -> MoneyReturned:
    """The money came: another person enters the bank's line; it is free again for its purpose.

    Raises ``NotAskedBack``, ``AmountNotPossible``, ``ReturnDayNotPossible``, ``ReturnLineTaken``,
    ``SamePersonTwice``.
    """
    request, _facts = held(request_id, Permission.AID_PAY, by)
    asked = ReturnAsked.objects.filter(payment=request_id).first()
    if asked is None:
        raise NotAskedBack
    if earlier := MoneyReturned.objects.filter(asked=asked).first():
        return first(MoneyReturned, key, earlier.key == key and earlier.amount_fen == amount_fen)
    if not 0 < amount_fen <= asked.amount_fen:
        raise AmountNotPossible
    payment = Payment.objects.get(pk=request_id)
    if not payment.paid_on <= returned_on <= timezone.localdate(at):
        raise ReturnDayNotPossible
    if MoneyReturned.objects.filter(fund=request.fund, bank_reference=bank_reference).exists():
        raise ReturnLineTaken(bank_reference=bank_reference)
    identity.sign_off(subject=(SUBJECT, request.id), step="take_back", by=by, at=at)
    draft = postings.aid_returned(
        request.book,
        returned_on,
        given_back(_drawn(request.id), amount_fen),
        request=str(request.id),
        bank_reference=bank_reference,
        shown=not request.helps_a_household,
    )
    try:
        with transaction.atomic():
            came = MoneyReturned.objects.create(
                asked=asked,
                fund_id=request.fund,
                amount_fen=amount_fen,
                bank_reference=bank_reference,
                returned_on=returned_on,
                at=at,
                entry=ledger.post(draft, key=str(key), by=by, at=at).entry,
                key=key,
            )
    except IntegrityError as conflict:
        raise ReturnLineTaken(bank_reference=bank_reference) from conflict
    record("aid.returned", request.id, request.place, by, at, amount_fen=amount_fen)
    return came


def _drawn(request_id: UUID) -> dict[str, int]:
    """What the grant took, in fen by purpose; "" for money given for none."""
    grant = Grant.objects.select_related("entry").get(pk=request_id)
    drawn: dict[str, int] = {}
    for use in books.lots_drawn(grant.entry):
        drawn[use.lot.purpose] = drawn.get(use.lot.purpose, 0) + use.amount
    return drawn
