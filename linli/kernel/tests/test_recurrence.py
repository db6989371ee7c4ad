"""Rules of RFC 5545 on days: examples with their days, and the texts that are refused."""

import datetime

import icalendar
import pytest
import recurring_ical_events
from hypothesis import given, settings, strategies as st

from linli.kernel import recurrence
from linli.kernel.recurrence import (
    WEEKDAYS,
    EndsBeforeItBegins,
    NeverEnds,
    NoSuchDay,
    NotARule,
    Recurrence,
    TooManyDays,
    parse,
)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "first", "days"),
    [
        (
            "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=3",
            "2026-12-01",
            ["2026-12-01", "2026-12-03", "2026-12-08"],
        ),
        ("FREQ=WEEKLY;BYDAY=FR;COUNT=2", "2026-12-01", ["2026-12-04", "2026-12-11"]),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20261229",
            "2026-12-01",
            ["2026-12-01", "2026-12-15", "2026-12-29"],
        ),
        ("FREQ=MONTHLY;BYDAY=2TU;COUNT=2", "2026-12-01", ["2026-12-08", "2027-01-12"]),
        ("FREQ=MONTHLY;BYDAY=-1FR;COUNT=2", "2026-12-01", ["2026-12-25", "2027-01-29"]),
        ("FREQ=MONTHLY;BYMONTHDAY=31;COUNT=2", "2026-11-01", ["2026-12-31", "2027-01-31"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=2", "2028-02-01", ["2028-02-29", "2028-03-31"]),
        ("FREQ=MONTHLY;BYMONTHDAY=29;COUNT=2", "2027-02-01", ["2027-03-29", "2027-04-29"]),
        (
            "FREQ=DAILY;UNTIL=20280301T160000Z",
            "2028-02-28",
            ["2028-02-28", "2028-02-29", "2028-03-01"],
        ),
    ],
)
def test_says_the_days_a_rule_means(text: str, first: str, days: list[str]) -> None:
    assert parse(text).days(day(first)) == [day(each) for each in days]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("FREQ=WEEKLY", NeverEnds),
        ("FREQ=YEARLY;COUNT=2", NotARule),
        ("FREQ=WEEKLY;COUNT=2;UNTIL=20261201", NotARule),
        ("FREQ=WEEKLY;COUNT=0", NotARule),
        ("FREQ=WEEKLY;COUNT=100000", NotARule),
        ("FREQ=WEEKLY;COUNT=401", TooManyDays),
        ("FREQ=WEEKLY;COUNT=2;COUNT=3", NotARule),
        ("FREQ=WEEKLY;BYDAY=2TU;COUNT=2", NotARule),
        ("FREQ=WEEKLY;BYDAY=XX;COUNT=2", NotARule),
        ("FREQ=DAILY;INTERVAL=0;COUNT=2", NotARule),
        ("FREQ=DAILY;UNTIL=20270229", NotARule),
        ("FREQ=DAILY;COUNT=2;WKST=SU", NotARule),
        ("FREQ=DAILY;COUNT=2;BYHOUR=9", NotARule),
        ("FREQ=MONTHLY;BYMONTHDAY=32;COUNT=2", NotARule),
        ("every tuesday", NotARule),
        ("", NotARule),
    ],
)
def test_refuses_what_is_no_rule(text: str, error: type[NotARule]) -> None:
    with pytest.raises(error):
        parse(text)


def test_refuses_an_end_before_the_beginning() -> None:
    with pytest.raises(EndsBeforeItBegins):
        parse("FREQ=DAILY;UNTIL=20261130").days(day("2026-12-01"))


def test_refuses_a_day_that_never_comes() -> None:
    with pytest.raises(NoSuchDay):
        parse("FREQ=MONTHLY;BYMONTHDAY=31;UNTIL=20260430").days(day("2026-04-01"))


def test_refuses_a_hundred_thousand_days_without_making_them() -> None:
    with pytest.raises(TooManyDays):
        parse("FREQ=DAILY;UNTIL=23001231").days(day("2026-12-01"))


def test_says_which_one_of_the_month() -> None:
    assert [recurrence.ordinal_of(text) for text in ("TU", "2TU", "-1FR")] == [
        (None, 1),
        (2, 1),
        (-1, 4),
    ]


A_RULE = st.builds(
    Recurrence,
    frequency=st.just("WEEKLY"),
    interval=st.integers(1, 4),
    count=st.integers(1, 12),
    by_day=st.lists(st.sampled_from(WEEKDAYS), unique=True, max_size=4).map(tuple),
) | st.builds(
    Recurrence,
    frequency=st.just("MONTHLY"),
    interval=st.integers(1, 3),
    count=st.integers(1, 8),
    by_day=st.sampled_from([("2TU",), ("-1FR",), ("1MO", "3MO"), ()]),
)


@given(rule=A_RULE, first=st.dates(day("2024-01-01"), day("2030-12-31")))
@settings(max_examples=60, deadline=None)
def test_a_strangers_calendar_reads_the_same_days(rule: Recurrence, first: datetime.date) -> None:
    days = rule.days(first)
    # RFC 5545 counts DTSTART as a meeting whatever the rule says: a feed begins on a meant day.
    event = icalendar.Event()
    event.add("uid", "1")
    event.add("dtstart", days[0])
    event.add("rrule", icalendar.vRecur.from_ical(rule.text))
    calendar = icalendar.Calendar()
    calendar.add_component(event)
    seen = recurring_ical_events.of(calendar).between(
        days[0], days[-1] + datetime.timedelta(days=60)
    )
    assert [each["DTSTART"].dt for each in seen][: len(days)] == days


def test_a_rules_text_reads_back_as_the_rule() -> None:
    for text in (
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=16",
        "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20270101",
    ):
        assert parse(text).text == text
