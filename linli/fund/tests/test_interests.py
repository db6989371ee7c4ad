"""Interested persons of the holder's managers are refused, wherever they live in the household."""

import pytest
from django.db import IntegrityError, transaction

from linli.fund import actions, queries
from linli.fund.models import InterestedPerson
from linli.fund.tests.conftest import NOW
from linli.identity.permissions import NotAllowed


def enter(desk, number: str = "D-1", **how):
    how.setdefault("by", desk.village.holder_accountant)
    return actions.enter_interest(
        fund_id=desk.fund.pk, number=number, manager="会长", relation="弟弟", at=NOW, **how
    )


def test_such_a_household_is_refused_and_shown_the_states_ways(desk):
    household = desk.family(number="D-1")
    enter(desk)
    with pytest.raises(actions.InterestedParty) as refusal:
        desk.ask(900, household_id=household)
    assert "第五十九条" in str(refusal.value)
    assert "临时救助" in refusal.value.next_step


def test_entered_after_the_asking_it_stops_the_decision(desk):
    household = desk.family(number="D-1")
    request = desk.ask(900, household_id=household)
    enter(desk)
    with pytest.raises(actions.InterestedParty):
        desk.propose(request, 900)


def test_ended_it_refuses_no_more(desk):
    household = desk.family(number="D-1")
    entered = enter(desk)
    actions.end_interest(interest_id=entered.pk, by=desk.village.holder_accountant, at=NOW)
    assert desk.ask(900, household_id=household)


def test_other_families_and_repairs_are_not_touched(desk):
    desk.family(number="D-1")
    enter(desk)
    assert desk.ask(900)
    assert desk.ask(900, "estate_repair")


def test_the_holder_enters_and_nobody_else(desk):
    desk.family(number="D-1")
    with pytest.raises(NotAllowed):
        enter(desk, by=desk.village.cashier)
    with pytest.raises(actions.NobodyMeant):
        enter(desk, "Z-404")


def test_the_register_is_sealed_and_does_not_say_whom_it_names(desk):
    desk.family(number="D-1")
    entered = enter(desk)
    assert "会长" not in bytes(entered.manager).decode(errors="ignore")
    (row,) = queries.interests(
        desk.village.holder_accountant, desk.fund.holder_id, desk.fund.place_id
    )
    assert (row.manager, row.relation, row.of_household) == ("会长", "弟弟", True)
    assert queries.interests(desk.village.auditor, desk.fund.holder_id, desk.fund.place_id) == []


def test_the_database_wants_one_person_or_one_household(desk):
    desk.family(number="D-1")
    entered = enter(desk)
    with pytest.raises(IntegrityError), transaction.atomic():
        InterestedPerson.objects.filter(pk=entered.pk).update(household=None)
