"""What may be asked about rooms. A file per noun; the counter is here."""

from linli.spaces.outside import OutsideDate, read as read_outside
from linli.spaces.queries.bookings import (
    BookingCard,
    BookingRow,
    booking,
    bookings_between,
    bookings_of,
    bookings_on,
    get_booking,
    meeting,
    minutes_used_by,
    too_large,
    waiting,
    waiting_count,
)
from linli.spaces.queries.free import book_of, verdicts
from linli.spaces.queries.outside import Comparison, compare_outside
from linli.spaces.queries.plan import (
    Cell,
    DayPlan,
    Piece,
    WeekPlan,
    day_plan,
    laid_out,
    shown_hours,
    week_plan,
)
from linli.spaces.queries.rooms import (
    AskableRoom,
    ClosureRow,
    OpeningRow,
    PolicyRow,
    SpaceCard,
    clocked,
    closure,
    closures,
    desk_space,
    get_space,
    lying_in,
    near,
    open_to_residents,
    openings,
    places_of,
    policies,
    spaces_at,
)
from linli.spaces.queries.series import SeriesCard, following, series
from linli.spaces.queries.use import RoomUse, use_of
from linli.spaces.terms import BOOKERS, FEATURES, PURPOSES, Conflict, Verdict

__all__ = [
    "BOOKERS", "FEATURES", "PURPOSES", "AskableRoom", "BookingCard", "BookingRow", "Cell",
    "ClosureRow", "Comparison", "Conflict", "DayPlan", "OpeningRow", "OutsideDate", "Piece",
    "PolicyRow", "RoomUse", "SeriesCard", "SpaceCard", "Verdict", "WeekPlan", "book_of", "booking",
    "bookings_between", "bookings_of", "bookings_on", "clocked", "closure", "closures",
    "compare_outside", "day_plan", "desk_space", "following", "get_booking", "get_space",
    "laid_out", "lying_in", "meeting", "minutes_used_by", "near", "open_to_residents", "openings",
    "places_of", "policies", "read_outside", "series", "shown_hours", "spaces_at", "too_large",
    "use_of", "verdicts", "waiting", "waiting_count", "week_plan",
]  # fmt: skip
