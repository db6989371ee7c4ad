"""An entry's money, followed to the payments that a batch has counted. What of it may be told is
``published.tracing``'s: here single payments are seen."""

import datetime
from collections.abc import Collection, Mapping
from typing import NamedTuple

from django.db.models import Count

from linli.fund.models import AidRequest, Grant, Payment, RoundShare
from linli.fund.terms import handed_out, quarter_of
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
    return Followed(flow.amount, taken_back, _counted(book, seq, flow.uses))


def households_counted(book: str, batches: Collection[int]) -> int:
    """How many households some batches have counted: the crowd in which a payment is hidden."""
    rows = Payment.objects.filter(fund__book=book, batch__number__in=batches)
    requests = rows.values("instruction__grant__request")
    alone = AidRequest.objects.filter(pk__in=requests).exclude(household=None)
    shared = RoundShare.objects.filter(request__in=requests, got=True)
    return len(set(alone.values_list("household")) | set(shared.values_list("household")))


class Counted(NamedTuple):
    """What a family was paid for a use, and which batch has counted it."""

    batch: int
    purpose: str
    household: str
    fen: int


def counted_since(book: str, batch: int) -> list[Counted]:
    """Every payment to a family that this batch or a later one has counted.

    Of a round, every family that got its share, which is the same for each.
    """
    rows = Payment.objects.filter(fund__book=book, batch__number__gte=batch)
    granted = "instruction__grant__request__household"
    alone = rows.exclude(**{granted: None}).values_list(
        "batch__number", "instruction__grant__request__purpose", granted,
        "instruction__grant__amount_fen",
    )  # fmt: skip
    counted = "request__grant__instruction__payment__batch__number"
    shares = RoundShare.objects.filter(request__fund__book=book, **{f"{counted}__gte": batch})
    listed = dict(shares.values_list("request").annotate(Count("pk")).order_by())
    shared = shares.filter(got=True).values_list(
        counted, "request__purpose", "household", "request__grant__amount_fen", "request"
    )
    return [
        *(Counted(number, use, str(home), fen) for number, use, home, fen in alone),
        *(
            Counted(number, use, str(home), fen // listed[request])
            for number, use, home, fen, request in shared
        ),
    ]


def _counted(book: str, seq: int, uses: Mapping[int, int]) -> list[Part]:
    payments = Payment.objects.filter(
        fund__book=book, batch__isnull=False, instruction__grant__entry__seq__in=list(uses)
    ).select_related("instruction__grant__request", "instruction__grant__entry", "batch")
    parts = [
        Part(
            fen,
            payment.instruction.grant.request.purpose,
            quarter_of(payment.paid_on)[0],
            payment.batch.number,
            household,
            persons,
        )
        for payment in payments
        for household, persons, fen in _whom(payment.instruction.grant, seq, uses)
    ]
    return sorted(parts, key=lambda part: (part.batch, part.quarter, part.purpose))


def _whom(grant: Grant, seq: int, uses: Mapping[int, int]) -> list[tuple[str | None, int, int]]:
    """Household, persons and fen of what a grant took out of an entry's money.

    Of a round an equal part each, for those who got theirs: what was not handed out is in the fund
    again, and is no family's.
    """
    request, fen = grant.request, uses[grant.entry.seq]
    if request.household_id or not request.persons:
        return [(str(request.household_id) if request.household_id else None, request.persons, fen)]
    got = list(request.shares.filter(got=True).order_by("pk"))
    share_fen = grant.amount_fen // request.shares.count()
    drawn = [
        (ledger.came_by(use), use.lot.purpose, use.amount) for use in ledger.lots_drawn(grant.entry)
    ]
    each, over = divmod(handed_out(drawn, share_fen * len(got)).get(seq, 0), len(got))
    return [
        (str(one.household_id), one.persons, each + (number < over))
        for number, one in enumerate(got)
        if each + (number < over)
    ]
