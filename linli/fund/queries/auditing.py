"""What an auditor is shown of a fund: every payment, gift and receipt, without a name."""

import datetime
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone

from linli.fund import paper
from linli.fund.models import Acknowledgement, Donation, Payment
from linli.fund.queries.giving import fund_row
from linli.identity import queries as identity
from linli.identity.permissions import Permission, Viewer


class AuditedRow(NamedTuple):
    """A payment, a gift or a receipt; ``request`` and ``household`` are ids, for payments alone."""

    ref: str
    on: datetime.date
    fen: int | None
    purpose: str
    seq: int
    bank_reference: str = ""
    request: UUID | None = None
    household: UUID | None = None


class AuditedFund(NamedTuple):
    """A fund and all its papers, in the order of the book."""

    id: UUID
    name: str
    place: str
    book: str
    payments: list[AuditedRow]
    donations: list[AuditedRow]
    receipts: list[AuditedRow]


class TakenStep(NamedTuple):
    """Who took which step of a request for a household."""

    actor: str
    household: UUID
    step: str


def audited(viewer: Viewer, fund_id: UUID) -> AuditedFund:
    """A fund's papers for whoever may audit there. Raises ``NotFound``, ``NotAllowed``."""
    of = fund_row(viewer, fund_id)
    viewer.require(Permission.BOOK_AUDIT, place=of.place_id, organisation=of.holder_id)
    paid = Payment.objects.filter(fund=of).select_related("instruction__grant__request", "entry")
    given = Donation.objects.filter(fund=of).select_related("entry")
    issued = Acknowledgement.objects.filter(donation__fund=of).select_related(
        "donation__entry", "head"
    )
    return AuditedFund(
        of.pk,
        of.name,
        of.place_id,
        of.book_id,
        [_payment(row) for row in paid.order_by("entry")],
        [
            AuditedRow(
                f"D{row.entry.seq}", row.received_on, row.amount_fen, row.purpose, row.entry.seq
            )
            for row in given.order_by("entry")
        ],
        [
            AuditedRow(
                paper.reference(row.series, row.number),
                timezone.localdate(row.issued_at),
                row.donation.amount_fen,
                row.donation.purpose,
                row.donation.entry.seq,
            )
            for row in issued.order_by("series", "number")
        ],
    )


def steps_taken(viewer: Viewer, fund_id: UUID) -> list[TakenStep]:
    """Every step of every paid request of a fund that helped a household."""
    return [
        TakenStep(signed.actor.name, row.household, signed.step)
        for row in audited(viewer, fund_id).payments
        if row.household is not None and row.request is not None
        for signed in identity.signatures(("aid_request", row.request))
    ]


def _payment(row: Payment) -> AuditedRow:
    grant = row.instruction.grant
    return AuditedRow(
        ref=f"P{row.entry.seq}",
        on=row.paid_on,
        fen=grant.amount_fen,
        purpose=grant.request.purpose,
        seq=row.entry.seq,
        bank_reference=row.bank_reference,
        request=grant.request_id,
        household=grant.request.household_id,
    )
