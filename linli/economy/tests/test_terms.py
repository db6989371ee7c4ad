"""How a month is reckoned, as tables of examples."""

from fractions import Fraction

import pytest
from hypothesis import given, settings, strategies as st

from linli.economy import terms
from linli.economy.terms import NO_COSTS, NOT_OPEN, per_hour, ratio, shared, split, untold

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("fen", "minutes", "value", "shown", "why"),
    [
        (100_00, 120, Fraction(5000), 50_00, ""),
        (100_00, 90, Fraction(20000, 3), 66_67, ""),
        (0, 60, Fraction(0), 0, ""),  # a cost that is nought, and known to be
        (None, 60, None, None, NO_COSTS),  # 成本未录 is not nought
        (100_00, 0, None, None, NOT_OPEN),
        (None, 0, None, None, NO_COSTS),
    ],
)
def test_an_hour_of_a_room(fen, minutes, value, shown, why):
    found = per_hour(fen, minutes, empty=NOT_OPEN)
    assert (found.value, found.rounded, found.why) == (value, shown, why)


def test_a_recovery_ratio_is_exact_until_it_is_shown():
    assert ratio(1, 3).value * 3 == 1
    assert ratio(2, 3).percent == 67


def test_hours_of_the_day_fall_into_three_parts():
    told = terms.by_part({8: 60, 11: 30, 12: 45, 17: 60, 18: 15, 21: 60})
    assert told == {"morning": 90, "afternoon": 105, "evening": 75}


@pytest.mark.parametrize(
    ("counts", "few", "hidden"),
    [
        ({"a": 9, "b": 0}, (), ""),
        ({"a": 9, "b": 3, "c": 20}, (), "ab"),  # b alone could be taken off the sum
        ({"a": 2, "b": 2, "c": 20, "d": 8}, (), "abd"),  # so could the sum of two small ones
        ({"a": 4, "b": 4, "c": 20}, (), "ab"),
        ({"a": 30, "b": 12}, "a", "ab"),
        ({"a": 3}, (), "a"),
    ],
)
def test_a_small_number_cannot_be_worked_out_from_the_sum(counts, few, hidden):
    assert untold(counts, few) == set(hidden)


fen = st.integers(0, 10**7)
minutes = st.integers(0, 44_640)
rooms = st.sampled_from("abc")


@settings(max_examples=60)
@given(
    named=st.dictionaries(st.sampled_from("abcx"), fen),
    whole=fen,
    opened=st.dictionaries(rooms, minutes),
    uses=st.dictionaries(rooms, st.dictionaries(st.integers(1, 4), minutes)),
)
def test_every_fen_of_a_month_falls_somewhere_once(named, whole, opened, uses):
    found = split(named, whole, opened, uses)
    assert sum(found.rooms.values()) + found.left == sum(named.values()) + whole
    borne = sum(found.of(use) for use in range(1, 5))
    assert borne + found.idle == sum(found.rooms.values())


def test_a_total_is_shared_by_largest_remainders():
    assert shared(10, {"a": 1, "b": 2, "c": 3}) == {"a": 2, "b": 3, "c": 5}
    assert shared(10, {"a": 0}) == {}
