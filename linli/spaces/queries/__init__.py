"""What may be asked about rooms. A file per noun; the counter is here."""

from linli.spaces.queries.bookings import (
    BookingCard,
    BookingRow,
    booking,
    bookings_between,
    bookings_of,
    get_booking,
    meeting,
    too_large,
    waiting,
    waiting_count,
)
from linli.spaces.queries.free import verdicts
from linli.spaces.queries.rooms import (
    ClosureRow,
    OpeningRow,
    PolicyRow,
    SpaceCard,
    closure,
    closures,
    desk_space,
    get_space,
    openings,
    places_of,
    policies,
    spaces_at,
)
from linli.spaces.terms import Conflict, Verdict

__all__ = [
    "BookingCard", "BookingRow", "ClosureRow", "Conflict", "OpeningRow", "PolicyRow", "SpaceCard",
    "Verdict", "booking", "bookings_between", "bookings_of", "closure", "closures", "desk_space",
    "get_booking", "get_space", "meeting", "openings", "places_of", "policies", "spaces_at",
    "too_large", "verdicts", "waiting", "waiting_count",
]  # fmt: skip
