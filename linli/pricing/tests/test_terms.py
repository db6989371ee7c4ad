"""Who bears how much of a price, for whom, and what goes back; pure."""

import datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings, strategies as st

from linli.pricing import terms
from linli.pricing.terms import NEEDS_PROOF, NO, YES, Person, Rule

pytestmark = pytest.mark.once
ON = datetime.date(2026, 11, 24)
ONE = UUID(int=1)


def rule(**about) -> Rule:
    return Rule(ONE, about.pop("code", "x"), **about)


rules = st.one_of(
    st.builds(rule, permille=st.integers(1, 1000)),
    st.builds(rule, fixed_fen=st.integers(1, 50_000)),
)


@settings(max_examples=200, deadline=None)
@given(list_fen=st.integers(1, 100_000), given=st.lists(rules, max_size=5))
def test_the_payers_parts_and_the_residents_are_the_list_price_always(list_fen, given):
    parts = terms.divided(list_fen, given)
    resident = parts[-1].after_fen if parts else list_fen
    assert sum(part.amount_fen for part in parts) + resident == list_fen
    assert resident >= 0
    for part in parts:
        assert part.before_fen == part.amount_fen + part.after_fen
        assert part.amount_fen > 0


@pytest.mark.parametrize(
    ("about", "person", "said"),
    [
        ({}, Person(ONE, ON, ""), YES),
        ({"age_from": 60}, Person(ONE, datetime.date(1966, 11, 24), ""), YES),
        ({"age_from": 60}, Person(ONE, datetime.date(1966, 11, 25), ""), NO),
        ({"age_to": 6}, Person(ONE, datetime.date(2019, 11, 24), ""), NO),
        ({"hukou": "3502"}, Person(ONE, ON, "350206"), YES),
        ({"hukou": "3502"}, Person(ONE, ON, "3501"), NO),
        ({"status": "dibao"}, Person(ONE, ON, ""), NEEDS_PROOF),
        ({"status": "dibao"}, Person(ONE, ON, "", frozenset({"dibao"})), YES),
        ({"status": "dibao", "age_from": 60}, Person(ONE, ON, ""), NO),
    ],
)
def test_for_whom(about, person, said):
    assert terms.verdict(rule(permille=1, **about), person, ON) == said


def test_never_more_than_is_left_and_a_fraction_stays_with_the_resident():
    half, fixed = rule(permille=333), rule(fixed_fen=100)
    parts = terms.divided(101, [half, fixed, rule(fixed_fen=1)])
    assert [part.amount_fen for part in parts] == [33, 68]


@pytest.mark.parametrize(("days", "back"), [(7, 1000), (3, 1000), (2, 500), (0, 500), (-1, 0)])
def test_what_goes_back_is_told_beforehand(days, back):
    assert terms.given_back_permille(days, full_days=3, late_permille=500) == back
    assert terms.kept(30_01, back) == {1000: 0, 500: 15_00, 0: 30_01}[back]


def test_a_terms_price_over_its_sessions_adds_up():
    keys = [uuid4() for _ in range(7)]
    shares = terms.each(100, keys)
    assert sum(shares.values()) == 100
    assert set(shares.values()) == {14, 15}
    assert terms.each(100, []) == {}


def test_periods():
    assert terms.period_of(rule(period="day"), ON) == "2026-11-24"
    assert terms.period_of(rule(period="month"), ON) == "2026-11"
    assert terms.period_of(rule(), ON) == "ever"


SEASON = terms.Kept(datetime.date(2026, 11, 1), datetime.date(2026, 11, 30))
TEN = SEASON._replace(uses=10, used=3)


@pytest.mark.parametrize(
    ("held", "day", "back"),
    [
        (SEASON, datetime.date(2026, 10, 20), 1000),
        (SEASON, datetime.date(2026, 11, 1), 967),  # 29 of 30, rounded up
        (SEASON, datetime.date(2026, 11, 15), 500),
        (SEASON, datetime.date(2026, 11, 30), 0),
        (SEASON, datetime.date(2026, 12, 1), 0),
        (TEN, datetime.date(2026, 11, 15), 700),
        (TEN, datetime.date(2026, 12, 1), 0),
        (TEN._replace(uses=3), datetime.date(2026, 11, 15), 0),
        (TEN._replace(uses=3, used=2), datetime.date(2026, 11, 15), 334),
    ],
)
def test_what_of_a_pass_goes_back(held, day, back):
    assert terms.pass_back_permille(held, day) == back
    assert terms.pass_earned_fen(100_01, held, day) == 100_01 * (1000 - back) // 1000


def test_a_pass_of_a_season_is_what_is_left_of_it():
    season = (datetime.date(2026, 9, 1), datetime.date(2026, 12, 31))
    assert terms.pass_days(season, None, ON) == (ON, season[1])
    assert terms.pass_days(season, None, datetime.date(2026, 8, 1)) == season
    assert terms.pass_days(None, 30, ON) == (ON, datetime.date(2026, 12, 23))
