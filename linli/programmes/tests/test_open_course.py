"""A course is opened with all its sessions and their room, or not at all."""

import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from linli.identity.permissions import NotAllowed
from linli.journal.models import Deed
from linli.kernel.refusal import NotFound
from linli.programmes import actions, queries
from linli.programmes.models import ClassSession, Course, Programme
from linli.programmes.terms import MOVE
from linli.spaces.actions import RoomTaken
from linli.spaces.models import Slot, Space
from linli.spaces.tests.conftest import when
from tests.village import HERE, NEXT_DOOR, NOW, TODAY


def test_makes_a_session_a_date_each_with_its_room(school):
    course = school.open_course()
    assert school.told(course) == [
        "12-01 09:00 悦享教室东半间",
        "12-08 09:00 悦享教室东半间",
        "12-15 09:00 悦享教室东半间",
    ]
    assert Slot.objects.count() == 3 * 6
    assert Deed.objects.get(verb="course.opened").details == {"sessions": 3}


def test_says_every_date_that_meets_something_and_makes_nothing(school):
    school.hall.occupy(school.hall.classroom, "10:00", "11:00", days=8, title="大合唱")
    before = Slot.objects.count()
    with pytest.raises(RoomTaken, match="大合唱"):
        school.open_course()
    assert (Course.objects.count(), ClassSession.objects.count()) == (0, 0)
    assert Slot.objects.count() == before


def test_shows_the_verdict_of_each_date_first_and_leaves_out_what_one_leaves_out(school):
    school.hall.occupy(school.hall.classroom, "10:00", "11:00", days=8, title="大合唱")
    shown = queries.preview_course(school.meeting(), at=NOW)
    assert [each.possible for each in shown] == [False, True, True]
    assert "大合唱" in str(shown[0].verdict.words)
    course = school.open_course(without=[shown[0].occasion.held_on])
    assert len(school.sessions(course)) == 2


def test_stops_on_days_off_or_moves_to_the_day_worked_for_it(school):
    thursdays = {"rule": "FREQ=WEEKLY;BYDAY=FR;COUNT=2", "first": datetime.date(2026, 12, 25)}
    shown = queries.preview_course(school.meeting(**thursdays, on_days_off=MOVE), at=NOW)
    # The notice for 2027 is not entered: a page says so, and nothing is guessed.
    assert [str(each.occasion.held_on) for each in shown] == ["2026-12-25", "2027-01-01"]
    assert queries.years_without_notice(school.meeting(**thursdays)) == [2027]


def test_pressed_twice_opens_once(school):
    key = uuid4()
    assert school.open_course(key=key) == school.open_course(key=key)
    assert ClassSession.objects.count() == 3


def test_costs_as_many_queries_for_a_year_as_for_a_month(school):
    with CaptureQueriesContext(connection) as few:
        school.open_course("FREQ=WEEKLY;BYDAY=TU;COUNT=3")
    with CaptureQueriesContext(connection) as many:
        school.open_course("FREQ=WEEKLY;BYDAY=WE;COUNT=48")
    assert len(many) <= len(few) + 2


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"rule": "FREQ=DAILY;UNTIL=20300101"}, actions.NotAMeeting),
        (
            {
                "rule": "FREQ=MONTHLY;BYMONTHDAY=31;UNTIL=20270228",
                "first": datetime.date(2027, 2, 1),
            },
            actions.NotAMeeting,
        ),
        ({"first": TODAY - datetime.timedelta(days=7)}, actions.BeginsInThePast),
        ({"minutes": 50}, actions.NotAMeeting),
    ],
)
def test_refuses_what_is_no_timetable(school, change, error):
    with pytest.raises(error):
        school.open_course(**change)
    assert Course.objects.count() == 0


def test_refuses_when_no_day_is_left(school):
    days = [each.occasion.held_on for each in queries.preview_course(school.meeting(), at=NOW)]
    with pytest.raises(actions.NoDayLeft):
        school.open_course(without=days)


def test_is_for_who_keeps_courses_here(school, village):
    with pytest.raises(NotAllowed):
        school.open_course(by=village.social_worker)
    with pytest.raises((NotAllowed, NotFound)):
        school.open_course(by=village.outsider)


def test_takes_no_room_of_the_next_community(school):
    theirs = Space.objects.create(
        place_id=NEXT_DOOR, name="隔壁活动室", kind="meeting", capacity_people=30, opened_on=TODAY
    )
    with pytest.raises(NotFound):
        school.open_course(space_id=theirs.pk)
    outside, *_ = school.sessions(
        school.open_course(meeting=school.meeting(space_id=None, where="榕树广场"))
    )
    with pytest.raises(NotFound):
        actions.move_session(
            session_id=outside.pk, start_at=outside.start_at, minutes=90, space_id=theirs.pk,
            by=school.keeper, at=NOW,
        )  # fmt: skip


def test_a_closed_group_stands_everywhere_under_its_other_name(school):
    with pytest.raises(actions.NeutralTitleMissing):
        school.open_programme("丧亲支持小组", closed_group=True)
    programme = school.open_programme("丧亲支持小组", closed_group=True, neutral_title="周三小组")
    course = school.open_course(programme=programme, title="丧亲支持小组第一期")
    [row, *_] = queries.sessions_between(HERE, when("00:00", 8), when("23:00", 8))
    assert row.title == "周三小组"
    assert {booking.title for booking in bookings_of(course)} == {"周三小组"}


def test_the_database_refuses_a_closed_group_without_another_name(school):
    with pytest.raises(IntegrityError), transaction.atomic():
        Programme.objects.filter(pk=school.programme.pk).update(closed_group=True)


def test_the_database_refuses_two_sessions_of_a_course_at_one_moment(school):
    first, second, _ = school.sessions(school.open_course())
    with pytest.raises(IntegrityError), transaction.atomic():
        ClassSession.objects.filter(pk=second.pk).update(
            start_at=first.start_at, end_at=first.end_at
        )


def test_the_database_refuses_a_cancelled_session_that_keeps_its_room(school):
    first, *_ = school.sessions(school.open_course())
    with pytest.raises(IntegrityError), transaction.atomic():
        ClassSession.objects.filter(pk=first.pk).update(cancelled_at=NOW, cancel_reason="停")


def bookings_of(course):
    return [each.booking for each in ClassSession.objects.filter(course=course)]
