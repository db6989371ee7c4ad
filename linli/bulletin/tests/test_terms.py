"""Numbers that must not stand where everybody reads; and the type a sheet is set in."""

from pathlib import Path

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


@pytest.mark.parametrize(
    ("title", "text", "size_pt"),
    [
        ("周六停水", "早上九点到十一点。", 24),
        ("周六停水", "请接水。" * 45, 24),  # 9 lines of 19 letters
        ("周六停水", "请接水。" * 50, 20),
        ("周六停水，请各家提前接好，谢谢大家互相转告", "请接水。" * 45, 20),
        ("周六停水", "请接水。" * 80, 17),
        ("周六停水", "请接水。" * 150, 14),
        ("周六停水", "\n".join(["请接水。"] * 9), 24),
        ("周六停水", "\n".join(["请接水。"] * 12), 20),
        ("Water off", "Please fill a jug. " * 15, 24),  # narrower letters, more of them
        ("字" * 40, "字" * 600, 14),
        ("周六停水", "\n".join(["请接水。"] * 60), 14),  # the second sheet is the only way
    ],
)
def test_a_sheet_is_set_as_large_as_it_fits(title, text, size_pt):
    assert terms.TYPES[terms.type_of(title, text)].text_pt == size_pt


def test_what_is_drawn_is_what_is_reckoned():
    """The style sheet has the same sizes."""
    css = (Path(terms.__file__).parent / "static/bulletin/bulletin.css").read_text()
    for number, each in enumerate(terms.TYPES):
        assert f".bulletin-sheet.type-{number} h1 {{ font-size: {each.title_pt}pt; }}" in css
        assert f".type-{number} .bulletin {{ font-size: {each.text_pt}pt;" in css
