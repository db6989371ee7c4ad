"""A month's end: every line said, the difference explained, two people, and the books closed."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from linli.holder import actions, published, queries
from linli.holder.models import MonthClose, Reconciliation
from linli.holder.tests.conftest import MONTH_END, NEXT_MONTH, NOW, TODAY
from linli.identity import actions as identity
from linli.identity.permissions import NotAllowed
from linli.kernel.refusal import NotFound
from linli.ledger import actions as ledger, published as books, queries as ledgers
from tests.village import HERE


def test_two_people_close_a_month_without_a_difference(holder):
    close = holder.prepare(10_000)
    assert holder.confirm(close) == holder.confirm(close)
    book = ledgers.book(holder.desk.fund.book_id)
    assert book.closed_through == MONTH_END
    found = published.reconciled(HERE, NEXT_MONTH.date())
    assert (found.through, found.difference_fen, found.old) == (MONTH_END, 0, 0)
    told = [entry.public for entry in books.journal(book.code) if "through" in entry.public]
    assert told[0]["difference"] == 0
    assert ledgers.verify(book.code).sound
    with pytest.raises(ledger.PeriodClosed):
        holder.desk.give(5)


def test_a_difference_is_explained_or_not_signed(holder):
    with pytest.raises(actions.DifferenceNeedsWords):
        holder.prepare(10_300)
    close = holder.prepare(10_300, "别的项目的钱，月初转出")
    holder.confirm(close)
    assert published.reconciled(HERE, NEXT_MONTH.date()).difference_fen == 300_00
    (month,) = queries.closed_months(holder.by, holder.id)
    assert (month.words, month.confirmed_by) == ("别的项目的钱，月初转出", "慈善会复核")


def test_the_database_wants_the_words_too(holder):
    close = holder.prepare(10_000)
    with pytest.raises(IntegrityError), transaction.atomic():
        MonthClose.objects.filter(pk=close.pk).update(bank_fen=1)


def test_nobody_closes_alone(holder):
    close = holder.prepare(10_000)
    with pytest.raises(identity.SamePersonTwice):
        holder.confirm(close, by=holder.by)
    assert ledgers.book(holder.desk.fund.book_id).closed_through is None
    with pytest.raises(IntegrityError), transaction.atomic():
        Reconciliation.objects.create(
            close=close,
            holder_id=holder.id,
            through=MONTH_END,
            prepared_by_id=holder.by.user_id,
            confirmed_by_id=holder.by.user_id,
            at=NOW,
        )


def test_a_line_that_waits_keeps_the_month_open(holder):
    line = holder.line("5")
    with pytest.raises(actions.LinesWait):
        holder.prepare(10_005, "有一笔待认领")
    actions.explain_line(line_id=line.pk, words="退回的工资", by=holder.by, at=NOW)
    holder.confirm(holder.prepare(10_005, "有一笔不是基金的钱"))


def test_what_moved_since_is_prepared_anew(holder):
    close = holder.prepare(10_000)
    assert not queries.prepared(holder.second, holder.id, MONTH_END).stale
    holder.desk.give(5)
    assert queries.prepared(holder.second, holder.id, MONTH_END).stale
    with pytest.raises(actions.BooksHaveMoved):
        holder.confirm(close)
    holder.confirm(holder.prepare(10_005))


def test_a_line_that_came_since_is_seen(holder):
    close = holder.prepare(10_000)
    holder.line("5")
    with pytest.raises(actions.LinesWait):
        holder.confirm(close)


@pytest.mark.parametrize(
    ("through", "at"),
    [
        (MONTH_END, NOW),
        (datetime.date(2026, 11, 29), NEXT_MONTH),
        (datetime.date(2026, 12, 31), NEXT_MONTH),
    ],
)
def test_only_a_whole_month_that_is_over(holder, through, at):
    with pytest.raises(actions.MonthNotOver):
        holder.prepare(10_000, through=through, at=at)


def test_no_month_twice(holder):
    first, second = holder.prepare(10_000), holder.prepare(10_000)
    holder.confirm(first)
    with pytest.raises(actions.MonthNotOver):
        holder.confirm(second)
    with pytest.raises(actions.MonthNotOver):
        holder.prepare(10_000)
    assert queries.month_to_close(holder.by, holder.id, NEXT_MONTH.date()) is None


def test_what_is_closed_stays_matched_and_what_comes_late_is_booked_today(holder):
    request, later = holder.instructed(900), holder.instructed(100)
    match = holder.pay(holder.line("", "900"), request)
    holder.confirm(holder.prepare(9_100))
    with pytest.raises(actions.MonthClosed):
        holder.do(actions.unmatch, match_id=match.pk, at=NEXT_MONTH)
    late = holder.line("", "100", reference="迟到")
    holder.pay(late, later, at=NEXT_MONTH)
    entry = ledgers.entry(holder.desk.fund.book_id, ledgers.book(holder.desk.fund.book_id).head_seq)
    assert entry.occurred_on == NEXT_MONTH.date()


def test_the_month_that_waits_is_the_oldest_open_one(holder):
    assert queries.month_to_close(holder.by, holder.id, TODAY) is None
    assert queries.month_to_close(holder.by, holder.id, NEXT_MONTH.date()) == MONTH_END


def test_the_public_reads_days_and_sums_and_nothing_else(holder, village):
    found = published.reconciled(HERE, TODAY)
    assert (found.through, found.difference_fen) == (None, 0)
    assert published.reconciled("350206005024", TODAY) is None


def test_others_neither_prepare_nor_read(holder):
    for role in ("cashier", "auditor", "outsider"):
        by = getattr(holder.village, role)
        with pytest.raises((NotAllowed, NotFound)):
            holder.prepare(10_000, by=by)
        with pytest.raises((NotAllowed, NotFound)):
            queries.closed_months(by, holder.id)
