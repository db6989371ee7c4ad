"""Who may read a case, what a list shows, and how many queries it costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.cases import actions as cases, queries
from linli.cases.tests.conftest import households, told
from linli.identity.permissions import NotAllowed, nobody
from linli.kernel.refusal import NotFound
from tests.village import NOW, TODAY


def test_the_list_masks_the_family(village, evaluated):
    [row] = queries.cases(village.social_worker, on=TODAY).object_list
    assert "建国" not in row.label
    assert row.label.startswith("王")
    assert row.next_on is not None


def test_the_worker_reads_the_case_and_that_is_logged(village, family, assigned):
    village.social_worker.looks.clear()
    card = queries.case(village.social_worker, assigned.pk, on=TODAY)
    assert "王建国" in card.label
    [look] = village.social_worker.looks
    assert (look.kind, look.subject_id) == ("resident", str(family.child_id))
    assert look.part == "case"


def test_the_reads_of_a_protected_case_bear_another_name(village, family):
    case = cases.take_in(
        lead_id=told(village, harm="yes").pk,
        household_id=family.household_id,
        by=village.social_worker,
        at=NOW,
    )
    queries.case(village.supervisor, case.pk, on=TODAY)
    assert [look.part for look in village.supervisor.looks] == ["protected_case"]


def test_a_colleague_sees_that_there_is_a_case_but_not_its_words(village, assigned, colleague):
    [row] = queries.cases(colleague, on=TODAY, which="open").object_list
    assert not row.mine
    with pytest.raises(queries.NotYours) as refusal:
        queries.case(colleague, assigned.pk, on=TODAY)
    assert "林社工" in str(refusal.value)
    assert colleague.looks == []


def test_the_outsider_sees_nothing(village, family, assigned):
    outsider = village.outsider
    for which in ("mine", "unassigned", "open", "closed"):
        assert queries.cases(outsider, on=TODAY, which=which).object_list == []
    assert queries.cards_for(outsider, family.household_id, on=TODAY) == []
    with pytest.raises(NotFound):
        queries.case(outsider, assigned.pk, on=TODAY)


def test_who_does_not_work_on_cases_reads_none(village, assigned):
    for stranger in (village.grid_worker, village.committee_member, nobody()):
        with pytest.raises(NotAllowed):
            queries.case(stranger, assigned.pk, on=TODAY)


def test_the_dossiers_card_tells_how_far_they_came(village, family, evaluated):
    [card] = queries.cards_for(village.social_worker, family.household_id, on=TODAY)
    assert card.cases[0].stage == "closure"
    assert card.climbed[0].climbed == 3


def test_a_list_costs_the_same_for_one_case_and_for_twenty(village, evaluated):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            queries.cases(village.supervisor, on=TODAY, which="open")
        return len(captured)

    one = cost()
    for household in households(village, 20):
        cases.take_in(
            lead_id=told(village).pk, household_id=household, by=village.supervisor, at=NOW
        )
    assert cost() == one
    assert one <= 11
