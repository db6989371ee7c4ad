"""Two people press at the same moment, with real commits, on either engine."""

import contextlib
import threading
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.fund import actions, queries
from linli.fund.actions import steps
from linli.fund.models import Acknowledgement, Grant, Payment, Withdrawal
from linli.fund.queries.standing import LOCKED
from linli.fund.tests.conftest import NOW, YUAN, Desk
from linli.ledger import queries as books
from tests.hands import refusals, together
from tests.village import build_village


@pytest.fixture
def desk(fresh_database) -> Desk:
    return Desk(build_village())


def instructed(desk: Desk, amount: int = 900, purpose: str = "estate_repair"):
    request = desk.ask(amount, purpose)
    desk.decide(request, amount)
    desk.instruct(request)
    return request


def holds(desk: Desk, account: str) -> int:
    return books.balance(desk.fund.book_id, account) // YUAN


def test_a_double_click_on_pay_pays_once(desk):
    request, key = instructed(desk), uuid4()
    results = together(
        *[lambda: desk.pay(request, key=key, bank_reference="HX1") for _ in range(4)]
    )
    assert refusals(results) == []
    assert Payment.objects.count() == 1
    assert holds(desk, "holder") == 9_100


def test_pay_and_withdraw_do_not_both_happen(desk):
    """Read in one statement with the lock, the loser would not see what the winner did."""
    other = instructed(desk)  # money set aside for another, which a second draw would take
    for _ in range(6):
        request = instructed(desk)
        results = together(lambda r=request: desk.pay(r), lambda r=request: desk.withdraw(r))
        assert refusals(results) == ["AlreadyEnded"]
    assert Payment.objects.count() + Withdrawal.objects.count() == 6
    assert holds(desk, "approved") == 900
    assert queries.facts_now(other.pk).state == "instructed"
    assert books.verify(desk.fund.book_id).sound


def test_two_grants_at_once_cannot_share_a_yuan(desk):
    asked = [desk.ask(6_000, "estate_repair") for _ in range(2)]
    results = together(*[lambda r=request: desk.decide(r, 6_000) for request in asked])
    assert refusals(results) == ["NotEnoughMoney"]
    assert Grant.objects.count() == 1
    assert holds(desk, "available") == 4_000


def test_one_bank_line_entered_twice_at_once_pays_one_request(desk):
    asked = [instructed(desk) for _ in range(2)]
    results = together(*[lambda r=request: desk.pay(r, bank_reference="HX1") for request in asked])
    assert refusals(results) == ["BankLineTaken"]
    assert Payment.objects.count() == 1
    assert holds(desk, "holder") == 9_100


def test_acknowledgements_drawn_at_once_leave_no_gap(desk):
    gifts = [desk.give(1) for _ in range(5)]
    cashier = desk.village.cashier
    results = together(
        *[
            lambda g=gift: actions.acknowledge(donation_id=g.pk, by=cashier, at=NOW)
            for gift in gifts
        ]
    )
    assert refusals(results) == []
    assert sorted(Acknowledgement.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5]


def test_a_gift_pressed_twice_at_once_is_one_gift(desk):
    key = uuid4()
    results = together(*[lambda: desk.give(500, key=key) for _ in range(3)])
    assert refusals(results) == []
    assert holds(desk, "holder") == 10_500


def test_the_facts_are_read_after_the_lock_in_a_statement_of_their_own(village):
    """On PostgreSQL the statement that waits for a lock goes on with what it saw before."""
    request = Desk(village).ask(900, "estate_repair")
    with CaptureQueriesContext(connection) as asked:
        queries.hold(request.pk)
        queries.facts_now(request.pk)
    lock, facts = (query["sql"] for query in asked)
    assert "fund_fund" in lock
    assert "fund_payment" in facts


@pytest.mark.postgresql  # SQLite has one writer: there is no lock to take away
@pytest.mark.parametrize("locked", [True, False])
def test_without_the_lock_both_would_happen(desk, monkeypatch, locked):
    """Both have read their facts before either writes: what the lock is there to prevent."""
    if not locked:
        monkeypatch.setitem(LOCKED, "postgresql", "")
    instructed(desk)  # money set aside for another, which the second would take
    request = instructed(desk)
    both_have_read = threading.Barrier(2)

    def read_and_wait(request_id):
        facts = queries.facts_now(request_id)
        with contextlib.suppress(threading.BrokenBarrierError):
            both_have_read.wait(1)
        return facts

    monkeypatch.setattr(steps, "facts_now", read_and_wait)
    results = together(lambda: desk.pay(request), lambda: desk.withdraw(request))
    assert refusals(results) == (["AlreadyEnded"] if locked else [])
    assert holds(desk, "approved") == (900 if locked else 0)
