"""Intake: a lead becomes a case, once."""

import pytest

from linli.cases import actions as cases, queries
from linli.cases.models import CaseFile
from linli.cases.tests.conftest import told
from linli.identity.permissions import NotAllowed
from linli.journal import queries as journal
from linli.kernel.refusal import NotFound
from tests.village import NOW


def take_in(village, lead, family, **changed):
    said = {
        "lead_id": lead.pk,
        "household_id": family.household_id,
        "by": village.social_worker,
        "at": NOW,
    }
    return cases.take_in(**(said | changed))


def test_a_case_begins_at_intake_and_waits_for_a_supervisor(village, family, lead):
    case = take_in(village, lead, family, person_id=family.child_id)
    [row] = queries.cases(village.supervisor, on=NOW.date(), which="unassigned").object_list
    assert (row.id, row.stage, row.worker) == (case.pk, "intake", "")
    assert [deed.verb for deed in journal.history(("case", case.pk))] == ["case.opened"]


def test_a_supervisor_may_take_in_too(village, family, lead):
    assert take_in(village, lead, family, by=village.supervisor).worker_id is None


def test_a_second_lead_joins_the_open_case(village, family, lead):
    first = take_in(village, lead, family, person_id=family.child_id)
    again = take_in(village, told(village), family, person_id=family.child_id)
    assert again.pk == first.pk


def test_another_member_gets_a_case_of_their_own(village, family, lead):
    first = take_in(village, lead, family, person_id=family.child_id)
    assert take_in(village, told(village), family).pk != first.pk


def test_refuses_a_lead_already_answered(village, family, lead):
    take_in(village, lead, family)
    with pytest.raises(cases.AlreadyAnswered):
        take_in(village, lead, family)
    assert CaseFile.objects.count() == 1


def test_word_of_harm_protects_the_case(village, family):
    assert take_in(village, told(village, harm="yes"), family).protected
    calm = told(village)
    assert take_in(village, calm, family, person_id=family.child_id).protected is False


def test_later_word_of_harm_protects_the_open_case(village, family, lead):
    case = take_in(village, lead, family)
    take_in(village, told(village, harm="unsure"), family)
    case.refresh_from_db()
    assert case.protected


def test_who_may_not_work_on_cases_cannot_take_in(village, family, lead):
    with pytest.raises(NotAllowed):
        take_in(village, lead, family, by=village.grid_worker)
    with pytest.raises(NotFound):
        take_in(village, lead, family, by=village.outsider)


def test_the_person_at_the_centre_lives_in_the_household(village, family, lead):
    with pytest.raises(NotFound):
        take_in(village, lead, family, person_id=lead.pk)
