"""The arithmetic of a claim: states, months, caps and deadlines, without a database."""

import datetime
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from linli.claims import terms

pytestmark = pytest.mark.once
D = datetime.date


def month(n: int) -> D:
    return terms.later(D(2026, 11, 1), n)


@pytest.mark.parametrize(
    ("steps", "came", "state"),
    [
        ([], False, "preparing"),
        (["submitted"], False, "with_office"),
        (["submitted", "received", "chased"], False, "with_office"),
        (["submitted", "more_wanted"], False, "owes_papers"),
        (["submitted", "more_wanted", "supplied"], False, "with_office"),
        (["submitted", "granted"], False, "approved"),
        (["submitted", "granted"], True, "paying"),
        (["submitted", "granted", "renewed", "reported"], True, "paying"),
        (["submitted", "refused"], False, "turned_down"),
        (["submitted", "refused", "appealed"], False, "in_appeal"),
        (["submitted", "refused", "appealed", "granted"], False, "approved"),
        (["submitted", "granted", "stopped"], True, "ended"),
        (["withdrawn"], False, "ended"),
    ],
)
def test_where_it_stands(steps, came, state):
    assert terms.state_of(steps, money_came=came) == state


def test_from_every_state_but_the_last_something_may_happen():
    for state in terms.STATES:
        assert bool(terms.possible(state)) == (state != terms.ENDED)


@pytest.mark.parametrize(
    ("since", "days", "working", "by"),
    [
        (D(2026, 11, 23), 10, False, D(2026, 12, 3)),
        (D(2026, 11, 23), 5, True, D(2026, 11, 30)),
        (D(2026, 11, 28), 1, True, D(2026, 11, 30)),  # a Saturday
        (D(2026, 11, 23), 0, True, D(2026, 11, 23)),
    ],
)
def test_when_an_office_should_have_answered(since, days, working, by):
    assert terms.answer_by(since, days, working=working) == by


@pytest.mark.parametrize(
    ("day", "rhythm", "first", "last"),
    [
        (D(2026, 11, 1), "month", D(2026, 11, 1), D(2026, 11, 1)),
        (D(2026, 11, 1), "quarter", D(2026, 10, 1), D(2026, 12, 1)),
        (D(2026, 12, 1), "quarter", D(2026, 10, 1), D(2026, 12, 1)),
        (D(2027, 1, 1), "quarter", D(2027, 1, 1), D(2027, 3, 1)),
    ],
)
def test_which_months_are_settled_together(day, rhythm, first, last):
    assert terms.period_of(day, rhythm) == (first, last)


def grant(**more) -> terms.Grant:
    said = {
        "monthly_fen": 170_000, "yearly_cap_fen": None, "from_month": month(0), "until_on": None,
        "rhythm": "quarter",
    }  # fmt: skip
    return terms.Grant(**{**said, **more})


def reckon(given, on, *, bills=None, handed_in=None, came=(), stopped_on=None):
    return terms.account(
        given, bills=bills or {}, handed_in=handed_in or {}, came=came, on=on, stopped_on=stopped_on
    )


def test_a_bill_below_the_limit_is_due_as_it_is():
    found = reckon(grant(), D(2026, 12, 5), bills={month(0): 120_000, month(1): 300_000})
    assert [row.due_fen for row in found.months] == [120_000, 170_000]


def test_the_cap_ends_the_year_and_the_next_begins_anew():
    given = grant(yearly_cap_fen=1_700_000, from_month=D(2027, 1, 1), rhythm="")
    found = reckon(given, D(2028, 1, 31))
    due = [row.due_fen for row in found.months]
    assert due == [170_000] * 10 + [0, 0] + [170_000]
    assert (found.left_fen, found.funded_months_left) == (1_530_000, 9)
    in_june = reckon(given, D(2027, 6, 15))
    assert (in_june.left_fen, in_june.funded_months_left) == (680_000, 4)


