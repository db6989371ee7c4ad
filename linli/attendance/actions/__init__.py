"""What may be done at the door."""

from linli.attendance.actions.cards import Issued, issue_card, revoke_card
from linli.attendance.actions.excuses import CameAlready, OverAlready, come_after_all, excuse
from linli.attendance.actions.feelings import (
    NotBegunYet,
    SaidAlready,
    give_feedback,
    remind,
)
from linli.attendance.actions.presence import (
    ByInvitation,
    EnrolFirst,
    InAlready,
    NobodyTicked,
    NotOnTheList,
    OnTheList,
    ReasonMissing,
    TooMany,
    bring_guests,
    check_in,
    leave,
    take_back,
    take_back_guests,
    walk_in,
)
from linli.attendance.actions.scope import (
    KeyUsedForOther,
    NoPlace,
    NotHeld,
    PlaceGiven,
    TooEarly,
)
from linli.attendance.actions.sheets import (
    KeyedAlready,
    NoSuchLine,
    key_sheet,
    print_sheet,
    take_back_keying,
)

__all__ = [
    "ByInvitation", "CameAlready", "EnrolFirst", "InAlready", "Issued", "KeyUsedForOther",
    "KeyedAlready", "NoPlace", "NoSuchLine", "NobodyTicked", "NotBegunYet", "NotHeld",
    "NotOnTheList", "OnTheList", "OverAlready", "PlaceGiven", "ReasonMissing", "SaidAlready",
    "TooEarly", "TooMany", "bring_guests", "check_in", "come_after_all", "excuse",
    "give_feedback", "issue_card", "key_sheet", "leave", "print_sheet", "remind", "revoke_card",
    "take_back", "take_back_guests", "take_back_keying", "walk_in",
]  # fmt: skip
