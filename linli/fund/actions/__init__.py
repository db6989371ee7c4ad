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
from linli.fund.actions.funds import (
    AmountNotPossible,
    KeyUsedForOther,
    NoOpeningYet,
    OpeningConfirmedAlready,
    SeriesTaken,
    confirm_opening_balance,
    open_fund,
)  # fmt: skip
from linli.fund.actions.takings import receive_takings
from linli.identity.actions import SamePersonTwice, StepAlreadySigned

__all__ = [
    "AlreadyEnded", "AmountNotPossible", "BankLineTaken", "BookDoesNotAddUp", "CostNotKnown",
    "DayNotPossible", "KeyUsedForOther", "MoreThanAsked", "MoreThanTheGap", "NoOpeningYet",
    "NotDecidedYet", "NotEnoughMoney", "NotInstructedYet", "OpeningConfirmedAlready", "Origin",
    "PurposeMismatch", "PurposeNotPermitted", "ReasonNeeded", "SamePersonTwice", "SeriesTaken",
    "StepAlreadySigned", "acknowledge", "ask", "confirm_opening_balance", "confirm_paid", "decide",
    "instruct", "open_fund", "publish_batch", "receive_donation", "receive_takings", "withdraw",
]  # fmt: skip
