"""What a bank's file says, row by row: which column is what, and each row as a line or a fault.

No table is touched here. A row that cannot be read is never guessed: it is marked with a sentence,
and the whole file waits until it is mended, for a statement with a hole proves nothing.
"""

import datetime
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from django.utils.translation import gettext, gettext_lazy

from linli.holder.terms import IN, OUT
from linli.kernel import money, sheets
from linli.kernel.refusal import Refused

MOST_ROWS: Final = 20_000
HEADER_WITHIN_ROWS: Final = 20
MOST_REFERENCE: Final = 40

COLUMNS: Final = {
    "on": ("交易日期", "记账日期", "入账日期", "日期", "交易时间", "记账时间"),
    "income": ("贷方发生额", "贷方金额", "收入金额", "收入", "转入金额", "存入金额", "贷方"),
    "spending": ("借方发生额", "借方金额", "支出金额", "支出", "转出金额", "支取金额", "借方"),
    "amount": ("交易金额", "发生额", "金额"),
    "direction": ("借贷标志", "借贷方向", "收支方向", "收/支", "借/贷", "收支", "借贷", "方向"),
    "balance": ("账户余额", "余额"),
    "reference": ("交易流水号", "流水号", "核心流水号", "凭证号", "凭证号码", "交易序号"),
    "other_name": ("对方户名", "对方名称", "对方账户名称", "对方单位", "户名"),
    "other_account": ("对方账号", "对方账户", "对方帐号"),
    "remark": ("摘要", "用途", "附言", "备注", "交易摘要", "交易用途"),
}
"""What a column holds → the titles Chinese banks give it. Several may be remarks."""

WORDS: Final = {
    "on": gettext_lazy("日期"),
    "income": gettext_lazy("收入（贷方）"),
    "spending": gettext_lazy("支出（借方）"),
    "amount": gettext_lazy("金额（不分收支）"),
    "direction": gettext_lazy("收或支"),
    "balance": gettext_lazy("余额"),
    "reference": gettext_lazy("流水号"),
    "other_name": gettext_lazy("对方户名"),
    "other_account": gettext_lazy("对方账号"),
    "remark": gettext_lazy("摘要、用途、附言"),
}

FEE_WORDS: Final = ("手续费", "工本费", "账户管理费", "服务费")
INTEREST_WORDS: Final = ("利息", "结息")
"""What a bank remarks on its own items."""

COMMUNITY: Final = "社区"
"""People leave it out when they name a community in a remark."""

_FIELD_OF: Final = {title: name for name, titles in COLUMNS.items() for title in titles}
_INWARD: Final = {"贷", "贷方", "收", "收入", "转入", "存入", "c", "+", "来账"}
_OUTWARD: Final = {"借", "借方", "支", "支出", "转出", "支取", "d", "-", "往账"}
_SUMS: Final = ("合计", "总计", "小计", "累计", "本页", "本期")
_DECORATION: Final = re.compile(r"[\s*＊]|[（(].*?[）)]|[:：]")
_CLOCK: Final = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2})?$|(?<=\d{8})\d{6}$")

Cells = Sequence[str]


class NoHeader(sheets.UnreadableSheet):
    """No row looks like the titles of a statement."""

    words = gettext_lazy("前 %(rows)s 行里没有找到对账单的列名，不知道哪一列是什么。")
    remedy = gettext_lazy("请确认传的是银行导出的交易明细，没有改动过表头。")


class NoLines(sheets.UnreadableSheet):
    """Titles and nothing beneath them."""

    words = gettext_lazy("这份对账单只有列名，没有一笔流水。")


class TooManyLines(sheets.UnreadableSheet):
    """More than a month of a busy account."""

    words = gettext_lazy("这份对账单有 %(rows)s 行，一次最多 %(most)s 行。")
    remedy = gettext_lazy("请按月份分成几个文件上传。")


class ColumnsMissing(Refused):
    """Without a day and an amount there is no line."""

    words = gettext_lazy("还不知道哪一列是日期，哪一列是金额。")
    remedy = gettext_lazy("请在下面为每一列选它是什么：至少要有日期，以及收入和支出，或金额。")


