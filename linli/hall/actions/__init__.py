"""What may be done with places."""

from linli.hall.actions.courses import (
    add_session,
    cancel_sessions,
    change_timetable,
    mark_told,
    move_session,
    restore_session,
)
from linli.hall.actions.enrolling import (
    AlreadyEnrolled,
    ByInvitation,
    KeyUsedForOther,
    NobodyNamed,
    NotForTheirAge,
    NotOpenNow,
    NotYours,
    TooManyTogether,
    enrol,
)
from linli.hall.actions.feeds import NewFeed, NobodyBehindIt, end_feed, make_feed
from linli.hall.actions.lottery import (
    DrawnAlready,
    NoLottery,
    NotClosedYet,
    SeedMissing,
    WitnessNeeded,
    draw,
)
from linli.hall.actions.offers import (
    BelowTaken,
    MoreThanCapacity,
    OfferedAlready,
    PoolPlan,
    open_offer,
    set_pools,
)
from linli.hall.actions.waiting import LapsedAlready, NotLive, cancel, decline, take_up
from linli.hall.terms import MOST_TOGETHER

__all__ = [
    "MOST_TOGETHER", "AlreadyEnrolled", "BelowTaken", "ByInvitation", "DrawnAlready",
    "KeyUsedForOther", "LapsedAlready", "MoreThanCapacity", "NewFeed", "NoLottery",
    "NobodyBehindIt", "NobodyNamed", "NotClosedYet", "NotForTheirAge", "NotLive", "NotOpenNow",
    "NotYours", "OfferedAlready", "PoolPlan", "SeedMissing", "TooManyTogether", "WitnessNeeded",
    "add_session", "cancel", "cancel_sessions", "change_timetable", "decline", "draw", "end_feed",
    "enrol", "make_feed", "mark_told", "move_session", "open_offer", "restore_session", "set_pools",
    "take_up",
]  # fmt: skip
