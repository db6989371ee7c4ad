"""What the public may know of the hall: when what goes on, which places are left, how lots fell."""

from linli.hall.published.lots import as_table, lots_of_course
from linli.hall.published.programme import (
    BAND_WORDS,
    CourseView,
    Day,
    Line,
    Wanted,
    Week,
    course,
    edition,
    week,
)
from linli.hall.published.standing import Standing

__all__ = [
    "BAND_WORDS", "CourseView", "Day", "Line", "Standing", "Wanted", "Week", "as_table", "course",
    "edition", "lots_of_course", "week",
]  # fmt: skip
