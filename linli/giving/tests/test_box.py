"""A box is counted by two, each for himself; what both found is a gift, what differs is kept."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings, strategies as st

from linli.fund.models import Donation
from linli.giving import actions, queries
from linli.giving.models import BoxCount
from linli.giving.tests.conftest import YUAN
from linli.identity.permissions import NotAllowed
from linli.ledger import queries as books
from tests.village import NOW, TODAY


def test_two_equal_counts_are_a_gift_without_a_name(giving):
    count = giving.again(giving.count(giving.box()), 205)
    gift = count.donation
    assert (gift.amount_fen, gift.way, gift.shown_as, gift.donor_name) == (
        205 * YUAN,
        "box",
        "",
        None,
    )
    assert (gift.origin_noun, gift.origin_id) == ("box_count", count.pk)
    assert books.verify(giving.desk.fund.book_id).sound


def test_two_different_counts_are_kept_and_counted_again(giving):
    box = giving.box()
    with pytest.raises(actions.CountDiffers, match="¥5"):
        giving.again(giving.count(box), 200)
    assert not Donation.objects.exists()
    first = BoxCount.objects.get()
    assert (first.first_fen, first.second_fen) == (205 * YUAN, 200 * YUAN)
    giving.again(giving.count(box), 205)
    assert Donation.objects.get().amount_fen == 205 * YUAN


def test_the_second_person_is_not_told_the_first_sum(giving):
    count = giving.count(giving.box())
    assert queries.count(giving.village.social_worker, count.pk).first_fen is None
    giving.again(count, 205)
    assert queries.count(giving.village.social_worker, count.pk).first_fen == 205 * YUAN


def test_refuses_the_same_person_twice(giving):
    count = giving.count(giving.box())
    with pytest.raises(actions.SamePersonTwice):
        giving.again(count, 205, by=giving.village.cashier)
    assert BoxCount.objects.get().second_by is None


def test_the_database_refuses_the_same_person_twice(giving):
    count = giving.again(giving.count(giving.box()), 205)
    with pytest.raises(IntegrityError), transaction.atomic():
        BoxCount.objects.filter(pk=count.pk).update(second_by=count.first_by)


def test_the_database_refuses_a_gift_of_two_sums(giving):
    count = giving.again(giving.count(giving.box()), 205)
    with pytest.raises(IntegrityError), transaction.atomic():
        BoxCount.objects.filter(pk=count.pk).update(second_fen=1)


def test_the_database_refuses_a_box_gift_nobody_counted(giving):
    gift = giving.desk.give(5)
    with pytest.raises(IntegrityError), transaction.atomic():
        Donation.objects.filter(pk=gift.pk).update(way="box")


def test_an_empty_box_is_no_gift(giving):
    count = giving.count(giving.box(), {100_00: 0})
    assert giving.again(count, 0).donation is None
    assert not Donation.objects.exists()


def test_one_count_of_a_box_at_a_time(giving):
    box = giving.box()
    count = giving.count(box)
    with pytest.raises(actions.CountUnderWay):
        giving.count(box)
    count.pk, count.key = uuid4(), uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        count.save(force_insert=True)
    with pytest.raises(actions.CountUnderWay):
        actions.take_box_away(box_id=box.pk, by=giving.village.cashier, at=NOW)


def test_pressing_twice_is_counting_once(giving):
    box, key = giving.box(), uuid4()
    assert giving.count(box, key=key) == giving.count(box, key=key)
    count = BoxCount.objects.get()
    assert giving.again(count, 205).donation == giving.again(count, 205).donation


def test_a_box_taken_away_is_counted_no_more(giving):
    box = giving.box()
    actions.take_box_away(box_id=box.pk, by=giving.village.cashier, at=NOW)
    with pytest.raises(actions.BoxTakenAway):
        giving.count(box)
    (shown,) = queries.boxes(giving.village.cashier, giving.fund_id)
    assert shown.taken_away_on == TODAY


def test_a_label_stands_for_one_box(giving):
    giving.box()
    with pytest.raises(actions.NumberTaken):
        giving.box()


def test_only_counters_count(giving):
    with pytest.raises(NotAllowed):
        giving.count(giving.box(), by=giving.village.policy_officer)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(pairs=st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=4))
def test_the_fund_receives_exactly_what_two_agreed_on(giving, pairs):
    with transaction.atomic():
        box = giving.box(label=uuid4().hex[:30])
        before = sum(Donation.objects.values_list("amount_fen", flat=True))
        for first, second in pairs:
            count = giving.count(box, {1_00: first})
            try:
                giving.again(count, second)
            except actions.CountDiffers:
                assert first != second
        after = sum(Donation.objects.values_list("amount_fen", flat=True))
        assert after - before == sum(a * YUAN for a, b in pairs if a == b)
