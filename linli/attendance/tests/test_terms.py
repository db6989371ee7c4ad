"""The door's arithmetic in tables of examples."""

import datetime

import pytest
from hypothesis import given, strategies as st

from linli.attendance import terms
from linli.attendance.terms import TRIES, Call
from linli.programmes.terms import AGE_BANDS
from tests.village import NOW

pytestmark = pytest.mark.once

MINUTE = datetime.timedelta(minutes=1)


@pytest.mark.parametrize(
    ("minute", "expected", "came", "excused", "kept"),
    [
        (-60, 5, 0, 0, 5),
        (0, 5, 3, 1, 1),
        (9, 5, 3, 1, 1),
        (10, 5, 3, 1, 0),  # Complaint 10: from then on it is free, whoever swept it
        (0, 0, 0, 0, 0),
        (5, 2, 3, 0, 0),
    ],
)
def test_places_are_kept_for_who_is_awaited(minute, expected, came, excused, kept):
    at = NOW + minute * MINUTE
    assert terms.awaited(expected, came, excused, NOW, at) == kept


def test_free_is_never_less_than_nothing():
    assert [terms.free(12, 3, 4), terms.free(3, 3, 0), terms.free(3, 5, 1)] == [5, 0, 0]


@pytest.mark.parametrize(
    ("minutes", "believed"), [(0, True), (5, True), (60 * 24, True), (60 * 24 + 1, False)]
)
def test_a_device_is_believed_about_a_day_and_never_about_the_future(minutes, believed):
    said = NOW - minutes * MINUTE
    assert terms.pressed(said, NOW) == (said if believed else NOW)
    assert terms.pressed(NOW + MINUTE, NOW) == NOW
    assert terms.pressed(None, NOW) == NOW


@pytest.mark.parametrize(
    ("born", "band"),
    [
        ((2026, 11, 23), "toddler"),
        ((2023, 11, 24), "toddler"),
        ((2023, 11, 23), "preschool"),
        ((1966, 11, 23), "elder"),
        ((1966, 11, 24), "adult"),
        ((1900, 1, 1), "eldest"),
    ],
)
def test_the_band_is_that_of_the_day(born, band):
    on = datetime.date(2026, 11, 23)
    assert terms.band_of(datetime.date(*born), on, AGE_BANDS) == band


def test_four_faces_are_not_told_and_five_are():
    assert terms.told((4, 0, 0)) is None
    assert terms.told((3, 1, 1)) == (3, 1, 1)


@pytest.mark.parametrize(
    ("typed", "number"),
    [(" kak-9pm ", "KAK9PM"), ("KAK 9PM extra", "KAK9PM"), ("", ""), ("；", "")],
)
def test_a_sheets_number_is_found_however_it_is_typed(typed, number):
    assert terms.sheet_number(typed) == number


@pytest.mark.parametrize(
    ("typed", "token"),
    [
        ("lk" + "a2" * 13, "LK" + "A2" * 13),
        ("LK" + "A2" * 13 + "\n", "LK" + "A2" * 13),
        ("LKA2", ""),
        ("王秀英", ""),
        ("", ""),
    ],
)
def test_a_token_is_told_from_a_name(typed, token):
    assert terms.card_token(typed) == token


def test_a_sheets_letters_have_no_look_alikes():
    assert not set(terms.SHEET_LETTERS) & set("01IOSL")


def _once(day: int, *, answered: bool = False, kept: bool = True) -> terms.Once:
    start = NOW + datetime.timedelta(days=day)
    return terms.Once(start, start + 60 * MINUTE, answered, kept)


@pytest.mark.parametrize(
    ("sessions", "whole", "ended", "at", "word"),
    [
        ([], False, None, 0, terms.DUE),  # called off
        ([_once(1)], False, None, 0, terms.HELD),
        ([_once(1)], False, 0, 0, terms.DUE),  # given back before the beginning
        ([_once(1)], False, 1.02, 1.01, terms.HELD),  # after it: as if it had not been
        ([_once(1)], False, 1.02, 2, terms.MISSED),
        ([_once(1, answered=True)], False, None, 1.01, terms.DUE),
        ([_once(1, kept=False)], False, None, 2, terms.DUE),  # unknown is never absent
        ([_once(1)], False, None, 2, terms.MISSED),
        ([_once(1)], False, None, 31, terms.MISSED),
        ([_once(1)], False, None, 32, terms.DUE),
        ([_once(day) for day in (1, 2, 3)], True, None, 3, terms.HELD),
        ([_once(day) for day in (1, 2, 3)], True, None, 4, terms.MISSED),
        ([_once(day) for day in (1, 2)], True, None, 4, terms.DUE),
        ([_once(day) for day in (1, 2, 3, 4)], True, 2.5, 3, terms.DUE),  # missed two, then left
        ([*(_once(day) for day in (1, 2)), _once(3, kept=False)], True, None, 4, terms.DUE),
    ],
)
def test_a_deposit_goes_back_unless_it_is_known_to_be_missed(sessions, whole, ended, at, word):
    def moment(days):
        return None if days is None else NOW + datetime.timedelta(days=days)

    about = {"whole": whole, "ended_at": moment(ended), "at": moment(at)}
    assert terms.deposit_standing(sessions, **about).word == word


OUTCOMES = st.lists(st.sampled_from([*terms.OUTCOMES, "came"]), max_size=12)


@given(OUTCOMES)
def test_who_is_not_reached_is_tried_again_or_told_of_and_never_forgotten(outcomes):
    """Calls made one after the other as the list asks for them, with somebody coming in between."""
    calls, heard_at = [], None
    for minute, outcome in enumerate(outcomes):
        at = NOW + minute * MINUTE
        if outcome == "came":
            heard_at = at
            continue
        attempt = len(terms.calls_so_far(calls, heard_at).tries) + 1
        assert attempt <= TRIES
        told = terms.is_handed_on(outcome, attempt)
        calls.append(Call(at, outcome, attempt, told=told))
    so_far = terms.calls_so_far(calls, heard_at)
    assert [call.attempt for call in so_far.tries] == list(range(1, len(so_far.tries) + 1))
    assert len(so_far.tries) < TRIES
    for call in calls:
        settled = so_far.answered_at is not None and call.at <= so_far.answered_at
        assert settled or call in so_far.tries
    last = outcomes[-1] if outcomes else "came"
    assert bool(so_far.tries) == (last == "unreached" and not calls[-1].told)
