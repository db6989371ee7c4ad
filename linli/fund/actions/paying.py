"""What may be done to pay what was granted: instruct the holder; it accepts or returns; it pays.

Whoever instructs may not say that it was paid, nor may who asked or decided: a fourth person does
(``identity.SignOff``). A returned instruction may be given anew, by the same hand or another's.
Every action locks the request first and the book last, as in ``aid``.
"""

import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.fund import postings
from linli.fund.actions.steps import (
    SUBJECT,
    first,
    held,
    insist_open,
    record,
    tell,
    tell_role,
)
from linli.fund.models import Instruction, Payment, Turn, UndonePayment
from linli.fund.queries import Facts, Held, household_of
from linli.fund.terms import OTHER, payee_is
from linli.identity import actions as identity, queries as identities
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel import rows
from linli.kernel.money import spoken
from linli.kernel.names import tidy
from linli.kernel.presses import KeyUsedForOther
from linli.kernel.refusal import Refused
from linli.kernel.sealed import seal
from linli.ledger import actions as ledger
from linli.notices import actions as notices
from linli.people import queries as people


class NotDecidedYet(Refused):
    """The committee has not granted it."""

    words = gettext_lazy("这份申请还没有审议通过，不能往下办。")
    remedy = gettext_lazy("请等管委会审议。")


class NotInstructedYet(Refused):
    """The holder has not been asked to pay, or has returned the instruction."""

    words = gettext_lazy("这份申请还没有交给慈善会付款，不能登记已付。")
    remedy = gettext_lazy("请基金经办先交付款。")


class PayeeNeeded(Refused):
    """The bank pays to a name and a number."""

    words = gettext_lazy("交付款要写收款人户名和账号。")


class PayeeNotOfTheFamily(Refused):
    """Neither an adult of the household nor an institution: it may be right, and is said why."""

    words = gettext_lazy("户名“%(name)s”不是这户人家的成年人，也不像一家机构。")
    remedy = gettext_lazy("请再对一遍；确实要付给他的，写明原因，慈善会付款时会看到。")


class ReturnNeedsReason(Refused):
    """Returned without a why, the fund cannot mend it."""

    words = gettext_lazy("退回要写明原因，基金经办会看到。")


class AcceptedAlready(Refused):
    """The holder has said yes to this instruction."""

    words = gettext_lazy("这笔付款已经接受了。")


class NotPaid(Refused):
    """There is no payment that could be undone."""

    words = gettext_lazy("这笔申请没有登记付款，没有什么可以撤销。")


class PaymentPublished(Refused):
    """The public has been shown this payment inside a sum."""

    words = gettext_lazy("这笔付款已经在公布的账目里，不能撤销匹配。")
    remedy = gettext_lazy("钱退回来的，请按退款另记一笔。")


class BankLineTaken(Refused):
    """One line of the holder's bank statement pays one request."""

    words = gettext_lazy("银行流水号“%(bank_reference)s”已经登记在另一笔付款上。")
    remedy = gettext_lazy("请核对回单；一次付了几户的，请在流水号后面加 -1、-2 区分。")


class DayNotPossible(Refused):
    """Paid tomorrow, or before it was granted."""

    words = gettext_lazy("付款日 %(day)s 不对：不会早于审议通过那天，也不会晚于今天。")


class Payee(NamedTuple):
    """Whom the bank pays: the name on the account and its number; nothing else of the family.

    ``words``: why it is neither an adult of the family nor an institution.
    """

    name: str
    account: str
    words: str = ""


