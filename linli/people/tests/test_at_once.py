"""Two at the same moment, with real commits: the database lets one in, and nothing is lost."""

import json
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection

from linli.identity.permissions import clock
from linli.kernel.sealed import unseal
from linli.people import actions
from linli.people.models import Membership, OpeningRequest, Resident, Sheet
from linli.people.tests.conftest import CHILD, DUTY, FATHER, MOTHER
from tests.village import HERE, NOW, TODAY, build_village

ACT = {"by": clock(), "at": NOW}


@pytest.fixture
def cast(fresh_database):
    return build_village()


def at_once(*deeds):
    """Do several things in threads of their own, as near together as we can; what each gave."""
    barrier, given = Barrier(len(deeds)), [None] * len(deeds)

    def run(number, deed):
        barrier.wait()
        try:
            given[number] = deed()
        except Exception as refused:
            given[number] = refused
        finally:
            connection.close()

    threads = [Thread(target=run, args=(n, deed)) for n, deed in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given


def test_the_same_number_is_registered_once(cast):
    given = at_once(*[lambda: actions.register(who=MOTHER, place=HERE, **ACT)] * 4)
    assert Resident.objects.count() == 1
    refused = [one for one in given if isinstance(one, Exception)]
    assert [type(one) for one in refused] == [actions.AlreadyRegistered] * 3


def test_a_double_press_is_one_person(cast):
    key = uuid4()
    given = at_once(*[lambda: actions.register(who=MOTHER, place=HERE, key=key, **ACT)] * 3)
    assert [one.pk for one in given] == [key] * 3


def test_two_facts_at_once_both_stand_on_the_sheet(cast):
    mother = actions.register(who=MOTHER, place=HERE, **ACT)
    basis = actions.record_basis(ground=DUTY, resident_id=mother.pk, **ACT)

    def state(kind):
        return lambda: actions.state_fact(
            kind=kind, value=1, source="stated", observed_on=TODAY, resident_id=mother.pk,
            basis_id=basis.pk, **ACT,
        )  # fmt: skip

    given = at_once(state("monthly_income"), state("financial_assets"))
    assert not [one for one in given if isinstance(one, Exception)]
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
    given = at_once(*deeds)
    assert Membership.objects.filter(resident=father, until=None).count() == 1
    assert sum(isinstance(one, actions.LivesElsewhere) for one in given) == 1


def test_a_wish_is_asked_once_and_answered_once(cast):
    child = actions.register(who=CHILD, place=HERE, ground=DUTY, **ACT)
    ask = {"resident_id": child.pk, "reason": "一周没有来上课", "at": NOW}
    given = at_once(*[lambda: actions.ask_to_open(**ask, by=cast.grid_worker)] * 3)
    assert sum(isinstance(one, actions.AlreadyAsked) for one in given) == 2
    request = OpeningRequest.objects.get()
    answer = {"request_id": request.pk, "until_on": TODAY, "by": cast.supervisor, "at": NOW}
    given = at_once(
        lambda: actions.decide_opening(granted=True, **answer),
        lambda: actions.decide_opening(granted=False, **answer),
    )
    assert sum(isinstance(one, actions.AlreadyDecided) for one in given) == 1
