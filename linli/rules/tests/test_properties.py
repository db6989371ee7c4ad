"""What must hold for every family one can think of, not only for those we thought of."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings, strategies as st

from linli.rules.evaluate import evaluate_all
from linli.rules.facts import NONE, FactValue, Family, Person
from linli.rules.gap import residual_gap
from linli.rules.kept import catalogue
from linli.rules.kinds import KINDS, Kind, Shape
from linli.rules.learning import Paper, Subject
from linli.rules.tests.families import CHILD, HOME, TODAY, known, verdict_of
from linli.rules.verdicts import Outcome

pytestmark = pytest.mark.slow

PERSONAL = [kind for kind in KINDS.values() if kind.subject is Subject.PERSON]
OF_THE_HOUSEHOLD = [kind for kind in KINDS.values() if kind.subject is Subject.HOUSEHOLD]


def values(kind: Kind) -> st.SearchStrategy:
    """Any value the kind may hold, near the limits where families differ."""
    strategies = {
        Shape.YES_NO: st.booleans(),
        Shape.DAY: st.dates(date(1920, 1, 1), TODAY + timedelta(days=30)),
        Shape.FEN: st.sampled_from([0, 1, 800_00, 1_600_00, 1_700_00, 3_000_00, 50_000_00]),
        Shape.PLACE: st.sampled_from(["350206", "350206005023", "3502", "350100", "36"]),
        Shape.CHOICE: st.sampled_from(list(kind.choices) or [None]),
    }
    any_value = strategies[kind.shape]
    return st.one_of(any_value, st.just(NONE)) if kind.may_be_none else any_value


def facts(kinds: list[Kind]) -> st.SearchStrategy:
    """Everything known of one subject."""
    return st.fixed_dictionaries(
        {
            kind.key: values(kind).map(lambda value: FactValue(value, TODAY, "document"))
            for kind in kinds
        }
    )


@st.composite
def families(draw: st.DrawFn) -> Family:
    """A household of one to four, everything known."""
    count = draw(st.integers(1, 4))
    return Family(
        HOME,
        "350206005023",
        tuple(Person(UUID(int=n + 1), draw(facts(PERSONAL))) for n in range(count)),
        draw(facts(OF_THE_HOUSEHOLD)),
    )


def forgetting(family: Family, forgotten: set[tuple[int, str]]) -> Family:
    """The same family, with some answers never asked for (0 stands for the household)."""
    return Family(
        family.household_id,
        family.place,
        tuple(
            Person(
                person.id,
                {k: fact for k, fact in person.facts.items() if (n, k) not in forgotten},
                person.guardians,
            )
            for n, person in enumerate(family.persons, start=1)
        ),
        {k: fact for k, fact in family.facts.items() if (0, k) not in forgotten},
    )


DAYS = st.sampled_from([date(2019, 12, 1), date(2020, 12, 1), date(2021, 12, 1), TODAY])
HOLES = st.sets(st.tuples(st.integers(0, 4), st.sampled_from(list(KINDS))), max_size=80)


@settings(max_examples=80, deadline=None)
@given(families(), HOLES, DAYS)
def test_learning_a_fact_never_flips_an_answer(family, holes, on):
    knowing_less = evaluate_all(forgetting(family, holes), on, catalogue())
    knowing_all = evaluate_all(family, on, catalogue())
    for less, more in zip(knowing_less, knowing_all, strict=True):
        if less.outcome is not Outcome.NEEDS_INFORMATION:
            assert more.outcome is less.outcome
        if less.amount and more.amount:
            assert less.amount.at_least_fen <= more.amount.at_least_fen
            if less.amount.at_most_fen is not None:
                assert more.amount.at_most_fen <= less.amount.at_most_fen


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 5), DAYS)
def test_of_a_family_nobody_knows_nothing_is_concluded(count, on):
    persons = tuple(Person(UUID(int=n + 1), {}) for n in range(count))
    for verdict in evaluate_all(Family(HOME, "350206005023", persons), on, catalogue()):
        assert verdict.outcome is Outcome.NEEDS_INFORMATION
        assert verdict.missing or not verdict.likely


@settings(max_examples=50, deadline=None)
@given(families(), families())
def test_a_childs_own_benefit_does_not_depend_on_who_lives_with_it(family, others):
    child = family.persons[0]
    alone = Family(HOME, family.place, (child,), family.facts)
    neighbours = tuple(
        Person(UUID(int=n + 100), person.facts) for n, person in enumerate(others.persons)
    )
    together = Family(HOME, family.place, (child, *neighbours), family.facts)
    for benefit in ("child_rehab_aid", "disability_care_allowance"):
        answers = {
            verdict.outcome
            for household in (alone, together)
            for verdict in evaluate_all(household, TODAY, catalogue())
            if verdict.pack.id == benefit and verdict.subject == child.id
        }
        assert len(answers) == 1


@settings(max_examples=50, deadline=None)
@given(families(), HOLES)
def test_the_order_of_members_does_not_matter(family, holes):
    family = forgetting(family, holes)
    turned = Family(family.household_id, family.place, family.persons[::-1], family.facts)
    one = {(v.pack.id, v.subject): v.outcome for v in evaluate_all(family, TODAY, catalogue())}
    other = {(v.pack.id, v.subject): v.outcome for v in evaluate_all(turned, TODAY, catalogue())}
    assert one == other


@settings(max_examples=50, deadline=None)
@given(families(), HOLES)
def test_an_amount_never_exceeds_the_cost_and_waiting_never_the_amount(family, holes):
    for verdict in evaluate_all(forgetting(family, holes), TODAY, catalogue()):
        if verdict.pack.id != "child_rehab_aid" or verdict.amount is None:
            continue
        cost = family.person(verdict.subject).facts["monthly_rehab_cost"].value
        assert verdict.amount.at_least_fen <= cost
        if verdict.cost_of_waiting_fen is not None:
            assert 0 <= verdict.cost_of_waiting_fen <= verdict.amount.at_least_fen


@settings(max_examples=50, deadline=None)
@given(families(), HOLES)
def test_the_gap_is_filled_and_no_more(family, holes):
    family = forgetting(family, holes)
    gap = residual_gap(family, evaluate_all(family, TODAY, catalogue()), TODAY)
    if gap.cost_fen is None:
        assert gap.residual_fen is None
        return
    assert 0 <= gap.may_fall_to_fen <= gap.residual_fen <= gap.cost_fen
    assert gap.residual_fen == max(0, gap.cost_fen - gap.given_fen)


@settings(max_examples=40, deadline=None)
@given(families(), HOLES)
def test_every_way_is_short_and_made_of_what_can_be_learned(family, holes):
    for verdict in evaluate_all(forgetting(family, holes), TODAY, catalogue()):
        if verdict.outcome is Outcome.ELIGIBLE:
            assert verdict.ways_in == ()
        for way in verdict.ways_in:
            assert 1 <= len(way.steps) <= 3
            assert way.prospects
            assert way.papers == sum(isinstance(step.learning, Paper) for step in way.steps)


@settings(max_examples=40, deadline=None)
@given(st.fixed_dictionaries({}, optional={kind.key: values(kind) for kind in PERSONAL}))
def test_no_certificate_that_would_help_is_overlooked(told):
    """Brute force beside the recursion: hand the child every certificate there can be."""
    told = {**told, "diagnosis": "autism"}
    nothing = care_allowance(told | {"disability_category": NONE, "disability_grade": NONE})
    helped = any(
        care_allowance(told | {"disability_category": "mental", "disability_grade": grade}).outcome
        is Outcome.ELIGIBLE
        for grade in (1, 2, 3, 4)
    )
    keys = {step.learning.key for way in nothing.ways_in for step in way.steps}
    assert ("disability_certificate" in keys) >= helped
    assert nothing.outcome is not Outcome.ELIGIBLE


def care_allowance(child):
    household = known({"dibao_status": False})
    family = Family(HOME, "350206005023", (Person(CHILD, known(child)),), household)
    return verdict_of(family, "disability_care_allowance", CHILD)
