"""Whatever hands do in whatever order: stock = in − out, takings = sales − returns ± difference."""

import random

import pytest
from hypothesis import HealthCheck, given, settings, strategies as some

from linli.fund import queries as funds
from linli.fund.models import Takings
from linli.kernel.refusal import Refused
from linli.shop import actions, terms
from linli.shop.models import Item, Move, Return, Sale, SaleLine
from linli.shop.queries.days import slip_of
from linli.shop.queries.standing import standing, stands_of, sums_of
from linli.shop.tests.conftest import NOW, TODAY, YUAN

STEPS = ("sell", "sell", "sell", "phone", "undo", "back", "give", "away", "out", "waste",
         "new")  # fmt: skip


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=some.lists(some.sampled_from(STEPS), max_size=25), seed=some.integers(0, 2**16),
       found=some.integers(-3, 3))  # fmt: skip
@pytest.mark.slow
def test_pieces_and_money_add_up(transacted, steps, seed, found):
    with transacted() as (shop, opened, home):
        draw = random.Random(seed)
        items = [shop.item() for _ in range(3)]
        for step in steps:
            try:
                walk(shop, opened, home, items, step, draw)
            except Refused:
                continue
        pieces_add_up(items)
        money_adds_up(shop, opened, found)


def walk(shop, opened, home, items, step, draw):
    item, how = draw.choice(items), {"by": shop.keeper, "at": NOW}
    sales = list(Sale.objects.order_by("number"))
    if step in ("sell", "phone"):
        item = draw.choice([each for each in items if each.prices.exists()])
        shop.sell(
            opened.till, item,
            way="phone" if step == "phone" else "cash",
            queued=draw.random() < 0.3,
        )  # fmt: skip
    elif step == "undo" and sales:
        shop.undo(opened.till, sales[-1])
    elif step == "back" and sales:
        shop.take_back(opened.till, slip_of(TODAY, draw.choice(sales).number), item.code)
    elif step == "give":
        shop.give(item, home)
    elif step == "new":
        items.append(shop.item(draw.choice([None, 25])))
    else:
        act = {"away": actions.put_away, "out": actions.put_out}.get(step)
        if act:
            act(item_id=item.pk, **how)
        elif step == "waste":
            actions.write_off(item_id=item.pk, reason="damaged", **how)


def pieces_add_up(items):
    """Every piece is in one place, came there without a gap, and stock is what came less went."""
    moves = list(Move.objects.order_by("item", "number"))
    for item in items:
        own = [move for move in moves if move.item_id == item.pk]
        assert [move.number for move in own] == list(range(1, len(own) + 1))
        at = "outside"
        for move in own:
            assert move.came_from == at
            assert move.came_from in terms.MOVES[move.kind].sources
            at = move.goes_to
        assert stands_of([item.pk])[item.pk].at == at
    came = sum(1 for move in moves if move.goes_to in terms.HERE)
    went = sum(1 for move in moves if move.came_from in terms.HERE)
    assert standing().filter(stand__in=terms.HERE).count() == came - went
    assert Item.objects.count() == len(items)
    sold = SaleLine.objects.filter(contested=False).count()
    back = SaleLine.objects.filter(contested=False, returned__isnull=False).count()
    assert standing().filter(stand="buyer").count() == sold - back


def money_adds_up(shop, opened, found):
    sales = sum(sale.total_fen + sale.kept_fen for sale in Sale.objects.filter(way="cash"))
    back = sum(taken.amount_fen for taken in Return.objects.filter(way="cash"))
    assert sums_of(opened.day).cash_fen == sales - back
    box = max(0, 100 + (sales - back) // YUAN + found)
    shop.close(opened.day, box)
    second = shop.count(opened.day, box)
    entered = sum(row.amount_fen for row in Takings.objects.all())
    assert second.takings_fen == entered
    if box >= 100:
        assert entered == sales - back + second.difference_fen
    assert funds.trouble_of(shop.fund) == ""
