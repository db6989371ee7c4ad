"""What the desk is told of a family's benefits, through people's facts and the rules."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.benefits import queries
from linli.benefits.tests.conftest import state
from linli.identity.permissions import NotAllowed
from linli.kernel.refusal import NotFound
from linli.people import queries as residents
from tests.village import TODAY


def card_of(village, family):
    [card] = queries.cards_for(village.social_worker, family.household_id, on=TODAY)
    return card


def named(pile):
    return {(one.verdict.pack.id, one.who) for one in pile}


def test_the_story_comes_out(village, told):
    card = card_of(village, told)
    assert named(card.eligible) == {("child_rehab_aid", "王小宇")}
    assert card.eligible[0].monthly_fen == 1_700_00
    assert card.cost_of_waiting_fen == 1_700_00
    assert named(card.one_step_away) == {("disability_care_allowance", "王小宇")}
    assert ("disability_care_allowance", "王建国") in named(card.not_eligible)
    assert named(card.needs_information) == {
        ("dibao", ""),
        ("low_income", ""),
        ("disability_living_allowance", "王建国"),
    }


def test_the_next_question_is_asked_once_for_all_that_wait_for_it(village, told):
    [ask] = card_of(village, told).asks
    assert ask.learning.key == "means"
    assert ask.who == ("王建国", "李秀英", "王小宇")
    assert ask.benefits == 3


def test_the_fund_may_fill_what_is_left(village, told):
    gap = queries.residual_gap(village.social_worker, told.household_id, TODAY)
    assert gap.residual_fen == 1_300_00


def test_learning_the_grade_moves_the_verdict_and_the_gap(village, told):
    state(village, resident_id=told.child_id, disability_category="mental", disability_grade=2)
    card = card_of(village, told)
    assert ("disability_care_allowance", "王小宇") in named(card.eligible)
    assert card.gap.residual_fen == 1_300_00 - 430_00


def test_of_a_family_nobody_asked_nothing_is_concluded_but_by_age(village, family):
    card = card_of(village, family)
    assert card.eligible == ()
    assert named(card.not_eligible) == {
        ("child_rehab_aid", "王建国"),
        ("child_rehab_aid", "李秀英"),
    }
    assert card.gap.residual_fen is None


def test_every_verdict_can_be_kept_by_a_decision(village, told):
    for one in queries.verdicts(village.social_worker, told.household_id, TODAY):
        snapshot = one.verdict.snapshot()
        assert snapshot["on"] == TODAY.isoformat()
        assert one.who not in str(snapshot) or not one.who


def test_reading_it_is_logged_for_the_child(village, told):
    village.social_worker.looks.clear()
    queries.verdicts(village.social_worker, told.household_id, TODAY)
    assert {(look.kind, look.subject_id) for look in village.social_worker.looks} == {
        ("household", str(told.household_id)),
        ("resident", str(told.child_id)),
    }


def test_a_closed_child_closes_the_card_and_refuses_the_rest(village, told):
    [card] = queries.cards_for(village.supervisor, told.household_id, on=TODAY)
    assert card.closed
    assert card.eligible == ()
    with pytest.raises(residents.NotOpened):
        queries.verdicts(village.supervisor, told.household_id, TODAY)


def test_the_outsider_is_told_nothing_and_not_even_that_there_is_such_a_family(village, told):
    with pytest.raises(NotFound):
        queries.verdicts(village.outsider, told.household_id, TODAY)
    with pytest.raises(NotFound):
        queries.residual_gap(village.outsider, told.household_id, TODAY)


@pytest.mark.parametrize("role", ["grid_worker", "committee_member", "cashier", "auditor"])
def test_who_may_not_see_benefits_sees_none(village, told, role):
    viewer = getattr(village, role)
    assert queries.cards_for(viewer, told.household_id, on=TODAY) == []
    with pytest.raises(NotAllowed):
        queries.verdicts(viewer, told.household_id, TODAY)


def test_a_familys_card_costs_few_queries(village, told):
    with CaptureQueriesContext(connection) as asked:
        card_of(village, told)
    assert len(asked) <= 8


def test_what_nothing_points_to_is_neither_asked_nor_told_the_family(village, told):
    card = card_of(village, told)
    assert ("tekun", "王建国") in named(card.not_brought_up)
    assert ("advanced_age_allowance", "王小宇") in named(card.not_brought_up)
    asked = {kind.key for ask in card.asks for kind in ask.kinds}
    assert not asked & {"father_cannot", "mother_cannot", "no_livelihood", "emergency"}
    mine = queries.mine(told.household_id, {told.father_id}, TODAY)
    assert {one.verdict.pack.id for one in mine} == {
        "child_rehab_aid",
        "disability_care_allowance",
        "disability_living_allowance",
    }


def test_one_sign_brings_a_benefit_up(village, told):
    state(village, resident_id=told.father_id, no_work_ability=True)
    card = card_of(village, told)
    assert ("tekun", "王建国") in named(card.needs_information)
    assert "no_livelihood" in {kind.key for ask in card.asks for kind in ask.kinds}
