"""One session, or all from a day on: moved, cancelled, brought back. Complaints of centre.md 6."""

import datetime

import pytest

from linli.programmes import actions
from linli.programmes.models import ClassSession
from linli.spaces.actions import RoomTaken
from linli.spaces.models import Booking, Slot
from linli.spaces.tests.conftest import when
from tests.village import NOW

EAST = "悦享教室东半间"


def quarters() -> int:
    return Slot.objects.count()


def test_one_session_moves_with_its_room(school):  # complaint 15
    first, *_ = school.sessions(course := school.open_course())
    moved = actions.move_session(
        session_id=first.pk, start_at=when("14:00", 9), minutes=60, by=school.keeper, at=NOW
    )
    assert school.told(course)[:2] == [f"12-02 14:00 {EAST}", f"12-08 09:00 {EAST}"]
    assert (moved.sequence, moved.by_hand) == (1, True)
    assert quarters() == 4 + 2 * 6


def test_what_was_to_be_held_outside_takes_the_room_it_is_given(school, village):
    outside = school.meeting(space_id=None, where="榕树广场")
    course = school.open_course(meeting=outside)
    first, *_ = school.sessions(course)
    about = {"start_at": first.start_at, "minutes": 90, "by": school.keeper, "at": NOW}
    room = school.hall.west
    actions.move_session(session_id=first.pk, space_id=room.pk, **about)
    assert school.told(course)[0] == f"12-01 09:00 {room.name}"
    with pytest.raises(RoomTaken):
        school.hall.occupy(room, "09:00", "10:00", days=8)
    actions.move_session(session_id=first.pk, **{**about, "minutes": 60})  # and keeps it
    assert school.told(course)[0] == f"12-01 09:00 {room.name}"


def test_moving_into_a_taken_room_leaves_everything_as_it_was(school):  # complaint 15
    school.hall.occupy(school.hall.east, "14:00", "15:00", days=9, title="大合唱")
    first, *_ = school.sessions(course := school.open_course())
    before = (school.told(course), quarters())
    with pytest.raises(RoomTaken):
        actions.move_session(
            session_id=first.pk, start_at=when("14:00", 9), minutes=60, by=school.keeper, at=NOW
        )
    assert (school.told(course), quarters()) == before


def test_from_a_day_on_the_course_meets_otherwise_and_what_was_stays(school):  # complaint 5
    course = school.open_course("FREQ=WEEKLY;BYDAY=TU;COUNT=4")
    later = school.meeting(
        "FREQ=WEEKLY;BYDAY=WE;COUNT=2", datetime.date(2026, 12, 14), starts_at=datetime.time(15)
    )
    school.change(course, later)
    assert school.told(course) == [
        f"12-01 09:00 {EAST}",
        f"12-08 09:00 {EAST}",
        f"12-16 15:00 {EAST}",
        f"12-23 15:00 {EAST}",
    ]
    assert ClassSession.objects.count() == 4  # whoever came on Tuesdays comes along
    assert quarters() == 4 * 6


def test_a_change_gives_up_the_rooms_of_what_falls_away(school):
    course = school.open_course("FREQ=WEEKLY;BYDAY=TU;COUNT=4")
    school.change(course, school.meeting("FREQ=WEEKLY;BYDAY=TU;COUNT=2"))
    assert school.told(course)[2:] == ["停 12-15 09:00", "停 12-22 09:00"]
    assert quarters() == 2 * 6
    assert Booking.objects.filter(state="confirmed").count() == 2


def test_sessions_may_take_each_others_hours(school):
    course = school.open_course("FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4")
    school.change(course, school.meeting("FREQ=WEEKLY;BYDAY=WE,FR;COUNT=4"))
    assert [each[:5] for each in school.told(course)] == ["12-02", "12-04", "12-09", "12-11"]


def test_a_change_that_meets_something_changes_nothing(school):
    school.hall.occupy(school.hall.east, "15:00", "16:00", days=15, title="大合唱")
    course = school.open_course()
    before = (school.told(course), quarters())
    with pytest.raises(RoomTaken):
        school.change(course, school.meeting(starts_at=datetime.time(15)))
    assert (school.told(course), quarters()) == before


