"""A whole registry is judged as each of its families is: two evaluators of one tree, compared."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import polars as pl
import pytest
from hypothesis import given, settings, strategies as st

from linli.rules.amounts import (
    AmountCase,
    AmountRule,
    FactOf,
    FigureOf,
    LesserOf,
    Shortfall,
)
from linli.rules.conditions import (
    AgeIs,
    Compare,
    Each,
    Exists,
    FactIs,
    Group,
    Limit,
    Not,
    OneOf,
    PerHead,
    QualifiesFor,
    Unsettled,
    Within,
)
from linli.rules.days import age_on, last_birth_of_age
from linli.rules.evaluate import evaluate_all
from linli.rules.facts import NONE
from linli.rules.kept import catalogue
from linli.rules.kinds import KINDS, Shape
from linli.rules.learning import Subject
from linli.rules.packs import Unit
from linli.rules.screening.compiling import compiled
from linli.rules.screening.plans import reads
from linli.rules.screening.sharing import staged
from linli.rules.screening.snapshots import CannotScreen
from linli.rules.screening.walking import Files, NoEngine, engine as engine_of, screen
from linli.rules.tests.families import CHILD, HOME, TODAY, family, person, wang_family
from linli.rules.tests.registries import (
    AGES,
    FEN,
    PLACE,
    PLACES,
    ROWS,
    families,
    judged,
    with_one_more,
    written,
)
from linli.rules.words import Words

pytestmark = pytest.mark.slow

SAYS = Words("条件", "a condition")
DAYS = (date(2019, 12, 1), date(2020, 2, 29), date(2021, 2, 28), date(2024, 1, 1), TODAY)
ENGINES = sorted(ROWS)


def screened(registry, packs, on, engine="polars", place=PLACE):
    """Every answer, by benefit and subject, as it is read back from the files written."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        files = Files(*written(folder, registry), folder / "out")
        screen(compiled(packs, place, on), files, engine)
        answers = {}
        for unit in ("person", "household"):
            rows = pl.read_parquet(folder / "out" / f"{unit}s.parquet").rows(named=True)
            for row in rows:
                for pack in packs.for_place(place, on):
                    if pack.unit.value == unit:
                        subject = UUID(row[f"{unit}_id"])
                        answers[pack.id, subject] = row[pack.id], row[f"{pack.id}_fen"]
        return answers


def one_by_one(registry, packs, on, place=PLACE):
    """The same from the evaluator that explains."""
    answers = {}
    for home in registry:
        for pack in packs.for_place(place, on):
            for one in home.persons if pack.is_personal else (None,):
                subject = one.id if one else home.household_id
                answers[pack.id, subject] = judged(pack, home, one, on, packs)
    return answers


# ── The packs we ship ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("on", DAYS)
def test_thousands_of_families_are_judged_as_each_alone(on, engine):
    registry = families(seed=on.toordinal(), count=400, on=on)
    assert screened(registry, catalogue(), on, engine) == one_by_one(registry, catalogue(), on)


def test_the_story_s_family_is_judged_as_on_its_page():
    home = wang_family()
    answers = screened([home], catalogue(), TODAY)
    for verdict in evaluate_all(home, TODAY, catalogue()):
        truth, fen = answers[verdict.pack.id, verdict.subject or home.household_id]
        assert truth is {"eligible": True, "not_eligible": False}.get(verdict.outcome.value)
        if verdict.amount:
            assert fen == verdict.amount.exact_fen
    assert answers["child_rehab_aid", CHILD] == (True, 1_700_00)


@pytest.mark.parametrize("engine", ENGINES)
def test_of_people_nobody_knows_nothing_is_concluded(engine):
    registry = [family(person(1), person(2))]
    answers = screened(registry, catalogue(), TODAY, engine)
    assert {truth for truth, _ in answers.values()} == {None}


@pytest.mark.parametrize("engine", ENGINES)
def test_an_empty_household_qualifies_for_nothing_by_having_nobody(engine):
    answers = screened([family()], catalogue(), TODAY, engine)
    assert True not in {truth for truth, _fen in answers.values()}
    assert answers["dibao", HOME] == answers["low_income", HOME] == (False, None)


# ── Any tree ──────────────────────────────────────────────────────────────────────────────────

HOW = st.sampled_from(["at_most", "under", "at_least", "above"])
MONEY = [kind for kind in KINDS.values() if kind.shape is Shape.FEN]
LIMITS = st.one_of(
    st.sampled_from(FEN).map(Limit),
    st.sampled_from(
        [
            Limit(parameter="dibao_standard"),
            Limit(parameter="dibao_standard", times="low_income_multiple"),
            Limit(parameter="nobody_knows"),
        ]
    ),
)


