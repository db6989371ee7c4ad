"""What the public may know: families that saw a step up, and never a small number."""

import datetime

import pytest

from linli.cases import actions as cases, published
from linli.cases.tests.conftest import assign, follow_up, households, plan, told, wanted
from tests.village import NOW, TODAY

SINCE = TODAY - datetime.timedelta(days=90)


def test_fewer_than_five_families_are_not_shown(village, followed):
    assert {
        step.families for step in published.steps_up(village.here, since=SINCE, until=TODAY)
    } == {None}


@pytest.fixture
def five_families(village):
    for household in households(village, 5):
        case = cases.take_in(
            lead_id=told(village).pk, household_id=household, by=village.supervisor, at=NOW
        )
        assign(village, case)
        cases.assess(
            case_id=case.pk, on=TODAY, scores={"communication": 1, "learning": 2}, words="",
            by=village.social_worker, at=NOW,
        )  # fmt: skip
        plan(village, case, wanted("communication", 3))
        follow_up(village, case, {"communication": 3, "learning": 2})


def test_five_families_are_a_group(village, five_families):
    shown = {
        step.domain: step.families
        for step in published.steps_up(village.here, since=SINCE, until=TODAY)
    }
    assert shown["communication"] == 5
    assert shown["learning"] is None


def test_next_door_and_other_quarters_are_not_counted(village, five_families):
    day_before = TODAY - datetime.timedelta(days=1)
    for place, since, until in (
        (village.next_door, SINCE, TODAY),
        (village.here, SINCE, day_before),
        (village.here, TODAY + datetime.timedelta(days=1), TODAY + datetime.timedelta(days=9)),
    ):
        steps = published.steps_up(place, since=since, until=until)
        assert {step.families for step in steps} == {None}


def test_a_step_bears_no_name_and_no_id(village, five_families):
    step = published.steps_up(village.here, since=SINCE, until=TODAY)[0]
    assert set(type(step).__slots__) == {"domain", "name", "families"}
