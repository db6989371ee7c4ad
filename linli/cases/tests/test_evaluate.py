"""An evaluation answers every goal, after something was done and somebody looked in."""

import datetime

import pytest

from linli.cases import actions as cases, queries
from linli.cases.tests.conftest import follow_up, goal_ids, plan, wanted
from tests.village import NOW, TODAY


def evaluate(village, case, **changed):
    said = {
        "case_id": case.pk,
        "on": TODAY,
        "results": dict.fromkeys(goal_ids(case), "reached"),
        "words": "他会叫妈妈了。",
        "by": village.social_worker,
        "at": NOW,
    }
    return cases.evaluate(**(said | changed))


def test_the_results_stand_beside_the_goals_and_the_case_may_close(village, followed):
    evaluate(village, followed)
    card = queries.case(village.social_worker, followed.pk, on=TODAY)
    assert card.stage == "closure"
    assert {goal.result for goal in card.goals} == {"做到了"}


def test_refuses_when_nothing_was_done(village, planned):
    follow_up(village, planned, {"communication": 2})
    with pytest.raises(cases.NotDoneYet):
        evaluate(village, planned)


def test_refuses_when_nobody_looked_in(village, planned):
    cases.intervene(
        case_id=planned.pk, kind="call", on=TODAY, words="通话", by=village.social_worker, at=NOW
    )
    with pytest.raises(cases.NotFollowedUpYet):
        evaluate(village, planned)


def test_refuses_when_a_goal_has_no_answer(village, followed):
    [first, *_rest] = goal_ids(followed)
    with pytest.raises(cases.ResultMissing):
        evaluate(village, followed, results={first: "reached"})


def test_a_new_plan_begins_a_new_round(village, evaluated):
    later = NOW + datetime.timedelta(minutes=1)
    plan(village, evaluated, wanted("learning", 3), at=later)
    assert queries.case(village.social_worker, evaluated.pk, on=TODAY).stage == "intervention"
    with pytest.raises(cases.NotDoneYet):
        evaluate(village, evaluated, at=later)
