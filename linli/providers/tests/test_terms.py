"""The terms in examples: whole rates, minors, yearly checks, spans that meet."""

import datetime

import pytest

from linli.providers.terms import (
    EXPIRED,
    FREE,
    MISSING,
    PER_HEAD,
    PER_SESSION,
    ROOM_FOR_SERVICE,
    SHARE,
    VALID,
    Rates,
    admits_minors,
    checked_until,
    meet,
    standing_of,
)

pytestmark = pytest.mark.once
DAY = datetime.date(2026, 11, 23)


def day(number: int) -> datetime.date:
    return DAY + datetime.timedelta(days=number)


@pytest.mark.parametrize(
    ("rates", "whole"),
    [
        (Rates(FREE), True),
        (Rates(FREE, per_session_fen=1), False),
        (Rates(PER_SESSION, per_session_fen=12_000), True),
        (Rates(PER_SESSION), False),
        (Rates(PER_SESSION, per_session_fen=12_000, per_head_fen=1), False),
        (Rates(PER_SESSION, per_session_fen=12_000, cancelled_permille=500), True),
        (Rates(PER_SESSION, per_session_fen=12_000, cancelled_permille=1001), False),
        (Rates(PER_HEAD, per_head_fen=500), True),
        (Rates(PER_HEAD, per_head_fen=500, cancelled_permille=500), False),
        (Rates(SHARE, share_permille=1000), True),
        (Rates(SHARE, share_permille=1001), False),
        (Rates(ROOM_FOR_SERVICE, room_hour_fen=6_000), True),
    ],
)
def test_a_model_has_its_one_rate(rates, whole):
    assert rates.whole is whole


@pytest.mark.parametrize(("age_from", "minors"), [(None, True), (17, True), (18, False)])
def test_who_says_nothing_of_ages_takes_minors(age_from, minors):
    assert admits_minors(age_from) is minors


@pytest.mark.parametrize(
    ("checked", "until"),
    [
        (datetime.date(2026, 11, 23), datetime.date(2027, 11, 23)),
        (datetime.date(2028, 2, 29), datetime.date(2029, 3, 1)),
    ],
)
def test_a_check_holds_for_a_year(checked, until):
    assert checked_until(checked) == until


@pytest.mark.parametrize(
    ("spans", "standing"),
    [
        ([], MISSING),
        ([(day(1), day(366))], MISSING),
        ([(day(-365), day(0))], EXPIRED),
        ([(day(-364), day(1))], VALID),
        ([(day(-365), day(0)), (day(0), day(365))], VALID),
        ([(day(-900), None)], VALID),
    ],
)
def test_how_a_check_stands_is_worked_out_from_its_days(spans, standing):
    assert standing_of(spans, DAY) == standing


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        ((day(0), None), (day(5), None), True),
        ((day(0), day(5)), (day(5), None), False),
        ((day(0), day(6)), (day(5), day(9)), True),
        ((day(9), None), (day(5), day(9)), False),
        ((day(5), day(5)), (day(5), None), False),
    ],
)
def test_spans_meet_on_a_shared_day(first, second, shared):
    assert meet(first, second) is shared
    assert meet(second, first) is shared
