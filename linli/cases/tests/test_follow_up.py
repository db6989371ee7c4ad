"""A follow-up says how it goes now; what changed is seen in words."""

import datetime
import uuid

import pytest

from linli.cases import actions as cases, queries
from linli.cases.models import FollowUp
from linli.cases.tests.conftest import follow_up
from tests.village import NOW, TODAY


def test_the_child_now_greets_strangers(village, planned):
    follow_up(village, planned, {"communication": 4})
    speaking = queries.case(village.social_worker, planned.pk, on=TODAY).progress[0]
    assert (speaking.previous_words, speaking.current_words) == ("不开口说话", "会跟陌生人打招呼")
    assert (speaking.climbed, speaking.light) == (3, "green")


def test_the_goal_it_reached_is_marked(village, planned):
    follow_up(village, planned, {"communication": 4, "learning": 2})
    goals = queries.case(village.social_worker, planned.pk, on=TODAY).goals
    assert {goal.domain: goal.reached for goal in goals} == {
        "communication": True,
        "learning": False,
    }


def test_words_alone_are_enough(village, planned):
    assert follow_up(village, planned, {}, teller="volunteer").teller == "volunteer"


def test_it_moves_the_next_day_on(village, planned):
    later = NOW + datetime.timedelta(days=31)
    on = later.date()
    [due] = queries.mine_due(village.social_worker, on=on)
    assert due.overdue
    follow_up(village, planned, {"communication": 2}, on=on, at=later)
    assert queries.mine_due(village.social_worker, on=on) == []


def test_three_looks_without_a_change_are_a_standstill(village, planned):
    for _look in range(2):
        follow_up(village, planned, {"communication": 1})
    speaking = queries.case(village.social_worker, planned.pk, on=TODAY).progress[0]
    assert speaking.stalled


def test_pressed_twice_it_is_one(village, planned):
    key = uuid.uuid4()
    for _press in range(2):
        follow_up(village, planned, {"communication": 2}, key=key)
    assert FollowUp.objects.count() == 1


def test_refuses_to_say_nothing(village, planned):
    with pytest.raises(cases.NothingSeen):
        follow_up(village, planned, {}, words="")


def test_refuses_before_a_plan(village, assessed):
    with pytest.raises(cases.NotPlannedYet):
        follow_up(village, assessed, {"communication": 2})


def test_refuses_an_unknown_teller(village, planned):
    with pytest.raises(Exception, match="follow_up_teller_known"):
        follow_up(village, planned, {"communication": 2}, teller="ghost")
