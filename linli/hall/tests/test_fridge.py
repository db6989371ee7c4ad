"""The week on a fridge door: the largest type that fits, and sheets that end between days."""

import datetime
from pathlib import Path
from uuid import UUID

import pytest

from linli.hall import published
from linli.hall.published import Day, Line
from linli.hall.published.fridge import GAP_PT, TYPES, fridge
from linli.hall.published.standing import Standing
from linli.kernel.words import XIAMEN

pytestmark = pytest.mark.once

MONDAY = datetime.date(2026, 11, 30)
CSS = (Path(published.__file__).parents[1] / "static/hall/hall.css").read_text()


def days(*many: int, title: str = "老年书法班", room: str = "悦享教室") -> list[Day]:
    """A week with so many sessions a day."""
    return [
        Day(
            MONDAY + datetime.timedelta(days=number),
            [session(f"{title}{each}", room) for each in range(count)],
        )
        for number, count in enumerate(many)
    ]


def session(title: str, room: str = "") -> Line:
    start = datetime.datetime.combine(MONDAY, datetime.time(9), tzinfo=XIAMEN)
    return Line(
        id=UUID(int=1), course_id=UUID(int=2), title=title, scene="i_learning", ages="60 岁以上",
        start_at=start, end_at=start + datetime.timedelta(hours=1), room=room, cancelled="",
        over=False, standing=Standing("没有放出名额", ""), offer_id=None, of_course=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("many", "size_pt", "columns", "sheets"),
    [
        ([1], 16, 1, 1), ([2, 2, 2, 2, 2, 1, 1], 16, 1, 1), ([2] * 7, 14, 1, 1),
        ([3] * 7, 14, 2, 1), ([7] * 7, 12, 2, 1), ([9] * 7, 12, 2, 2), ([20] * 7, 12, 2, 3),
    ],
)  # fmt: skip
def test_a_week_is_set_as_large_as_the_fewest_sheets_allow(many, size_pt, columns, sheets):
    """Of short titles, each session a line."""
    found = fridge(days(*many, title="合唱"))
    type_ = TYPES[found.type]
    assert (type_.size_pt, type_.columns, len(found.sheets)) == (size_pt, columns, sheets)


def test_a_sheet_ends_between_days_and_no_sheet_is_nearly_empty():
    """Nine long titles a day: two, three and two days, not three, three and one."""
    week = days(9, 9, 9, 9, 9, 9, 9)
    found = fridge(week)
    assert [day for sheet in found.sheets for day in sheet] == week
    assert [len(sheet) for sheet in found.sheets] == [2, 3, 2]


def test_a_day_that_no_sheet_holds_goes_on_under_its_date_and_nothing_is_lost():
    [monday] = days(100)
    found = fridge([monday])
    assert len(found.sheets) > 1
    assert {day.day for sheet in found.sheets for day in sheet} == {monday.day}
    told = [line.title for sheet in found.sheets for day in sheet for line in day.lines]
    assert told == [line.title for line in monday.lines]


def test_long_titles_take_more_paper():
    assert len(fridge(days(*[7] * 7)).sheets) == 2
    assert len(fridge(days(*[7] * 7, title="合唱")).sheets) == 1


def test_an_empty_week_has_no_sheet():
    assert fridge([]).sheets == []


def test_nothing_is_smaller_than_who_is_eighty_reads_at_arms_length():
    assert min(each.size_pt for each in TYPES) == 12


def test_what_is_drawn_is_what_is_reckoned():
    """The style sheet has the same sizes, columns and widths."""
    assert f"column-gap: {GAP_PT}pt" in CSS
    for number, each in enumerate(TYPES):
        of = f".fridge.type-{number}"
        columns = f" columns: {each.columns};" if each.columns > 1 else ""
        font = f"font-size: {each.size_pt}pt; line-height: {each.leading};{columns}"
        assert f"{of} .fridge-days {{ {font} }}" in CSS
        around = f"{(each.around_pt - 1) / 2:g}pt"  # and a line above it
        cells = f"grid-template-columns: {each.time_pt}pt 1fr; padding-block: {around};"
        assert f"{of} li {{ {cells} }}" in CSS
