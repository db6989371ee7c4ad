"""A supervisor opens a closed case again; its stages begin anew."""

import datetime

import pytest

from linli.cases import actions as cases, queries
from linli.cases.tests.conftest import told
from linli.cases.tests.test_close import close
from linli.identity.permissions import NotAllowed
from tests.village import NOW, TODAY

LATER = NOW + datetime.timedelta(days=1)


def reopen(village, case, **changed):
    said = {"case_id": case.pk, "words": "爸爸失业了。", "by": village.supervisor, "at": LATER}
    return cases.reopen(**(said | changed))


@pytest.fixture
def closed(village, evaluated):
    close(village, evaluated)
    return evaluated


def test_it_begins_again_at_the_assessment_with_its_history(village, closed):
    reopen(village, closed)
    card = queries.case(village.social_worker, closed.pk, on=TODAY + datetime.timedelta(days=1))
    assert (card.stage, card.goals, card.next_on) == ("assessment", [], None)
    assert card.history[0].text == "爸爸失业了。"


def test_the_reason_is_sealed_and_needed(village, closed):
    assert "失业".encode() not in bytes(reopen(village, closed).reopening)


def test_refuses_without_a_reason(village, closed):
    with pytest.raises(cases.WordsNeeded):
        reopen(village, closed, words=" ")


def test_refuses_what_is_open(village, evaluated):
    with pytest.raises(cases.NotClosed):
        reopen(village, evaluated)


def test_refuses_when_the_family_has_an_open_case(village, family, closed):
    cases.take_in(
        lead_id=told(village).pk,
        household_id=family.household_id,
        person_id=family.child_id,
        by=village.social_worker,
        at=NOW,
    )
    with pytest.raises(cases.OpenAgain):
        reopen(village, closed)


def test_only_a_supervisor_reopens(village, closed):
    with pytest.raises(NotAllowed):
        reopen(village, closed, by=village.social_worker)
