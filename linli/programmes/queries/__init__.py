"""What may be asked about programmes: what goes on is public; the name of a closed group is not."""

from linli.programmes.queries.courses import (
    GOAL_WORDS,
    ON_DAYS_OFF_WORDS,
    ORDINAL_WORDS,
    SCENE_WORDS,
    WEEKDAY_WORDS,
    CourseCard,
    ProgrammeCard,
    course,
    courses_at,
    courses_named,
    programme,
    programmes_at,
    rule_words,
    sessions_of,
    standing_from,
)
from linli.programmes.queries.previews import (
    ChangeView,
    Preview,
    preview_change,
    preview_course,
    years_without_notice,
)
from linli.programmes.queries.sessions import (
    Ahead,
    Beginning,
    CalendarLine,
    SessionRow,
    ahead_of,
    beginning,
    session,
    sessions_after,
    sessions_between,
    sessions_named,
    sessions_of_courses,
)

__all__ = [
    "GOAL_WORDS", "ON_DAYS_OFF_WORDS", "ORDINAL_WORDS", "SCENE_WORDS", "WEEKDAY_WORDS", "Ahead",
    "Beginning", "CalendarLine", "ChangeView", "CourseCard", "Preview", "ProgrammeCard",
    "SessionRow", "ahead_of", "beginning", "course", "courses_at", "courses_named",
    "preview_change", "preview_course", "programme", "programmes_at", "rule_words", "session",
    "sessions_after", "sessions_between", "sessions_named", "sessions_of", "sessions_of_courses",
    "standing_from", "years_without_notice",
]  # fmt: skip
