"""“Will qualify on”: the first day on which time alone makes it a yes, and why that day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings, strategies as st

from linli.rules.conditions import AgeIs, Compare, FactIs, Group, Limit
from linli.rules.days import StatedDay
from linli.rules.evaluate import evaluate
from linli.rules.facts import FactValue
from linli.rules.kept import catalogue
from linli.rules.kinds import KINDS
from linli.rules.later import births_that_open, horizon, later, opens_within
from linli.rules.packs import AgesOn, Catalogue, Unit
from linli.rules.situation import Situation
from linli.rules.tests.families import TODAY, family, person, verdict_of
from linli.rules.tests.registries import families, parameters
from linli.rules.tests.test_screen import AGES, HOW, trees
from linli.rules.verdicts import Outcome, State

A_DAY = timedelta(days=1)


def elder(born=date(1947, 1, 3), **more):
    """Somebody of 79 with a hukou of the city, and what more is known of them."""
    return family(person(1, **{"birth_date": born, "hukou_place": "350206", **more}))


def allowance(home, on=TODAY):
    return verdict_of(home, "advanced_age_allowance", home.persons[0].id, on)


def test_a_birthday_that_opens_a_benefit_is_told_with_what_it_brings():
    verdict = allowance(elder())
    assert verdict.qualifies_on == date(2027, 1, 3)
    [because] = verdict.later.because
    assert "满80周岁" in because.zh
    assert "80" in because.en
    assert verdict.later.amount.at_least_fen == 100_00
    assert verdict.state is State.LATER


def test_on_that_day_it_is_so_and_on_the_day_before_it_is_not():
    home, day = elder(), date(2027, 1, 3)
    assert allowance(home, day).outcome is Outcome.ELIGIBLE
    assert allowance(home, day).later is None
    assert allowance(home, day - A_DAY).qualifies_on == day


def test_what_no_time_brings_has_no_day():
    assert allowance(elder(hukou_place="36")).later is None
    assert allowance(elder(born=date(1960, 1, 3))).later is None  # beyond the horizon
    assert allowance(family(person(1, birth_date=date(1947, 1, 3)))).later is None  # not known


def test_what_is_drawn_already_has_no_day():
    assert allowance(elder(receives_advanced_age_allowance=True)).later is None


def test_an_answer_that_grows_old_before_the_day_stands_in_the_way():
    soon = elder(born=TODAY.replace(year=TODAY.year - 80) + 30 * A_DAY)
    known = soon.persons[0].facts["hukou_place"]
    stale = FactValue(known.value, known.observed_on, valid_until=TODAY + 29 * A_DAY)
    person_ = replace(soon.persons[0], facts={**soon.persons[0].facts, "hukou_place": stale})
    assert allowance(soon).qualifies_on == TODAY + 30 * A_DAY
    assert allowance(replace(soon, persons=(person_,))).later is None


# ── Made-up rules ─────────────────────────────────────────────────────────────────────────────


def rule(conditions, **more):
    """A rule that asks just this."""
    [model] = [pack for pack in catalogue().packs if pack.id == "low_income"]
    made = {"id": "small", "unit": Unit.PERSON, "conditions": conditions, "amount": None}
    return replace(model, **{**made, "parameters": parameters(), **more})


def day_for(home, *packs, on=TODAY):
    """What is found for the first member under the first of these rules."""
    catalogue_ = Catalogue(packs)
    pack = catalogue_.in_force(packs[0].id, home.place, on)
    return evaluate(pack, home, on, catalogue_, home.persons[0].id).qualifies_on


AT_LEAST_60 = AgeIs(Compare("at_least", Limit(60)))


def test_an_age_read_on_the_first_of_january_counts_from_that_day():
    home = elder(born=date(1967, 3, 9))
    assert day_for(home, rule(AT_LEAST_60)) == date(2027, 3, 9)
    assert day_for(home, rule(AT_LEAST_60, ages_on=AgesOn.JANUARY_1)) == date(2028, 1, 1)


def test_a_leap_day_is_reached_on_the_last_of_february():
    assert day_for(elder(born=date(1968, 2, 29)), rule(AT_LEAST_60)) == date(2028, 2, 29)
    assert day_for(elder(born=date(1967, 2, 28)), rule(AT_LEAST_60)) == date(2027, 2, 28)


def test_a_child_not_born_yet_counts_from_its_birth():
    under = AgeIs(Compare("under", Limit(3)))
    assert day_for(elder(born=TODAY + 9 * A_DAY), rule(under)) == TODAY + 9 * A_DAY


def test_an_edition_that_begins_opens_it_and_one_that_ends_before_the_day_does_not():
    begins, ends = date(2027, 7, 1), date(2027, 6, 30)
    old = rule(
        AgeIs(Compare("at_least", Limit(80))),
        effective_from=StatedDay.read("2020"),
        effective_to=StatedDay.read(ends.isoformat()),
    )
    new = rule(
        AT_LEAST_60, edition="2027", effective_from=StatedDay(begins, begins), effective_to=None
    )
    assert day_for(elder(born=date(1960, 1, 1)), old, new) == begins
    late = elder(born=date(1947, 7, 1))
    assert day_for(late, old, replace(new, conditions=AgeIs(Compare("above", Limit(99))))) is None


def test_a_figure_that_begins_opens_it():
    figure = parameters()["dibao_standard"]
    rises = replace(figure.values[-1], since=StatedDay.read("2027-07-01"), value=9_000_00)
    figures = {**parameters(), "dibao_standard": replace(figure, values=(*figure.values, rises))}
    poor = FactIs(KINDS["monthly_income"], Compare("at_most", Limit(parameter="dibao_standard")))
    home = elder(monthly_income=5_000_00)
    assert day_for(home, rule(poor, parameters=figures)) == date(2027, 7, 1)


# ── Day by day ────────────────────────────────────────────────────────────────────────────────


def found_day_by_day(at, until):
    """The first day after the one asked that answers yes, each day asked."""
    day = at.on + A_DAY
    while day <= until:
        pack = at.catalogue.in_force(at.pack.id, at.family.place, day)
        if pack is not None and pack.unit is at.pack.unit:
            there = Situation(at.family, day, pack, at.catalogue, at.person)
            if there.truth(pack.conditions) is True:
                return day
        day += A_DAY
    return None


def ages():
    """An age under some comparison: what time turns most."""
    return st.sampled_from(AGES).map(Limit).flatmap(
        lambda limit: st.builds(AgeIs, HOW.map(lambda how: Compare(how, limit)))
    )  # fmt: skip


def mixed(depth=2):
    """Any tree, with an age somewhere near its root."""
    parts = st.tuples(ages(), st.one_of(ages(), trees(True, depth)))
    return st.one_of(ages(), st.builds(Group, st.sampled_from(["all", "any"]), parts))


@st.composite
def editions(draw):
    """One edition of a made-up benefit, or two that follow each other, and a figure that moves."""
    figures = parameters()
    figure = figures["dibao_standard"]
    since = TODAY + timedelta(days=draw(st.integers(-30, 700)))
    rises = replace(figure.values[-1], since=StatedDay(since, since), value=2_000_00)
    figures["dibao_standard"] = replace(figure, values=(*figure.values, rises))
    ages_on = draw(st.sampled_from(list(AgesOn)))
    more = {"parameters": figures, "ages_on": ages_on, "effective_to": None}
    if draw(st.booleans()):
        return (rule(draw(mixed()), **more),)
    last = TODAY + timedelta(days=draw(st.integers(0, 700)))
    first = last + timedelta(days=draw(st.integers(1, 90)))
    old = rule(draw(mixed()), **more | {"effective_to": StatedDay(last, last)})
    return old, rule(draw(mixed()), **more | {"effective_from": StatedDay(first, first)})


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(editions(), st.integers(0, 10**6))
def test_it_is_the_day_that_asking_each_day_would_find(packs, seed):
    together = Catalogue((*catalogue().packs, *packs))
    for home in families(seed, count=2, on=TODAY):
        for one in home.persons[:1]:
            at = Situation(home, TODAY, packs[0], together, one)
            comes = None if at.truth(packs[0].conditions) is True else later(at)
            truly = None
            if at.truth(packs[0].conditions) is not True:
                truly = found_day_by_day(at, horizon(TODAY))
            assert (comes.on if comes else None) == truly


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6))
def test_what_opens_soon_in_our_own_rules_is_what_asking_each_day_finds(seed):
    until = TODAY + timedelta(days=60)
    for home in families(seed, count=1, on=TODAY):
        found = {
            (there.pack.id, there.person and there.person.id): there.on
            for _at, there in opens_within(home, TODAY, until, catalogue())
        }
        truly = {}
        for pack in catalogue().for_place(home.place, TODAY):
            for one in home.persons if pack.is_personal else (None,):
                at = Situation(home, TODAY, pack, catalogue(), one)
                drawn = pack.received_when and at.look(pack.received_when) is True
                if drawn or at.truth(pack.conditions) is True:
                    continue
                if day := found_day_by_day(at, until):
                    truly[pack.id, one and one.id] = day
        assert found == truly


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 120))
def test_whom_a_birthday_may_help_is_born_on_a_day_named(seed, days):
    until = TODAY + timedelta(days=days)
    windows = births_that_open("350206005023", TODAY, until, catalogue())
    for home in families(seed, count=4, on=TODAY):
        if any(opens_within(home, TODAY, until, catalogue())):
            born = [
                one.facts["birth_date"].value for one in home.persons if "birth_date" in one.facts
            ]
            assert any(one.first <= day <= one.last for day in born for one in windows)


def test_an_age_opens_for_those_born_so_many_years_before():
    until = TODAY + timedelta(days=10)
    packs = Catalogue((rule(AT_LEAST_60),))
    [sixty, newborn] = births_that_open("350206", TODAY, until, packs)
    assert sixty == (date(1966, 11, 25), date(1966, 12, 4))
    assert newborn == (TODAY + A_DAY, until)
    january = Catalogue((rule(AT_LEAST_60, ages_on=AgesOn.JANUARY_1),))
    assert births_that_open("350206", TODAY, until, january) == (newborn,)
    [cohort, _] = births_that_open("350206", TODAY, date(2027, 1, 5), january)
    assert cohort == (date(1966, 1, 2), date(1967, 1, 1))


def test_what_begins_for_everybody_names_no_birthday():
    begins = StatedDay.read((TODAY + A_DAY).isoformat())
    packs = Catalogue((rule(AT_LEAST_60, effective_from=begins),))
    assert births_that_open("350206", TODAY, TODAY + A_DAY, packs) is None
    assert births_that_open("110101", TODAY, TODAY + A_DAY, packs) is not None
