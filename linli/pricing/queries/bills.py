"""A payer's bill: every line from the quotes themselves, so that it reproduces; no name in it."""

import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.identity.permissions import Viewer
from linli.kernel.refusal import NotFound
from linli.kernel.sheets import write
from linli.operator import queries as operations
from linli.pricing import terms
from linli.pricing.models import Payer, PayerBill, PayerBillCredit, PayerBillLine, QuoteLine
from linli.pricing.queries.scope import Scope


class BillLine(NamedTuple):
    """One line: which quote (its last eight signs), what for, by which rule, how much. Below
    nought: of a line that was billed before, whose place was given back since."""

    id: UUID
    on: datetime.date
    quote: str
    title: str
    rule: str
    basis: str
    list_fen: int
    resident_fen: int
    amount_fen: int


class PayerCard(NamedTuple):
    """A payer, as its pages say it."""

    id: UUID
    place: str
    kind: str
    name: str


class BillPage(NamedTuple):
    """A payer's month. ``sent``: as it was billed, else as it would be now."""

    payer: PayerCard
    month: datetime.date
    lines: list[BillLine]
    sent_at: datetime.datetime | None
    billed_fen: int
    received_fen: int
    may_send: bool

    @property
    def total_fen(self) -> int:
        return sum(line.amount_fen for line in self.lines)


def payers(viewer: Viewer) -> list[PayerCard]:
    """The payers of the places whose prices the viewer may see, by name."""
    found = Payer.objects.filter(place__in=Scope(viewer).places)
    return [_payer(each) for each in found.order_by("name")]


def bill_page(viewer: Viewer, payer_id: UUID, month: datetime.date, on: datetime.date) -> BillPage:
    """A payer's month. Raises ``NotFound``."""
    payer = Payer.objects.filter(pk=payer_id).first()
    if payer is None or payer.place_id not in Scope(viewer).places:
        raise NotFound
    month = month.replace(day=1)
    bill = PayerBill.objects.filter(payer=payer, month=month).first()
    if bill:
        billed = QuoteLine.objects.filter(billed__bill=bill)
        lines = [
            _line(row, row.billed.amount_fen) for row in _rows(billed).select_related("billed")
        ]
        taken_off = PayerBillCredit.objects.filter(bill=bill)
        lines += [_credit(row.line, -row.amount_fen) for row in _credited(taken_off)]
    else:
        lines = lines_to_bill(payer, month)
    state = operations.bill_state("pricing", "payer_bill", [bill.pk]) if bill else {}
    billed_fen, received_fen = state.get(bill.pk, (0, 0)) if bill else (0, 0)
    return BillPage(
        payer=_payer(payer),
        month=month,
        lines=lines,
        sent_at=bill.sent_at if bill else None,
        billed_fen=billed_fen,
        received_fen=received_fen,
        may_send=bill is None and payer.kind != terms.OPERATOR
        and sum(line.amount_fen for line in lines) > 0
        and month < on.replace(day=1),
    )  # fmt: skip


def bill_sheet(page: BillPage) -> bytes:
    """The same as a workbook, amounts in yuan."""
    head = [
        _("日期"),
        _("报价号"),
        _("项目"),
        _("规则"),
        _("依据"),
        _("原价"),
        _("本人付"),
        _("本方付"),
    ]
    rows = [
        [
            line.on.isoformat(), line.quote, line.title, line.rule, line.basis,
            yuan(line.list_fen), yuan(line.resident_fen), yuan(line.amount_fen),
        ]
        for line in page.lines
    ]  # fmt: skip
    total = ["", "", "", "", "", "", _("合计"), yuan(page.total_fen)]
    return write([head, *rows, total], title=f"{page.month:%Y-%m}", columns=len(head))


def lines_to_bill(payer: Payer, month: datetime.date) -> list[BillLine]:
    """The lines made up to a month's end that were not billed: what of them is still due. After
    them, below nought, what was billed before and is not due any more: its place was given back up
    to the month's end."""
    end = (month.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
    until = timezone.make_aware(datetime.datetime.combine(end, datetime.time()))
    found = QuoteLine.objects.filter(payer=payer, billed=None, quote__made_at__lt=until)
    lines = [_line(row, _due(row)) for row in _rows(found)]
    return [line for line in lines if line.amount_fen] + _to_take_off(payer, until)


def _to_take_off(payer: Payer, until: datetime.datetime) -> list[BillLine]:
    ended = PayerBillLine.objects.filter(
        bill__payer=payer, credited=None, line__quote__end__ended_at__lt=until
    )
    rows = ended.select_related("line__quote__end", "line__subsidy")
    lines = [
        _credit(row, _due(row.line) - row.amount_fen)
        for row in rows.order_by("line__quote__made_at", "pk")
    ]
    return [line for line in lines if line.amount_fen < 0]


def yuan(fen: int) -> str:
    """An amount as a cell: ``30.00``, ``-7.50``."""
    whole, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole}.{rest:02}"


def _rows(found: QuerySet[QuoteLine]) -> QuerySet[QuoteLine]:
    return found.select_related("quote__end", "subsidy").order_by("quote__made_at", "pk")


def _due(row: QuoteLine) -> int:
    end = getattr(row.quote, "end", None)
    return terms.kept(row.amount_fen, end.back_permille if end else 0)


def _line(row: QuoteLine, amount_fen: int) -> BillLine:
    quote = row.quote
    return BillLine(
        row.pk, quote.on, quote.pk.hex[-8:], quote.origin_title, row.subsidy.title,
        row.subsidy.basis, quote.list_fen, quote.resident_fen, amount_fen,
    )  # fmt: skip


def _credit(row: PayerBillLine, amount_fen: int) -> BillLine:
    return _line(row.line, amount_fen)


def _credited(found: QuerySet[PayerBillCredit]) -> QuerySet[PayerBillCredit]:
    return found.select_related("line__line__quote__end", "line__line__subsidy").order_by("pk")


def _payer(row: Payer) -> PayerCard:
    return PayerCard(row.pk, row.place_id, row.kind, row.name)
