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


LINE = "请接水。"


@pytest.mark.parametrize(
    ("title", "text", "size_pt", "columns"),
    [
        ("周六停水", "早上九点到十一点。", 24, 1),
        ("周六停水", LINE * 45, 24, 1),  # 9 lines of 19 letters
        ("周六停水", LINE * 55, 20, 1),
        ("周六停水，请各家提前接好，谢谢大家互相转告", LINE * 45, 20, 1),
        ("周六停水", LINE * 80, 17, 1),
        ("周六停水", LINE * 150, 14, 1),
        ("周六停水", "\n".join([LINE] * 9), 24, 1),
        ("周六停水", "\n".join([LINE] * 12), 20, 1),
        ("周六停水", "\n".join([LINE] * 20), 20, 2),  # short lines beside each other
        ("周六停水", "\n".join([LINE * 3] * 20), 17, 2),
        ("周六停水", "\n".join([LINE * 4] * 18), 14, 1),  # too long for that
        ("周六停水", "\n".join([LINE] * 35), 14, 2),
        ("周六停水", "\n".join([LINE] * 55), 14, 3),
        ("Water off", "Please fill a jug. " * 15, 24, 1),  # narrower letters, more of them
        ("字" * terms.LONGEST_TITLE, "字" * terms.LONGEST_TEXT, 14, 1),
    ],
)
def test_a_sheet_is_set_as_large_as_it_fits(title, text, size_pt, columns):
    setting = terms.setting_of(title, text)
    type_ = terms.TYPES[setting.type]
    assert (type_.text_pt, type_.columns) == (size_pt, columns)
    assert setting.sheets == (text,)


LONGEST_LIST = "\n".join("一" * (terms.LONGEST_TEXT // 2))


@pytest.mark.parametrize(
    ("text", "sheets"),
    [
        (LONGEST_LIST, 5),
        ("\n\n".join(["三号楼：\n" + "\n".join([LINE * 5] * 6)] * 4), 2),
        ("\n".join([LINE * 5] * 28), 2),
    ],
)
def test_what_needs_more_sheets_is_parted_between_lines_and_nothing_is_lost(text, sheets):
    setting = terms.setting_of("周六停水", text)
    assert len(setting.sheets) == sheets
    assert [line for each in setting.sheets for line in each.split("\n") if line] == [
        line for line in text.split("\n") if line
    ]
    many = [each.count("\n") for each in setting.sheets]
    assert max(many) - min(many) <= max(many) / 2  # none of them nearly empty


def test_a_sheet_ends_between_paragraphs():
    paragraph = "三号楼：\n" + "\n".join([LINE * 5] * 6)
    setting = terms.setting_of("周六停水", "\n\n".join([paragraph] * 4))
    assert setting.sheets == ("\n\n".join([paragraph] * 2),) * 2


def test_what_is_drawn_is_what_is_reckoned():
    """The style sheet has the same sizes, and columns."""
    css = (Path(terms.__file__).parent / "static/bulletin/bulletin.css").read_text()
    for number, each in enumerate(terms.TYPES):
        assert f".bulletin-sheet.type-{number} h1 {{ font-size: {each.title_pt}pt; }}" in css
        leading = "" if each.leading == 1.6 else f" line-height: {each.leading};"
        columns = f" columns: {each.columns};" if each.columns > 1 else ""
        drawn = f"font-size: {each.text_pt}pt;{leading}{columns} }}"
        assert f".type-{number} .bulletin {{ {drawn}" in css
    assert f"column-gap: {terms.GAP_PT}pt" in css
    assert f".bulletin p + p {{ margin-top: {terms.PARAGRAPH:.2f}".replace("0.", ".") in css
