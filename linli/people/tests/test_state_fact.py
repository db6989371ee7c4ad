"""Stating facts: sealed and on a basis where sensitive, the latest in force, the sheet in step."""

import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings, strategies as st
from hypothesis.extra.django import TestCase

from linli.identity.permissions import clock
from linli.journal import queries as journal
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal
from linli.people import actions, queries
from linli.people.models import Fact, Sheet
from linli.people.queries.facts import read_sheet
from linli.people.tests.conftest import DAY, DUTY, MOTHER, consent, diagnose, open_child
from linli.places import actions as places
from linli.rules.facts import NONE, FactValue
from linli.rules.kinds import Purpose
from tests.village import HERE, NOW, TODAY


@pytest.fixture
def opened(home):
    open_child(home)
    return home


def known(cast, person):
    family = queries.facts(cast.social_worker, cast.household.pk, cast.today)
    return family.person(person.pk).facts


def test_reaches_the_rules_as_it_was_said(opened):
    diagnose(opened)
    assert known(opened, opened.child)["diagnosis"] == FactValue(
        "autism", observed_on=opened.today, source="document"
    )


def test_is_sealed_in_its_row_and_on_its_sheet(opened):
    fact = Fact.objects.get(pk=diagnose(opened).pk)
    assert fact.value is None
    assert b"autism" not in bytes(fact.value_sealed)
    sheet = Sheet.objects.get(resident=opened.child)
    assert b"autism" not in bytes(sheet.facts)
    assert read_sheet(unseal(sheet, "facts"), Purpose.BENEFITS)["diagnosis"].value == "autism"


def test_the_register_itself_is_known_to_the_rules(opened):
    facts = known(opened, opened.child)
    assert facts["birth_date"].value == datetime.date(2018, 6, 12)
    family = queries.facts(opened.social_worker, opened.household.pk, opened.today)
    assert set(family.person(opened.child.pk).guardians) == {opened.mother.pk, opened.father.pk}
    assert family.place == opened.here


def test_none_is_an_answer(opened):
    actions.state_fact(
        kind="disability_grade", value=NONE, source="stated", observed_on=opened.today,
        resident_id=opened.child.pk, basis_id=opened.child.basis, **opened.work,
    )  # fmt: skip
    assert known(opened, opened.child)["disability_grade"].value is NONE
    card = queries.resident(opened.social_worker, opened.child.pk, opened.today)
    assert [(fact.name, fact.value) for fact in card.facts] == [("残疾等级", "没有")]


def test_the_latest_observed_holds_however_it_was_entered(opened):
    diagnose(opened, "intellectual")
    diagnose(opened, "autism", observed_on=opened.today - 30 * DAY)
    assert known(opened, opened.child)["diagnosis"].value == "intellectual"


def test_retracted_the_one_before_holds_again(opened):
    diagnose(opened, "autism", observed_on=opened.today - DAY)
    wrong = diagnose(opened, "intellectual")
    actions.retract_fact(fact_id=wrong.pk, **opened.work)
    assert known(opened, opened.child)["diagnosis"].value == "autism"
    with pytest.raises(actions.AlreadyRetracted):
        actions.retract_fact(fact_id=wrong.pk, **opened.work)


def test_refuses_what_is_sensitive_without_a_basis(opened):
    with pytest.raises(actions.NeedsBasis) as refused:
        diagnose(opened, basis_id=None)
    assert "敏感" in str(refused.value)
    assert "监护人" in refused.value.next_step
    assert not Fact.objects.exists()
    assert not Sheet.objects.exists()


def test_everything_about_a_child_under_fourteen_is_sensitive(opened):
    plain = {"kind": "residence_permit_place", "value": "350206", "source": "stated",
             "observed_on": opened.today}  # fmt: skip
    assert not actions.state_fact(**plain, resident_id=opened.mother.pk, **opened.work).sensitive
    with pytest.raises(actions.NeedsBasis):
        actions.state_fact(**plain, resident_id=opened.child.pk, **opened.work)
    made = actions.state_fact(
        **plain, resident_id=opened.child.pk, basis_id=opened.child.basis, **opened.work
    )
    assert made.sensitive


def test_refuses_a_basis_of_somebody_else_or_one_taken_back(opened):
    others = actions.record_basis(
        ground=consent(opened.mother), resident_id=opened.mother.pk, **opened.work
    )
    with pytest.raises(actions.BasisNotGood):
        diagnose(opened, basis_id=others.pk)
    actions.withdraw_basis(basis_id=opened.child.basis, **opened.work)
    with pytest.raises(actions.BasisNotGood):
        diagnose(opened)


