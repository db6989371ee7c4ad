"""heads.log: an old copy, or a book written anew, is noticed by a file that lay beside it."""

import pytest
from django.core.management import call_command
from django.db import connection

from linli.ledger import errands, queries
from linli.ledger.guards import GUARDS
from linli.ledger.models import Book
from linli.ledger.tests.conftest import BOOK, gift, write
from tests.village import NOW


@pytest.fixture(autouse=True)
def log(settings, tmp_path, monkeypatch):
    settings.LINLI_HEADS = tmp_path / "heads.log"
    monkeypatch.setattr(errands._Seen, "heads", frozenset())
    monkeypatch.setattr(errands._Seen, "begun", False)
    return settings.LINLI_HEADS


def lines(log) -> list[list[str]]:
    return [line.split("\t") for line in log.read_text().splitlines()]


def test_the_clock_writes_a_line_when_a_book_has_grown(book, log, django_assert_num_queries):
    errands.run(NOW)
    write(gift(5))
    errands.run(NOW)
    with django_assert_num_queries(1):
        errands.run(NOW)
    assert [(code, seq) for _at, code, seq, _hash in lines(log)] == [(BOOK, "5"), (BOOK, "6")]
    assert lines(log)[-1][3] == queries.book(BOOK).head_hash
    assert queries.lags() == []


def test_an_older_copy_is_noticed_and_gets_no_line(book, log, capsys):
    errands.run(NOW)
    with log.open("a") as file:
        file.write(f"2026-11-23T01:30:00.000000Z\t{BOOK}\t9\t{'a' * 64}\n")
    write(gift(5))
    errands.run(NOW)
    assert len(lines(log)) == 2
    assert queries.lags() == [queries.Lag(BOOK, 9, 6)]
    with pytest.raises(SystemExit):
        call_command("verify_ledger")
    assert "OLDER than heads.log, which has seen entry 9; here are 6" in capsys.readouterr().out


def test_a_start_with_an_older_copy_says_so(book, log, caplog):
    log.write_text(f"2026-11-23T01:30:00.000000Z\t{BOOK}\t9\t{'a' * 64}\n")
    errands.run(NOW)
    assert "heads.log has seen" in caplog.text


def test_a_rewritten_entry_is_noticed(book, log, capsys):
    log.write_text(f"2026-11-23T01:30:00.000000Z\t{BOOK}\t3\t{'a' * 64}\n")
    [lag] = queries.lags()
    assert (lag.seq, lag.is_older) == (3, False)
    with pytest.raises(SystemExit):
        call_command("verify_ledger")
    assert "ANOTHER entry 3" in capsys.readouterr().out


def test_a_book_that_is_gone_is_noticed(book, log):
    log.write_text(f"2026-11-23T01:30:00.000000Z\tgone\t3\t{'a' * 64}\n")
    assert queries.lags() == [queries.Lag("gone", 3, 0)]


def test_half_a_line_is_none(book, log):
    log.write_text("2026-11-23T01:30:00.000000Z\tte")
    assert queries.lags() == []


def test_a_head_that_was_set_back_is_noticed(book, log):
    errands.run(NOW)
    if connection.vendor == "postgresql":
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    GUARDS.drop(connection)
    Book.objects.update(head_seq=2)
    assert queries.lags() == [queries.Lag(BOOK, 5, 2)]
