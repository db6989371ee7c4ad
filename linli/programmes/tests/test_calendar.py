"""A stranger's calendar shows what stands: read by a library that knows nothing of us."""

import datetime

import icalendar
import recurring_ical_events

from linli.kernel.words import XIAMEN
from linli.programmes import actions, published
from linli.programmes.models import ClassSession
from linli.spaces.tests.conftest import when
from tests.village import HERE, NOW


def shown() -> list[str]:
    """What a subscriber sees of a year, cancelled meetings left out."""
    feed = icalendar.Calendar.from_ical(published.calendar(HERE, at=NOW))
    events = recurring_ical_events.of(feed, skip_bad_series=False).between(
        NOW, NOW + datetime.timedelta(days=365)
    )
    live = [each for each in events if each.get("STATUS") != "CANCELLED"]
    return sorted(
        f"{each['DTSTART'].dt.astimezone(XIAMEN):%Y-%m-%d %H:%M} {each['SUMMARY']}" for each in live
    )


def stands() -> list[str]:
    rows = ClassSession.objects.filter(cancelled_at=None).select_related("course")
    return sorted(
        f"{each.start_at.astimezone(XIAMEN):%Y-%m-%d %H:%M} {each.course.title}" for each in rows
    )


def test_a_subscriber_sees_what_stands_through_every_change(school):
    course = school.open_course("FREQ=WEEKLY;BYDAY=TU;COUNT=8")
    friday = school.meeting("FREQ=MONTHLY;BYDAY=2FR;UNTIL=20270401", starts_at=datetime.time(19))
    other = school.open_course(meeting=friday, title="读书会")
    assert shown() == stands()
    sessions = school.sessions(course)
    by = {"by": school.keeper, "at": NOW}
    actions.cancel_sessions(session_ids=[sessions[1].pk], reason="停电", **by)
    actions.move_session(session_id=sessions[2].pk, start_at=when("16:00", 24), minutes=60, **by)
    actions.add_session(course_id=other.pk, day=datetime.date(2026, 12, 19), **by)
    assert shown() == stands()
    later = school.meeting(
        "FREQ=WEEKLY;BYDAY=WE;COUNT=4", datetime.date(2026, 12, 21), starts_at=datetime.time(10)
    )
    school.change(course, later)
    assert shown() == stands()
    assert len(stands()) == 11


def test_a_session_added_on_the_day_of_one_that_was_cancelled_or_moved_is_seen(school):
    course = school.open_course("FREQ=WEEKLY;BYDAY=TU;COUNT=4")
    first, second, *_ = school.sessions(course)
    by = {"by": school.keeper, "at": NOW}
    actions.cancel_sessions(session_ids=[first.pk], reason="停电", **by)
    actions.move_session(session_id=second.pk, start_at=when("16:00", 24), minutes=60, **by)
    for each in (first, second):
        actions.add_session(course_id=course.pk, day=each.recurrence_on, **by)
    assert shown() == stands()
    assert len(stands()) == 5


def test_a_cancelled_date_is_shown_as_cancelled_and_not_forgotten(school):
    first, *_ = school.sessions(school.open_course())
    actions.cancel_sessions(session_ids=[first.pk], reason="停电", by=school.keeper, at=NOW)
    feed = published.calendar(HERE, at=NOW).decode()
    assert feed.count("STATUS:CANCELLED") == 1
    assert "RECURRENCE-ID;TZID=Asia/Shanghai:20261201T090000" in feed


def test_a_closed_group_is_not_recognisable(school):
    programme = school.open_programme("丧亲支持小组", closed_group=True, neutral_title="周三小组")
    school.open_course(programme=programme, title="丧亲支持小组第一期")
    feed = published.calendar(HERE, at=NOW).decode()
    assert "周三小组" in feed
    assert "丧亲" not in feed
