"""Signatures: each step once, each person once, decided by the database."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connections

from linli.identity import actions as identity, queries
from tests.village import NOW, build_village


def sign(subject, step, by):
    return identity.sign_off(subject=subject, step=step, by=by, at=NOW)


def test_two_people_take_two_steps(village):
    request = ("aid_request", uuid4())
    sign(request, "decide", village.committee_member)
    sign(request, "pay", village.cashier)
    assert [row.step for row in queries.signatures(request)] == ["decide", "pay"]


def test_one_person_does_not_take_two_steps(village):
    request = ("aid_request", uuid4())
    sign(request, "decide", village.cashier)
    with pytest.raises(identity.SamePersonTwice):
        sign(request, "pay", village.cashier)


def test_a_step_is_taken_once(village):
    request = ("aid_request", uuid4())
    sign(request, "decide", village.committee_member)
    with pytest.raises(identity.StepAlreadySigned):
        sign(request, "decide", village.cashier)


def test_the_same_person_signs_another_thing(village):
    sign(("aid_request", uuid4()), "decide", village.cashier)
    sign(("aid_request", uuid4()), "decide", village.cashier)


@pytest.mark.usefixtures("fresh_database")
def test_of_two_at_the_same_moment_one_signs():
    village = build_village()
    request = ("aid_request", uuid4())

    def press(viewer):
        try:
            sign(request, "decide", viewer)
            return "signed"
        except identity.StepAlreadySigned:
            return "too late"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as people:
        said = list(people.map(press, [village.committee_member, village.cashier]))
    assert sorted(said) == ["signed", "too late"]
