"""An outside calendar: read with distrust, looked at, confirmed; again, only what is new."""

import datetime

import pytest

from linli.spaces import actions, queries
from linli.spaces.actions import NotACalendar, TooLargeACalendar
from linli.spaces.models import Booking
from linli.spaces.outside import MOST_BYTES, MOST_EVENTS
from linli.spaces.queries import read_outside
from linli.spaces.tests.conftest import when
from tests.village import NOW

CALLED = "街道排班"


def file(*events: str) -> bytes:
    body = "".join(f"BEGIN:VEVENT\r\n{each}END:VEVENT\r\n" for each in events)
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//\r\n"
    return f"{head}{body}END:VCALENDAR\r\n".encode()


def event(uid="1", start="20261126T100000", end="20261126T110000", title="例会", **more) -> str:
    lines = {"UID": uid, "SUMMARY": title, "DTSTART": start, "DTEND": end, **more}
    return "".join(f"{name.replace('_', '-')}:{value}\r\n" for name, value in lines.items())


def read(hall, *events: str):
    return read_outside(file(*events), name=CALLED, space_id=hall.meeting.pk, at=NOW)


def told(hall, *events: str) -> list[str]:
    return [f"{one.start_at.astimezone(when('9:00').tzinfo):%m-%d %H:%M} {one.title}"
            for one in read(hall, *events).dates]  # fmt: skip


def bring(hall, *events: str, drop=False):
    return actions.import_outside(
        space_id=hall.meeting.pk, name=CALLED, dates=read(hall, *events).dates, drop=drop,
        by=hall.keeper, at=NOW,
    )  # fmt: skip


def live(hall) -> list[str]:
    rows = Booking.objects.filter(space=hall.meeting, state="confirmed").order_by("start_at")
    return [f"{each.start_at.astimezone(when('9:00').tzinfo):%m-%d %H:%M}" for each in rows]


def test_a_file_is_read_with_its_rules_exceptions_and_overrides(hall):
    weekly = event(RRULE="FREQ=WEEKLY;WKST=SU;UNTIL=20261217T160000Z", EXDATE="20261203T100000")
    moved = event(start="20261211T140000", end="20261211T150000", RECURRENCE_ID="20261210T100000")
    off = event(RECURRENCE_ID="20261217T100000", STATUS="CANCELLED")
    utc = event("2", "20261127T020500Z", "20261127T025000Z", "视频会")
    assert told(hall, weekly, moved, off, utc) == [
        "11-26 10:00 例会", "11-27 10:00 视频会", "12-11 14:00 例会",
    ]  # fmt: skip
    [*_, video] = sorted(read(hall, utc).dates)
    assert (video.end_at - video.start_at).seconds == 3600  # 10:05–10:50 takes whole quarters


@pytest.mark.parametrize(
    ("about", "why"),
    [
        ({"RRULE": "FREQ=WEEKLY;UNTIL=20250101"}, "重复"),
        ({"RRULE": "FREQ=SECONDLY"}, "重复"),
        ({"RRULE": "FREQ=DAILY;COUNT=99999"}, "重复"),
        ({"RRULE": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}, "重复"),
        ({"end": "20261126T090000"}, "结束"),
        ({"end": "20261228T090000"}, "一天"),
    ],
)
def test_what_is_not_clear_is_told_and_not_taken(hall, about, why):
    found = read(hall, event(**about))
    assert found.dates == []
    [(title, said)] = found.faults
    assert title == "例会"
    assert why in said


def test_a_whole_day_and_a_strange_zone_are_not_taken(hall):
    day = "UID:3\r\nSUMMARY:值班\r\nDTSTART;VALUE=DATE:20261126\r\n"
    zone = "UID:4\r\nSUMMARY:会\r\nDTSTART;TZID=Nowhere/At_All:20261126T100000\r\n"
    found = read(hall, day, zone + "DTEND;TZID=Nowhere/At_All:20261126T110000\r\n")
    assert (len(found.dates), len(found.faults)) == (0, 2)


def test_an_endless_rule_ends_after_a_year_and_a_huge_file_is_not_read(hall):
    assert len(read(hall, event(RRULE="FREQ=WEEKLY")).dates) == 52
    for data in (
        b"x" * (MOST_BYTES + 1),
        b"BEGIN:VEVENT\r\n" * (MOST_EVENTS + 1),
        file(*(event(str(n), RRULE="FREQ=DAILY;COUNT=300") for n in range(2))),
    ):
        with pytest.raises(TooLargeACalendar):
            read_outside(data, name=CALLED, space_id=hall.meeting.pk, at=NOW)
    for data in (b"", b"not a calendar", b"\xff\xfe\x00", b"BEGIN:VEVENT\r\nEND:VEVENT\r\n"):
        with pytest.raises(NotACalendar):
            read_outside(data, name=CALLED, space_id=hall.meeting.pk, at=NOW)


def test_the_same_file_again_adds_only_what_is_new_and_moves_what_has_moved(hall):
    first, second = event("1"), event("2", "20261127T100000", "20261127T110000")
    done = bring(hall, first, second)
    assert (done.made, done.same) == (2, 0)
    done = bring(hall, first, second)
    assert (done.made, done.moved, done.same) == (0, 0, 2)
    later = event("2", "20261127T103000", "20261127T113000")  # it overlaps its own booking
    done = bring(hall, first, later, event("3", "20261128T100000", "20261128T110000"))
    assert (done.made, done.moved, done.same) == (1, 1, 1)
    assert live(hall) == ["11-26 10:00", "11-27 10:30", "11-28 10:00"]


def test_what_is_gone_is_asked_about_and_stays_until_somebody_says_so(hall):
    bring(hall, event("1"), event("2", "20261127T100000", "20261127T110000"))
    dates = read(hall, event("1")).dates
    plan = queries.compare_outside(hall.meeting.pk, CALLED, dates, at=NOW)
    assert [each.start_at for each in plan.gone] == [when("10:00", 4)]
    assert queries.compare_outside(hall.meeting.pk, "别的日历", [], at=NOW).gone == []
    assert bring(hall, event("1")).dropped == 0
    assert bring(hall, event("1"), drop=True).dropped == 1
    assert live(hall) == ["11-26 10:00"]


def test_what_meets_something_is_left_with_its_reason(hall):
    hall.occupy(hall.meeting, "10:00", "11:00", days=3)
    night = event("2", "20261127T230000", "20261127T233000")
    one, other = (event(uid, "20261128T100000", "20261128T110000") for uid in "34")
    done = bring(hall, event("1"), night, one, other)
    assert done.made == 1
    assert sorted(row.verdict.state for row in done.left) == ["free", "outside_hours", "taken"]


def test_the_desk_may_cancel_one_by_hand_and_everybody_reads_a_neutral_title(hall):
    bring(hall, event("1"))
    [booking] = Booking.objects.filter(origin_room="outside")
    [row] = queries.bookings_on(booking.place_id, datetime.date(2026, 11, 26), NOW)
    assert row.title.zh == "内部使用"
    actions.cancel(booking_id=booking.pk, by=hall.keeper, at=NOW)
    assert live(hall) == []