def test_money_for_a_quarter_is_laid_on_its_months_the_oldest_first():
    bills = {month(n): 300_000 for n in range(3)}
    came = [terms.Came(400_000, month(0), month(2))]
    found = reckon(grant(), D(2027, 2, 1), bills=bills, came=came)
    assert [row.arrived_fen for row in found.months[:3]] == [170_000, 170_000, 60_000]
    assert [row.stands for row in found.months[:3]] == ["arrived", "arrived", "short"]


def test_how_a_month_stands_until_its_money_comes():
    bills, on = {month(0): 300_000}, D(2026, 12, 1)
    assert reckon(grant(), D(2026, 11, 30), bills=bills).months[0].stands == "running"
    assert reckon(grant(), on).months[0].stands == "no_bill"
    assert reckon(grant(), on, bills=bills).months[0].stands == "to_hand_in"
    handed = {month(0): on}
    assert reckon(grant(), on, bills=bills, handed_in=handed).months[0].stands == "awaited"
    later = on + datetime.timedelta(days=terms.PATIENCE_DAYS + 1)
    assert reckon(grant(), later, bills=bills, handed_in=handed).months[0].stands == "late"


def test_an_allowance_without_bills_is_late_by_itself():
    found = reckon(grant(rhythm="", from_month=D(2026, 9, 1)), D(2026, 11, 23))
    assert [row.stands for row in found.months] == ["late", "awaited", "running"]


def test_a_grant_that_has_ended_has_no_further_months():
    found = reckon(grant(rhythm="", until_on=D(2026, 12, 31)), D(2027, 3, 1))
    assert [row.month for row in found.months] == [month(0), month(1)]


def test_what_has_a_day():
    bills = {D(2026, 10, 1): 300_000, D(2026, 11, 1): 300_000}
    found = reckon(grant(from_month=D(2026, 10, 1)), D(2026, 12, 15), bills=bills)
    assert list(terms.bills_due(found, D(2026, 12, 15))) == []
    found = reckon(grant(from_month=D(2026, 10, 1)), D(2027, 1, 1), bills=bills)
    assert list(terms.bills_due(found, D(2027, 1, 1))) == [
        ("hand_in_bills", D(2027, 1, 1), 340_000),
        ("collect_bills", D(2027, 1, 1), 0),  # December's
    ]


fen = st.integers(min_value=0, max_value=500_000)
months = st.integers(min_value=0, max_value=26)


@st.composite
def lives(draw):
    """Any grant, any bills, any arrivals."""
    given = grant(
        monthly_fen=draw(fen),
        yearly_cap_fen=draw(st.none() | st.integers(min_value=1, max_value=3_000_000)),
        rhythm=draw(st.sampled_from(["", "month", "quarter"])),
        until_on=draw(st.none() | st.dates(D(2026, 11, 1), D(2029, 1, 1))),
    )
    bills = draw(st.dictionaries(months.map(month), fen.filter(bool), max_size=20))
    spans = draw(st.lists(st.tuples(fen.filter(bool), months, months), max_size=8))
    came = [terms.Came(paid, month(min(a, b)), month(max(a, b))) for paid, a, b in spans]
    return given, bills, came, draw(st.dates(D(2026, 11, 1), D(2029, 1, 1)))


@given(lives())
def test_no_fen_is_lost_and_no_cap_is_passed(life):
    given_, bills, came, on = life
    found = reckon(given_, on, bills=bills, came=came)
    assert found.arrived_fen == sum(one.fen for one in came)
    by_year: dict[int, int] = {}
    for row in found.months:
        assert 0 <= row.due_fen <= given_.monthly_fen
        assert not given_.on_bills or row.due_fen <= (row.bill_fen or 0)
        by_year[row.month.year] = by_year.get(row.month.year, 0) + row.due_fen
    if given_.yearly_cap_fen is not None:
        assert all(fen <= given_.yearly_cap_fen for fen in by_year.values())
        assert found.left_fen >= 0
    assert all(a.month < b.month for a, b in pairwise(found.months))
