"""Two tills, two presses, a killed process: with real commits, on either engine."""

import contextlib
import os
import signal
import time
from collections.abc import Callable
from functools import partial
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import connection

from linli.fund import queries as funds
from linli.fund.models import Takings
from linli.shop import actions
from linli.shop.actions import days
from linli.shop.models import Closing, Move, Sale, SaleLine, SecondCount
from linli.shop.queries.standing import sums_of
from linli.shop.tests.conftest import Shop
from tests.hands import refusals, together
from tests.village import build_village


@pytest.fixture
def shop(fresh_database) -> Shop:
    return Shop(build_village())


@pytest.fixture
def opened(shop) -> SimpleNamespace:
    shop.basis()
    day = shop.open()
    return SimpleNamespace(day=day, till=shop.till(day), other=shop.till(day))


def test_two_tills_sell_one_piece_once(shop, opened):
    for _ in range(4):
        item = shop.item()
        results = together(
            lambda item=item: shop.sell(opened.till, item),
            lambda item=item: shop.sell(opened.other, item),
        )
        assert refusals(results) == ["NotThere"]
    assert Sale.objects.count() == 4


def test_two_tills_without_network_both_keep_their_money(shop, opened):
    item = shop.item()
    together(
        lambda: shop.sell(opened.till, item, queued=True),
        lambda: shop.sell(opened.other, item, queued=True),
    )
    assert sorted(SaleLine.objects.values_list("contested", flat=True)) == [False, True]
    assert Move.objects.filter(kind="sold").count() == 1


def test_a_sale_sent_by_four_hands_is_one(shop, opened):
    item, sale_id = shop.item(), uuid4()
    press = partial(shop.sell, opened.till, item, sale_id=sale_id)
    assert refusals(together(press, press, press, press)) == []
    assert Sale.objects.count() == 1


def test_sold_at_the_till_and_given_at_the_desk_is_one_of_both(shop, opened):
    home = shop.family()
    for _ in range(4):
        item = shop.item()
        results = together(
            lambda item=item: shop.sell(opened.till, item),
            lambda item=item: shop.give(item, home),
        )
        assert len(refusals(results)) == 1
        assert item.moves.count() == 3


def test_two_hands_count_a_day_once(shop, opened):
    shop.sell(opened.till, shop.item())
    shop.close(opened.day, 125)
    item = shop.item()
    results = together(
        lambda: shop.count(opened.day, 125),
        lambda: shop.count(opened.day, 125),
        lambda: shop.sell(opened.till, item),
    )
    assert sorted(refusals(results)) == ["CountedAgainAlready", "DayClosed"]
    assert Takings.objects.count() == SecondCount.objects.count() == 1


def test_a_day_killed_while_it_is_counted_is_not_half_counted(shop, opened, monkeypatch):
    """Killed with everything written and nothing committed, before and after the fund's part."""
    shop.sell(opened.till, shop.item())
    shop.close(opened.day, 125)
    for stop_in in ("_to_the_fund", "enter_phone"):
        _kill_in(monkeypatch, stop_in, lambda: shop.count(opened.day, 125))
        assert not SecondCount.objects.exists()
        assert not Takings.objects.exists()
        assert funds.trouble_of(shop.fund) == ""
    shop.count(opened.day, 125)
    assert shop.holds() == 1_025
    assert funds.trouble_of(shop.fund) == ""


@pytest.mark.slow
def test_a_day_killed_at_any_moment_is_never_half_counted(shop, opened):
    item_sold = shop.item()
    shop.sell(opened.till, item_sold)
    shop.close(opened.day, 125)
    key = uuid4()
    for wait in range(12):
        _killed_after(wait * 0.004, lambda: shop.count(opened.day, 125, key=key))
        assert Takings.objects.count() == SecondCount.objects.count()
        assert Closing.objects.count() == 1
        assert funds.trouble_of(shop.fund) == ""
    shop.count(opened.day, 125, key=key)
    assert shop.holds() == 1_025
    assert sums_of(opened.day).cash_fen == 2_500


def _kill_in(monkeypatch, name: str, act: Callable[[], object]) -> None:
    """A process that stops at the end of this step of ``days``, its transaction open, and dies."""
    there, here = os.pipe()
    whole = getattr(days, name)
    connection.close()
    process = os.fork()
    if process == 0:

        def step(*about, **more):
            whole(*about, **more)
            os.write(here, b"!")
            time.sleep(60)

        monkeypatch.setattr(days, name, step)
        act()
        os._exit(1)
    assert os.read(there, 1) == b"!"
    _end(process)
    os.close(there)
    os.close(here)


def _killed_after(seconds: float, act: Callable[[], object]) -> None:
    connection.close()
    process = os.fork()
    if process == 0:
        with contextlib.suppress(actions.CountedAgainAlready):
            act()
        os._exit(0)
    time.sleep(seconds)
    _end(process)


def _end(process: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
