"""What may be done with the fund's money. A file per noun; the counter is here."""

from linli.fund.actions.aid import (
    AlreadyEnded,
    BankLineTaken,
    CostNotKnown,
    DayNotPossible,
    MoreThanAsked,
    MoreThanTheGap,
    NotDecidedYet,
    NotEnoughMoney,
    NotInstructedYet,
    Origin,
    PurposeMismatch,
    ReasonNeeded,
    ask,
    confirm_paid,
    decide,
    instruct,
    withdraw,
)  # fmt: skip
from linli.fund.actions.batches import BookDoesNotAddUp, publish_batch
from linli.fund.actions.donations import PurposeNotPermitted, acknowledge, receive_donation
from linli.fund.actions.donors import (
    AgreedAhead,
    ChangeUnderWay,
    PaperNeeded,
    PartlySpent,
    SamePurpose,
    ask_purpose_change,
    change_purpose,
    forget_donor,
)
from linli.fund.actions.funds import (
    AmountNotPossible,
    KeyUsedForOther,
    NoOpeningYet,
    OpeningConfirmedAlready,
    SeriesTaken,
    confirm_opening_balance,
    open_fund,
)  # fmt: skip
from linli.identity.actions import SamePersonTwice, StepAlreadySigned

__all__ = [
    "AgreedAhead", "AlreadyEnded", "AmountNotPossible", "BankLineTaken", "BookDoesNotAddUp",
    "ChangeUnderWay", "CostNotKnown", "DayNotPossible", "KeyUsedForOther", "MoreThanAsked",
    "MoreThanTheGap", "NoOpeningYet", "NotDecidedYet", "NotEnoughMoney", "NotInstructedYet",
    "OpeningConfirmedAlready", "Origin", "PaperNeeded", "PartlySpent", "PurposeMismatch",
    "PurposeNotPermitted", "ReasonNeeded", "SamePersonTwice", "SamePurpose", "SeriesTaken",
    "StepAlreadySigned", "acknowledge", "ask", "ask_purpose_change", "change_purpose",
    "confirm_opening_balance", "confirm_paid", "decide", "forget_donor", "instruct", "open_fund",
    "publish_batch", "receive_donation", "withdraw",
]  # fmt: skip