@pytest.mark.parametrize(
    "broken",
    [
        {"basis": None},
        {"value": '"autism"'},
        {"sensitive": False},
        {"resident": None},
        {"valid_until": datetime.date(2000, 1, 1)},
    ],
)
def test_the_database_refuses_them_too(opened, broken):
    fact = diagnose(opened)
    with pytest.raises(IntegrityError), transaction.atomic():
        Fact.objects.filter(pk=fact.pk).update(**broken)


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"kind": "shoe_size"}, actions.UnknownKind),
        ({"kind": "dibao_status", "value": True}, actions.UnknownKind),
        ({"kind": "birth_date", "value": TODAY}, actions.RegisteredElsewhere),
        ({"kind": "hukou_place", "value": "350206"}, actions.RegisteredElsewhere),
        ({"value": "flu"}, actions.WrongValue),
        ({"value": True}, actions.WrongValue),
        ({"kind": "monthly_income", "value": -1}, actions.WrongValue),
        ({"kind": "monthly_income", "value": NONE}, actions.WrongValue),
        ({"observed_on": TODAY + DAY}, actions.WrongDay),
        ({"valid_until": TODAY - DAY}, actions.WrongDay),
    ],
)
def test_refuses_what_is_no_fact(opened, told, refusal):
    with pytest.raises(refusal) as refused:
        diagnose(opened, **{"value": "autism", **told})
    assert "%" not in str(refused.value)


def test_a_fact_of_the_household_is_the_households(opened):
    basis = actions.record_basis(ground=DUTY, household_id=opened.household.pk, **opened.work)
    actions.state_fact(
        kind="dibao_status", value=False, source="register", observed_on=opened.today,
        household_id=opened.household.pk, basis_id=basis.pk, verified=True, **opened.work,
    )  # fmt: skip
    family = queries.facts(opened.social_worker, opened.household.pk, opened.today)
    assert family.facts["dibao_status"].value is False
    card = queries.household(opened.social_worker, opened.household.pk, opened.today)
    assert [(fact.value, fact.verified_by) for fact in card.facts] == [("否", "林社工")]


def test_the_journal_remembers_that_not_what(opened):
    diagnose(opened)
    deed = journal.history(("resident", opened.child.pk))[0]
    assert deed.verb == "fact.stated"
    assert list(deed.details) == ["fact"]
    assert b"autism" not in bytes(deed.sealed)
    change = queries.changes(opened.social_worker, opened.child.pk, opened.today)[0]
    assert change.text == "指定医院的诊断：孤独症"


def test_a_closed_minors_facts_are_neither_stated_nor_read(home):
    with pytest.raises(queries.NotOpened):
        diagnose(home)
    with pytest.raises(queries.NotOpened):
        queries.facts(home.social_worker, home.household.pk, home.today)
    open_child(home, scope="contact")
    with pytest.raises(queries.NotOpened):
        diagnose(home)
    with pytest.raises(queries.NotOpened):
        queries.facts(home.social_worker, home.household.pk, home.today)


def test_the_clock_reads_every_household(opened):
    diagnose(opened)
    family = queries.facts(clock(), opened.household.pk, opened.today)
    assert family.person(opened.child.pk).facts["diagnosis"].value == "autism"


def test_reading_facts_is_logged_with_the_approval(opened):
    opened.social_worker.looks.clear()
    queries.facts(opened.social_worker, opened.household.pk, opened.today)
    looks = {(look.kind, look.part, look.basis[:11]) for look in opened.social_worker.looks}
    assert looks == {("household", "facts", ""), ("resident", "facts", "assignment:")}


def test_reads_a_family_in_a_few_queries(opened, django_assert_max_num_queries):
    diagnose(opened)
    with django_assert_max_num_queries(8):
        queries.facts(opened.social_worker, opened.household.pk, opened.today)


def test_pressed_twice_is_one_fact(opened):
    key = uuid4()
    assert diagnose(opened, key=key).pk == diagnose(opened, key=key).pk
    assert Fact.objects.count() == 1


def test_a_press_key_is_no_way_into_somebody_elses_fact(opened):
    """A guessed key of a fact about another person must not hand that fact out."""
    fact = diagnose(opened)
    with pytest.raises(NotFound):
        actions.state_fact(
            kind="monthly_income", value=1, source="stated", observed_on=opened.today,
            resident_id=opened.mother.pk, key=fact.pk, **opened.work,
        )  # fmt: skip


class TestSheets(TestCase):
    """However facts come and go, the sheet says what the facts in force say."""

    @settings(max_examples=20, deadline=None)
    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["monthly_income", "financial_assets"]),
                st.integers(0, 10**9),
                st.integers(0, 5),
                st.booleans(),
            ),
            max_size=12,
        )
    )
    def test_the_sheet_is_the_facts(self, said):
        act = {"by": clock(), "at": NOW}
        places.load_divisions(**act)
        mother = actions.register(who=MOTHER, place=HERE, **act)
        basis = actions.record_basis(ground=DUTY, resident_id=mother.pk, **act)
        model = []
        for number, (kind, value, days, wrong) in enumerate(said):
            fact = actions.state_fact(
                kind=kind, value=value, source="stated", observed_on=TODAY - days * DAY,
                resident_id=mother.pk, basis_id=basis.pk, by=clock(),
                at=NOW + datetime.timedelta(seconds=number),
            )  # fmt: skip
            if wrong:
                actions.retract_fact(fact_id=fact.pk, **act)
            else:
                model.append((kind, TODAY - days * DAY, number, value))
        expected = {kind: value for kind, _day, _at, value in sorted(model, key=lambda m: m[1:3])}
        sheet = Sheet.objects.filter(resident=mother).first()
        written = read_sheet(unseal(sheet, "facts"), Purpose.BENEFITS) if sheet else {}
        assert {kind: fact.value for kind, fact in written.items()} == expected
