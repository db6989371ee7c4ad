"""What is done for a family is written down, sealed, by its own worker, after a plan."""

import uuid

import pytest

from linli.cases import actions as cases, queries
from linli.cases.models import Intervention
from linli.journal import queries as journal
from tests.village import NOW, TODAY


def intervene(village, case, **changed):
    said = {
        "case_id": case.pk,
        "kind": "visit",
        "on": TODAY,
        "words": "陪妈妈去医院开了诊断。",
        "by": village.social_worker,
        "at": NOW,
    }
    return cases.intervene(**(said | changed))


def test_it_stands_in_the_history_and_the_deed_says_nothing_of_it(village, planned):
    done = intervene(village, planned)
    assert "诊断".encode() not in bytes(done.words)
    latest = queries.case(village.social_worker, planned.pk, on=TODAY).history
    assert "陪妈妈去医院开了诊断。" in [moment.text for moment in latest]
    assert journal.history(("case", planned.pk))[0].details == {"record": str(done.pk)}


def test_pressed_twice_it_is_one(village, planned):
    key = uuid.uuid4()
    assert intervene(village, planned, key=key).pk == intervene(village, planned, key=key).pk
    assert Intervention.objects.count() == 1


def test_refuses_without_words(village, planned):
    with pytest.raises(cases.NothingSeen):
        intervene(village, planned, words=" ")


def test_refuses_before_a_plan(village, assessed):
    with pytest.raises(cases.NotPlannedYet):
        intervene(village, assessed)


def test_refuses_a_colleague(village, planned, colleague):
    with pytest.raises(cases.NotYourCase):
        intervene(village, planned, by=colleague)
