"""Numbers that must not stand where everybody reads."""

import pytest

from linli.bulletin import terms

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    "text",
    [
        "身份证350206198803054826。", "350206 19880305 4826", "350206-19880305-482X",
        "请带３５０２０６１９８８０３０５４８２６",
    ],
)  # fmt: skip
def test_an_identity_number_is_seen_however_it_is_written(text):
    assert terms.shows_identity_number(text)


@pytest.mark.parametrize(
    "text", ["2026-11-30 到 2026-12-05", "0592-5550123、0592-5550124", "流水号1350206198803054826"]
)
def test_days_and_landlines_are_none(text):
    assert not terms.shows_identity_number(text)
    assert terms.mobiles(text) == []


def test_mobile_numbers_are_seen_as_they_are_written():
    assert terms.mobiles("找小林 138 0013 8000，或 13900139000") == ["138 0013 8000", "13900139000"]


def test_blank_ends_and_many_empty_lines_go():
    assert terms.tidy(" 一 \r\n\r\n\r\n\r\n二\n") == "一\n\n二"
