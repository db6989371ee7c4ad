"""What may be done with gifts: receive one, and give the donor a paper for it."""

import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.fund import postings
from linli.fund.actions.aid import Origin, origin_fields
from linli.fund.actions.funds import (
    AmountNotPossible,
    NoOpeningYet,
    fund_for_update,
)  # fmt: skip
from linli.fund.models import (
    Acknowledgement,
    Donation,
    Fund,
    OpeningBalance,
    Purpose,
    TakenBack,
)  # fmt: skip
from linli.fund.queries.donors import donor_blind
from linli.fund.terms import GENERAL
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.money import MOST_FEN, spoken
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import seal
from linli.ledger import actions as ledger, queries as books
from linli.ledger.entry import entry_id
from linli.notices import actions as notices


class GiftTakenBack(Refused):
    """It was written down wrongly and reversed: nothing follows."""

    words = gettext_lazy("这笔捐赠记错了，已经冲回，不能再办。")


class PurposeNotPermitted(Refused):
    """The fund's agreement does not know this use."""

    words = gettext_lazy("这个基金没有这个用途，不能指定。")


@transaction.atomic
def receive_donation(
    *,
    fund_id: UUID,
    amount_fen: int,
    received_on: datetime.date,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
    way: str = "transfer",
    purpose: str = GENERAL,
    display: str = "anonymous",
    shown_as: str = "",
    donor_name: str = "",
    origin: Origin | None = None,
) -> Donation:
    """Write down money that has reached the holder; pressing twice is writing once.

    ``way``         "transfer", "cash", or "box": then the two who counted it may write it down
    ``purpose``     what it was given for, ``terms.GENERAL`` when for none
    ``display``     "anonymous" (爱心人士), "alias" or "named"; then ``shown_as`` stands in public
    ``donor_name``  sealed, for the donor's own papers; may be empty (慈善法 art. 38)
    ``origin``      the upper room's record it came from: a pledge, a box, a plan

    Raises ``AmountNotPossible``, ``PurposeNotPermitted``, ``NoOpeningYet``, ``KeyUsedForOther``,
    ``ledger.PeriodClosed``, ``ledger.DatedAhead``.
    """
    may = Permission.BOX_COUNT if way == "box" else Permission.DONATION_RECEIVE
    fund = _fund_that_has_begun(fund_id, by, may)
    if earlier := pressed_before(Donation, key, fund_id=fund.pk, amount_fen=amount_fen):
        return earlier
    if not 0 < amount_fen <= MOST_FEN:
        raise AmountNotPossible
    if purpose != GENERAL and not Purpose.objects.filter(fund=fund, kind=purpose).exists():
        raise PurposeNotPermitted
    draft = postings.donation_received(fund.book_id, received_on, amount_fen, purpose)
    posted = ledger.post(draft, key=str(key), by=by, at=at)
    donation = Donation(
        fund=fund,
        place_id=fund.place_id,
        purpose=purpose,
        amount_fen=amount_fen,
        received_on=received_on,
        way=way,
        display=display,
        shown_as="" if display == "anonymous" else shown_as,
        donor_blind=donor_blind(donor_name) if donor_name else None,
        entry=posted.entry,
        key=key,
        **origin_fields(origin),
    )
    seal(donation, "donor_name", donor_name or None)
    donation.save(force_insert=True)
    _tell("donation.received", donation, by, at)
    return donation


@transaction.atomic
def acknowledge(*, donation_id: UUID, by: Viewer, at: datetime.datetime) -> Acknowledgement:
    """Give a donation its number: the next of this year's series, without a gap.

    Once only: asking again gives the first paper, with its day, its number and its head.
    Raises ``GiftTakenBack``.
    """
    donation = Donation.objects.filter(pk=donation_id).first()
    if donation is None:
        raise NotFound
    fund = fund_for_update(donation.fund_id, by, Permission.DONATION_RECEIVE)
    issued = Acknowledgement.objects.filter(donation=donation).first()
    if issued:
        return issued
    insist_stands(donation)
    book = books.book(fund.book_id)
    series = f"{fund.series}{timezone.localdate(at).year}"
    acknowledgement = Acknowledgement.objects.create(
        donation=donation,
        series=series,
        number=_next_number(series),
        head_id=entry_id(book.pk, book.head_seq),
        head_hash=book.head_hash,
        issued_at=at,
    )
    journal.record(
        verb="donation.acknowledged",
        by=by,
        at=at,
        subject=("donation", donation.pk),
        place=fund.place_id,
        details={"series": series, "number": acknowledgement.number},
    )
    return acknowledgement


def insist_stands(donation: Donation) -> None:
    """Raises ``GiftTakenBack`` for a gift that was reversed."""
    if TakenBack.objects.filter(donation=donation).exists():
        raise GiftTakenBack


def _fund_that_has_begun(fund_id: UUID, by: Viewer, may: Permission) -> Fund:
    fund = fund_for_update(fund_id, by, may)
    if not OpeningBalance.objects.filter(fund=fund).exists():
        raise NoOpeningYet
    return fund


def _next_number(series: str) -> int:
    """The caller holds the fund's row, so two papers cannot draw the same number or skip one."""
    last = Acknowledgement.objects.filter(series=series).aggregate(Max("number"))["number__max"]
    return (last or 0) + 1


def _tell(verb: str, donation: Donation, by: Viewer, at: datetime.datetime) -> None:
    subject = ("donation", donation.pk)
    journal.record(
        verb=verb,
        by=by,
        at=at,
        subject=subject,
        place=donation.place_id,
        details={"amount_fen": donation.amount_fen},
    )
    notices.tell_role(
        kind=verb,
        role="committee_member",
        place=donation.place_id,
        subject=subject,
        at=at,
        details={"amount": spoken(donation.amount_fen)},
    )
