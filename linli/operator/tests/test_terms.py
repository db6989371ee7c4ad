"""Dividing to the last fen, meters and wages; pure."""

import pytest
from hypothesis import given, settings, strategies as st

from linli.operator import terms

pytestmark = pytest.mark.once


@settings(max_examples=200, deadline=None)
@given(
    total=st.integers(-10_000_000, 10_000_000),
    weights=st.lists(st.integers(0, 5_000), min_size=1, max_size=12).filter(any),
)
def test_parts_add_up_exactly_and_none_is_more_than_one_fen_off(total, weights):
    parts = terms.divided(total, dict(enumerate(weights)))
    assert sum(parts.values()) == total
    for key, part in parts.items():
        assert abs(part * sum(weights) - total * weights[key]) < sum(weights)


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (100, {"a": 1, "b": 1, "c": 1}, {"a": 34, "b": 33, "c": 33}),
        (1, {"a": 1, "b": 2}, {"a": 0, "b": 1}),
        (0, {"a": 3}, {"a": 0}),
        (-100, {"a": 1, "b": 2}, {"a": -33, "b": -67}),
    ],
)
def test_largest_remainders_first(total, weights, parts):
    assert terms.divided(total, weights) == parts


def test_nothing_is_divided_among_nobody():
    for weights in ({}, {"a": 0}, {"a": -1, "b": 2}):
        with pytest.raises(ValueError, match="nothing to divide"):
            terms.divided(5, weights)


def test_meters_and_wages():
    assert terms.metered_fen(100_00, 250_50, 5_653) == 85_08  # 150.5 × 0.5653 = 85.07765
    assert terms.metered_fen(7, 7, 9_999) == 0
    assert terms.wage_fen(90, 25_00) == 37_50
    assert terms.wage_fen(1, 1_00) == 2  # 1.666…


def test_what_is_lower_comes_off_what_is_owed_first():
    assert terms.remitted([30, 50], 60) == ([30, 30], 0)
    assert terms.remitted([30], 60) == ([30], 30)
    assert terms.remitted([], 5) == ([], 5)
