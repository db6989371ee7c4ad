"""Asking: sums for the rooms, single entries for those who audit."""

import datetime

import pytest
from django.core.management import call_command
from django.db import connection

from linli.identity.permissions import NotAllowed, nobody
from linli.kernel.refusal import NotFound
from linli.ledger import queries
from linli.ledger.guards import GUARDS
from linli.ledger.models import Balance
from linli.ledger.tests.conftest import ACCOUNTANT, BOOK, aid, draft, gift, write
from tests.village import TODAY

YESTERDAY = TODAY - datetime.timedelta(days=1)


def test_a_balance_is_read_from_one_row(book, django_assert_num_queries):
    write(gift(5))
    with django_assert_num_queries(1):
        assert queries.balance(BOOK, "bank") == 5
    with pytest.raises(NotFound):
        queries.balance(BOOK, "nowhere")


def test_a_statement_carries_its_balance_along(book):
    write(gift(50, occurred_on=YESTERDAY))
    write(aid(20))
    write(draft(("cost", "bank", 5)))
    lines = queries.statement(ACCOUNTANT, BOOK, "bank", TODAY, TODAY)
    assert [(line.other, line.change, line.balance) for line in lines] == [
        ("fund", -20, 30), ("cost", -5, 25),
    ]  # fmt: skip
    [gifts, spent] = queries.statement(ACCOUNTANT, BOOK, "fund", YESTERDAY, TODAY)
    assert (gifts.change, spent.change, spent.balance) == (50, -20, 30)


def test_entries_come_newest_first(book):
    write(gift(50))
    found = queries.entries(ACCOUNTANT, BOOK)
    assert [entry.seq for entry in found] == [6, 5, 4, 3, 2, 1]


def test_single_entries_are_for_those_who_audit(book):
    with pytest.raises(NotAllowed):
        queries.entries(nobody(), BOOK)
    with pytest.raises(NotAllowed):
        queries.statement(nobody(), BOOK, "bank", TODAY, TODAY)


def test_what_is_not_there_is_not_found(book):
    for ask in (lambda: queries.book("x"), lambda: queries.entry(BOOK, 99),
                lambda: queries.statement(ACCOUNTANT, BOOK, "x", TODAY, TODAY)):  # fmt: skip
        with pytest.raises(NotFound):
            ask()


def test_a_draft_comes_back_as_it_was_posted(book):
    posted = gift(50, "rehab", public={"a": [1, "甲"]}, private={"donor": "x"})
    assert queries.draft_of(write(posted)) == posted


@pytest.mark.parametrize(
    ("unit", "amount", "words"),
    [("fen", 123456, "¥1,234.56"), ("minute", 90, "90 分钟"), ("minute", 12000, "12,000 分钟")],
)
def test_amounts_are_spoken_in_the_books_unit(unit, amount, words):
    assert queries.spoken(unit, amount) == words


def test_the_operators_command_says_the_first_wrong_column(book, capsys):
    write(gift(50))
    call_command("verify_ledger")
    assert capsys.readouterr().out.startswith(f"{BOOK}: adds up, 6 entries, head ")
    if connection.vendor == "postgresql":
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    GUARDS.drop(connection)
    Balance.objects.filter(account__code="bank").update(debits=51)
    with pytest.raises(SystemExit) as ended:
        call_command("verify_ledger")
    assert ended.value.code == 1
    assert capsys.readouterr().out == f"{BOOK}: WRONG at balance.debits, no entry to blame\n"
