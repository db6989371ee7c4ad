"""Reading on from a cursor never steps over a deed that is not committed yet."""

import threading
import time

import pytest
from django.db import connection, transaction

from linli.identity.permissions import clock
from linli.journal import actions, queries
from tests.village import HERE, NOW


def record(verb):
    return actions.record(verb=verb, by=clock(), at=NOW, subject=("test", 1))


def after_soon(cursor, wanted):
    """The deeds after a cursor once there are so many; a minute at most.

    A snapshot's oldest transaction is the oldest of the whole server: a test that runs beside this
    one in a database of its own holds deeds back too, until it is through.
    """
    given_up = time.monotonic() + 60
    while len(deeds := queries.after(cursor)) < wanted and time.monotonic() < given_up:
        time.sleep(0.05)
    return deeds


def test_gives_deeds_in_order_after_a_cursor(fresh_database):
    first, second = record("a.done"), record("b.done")
    assert [deed.seq for deed in after_soon(0, wanted=2)] == [first.seq, second.seq]
    assert [deed.seq for deed in queries.after(first.seq)] == [second.seq]


def test_waits_for_a_slow_transaction_that_drew_an_earlier_number(fresh_database):
    if connection.vendor == "sqlite":  # one writer at a time: the race cannot be staged
        with transaction.atomic():
            record("slow.done")
        assert [deed.verb for deed in queries.after(0)] == ["slow.done"]
        return
    drawn, go_on = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            record("slow.done")
            drawn.set()
            go_on.wait(10)
        connection.close()

    worker = threading.Thread(target=slow)
    worker.start()
    drawn.wait(10)
    record("quick.done")
    assert queries.after(0) == []  # quick is committed, but slow has the earlier number
    go_on.set()
    worker.join()
    assert [deed.verb for deed in after_soon(0, wanted=2)] == ["slow.done", "quick.done"]


def test_an_edition_is_another_when_a_slow_action_comes_to_be_seen_last(fresh_database):
    """A page kept while the slow one was open must not be given after it."""

    def at_here(verb):
        actions.record(verb=verb, by=clock(), at=NOW, subject=("test", 1), place=HERE)

    at_here("first.done")
    drawn, go_on = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            at_here("slow.done")
            drawn.set()
            go_on.wait(10)
        connection.close()

    editions = [queries.edition(HERE)]
    worker = threading.Thread(target=slow)
    worker.start()
    drawn.wait(10)
    if connection.vendor == "postgresql":  # SQLite lets no quick one in beside it
        at_here("quick.done")
    editions.append(queries.edition(HERE))
    go_on.set()
    worker.join()
    editions.append(queries.edition(HERE))
    record("elsewhere.done")
    assert queries.edition(HERE) == editions[-1]
    assert len(set(editions)) == (3 if connection.vendor == "postgresql" else 2)


def test_a_slot_is_taken_by_one_of_two_clocks(fresh_database):
    taken = []

    def tick():
        taken.append(actions.take_slot(name="night", due_at=NOW, at=NOW))
        connection.close()

    clocks = [threading.Thread(target=tick) for _ in range(2)]
    for each in clocks:
        each.start()
    for each in clocks:
        each.join()
    assert sorted(taken) == [False, True]


@pytest.mark.usefixtures("db")
def test_a_cursor_moves():
    assert queries.cursor_of("discovery") == 0
    actions.move_cursor(name="discovery", seq=7)
    assert queries.cursor_of("discovery") == 7
