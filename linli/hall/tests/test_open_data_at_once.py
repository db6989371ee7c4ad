"""A reader of open data beside a change that is slow to be committed."""

import threading
import time

import pytest
from django.db import connection, transaction

from linli.hall import terms
from linli.hall.actions import PoolPlan
from linli.hall.published import After
from linli.hall.tests.conftest import Counter
from linli.hall.tests.test_open_data import page, read_on
from linli.journal import queries as journal
from linli.journal.models import Deed
from linli.programmes import actions as programmes
from linli.programmes.tests.conftest import School
from tests.village import NOW, build_village


@pytest.fixture
def counter(fresh_database) -> Counter:
    village = build_village()
    return Counter(village, School(village))


def come_to_the_end() -> After:
    """Read all there is, once it is settled: other databases' transactions hold deeds back."""
    given_up = time.monotonic() + 60
    while journal.end() < Deed.objects.latest("seq").seq and time.monotonic() < given_up:
        time.sleep(0.05)
    return read_on(After(0, ""))[1]


def test_a_slow_change_is_not_stepped_over(counter):
    """It drew its number first and is committed last: without ``settled`` it would be lost."""
    slow_one, quick_one, _ = (each.pk for each in counter.sessions)
    offer = counter.offer(PoolPlan("一般", 3), kind=terms.EACH)
    counter.person("甲")
    end = come_to_the_end()
    drawn, go_on = threading.Event(), threading.Event()

    def slowly() -> None:
        with transaction.atomic():
            programmes.cancel_sessions(
                session_ids=[slow_one], reason="停电", by=counter.keeper, at=NOW
            )
            drawn.set()
            go_on.wait(20)
        connection.close()

    if connection.vendor == "sqlite":  # one writer at a time: nobody can come between
        go_on.set()
    worker = threading.Thread(target=slowly)
    worker.start()
    drawn.wait(20)
    if connection.vendor == "sqlite":
        worker.join()
    counter.enrol(offer, "甲", session_id=quick_one)
    if connection.vendor == "postgresql":
        assert page(end)["items"] == []  # committed, but behind a number that is still open
    go_on.set()
    worker.join()
    cancelled = False
    given_up = time.monotonic() + 60  # a test beside this one holds deeds back until it is through
    while not cancelled and time.monotonic() < given_up:
        rows, end = read_on(end)
        told = {row["id"]: row["data"]["eventStatus"] for row in rows}
        cancelled = told.get(str(slow_one), "").endswith("EventCancelled")
        time.sleep(0.05)
    assert cancelled
