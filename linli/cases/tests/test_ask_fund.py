"""A case asks the fund for the gap that state aid leaves; the request remembers its origin."""

from uuid import uuid4

import pytest

from linli.benefits.tests import conftest as benefits
from linli.cases import actions as cases
from linli.cases.tests import conftest as walk
from linli.fund import actions as fund_actions, queries as fund
from linli.fund.tests.conftest import Desk
from linli.journal import queries as journal
from tests.village import NOW


@pytest.fixture
def told(village):
    """The family with its facts: 3,000 a month, of which the state gives 1,700."""
    family = benefits.family.__wrapped__(village)
    return benefits.told.__wrapped__(village, family)


@pytest.fixture
def assigned(village, told):
    case = cases.take_in(
        lead_id=walk.told(village).pk,
        household_id=told.household_id,
        person_id=told.child_id,
        by=village.social_worker,
        at=NOW,
    )
    return walk.assign(village, case)


def ask(village, case, **changed):
    said = {
        "case_id": case.pk,
        "purpose": "family_aid",
        "reason": "care_and_rehabilitation",
        "amount_fen": 1_300_00,
        "key": uuid4(),
        "by": village.social_worker,
        "at": NOW,
    }
    return cases.ask_fund(**(said | changed))


def test_the_request_knows_its_case_and_the_case_its_request(village, assigned):
    Desk(village)
    request_id = ask(village, assigned)
    card = fund.request(village.committee_member, request_id)
    assert (card.row.asked_fen, card.gap_fen, card.row.persons) == (1_300_00, 1_300_00, 1)
    assert card.origin_title == "个案"
    deed = journal.history(("case", assigned.pk))[0]
    assert deed.verb == "case.asked_fund"
    assert deed.details == {"request": str(request_id)}


def test_never_more_than_the_gap(village, assigned):
    Desk(village)
    with pytest.raises(fund_actions.MoreThanTheGap):
        ask(village, assigned, amount_fen=1_300_01)


def test_pressed_twice_it_is_one_request(village, assigned):
    Desk(village)
    key = uuid4()
    assert ask(village, assigned, key=key) == ask(village, assigned, key=key)
    verbs = [deed.verb for deed in journal.history(("case", assigned.pk))]
    assert verbs.count("case.asked_fund") == 1


def test_a_community_without_a_fund_says_so(village, assigned):
    with pytest.raises(cases.NoFundHere) as refusal:
        ask(village, assigned)
    assert "转介" in refusal.value.next_step


def test_only_its_own_worker_asks(village, assigned, colleague):
    Desk(village)
    with pytest.raises(cases.NotYourCase):
        ask(village, assigned, by=colleague)
