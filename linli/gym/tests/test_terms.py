"""Ages, months, spans of a day, and how full it usually is: tables without a database."""

import datetime
from collections.abc import Sequence

import pytest

from linli.gym import terms
from linli.gym.terms import ACCOMPANIED, ALONE, TOO_OLD, TOO_YOUNG, Ages, Stay
from linli.kernel.words import XIAMEN

MONDAY = datetime.date(2026, 11, 23)


def clock(text: str, day: datetime.date = MONDAY) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time.fromisoformat(text), tzinfo=XIAMEN)


@pytest.mark.parametrize(
    ("ages", "years", "verdict"),
    [
        (Ages(None, None, None), 3, ALONE),
        (Ages(16, None, None), 15, TOO_YOUNG),
        (Ages(16, None, None), 16, ALONE),
        (Ages(16, 12, None), 11, TOO_YOUNG),
        (Ages(16, 12, None), 12, ACCOMPANIED),
        (Ages(None, None, 12), 12, ALONE),
        (Ages(None, None, 12), 13, TOO_OLD),
    ],
)
def test_who_may_come_by_age(ages, years, verdict):
    assert terms.may_come(years, ages) == verdict


@pytest.mark.parametrize(
    ("on", "months", "until"),
    [
        ("2026-11-23", 12, "2027-11-23"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-12-31", 1, "2027-01-31"),
    ],
)
def test_a_declaration_is_good_to_the_same_day(on, months, until):
    day = datetime.date.fromisoformat(on)
    assert terms.good_until(day, months) == datetime.date.fromisoformat(until)


def test_a_day_is_its_hours_without_the_times_it_is_shut():
    def said(hours: Sequence[tuple[int, int]], *shut: tuple[str, str]) -> list[str]:
        spans = [(clock(a), clock(b)) for a, b in shut]
        found = terms.open_spans(MONDAY, hours, spans)
        return [f"{a.astimezone(XIAMEN):%H:%M}–{b.astimezone(XIAMEN):%H:%M}" for a, b in found]

    assert said([(480, 1260)]) == ["08:00–21:00"]
    assert said([(480, 1260)], ("12:00", "14:00")) == ["08:00–12:00", "14:00–21:00"]
    assert said([(480, 1260)], ("07:00", "22:00")) == []
    assert said([(480, 720), (840, 1260)], ("11:00", "15:00")) == ["08:00–11:00", "15:00–21:00"]
    assert said([(0, 2880)]) == ["00:00–00:00"]  # nobody wrote hours: until midnight


def test_one_counts_as_inside_until_the_room_closes():
    spans = [(clock("08:00"), clock("12:00")), (clock("14:00"), clock("21:00"))]
    assert terms.closing(clock("08:00"), spans) == clock("12:00")
    assert terms.closing(clock("20:59"), spans) == clock("21:00")
    assert terms.closing(clock("12:30"), spans) == clock("12:30")


def test_an_hour_is_told_from_five_different_people_on():
    def stays(who: Sequence[int], weeks: int = 1) -> list[Stay]:
        days = [MONDAY - datetime.timedelta(weeks=week) for week in range(weeks)]
        return [Stay(one, clock("08:10", d), clock("09:05", d)) for d in days for one in who]

    assert terms.usually(stays(range(4), weeks=4), {0: 4}) == {(0, 8): None, (0, 9): None}
    assert terms.usually(stays(range(5), weeks=4), {0: 4}) == {(0, 8): 5, (0, 9): 5}
    assert terms.usually(stays(range(5)), {0: 4}) == {(0, 8): 1, (0, 9): 1}
    unseen = [Stay(one, clock("20:10"), None) for one in range(6)]
    assert terms.usually(unseen, {0: 1}) == {(0, 20): 6}


def test_quiet_hours_are_joined_and_lie_in_the_open_ones():
    spans = [(clock("08:30"), clock("12:00"))]
    cells = {(0, 9): 5, (0, 10): 3, (0, 11): None}
    assert terms.quiet_spans(spans, cells, 0, 9) == ["08:30–09:00", "10:00–12:00"]
    assert [terms.level(many, 12) for many in (None, 4, 5, 6, 7, 9, 10)] == [0, 0, 1, 1, 2, 2, 3]


def test_used_minutes_are_whole_quarters_and_two_at_once_are_one_use():
    stays = [
        Stay("a", clock("08:10"), clock("09:05")),
        Stay("b", clock("08:20"), clock("08:40")),
        Stay("c", clock("20:50"), None),
    ]
    assert terms.used_minutes(stays) == {8: 60, 9: 15, 20: 15}


def test_a_card_read_twice_in_a_minute_is_one_tap():
    assert terms.same_tap(clock("08:00"), clock("08:00:59"))
    assert not terms.same_tap(clock("08:00"), clock("08:01"))
