"""What the street learns: batch by batch, never of fewer than five households."""

import datetime
import json
from uuid import uuid4

import pytest

from linli.fund import actions, published, queries
from linli.fund.models import Batch, Donation, Payment
from linli.fund.tests.conftest import LATER, NOW, YUAN
from linli.identity.permissions import NotAllowed
from linli.ledger import queries as books


def pay_families(desk, count: int, purpose: str = "family_aid", amount: int = 100) -> None:
    for _ in range(count):
        desk.paid(amount, purpose)


def figures(desk) -> published.FundFigures:
    return published.figures(desk.village.here)


def test_nothing_is_shown_before_the_first_batch(desk):
    assert figures(desk) is None


def test_a_batch_shows_income_payments_and_balance_apart(desk):
    desk.give(500, "student_aid")
    desk.give(200)
    pay_families(desk, 5)
    desk.publish()
    shown = figures(desk)
    assert (shown.opening_fen, shown.income_fen, shown.paid_fen, shown.balance_fen) == (
        10_000 * YUAN,
        700 * YUAN,
        500 * YUAN,
        10_200 * YUAN,
    )
    assert {each.kind: each.fen for each in shown.income} == {
        "student_aid": 500 * YUAN,
        "general": 200 * YUAN,
    }
    assert {each.kind: each.fen for each in shown.paid} == {"family_aid": 500 * YUAN}
    assert shown.adds_up


def test_payments_to_four_households_wait(desk):
    pay_families(desk, 4)
    desk.publish()
    shown = figures(desk)
    assert (shown.paid_fen, shown.balance_fen) == (0, 10_000 * YUAN)
    assert shown.quarter.held
    assert shown.quarter.households == 0
    assert Payment.objects.filter(batch=None).count() == 4


def test_the_waiting_payments_come_out_with_the_fifth(desk):
    pay_families(desk, 4)
    desk.publish()
    pay_families(desk, 1)
    desk.publish(at=LATER)
    shown = figures(desk)
    assert (shown.number, shown.paid_fen, shown.quarter.households) == (2, 500 * YUAN, 5)
    assert shown.quarter.persons == 15


def test_one_household_paid_five_times_is_one_household(desk):
    household = desk.family()
    for _ in range(5):
        desk.paid(100, household_id=household)
    desk.publish()
    assert figures(desk).paid_fen == 0


def test_a_single_student_hides_among_the_families(desk):
    pay_families(desk, 6)
    pay_families(desk, 1, "student_aid", amount=777)
    desk.publish()
    shown = figures(desk)
    assert {each.kind: each.fen for each in shown.paid} == {"together": 1_377 * YUAN}
    assert {each.kind: each.households for each in shown.quarter.groups} == {"together": 7}


def test_a_repair_is_shown_at_once_since_it_points_at_nobody(desk):
    desk.paid(900, "estate_repair")
    pay_families(desk, 1)
    desk.publish()
    assert {each.kind: each.fen for each in figures(desk).paid} == {"estate_repair": 900 * YUAN}


def test_no_difference_between_two_batches_is_one_households_money(desk):
    pay_families(desk, 5)
    desk.publish()
    before = figures(desk)
    pay_families(desk, 1, amount=777)
    desk.publish(at=LATER)
    after = figures(desk)
    assert after.number == 2
    assert (before.paid, before.balance_fen) == (after.paid, after.balance_fen)


def test_a_donation_after_the_batch_moves_nothing_until_the_next(desk):
    desk.publish()
    desk.give(500)
    assert figures(desk).income_fen == 0
    desk.publish(at=LATER)
    assert figures(desk).income_fen == 500 * YUAN


def test_last_quarters_families_are_not_counted_again(desk):
    pay_families(desk, 5)
    desk.publish()
    next_quarter = NOW + datetime.timedelta(days=60)
    desk.publish(at=next_quarter)
    shown = figures(desk)
    assert shown.quarter.first == datetime.date(2027, 1, 1)
    assert (shown.quarter.households, shown.quarter.held) == (0, False)
    assert shown.paid_fen == 500 * YUAN


def test_the_chain_holds_the_very_figures_of_the_page(desk):
    desk.give(500)
    pay_families(desk, 5)
    batch = desk.publish()
    entry = books.entry(desk.fund.book.code, batch.entry.seq)
    assert json.loads(entry.public)["figures"] == batch.figures
    assert books.verify(desk.fund.book.code).sound


