"""Posting: what is written, what is refused, and that twice is once."""

import datetime

import pytest

from linli.identity.permissions import clock
from linli.ledger import actions, queries
from linli.ledger.entry import Line
from linli.ledger.models import Entry, Lot, LotUse
from linli.ledger.queries.lots import LOTS_AT_FIRST
from linli.ledger.tests.conftest import ACCOUNTANT, BOOK, aid, draft, gift, open_test_book, write
from tests.village import NOW, TODAY

LATER = NOW + datetime.timedelta(days=1)


def test_moves_both_balances(book):
    write(gift(500))
    write(aid(200))
    assert queries.balance(BOOK, "bank") == queries.balance(BOOK, "fund") == 300
    assert queries.verify(BOOK).sound


def test_gives_an_entry_that_receipts_can_print(book):
    entry = write(gift(500))
    assert entry.reference == "test-fund-6"
    assert entry.witness == f"6·{entry.hash[:8]}"
    assert Entry.objects.get(pk=entry.pk).hash == entry.hash


def test_costs_few_trips_to_the_database(book, django_assert_max_num_queries):
    write(gift(500))
    with django_assert_max_num_queries(9):  # SQLite; PostgreSQL writes all rows in one
        actions.post(aid(200), key="k", by=clock(), at=NOW)


# Twice is once


def test_the_same_key_with_the_same_content_gives_the_first_entry(book):
    content = {"public": {"shown_as": ["a", "b"]}, "private": {"by": "x"}}
    first = write(gift(500, **content), key="k")
    again = actions.post(gift(500, **content), key="k", by=clock(), at=LATER)
    assert (again.entry, again.created) == (first, False)
    assert queries.balance(BOOK, "bank") == 500


@pytest.mark.parametrize(
    ("other", "field"),
    [
        (gift(501), "科目、金额或用途"),
        (gift(500, "rehab"), "科目、金额或用途"),
        (draft(("fund", "bank", 500), lines_shown=True), "科目、金额或用途"),
        (draft(("bank", "fund", 500)), "公开说明"),
        (gift(500, occurred_on=TODAY - datetime.timedelta(days=1)), "日期"),
        (gift(500, kind="sale.banked"), "事项"),
        (gift(500, public={"shown_as": "x"}), "公开说明"),
        (gift(500, private={"by": "x"}), "内部说明"),
    ],
)
def test_the_same_key_with_other_content_is_refused_by_its_field(book, other, field):
    write(gift(500), key="k")
    with pytest.raises(actions.KeyUsedOtherwise) as refusal:
        actions.post(other, key="k", by=clock(), at=NOW)
    assert field in str(refusal.value)


def test_the_same_key_from_another_person_is_refused(book):
    write(gift(500), key="k")
    with pytest.raises(actions.KeyUsedOtherwise) as refusal:
        actions.post(gift(500), key="k", by=ACCOUNTANT, at=NOW)
    assert "经手人" in str(refusal.value)


def test_is_the_same_before_it_is_anything_else(book):
    """A retry gives the first result, though by now it would be refused."""
    write(gift(500))
    first = write(aid(500), key="k")
    assert actions.post(aid(500), key="k", by=clock(), at=NOW).entry == first


# Refusals, all before anything is written


@pytest.mark.parametrize(
    ("entry", "refusal"),
    [
        (aid(501), actions.NotEnough),
        (draft(("cost", "bank", 400), ("cost", "bank", 101)), actions.NotEnough),
        (draft(("bank", "nowhere", 1)), actions.NoSuchAccount),
        (gift(1, book="nowhere"), actions.NoSuchBook),
        (gift(1, occurred_on=TODAY + datetime.timedelta(days=1)), actions.DatedAhead),
    ],
)
def test_refuses(book, entry, refusal):
    write(gift(500))
    before = queries.book(BOOK).head_hash
    with pytest.raises(refusal):
        write(entry)
    assert queries.book(BOOK).head_hash == before
    write(gift(1))  # the transaction is as good as before


def test_says_what_is_missing_in_money(book):
    write(gift(500))
    with pytest.raises(actions.NotEnough) as refusal:
        write(aid(123456))
    assert str(refusal.value) == "“fund”余额不够，还差 ¥1,229.56。"


def test_the_ledgers_own_kinds_are_its_own(book):
    with pytest.raises(ValueError, match="own"):
        write(draft(kind="period.closed"))


def test_lines_are_applied_in_order(book):
    write(gift(100))
    with pytest.raises(actions.NotEnough):
        write(draft(("cost", "bank", 150), ("bank", "fund", 100), kind="sale.banked"))
    write(draft(("bank", "fund", 100), ("cost", "bank", 150), kind="sale.banked"))
    assert queries.balance(BOOK, "bank") == 50


# Lots


def test_spends_restricted_money_first_then_the_oldest(book):
    write(gift(100))
    write(gift(30, "rehab"))
    write(gift(40, "school"))
    paid = write(aid(50, "rehab"))
    drawn = [(use.lot.purpose, use.amount) for use in queries.lots_drawn(paid)]
    assert sorted(drawn) == [("", 20), ("rehab", 30)]
    assert queries.unspent(BOOK, "fund") == {"": 80, "school": 40}


def test_never_spends_what_was_given_for_another_purpose(book):
    write(gift(100))
    write(gift(40, "school"))
    with pytest.raises(actions.NotEnoughForPurpose) as refusal:
        write(aid(101, "rehab"))
    assert "rehab" in str(refusal.value)
    assert "¥0.01" in str(refusal.value)
    assert refusal.value.next_step


def test_money_that_moves_on_stays_what_it_is(book):
    write(gift(30, "rehab"))
    write(gift(100))
    write(draft(("fund", "approved", 50, "rehab"), kind="aid.granted"))
    assert queries.unspent(BOOK, "approved") == {"": 20, "rehab": 30}
    sources = Lot.objects.filter(account__code="approved").values_list("source__purpose", flat=True)
    assert set(sources) == {"", "rehab"}


def test_draws_on_as_many_lots_as_it_needs(book):
    for _gift in range(LOTS_AT_FIRST + 6):
        write(gift(1))
    paid = write(aid(LOTS_AT_FIRST + 5))
    assert LotUse.objects.filter(transfer__entry=paid).count() == LOTS_AT_FIRST + 5
    assert queries.verify(BOOK).sound


# Minutes


def test_a_book_of_minutes_obeys_the_same_laws(book):
    open_test_book("hours", unit="minute")
    write(gift(90, book="hours"))
    with pytest.raises(actions.NotEnough) as refusal:
        write(aid(120, book="hours"))
    assert "30 分钟" in str(refusal.value)
    write(aid(90, book="hours"))
    assert queries.balance("hours", "bank") == 0
    assert [verdict.sound for verdict in queries.verify_all()] == [True, True]


def test_no_line_leads_from_one_book_into_another(book):
    open_test_book("hours", unit="minute")
    actions.open_account(
        book="hours", code="only-here", name="x", kind="asset", by=ACCOUNTANT, at=NOW
    )
    with pytest.raises(actions.NoSuchAccount):
        write(draft(("only-here", "fund", 1)))
    assert Line("a", "b", 1).swapped() == Line("b", "a", 1)
