"""An assessment says where the family stands, in sentences."""

import datetime
import uuid

import pytest

from linli.cases import actions as cases, queries
from linli.cases.models import Assessment
from linli.identity.permissions import NotAllowed
from linli.kernel.refusal import NotFound
from tests.village import NOW, TODAY


def assess(village, case, **changed):
    said = {
        "case_id": case.pk,
        "on": TODAY,
        "scores": {"communication": 1, "economic": 2},
        "words": "妈妈很累。",
        "by": village.social_worker,
        "at": NOW,
    }
    return cases.assess(**(said | changed))


def test_the_steps_are_said_in_words_and_the_case_moves_on(village, assigned):
    assess(village, assigned)
    card = queries.case(village.social_worker, assigned.pk, on=TODAY)
    assert card.stage == "planning"
    speaking = card.progress[0]
    assert (speaking.current_words, speaking.light) == ("不开口说话", "red")
    assert speaking.previous is None


def test_the_words_are_sealed(village, assigned):
    assert "妈妈".encode() not in bytes(assess(village, assigned).words)


def test_pressed_twice_it_is_one(village, assigned):
    key = uuid.uuid4()
    assert assess(village, assigned, key=key).pk == assess(village, assigned, key=key).pk
    assert Assessment.objects.count() == 1


def test_refuses_to_say_nothing(village, assigned):
    with pytest.raises(cases.NothingSeen):
        assess(village, assigned, scores={})


@pytest.mark.parametrize("scores", [{"communication": 5}, {"communication": 0}, {"mood": 1}])
def test_refuses_a_step_that_is_none_and_writes_nothing(village, assigned, scores):
    with pytest.raises(cases.UnknownStep):
        assess(village, assigned, scores=scores)
    assert not Assessment.objects.exists()


def test_refuses_a_day_to_come_or_before_the_case(village, assigned):
    for days in (1, -1):
        with pytest.raises(cases.WrongDay):
            assess(village, assigned, on=TODAY + datetime.timedelta(days=days))


def test_refuses_before_a_worker_was_named(village, opened):
    with pytest.raises(cases.NotAssignedYet):
        assess(village, opened)


def test_only_the_named_worker_writes(village, assigned):
    with pytest.raises(NotAllowed):
        assess(village, assigned, by=village.supervisor)
    with pytest.raises(NotFound):
        assess(village, assigned, by=village.outsider)


def test_a_colleague_is_told_whose_case_it_is(village, assigned, colleague):
    with pytest.raises(cases.NotYourCase) as refusal:
        assess(village, assigned, by=colleague)
    assert "林社工" in str(refusal.value)
