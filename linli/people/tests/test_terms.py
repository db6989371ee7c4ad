"""Ages as the law counts them."""

from datetime import date, timedelta

import pytest

from linli.people.terms import is_child, is_minor


@pytest.mark.parametrize(
    ("born_on", "last_day"),
    [
        (date(2012, 5, 1), date(2026, 4, 30)),
        # 29 February has no corresponding day in 2026: its month's last stands for it (民法典 202).
        (date(2012, 2, 29), date(2026, 2, 27)),
    ],
)
def test_a_child_is_one_until_the_day_before_the_fourteenth_birthday(born_on, last_day):
    assert is_child(born_on, last_day)
    assert not is_child(born_on, last_day + timedelta(days=1))


def test_a_minor_is_one_until_the_day_before_the_eighteenth_birthday():
    assert is_minor(date(2008, 11, 24), date(2026, 11, 23))
    assert not is_minor(date(2008, 11, 24), date(2026, 11, 24))
