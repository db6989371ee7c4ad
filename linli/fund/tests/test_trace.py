"""Where a gift went: followed to the fen, told so that no family shows."""

import datetime
from itertools import accumulate

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings, strategies as st

from linli.fund import published
from linli.fund.tests.conftest import NOW, YUAN, Desk
from linli.ledger import actions as ledger, queries as books
from linli.ledger.entry import EntryDraft, Line


@pytest.fixture
def desk(village) -> Desk:
    """A fund that begins with nothing, so that gifts are used at once."""
    return Desk(village, {"general": 0})


def traced(desk, gift) -> published.Trace:
    found = published.trace(desk.fund.book_id, gift.entry.seq)
    assert found is not None
    assert (
        sum(line.fen for line in found.lines) + found.left_fen + found.taken_back_fen == found.fen
    )
    assert all(line.households is None or line.households >= 5 for line in found.lines)
    return found


def test_a_hundred_yuan_sixty_of_it_used(desk):
    gift = desk.give(100)
    for _ in range(6):
        desk.paid(10)
    desk.publish()
    found = traced(desk, gift)
    [line] = found.lines
    assert (line.fen, line.households, line.purposes) == (60 * YUAN, 6, ("family_aid",))
    assert (line.year, line.quarter) == (2026, 4)
    assert found.left_fen == 40 * YUAN


def test_what_no_batch_has_counted_is_in_the_fund(desk):
    gift = desk.give(100)
    for _ in range(6):
        desk.paid(10)
    assert traced(desk, gift).left_fen == 100 * YUAN


def test_a_part_that_one_family_took_is_not_told(desk):
    gift, _other = desk.give(100), desk.give(1000)
    desk.paid(30)
    for _ in range(5):
        desk.paid(100)
    desk.publish()
    # Two families drew on the first gift: it is all used, so its whole sum may be told.
    assert [line.fen for line in traced(desk, gift).lines] == [100 * YUAN]
    assert traced(desk, gift).lines[0].households == 6


def test_a_gift_that_two_families_have_begun_is_told_when_five_have(desk):
    before = desk.give(300)
    gift = desk.give(1000)
    for _ in range(4):
        desk.paid(100)
    desk.paid(50)
    desk.publish()
    assert traced(desk, before).lines[0].fen == 300 * YUAN
    assert traced(desk, gift).lines == ()
    for _ in range(5):
        desk.paid(20)
    desk.publish()
    # Seven families drew on it. The three who did not would show beside them: so, among all ten.
    [line] = traced(desk, gift).lines
    assert (line.fen, line.households) == (250 * YUAN, 10)


def test_a_gift_for_one_use_waits_while_few_were_helped_for_others(desk):
    """The batch told both uses as one sum: the students' part would leave one family's grant."""
    desk.give(100)
    gift = desk.give(1000, "student_aid")
    desk.paid(90)
    for _ in range(5):
        desk.paid(50, "student_aid")
    desk.publish()
    found = traced(desk, gift)
    assert (found.lines, found.left_fen) == ((), 1000 * YUAN)
    desk.give(1000)
    for _ in range(4):
        desk.paid(10)
    desk.publish()
    assert traced(desk, gift).lines == ()
    desk.paid(10)
    for _ in range(4):
        desk.paid(50, "student_aid")
    desk.publish()
    [line] = traced(desk, gift).lines
    assert (line.fen, line.purposes, line.households) == (450 * YUAN, ("student_aid",), 9)


def test_one_other_family_of_the_same_use_does_not_show_beside_five(desk):
    gift, _next = desk.give(100), desk.give(1000)
    for _ in range(5):
        desk.paid(20)
    desk.paid(33)
    desk.publish()
    [line] = traced(desk, gift).lines
    assert (line.fen, line.households) == (100 * YUAN, 6)


