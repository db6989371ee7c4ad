"""What a stranger gets: a journal that adds up without us, and no family in it."""

import dataclasses
import json

from linli.ledger import published
from linli.ledger.queries import verify
from linli.ledger.tests.conftest import BOOK, gift, write
from linli.ledger.tests.independent import first_fault
from linli.ledger.tests.test_verify import story
from tests.pages import without_marks


def as_lines(entries) -> str:
    return "\n".join(json.dumps(dataclasses.asdict(entry)) for entry in entries)


def test_a_stranger_can_follow_the_whole_journal(book):
    story()
    journal = published.journal(BOOK)
    assert len(journal) == verify(BOOK).entries
    assert first_fault(as_lines(journal)) == ""


def test_a_stranger_finds_what_was_changed(book):
    story()
    journal = published.journal(BOOK)
    for number, entry in enumerate(journal):
        other = dataclasses.replace(entry, public={**entry.public, "more": 1})
        changed = as_lines([*journal[:number], other, *journal[number + 1 :]])
        assert first_fault(changed) == f"{number + 1}: hash"
    gift = next(entry for entry in journal if entry.kind == "gift.received")
    gift.lines[0].text["amount"] += 1
    assert first_fault(as_lines(journal)) == f"{gift.seq}: lines"


def test_shows_the_lines_of_gifts_and_hides_those_of_aid(book):
    story()
    journal = published.journal(BOOK)
    shown = {entry.kind: entry.lines is not None for entry in journal}
    assert shown["gift.received"]
    assert not shown["aid.granted"]
    aid = as_lines(entry for entry in journal if entry.kind.startswith("aid."))
    assert "1200" not in without_marks(aid)


def test_comes_a_page_at_a_time(book, monkeypatch):
    monkeypatch.setattr(published, "ENTRIES_AT_ONCE", 2)
    assert [entry.seq for entry in published.journal(BOOK, after=3)] == [4, 5]


def test_asks_the_database_as_often_for_many_entries_as_for_few(
    book, django_assert_num_queries, monkeypatch
):
    story()
    for at_once in (3, 300):
        monkeypatch.setattr(published, "ENTRIES_AT_ONCE", at_once)
        with django_assert_num_queries(5):
            published.journal(BOOK, after=5)


def test_balances_are_those_of_the_last_batch(book):
    assert published.balances(BOOK) == []
    story()
    write(gift(999))
    held = {row.code: row.balance for row in published.balances(BOOK)}
    assert held == {"approved": 0, "bank": 130, "cost": 10, "fund": 140}


def test_a_batch_publishes_sums_and_a_root(book):
    story()
    [batch] = published.batches(BOOK)
    assert (batch.title, batch.households, len(batch.payments)) == ("2026Q4", 6, 2)
    assert batch.sums == (("approved", 1200, 1200), ("bank", 0, 1200), ("fund", 1200, 0))


def test_a_book_is_printed_with_its_head(book):
    [shown] = published.books()
    assert (shown.code, shown.unit, shown.head_seq) == (BOOK, "fen", 5)
