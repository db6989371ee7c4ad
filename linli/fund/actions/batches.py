"""What may be done with publications: put the fund's figures before the street, batch by batch.

Between two batches the street sees nothing move, so no payment can be read off a difference. A
family's payment enters the published sums only together with those to enough other households
(``terms.roll_up``); until then it waits, and the published balance still contains it.
"""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.fund import postings, queries
from linli.fund.actions.funds import NoOpeningYet, fund_for_update
from linli.fund.models import (
    Acknowledgement,
    Batch,
    Fund,
    MoneyReturned,
    OpeningBalance,
    Payment,
    PublicNotice,
)
from linli.fund.terms import (
    FAMILY_PURPOSES,
    Helped,
    Shown,
    band_of,
    quarter_of,
    roll_up,
    together,
)
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import Refused
from linli.ledger import actions as ledger


class BookDoesNotAddUp(Refused):
    """The ledger's proof fails, or the fund's own papers say another sum than the book."""

    words = gettext_lazy("账对不上：%(what)s。这一期没有公布。")
    remedy = gettext_lazy("请不要再记账，马上找审计员核对。")


@transaction.atomic
def publish_batch(*, fund_id: UUID, key: UUID, by: Viewer, at: datetime.datetime) -> Batch:
    """Prove the book, work out what may be shown, and publish it in page and chain alike.

    Raises ``NoOpeningYet``, ``BookDoesNotAddUp``.
    """
    fund = fund_for_update(fund_id, by, Permission.BATCH_PUBLISH)
    if earlier := pressed_before(Batch, key, fund_id=fund.pk):
        return earlier
    opening = OpeningBalance.objects.filter(fund=fund).first()
    if opening is None:
        raise NoOpeningYet
    _prove(fund)
    waiting = _waiting(fund)
    families = [payment for payment in waiting if _request(payment).persons]
    shown = roll_up(_helped_by_purpose(families))
    counted = [payment for payment in waiting if payment not in families]
    told = families if shown.total.households else []
    counted += told
    returned = _returned(fund, counted, told)
    if told:
        _publish_payments(fund, [*told, *_hidden(returned)], shown, key, by, at)
    previous = Batch.objects.filter(fund=fund).order_by("-number").first()
    figures = _figures(fund, opening, previous, shown, counted, returned, at)
    batch = _write(fund, previous, figures, counted, key, by, at)
    MoneyReturned.objects.filter(pk__in=[one.pk for one in returned]).update(batch=batch)
    _write_notices(batch, counted)
    return batch


def _write(
    fund: Fund,
    previous: Batch | None,
    figures: Mapping[str, Any],
    counted: Iterable[Payment],
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
) -> Batch:
    draft = postings.figures_published(fund.book_id, timezone.localdate(at), figures)
    batch = Batch.objects.create(
        fund=fund,
        number=previous.number + 1 if previous else 1,
        published_at=at,
        figures=figures,
        entry=ledger.post(draft, key=str(key), by=by, at=at).entry,
        key=key,
    )
    Payment.objects.filter(pk__in=[payment.pk for payment in counted]).update(batch=batch)
    journal.record(
        verb="batch.published",
        by=by,
        at=at,
        subject=("batch", batch.pk),
        place=fund.place_id,
        details={"number": batch.number},
    )
    return batch


def _prove(fund: Fund) -> None:
    """Re-add the whole book, and hold it against the fund's own papers."""
    if trouble := queries.trouble_of(fund):
        raise BookDoesNotAddUp(what=trouble)


def _waiting(fund: Fund) -> list[Payment]:
    """The payments no batch has counted yet, in the order of the book.

    A round waits until it is settled: before, nobody knows whom it helped.
    """
    rows = Payment.objects.filter(fund=fund, batch=None).select_related(
        "instruction__grant__request", "entry"
    )
    of_round = "instruction__grant__request__shares"
    rows = rows.annotate(
        listed=Count(of_round), got=Count(of_round, filter=Q(**{f"{of_round}__got": True}))
    )
    return list(rows.exclude(listed__gt=0, got=0).order_by("entry_id"))


def _returned(fund: Fund, counted: list[Payment], told: list[Payment]) -> list[MoneyReturned]:
    """The returns this batch nets. A family's goes into the sum of a purpose that is told of in
    the same batch, or it would stand there alone; until then it waits."""
    rows = MoneyReturned.objects.filter(fund=fund, batch=None).select_related(
        "asked__payment__instruction__grant__request", "entry"
    )
    purposes = {_request(payment).purpose for payment in told}
    known = {payment.pk for payment in counted}
    return [
        one
        for one in rows.order_by("entry_id")
        if (one.asked.payment.batch_id is not None or one.pk in known)
        and (
            not _request(one.asked.payment).persons
            or _request(one.asked.payment).purpose in purposes
        )
    ]


def _hidden(returned: Iterable[MoneyReturned]) -> list[MoneyReturned]:
    """Those whose lines the public book does not show."""
    return [one for one in returned if _request(one.asked.payment).persons]


def _write_notices(batch: Batch, counted: Iterable[Payment]) -> None:
    """A notice for each payment counted: number, purpose, class of reason, band of the amount.

    Purpose and reason stand only where at least ``SMALLEST_GROUP`` households of this batch share
    them, and the numbers follow the payments' random keys: neither tells who came when.
    """
    payments = sorted(counted, key=lambda payment: payment.key.hex)
    groups: dict[str, list[Helped]] = {}
    for payment in payments:
        request = _request(payment)
        if request.persons:
            helped = _helped(payment)
            groups.setdefault(f"{request.purpose} {request.reason}", []).append(helped)
    alone = roll_up({name: together(group) for name, group in groups.items()}).alone
    newest = PublicNotice.objects.filter(fund=batch.fund).aggregate(Max("number"))["number__max"]
    PublicNotice.objects.bulk_create(
        PublicNotice(
            fund=batch.fund,
            batch=batch,
            payment=payment,
            number=number,
            band=band_of(payment.instruction.grant.amount_fen),
            **_told(_request(payment), alone),
        )
        for number, payment in enumerate(payments, start=(newest or 0) + 1)
    )