@transaction.atomic
def instruct(
    *, request_id: UUID, payee: Payee, key: UUID, by: Viewer, at: datetime.datetime
) -> Instruction:
    """Ask the holder to pay what was granted; anew after it was returned.

    Raises ``NotDecidedYet``, ``AlreadyEnded``, ``PayeeNeeded``, ``PayeeNotOfTheFamily``,
    ``StepAlreadySigned``.
    """
    request, facts = held(request_id, Permission.AID_INSTRUCT, by)
    if facts.turned_by(key) == "instructed":
        return first(Instruction, facts.pressed["instruction"])
    insist_open(facts)
    if facts.granted_fen is None:
        raise NotDecidedYet
    if facts.state == "instructed":
        raise identity.StepAlreadySigned
    if not (payee.name.strip() and payee.account.strip()):
        raise PayeeNeeded
    who = _who_is(payee, request, at)
    _sign_once("instruct", request.id, by, at)
    turn = Turn(
        instruction_id=request.id, number=facts.turns + 1, kind="instructed", payee_is=who,
        at=at, key=key,
    )  # fmt: skip
    seal(turn, "words", payee.words.strip() if who == OTHER else None)
    seal(turn, "payee_name", payee.name.strip())
    seal(turn, "payee_account", payee.account.strip())
    instruction = _instruction(facts, request, key, at)
    turn.save(force_insert=True)
    record("aid.instructed", request.id, request.place, by, at, amount_fen=facts.granted_fen)
    accountants = identities.members("holder_accountant", request.holder, timezone.localdate(at))
    told = [user.pk for user in accountants]
    tell("aid.instructed", told, request.id, at, facts.granted_fen)
    return instruction


@transaction.atomic
def accept_instruction(*, request_id: UUID, key: UUID, by: Viewer, at: datetime.datetime) -> Turn:
    """The holder says that it will pay. Raises ``NotInstructedYet``, ``AcceptedAlready``."""
    request, facts = _instructed(request_id, by)
    if facts.turned_by(key) == "accepted":
        return Turn.objects.get(key=key)
    insist_open(facts)
    if facts.turn == "accepted":
        raise AcceptedAlready
    _insist_instructed(facts)
    turn = Turn.objects.create(
        instruction_id=request.id, number=facts.turns + 1, kind="accepted", at=at, key=key
    )
    record("aid.accepted", request.id, request.place, by, at)
    return turn


@transaction.atomic
def return_instruction(
    *, request_id: UUID, words: str, key: UUID, by: Viewer, at: datetime.datetime
) -> Turn:
    """The holder gives the instruction back and says why: the fund instructs again, or withdraws.

    Raises ``ReturnNeedsReason``, ``NotInstructedYet``, ``AlreadyEnded``.
    """
    request, facts = _instructed(request_id, by)
    if facts.turned_by(key) == "returned":
        return Turn.objects.get(key=key)
    insist_open(facts)
    _insist_instructed(facts)
    if not words.strip():
        raise ReturnNeedsReason
    turn = Turn(instruction_id=request.id, number=facts.turns + 1, kind="returned", at=at, key=key)
    seal(turn, "words", words.strip())
    turn.save(force_insert=True)
    record("aid.sent_back", request.id, request.place, by, at)
    tell_role("aid.sent_back", "cashier", request.id, request.place, at, facts.granted_fen or 0)
    return turn


def confirm_paid(
    *,
    request_id: UUID,
    bank_reference: str,
    paid_on: datetime.date,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
) -> Payment:
    """The holder paid: a line of its bank's statement says so, matched by a fourth person.

    Twice is once. Raises ``NotInstructedYet``, ``AlreadyEnded``, ``BankLineTaken``,
    ``DayNotPossible``, ``SamePersonTwice``, ``KeyUsedForOther``.
    """
    try:
        with transaction.atomic():
            return _confirm_paid(request_id, bank_reference, paid_on, key, by, at)
    except IntegrityError as conflict:
        # Only the database can tell between two who enter the same bank line at once.
        if Payment.objects.filter(bank_reference=bank_reference).exists():
            raise BankLineTaken(bank_reference=bank_reference) from conflict
        raise KeyUsedForOther from conflict


@transaction.atomic
def undo_payment(
    *, request_id: UUID, key: UUID, by: Viewer, at: datetime.datetime
) -> UndonePayment:
    """The bank line was another's: the payment is reversed, and the request waits for its own.

    Raises ``NotPaid``, ``PaymentPublished``.
    """
    request, facts = held(request_id, Permission.AID_PAY, by)
    if earlier := UndonePayment.objects.filter(key=key).first():
        return earlier
    payment = Payment.objects.select_related("entry").filter(pk=request.id).first()
    if payment is None:
        raise NotPaid
    if payment.batch_id is not None:
        raise PaymentPublished
    taken_back = ledger.reverse(
        book=request.book, seq=payment.entry.seq, reason="unmatched", key=str(key), by=by, at=at
    )
    undone = UndonePayment.objects.create(
        instruction_id=request.id,
        bank_reference=payment.bank_reference,
        paid_on=payment.paid_on,
        entry=payment.entry,
        reversal=taken_back.entry,
        at=at,
        key=key,
    )
    payment.delete()
    record("aid.payment_undone", request.id, request.place, by, at, amount_fen=facts.granted_fen)
    return undone


