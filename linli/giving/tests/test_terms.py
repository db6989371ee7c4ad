"""When promises fall due, what a count comes to, how early a plan is filed."""

import datetime

import pytest
from hypothesis import given, strategies as st

from linli.giving import terms

DAY = datetime.date

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("every", "until", "due"),
    [
        ("once", DAY(2027, 1, 1), [DAY(2026, 1, 31)]),
        ("month", DAY(2026, 4, 1), [DAY(2026, 1, 31), DAY(2026, 2, 28), DAY(2026, 3, 31)]),
        ("quarter", DAY(2026, 8, 1), [DAY(2026, 1, 31), DAY(2026, 4, 30), DAY(2026, 7, 31)]),
        ("year", DAY(2028, 1, 31), [DAY(2026, 1, 31), DAY(2027, 1, 31), DAY(2028, 1, 31)]),
        ("month", DAY(2026, 1, 30), []),
    ],
)
def test_instalments_fall_due_on_the_same_day_or_the_months_last(every, until, due):
    assert list(terms.instalments(DAY(2026, 1, 31), every, until)) == due


@given(st.dates(DAY(2000, 1, 1), DAY(2100, 1, 1)), st.integers(0, 240))
def test_months_after_never_leaves_the_month(day, months):
    later = terms.months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


def test_29_february_is_given_again_in_a_leap_year():
    due = list(terms.instalments(DAY(2024, 2, 29), "year", DAY(2028, 3, 1)))
    assert due[1] == DAY(2025, 2, 28)
    assert due[-1] == DAY(2028, 2, 29)


def test_a_count_is_the_sum_of_its_pieces():
    assert terms.counted_fen({100_00: 3, 50: 1, 10: 4}) == 30_090


def test_a_plan_begins_on_the_tenth_day_after_its_filing():
    assert terms.earliest_start(DAY(2026, 11, 1)) == DAY(2026, 11, 11)


@pytest.mark.parametrize(("received", "open_"), [(0, 1), (1, 2), (2, None), (3, None)])
def test_the_oldest_instalment_not_received_is_open(received, open_):
    due = [DAY(2026, 1, 1), DAY(2026, 2, 1)]
    assert terms.first_open(due, received) == (open_ and due[open_ - 1])
