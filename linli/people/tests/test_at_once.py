"""Two at the same moment, with real commits: the database lets one in, and nothing is lost."""

import json
from uuid import uuid4

import pytest

from linli.identity.permissions import clock
from linli.kernel.sealed import unseal
from linli.people import actions
from linli.people.models import Membership, OpeningRequest, Resident, Sheet
from linli.people.tests.conftest import CHILD, DUTY, FATHER, MOTHER
from tests.hands import refusals, together
from tests.village import HERE, NOW, TODAY, build_village

ACT = {"by": clock(), "at": NOW}


@pytest.fixture
def cast(fresh_database):
    return build_village()


def test_the_same_number_is_registered_once(cast):
    given = together(*[lambda: actions.register(who=MOTHER, place=HERE, **ACT)] * 4)
    assert Resident.objects.count() == 1
    assert refusals(given) == ["AlreadyRegistered"] * 3


def test_a_double_press_is_one_person(cast):
    key = uuid4()
    given = together(*[lambda: actions.register(who=MOTHER, place=HERE, key=key, **ACT)] * 3)
    assert [one.pk for one in given] == [key] * 3


def test_two_facts_at_once_both_stand_on_the_sheet(cast):
    mother = actions.register(who=MOTHER, place=HERE, **ACT)
    basis = actions.record_basis(ground=DUTY, resident_id=mother.pk, **ACT)

    def state(kind):
        return lambda: actions.state_fact(
            kind=kind, value=1, source="stated", observed_on=TODAY, resident_id=mother.pk,
            basis_id=basis.pk, **ACT,
        )  # fmt: skip

    given = together(state("monthly_income"), state("financial_assets"))
    assert refusals(given) == []
    sheet = json.loads(unseal(Sheet.objects.get(resident=mother), "facts"))
    assert sorted(sheet) == ["financial_assets", "monthly_income"]


def test_nobody_moves_into_two_homes(cast):
    father = actions.register(who=FATHER, place=HERE, **ACT)
    homes = [actions.form_household(place=HERE, members=[], **ACT).pk for _ in range(2)]
    deeds = [
        lambda home=home: actions.join(
            household_id=home, resident_id=father.pk, relation="02", **ACT
        )
        for home in homes
    ]
    given = together(*deeds)
    assert Membership.objects.filter(resident=father, until=None).count() == 1
    assert refusals(given) == ["LivesElsewhere"]


def test_a_wish_is_asked_once_and_answered_once(cast):
    child = actions.register(who=CHILD, place=HERE, ground=DUTY, **ACT)
    ask = {"resident_id": child.pk, "reason": "一周没有来上课", "at": NOW}
    given = together(*[lambda: actions.ask_to_open(**ask, by=cast.grid_worker)] * 3)
    assert refusals(given) == ["AlreadyAsked"] * 2
    request = OpeningRequest.objects.get()
    answer = {"request_id": request.pk, "until_on": TODAY, "by": cast.supervisor, "at": NOW}
    given = together(
        lambda: actions.decide_opening(granted=True, **answer),
        lambda: actions.decide_opening(granted=False, **answer),
    )
    assert refusals(given) == ["AlreadyDecided"]