class Sheet(NamedTuple):
    """A file's titles, what each column is taken for (empty: not used), and the rows beneath.

    ``rows``: the number of a row as the reader's program counts, and its cells as texts.
    """

    titles: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


class Line(NamedTuple):
    """One row as a bank line."""

    row: int
    on: datetime.date
    direction: str
    amount_fen: int
    balance_fen: int | None
    reference: str
    other_name: str
    other_account: str
    remark: str


class Fault(NamedTuple):
    """One row that is none, and why, in a sentence."""

    row: int
    words: str


def read(content: bytes) -> Sheet:
    """Read a csv file or a workbook. Raises a ``sheets.UnreadableSheet``."""
    for rows in _tables(content):
        at = _header(rows)
        if at is not None:
            return _sheet(rows, at)
    raise NoHeader(rows=HEADER_WITHIN_ROWS)


def complete(columns: Sequence[str]) -> bool:
    """Whether the columns suffice to read lines."""
    paid = {"income", "spending"} <= set(columns) or "amount" in columns
    return "on" in columns and paid


def lines(sheet: Sheet, columns: Sequence[str]) -> Iterator[Line | Fault]:
    """Each row as a line or a fault, in the file's order; sums at the foot are left out.

    Raises ``ColumnsMissing``.
    """
    if not complete(columns):
        raise ColumnsMissing
    for row, cells in sheet.rows:
        if next(cell for cell in cells if cell).startswith(_SUMS):
            continue
        try:
            yield _line(row, _told(cells, columns))
        except _Unclear as unclear:
            yield Fault(row, str(unclear))


class ReceiptNumber(NamedTuple):
    """One row of the file in which official numbers come back."""

    row: int
    ours: str
    number: str
    issued_on: datetime.date


RECEIPT_TITLES: Final = {
    "ours": ("我们的编号", "收条编号", "编号"),
    "number": ("票据号码", "票据号", "捐赠票据号"),
    "issued_on": ("开票日期", "日期"),
}


class NoReceiptTitles(sheets.UnreadableSheet):
    """The three columns stand in no row."""

    words = gettext_lazy("没有找到“我们的编号”“票据号码”“开票日期”这三列。")
    remedy = gettext_lazy("请用申领时下载的表格，填好后两列再传。")


def read_receipts(content: bytes) -> Iterator[ReceiptNumber | Fault]:
    """The official numbers in a file, row by row. Raises a ``sheets.UnreadableSheet``.

    A row whose number is empty has not been issued yet, and is left out.
    """
    for rows in _tables(content):
        for at, row in enumerate(rows[:HEADER_WITHIN_ROWS]):
            if columns := _receipt_columns(row):
                yield from _receipts(rows[at + 1 :], at + 2, columns)
                return
    raise NoReceiptTitles


def _receipt_columns(row: Cells) -> dict[str, int]:
    titles = [_title(cell) for cell in row]
    found = {
        name: next((titles.index(title) for title in known if title in titles), -1)
        for name, known in RECEIPT_TITLES.items()
    }
    return found if min(found.values()) >= 0 else {}


def _receipts(
    rows: Sequence[Cells], first: int, columns: Mapping[str, int]
) -> Iterator[ReceiptNumber | Fault]:
    for row, cells in enumerate(rows, start=first):
        told = {name: cells[at] if at < len(cells) else "" for name, at in columns.items()}
        if not told["number"]:
            continue
        try:
            yield ReceiptNumber(row, told["ours"], told["number"][:40], _day(told["issued_on"]))
        except _Unclear as unclear:
            yield Fault(row, str(unclear))


class _Unclear(Exception):
    """What is wrong with a row, in a sentence."""


def _tables(content: bytes) -> Iterator[list[list[str]]]:
    if not sheets.is_workbook(content):
        yield sheets.csv_rows(content)
        return
    sheets.insist_on_workbook(content)
    for _name, rows in sheets.sheets(content):
        yield [[_text(cell) for cell in row] for row in rows]


