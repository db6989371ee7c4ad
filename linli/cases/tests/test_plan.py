"""A plan is agreed with the family: every red domain has a goal."""

import datetime

import pytest

from linli.cases import actions as cases, queries
from linli.cases.models import CasePlan, Goal
from linli.cases.tests.conftest import IN_THREE_MONTHS, plan, wanted
from tests.village import TODAY


def test_goals_are_in_the_familys_words_and_the_next_look_is_due(village, assessed):
    plan(village, assessed)
    card = queries.case(village.social_worker, assessed.pk, on=TODAY)
    assert card.stage == "intervention"
    assert card.next_on == TODAY + datetime.timedelta(days=30)
    goal = card.goals[0]
    assert (goal.words, goal.target_words) == ("想听他叫一声妈妈", "会跟陌生人打招呼")


def test_the_words_of_a_goal_are_sealed(village, assessed):
    plan(village, assessed)
    assert all("妈妈".encode() not in bytes(goal.words) for goal in Goal.objects.all())


def test_refuses_without_a_goal_for_a_red_domain(village, assessed):
    with pytest.raises(cases.GoalMissing) as refusal:
        plan(village, assessed, wanted("communication", 4))
    assert "学习与认知" in str(refusal.value)
    assert not CasePlan.objects.exists()


def test_refuses_a_plan_without_goals(village, assessed):
    with pytest.raises(cases.NoGoal):
        plan(village, assessed, goals=())


@pytest.mark.parametrize("target", [1, 5])
def test_refuses_a_goal_that_is_not_above_or_beyond_the_last_step(village, assessed, target):
    with pytest.raises(cases.GoalNotAbove):
        plan(village, assessed, wanted("communication", target), wanted("learning", 3))


def test_refuses_a_goal_in_no_domain(village, assessed):
    with pytest.raises(cases.UnknownStep):
        plan(village, assessed, *[wanted(key) for key in ("communication", "learning", "mood")])


def test_refuses_a_goal_due_at_once(village, assessed):
    goals = (wanted("communication", 4, due_on=TODAY), wanted("learning"))
    with pytest.raises(cases.GoalTooEarly):
        plan(village, assessed, *goals)


def test_refuses_before_an_assessment(village, assigned):
    with pytest.raises(cases.NotAssessedYet):
        plan(village, assigned)


def test_when_its_last_day_comes_it_is_time_to_evaluate(village, followed):
    before = queries.case(village.social_worker, followed.pk, on=TODAY).stage
    later = queries.case(village.social_worker, followed.pk, on=IN_THREE_MONTHS).stage
    assert (before, later) == ("intervention", "evaluation")
