"""What leaves for the holder's accounting software: vouchers, and receipts asked for.

The names of accounts are those of 《民间非营利组织会计制度》 as 财会〔2004〕7号 lists them.
Its revision is in force since 2026-01-01 and its table of codes was not at hand: so no code is
printed but the holder's own, which it keeps on a page; an account without one says so.
"""

import csv
import datetime
import io
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext, gettext_lazy, override

from linli.fund import queries as funds
from linli.fund.queries import FundCard
from linli.holder.models import AccountCode
from linli.holder.queries.closing import funds_of
from linli.holder.terms import PARTS, last_day
from linli.identity.permissions import Permission, Viewer
from linli.kernel import sheets
from linli.ledger import queries as ledger
from linli.ledger.queries import Movement

PART_NAMES = {
    "bank": gettext_lazy("银行存款"),
    "donation_free": gettext_lazy("捐赠收入——非限定性收入"),
    "donation_bound": gettext_lazy("捐赠收入——限定性收入"),
    "interest": gettext_lazy("其他收入——非限定性收入"),
    "aid": gettext_lazy("业务活动成本"),
    "fee": gettext_lazy("管理费用"),
    "payable": gettext_lazy("其他应付款"),
    "net_free": gettext_lazy("非限定性净资产"),
    "net_bound": gettext_lazy("限定性净资产"),
}
SUMMARIES = {
    "opening.confirmed": gettext_lazy("期初余额"),
    "donation.received": gettext_lazy("收到捐赠"),
    "takings.received": gettext_lazy("收到义卖款"),
    "interest.received": gettext_lazy("银行利息"),
    "fee.charged": gettext_lazy("银行手续费"),
    "aid.granted": gettext_lazy("帮扶审议通过"),
    "aid.paid": gettext_lazy("帮扶付款"),
    "aid.returned": gettext_lazy("收回帮扶款"),
}
VOUCHER_TITLES = (
    gettext_lazy("日期"), gettext_lazy("凭证号"), gettext_lazy("摘要"), gettext_lazy("科目编码"),
    gettext_lazy("科目名称"), gettext_lazy("借方金额"), gettext_lazy("贷方金额"),
    gettext_lazy("基金"), gettext_lazy("附件张数"),
)  # fmt: skip
RECEIPT_TITLES = (
    gettext_lazy("捐赠人"), gettext_lazy("金额"), gettext_lazy("到账日"),
    gettext_lazy("我们的编号"), gettext_lazy("项目"), gettext_lazy("票据号码"),
    gettext_lazy("开票日期"),
)  # fmt: skip

FREE_AND_BOUND = {
    "opening.confirmed": ("net_free", "net_bound"),
    "donation.received": ("donation_free", "donation_bound"),
    "interest.received": ("interest", "interest"),
    "fee.charged": ("fee", "fee"),
    "aid.granted": ("aid", "aid"),
    "aid.returned": ("aid", "aid"),
}
"""What the net assets' side of an entry is called in accounts that book income and cost apart."""


class Code(NamedTuple):
    """An account of our vouchers: the holder's code and name for it, or the system's name."""

    part: str
    standard: Any
    code: str
    name: str


def account_codes(viewer: Viewer, holder_id: UUID) -> list[Code]:
    """Every account of our vouchers, as this holder calls it."""
    viewer.require(Permission.STATEMENT_KEEP, organisation=holder_id)
    kept = {row.part: row for row in AccountCode.objects.filter(holder=holder_id)}
    return [
        Code(
            part,
            PART_NAMES[part],
            kept[part].code if part in kept else "",
            kept[part].name if part in kept else str(PART_NAMES[part]),
        )
        for part in PARTS
    ]


IN_CHINESE = override("zh-hans")
"""These files go to Chinese offices, whatever language is read on screen."""


@IN_CHINESE
def voucher_rows(viewer: Viewer, holder_id: UUID, month: datetime.date) -> list[list[str]]:
    """The vouchers of a month, titles first: every line of every book of the holder's, both sides.

    ``month``: any day of it.
    """
    codes = {code.part: code for code in account_codes(viewer, holder_id)}
    rows = [[str(title) for title in VOUCHER_TITLES]]
    for fund in funds_of(viewer, holder_id):
        for move in ledger.movements(fund.book, month.replace(day=1), last_day(month)):
            rows += _sides(fund, move, codes)
    return rows


@IN_CHINESE
def receipt_rows(viewer: Viewer, holder_id: UUID) -> list[list[str]]:
    """The donations whose donors want an official receipt that has no number yet, titles first."""
    wished = [row for row in funds.receipts_wished(viewer, holder_id) if not row.official]
    rows = [
        [
            row.donor_name or gettext("未留名"),
            _yuan(row.amount_fen),
            row.received_on.isoformat(),
            row.number,
            f"{row.fund} {row.purpose_word}",
            "",
            "",
        ]
        for row in wished
    ]
    return [[str(title) for title in RECEIPT_TITLES], *rows]


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """Rows as a csv that a Chinese Excel opens rightly."""
    out = io.StringIO()
    csv.writer(out).writerows([_said(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_workbook(rows: Sequence[Sequence[str]], title: str) -> bytes:
    """Rows as a workbook of texts."""
    return sheets.write(rows, title=title, columns=len(rows[0]))


def _sides(fund: FundCard, move: Movement, codes: dict[str, Code]) -> Iterator[list[str]]:
    """A line's debit and credit as rows; where it is part free and part bound, three or four."""
    summary = str(SUMMARIES.get(move.kind, gettext("其他")))
    if move.reverses:
        summary = gettext("冲回第 %(seq)s 号：%(what)s") % {"seq": move.reverses, "what": summary}
    slips = int("holder" in (move.debit, move.credit))
    for account, debit in ((move.debit, True), (move.credit, False)):
        for part, fen in _parts(account, move):
            code = codes.get(part, Code(part, "", "", gettext("（请补科目）")))
            amount = _yuan(fen)
            yield [
                move.occurred_on.isoformat(),
                f"{fund.series}-{move.seq:06}",
                summary,
                code.code,
                code.name,
                amount if debit else "",
                "" if debit else amount,
                fund.name,
                str(slips),
            ]


def _parts(account: str, move: Movement) -> list[tuple[str, int]]:
    if account == "holder":
        return [("bank", move.amount)]
    if account == "approved":
        return [("payable", move.amount)]
    free, bound = FREE_AND_BOUND.get(move.kind, ("", ""))
    if free == bound:
        return [(free, move.amount)]
    both = [(free, move.free), (bound, move.amount - move.free)]
    return [(part, fen) for part, fen in both if fen]


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02}"


def _said(cell: str) -> str:
    """A text that a spreadsheet would compute is made a text again."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell
