"""Codes, what is taken in, limits and sums: tables and properties, without a database."""

import datetime

import pytest
from hypothesis import given, strategies as some

from linli.shop import terms

pytestmark = pytest.mark.once
TODAY = datetime.date(2026, 11, 23)
numbers = some.lists(some.integers(0, 22), min_size=4, max_size=4)


@given(numbers)
def test_a_code_is_read_however_it_comes(four):
    code = terms.code_from(four)
    for typed in (code, code.lower(), f" {code[:2]} {code[2:]} ", f"https://x.cn/goods/{code}/"):
        assert terms.read_code(typed) == code


@given(numbers, some.integers(0, 4), some.sampled_from(terms.ALPHABET))
def test_one_wrong_character_is_noticed(four, place, other):
    code = terms.code_from(four)
    if code[place] != other:
        assert terms.read_code(code[:place] + other + code[place + 1 :]) is None


@given(numbers, some.integers(0, 3))
def test_two_neighbours_exchanged_are_noticed(four, place):
    code = terms.code_from(four)
    if code[place] != code[place + 1]:
        swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        assert terms.read_code(swapped) is None


@pytest.mark.parametrize(
    ("category", "condition", "expires_on", "taken"),
    [
        ("clothes", "good", None, True),
        ("clothes", "broken", None, False),
        ("food", "new", datetime.date(2027, 5, 1), True),
        ("food", "good", datetime.date(2027, 5, 1), False),
        ("food", "new", None, False),
        ("food", "new", datetime.date(2026, 11, 22), False),
        ("food", "new", datetime.date(2026, 11, 23), True),
        ("helmet", "new", None, True),
        ("helmet", "good", None, False),
        ("child_seat", "fair", None, False),
        ("medicine", "new", datetime.date(2027, 5, 1), False),
        ("underwear", "good", None, False),
        ("recalled", "new", None, False),
    ],
)
def test_what_is_taken_in(category, condition, expires_on, taken):
    assert (terms.refused_because(category, condition, expires_on, TODAY) is None) is taken


def test_every_refusal_has_a_reason_to_read_aloud():
    for kind in terms.CATEGORIES.values():
        assert bool(kind.refused) == (kind.why is not None)


@pytest.mark.parametrize(
    ("expires_on", "warned"),
    [
        (datetime.date(2027, 1, 23), True),
        (datetime.date(2027, 1, 24), False),
        (datetime.date(2026, 11, 1), True),
        (None, False),
    ],
)
def test_two_months_before_it_expires_it_is_said(expires_on, warned):
    assert terms.expires_soon(expires_on, TODAY) is warned


def test_two_months_before_the_end_of_april_is_the_end_of_february():
    assert terms.months_before(datetime.date(2027, 4, 30), 2) == datetime.date(2027, 2, 28)
    assert terms.months_before(datetime.date(2027, 1, 5), 2) == datetime.date(2026, 11, 5)
    assert terms.months_before(datetime.date(2026, 11, 23), -2) == datetime.date(2027, 1, 23)


@given(some.integers(0, 1000), some.integers(0, 100))
def test_a_lower_price_is_whole_jiao_and_never_below_the_limit(jiao, percent):
    price = jiao * 10
    least = terms.lowest_fen(price, percent)
    assert least % 10 == 0
    assert 0 <= least <= price
    assert least * 100 >= price * (100 - percent)
    assert (least - 10) * 100 < price * (100 - percent) or not least


@given(some.integers(0, 10**6), some.integers(0, 10**5), some.integers(0, 10**6))
def test_the_difference_is_told_and_never_absorbed(counted, change, expected):
    settled = terms.settle(counted, change, expected)
    assert settled.difference_fen == counted - change - expected
    if counted >= change:
        assert settled.takings_fen == expected + settled.difference_fen
    else:
        assert settled.takings_fen == 0


@pytest.mark.parametrize(
    ("families", "on", "told"),
    [
        ({(2026, 4): 5, (2026, 0): 5}, datetime.date(2026, 12, 31), None),  # not over yet
        ({(2026, 4): 5, (2026, 0): 5}, datetime.date(2027, 1, 1), (2026, 4)),
        ({(2026, 4): 4, (2026, 0): 5}, datetime.date(2027, 1, 1), (2026, 0)),
        ({(2026, 4): 4, (2026, 0): 4}, datetime.date(2029, 1, 1), None),
    ],
)
def test_a_gift_is_told_by_the_quarter_and_never_of_fewer_than_five(families, on, told):
    assert terms.told_as(datetime.date(2026, 11, 23), families, on) == told


@pytest.mark.parametrize(
    "text",
    ["2026-11-23", "2026/11/23 10:05:00", "20261123", "`2026-11-23", "２０２６年１１月２３日"],
)
def test_a_bills_day_is_read(text):
    assert terms.day_in(text) == TODAY


def test_a_column_is_found_by_any_of_its_titles():
    assert terms.column_of(["", " 交易时间 ", "订单金额"], terms.DATE_TITLES) == 1
    assert terms.column_of(["`金额(元)"], terms.AMOUNT_TITLES) == 0
    assert terms.column_of(["姓名"], terms.AMOUNT_TITLES) is None