def test_nothing_published_names_a_person_or_an_id(desk):
    request = desk.paid(100)
    pay_families(desk, 4)
    batch = desk.publish()
    everything = json.dumps(batch.figures) + repr(figures(desk))
    assert str(request.household_id) not in everything
    assert str(request.pk) not in everything


def test_pressing_publish_twice_publishes_once(desk):
    key = uuid4()
    assert desk.publish(key=key) == desk.publish(key=key)
    assert Batch.objects.count() == 1


def test_only_the_holder_publishes(desk):
    with pytest.raises(NotAllowed):
        desk.publish(by=desk.village.cashier)


def test_refuses_to_publish_while_papers_and_book_disagree(desk):
    gift = desk.give(500)
    Donation.objects.filter(pk=gift.pk).update(amount_fen=499 * YUAN)
    with pytest.raises(actions.BookDoesNotAddUp) as refusal:
        desk.publish()
    assert "¥10,499" in str(refusal.value)
    assert not Batch.objects.exists()


def test_papers_and_book_agree_at_every_moment(desk):
    assert queries.trouble_of(desk.fund) == ""
    desk.give(500)
    request = desk.ask(900)
    desk.decide(request, 900)
    assert queries.trouble_of(desk.fund) == ""
    desk.withdraw(request)
    desk.paid(10)
    assert queries.trouble_of(desk.fund) == ""


# Is my receipt in the book? ----------------------------------------------------------------------


@pytest.fixture
def paper(desk):
    gift = desk.give(500, "student_aid", donor_name="陈某")
    return actions.acknowledge(donation_id=gift.pk, by=desk.village.cashier, at=NOW)


def test_a_receipt_is_found_by_its_number_but_tells_no_amount(paper):
    found = published.receipt("JA2026", 1)
    assert found.intact
    assert (found.code_right, found.amount_fen, found.received_on) == (None, None, None)


def test_whoever_holds_the_paper_may_compare_the_amount(paper):
    found = published.receipt("JA2026", 1, code=paper.head_hash[:8].upper())
    assert (found.code_right, found.amount_fen) == (True, 500 * YUAN)


@pytest.mark.parametrize("code", ["deadbeef", "x", "金安社区慈善"])
def test_a_wrong_code_tells_nothing_more(paper, code):
    found = published.receipt("JA2026", 1, code=code)
    assert (found.code_right, found.amount_fen) == (False, None)


def test_a_number_that_was_never_issued_is_not_in_the_book(paper):
    assert published.receipt("JA2026", 2) is None


# Anybody adds it up again ------------------------------------------------------------------------


def test_the_published_book_adds_up_to_the_published_balance(desk):
    desk.give(500, "student_aid")
    desk.paid(900, "estate_repair")
    pay_families(desk, 6)
    desk.publish()
    pay_families(desk, 2)
    desk.give(70)
    proof = published.proof(desk.village.here)
    assert proof.said_fen == proof.book_fen == proof.papers_fen == 9_000 * YUAN
    assert proof.adds_up
    assert proof.head_hash == figures(desk).head_hash


def test_a_withdrawn_grant_leaves_the_proof_as_it_was(desk):
    for purpose in ("family_aid", "estate_repair"):
        request = desk.ask(900, purpose)
        desk.decide(request, 900)
        desk.withdraw(request)
    desk.publish()
    assert published.proof(desk.village.here).adds_up


def test_a_paper_that_was_changed_shows_in_the_proof(desk):
    gift = desk.give(500)
    desk.publish()
    Donation.objects.filter(pk=gift.pk).update(amount_fen=499 * YUAN)
    proof = published.proof(desk.village.here)
    assert (proof.papers_fen, proof.book_fen) == (10_499 * YUAN, 10_500 * YUAN)
    assert not proof.adds_up


def test_figures_that_were_changed_show_in_the_proof(desk):
    batch = desk.publish()
    Batch.objects.filter(pk=batch.pk).update(figures={**batch.figures, "balance_fen": 1})
    assert not published.proof(desk.village.here).adds_up


def test_there_is_no_proof_before_the_first_batch(desk):
    assert published.proof(desk.village.here) is None