def asked_of(kind):
    """Every test the loader allows for a kind of fact."""
    values = {
        Shape.YES_NO: [True, False],
        Shape.FEN: list(FEN),
        Shape.PLACE: list(PLACES),
        Shape.CHOICE: list(kind.choices),
        Shape.DAY: [date(2020, 2, 29)],
    }[kind.shape]
    values = [*values, NONE] if kind.may_be_none else values
    kinds_of_test = [st.frozensets(st.sampled_from(values), min_size=1).map(OneOf)]
    if kind.may_be_none:
        kinds_of_test.append(st.just(Exists()))
    if kind.shape is Shape.PLACE:
        kinds_of_test.append(st.sampled_from(["3502", "35", "350206005"]).map(Within))
    if kind.shape is Shape.FEN:
        kinds_of_test.append(st.builds(Compare, HOW, LIMITS))
    if kind.shape is Shape.CHOICE:
        kinds_of_test.append(st.builds(Compare, HOW, st.integers(0, 5).map(Limit)))
    return st.one_of(kinds_of_test)


def facts(personal):
    """One fact under one test."""
    kinds = [kind for kind in KINDS.values() if personal or kind.subject is Subject.HOUSEHOLD]
    return st.sampled_from(kinds).flatmap(
        lambda kind: st.builds(FactIs, st.just(kind), asked_of(kind))
    )


def leaves(personal):
    """Every construct that holds no other."""
    leaf = [
        facts(personal),
        facts(personal).map(lambda one: Not(one, SAYS)),
        st.builds(PerHead, st.sampled_from(MONEY), st.builds(Compare, HOW, LIMITS), st.just(SAYS)),
        st.sampled_from(["low_income", "dibao", "gone"]).map(lambda one: QualifiesFor(one, SAYS)),
        st.just(Unsettled(SAYS)),
    ]
    if personal:
        ages = st.sampled_from(AGES).map(Limit)
        leaf.append(st.builds(AgeIs, st.builds(Compare, HOW, ages)))
        leaf.append(st.just(QualifiesFor("disability_living_allowance", SAYS)))
    return st.one_of(leaf)


def trees(personal, depth=3):
    """Any tree the loader would take."""
    if not depth:
        return leaves(personal)
    parts = st.lists(trees(personal, depth - 1), min_size=1, max_size=3).map(tuple)
    who = st.sampled_from(["members", "guardians"] if personal else ["members"])
    each = st.builds(
        Each, st.sampled_from(["every", "some"]), who, trees(True, depth - 1), st.just(SAYS)
    )
    return st.one_of(
        leaves(personal), st.builds(Group, st.sampled_from(["all", "any"]), parts), each
    )


def amounts():
    """Any amount the loader would take, of a person."""
    figure = st.sampled_from(["dibao_standard", "nobody_knows", "small"]).map(FigureOf)
    fact = st.sampled_from(MONEY).map(FactOf)
    short = st.builds(
        Shortfall, st.sampled_from(MONEY), st.sampled_from(["dibao_standard", "small"])
    )
    plain = st.one_of(figure, fact, short)
    money = st.one_of(plain, st.lists(plain, min_size=1, max_size=3).map(tuple).map(LesserOf))
    case = st.builds(AmountCase, money, st.one_of(st.none(), trees(True, 1)))
    return st.lists(case, min_size=1, max_size=3).map(tuple).map(AmountRule)


OF_A_PERSON = st.tuples(trees(True), st.one_of(st.none(), amounts()), st.just(Unit.PERSON))
OF_A_HOUSEHOLD = st.tuples(trees(False), st.none(), st.just(Unit.HOUSEHOLD))


@settings(max_examples=80, deadline=None)
@given(st.one_of(OF_A_PERSON, OF_A_HOUSEHOLD), st.integers(0, 10**6), st.sampled_from(DAYS))
@pytest.mark.parametrize("engine", ENGINES)
def test_any_tree_over_any_family_comes_out_the_same(engine, pack, seed, on):
    packs = with_one_more(*pack)
    registry = families(seed, count=15, on=on)
    assert screened(registry, packs, on, engine) == one_by_one(registry, packs, on)


# ── What has no translation ───────────────────────────────────────────────────────────────────


class Mystery:
    """A construct nobody has taught the screening."""

    def answer(self, at):
        return True


def refused(conditions, amount=None, unit=Unit.PERSON) -> str:
    """What is said where a pack cannot be compiled."""
    with pytest.raises(CannotScreen) as fault:
        compiled(with_one_more(conditions, amount, unit), PLACE, TODAY)
    return str(fault.value)


def deep_within(condition):
    """Somewhere in a tree, beside what is always true of whom it is asked."""
    known = FactIs(KINDS["hukou_place"], Within("35"))
    return Group("any", (known, Each("some", "members", Group("all", (known, condition)), SAYS)))


def test_a_construct_without_translation_stops_the_compiling():
    assert "the construct Mystery" in refused(deep_within(Mystery()))


def test_a_test_without_translation_stops_the_compiling():
    assert "the test Mystery" in refused(deep_within(FactIs(KINDS["hukou_place"], Mystery())))


