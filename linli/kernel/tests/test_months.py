"""Whole months: of a day, of an address, and those around one."""

from datetime import date

import pytest

from linli.kernel.months import around, asked, first_of, last_month, last_of, next_month

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "before", "first", "last", "after"),
    [
        (date(2026, 12, 31), date(2026, 11, 1), date(2026, 12, 1), date(2026, 12, 31),
         date(2027, 1, 1)),
        (date(2027, 1, 31), date(2026, 12, 1), date(2027, 1, 1), date(2027, 1, 31),
         date(2027, 2, 1)),
        (date(2028, 2, 1), date(2028, 1, 1), date(2028, 2, 1), date(2028, 2, 29),
         date(2028, 3, 1)),
    ],
)  # fmt: skip
def test_the_months_of_a_day(day, before, first, last, after):
    assert (last_month(day), first_of(day), last_of(day), next_month(day)) == (
        before, first, last, after,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026-11", date(2026, 11, 1)),
        ("2026-1", date(2026, 1, 1)),
        ("1900-01", date(1900, 1, 1)),
        ("2026-12", None),
        ("2026-13", None),
        ("2026-00", None),
        ("0001-01", None),
        ("2026-11-05", None),
        ("２０２６-11", None),
        ("", None),
    ],
)
def test_a_month_of_an_address_is_one_that_has_begun(text, found):
    assert asked(text, TODAY) == found


def test_around_a_month_is_none_to_come():
    assert around(date(2026, 10, 1), TODAY) == (date(2026, 9, 1), date(2026, 11, 1))
    assert around(date(2026, 11, 1), TODAY) == (date(2026, 10, 1), None)