def test_works_are_told_at_once(desk):
    gift = desk.give(500)
    desk.paid(200, "estate_repair")
    desk.publish()
    [line] = traced(desk, gift).lines
    assert (line.fen, line.purposes, line.households) == (200 * YUAN, ("estate_repair",), None)


def test_a_use_of_few_is_told_together_with_the_others(desk):
    gift = desk.give(1000)
    for _ in range(6):
        desk.paid(10)
    desk.paid(10, "student_aid")
    desk.publish()
    [line] = traced(desk, gift).lines
    assert line.purposes == ("family_aid", "student_aid")
    assert (line.fen, line.households) == (70 * YUAN, 7)


def test_a_grant_that_was_withdrawn_is_followed_back(desk):
    gift = desk.give(100, "estate_repair")
    withdrawn = desk.ask(60, "estate_repair")
    desk.decide(withdrawn, 60)
    desk.withdraw(withdrawn)
    desk.paid(80, "estate_repair")
    desk.publish()
    found = traced(desk, gift)
    assert [line.fen for line in found.lines] == [80 * YUAN]
    assert found.left_fen == 20 * YUAN


def test_a_gift_taken_back_says_so(desk, village):
    gift = desk.give(100)
    ledger.reverse(
        book=desk.fund.book_id, seq=gift.entry.seq, reason="entered_twice", key="back",
        by=village.holder_accountant, at=NOW,
    )  # fmt: skip
    found = traced(desk, gift)
    assert (found.taken_back_fen, found.left_fen, found.lines) == (100 * YUAN, 0, ())


def test_a_days_takings_are_followed_as_gifts_are(desk, village):
    """Another room's kind of entry needs nothing here but its lines."""
    draft = EntryDraft(
        desk.fund.book_id, "takings.received", NOW.date(),
        lines=(Line("holder", "available", 50 * YUAN),), lines_shown=True,
    )  # fmt: skip
    seq = ledger.post(draft, key="day", by=village.holder_accountant, at=NOW).entry.seq
    desk.decide(desk.ask(20, "estate_repair"), 20)
    found = published.trace(desk.fund.book_id, seq)
    assert (found.fen, found.left_fen) == (50 * YUAN, 50 * YUAN)
    flow = books.flow(books.entry(desk.fund.book_id, seq))
    assert (flow.amount, flow.unspent) == (50 * YUAN, 30 * YUAN)


def test_a_payment_to_a_family_cannot_be_followed(desk):
    desk.give(100)
    request = desk.paid(10)
    seq = request.grant.entry.seq
    assert published.trace(desk.fund.book_id, seq) is None
    assert published.trace(desk.fund.book_id, 9999) is None
    assert published.trace("no-book", 1) is None


@pytest.mark.slow
@settings(
    max_examples=10, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(st.lists(st.lists(st.integers(1, 60), min_size=5, max_size=7), min_size=1, max_size=3))
def test_no_difference_between_two_days_is_one_familys(village, batches):
    """What is told of a gift grows by five families or more, or up to the whole gift."""
    with transaction.atomic():
        desk = Desk(village, {"general": 0})
        gifts = [desk.give(amount) for amount in (100, 250, 1000)]
        told = [0, 0, 0]
        for amounts in batches:
            for amount in amounts:
                desk.paid(amount)
            desk.publish()
            for number, gift in enumerate(gifts):
                now = sum(line.fen for line in traced(desk, gift).lines)
                uses = list(accumulate(books.flow(gift.entry).uses.values(), initial=0))
                families = uses.index(now) - uses.index(told[number])
                assert families == 0 or families >= 5 or now == gift.amount_fen
                told[number] = now
        transaction.set_rollback(True)


def test_a_line_over_two_years_says_both():
    line = published.TraceLine(
        1, ("family_aid",), datetime.date(2025, 1, 1), datetime.date(2026, 12, 31), 5
    )
    assert (line.quarter, line.year, line.first.year) == (None, 2026, 2025)