def test_an_amount_without_translation_stops_the_compiling():
    rule = AmountRule((AmountCase(Mystery()),))
    assert "the amount Mystery" in refused(Unsettled(SAYS), rule)


def test_a_person_s_fact_cannot_be_asked_of_a_household():
    fact = FactIs(KINDS["hukou_place"], Within("35"))
    assert "asked of a household" in refused(fact, unit=Unit.HOUSEHOLD)
    aid = QualifiesFor("child_rehab_aid", SAYS)
    assert "asked of a household" in refused(aid, unit=Unit.HOUSEHOLD)
    guardians = Each("some", "guardians", Unsettled(SAYS), SAYS)
    assert "guardians of a household" in refused(guardians, unit=Unit.HOUSEHOLD)


def test_a_benefit_that_leans_on_itself_cannot_be_compiled():
    assert "leans on itself" in refused(QualifiesFor("random", SAYS))


def test_a_fact_of_a_new_shape_cannot_be_compiled():
    strange = replace(KINDS["diagnosis"], choices={1: SAYS, "two": SAYS})
    assert "no column can hold" in refused(FactIs(strange, Compare("above", Limit(1))))


def test_what_is_open_for_everybody_matches_nobody():
    """Neither a benefit that is not in force nor what no source settles is ever a yes."""
    registry = families(seed=7, count=60, on=TODAY)
    for conditions in (QualifiesFor("gone", SAYS), Unsettled(SAYS)):
        answers = screened(registry, with_one_more(conditions, None, Unit.PERSON), TODAY)
        assert {truth for key, (truth, _) in answers.items() if key[0] == "random"} == {None}


# ── What is worked out beforehand ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize("years", range(1, 20))
def test_the_last_day_of_birth_parts_those_who_are_old_enough(years):
    start = date(2023, 12, 25).toordinal()
    for day in map(date.fromordinal, range(start, start + 900)):
        last = last_birth_of_age(years, day)
        assert age_on(last, day) >= years
        assert age_on(date.fromordinal(last.toordinal() + 1), day) < years


def test_nobody_is_older_than_the_calendar():
    assert last_birth_of_age(2027, TODAY) is None
    old = AgeIs(Compare("at_least", Limit(5000)))
    registry = families(seed=3, count=30, on=TODAY)
    packs = with_one_more(old, None, Unit.PERSON)
    assert screened(registry, packs, TODAY) == one_by_one(registry, packs, TODAY)


def test_the_number_one_is_no_truth():
    """Python takes 1 for True; a grade of 1, or 1 fen, is looked for as a number."""
    for kind in ("disability_grade", "monthly_income"):
        packs = with_one_more(FactIs(KINDS[kind], OneOf(frozenset({1}))), None, Unit.PERSON)
        registry = families(seed=5, count=60, on=TODAY)
        assert screened(registry, packs, TODAY) == one_by_one(registry, packs, TODAY)


@pytest.mark.parametrize("engine", ENGINES)
def test_guardians_are_asked_of_guardians(engine):
    """A tree three deep: a layer for each, on its way from grandparents to the child."""
    rich = FactIs(KINDS["monthly_income"], Compare("above", Limit(1_000_00)))
    guarded = Each("some", "guardians", Each("some", "guardians", rich, SAYS), SAYS)
    conditions = Each("every", "members", Group("any", (guarded, rich)), SAYS)
    packs = with_one_more(conditions, None, Unit.HOUSEHOLD)
    assert compiled(packs, PLACE, TODAY).layers == 3
    registry = families(seed=11, count=200, on=TODAY)
    assert screened(registry, packs, TODAY, engine) == one_by_one(registry, packs, TODAY)


def test_what_several_answers_share_is_reckoned_once():
    plan = compiled(catalogue(), PLACE, TODAY)
    stages, answers = staged(plan.answers_of_persons())
    shared = {name for stage in stages for name in stage}
    assert shared
    assert all(name.startswith("_shared_") for name in shared)
    assert list(answers) == list(plan.answers_of_persons())
    seen = set()
    for stage in stages:
        assert not reads(stage.values()) & (shared - seen)
        seen |= stage.keys()


def test_an_engine_that_is_not_installed_is_named(monkeypatch):
    monkeypatch.setattr("linli.rules.screening.walking.find_spec", lambda name: None)
    with pytest.raises(NoEngine, match="“duckdb” is not installed here"):
        engine_of("duckdb")
    with pytest.raises(NoEngine, match="“pyspark” is not installed here"):
        engine_of("spark")
    with pytest.raises(NoEngine, match="no engine “abacus”"):
        engine_of("abacus")


def test_spark_without_java_says_so(monkeypatch):
    monkeypatch.setattr("linli.rules.screening.walking.find_spec", lambda name: name)
    monkeypatch.setattr("linli.rules.screening.walking.shutil.which", lambda name: None)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(NoEngine, match="“java” is not installed here"):
        engine_of("spark")
