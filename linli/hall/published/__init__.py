"""What the public may know of the hall: when what goes on, which places are left, how lots fell."""

from linli.hall.published.ages import AgesWeek, Square, ages
from linli.hall.published.feeds import personal_calendar
from linli.hall.published.lots import as_table, lots_of_course
from linli.hall.published.openactive import (
    FORMAT,
    LICENSE,
    SERIES,
    SESSIONS,
    Addresses,
    After,
    dataset,
    page,
    scenes,
)
from linli.hall.published.programme import (
    BAND_WORDS,
    PART_WORDS,
    CourseView,
    Day,
    Line,
    Wanted,
    Week,
    as_block,
    course,
    week,
)
from linli.hall.published.standing import Standing

__all__ = [
    "BAND_WORDS", "FORMAT", "LICENSE", "PART_WORDS", "SERIES", "SESSIONS", "Addresses", "After",
    "AgesWeek", "CourseView", "Day", "Line", "Square", "Standing", "Wanted", "Week", "ages",
    "as_block", "as_table", "course", "dataset", "lots_of_course", "page", "personal_calendar",
    "scenes", "week",
]  # fmt: skip
