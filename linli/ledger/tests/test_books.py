"""Opening books and accounts, setting floors, closing periods."""

import datetime

import pytest

from linli.identity.permissions import NotAllowed, clock, nobody
from linli.journal import queries as journal
from linli.kernel.refusal import NotFound
from linli.ledger import actions, queries
from linli.ledger.models import Entry
from linli.ledger.tests.conftest import ACCOUNTANT, BOOK, aid, draft, gift, open_test_book, write
from tests.village import HERE, NEXT_DOOR, NOW, TODAY

LAST_MONTH = TODAY.replace(day=1) - datetime.timedelta(days=1)


def open_account(**changed):
    usual = {"book": BOOK, "code": "new", "name": "n", "kind": "asset", "by": ACCOUNTANT, "at": NOW}
    return actions.open_account(**usual | changed)


def close(through: datetime.date = LAST_MONTH, key: str = "close", **changed):
    usual = {"book": BOOK, "through": through, "key": key, "by": ACCOUNTANT, "at": NOW}
    return actions.close(**usual | changed)


def test_a_book_and_its_accounts_are_entries(book):
    kinds = list(Entry.objects.order_by("seq").values_list("kind", flat=True))
    assert kinds == ["book.opened", *["account.opened"] * 4]
    deeds = journal.history(("book", BOOK))
    assert {deed.verb for deed in deeds} == {"book.opened", "account.opened"}


def test_a_side_follows_from_the_kind(book):
    assert open_account(kind="expense").side == 1
    assert open_account(code="i", kind="income").side == -1


@pytest.mark.parametrize("code", ["", "Bank", "银行", "a b", "-a", "a" * 61])
def test_refuses_a_code_that_is_none(book, code):
    with pytest.raises(actions.BadCode):
        open_account(code=code)


def test_refuses_what_is_there_already(book):
    with pytest.raises(actions.CodeTaken):
        open_account(code="bank")
    with pytest.raises(actions.CodeTaken):
        open_test_book()


def test_refuses_unknown_words(book):
    with pytest.raises(actions.UnknownWord):
        open_account(kind="treasure")
    with pytest.raises(actions.UnknownWord):
        open_test_book("other", unit="hour")


def test_refuses_to_open_an_account_below_its_floor(book):
    with pytest.raises(actions.NotEnough):
        open_account(floor=1)


def test_only_those_who_may_open_and_close(book):
    with pytest.raises(NotAllowed):
        open_account(by=nobody())
    with pytest.raises(NotAllowed):
        close(by=clock())  # the clock signs nothing
    with pytest.raises(NotFound):
        actions.open_book(
            code="theirs", name="n", unit="fen", place=NEXT_DOOR, by=ACCOUNTANT, at=NOW
        )
    assert HERE != NEXT_DOOR


# Floors


def set_floor(account: str, floor: int | None, key: str = "floor"):
    return actions.set_floor(
        book=BOOK, account=account, floor=floor, key=key, by=ACCOUNTANT, at=NOW
    )


def test_a_floor_can_be_set_and_lifted(book):
    write(gift(100))
    set_floor("bank", 60)
    with pytest.raises(actions.NotEnough):
        write(aid(41))
    set_floor("bank", None, "lift")
    write(aid(41))
    assert queries.verify(BOOK).sound
    assert not set_floor("bank", None, "lift").created


def test_refuses_a_floor_above_what_is_there(book):
    with pytest.raises(actions.NotEnough):
        set_floor("bank", 1)
    with pytest.raises(actions.NoSuchAccount):
        set_floor("nowhere", 0, "other")


# Closing


def test_a_closed_period_takes_nothing_more(book):
    write(gift(100, occurred_on=LAST_MONTH))
    entry = close().entry
    assert queries.book(BOOK).closed_through == LAST_MONTH == entry.occurred_on
    with pytest.raises(actions.PeriodClosed) as refusal:
        write(gift(1, occurred_on=LAST_MONTH))
    assert refusal.value.next_step
    write(gift(1, occurred_on=LAST_MONTH + datetime.timedelta(days=1)))
    assert queries.verify(BOOK).sound


def test_a_closing_commits_to_the_trial_balance_of_its_day(book):
    write(gift(100, occurred_on=LAST_MONTH))
    write(gift(7))
    private = queries.draft_of(close().entry).private
    assert private == {"trial_balance": [["bank", 100, 0], ["fund", 0, 100]]}


def test_a_second_closing_adds_to_the_first(book):
    earlier = LAST_MONTH - datetime.timedelta(days=20)
    write(gift(100, occurred_on=earlier))
    close(earlier)
    write(draft(("cost", "bank", 30), occurred_on=LAST_MONTH))
    private = queries.draft_of(close(key="second").entry).private
    assert private["trial_balance"] == [["bank", 100, 30], ["cost", 30, 0], ["fund", 0, 100]]
    assert queries.verify(BOOK).sound


def test_closing_twice_is_closing_once(book):
    first = close()
    assert close(at=NOW + datetime.timedelta(days=3)).entry == first.entry
    with pytest.raises(actions.PeriodClosed):
        close(key="other")


@pytest.mark.parametrize("day", [TODAY, TODAY + datetime.timedelta(days=1)])
def test_refuses_to_close_a_day_that_is_not_over(book, day):
    with pytest.raises(actions.DatedAhead):
        close(day)
