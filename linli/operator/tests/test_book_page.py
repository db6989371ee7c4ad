"""A month of the book: what there was, came and went, and is; every line of it and no other."""

import datetime
import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linli.kernel.months import last_of
from linli.ledger import queries as ledger
from linli.operator import actions, queries
from tests.village import NOW, TODAY, come_in

MONTH = datetime.timedelta(days=31)
NOVEMBER = TODAY.replace(day=1)
DECEMBER, JANUARY = datetime.date(2026, 12, 1), datetime.date(2027, 1, 1)
THEN = datetime.date(2027, 1, 20)


@pytest.fixture
def kept(office, village):
    """A book of three months: 300 in and a debt in November, 100 paid of it in December, 50 in and
    20 of it back in January."""
    about = {"operation_id": office.operation.pk}
    origin = office.origin()
    office.receive(300_00, means="bank")
    office.owe(300_00, origin=origin)
    actions.pay(
        **about, origin=origin, amount_fen=100_00, bank_reference="B-9", by=office.accountant,
        at=NOW + MONTH, key=uuid4(),
    )  # fmt: skip
    taking = actions.receive(
        **about, amount_fen=50_00, kind="fees", means="cash", origin=office.origin("剪纸班"),
        by=office.keeper, at=NOW + 2 * MONTH - datetime.timedelta(days=5), key=uuid4(),
    )  # fmt: skip
    actions.give_back(
        **about, taking_id=taking.pk, amount_fen=20_00, means="cash", reason="不来了",
        by=office.accountant, at=NOW + 2 * MONTH - datetime.timedelta(days=5), key=uuid4(),
    )  # fmt: skip
    return office


def page_of(office, month, on=THEN, page=1) -> queries.BookPage:
    return queries.book_page(office.accountant, office.operation.pk, month, on, page)


def money_of(office, month) -> list[tuple[str, int, int, int, int]]:
    found = page_of(office, month).money
    return [
        (str(each.word), each.start_fen, each.in_fen, each.out_fen, each.end_fen) for each in found
    ]


def test_each_month_begins_with_what_the_one_before_left(kept):
    assert money_of(kept, NOVEMBER) == [
        ("现金", 0, 0, 0, 0),
        ("银行存款", 0, 300_00, 0, 300_00),
        ("一共", 0, 300_00, 0, 300_00),
    ]
    assert money_of(kept, DECEMBER) == [
        ("现金", 0, 0, 0, 0),
        ("银行存款", 300_00, 0, 100_00, 200_00),
        ("一共", 300_00, 0, 100_00, 200_00),
    ]
    assert money_of(kept, JANUARY) == [
        ("现金", 0, 50_00, 20_00, 30_00),
        ("银行存款", 200_00, 0, 0, 200_00),
        ("一共", 200_00, 50_00, 20_00, 230_00),
    ]
    held = ledger.balance(kept.operation.book_id, "cash") + ledger.balance(
        kept.operation.book_id, "bank"
    )
    assert held == 230_00
    assert money_of(kept, datetime.date(2026, 10, 1))[2] == ("一共", 0, 0, 0, 0)


def test_the_accounts_stand_as_they_stood_at_its_end(kept):
    def held(month) -> dict[str, int]:
        return {str(word): fen for word, fen in page_of(kept, month).balances if fen}

    assert held(NOVEMBER) == {
        "银行存款": 300_00, "欠别人的（应付）": 300_00, "报名和活动收费": 300_00, "授课": 300_00,
    }  # fmt: skip
    assert held(DECEMBER) == held(NOVEMBER) | {"银行存款": 200_00, "欠别人的（应付）": 200_00}
    now = {
        each.code: each.balance for each in ledger.balances(kept.operation.book_id) if each.balance
    }
    assert sorted(held(JANUARY).values()) == sorted(now.values())


