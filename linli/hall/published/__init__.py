"""What the public may know of the hall: when what goes on, which places are left, how lots fell."""

from linli.hall.published.ages import AgesWeek, Square, ages
from linli.hall.published.feeds import personal_calendar
from linli.hall.published.fridge import Fridge, fridge
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
    DAY_WORDS,
    PART_WORDS,
    CourseView,
    Day,
    Line,
    Thing,
    Wanted,
    Week,
    as_block,
    course,
    edition,
    thing,
    week,
)
from linli.hall.published.sharing import (
    COURSE,
    WEEK,
    code_of,
    code_of_week,
    course_of_code,
    picture_of_course,
    picture_of_week,
    shared_course,
    shared_week,
    slot_of_course,
    slot_of_week,
    voices_of_course,
    voices_of_week,
    week_of_code,
)
from linli.hall.published.standing import Standing, rounds_told
from linli.hall.published.today import OnToday, programme_of
from linli.parts.sharing import Shared

__all__ = [
    "BAND_WORDS", "COURSE", "DAY_WORDS", "FORMAT", "LICENSE", "PART_WORDS", "SERIES", "SESSIONS",
    "WEEK", "Addresses", "After", "AgesWeek", "CourseView", "Day", "Fridge", "Line", "OnToday",
    "Shared", "Square", "Standing", "Thing", "Wanted", "Week", "ages", "as_block", "as_table",
    "code_of", "code_of_week", "course", "course_of_code", "dataset", "edition", "fridge",
    "lots_of_course", "page", "personal_calendar", "picture_of_course", "picture_of_week",
    "programme_of", "rounds_told", "scenes", "shared_course", "shared_week", "slot_of_course",
    "slot_of_week", "thing", "voices_of_course", "voices_of_week", "week", "week_of_code",
]  # fmt: skip