def _header(rows: list[list[str]]) -> int | None:
    """The row with most known titles, two at least."""
    known = [
        (sum(_title(cell) in _FIELD_OF for cell in row), -number)
        for number, row in enumerate(rows[:HEADER_WITHIN_ROWS])
    ]
    most, number = max(known, default=(0, 0))
    return -number if most >= 2 else None


def _sheet(rows: list[list[str]], header: int) -> Sheet:
    titles = tuple(rows[header])
    below = tuple(
        (number, tuple(row))
        for number, row in enumerate(rows[header + 1 :], start=header + 2)
        if any(row)
    )
    if not below:
        raise NoLines
    if len(below) > MOST_ROWS:
        raise TooManyLines(rows=len(below), most=MOST_ROWS)
    return Sheet(titles, _recognised(titles), below)


def _recognised(titles: Sequence[str]) -> tuple[str, ...]:
    """What each title says its column is. Of two of one kind the first counts, but for remarks."""
    columns: list[str] = []
    for title in titles:
        name = _FIELD_OF.get(_title(title), "")
        columns.append("" if name in columns and name != "remark" else name)
    return tuple(columns)


def _told(cells: Cells, columns: Sequence[str]) -> dict[str, str]:
    told = dict.fromkeys(COLUMNS, "")
    for name, cell in zip(columns, cells, strict=False):
        if name == "remark":
            told[name] = f"{told[name]} {cell}".strip()
        elif name:
            told[name] = cell.strip()
    return told


def _line(row: int, told: Mapping[str, str]) -> Line:
    direction, amount_fen = _money(told)
    if len(told["reference"]) > MOST_REFERENCE:
        raise _Unclear(gettext("流水号太长，超过 %(most)s 个字。") % {"most": MOST_REFERENCE})
    return Line(
        row=row,
        on=_day(told["on"]),
        direction=direction,
        amount_fen=amount_fen,
        balance_fen=_fen(told["balance"], signed=True) if told["balance"] else None,
        reference=told["reference"],
        other_name=told["other_name"],
        other_account=told["other_account"],
        remark=told["remark"],
    )


def _day(text: str) -> datetime.date:
    try:
        return sheets.day(_CLOCK.sub("", text))
    except ValueError as fault:
        raise _Unclear(gettext("日期“%(text)s”看不出是哪一天。") % {"text": text}) from fault


def _money(told: Mapping[str, str]) -> tuple[str, int]:
    """Which way the money went, and how much."""
    income, spending = _fen(told["income"]), _fen(told["spending"])
    if income and spending:
        raise _Unclear(gettext("同一行既有收入又有支出。"))
    if income or spending:
        return (IN, income) if income else (OUT, spending)
    amount = _fen(told["amount"], signed=True)
    if not amount:
        raise _Unclear(gettext("没有金额，或者金额是零。"))
    word = unicodedata.normalize("NFKC", told["direction"]).strip().casefold()
    if word in _INWARD | _OUTWARD:
        return (IN if word in _INWARD else OUT), abs(amount)
    if word:
        raise _Unclear(gettext("“%(word)s”看不出是收还是支。") % {"word": told["direction"]})
    return (IN if amount > 0 else OUT), abs(amount)


def _fen(text: str, *, signed: bool = False) -> int:
    written = unicodedata.normalize("NFKC", text).replace(" ", "").removeprefix("+")
    if written in ("", "-", "--", "0", "0.00"):
        return 0
    below = signed and written.startswith("-")
    try:
        fen = money.yuan(written.removeprefix("-") if below else written)
    except ValueError as fault:
        raise _Unclear(gettext("“%(text)s”不是一个金额。") % {"text": text}) from fault
    return -fen if below else fen


def _text(value: Any) -> str:
    """A cell of a workbook as a text; a number keeps its two places and gains none."""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.10f}".rstrip("0")
    return str(value).strip()


def _title(cell: str) -> str:
    return _DECORATION.sub("", unicodedata.normalize("NFKC", cell))
