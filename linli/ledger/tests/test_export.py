"""The books as other programs read them, added up by hand; tests/oracles.py asks them."""

import csv
import re
from collections import Counter
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from linli.ledger import queries
from linli.ledger.tests.conftest import BOOK, aid, gift, open_test_book, write


@pytest.fixture
def export(book, tmp_path):
    """A book with gifts, a payment, odd fen, and a second book of minutes."""
    open_test_book("minutes.of_all", unit="minute")
    write(gift(10_001, "student_aid"))
    write(gift(5))
    write(aid(3_333, "student_aid"))
    write(gift(90, book="minutes.of_all"))

    def run(kind: str, **more) -> str:
        call_command("export_journal", format=kind, out=tmp_path / "book", verbosity=0, **more)
        return (tmp_path / "book").read_text("utf-8")

    return run


def held() -> dict[str, Decimal]:
    """What the ledger itself says, debits less credits, in the programs' names."""
    return {
        account.code: Decimal(account.debits - account.credits) / 100
        for account in queries.balances(BOOK)
    }


POSTING = re.compile(r"^ +\w+:Test-fund:(\w+)  (-?[\d.]+) CNY(?:  ;.*)?$", re.M)


@pytest.mark.parametrize("kind", ["hledger", "beancount"])
def test_the_text_adds_up_to_the_balances(export, kind):
    sums: Counter = Counter()
    text = export(kind, book=BOOK)
    for account, amount in POSTING.findall(text):
        sums[account.lower()] += Decimal(amount)
    assert {code: sums[code] for code in held()} == held()
    assert sum(sums.values()) == 0
    assert "MINUTE" not in text


def test_beancount_may_not_forgive_a_fen(export):
    text = export("beancount")
    asserted = re.findall(r"balance .*", text)
    assert len(asserted) == 8
    assert all(" ~ 0 " in line for line in asserted)
    assert "2026-11-24 balance Assets:Test-fund:Bank  66.73 ~ 0 CNY" in text
    assert "90 ~ 0 MINUTE" in text


def test_hledger_asserts_every_account(export):
    assert "    Assets:Test-fund:Bank  0.00 CNY = 66.73 CNY" in export("hledger")
    assert "    Equity:Test-fund:Fund  0.00 CNY = -66.73 CNY" in export("hledger")


def test_the_table_has_a_row_for_each_line(export):
    rows = list(csv.DictReader(StringIO(export("csv").removeprefix("\ufeff"))))
    assert [row["amount"] for row in rows] == ["90", "100.01", "0.05", "33.33"]
    assert {row["unit"] for row in rows} == {"CNY", "MINUTE"}
    assert rows[-1]["hash"]


def test_an_unknown_book_is_refused(export):
    with pytest.raises(CommandError, match="no such book"):
        export("csv", book="no-book")


def test_an_empty_book_is_an_empty_text(book, tmp_path):
    for kind in ("hledger", "beancount"):
        call_command("export_journal", format=kind, out=tmp_path / kind, verbosity=0)
        assert "balance" not in (tmp_path / kind).read_text("utf-8")