# What the actions come to -------------------------------------------------------------------------


def _who_is(payee: Payee, request: Held, at: datetime.datetime) -> str:
    """Who the payee is to the family; nothing where works are paid, or a whole round."""
    household_id = household_of(request.id)
    if household_id is None:
        return ""
    adults = people.payable(household_id, timezone.localdate(at)).adults
    found = payee_is(tidy(payee.name), adults)
    if found == OTHER and not payee.words.strip():
        raise PayeeNotOfTheFamily(name=payee.name.strip())
    return found


def _instruction(facts: Facts, request: Held, key: UUID, at: datetime.datetime) -> Instruction:
    """The fact that the holder was asked; the turns say how often, and what it answered."""
    if "instruction" in facts.pressed:
        return Instruction.objects.get(pk=request.id)
    return Instruction.objects.create(grant_id=request.id, at=at, key=key)


def _instructed(request_id: UUID, by: Viewer) -> tuple[Held, Facts]:
    request, facts = held(request_id, Permission.AID_PAY, by)
    signed = identities.signatures((SUBJECT, request_id))
    if any(each.actor_id == by.user_id and not each.step.startswith("pay") for each in signed):
        raise identity.SamePersonTwice
    return request, facts


def _insist_instructed(facts: Facts) -> None:
    if facts.state != "instructed":
        raise NotInstructedYet


def _confirm_paid(
    request_id: UUID,
    bank_reference: str,
    paid_on: datetime.date,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
) -> Payment:
    request, facts = held(request_id, Permission.AID_PAY, by)
    if facts.pressed.get("payment") == key:
        return first(Payment, key, facts.bank_reference == bank_reference)
    insist_open(facts)
    _insist_instructed(facts)
    _insist_on_day(paid_on, facts.granted_at, at)
    _sign_once("pay", request.id, by, at)
    draft = postings.aid_paid(
        request.book,
        paid_on,
        facts.granted_fen,
        request.purpose,
        request=str(request.id),
        bank_reference=bank_reference,
        shown=not request.helps_a_household,
    )
    payment = Payment(
        instruction_id=request.id,
        fund_id=request.fund,
        bank_reference=bank_reference,
        paid_on=paid_on,
        at=at,
        entry=ledger.post(draft, key=str(key), by=by, at=at).entry,
        key=key,
    )
    subject, amount_fen = (SUBJECT, request.id), facts.granted_fen
    rows.insert(
        payment,
        journal.deed(
            verb="aid.paid",
            by=by,
            at=at,
            subject=subject,
            place=request.place,
            details={"amount_fen": amount_fen},
        ),
        unless_there=notices.notices(
            kind="aid.paid",
            to=[request.asked_by],
            subject=subject,
            at=at,
            details={"amount": spoken(amount_fen)},
        ),
    )
    return payment


def _sign_once(step: str, request_id: UUID, by: Viewer, at: datetime.datetime) -> None:
    """Sign a step that may come again: once a person, whoever signed another step of it never."""
    subject = (SUBJECT, request_id)
    try:
        identity.sign_off(subject=subject, step=step, by=by, at=at)
    except (identity.StepAlreadySigned, identity.SamePersonTwice):
        signed = identities.signatures(subject)
        before = [each for each in signed if each.step.partition(".")[0] == step]
        if any(each.actor_id == by.user_id for each in before):
            return
        if not before:
            raise
        identity.sign_off(subject=subject, step=f"{step}.{len(before) + 1}", by=by, at=at)


def _insist_on_day(
    paid_on: datetime.date, granted_at: datetime.datetime | None, at: datetime.datetime
) -> None:
    if granted_at is None or not timezone.localdate(granted_at) <= paid_on <= timezone.localdate(
        at
    ):
        raise DayNotPossible(day=paid_on)
