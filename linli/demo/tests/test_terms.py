"""The story's days: whatever today is, what was paid was paid in this quarter and not tomorrow."""

import datetime

import pytest

from linli.demo.terms import began_at, end_of_last_quarter, paid_moments
from linli.fund.terms import quarter_of
from tests.village import XIAMEN

MOMENTS = [
    (2027, 1, 1, 0, 0),  # the first minute of a quarter
    (2027, 1, 1, 23, 59),
    (2027, 4, 2, 8, 0),
    (2028, 2, 29, 12, 0),
    (2026, 11, 23, 9, 30),
    (2026, 12, 31, 23, 59),
]


@pytest.fixture(params=MOMENTS, ids=str)
def at(request):
    return datetime.datetime(*request.param, tzinfo=XIAMEN)


def test_every_payment_falls_in_the_present_quarter(at):
    first, _last = quarter_of(at.date())
    assert all(first <= moment.date() and moment <= at for moment in paid_moments(at, 10))


def test_payments_follow_each_other(at):
    moments = paid_moments(at, 10)
    assert moments == sorted(moments)
    assert len(moments) == 10


def test_the_community_began_before_the_first_word_of_any_story(at):
    earliest = paid_moments(end_of_last_quarter(at), 6)[0]
    assert began_at(at) < earliest - datetime.timedelta(days=20)


def test_the_last_quarters_stories_are_over_before_this_one_began(at):
    first, _last = quarter_of(at.date())
    over = end_of_last_quarter(at)
    assert over + datetime.timedelta(days=7) < at
    assert over.date() < first
    assert quarter_of(over.date())[1] == first - datetime.timedelta(days=1)
