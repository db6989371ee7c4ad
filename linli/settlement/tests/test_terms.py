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
    last_month,
    next_month,
    per_hour,
    room_value,
    silent_at,
    thousandths,
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


def test_months_and_hours():
    assert next_month(datetime.date(2026, 12, 1)) == datetime.date(2027, 1, 1)
    assert last_month(datetime.date(2027, 1, 31)) == datetime.date(2026, 12, 1)
    assert per_hour(12_000, 120) == 6_000
    assert per_hour(12_000, 0) is None
    assert Given(FREE, 0).outcome == HELD
