"""What a session pays, in examples; and that no fraction of a fen is ever lost."""

import datetime

import pytest
from hypothesis import given as where, settings, strategies as st

from linli.settlement.terms import (
    CANCELLED,
    FREE,
    HELD,
    MODELS,
    NOT_HELD,
    OUTCOMES,
    PER_HEAD,
    PER_SESSION,
    ROOM,
    SHARE,
    THOUSAND,
    Given,
    amounts,
    came_back,
    code,
    per_hour,
    room_value,
    silent_at,
    thousandths,
    told_share,
)

pytestmark = pytest.mark.once
MOMENT = datetime.datetime(2026, 12, 1, 9, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("given", "fen"),
    [
        (Given(FREE, 0, heads=12), 0),
        (Given(PER_SESSION, 12_000), 12_000),
        (Given(PER_SESSION, 12_000, NOT_HELD), 0),
        (Given(PER_SESSION, 12_000, CANCELLED), 0),
        (Given(PER_SESSION, 12_000, CANCELLED, cancelled_permille=500), 6_000),
        (Given(PER_SESSION, 12_000, NOT_HELD, cancelled_permille=500), 0),
        (Given(PER_HEAD, 1_500, heads=8), 12_000),
        (Given(PER_HEAD, 1_500), 0),
        (Given(SHARE, 700, fees_fen=24_000), 16_800),
        (Given(SHARE, 333, fees_fen=1), 0),
        (Given(SHARE, 500, fees_fen=1), 1),
        (Given(ROOM, 6_000, minutes=90), 0),
    ],
)
def test_what_a_session_pays(given, fen):
    assert amounts([given]) == [fen]


@pytest.mark.parametrize(
    ("given", "fen"),
    [
        (Given(ROOM, 6_000, minutes=90), 9_000),
        (Given(ROOM, 6_000, NOT_HELD, minutes=90), 0),
        (Given(PER_SESSION, 6_000, minutes=90), 0),
        (Given(ROOM, 100, minutes=1), 2),
    ],
)
def test_what_is_set_off_against_rooms_is_shown_and_never_paid(given, fen):
    assert room_value(given) == fen
    assert given.model != ROOM or amounts([given]) == [0]


def test_a_third_of_a_fen_three_times_is_a_fen():
    assert sum(amounts([Given(SHARE, 333, fees_fen=1)] * 3)) == 1
    assert amounts([Given(SHARE, 333, fees_fen=1)] * 3) == [0, 1, 0]


SESSIONS = st.builds(
    Given,
    model=st.sampled_from(MODELS),
    rate=st.integers(0, 1000),
    outcome=st.sampled_from(OUTCOMES),
    heads=st.integers(0, 60),
    fees_fen=st.integers(0, 90_000),
    cancelled_permille=st.integers(0, 1000),
)


@settings(max_examples=150, deadline=None)
@where(lines=st.lists(SESSIONS, max_size=12), more=st.integers(1, 500))
def test_the_lines_are_the_total_nothing_is_lost_and_more_never_pays_less(lines, more):
    paid = amounts(lines)
    worth = sum(thousandths(line) for line in lines)
    assert all(fen >= 0 for fen in paid)
    assert abs(sum(paid) * THOUSAND - worth) * 2 <= THOUSAND
    for place, line in enumerate(lines):
        better = line._replace(heads=line.heads + more, fees_fen=line.fees_fen + more)
        raised = amounts([*lines[:place], better, *lines[place + 1 :]])
        assert sum(raised) >= sum(paid)


@pytest.mark.parametrize(
    ("shown", "answered", "agreed"),
    [
        (None, None, None),
        (None, MOMENT, None),
        (MOMENT, None, MOMENT + datetime.timedelta(days=14)),
        (MOMENT, MOMENT + datetime.timedelta(days=3), MOMENT + datetime.timedelta(days=17)),
    ],
)
def test_silence_agrees_to_what_was_shown_alone(shown, answered, agreed):
    assert silent_at(shown, answered) == agreed


ONE, TWO, THREE = (datetime.date(2026, month, 1) for month in (9, 10, 11))


@pytest.mark.parametrize(
    ("first_on", "over", "found"),
    [
        ({}, "", (0, 0)),
        ({"a": {1: ONE, 2: ONE}}, "a", (0, 0)),  # there was nothing to come back to
        ({"a": {1: ONE, 2: ONE}, "b": {2: TWO, 3: TWO}}, "", (0, 0)),  # "a" goes on
        ({"a": {1: ONE, 2: ONE}, "b": {2: TWO, 3: TWO}}, "ab", (2, 1)),
        ({"a": {1: ONE}, "b": {1: ONE}}, "ab", (0, 0)),  # side by side is not again
        ({"a": {1: ONE}, "b": {1: TWO}, "c": {1: THREE}}, "abc", (1, 1)),  # one person, once
        ({"a": {1: TWO, 2: ONE}, "b": {1: ONE, 2: TWO}}, "a", (0, 0)),
        ({"a": {1: TWO, 2: ONE}, "b": {1: ONE}, "c": {3: THREE}}, "a", (2, 0)),
    ],
)
def test_who_comes_back_is_who_came_to_another_course_later(first_on, over, found):
    assert came_back(first_on, over) == found


@pytest.mark.parametrize(
    ("part", "of", "told"),
    [(0, 4, None), (0, 5, 0), (1, 9, None), (5, 9, None), (5, 10, 50), (9, 9, 100), (4, 40, None)],
)
def test_a_share_is_told_where_neither_part_points_at_anybody(part, of, told):
    assert told_share(part, of) == told


def test_hours():
    assert per_hour(12_000, 120) == 6_000
    assert per_hour(12_000, 0) is None
    assert Given(FREE, 0).outcome == HELD


def test_a_statements_number_is_not_taken_for_a_day():
    assert code(datetime.date(2026, 10, 1), 1) == "2026-10 #1"
