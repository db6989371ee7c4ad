"""Who is on the list comes in: a party by one press, once, whatever the network does."""

import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.attendance import actions, queries
from linli.attendance.models import Attendance, Headcount
from linli.identity.permissions import NotAllowed
from linli.kernel.presses import KeyUsedForOther
from linli.kernel.refusal import NotFound


def test_a_party_comes_in_by_one_press(door):
    """Complaint 7: a family checks in as a unit, those who are there."""
    door.enrol("甲", "乙")
    door.enrol("丙")
    rows = door.come("甲", "乙")
    assert {row.method for row in rows} == {"list"}
    page = door.page()
    assert [[one.here for one in party.people] for party in page.parties] == [[True, True], [False]]
    assert (page.inside, page.awaited, page.free) == (2, 1, 0)
    assert door.counts() == queries.Counts(present=2, absent=1)
    assert queries.cohorts_of([door.session.pk])[door.session.pk] == {"elder": 2}


def test_pressed_twice_or_on_two_devices_counts_once(door):
    door.enrol("甲", "乙")
    key = uuid4()
    first = door.come("甲", "乙", key=key)
    assert door.come("甲", "乙", key=key) == first
    door.come("甲", at=0)  # another tablet, another key
    assert (Attendance.objects.count(), door.inside()) == (2, 2)
    with pytest.raises(KeyUsedForOther):
        door.come("丙", key=key)


def test_one_more_ticked_on_a_page_that_was_sent_is_told_and_not_lost(door):
    """Back in the browser, one more ticked, pressed again: the page bears the key of before."""
    door.enrol("甲", "乙")
    page = uuid4()
    door.come("甲", key=page)
    with pytest.raises(KeyUsedForOther):
        door.come("甲", "乙", key=page)
    door.come("乙")
    both = uuid4()
    assert door.come("甲", "乙", key=both)
    assert len(door.come("甲", "乙", key=page)) == 1  # the other one is in by another press
    assert door.inside() == 2


def test_only_who_is_on_the_list_is_ticked_and_only_when_the_door_is_open(door, village):
    door.enrol("甲")
    with pytest.raises(actions.NotOnTheList):
        door.come("乙")
    with pytest.raises(actions.NobodyTicked):
        door.come()
    with pytest.raises(actions.TooEarly):
        door.come("甲", at=-61)
    with pytest.raises((NotFound, NotAllowed)):
        door.come("甲", by=village.outsider)
    with pytest.raises(NotAllowed):
        door.come("甲", by=village.grid_worker)
    assert Attendance.objects.count() == 0


def test_what_was_wrong_is_taken_back_with_a_reason_and_stays(door):
    door.enrol("甲")
    [row] = door.come("甲")
    with pytest.raises(actions.ReasonMissing):
        actions.take_back(attendance_id=row.pk, reason=" ", by=door.keeper, at=door.start)
    actions.take_back(attendance_id=row.pk, reason="认错人", by=door.keeper, at=door.start)
    assert (door.inside(), door.counts().present) == (0, 0)
    door.come("甲", at=1)
    assert Attendance.objects.count() == 2
    with pytest.raises(NotFound):
        actions.take_back(attendance_id=row.pk, reason="再来", by=door.keeper, at=door.start)


def test_who_goes_home_early_came_and_leaves_a_place(door):
    door.enrol("甲", "乙", "丙")
    [row, *_] = door.come("甲", "乙", "丙")
    for _ in range(2):
        actions.leave(attendance_id=row.pk, by=door.keeper, at=door.minutes(30))
    assert door.inside() == 2
    door.walk_in("丁", at=31)
    assert door.counts() == queries.Counts(present=4, walk_ins=1)


def test_a_device_that_was_without_network_tells_when_it_was(door):
    """It happened: the place that was given on meanwhile is told as one too many, not denied."""
    door.enrol("甲", "乙", "丙")
    door.come("甲", "乙")
    door.walk_in("丁", at=10)
    with pytest.raises(actions.PlaceGiven):
        door.come("丙", at=20)
    door.come("丙", at=20, pressed_at=door.minutes(2))
    assert Attendance.objects.get(resident=door.ids("丙")[0]).at == door.minutes(2)
    assert (door.inside(), door.page(20).over) == (4, 1)
    door.come("丙", at=30, pressed_at=door.minutes(99))  # a clock that is wrong is not believed
    assert door.inside() == 4


def test_a_cancelled_session_has_no_door(door):
    door.enrol("甲")
    from linli.hall import actions as hall

    hall.cancel_sessions(
        session_ids=[door.session.pk], reason="停电", by=door.keeper,
        at=door.start - datetime.timedelta(days=1),
    )  # fmt: skip
    with pytest.raises(actions.NotHeld):
        door.come("甲")


def test_the_database_refuses_one_person_twice_and_one_too_many(door):
    door.enrol("甲")
    [row] = door.come("甲")
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.create(
            session=door.session, place_id=row.place_id, resident_id=row.resident_id,
            state="present", band="elder", at=row.at, method="list", by_id=row.by_id, key=uuid4(),
        )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Headcount.objects.filter(pk=door.session.pk).update(inside=4)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.filter(pk=row.pk).update(taken_back_at=row.at, taken_back_by=row.by_id)
