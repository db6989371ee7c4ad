"""A case is closed with an outcome, and somebody still looks in."""

import uuid

import pytest

from linli.cases import actions as cases, queries
from linli.cases.models import Closure
from linli.cases.tests.conftest import IN_THREE_MONTHS, told
from tests.village import NOW, TODAY


def close(village, case, **changed):
    said = {
        "case_id": case.pk,
        "on": TODAY,
        "outcome": "reached",
        "monitor_until": IN_THREE_MONTHS,
        "by": village.social_worker,
        "at": NOW,
    }
    return cases.close(**(said | changed))


def test_it_leaves_the_open_list_and_keeps_its_history(village, evaluated):
    close(village, evaluated)
    assert queries.cases(village.social_worker, on=TODAY).object_list == []
    card = queries.case(village.supervisor, evaluated.pk, on=TODAY)
    assert (card.stage, card.closed, card.may_work) == ("closed", True, False)
    assert len(card.history) == 9  # from the lead to the closure


def test_refuses_without_an_evaluation(village, followed):
    with pytest.raises(cases.NotEvaluatedYet) as refusal:
        close(village, followed)
    assert "先评估" in refusal.value.next_step
    assert not Closure.objects.exists()


def test_a_family_that_moves_away_needs_words_instead(village, planned):
    with pytest.raises(cases.WordsNeeded):
        close(village, planned, outcome="moved")
    assert close(village, planned, outcome="moved", words="搬去同安。").outcome == "moved"


def test_refuses_to_forget_at_once(village, evaluated):
    with pytest.raises(cases.MonitoringTooShort):
        close(village, evaluated, monitor_until=TODAY)


def test_pressed_twice_it_is_closed_once(village, evaluated):
    key = uuid.uuid4()
    assert close(village, evaluated, key=key).pk == close(village, evaluated, key=key).pk


def test_nothing_is_written_into_a_closed_case(village, evaluated):
    close(village, evaluated)
    with pytest.raises(cases.CaseIsClosed):
        close(village, evaluated)


def test_the_family_may_have_a_new_case_after(village, family, evaluated):
    close(village, evaluated)
    again = cases.take_in(
        lead_id=told(village).pk,
        household_id=family.household_id,
        person_id=family.child_id,
        by=village.social_worker,
        at=NOW,
    )
    assert again.pk != evaluated.pk
