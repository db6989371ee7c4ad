"""A lead is raised by anybody, once, and what was said is sealed."""

import uuid

import pytest

from linli.cases import actions as cases, queries
from linli.cases.models import Lead
from linli.cases.tests.conftest import told
from linli.identity.permissions import Viewer, nobody
from linli.journal import queries as journal
from linli.kernel.refusal import NotFound
from linli.notices import queries as notices
from tests.village import HERE, NEXT_DOOR, NOW


def test_a_neighbour_needs_no_name(village):
    lead = told(village)
    assert (lead.channel, lead.raised_by_id, lead.contact) == ("street", None, None)


def test_what_was_said_is_sealed_and_the_deed_has_ids_only(village):
    lead = told(village, words="三号楼的小宇", whereabouts="301", contact="陈阿姨")
    for kept in (lead.words, lead.whereabouts, lead.contact):
        assert "宇".encode() not in bytes(kept)
    [deed] = journal.history(("lead", lead.pk))
    assert (deed.verb, deed.details, deed.actor_id) == ("lead.raised", {}, None)


def test_its_id_does_not_tell_its_moment(village):
    assert told(village).pk.version == 4


def test_the_communitys_social_workers_are_told(village):
    told(village)
    assert len(notices.for_me(village.social_worker)) == 1
    assert len(notices.for_me(village.outsider)) == 0


def test_staff_and_residents_are_known_by_how_they_came(village):
    resident = Viewer(user_id=village.users["auditor"].pk)
    for colleague in (village.grid_worker, village.hall_keeper):
        assert told(village, by=colleague).channel == "staff"
    assert told(village, by=resident).channel == "resident"
    assert told(village, by=village.outsider).channel == "resident"


def test_refuses_a_lead_that_says_nothing(village):
    with pytest.raises(cases.NothingSaid) as refusal:
        told(village, words="   ")
    assert "看到了什么" in str(refusal.value)
    assert not Lead.objects.exists()


def test_pressed_twice_it_is_one_lead(village):
    key = uuid.uuid4()
    assert told(village, key=key).pk == told(village, key=key).pk
    assert Lead.objects.count() == 1


def test_a_wrong_answer_is_not_taken_for_a_second_press(village):
    with pytest.raises(Exception, match="lead_harm_known"):
        told(village, harm="perhaps")


def test_only_who_may_know_a_household_can_name_it(village, family):
    with pytest.raises(NotFound):
        told(village, household_id=family.household_id)
    with pytest.raises(NotFound):
        told(village, household_id=family.household_id, by=village.outsider)
    with pytest.raises(NotFound):
        told(village, household_id=family.household_id, by=village.grid_worker, place=NEXT_DOOR)
    named = told(village, household_id=family.household_id, by=village.grid_worker)
    assert named.household_id == family.household_id


def test_where_somebody_may_be_in_danger_comes_first(village):
    first, second = told(village), told(village, harm="unsure")
    assert [row.id for row in queries.leads(village.social_worker)] == [second.pk, first.pk]


def test_a_lead_is_opened_by_case_workers_of_the_place_only_and_that_is_logged(village):
    lead = told(village, contact="陈阿姨")
    assert queries.lead(village.social_worker, lead.pk).contact == "陈阿姨"
    assert [look.kind for look in village.social_worker.looks] == ["lead"]
    for stranger in (village.outsider, village.grid_worker, village.auditor, nobody()):
        assert queries.leads(stranger) == []
        with pytest.raises(NotFound):
            queries.lead(stranger, lead.pk)


def test_who_told_sees_what_became_of_it_but_not_of_others(village):
    mine = told(village, by=village.grid_worker)
    told(village)
    assert [row.id for row in queries.told_by(village.grid_worker)] == [mine.pk]
    assert queries.told_by(nobody()) == []


def test_the_place_is_the_one_named(village):
    assert told(village, place=HERE, at=NOW).place_id == HERE
