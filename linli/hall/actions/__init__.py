"""What may be done with places."""

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

__all__ = [
    "AlreadyEnrolled", "BelowTaken", "ByInvitation", "DrawnAlready", "KeyUsedForOther",
    "LapsedAlready", "MoreThanCapacity", "NoLottery", "NobodyNamed", "NotClosedYet",
    "NotForTheirAge", "NotLive", "NotOpenNow", "NotYours", "OfferedAlready", "PoolPlan",
    "SeedMissing", "TooManyTogether", "WitnessNeeded", "cancel", "decline", "draw", "enrol", "open_offer",
    "set_pools", "take_up",
]  # fmt: skip
