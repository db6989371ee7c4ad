"""What may be done at the door."""

from linli.attendance.actions.cards import Issued, issue_card, revoke_card
from linli.attendance.actions.children import (
    AskedOtherwise,
    BroughtAlready,
    ChildNotIn,
    FetchedAlready,
    NameMissing,
    NobodyAsked,
    NotHandedOverHere,
    OnNobodysList,
    TwoNeeded,
    WhoBroughtOrFetched,
    ask_exception,
    bring,
    fetch,
    let_exception,
    mark_room,
    take_back_hand_over,
    unmark_room,
)
from linli.attendance.actions.deposits import (
    CallFirst,
    NotMissed,
    call_about,
    confirm_deposit,
    give_up_deposit,
    keep_deposit,
    tell_deposits,
)
from linli.attendance.actions.excuses import CameAlready, OverAlready, come_after_all, excuse
from linli.attendance.actions.feelings import (
    CalledAlready,
    HasNumber,
    NotBegunYet,
    SaidAlready,
    give_feedback,
    remind,
)
from linli.attendance.actions.permits import (
    AdultsOnly,
    MayNotFetch,
    SignUnknown,
    TooManyNamed,
    WrongDay,
    name_fetcher,
    take_back_fetcher,
    take_back_sign,
    tell_sign,
)
from linli.attendance.actions.presence import (
    ByInvitation,
    EnrolFirst,
    GoesByHand,
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
from linli.attendance.actions.scope import NoPlace, NotHeld, PlaceGiven, TooEarly
from linli.attendance.actions.sheets import (
    KeyedAlready,
    NoSuchLine,
    key_sheet,
    print_sheet,
    take_back_keying,
)

__all__ = [
    "AdultsOnly", "AskedOtherwise", "BroughtAlready", "ByInvitation", "CallFirst", "CalledAlready",
    "CameAlready", "ChildNotIn", "EnrolFirst", "FetchedAlready", "GoesByHand", "HasNumber",
    "InAlready", "Issued", "KeyedAlready", "MayNotFetch", "NameMissing", "NoPlace", "NoSuchLine",
    "NobodyAsked", "NobodyTicked", "NotBegunYet", "NotHandedOverHere", "NotHeld", "NotMissed",
    "NotOnTheList", "OnNobodysList", "OnTheList", "OverAlready", "PlaceGiven", "ReasonMissing",
    "SaidAlready", "SignUnknown", "TooEarly", "TooMany", "TooManyNamed", "TwoNeeded",
    "WhoBroughtOrFetched", "WrongDay", "ask_exception", "bring", "bring_guests", "call_about",
    "check_in", "come_after_all", "confirm_deposit", "excuse", "fetch", "give_feedback",
    "give_up_deposit", "issue_card", "keep_deposit", "key_sheet", "leave", "let_exception",
    "mark_room", "name_fetcher", "print_sheet", "remind", "revoke_card", "take_back",
    "take_back_fetcher", "take_back_guests", "take_back_hand_over", "take_back_keying",
    "take_back_sign", "tell_deposits", "tell_sign", "unmark_room", "walk_in",
]  # fmt: skip
