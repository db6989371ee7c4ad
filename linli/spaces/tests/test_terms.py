"""Quarters, opening hours, series of dates, limits: tables without a database."""

import datetime

import pytest

from linli.kernel.words import XIAMEN
from linli.spaces import terms
from linli.spaces.terms import Hours, Limits, Used

DAY = datetime.date(2026, 11, 24)
pytestmark = pytest.mark.once


def at(clock: str, day: datetime.date = DAY) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time.fromisoformat(clock), XIAMEN)


def span(start: str, end: str) -> terms.Span:
    return at(start), at(end)


class TestQuarters:
    def test_an_hour_is_four_and_buffers_are_more(self):
        hour = span("14:00", "15:00")
        assert len(terms.quarters(hour)) == 4
        assert len(terms.quarters(hour, 15, 30)) == 7

    def test_two_that_touch_share_none(self):
        one, two = terms.quarters(span("14:00", "15:00")), terms.quarters(span("15:00", "16:00"))
        assert not set(one) & set(two)

    def test_a_quarter_is_the_same_in_every_zone(self):
        moment = at("14:00")
        assert terms.quarter_of(moment) == terms.quarter_of(moment.astimezone(datetime.UTC))
        assert terms.begins(terms.quarter_of(moment)) == moment

    @pytest.mark.parametrize(
        ("clock", "on"), [("14:15", True), ("14:07", False), ("14:15:01", False)]
    )
    def test_what_begins_between_two_is_refused(self, clock, on):
        assert terms.on_the_quarter(at(clock)) is on


class TestOpenHours:
    RULES = (
        Hours(frozenset(range(5)), 480, 720, DAY, None, "closed"),
        Hours(frozenset(range(5)), 720, 1080, DAY, None, "closed"),
        Hours(frozenset({1}), 1140, 1440, DAY, DAY, "usual"),
    )

    @pytest.mark.parametrize(
        ("day", "off", "hours"),
        [
            (DAY, False, [(480, 1080), (1140, 1440)]),  # rules that touch are one
            (DAY, True, [(1140, 1440)]),  # a day off, but for the rule that says as usual
            (DAY - datetime.timedelta(days=1), False, []),  # not yet in force
            (DAY + datetime.timedelta(days=7), False, [(480, 1080)]),  # one is over
            (datetime.date(2026, 11, 28), False, []),  # a Saturday
        ],
    )
    def test_of_a_day(self, day, off, hours):
        assert terms.open_hours(self.RULES, day, off) == hours

    @pytest.mark.parametrize(
        ("start", "end", "inside"),
        [("08:00", "18:00", True), ("07:45", "09:00", False), ("17:00", "18:15", False)],
    )
    def test_a_span_lies_within_them(self, start, end, inside):
        assert terms.within(span(start, end), [(480, 1080)]) is inside

    def test_the_end_of_a_day_is_midnight(self):
        late = (at("22:00"), at("00:00", DAY + datetime.timedelta(days=1)))
        assert terms.within(late, [(480, 1440)])
        assert terms.clock(1440) == "24:00"


class TestDates:
    def test_every_second_week_counts_from_the_first(self):
        dates = terms.dates_of(DAY, DAY + datetime.timedelta(days=28), [1, 3], 2)
        assert [day.day for day in dates] == [24, 26, 8, 10, 22]

    def test_a_leap_day_is_a_day(self):
        first = datetime.date(2028, 2, 22)
        dates = terms.dates_of(first, datetime.date(2028, 3, 1), [first.weekday()], 1)
        assert dates[-1] == datetime.date(2028, 2, 29)


class TestLimits:
    LIMITS = Limits(14, 2, 4, 8, frozenset({"meeting"}))
    NOW = at("08:00")

    @pytest.mark.parametrize(
        ("clock", "day", "purpose", "used", "broken"),
        [
            ("10:00", 0, "meeting", Used(0, 0), None),
            ("09:00", 0, "meeting", Used(0, 0), ("notice", 2)),
            ("10:00", 14, "meeting", Used(0, 0), None),
            ("10:00", 15, "meeting", Used(0, 0), ("lead", 14)),
            ("10:00", 0, "rehearsal", Used(0, 0), ("purpose", 0)),
            ("10:00", 0, "meeting", Used(180, 180), None),
            ("10:00", 0, "meeting", Used(195, 195), ("week", 4)),
            ("10:00", 0, "meeting", Used(0, 435), ("month", 8)),
        ],
    )
    def test_on_both_sides_of_each(self, clock, day, purpose, used, broken):
        start = at(clock, DAY + datetime.timedelta(days=day))
        wish = (start, start + datetime.timedelta(hours=1))
        assert terms.breaks(self.LIMITS, wish, purpose, used, self.NOW) == broken

    def test_no_limit_is_no_limit(self):
        free = Limits(None, None, None, None, frozenset())
        far = (at("10:00"), at("20:00"))
        assert terms.breaks(free, far, "", Used(9999, 9999), self.NOW) is None


def test_what_a_resident_typed_and_what_is_private_is_not_read_by_all():
    assert terms.neutral("张三生日", private=False, by_people=True) == terms.BY_PEOPLE
    assert terms.neutral("个案面谈", private=True, by_people=False) == terms.INTERNAL
    assert terms.neutral("书法课", private=False, by_people=False).zh == "书法课"