def test_its_lines_and_receipts_are_its_own_and_no_others(kept):
    def told(month) -> list[tuple[str, int, str]]:
        return [
            (str(line.deed), line.amount_fen, line.receipt.receipt if line.receipt else "")
            for line in page_of(kept, month).lines
        ]

    assert told(NOVEMBER) == [("认下应付", 300_00, ""), ("收款", 300_00, "YY2026-0001")]
    assert told(DECEMBER) == [("付款", 100_00, "")]
    assert told(JANUARY) == [("退款", 20_00, ""), ("收款", 50_00, "YY2027-0001")]
    assert [page_of(kept, month).receipts for month in (NOVEMBER, DECEMBER, JANUARY)] == [1, 0, 1]
    assert [each.receipt for each in page_of(kept, JANUARY).takings] == ["YY2027-0001"]


def test_the_last_moment_of_a_month_belongs_to_it(office):
    last = NOW.replace(day=30, hour=23, minute=59)
    for at in (last, last + datetime.timedelta(minutes=1)):
        actions.receive(
            operation_id=office.operation.pk, amount_fen=10_00, kind="fees", means="cash",
            origin=office.origin(), by=office.keeper, at=at, key=uuid4(),
        )  # fmt: skip
    for month in (NOVEMBER, DECEMBER):
        page = page_of(office, month)
        assert (page.receipts, page.money[2].in_fen, len(page.lines)) == (1, 10_00, 1)
        assert last_of(month) == page.through


def test_debts_are_told_while_the_month_goes_on(kept):
    assert page_of(kept, JANUARY).owed_fen == 200_00
    assert page_of(kept, JANUARY).through == THEN
    assert page_of(kept, DECEMBER).debts == []


@pytest.fixture
def read(village, monkeypatch):
    """Read a page of the book as its accountant, on 20 January."""
    client = Client()

    def said(office, **asked):
        monkeypatch.setattr(
            "linli.identity.doors.timezone.now", lambda: NOW.replace(year=2027, month=1, day=20)
        )
        come_in(client, village.users["operator_accountant"])
        answer = client.get(reverse("operator:desk_book", args=[office.operation.pk]), asked)
        assert answer.status_code == 200
        return answer.content.decode()

    return said


def test_the_address_carries_the_month_and_leads_to_those_around_it(kept, read):
    said = read(kept, month="2026-12")
    assert "2026年12月" in said
    assert 'rel="prev" href="?month=2026-11"' in said
    assert 'rel="next" href="?month=2027-01"' in said
    assert 'type="month" name="month" value="2026-12" max="2027-01"' in said
    row = re.sub(r"<[^>]+>", " ", said[said.index("一共") :]).split()
    assert row[:5] == ["一共", "¥300", "¥0", "¥100", "¥200"]
    assert "欠着没付的" not in said


@pytest.mark.parametrize("month", ["", "2027-02", "2026-13", "nonsense"])
def test_what_is_no_month_is_the_one_that_goes_on(kept, read, month):
    said = read(kept, month=month)
    assert 'value="2027-01"' in said
    assert 'rel="next"' not in said
    assert "欠着没付的" in said
    assert "YY2027-0001" in said


def test_a_long_month_is_turned_over_and_its_sums_are_of_all_of_it(office, read):
    for _number in range(101):
        office.receive(1_00)
    page = page_of(office, NOVEMBER)
    assert (len(page.lines), page.money[2].in_fen) == (100, 101_00)
    assert (page.receipts, len(page.takings)) == (101, 20)
    said = read(office, month="2026-11")
    assert 'href="?month=2026-11&amp;page=2"' in said
    assert "101 张，列出最新的 20 张" in said
    assert [line.receipt.receipt for line in page_of(office, NOVEMBER, page=2).lines] == [
        "YY2026-0001"
    ]


def test_as_many_queries_for_many_lines_as_for_two(office):
    office.receive()
    office.owe()
    with CaptureQueriesContext(connection) as few:
        page_of(office, NOVEMBER)
    for _number in range(15):
        office.receive()
    with CaptureQueriesContext(connection) as many:
        page_of(office, NOVEMBER)
    assert len(many) == len(few)
