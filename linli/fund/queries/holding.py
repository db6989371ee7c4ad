"""What the holder may ask: the instructions that wait for it, the gifts its bank should show, the
official receipts that donors want. Payees and donors in the clear, for the holder's desk alone."""

import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from linli.fund import paper
from linli.fund.models import Acknowledgement, AidRequest, Donation, ReceiptWish, Takings
from linli.fund.queries.aid import SignedStep
from linli.fund.queries.rows import in_state, with_facts, with_turn
from linli.fund.queries.standing import turns_of
from linli.fund.queries.words import (  # fmt: skip
    PAYEE_WORDS,
    PURPOSE_WORDS,
    REASON_WORDS,
    STEP_WORDS,
    WAY_WORDS,
)
from linli.identity import queries as identity
from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal

BY_NUMBER = ("donation__acknowledgement__series", "donation__acknowledgement__number")


class InstructionCard(NamedTuple):
    """What the holder is asked to pay, with the evidence: who signed what, and for which use.

    ``accepted``: the holder has said that it will pay. The payee is what the bank needs;
    ``payee_why``: why it is neither an adult of the family nor an institution.
    """

    id: UUID
    fund_id: UUID
    fund: str
    place: str
    purpose: str
    reason: str
    amount_fen: int
    granted_on: datetime.date
    instructed_on: datetime.date
    accepted: bool
    payee_name: str
    payee_account: str
    payee_is: str
    payee_why: str
    origin_title: str
    signed: tuple[SignedStep, ...]

    @property
    def purpose_word(self) -> Any:
        return PURPOSE_WORDS[self.purpose]

    @property
    def reason_word(self) -> Any:
        return REASON_WORDS[self.reason]

    @property
    def payee_word(self) -> Any:
        """Who the payee is to the family; empty where works are paid, or a round."""
        return PAYEE_WORDS.get(self.payee_is, "")


class GiftRow(NamedTuple):
    """A gift as the holder looks for it on a statement."""

    id: UUID
    fund_id: UUID
    fund: str
    amount_fen: int
    received_on: datetime.date
    way: str
    donor_name: str
    acknowledgement: str

    @property
    def way_word(self) -> Any:
        return WAY_WORDS[self.way]


class TakingsRow(NamedTuple):
    """A selling day's money as the holder looks for its deposit on a statement."""

    id: UUID
    fund_id: UUID
    fund: str
    amount_fen: int
    on: datetime.date
    title: str


class ReceiptRow(NamedTuple):
    """A donation for which an official receipt is wanted; ``official`` is its number, or empty."""

    donation_id: UUID
    fund: str
    number: str
    donor_name: str
    amount_fen: int
    received_on: datetime.date
    purpose: str
    official: str

    @property
    def purpose_word(self) -> Any:
        return PURPOSE_WORDS[self.purpose]


def instructions(viewer: Viewer, holder_id: UUID) -> list[InstructionCard]:
    """What the holder is asked to pay, oldest first: instructed, and neither paid nor returned."""
    viewer.require(Permission.AID_PAY, organisation=holder_id)
    rows = with_turn(AidRequest.objects.filter(fund__holder=holder_id))
    found = with_facts(rows.filter(in_state("instructed")))
    return [_instruction(each) for each in found.order_by("grant__instruction__at", "pk")]


def instruction(viewer: Viewer, request_id: UUID) -> InstructionCard:
    """One of them. Raises ``NotFound`` when it does not wait for the viewer's organisation."""
    held = viewer.organisations(Permission.AID_PAY)
    rows = with_turn(AidRequest.objects.filter(fund__holder__in=held, pk=request_id))
    found = with_facts(rows.filter(in_state("instructed"))).first()
    if found is None:
        raise NotFound
    return _instruction(found)


def gifts(
    viewer: Viewer, holder_id: UUID, since: datetime.date, until: datetime.date
) -> list[GiftRow]:
    """The gifts to the holder's funds received from ``since`` to ``until``, oldest first."""
    viewer.require(Permission.AID_PAY, organisation=holder_id)
    rows = Donation.objects.filter(
        fund__holder=holder_id, received_on__range=(since, until), taken_back=None
    )
    found = rows.select_related("fund", "acknowledgement").order_by("received_on", "entry")
    return [_gift(each) for each in found]


