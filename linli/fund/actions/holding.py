"""What else the holder's statement and the holder's papers bring: bank items, official receipts."""

import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy

from linli.fund import postings
from linli.fund.actions.donations import acknowledge, insist_stands
from linli.fund.actions.funds import (
    AmountNotPossible,
    NoOpeningYet,
    fund_for_update,
)  # fmt: skip
from linli.fund.models import (
    BankItem,
    Donation,
    OfficialReceipt,
    OpeningBalance,
    ReceiptWish,
)  # fmt: skip
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.money import MOST_FEN
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused
from linli.ledger import actions as ledger

BOOKED = {"fee": postings.fee_charged, "interest": postings.interest_received}


class TakenBackAlready(Refused):
    """The bank item was reversed before."""

    words = gettext_lazy("这笔已经冲回了。")


class ReceiptNotWished(Refused):
    """No official receipt was asked for this donation."""

    words = gettext_lazy("这笔捐赠没有申请捐赠票据。")


class ReceiptNumbered(Refused):
    """The donation has an official receipt of another number."""

    words = gettext_lazy("这笔捐赠已经有票据“%(number)s”。")


class ReceiptNumberTaken(Refused):
    """Another donation has this official number."""

    words = gettext_lazy("票据号“%(number)s”已经登记在另一笔捐赠上。")


@transaction.atomic
def book_bank_item(
    *,
    fund_id: UUID,
    kind: str,
    amount_fen: int,
    on: datetime.date,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
) -> BankItem:
    """Book a charge of the bank ("fee") or its interest ("interest"). Twice is once.

    A charge is borne by free money. Raises ``AmountNotPossible``, ``NoOpeningYet``,
    ``KeyUsedForOther``, and what ``ledger.post`` raises.
    """
    fund = fund_for_update(fund_id, by, Permission.AID_PAY)
    same = {"fund_id": fund.pk, "kind": kind, "amount_fen": amount_fen}
    if earlier := pressed_before(BankItem, key, **same):
        return earlier
    if not OpeningBalance.objects.filter(fund=fund).exists():
        raise NoOpeningYet
    if not 0 < amount_fen <= MOST_FEN:
        raise AmountNotPossible
    draft = BOOKED[kind](fund.book_id, on, amount_fen)
    item = BankItem.objects.create(
        fund=fund,
        kind=kind,
        amount_fen=amount_fen,
        on=on,
        entry=ledger.post(draft, key=str(key), by=by, at=at).entry,
        key=key,
    )
    _record("bank_item.booked", item, fund.place_id, by, at)
    return item


@transaction.atomic
def take_back_bank_item(*, item_id: UUID, key: UUID, by: Viewer, at: datetime.datetime) -> BankItem:
    """Reverse an item whose line turned out to be another's. Raises ``TakenBackAlready``."""
    item = BankItem.objects.select_related("entry").filter(pk=item_id).first()
    if item is None:
        raise NotFound
    fund = fund_for_update(item.fund_id, by, Permission.AID_PAY)
    if BankItem.objects.filter(pk=item_id, reversal__isnull=False).exists():
        raise TakenBackAlready
    reversed_by = ledger.reverse(
        book=fund.book_id, seq=item.entry.seq, reason="unmatched", key=str(key), by=by, at=at
    )
    item.reversal = reversed_by.entry
    item.save(update_fields=["reversal"])
    _record("bank_item.taken_back", item, fund.place_id, by, at)
    return item


@transaction.atomic
def ask_receipt(*, donation_id: UUID, by: Viewer, at: datetime.datetime) -> ReceiptWish:
    """The donor wants an official receipt: ours is given its number, and the holder is asked.

    Once only; asking again gives the first wish. Raises ``GiftTakenBack``.
    """
    issued = acknowledge(donation_id=donation_id, by=by, at=at)
    insist_stands(issued.donation)
    wish, made = ReceiptWish.objects.get_or_create(donation_id=donation_id, defaults={"at": at})
    if made:
        place = Donation.objects.values_list("place", flat=True).get(pk=donation_id)
        journal.record(
            verb="donation.receipt_asked", by=by, at=at, subject=("donation", donation_id),
            place=place,
        )  # fmt: skip
    return wish


@transaction.atomic
def record_official_receipt(
    *, donation_id: UUID, number: str, issued_on: datetime.date, by: Viewer, at: datetime.datetime
) -> OfficialReceipt:
    """The holder issued the official receipt: its number stands with the donation from now on.

    The same number again is the first. Raises ``ReceiptNotWished``, ``ReceiptNumbered``,
    ``ReceiptNumberTaken``, ``GiftTakenBack``.
    """
    donation = Donation.objects.filter(pk=donation_id).first()
    if donation is None:
        raise NotFound
    fund_for_update(donation.fund_id, by, Permission.RECEIPT_KEEP)
    if not ReceiptWish.objects.filter(pk=donation_id).exists():
        raise ReceiptNotWished
    if earlier := OfficialReceipt.objects.filter(pk=donation_id).first():
        if earlier.number != number:
            raise ReceiptNumbered(number=earlier.number)
        return earlier
    insist_stands(donation)
    try:
        with transaction.atomic():
            issued = OfficialReceipt.objects.create(
                wish_id=donation_id, number=number, issued_on=issued_on, at=at
            )
    except IntegrityError as taken:
        raise ReceiptNumberTaken(number=number) from taken
    journal.record(
        verb="donation.receipt_numbered", by=by, at=at, subject=("donation", donation_id),
        place=donation.place_id,
    )  # fmt: skip
    return issued


def _record(verb: str, item: BankItem, place: str, by: Viewer, at: datetime.datetime) -> None:
    journal.record(
        verb=verb,
        by=by,
        at=at,
        subject=("bank_item", item.pk),
        place=place,
        details={"kind": item.kind, "amount_fen": item.amount_fen},
    )
