"""Several hands at once. First the race as it is without us; then that it is gone."""

import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection

from linli.identity.permissions import clock
from linli.kernel.transactions import one_transaction
from linli.ledger import actions, queries
from linli.ledger.actions import writing
from linli.ledger.guards import GUARDS
from linli.ledger.models import Account, Balance
from linli.ledger.tests.conftest import BOOK, aid, gift, open_test_book, write
from tests.village import NOW

HANDS = 4
WAIT_SECONDS = 2


def at_once(work: Callable[[int], Any], hands: int = HANDS) -> list[Any]:
    """Run ``work`` in threads with connections of their own; what each returned or raised."""
    connection.close()

    def run(hand: int) -> Any:
        try:
            return work(hand)
        except (DatabaseError, actions.NotEnough) as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(hands) as threads:
        return list(threads.map(run, range(hands)))


def meet(barrier: threading.Barrier) -> None:
    """Wait for the others; but where the engine lets one through at a time, they never come."""
    with contextlib.suppress(threading.BrokenBarrierError):
        barrier.wait(WAIT_SECONDS)


# The race


@pytest.fixture
def unguarded(committed_book) -> None:
    """100 in the bank, and no triggers: what most software does with such a row can be done."""
    write(gift(100))
    GUARDS.drop(connection)


def read_then_pay(bank: int, barrier: threading.Barrier, checked: bool) -> None:
    """Look whether there is enough, then pay: right for one hand, wrong for two."""
    if connection.vendor == "sqlite" and not checked:
        connection.cursor().execute("PRAGMA ignore_check_constraints = ON")
    row = Balance.objects.get(pk=bank)
    assert row.debits - row.credits >= 100
    meet(barrier)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ledger_balance SET credits = credits + 100 WHERE account_id = %s", [bank]
        )


def pay_twice_at_once(checked: bool) -> tuple[int, list[Any]]:
    """What is left of 100 after two hands have paid 100 each, and what they met with."""
    if connection.vendor == "postgresql" and not checked:
        connection.cursor().execute(
            "ALTER TABLE ledger_balance DROP CONSTRAINT balance_above_its_floor"
        )
    bank, barrier = Account.objects.get(code="bank").pk, threading.Barrier(2)
    met = at_once(lambda _hand: read_then_pay(bank, barrier, checked), hands=2)
    return queries.balance(BOOK, "bank"), met


def test_without_the_floor_two_hands_spend_the_same_money(unguarded):
    left, met = pay_twice_at_once(checked=False)
    assert (left, met) == (-100, [None, None])


def test_the_floor_alone_stops_the_second_hand(unguarded):
    left, met = pay_twice_at_once(checked=True)
    assert left == 0
    assert {type(one) for one in met} == {IntegrityError, type(None)}


def test_without_the_lock_two_hands_write_the_same_entry(committed_book, monkeypatch):
    """Control: both read the same head; the guards refuse the second, though there is enough."""
    write(gift(100))
    barrier, hold = threading.Barrier(2), writing.hold_book
    monkeypatch.setitem(writing.LOCKED, "postgresql", "")

    def hold_without_lock(code: str) -> Any:
        book = hold(code)
        meet(barrier)
        return book

    monkeypatch.setattr("linli.ledger.actions.entries.hold_book", hold_without_lock)
    met = at_once(lambda hand: pay(hand, first=0), hands=2)
    lost = [one for one in met if isinstance(one, IntegrityError)]
    assert len(lost) == (1 if connection.vendor == "postgresql" else 0)  # SQLite has one writer
    assert queries.verify(BOOK).sound


# And gone


def pay(hand: int, first: int, amount: int = 10) -> Any:
    return actions.post(aid(amount), key=f"pay {hand} {first}", by=clock(), at=NOW)


def test_many_hands_pay_exactly_what_there_is(committed_book):
    """Half of the payments find money; no hand is turned away for any other reason."""
    each = 15
    write(gift(10 * HANDS * each // 2))

    def pay_many(hand: int) -> list[bool]:
        paid = []
        for turn in range(each):
            try:
                paid.append(pay(hand, turn).created)
            except actions.NotEnough:
                paid.append(False)
        return paid

    paid = at_once(pay_many)
    assert sum(map(sum, paid)) == HANDS * each // 2
    assert queries.balance(BOOK, "bank") == 0
    assert queries.verify(BOOK).sound


def test_many_hands_with_one_key_make_one_entry(committed_book):
    write(gift(100))
    barrier = threading.Barrier(HANDS)

    def press(_hand: int) -> Any:
        meet(barrier)
        return actions.post(aid(10), key="one", by=clock(), at=NOW)

    posted = at_once(press)
    assert len({one.entry.pk for one in posted}) == 1
    assert sorted(one.created for one in posted) == [False] * (HANDS - 1) + [True]
    assert queries.balance(BOOK, "bank") == 90


def test_two_that_wait_for_each_other_both_come_through(committed_book):
    """PostgreSQL ends one of the two transactions; whoever opened it tries again."""
    open_test_book("second")
    barrier = threading.Barrier(2)

    @one_transaction
    def post_into_both(hand: int) -> None:
        books = [BOOK, "second"] if hand else ["second", BOOK]
        for number, book in enumerate(books):
            actions.post(gift(10, book=book), key=f"{hand} {number}", by=clock(), at=NOW)
            meet(barrier)

    assert at_once(post_into_both, hands=2) == [None, None]
    assert [queries.balance(book, "bank") for book in (BOOK, "second")] == [20, 20]
    assert all(verdict.sound for verdict in queries.verify_all())
