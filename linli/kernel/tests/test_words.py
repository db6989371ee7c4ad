"""Dates as people say them, in both languages."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from linli.kernel.words import spoken_day, spoken_moment, spoken_time

TODAY = date(2026, 11, 20)


def test_a_day_of_this_year_is_said_without_its_year():
    assert spoken_day(date(2026, 11, 24), TODAY) == "周二 11月24日"
    assert spoken_day(date(2026, 11, 24), TODAY, "en") == "Tue 24 Nov"


def test_a_day_of_another_year_says_its_year():
    assert spoken_day(date(2025, 11, 24), TODAY) == "2025年11月24日 周一"
    assert spoken_day(date(2025, 11, 24), TODAY, "en") == "Mon 24 Nov 2025"


def test_without_today_the_year_is_always_said():
    assert spoken_day(date(2026, 2, 1)) == "2026年2月1日 周日"


@pytest.mark.parametrize(
    ("hour", "minute", "chinese", "english"),
    [
        (0, 5, "凌晨12:05", "12:05 am"),
        (5, 59, "凌晨5:59", "5:59 am"),
        (8, 30, "上午8:30", "8:30 am"),
        (12, 0, "中午12:00", "12:00 pm"),
        (13, 0, "下午1:00", "1:00 pm"),
        (18, 0, "晚上6:00", "6:00 pm"),
        (23, 59, "晚上11:59", "11:59 pm"),
    ],
)
def test_says_the_time_of_day(hour, minute, chinese, english):
    moment = datetime(2026, 11, 24, hour, minute, tzinfo=timezone(timedelta(hours=8)))
    assert spoken_time(moment) == chinese
    assert spoken_time(moment, "en") == english


def test_a_moment_is_said_in_xiamens_time():
    moment = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)
    assert spoken_moment(moment, TODAY) == "周二 11月24日 上午8:30"
    assert spoken_moment(moment, TODAY, "en-gb") == "Tue 24 Nov, 8:30 am"


def test_the_day_is_xiamens_day_too():
    late_in_london = datetime(2026, 12, 31, 23, 0, tzinfo=UTC)
    assert spoken_moment(late_in_london) == "2027年1月1日 周五 上午7:00"


def test_refuses_a_moment_of_nobodys_clock():
    with pytest.raises(ValueError, match="without a zone"):
        spoken_moment(datetime(2026, 11, 24, 8, 30))  # noqa: DTZ001
