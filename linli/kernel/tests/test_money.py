"""Money: what a person may type, and how an amount is said and written."""

import pytest
from hypothesis import given, strategies as st

from linli.kernel.money import MOST_FEN, in_capitals, spoken, yuan


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("0", 0),
        ("12", 1200),
        ("12.3", 1230),
        ("12.34", 1234),
        ("0.05", 5),
        ("007", 700),
        (" 1,234.50 ", 123450),
        ("¥1,234", 123400),
        ("￥66", 6600),
        ("３８．５０元", 3850),
        ("99999999999.99", MOST_FEN),
    ],
)
def test_reads_an_amount(text, fen):
    assert yuan(text) == fen


@pytest.mark.parametrize(
    "text",
    ["", " ", "abc", "-5", "+5", "1.234", "1,23", "1e5", "١٢", "1..2", ".5", "5.", "12万", "12 34"],
)
def test_refuses_what_is_no_amount(text):
    with pytest.raises(ValueError, match="not an amount"):
        yuan(text)


@pytest.mark.parametrize("text", ["100000000000", "9" * 30, "999,999,999,999"])
def test_refuses_more_than_anybody_pays(text):
    with pytest.raises(ValueError, match="more yuan"):
        yuan(text)


def test_refuses_a_number_long_enough_to_be_an_attack():
    with pytest.raises(ValueError, match="not an amount"):
        yuan("9" * 4000)


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "¥0"),
        (5, "¥0.05"),
        (170000, "¥1,700"),
        (123450, "¥1,234.50"),
        (-500, "-¥5"),
        (-1, "-¥0.01"),
    ],
)
def test_says_an_amount(fen, words):
    assert spoken(fen) == words


@given(st.integers(min_value=0, max_value=MOST_FEN))
def test_what_is_said_can_be_read_back(fen):
    assert yuan(spoken(fen)) == fen


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "零元整"),
        (5, "伍分"),
        (50, "伍角"),
        (100, "壹元整"),
        (1000, "壹拾元整"),
        (140950, "壹仟肆佰零玖元伍角"),
        (600714, "陆仟零柒元壹角肆分"),
        (1640902, "壹万陆仟肆佰零玖元零贰分"),
        (32504, "叁佰贰拾伍元零肆分"),
        (12600050, "壹拾贰万陆仟元伍角"),
        (31900000, "叁拾壹万玖仟元整"),
        (10000000, "壹拾万元整"),
        (100001000, "壹佰万零壹拾元整"),
        (1000100000, "壹仟万零壹仟元整"),
        (10000000100, "壹亿零壹元整"),
        (2000300000000, "贰佰亿零叁佰万元整"),
        (MOST_FEN, "玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ],
)
def test_writes_the_capitals_of_slips(fen, words):
    assert in_capitals(fen) == words


@pytest.mark.parametrize("fen", [-1, MOST_FEN + 1])
def test_no_slip_bears_an_amount_out_of_range(fen):
    with pytest.raises(ValueError, match="capitals"):
        in_capitals(fen)


@given(st.integers(min_value=0, max_value=MOST_FEN))
def test_capitals_read_back_to_the_same_amount(fen):
    assert _read_capitals(in_capitals(fen)) == fen


def _read_capitals(words: str) -> int:
    """A small independent reader of capitals: digits times places, group by group."""
    total = group = digit = 0
    worth = {"拾": 10, "佰": 100, "仟": 1000}
    for character in words.removesuffix("整"):
        if character in "零壹贰叁肆伍陆柒捌玖":
            digit = "零壹贰叁肆伍陆柒捌玖".index(character)
        elif character in worth:
            group, digit = group + digit * worth[character], 0
        elif character == "亿":
            total, group, digit = (total + group + digit) * 10**8, 0, 0
        elif character == "万":
            total, group, digit = total + (group + digit) * 10**4, 0, 0
        elif character == "元":
            total, group, digit = (total + group + digit) * 100, 0, 0
        else:
            total, digit = total + digit * {"角": 10, "分": 1}[character], 0
    return total
