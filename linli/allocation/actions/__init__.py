"""What may be done with a season's round. A file per step; the counter is here."""

from linli.allocation.actions.applying import (
    AppliedAlready,
    LongerThanWindow,
    MostBelowLeast,
    NotOpenNow,
    NotWholeQuarters,
    NoWish,
    RoomNotHandedOut,
    TooManyWishes,
    WhoIsMissing,
    WindowBackwards,
    WithdrawnAlready,
    add_wish,
    apply,
    change_application,
    drop_wish,
    raise_wish,
)
from linli.allocation.actions.confirming import (
    NotBookedYet,
    PlannedByThemselves,
    book_hours,
    confirm,
    give_back,
    withdraw,
)
from linli.allocation.actions.planning import (
    CannotStand,
    EndsBeforeItBegins,
    EnoughHours,
    NotClosedYet,
    NotSuggestedYet,
    OutAlready,
    SuggestedAlready,
    correct,
    move_hour,
    put_in,
    suggest,
    take_out,
)
from linli.allocation.actions.rounds import (
    ClosesTooEarly,
    ClosesTooLate,
    NoBandsNamed,
    NoRooms,
    SeasonBackwards,
    SeasonTooLong,
    call_off,
    open_round,
)
from linli.allocation.actions.scope import CalledOff, ConfirmedAlready, ReasonMissing
from linli.allocation.terms import About, Wanted

__all__ = [
    "About", "AppliedAlready", "CalledOff", "CannotStand", "ClosesTooEarly", "ClosesTooLate",
    "ConfirmedAlready", "EndsBeforeItBegins", "EnoughHours", "LongerThanWindow", "MostBelowLeast",
    "NoBandsNamed", "NoRooms", "NoWish", "NotBookedYet", "NotClosedYet", "NotOpenNow",
    "NotSuggestedYet", "NotWholeQuarters", "OutAlready", "PlannedByThemselves", "ReasonMissing",
    "RoomNotHandedOut", "SeasonBackwards", "SeasonTooLong", "SuggestedAlready", "TooManyWishes",
    "Wanted", "WhoIsMissing", "WindowBackwards", "WithdrawnAlready", "add_wish", "apply",
    "book_hours", "call_off", "change_application", "confirm", "correct", "drop_wish", "give_back",
    "move_hour", "open_round", "put_in", "raise_wish", "suggest", "take_out", "withdraw",
]  # fmt: skip
