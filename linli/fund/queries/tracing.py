"""An entry's money, followed to the payments that a batch has counted. What of it may be told is
``published.tracing``'s: here single payments are seen."""

import datetime
from collections.abc import Collection, Mapping
from typing import NamedTuple

from linli.fund.models import Payment
from linli.fund.terms import quarter_of
from linli.kernel.refusal import NotFound
from linli.ledger import queries as ledger


class Part(NamedTuple):
    """What one payment, which a batch has counted, took out of the money."""

    fen: int
    purpose: str
    quarter: datetime.date
    batch: int
    household: str | None
    persons: int


class Followed(NamedTuple):
    """An entry's money: all of it, what was taken back, and the parts batches have counted."""

    fen: int
    taken_back_fen: int
    parts: list[Part]


def followed(book: str, seq: int) -> Followed | None:
    """Follow the lots of an entry, batch by batch; None where it made none, or there is none."""
    try:
        flow = ledger.flow(ledger.entry(book, seq))
    except NotFound:
        return None
    if flow is None:
        return None
    taken_back = sum(
        fen for used_by, fen in flow.uses.items() if ledger.entry(book, used_by).reverses_id
    )
    return Followed(flow.amount, taken_back, _counted(book, flow.uses))


def households_counted(book: str, batches: Collection[int]) -> int:
    """How many households some batches have counted: the crowd in which a payment is hidden."""
    rows = Payment.objects.filter(fund__book=book, batch__number__in=batches)
    helped = rows.exclude(instruction__grant__request__household=None)
    return helped.values("instruction__grant__request__household").distinct().count()


class Counted(NamedTuple):
    """What a family was paid for a use, and which batch has counted it."""

    batch: int
    purpose: str
    household: str
    fen: int


def counted_since(book: str, batch: int) -> list[Counted]:
    """Every payment to a family that this batch or a later one has counted."""
    rows = Payment.objects.filter(fund__book=book, batch__number__gte=batch)
    granted = "instruction__grant__request__household"
    found = rows.exclude(**{granted: None}).values_list(
        "batch__number", "instruction__grant__request__purpose", granted,
        "instruction__grant__amount_fen",
    )  # fmt: skip
    return [Counted(number, use, str(home), fen) for number, use, home, fen in found]


def _counted(book: str, uses: Mapping[int, int]) -> list[Part]:
    payments = Payment.objects.filter(
        fund__book=book, batch__isnull=False, instruction__grant__entry__seq__in=list(uses)
    ).select_related("instruction__grant__request", "instruction__grant__entry", "batch")
    parts = [
        Part(
            uses[payment.instruction.grant.entry.seq],
            (request := payment.instruction.grant.request).purpose,
            quarter_of(payment.paid_on)[0],
            payment.batch.number,
            str(request.household_id) if request.household_id else None,
            request.persons,
        )
        for payment in payments
    ]
    return sorted(parts, key=lambda part: (part.batch, part.quarter, part.purpose))
