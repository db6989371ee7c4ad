"""Who has no place and stands there: what is free, and after ten minutes what nobody came for."""

from uuid import uuid4

import pytest

from linli.attendance import actions, queries
from linli.attendance.terms import GRACE_MINUTES
from linli.hall import actions as hall, queries as places, terms as places_terms
from linli.hall.actions.offers import PoolPlan
from linli.hall.models import Party
from tests.village import NOW


def test_a_no_shows_place_is_kept_ten_minutes_and_then_given_to_who_stands_there(door):
    """Complaint 10: reckoned when read, by no job."""
    door.enrol("甲", "乙", "丙")
    door.come("甲", "乙")
    with pytest.raises(actions.NoPlace):
        door.walk_in("丁", at=GRACE_MINUTES - 1)
    assert (door.page(9).free, door.page(10).free) == (0, 1)
    door.walk_in("丁", at=GRACE_MINUTES)
    with pytest.raises(actions.NoPlace):
        door.walk_in("戊", at=GRACE_MINUTES)
    with pytest.raises(actions.PlaceGiven):
        door.come("丙", at=15)
    assert door.inside() == 3
    assert door.counts() == queries.Counts(present=3, absent=1, walk_ins=1)


def test_a_party_of_walk_ins_gets_a_place_for_each_or_none(door):
    door.enrol("甲")
    with pytest.raises(actions.NoPlace):
        door.walk_in("乙", "丙", "丁", at=0)
    door.walk_in("乙", "丙", at=0)
    door.come("甲", at=9)
    assert door.inside() == 3


def test_before_the_beginning_who_stands_there_is_enrolled_like_anybody(door):
    door.enrol("甲")
    key = uuid4()
    door.walk_in("乙", at=-10, key=key)
    door.walk_in("乙", at=-10, key=key)
    door.enrol("丙")
    assert Party.objects.count() == 3
    with pytest.raises(actions.NoPlace):
        door.walk_in("丁", at=-10)
    assert Party.objects.count() == 3  # nobody is left standing in a line unseen
    assert places.mismatches() == []
    assert door.page(0).free == 0


def test_who_has_a_place_does_not_take_another(door):
    door.enrol("甲")
    with pytest.raises(actions.OnTheList):
        door.walk_in("甲", at=0)
    door.walk_in("乙", at=0)
    with pytest.raises(actions.InAlready):
        door.walk_in("乙", at=1)


def test_guests_are_a_number_against_the_same_places(door):
    door.enrol("甲")
    key = uuid4()
    for _ in range(2):
        guests = actions.bring_guests(
            session_id=door.session.pk, count=2, by=door.keeper, at=door.start, key=key
        )
    assert door.inside() == 2
    with pytest.raises(actions.NoPlace):
        door.walk_in("乙", at=1)
    assert door.counts() == queries.Counts(present=2, absent=1, guests=2)
    actions.take_back_guests(
        guests_id=guests.pk, reason="只有一个", by=door.keeper, at=door.minutes(2)
    )
    door.walk_in("乙", at=3)
    assert door.inside() == 1


def test_an_excuse_before_the_beginning_frees_a_place_at_once_and_a_late_one_does_not(door):
    door.enrol("甲", "乙")
    door.enrol("丙")
    door.excuse("甲", at=-30)
    door.excuse("乙", at=2)
    door.walk_in("丁", at=3)
    with pytest.raises(actions.NoPlace):
        door.walk_in("戊", at=4)
    assert door.counts() == queries.Counts(present=1, excused=2, absent=1, walk_ins=1)


def test_of_a_course_of_one_enrolment_the_door_gives_only_what_is_free_once_it_has_begun(counter):
    from linli.attendance.tests.conftest import DoorStep

    door = DoorStep.__new__(DoorStep)
    door.counter, door.keeper = counter, counter.keeper
    door.offer = counter.offer(PoolPlan("一般", 2))
    door.session, door.start = counter.sessions[0], counter.sessions[0].start_at
    counter.enrol(door.offer, "甲")
    with pytest.raises(actions.EnrolFirst):
        door.walk_in("乙", at=-10)
    door.walk_in("乙", at=0)
    with pytest.raises(actions.NoPlace):
        door.walk_in("丙", at=0)


def test_where_a_keeper_must_agree_they_are_asked_first_and_an_ended_offer_asks_nothing(counter):
    from linli.attendance.tests.conftest import DoorStep

    door = DoorStep.__new__(DoorStep)
    door.counter, door.keeper = counter, counter.keeper
    door.offer = counter.offer(kind=places_terms.EACH, mode=places_terms.APPROVAL)
    door.session, door.start = counter.sessions[0], counter.sessions[0].start_at
    with pytest.raises(actions.EnrolFirst):
        door.walk_in("乙", at=-10)
    assert not Party.objects.exists()
    hall.end_offer(offer_id=door.offer.pk, reason="老师病了", by=counter.keeper, at=NOW)
    door.walk_in("乙", at=-10)


def test_who_is_too_young_for_it_does_not_walk_in(door, counter):
    from linli.programmes.models import Programme

    Programme.objects.filter(pk=door.counter.course.programme_id).update(age_from=70)
    counter.person("太小", year=1990)
    with pytest.raises(hall.NotForTheirAge):
        door.walk_in("太小", at=0)
