"""Terms: when a line is the same, fits a paper, names a fund. Tables of examples, no database."""

import datetime

import pytest

from linli.holder.terms import Fit, fit, identity, last_day, named_in, only_one

pytestmark = pytest.mark.once

DAY = datetime.date(2026, 11, 20)
LINE = ("account", DAY, "in", 500, "HX1", 1500, 1)


def test_the_same_line_is_the_same_in_any_file():
    assert identity(*LINE) == identity(*LINE)


@pytest.mark.parametrize("at", range(7))
def test_whatever_differs_makes_another_line(at):
    others = ("other", DAY.replace(day=21), "out", 501, "HX2", None, 2)
    changed = [*LINE]
    changed[at] = others[at]
    assert identity(*changed) != identity(*LINE)


@pytest.mark.parametrize(
    ("paper", "expected"),
    [
        ((500, "李 善人", DAY), Fit(True, True, True)),
        ((500, "", DAY + datetime.timedelta(days=3)), Fit(True, False, True)),
        ((500, "", DAY - datetime.timedelta(days=4)), Fit(True, False, False)),
        ((499, "李善人", DAY), Fit(False, True, True)),
    ],
)
def test_what_speaks_for_a_paper(paper, expected):
    assert fit((500, "李善人", DAY), paper) == expected


def test_two_without_a_name_have_no_name_in_common():
    assert not fit((500, "", DAY), (500, "", DAY)).same_name


def test_the_amount_speaks_louder_than_name_and_day():
    assert Fit(True, False, False).strength > Fit(False, True, True).strength


@pytest.mark.parametrize(
    ("day", "last"), [((2026, 2, 3), 28), ((2028, 2, 29), 29), ((2026, 12, 31), 31)]
)
def test_a_months_last_day(day, last):
    assert last_day(datetime.date(*day)).day == last


def test_a_fund_is_named_by_a_word_and_not_by_a_letter():
    assert named_in("捐给 金安 助学", ("金安",))
    assert named_in("ja捐款", ("JA",))
    assert not named_in("金", ("金",))
    assert not named_in("捐款", ("金安", "JA"))


def test_two_funds_are_none():
    assert only_one(["a", "a"])
    assert not only_one(["a", "b"])
    assert not only_one([])