def test_what_was_confirmed_is_what_was_shown(school):
    course = school.open_course()
    with pytest.raises(actions.NotAsShown):
        school.change(course, school.meeting(starts_at=datetime.time(15)), shown="another plan")
    assert school.told(course)[0] == f"12-01 09:00 {EAST}"


def test_a_session_changed_by_hand_survives_a_change_of_all(school):
    first, *_ = school.sessions(course := school.open_course())
    actions.move_session(
        session_id=first.pk, start_at=when("14:00", 8), minutes=60, by=school.keeper, at=NOW
    )
    school.change(course, school.meeting(starts_at=datetime.time(15)))
    assert [each[6:11] for each in school.told(course)] == ["14:00", "15:00", "15:00"]


def test_cancels_exactly_what_is_named(school):  # complaint 4
    _, second, _ = school.sessions(course := school.open_course())
    actions.cancel_sessions(session_ids=[second.pk], reason="老师生病", by=school.keeper, at=NOW)
    assert school.told(course) == [f"12-01 09:00 {EAST}", "停 12-08 09:00", f"12-15 09:00 {EAST}"]
    assert quarters() == 2 * 6


def test_a_cancelled_date_can_be_brought_back_while_its_room_is_free(school):  # complaint 3
    _, second, _ = school.sessions(course := school.open_course())
    actions.cancel_sessions(session_ids=[second.pk], reason="停电", by=school.keeper, at=NOW)
    actions.restore_session(session_id=second.pk, by=school.keeper, at=NOW)
    assert school.told(course)[1] == f"12-08 09:00 {EAST}"
    actions.cancel_sessions(session_ids=[second.pk], reason="停电", by=school.keeper, at=NOW)
    school.hall.occupy(school.hall.east, "09:00", "10:00", days=15, title="大合唱")
    with pytest.raises(RoomTaken):
        actions.restore_session(session_id=second.pk, by=school.keeper, at=NOW)
    assert school.told(course)[1] == "停 12-08 09:00"


def test_a_cancellation_has_a_reason(school):
    first, *_ = school.sessions(school.open_course())
    with pytest.raises(actions.NoReason):
        actions.cancel_sessions(session_ids=[first.pk], reason=" ", by=school.keeper, at=NOW)


def test_all_or_none_are_cancelled(school):
    first, second, _ = school.sessions(course := school.open_course())
    actions.cancel_sessions(session_ids=[second.pk], reason="停电", by=school.keeper, at=NOW)
    with pytest.raises(actions.CancelledAlready):
        actions.cancel_sessions(
            session_ids=[first.pk, second.pk], reason="停电", by=school.keeper, at=NOW
        )
    assert school.told(course)[0] == f"12-01 09:00 {EAST}"


def test_what_has_begun_is_left_as_it_was(school):  # complaint 5
    first, *_ = school.sessions(course := school.open_course())
    afterwards = first.start_at + datetime.timedelta(minutes=5)
    with pytest.raises(actions.HeldAlready):
        actions.cancel_sessions(
            session_ids=[first.pk], reason="停电", by=school.keeper, at=afterwards
        )
    with pytest.raises(actions.HeldAlready):
        actions.move_session(
            session_id=first.pk, start_at=when("15:00", 20), minutes=60,
            by=school.keeper, at=afterwards,
        )  # fmt: skip
    with pytest.raises(actions.BeginsInThePast):
        school.change(course, school.meeting(starts_at=datetime.time(15)), at=afterwards)


def test_the_course_meets_once_more_on_a_day_outside_its_rule(school):
    course = school.open_course()
    day = datetime.date(2026, 12, 19)
    actions.add_session(course_id=course.pk, day=day, by=school.keeper, at=NOW)
    assert school.told(course)[-1] == f"12-19 09:00 {EAST}"
    with pytest.raises(actions.TwiceAtOnce):
        actions.add_session(course_id=course.pk, day=day, by=school.keeper, at=NOW)


def test_a_programme_closes_when_nothing_of_it_lies_ahead(school):
    sessions = school.sessions(school.open_course())
    ends = {"programme_id": school.programme.pk, "by": school.keeper, "today": NOW.date()}
    with pytest.raises(actions.SessionsAhead):
        actions.close_programme(at=NOW, **ends)
    actions.close_programme(at=sessions[-1].end_at, **ends)
    with pytest.raises(actions.ProgrammeClosed):
        school.open_course(at=NOW)
