"""Ages and days stated only as a year or a month."""

from datetime import date

import pytest

from linli.rules.days import StatedDay, age_on, birthday_in


@pytest.mark.parametrize(
    ("born", "day", "years"),
    [
        (date(2020, 5, 1), date(2020, 5, 1), 0),
        (date(2020, 5, 1), date(2021, 4, 30), 0),
        (date(2020, 5, 1), date(2021, 5, 1), 1),
        (date(2008, 5, 1), date(2026, 4, 30), 17),
        (date(2008, 5, 1), date(2026, 5, 1), 18),
        (date(1960, 2, 29), date(2025, 2, 27), 64),
        (date(1960, 2, 29), date(2025, 2, 28), 65),
        (date(1960, 2, 29), date(2025, 3, 1), 65),
        (date(2008, 2, 29), date(2024, 2, 28), 15),
        (date(2008, 2, 29), date(2024, 2, 29), 16),
        (date(1926, 12, 31), date(2026, 12, 30), 99),
        (date(1926, 12, 31), date(2026, 12, 31), 100),
    ],
)
def test_years_are_completed_on_the_birthday(born, day, years):
    assert age_on(born, day) == years


def test_nobody_has_an_age_before_birth():
    with pytest.raises(ValueError, match="not born yet"):
        age_on(date(2026, 5, 1), date(2026, 4, 30))


def test_a_leap_day_birthday_is_the_last_of_february():
    assert birthday_in(date(2008, 2, 29), 2025) == date(2025, 2, 28)
    assert birthday_in(date(2008, 2, 29), 2100) == date(2100, 2, 28)
    assert birthday_in(date(2008, 2, 29), 2024) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("text", "first", "last", "zh"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31), "2021年"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "2024年2月"),
        ("2019-07-01", date(2019, 7, 1), date(2019, 7, 1), "2019年7月1日"),
    ],
)
def test_a_day_is_kept_as_precisely_as_it_was_stated(text, first, last, zh):
    day = StatedDay.read(text)
    assert (day.first, day.last, day.say().zh, str(day)) == (first, last, zh, text)


@pytest.mark.parametrize("text", ["", "20", "2021-13", "2021-02-30", "July 2019", "2021-1-1"])
def test_refuses_what_is_no_day(text):
    with pytest.raises(ValueError):  # noqa: PT011  (the calendar's own words differ)
        StatedDay.read(text)
