"""What a bank's file says, row by row. No database."""

import datetime
import io

import pytest
from hypothesis import given, strategies as st

from linli.holder import statements
from linli.holder.statements import Fault
from linli.holder.tests.conftest import TITLES, TODAY, csv, row
from linli.kernel import sheets

pytestmark = pytest.mark.once


def told(content: bytes) -> list:
    sheet = statements.read(content)
    return list(statements.lines(sheet, sheet.columns))


def workbook(rows: list[list]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for each in rows:
        book.active.append(each)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_reads_a_csv_in_each_encoding_banks_use(encoding):
    content = csv(row("1,200.50", other="李善人", remark="金安捐款") + "", encoding=encoding)
    content = content.replace(b"1,200.50", b'"1,200.50"')
    (line,) = told(content)
    assert (line.direction, line.amount_fen, line.on) == ("in", 120050, TODAY)
    assert (line.other_name, line.remark, line.row) == ("李善人", "金安捐款", 3)


def test_reads_a_workbook_with_days_and_numbers_as_excel_keeps_them():
    titles = ["交易时间", "交易金额", "借贷标志", "对方名称", "账户余额"]
    day = datetime.datetime(2026, 11, 2, 10, 30)  # noqa: DTZ001 (a cell knows no zone)
    rows = [titles, [day, 90.1, "借", "虚甲", 1000], ["20261103101500", 5, "贷", "", 1005.0]]
    out, came = told(workbook(rows))
    assert (out.direction, out.amount_fen, out.balance_fen) == ("out", 9010, 100000)
    assert (came.direction, came.amount_fen, came.on.day) == ("in", 500, 3)


def test_a_sign_tells_the_way_where_no_column_does():
    out, came = told(b"\xef\xbb\xbf" + "日期,金额\n2026-11-02,-3.5\n2026-11-02,+4".encode())
    assert [(out.direction, out.amount_fen), (came.direction, came.amount_fen)] == [
        ("out", 350),
        ("in", 400),
    ]


def test_several_remarks_are_one():
    (line,) = told("日期,金额,摘要,附言\n2026-11-02,5,转账,给金安".encode())
    assert line.remark == "转账 给金安"


@pytest.mark.parametrize(
    ("bad", "word"),
    [
        (row("5", on=TODAY).replace(TODAY.isoformat(), "2026-13-40"), "2026-13-40"),
        (row("五元"), "五元"),
        (row("5", "6"), "既有收入又有支出"),
        (row(), "没有金额"),
        (row("-5"), "-5"),
        (row("1.234"), "1.234"),
        (row("5", reference="9" * 41), "流水号太长"),
    ],
)
def test_a_bad_row_is_a_sentence_with_its_number(bad, word):
    good, fault = told(csv(row("5"), bad))
    assert not isinstance(good, Fault)
    assert fault.row == 4
    assert word in fault.words


def test_sums_at_the_foot_are_no_lines():
    assert len(told(csv(row("5"), "合计,5,0,,,,,", ""))) == 1


def test_columns_it_does_not_know_are_asked_for():
    sheet = statements.read("日期,摘要,数\n2026-11-02,捐款,5".encode())
    assert sheet.columns == ("on", "remark", "")
    with pytest.raises(statements.ColumnsMissing):
        list(statements.lines(sheet, sheet.columns))
    (line,) = statements.lines(sheet, ("on", "remark", "amount"))
    assert line.amount_fen == 500


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", statements.NoHeader),
        ("随便,什么\n1,2".encode(), statements.NoHeader),
        (TITLES.encode(), statements.NoLines),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, sheets.OldWorkbook),
        (b"PK\x03\x04 broken", sheets.NotAWorkbook),
        (b"\x00\xff\xfe\x81\x00", sheets.NotText),
    ],
)
def test_a_file_it_cannot_read_is_refused_in_a_sentence(content, refusal):
    with pytest.raises(refusal) as refused:
        statements.read(content)
    assert str(refused.value)


@given(st.binary(max_size=300))
def test_whatever_comes_is_read_or_refused(content):
    try:
        sheet = statements.read(content)
    except sheets.UnreadableSheet:
        return
    if statements.complete(sheet.columns):
        list(statements.lines(sheet, sheet.columns))


def test_official_numbers_are_read_and_bad_days_named():
    rows = ["我们的编号,票据号码,开票日期", "JA2026-0001,电001,2026-11-20", "JA2026-0002,,"]
    content = "\n".join([*rows, "JA2026-0003,电3,坏"]).encode()
    good, bad = statements.read_receipts(content)
    assert (good.ours, good.number) == ("JA2026-0001", "电001")
    assert (bad.row, "坏" in bad.words) == (4, True)
    with pytest.raises(statements.NoReceiptTitles):
        list(statements.read_receipts(b"a,b\n1,2"))
