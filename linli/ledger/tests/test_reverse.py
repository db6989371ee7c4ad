"""Taking back: never a change, always a second entry, dated in the open period."""

import datetime

import pytest

from linli.kernel.refusal import NotFound
from linli.ledger import actions, queries
from linli.ledger.tests.conftest import ACCOUNTANT, BOOK, aid, draft, gift, write
from tests.village import NOW, TODAY

LONG_AGO = TODAY - datetime.timedelta(days=40)


def reverse(seq: int, key: str = "undo", at: datetime.datetime = NOW):
    return actions.reverse(
        book=BOOK, seq=seq, reason="entered_twice", key=key, by=ACCOUNTANT, at=at
    )


def test_takes_back_what_was_moved_and_leaves_both_to_be_seen(book):
    entry = write(gift(500))
    back = reverse(entry.seq).entry
    assert queries.balance(BOOK, "bank") == 0
    assert (back.reverses, back.kind) == (entry, "entry.reversed")
    assert queries.draft_of(back).public == {
        "kind": "gift.received", "reason": "entered_twice", "seq": entry.seq,
    }  # fmt: skip
    assert queries.verify(BOOK).sound


def test_is_dated_in_the_open_period_even_if_the_entry_was_not(book):
    entry = write(gift(500, occurred_on=LONG_AGO))
    actions.close(book=BOOK, through=LONG_AGO, key="c", by=ACCOUNTANT, at=NOW)
    assert reverse(entry.seq).entry.occurred_on == TODAY


def test_money_comes_back_with_the_purposes_it_had(book):
    write(gift(30, "rehab"))
    write(gift(100))
    paid = write(aid(50, "rehab"))
    reverse(paid.seq)
    assert queries.unspent(BOOK, "fund") == {"": 100, "rehab": 30}
    assert queries.verify(BOOK).sound


def test_money_that_moved_on_moves_back(book):
    write(gift(30, "rehab"))
    write(gift(100))
    granted = write(draft(("fund", "approved", 50, "rehab"), kind="aid.granted"))
    reverse(granted.seq)
    assert queries.unspent(BOOK, "fund") == {"": 100, "rehab": 30}
    assert queries.unspent(BOOK, "approved") == {}
    assert queries.verify(BOOK).sound


def test_an_entry_of_many_lines_comes_back_whole(book):
    entry = write(draft(("bank", "fund", 40), ("bank", "fund", 5, "rehab"), ("cost", "bank", 10)))
    reverse(entry.seq)
    assert [row.balance for row in queries.balances(BOOK)] == [0, 0, 0, 0]
    assert queries.verify(BOOK).sound


def test_what_came_back_can_be_spent_and_come_back_again(book):
    write(gift(100))
    for turn in range(3):
        paid = write(aid(60))
        reverse(paid.seq, key=f"undo {turn}")
    assert queries.balance(BOOK, "fund") == 100
    assert queries.verify(BOOK).sound


def test_twice_is_once(book):
    entry = write(gift(500))
    first = reverse(entry.seq)
    again = reverse(entry.seq, at=NOW + datetime.timedelta(days=1))
    assert (again.entry, again.created) == (first.entry, False)


def test_refuses_to_take_back_what_was_taken_back(book):
    entry = write(gift(500))
    back = reverse(entry.seq).entry
    with pytest.raises(actions.AlreadyReversed) as refusal:
        reverse(entry.seq, key="again")
    assert f"第 {back.seq} 号" in str(refusal.value)


def test_refuses_to_take_back_a_reversal_or_what_moved_nothing(book):
    back = reverse(write(gift(500)).seq).entry
    for seq in (1, 2, back.seq):
        with pytest.raises(actions.CannotBeReversed):
            reverse(seq, key="again")


def test_refuses_to_take_back_money_that_is_spent(book):
    entry = write(gift(500))
    write(gift(500))
    write(aid(1))
    with pytest.raises(actions.AlreadySpent):
        reverse(entry.seq)


def test_refuses_where_an_account_would_be_overdrawn(book):
    entry = write(draft(("bank", "cost", 50), kind="sale.banked"))
    write(draft(("cost", "bank", 50), kind="sale.banked"))
    with pytest.raises(actions.NotEnough):
        reverse(entry.seq)


def test_knows_nothing_of_an_entry_that_is_not_there(book):
    with pytest.raises(NotFound):
        reverse(99)
