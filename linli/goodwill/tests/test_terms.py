"""The sums of a round, whatever they are; and what a fact must say. No database."""

import datetime
from uuid import uuid4

import pytest
from hypothesis import given, strategies as st

from linli.goodwill.queries import KIND_WORDS, REASON_WORDS
from linli.goodwill.terms import BY_FACT, KINDS_OF_ROUND, REASONS, Sums, matches
from linli.rules.facts import NONE, FactValue, Family, Person

pytestmark = pytest.mark.once
DAY = datetime.date(2026, 11, 23)


@given(each=st.integers(1, 10**7), signed=st.integers(0, 500), absent=st.integers(0, 500))
def test_handed_out_and_back_is_what_was_taken_out(each, signed, absent):
    sums = Sums(each, signed + absent, signed)
    assert sums.handed_out + sums.went_back == sums.taken_out == (signed + absent) * each
    assert sums.returned >= 0
    assert sums.went_back == sums.returned * each


def family(*persons, **facts) -> Family:
    told = {kind: FactValue(value, DAY) for kind, value in facts.items()}
    return Family(uuid4(), "350206005023", tuple(persons), told)


def person(**facts) -> Person:
    told = {kind: FactValue(value, DAY) for kind, value in facts.items()}
    return Person(uuid4(), label="虚甲", facts=told)


def old(years: int, days: int = 0) -> Person:
    return person(birth_date=DAY.replace(year=DAY.year - years) - datetime.timedelta(days=days))


@pytest.mark.parametrize(
    ("reason", "home", "holds"),
    [
        ("alone_80", family(old(80)), True),
        ("alone_80", family(old(80, days=-1)), False),
        ("alone_80", family(old(80), old(79)), False),
        ("alone_80", family(person()), False),
        ("alone_80", family(), False),
        ("severe_disability", family(old(40), person(disability_grade=2)), True),
        ("severe_disability", family(person(disability_grade=3)), False),
        ("severe_disability", family(person(disability_grade=NONE)), False),
        ("severe_disability", family(person()), False),
        ("dibao", family(dibao_status=True), True),
        ("dibao", family(dibao_status=False), False),
        ("dibao", family(), False),
        ("low_income", family(low_income_status=True), True),
        ("rigid_expense", family(rigid_expense_status=True), True),
        ("tekun", family(old(40), person(tekun_status=True)), True),
        ("tekun", family(person(tekun_status=False)), False),
    ],
)
def test_only_what_is_known_matches(reason, home, holds):
    assert matches(reason, home, DAY) is holds


def test_a_year_later_a_status_is_unknown_again():
    home = family(dibao_status=True)
    assert matches("dibao", home, DAY + datetime.timedelta(days=366))
    assert not matches("dibao", home, DAY + datetime.timedelta(days=367))


def test_every_code_has_words():
    assert set(REASON_WORDS) == set(REASONS)
    assert set(BY_FACT) < set(REASONS)
    assert set(KIND_WORDS) == set(KINDS_OF_ROUND)
