"""What may be done with places."""

from linli.hall.actions.approval import (
    AnsweredOtherwise,
    AnsweredTooLate,
    NothingToAskAgain,
    WhyNot,
    approve,
    ask_again,
    refuse,
)
from linli.hall.actions.courses import (
    add_session,
    cancel_sessions,
    change_timetable,
    mark_told,
    move_session,
    restore_session,
)
from linli.hall.actions.ending import (
    ClosedAlready,
    NotLater,
    WhyEnded,
    close_later,
    end_offer,
    reopen_offer,
)
from linli.hall.actions.enrolling import (
    AlreadyEnrolled,
    ByInvitation,
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
    EndedEarly,
    NoLottery,
    NotClosedYet,
    SeedMissing,
    WitnessNeeded,
    draw,
)
from linli.hall.actions.offers import (
    BelowTaken,
    MoreThanCapacity,
    NoSuchRounds,
    OfferedAlready,
    PoolPlan,
    open_offer,
    set_pools,
)
from linli.hall.actions.rounds import NotYourRound
from linli.hall.actions.waiting import (
    LapsedAlready,
    NotLive,
    OverAlready,
    cancel,
    decline,
    give_on,
    take_up,
)
from linli.hall.terms import MOST_TOGETHER, Round

__all__ = [
    "MOST_TOGETHER", "AlreadyEnrolled", "AnsweredOtherwise", "AnsweredTooLate", "BelowTaken",
    "ByInvitation", "ClosedAlready", "DrawnAlready", "EndedEarly",
    "LapsedAlready", "MoreThanCapacity", "NewFeed", "NoLottery", "NoSuchRounds", "NobodyBehindIt",
    "NobodyNamed", "NotClosedYet", "NotForTheirAge", "NotLater", "NotLive", "NotOpenNow",
    "NotYourRound", "NotYours", "NothingToAskAgain", "OfferedAlready", "OverAlready", "PoolPlan",
    "Round", "SeedMissing", "TooManyTogether", "WhyEnded", "WhyNot", "WitnessNeeded", "add_session",
    "approve", "ask_again", "cancel", "cancel_sessions", "change_timetable", "close_later",
    "decline", "draw", "end_feed", "end_offer", "enrol", "give_on", "make_feed", "mark_told",
    "move_session", "open_offer", "refuse", "reopen_offer", "restore_session", "set_pools",
    "take_up",
]  # fmt: skip