def takings(
    viewer: Viewer, holder_id: UUID, since: datetime.date, until: datetime.date
) -> list[TakingsRow]:
    """What selling days from ``since`` to ``until`` brought the holder's funds, oldest first."""
    viewer.require(Permission.AID_PAY, organisation=holder_id)
    rows = Takings.objects.filter(fund__holder=holder_id, on__range=(since, until))
    return [_takings(each) for each in rows.select_related("fund").order_by("on", "entry")]


def takings_held(viewer: Viewer, takings_id: UUID) -> TakingsRow:
    """One of them. Raises ``NotFound`` where it is no fund's of the viewer's organisation."""
    held = viewer.organisations(Permission.AID_PAY)
    found = Takings.objects.filter(fund__holder__in=held, pk=takings_id).select_related("fund")
    if (one := found.first()) is None:
        raise NotFound
    return _takings(one)


def _takings(of: Takings) -> TakingsRow:
    return TakingsRow(of.pk, of.fund_id, of.fund.name, of.amount_fen, of.on, of.origin_title)


def receipts_wished(viewer: Viewer, holder_id: UUID) -> list[ReceiptRow]:
    """Every official receipt that was wished of the holder, by our number, numbered or not."""
    return [_receipt(each) for each in _wishes(viewer, holder_id).order_by(*BY_NUMBER)]


def gift_numbered(viewer: Viewer, holder_id: UUID, number: str) -> ReceiptRow | None:
    """The wish for the donation of this number of ours (``JA2026-000012``), or None."""
    series, _dash, digits = number.strip().rpartition("-")
    if not digits.isascii() or not digits.isdigit():
        return None
    which = Acknowledgement.objects.filter(series=series, number=int(digits))
    wish = _wishes(viewer, holder_id).filter(donation__acknowledgement__in=which).first()
    return _receipt(wish) if wish else None


def _wishes(viewer: Viewer, holder_id: UUID) -> QuerySet[ReceiptWish]:
    viewer.require(Permission.RECEIPT_KEEP, organisation=holder_id)
    rows = ReceiptWish.objects.filter(donation__fund__holder=holder_id, donation__taken_back=None)
    return rows.select_related("donation__fund", "donation__acknowledgement", "official")


def _instruction(of: AidRequest) -> InstructionCard:
    told = [turn for turn in turns_of(of) if turn.kind == "instructed"]
    signed = identity.signatures(("aid_request", of.pk))
    return InstructionCard(
        id=of.pk,
        fund_id=of.fund_id,
        fund=of.fund.name,
        place=of.place_id,
        purpose=of.purpose,
        reason=of.reason,
        amount_fen=of.grant.amount_fen,
        granted_on=timezone.localdate(of.grant.at),
        instructed_on=timezone.localdate(told[-1].at if told else of.grant.instruction.at),
        accepted=bool(told) and turns_of(of)[-1].kind == "accepted",
        payee_name=unseal(told[-1], "payee_name") or "" if told else "",
        payee_account=unseal(told[-1], "payee_account") or "" if told else "",
        payee_is=told[-1].payee_is if told else "",
        payee_why=unseal(told[-1], "words") or "" if told else "",
        origin_title=of.origin_title,
        signed=tuple(
            SignedStep(STEP_WORDS[each.step.partition(".")[0]], each.actor.name, each.at)
            for each in signed
        ),
    )


def _gift(of: Donation) -> GiftRow:
    issued = getattr(of, "acknowledgement", None)
    return GiftRow(
        id=of.pk,
        fund_id=of.fund_id,
        fund=of.fund.name,
        amount_fen=of.amount_fen,
        received_on=of.received_on,
        way=of.way,
        donor_name=unseal(of, "donor_name") or "",
        acknowledgement=paper.reference(issued.series, issued.number) if issued else "",
    )


def _receipt(of: ReceiptWish) -> ReceiptRow:
    gift = of.donation
    official = getattr(of, "official", None)
    return ReceiptRow(
        donation_id=gift.pk,
        fund=gift.fund.name,
        number=paper.reference(gift.acknowledgement.series, gift.acknowledgement.number),
        donor_name=unseal(gift, "donor_name") or "",
        amount_fen=gift.amount_fen,
        received_on=gift.received_on,
        purpose=gift.purpose,
        official=official.number if official else "",
    )
