"""What may be done with rooms. A file per noun; the counter is here.

For the rooms above: ``occupy``, ``occupy_many``, ``move``, ``release``, ``release_many``,
``release_series``, ``rename``, inside their own transaction; who may is asked up there. Everything
else asks ``by``.
"""

from linli.spaces.actions.bookings import (
    BelongsUpstairs,
    DecidedAlready,
    InThePast,
    NobodyNamed,
    NotForThem,
    NotYetTime,
    OverTheLimit,
    approve,
    ask,
    book,
    cancel,
    cancel_mine,
    check_in,
    refuse,
    shift,
)
from linli.spaces.actions.holding import (
    AlreadyOver,
    EndsBeforeItBegins,
    MeetThemselves,
    NotABuffer,
    NotHeld,
    NotHeldAnyMore,
    NotOnTheQuarterHour,
    OutsideOpeningHours,
    RoomClosed,
    RoomTaken,
    TooLong,
    TooManyPeople,
    move,
    occupy,
    occupy_many,
    release,
    release_many,
    rename,
)
from linli.spaces.actions.outside import Imported, import_outside
from linli.spaces.actions.rooms import (
    DayEndsBeforeItBegins,
    MeetsBookings,
    NameTaken,
    StillBooked,
    WouldNotFit,
    change_space,
    close_for,
    close_space,
    end_opening,
    end_policy,
    lift_closure,
    open_space,
    set_opening,
    set_policy,
)
from linli.spaces.actions.series import (
    NoDates,
    TooManyDates,
    WantsAnAnswer,
    book_series,
    cancel_series,
    release_series,
    retry,
)
from linli.spaces.outside import NotACalendar, TooLargeACalendar
from linli.spaces.terms import Booker, Origin

__all__ = [
    "AlreadyOver", "BelongsUpstairs", "Booker", "DayEndsBeforeItBegins", "DecidedAlready",
    "EndsBeforeItBegins", "Imported", "InThePast", "MeetThemselves", "MeetsBookings", "NameTaken",
    "NoDates", "NobodyNamed", "NotABuffer", "NotACalendar", "NotForThem", "NotHeld",
    "NotHeldAnyMore", "NotOnTheQuarterHour", "NotYetTime", "Origin", "OutsideOpeningHours",
    "OverTheLimit", "RoomClosed", "RoomTaken", "StillBooked", "TooLargeACalendar", "TooLong",
    "TooManyDates", "TooManyPeople", "WantsAnAnswer", "WouldNotFit", "approve", "ask", "book",
    "book_series", "cancel", "cancel_mine", "cancel_series", "change_space", "check_in",
    "close_for", "close_space", "end_opening", "end_policy", "import_outside", "lift_closure",
    "move", "occupy", "occupy_many", "open_space", "refuse", "release", "release_many",
    "release_series", "rename", "retry", "set_opening", "set_policy", "shift",
]  # fmt: skip