def _told(request: Any, alone: Mapping[str, Helped]) -> dict[str, str]:
    """What a notice says besides number and band: purpose and reason, or neither."""
    whole = not request.persons or f"{request.purpose} {request.reason}" in alone
    return {"purpose": request.purpose, "reason": request.reason} if whole else {}


def _publish_payments(
    fund: Fund,
    families: list[Payment | MoneyReturned],
    shown: Shown,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
) -> None:
    """The ledger's part: the sum of hidden lines, and a root by which a family proves its own."""
    ledger.publish_batch(
        book=fund.book_id,
        title=f"{fund.series}-{timezone.localdate(at).isoformat()}",
        payments=[payment.entry.seq for payment in families],
        households=shown.total.households,
        key=f"{key}.payments",
        by=by,
        at=at,
    )


def _figures(
    fund: Fund,
    opening: OpeningBalance,
    previous: Batch | None,
    shown: Shown,
    counted: list[Payment],
    returned: list[MoneyReturned],
    at: datetime.datetime,
) -> dict[str, Any]:
    """Everything the public page says: whole numbers, words and days, in the chain's own text."""
    income = queries.income_by_purpose(fund)
    paid = _paid(previous, shown, counted, returned)
    for kind, sums, word in (("interest", income, "interest"), ("fee", paid, "bank_fee")):
        sums.pop(word, None)  # a sum since the opening, which the batch before has told too
        if fen := queries.bank_items_fen(fund, kind):
            sums[word] = fen
    balance_fen = opening.amount_fen + sum(income.values()) - sum(paid.values())
    return {
        "opening_on": opening.on.isoformat(),
        "opening_fen": opening.amount_fen,
        "income_fen": sum(income.values()),
        "income": income,
        "paid_fen": sum(paid.values()),
        "paid": paid,
        "balance_fen": balance_fen,
        "quarter": _quarter(fund, counted, shown.held, at),
        "receipts": _receipts(fund),
    }


def _receipts(fund: Fund) -> dict[str, int]:
    """How many papers each series has by now: the chain says it, so none can be left out later."""
    rows = Acknowledgement.objects.filter(donation__fund=fund).values_list("series")
    return dict(rows.annotate(Count("pk")).order_by("series"))


def _paid(
    previous: Batch | None,
    shown: Shown,
    counted: list[Payment],
    returned: list[MoneyReturned],
) -> dict[str, int]:
    """Paid since the opening, by purpose; what was pooled stays under ``together`` for good.

    What came back from a family is taken off in the sum it was hidden in; what came back from
    works stands by itself, below zero, as the book shows it.
    """
    paid: dict[str, int] = dict(previous.figures["paid"]) if previous else {}
    now = {purpose: group.fen for purpose, group in shown.alone.items()}
    now["together"] = shown.pooled.fen
    for payment in counted:
        if not _request(payment).persons:
            kind = _request(payment).purpose
            now[kind] = now.get(kind, 0) + payment.instruction.grant.amount_fen
    for one in returned:
        request = _request(one.asked.payment)
        kind = request.purpose if request.purpose in shown.alone else "together"
        if not request.persons:
            kind = "returned"
        now[kind] = now.get(kind, 0) - one.amount_fen
    for purpose, fen in now.items():
        if fen:
            paid[purpose] = paid.get(purpose, 0) + fen
    return paid


def _quarter(
    fund: Fund, counted: list[Payment], waiting: bool, at: datetime.datetime
) -> dict[str, Any]:
    """Who was helped this quarter, of those already counted: numbers of households and persons."""
    first, last = quarter_of(timezone.localdate(at))
    before = Payment.objects.filter(
        fund=fund, batch__isnull=False, paid_on__range=(first, last)
    ).select_related("instruction__grant__request")
    now = [payment for payment in counted if first <= payment.paid_on <= last]
    helped = [payment for payment in [*before, *now] if _request(payment).persons]
    shown = roll_up(_helped_by_purpose(helped))
    return {
        "first": first.isoformat(),
        "last": last.isoformat(),
        "households": shown.total.households,
        "persons": shown.total.persons,
        "by_purpose": {purpose: group.households for purpose, group in shown.alone.items()},
        "together": shown.pooled.households,
        "held": waiting or shown.held,
    }


def _helped_by_purpose(payments: Iterable[Payment]) -> dict[str, Helped]:
    groups: dict[str, list[Helped]] = {purpose: [] for purpose in FAMILY_PURPOSES}
    for payment in payments:
        groups[_request(payment).purpose].append(_helped(payment))
    return {purpose: together(group) for purpose, group in groups.items()}


def _helped(payment: Payment) -> Helped:
    """Whom a payment helped: its household, or those of a round that got their share."""
    fen, request = payment.instruction.grant.amount_fen, _request(payment)
    if request.household_id:
        return Helped({str(request.household_id): request.persons}, fen)
    got = request.shares.filter(got=True).values_list("household_id", "persons")
    return Helped({str(household): persons for household, persons in got}, fen)


def _request(payment: Payment) -> Any:
    return payment.instruction.grant.request
