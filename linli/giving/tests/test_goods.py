"""Goods given for use: every piece that left is accounted for, none leaves twice."""

import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings, strategies as st

from linli.giving import actions, queries
from linli.giving.models import GoodsGift, GoodsUse
from linli.kernel.refusal import NotFound
from tests.village import TODAY

TOMORROW = TODAY + datetime.timedelta(days=1)
YESTERDAY = TODAY - datetime.timedelta(days=1)


def test_pieces_leave_until_none_is_left(giving):
    gift = giving.goods(10)
    giving.use(gift, 4)
    giving.use(gift, 6, reason="spoiled")
    with pytest.raises(actions.NotSoMany):
        giving.use(gift, 1)
    row, uses = queries.goods_gift(giving.village.cashier, gift.pk)
    assert (row.left, [use.quantity for use in uses]) == (0, [6, 4])


def test_a_family_is_given_and_its_dossier_says_so(giving):
    home, gift = giving.desk.family(), giving.goods(10)
    giving.use(gift, 2, reason="family", household_id=home)
    (card,) = queries.cards_for(giving.village.social_worker, home)
    assert [what for what, _use in card.given] == ["大米 2 袋"]
    assert queries.cards_for(giving.village.committee_member, home) == []
    assert queries.goods_for(giving.village.social_worker, home).rows[0].left == 8
    with pytest.raises(NotFound):
        queries.goods_for(giving.village.outsider, home)


@pytest.mark.parametrize(
    ("how", "refusal"),
    [
        ({"quantity": 0}, actions.AmountNotPossible),
        ({"quantity": 11}, actions.NotSoMany),
        ({"used_on": TOMORROW}, actions.DayNotPossible),
        ({"used_on": YESTERDAY}, actions.DayNotPossible),
        ({"reason": "family"}, actions.ForWhom),
        ({"household_id": uuid4()}, actions.ForWhom),
    ],
)
def test_refuses_what_cannot_be(giving, how, refusal):
    gift = giving.goods(10)
    with pytest.raises(refusal):
        giving.use(gift, how.pop("quantity", 1), **how)
    assert GoodsGift.objects.get().left == 10


def test_what_has_gone_off_is_given_to_nobody(giving):
    gift = giving.goods(10, good_until=TODAY)
    GoodsGift.objects.update(good_until=YESTERDAY)
    with pytest.raises(actions.OutOfDate):
        giving.use(gift, 1)
    giving.use(gift, 10, reason="spoiled")


@pytest.mark.parametrize(
    ("how", "refusal"),
    [
        ({"quantity": 0}, actions.AmountNotPossible),
        ({"received_on": TOMORROW}, actions.DayNotPossible),
        ({"good_until": YESTERDAY}, actions.OutOfDate),
        ({"value_fen": 0}, actions.AmountNotPossible),
    ],
)
def test_refuses_goods_that_cannot_be(giving, how, refusal):
    with pytest.raises(refusal):
        giving.goods(**how)


def test_pressing_twice_is_giving_once(giving):
    gift, key = giving.goods(10), uuid4()
    assert giving.use(gift, 3, key=key) == giving.use(gift, 3, key=key)
    assert GoodsGift.objects.get().left == 7


@pytest.mark.parametrize("wrong", [{"left": 11}, {"value_fen": 5}, {"value_from": "market"}])
def test_the_database_refuses_it_too(giving, wrong):
    gift = giving.goods(10)
    with pytest.raises(IntegrityError), transaction.atomic():
        GoodsGift.objects.filter(pk=gift.pk).update(**wrong)


def test_the_database_refuses_a_share_for_no_family(giving):
    use = giving.use(giving.goods(10), 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        GoodsUse.objects.filter(pk=use.pk).update(reason="family")


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(wanted=st.lists(st.integers(1, 8), max_size=6))
def test_what_came_is_what_left_and_what_is_left(giving, wanted):
    gift = giving.goods(10)
    for quantity in wanted:
        try:
            giving.use(gift, quantity)
        except actions.NotSoMany:
            gift.refresh_from_db()
            assert quantity > gift.left
    gift.refresh_from_db()
    used = sum(GoodsUse.objects.filter(gift=gift).values_list("quantity", flat=True))
    assert gift.left + used == gift.quantity
