"""What may be done with the fund's money. A file per noun; the counter is here."""

from linli.fund.actions.aid import (
    BankLineTaken,
    CostNotKnown,
    DayNotPossible,
    NotDecidedYet,
    NotInstructedYet,
    Origin,
    PurposeMismatch,
    apply,
    ask,
    confirm_paid,
    instruct,
    withdraw,
)
from linli.fund.actions.batches import BookDoesNotAddUp, publish_batch
from linli.fund.actions.deciding import (
    AboveTheLimit,
    AlreadyProposed,
    AlreadyVisited,
    BeforeTheCommittee,
    LimitNotPossible,
    NoLimitSet,
    NotDecidedByCommittee,
    NotEnoughMoney,
    NothingToRatify,
    NotProposedYet,
    NotThisCommittee,
    NotVisitedYet,
    NotWhatWasProposed,
    ReasonNeeded,
    VisitDayNotPossible,
    carry_out,
    confirm_sitting,
    decide,
    propose,
    put_on_docket,
    record_visit,
    set_limit,
)
from linli.fund.actions.donations import PurposeNotPermitted, acknowledge, receive_donation
from linli.fund.actions.funds import (
    AmountNotPossible,
    KeyUsedForOther,
    NoOpeningYet,
    OpeningConfirmedAlready,
    SeriesTaken,
    confirm_opening_balance,
    open_fund,
)
from linli.fund.actions.programmes import (
    AboveTheCeiling,
    FundedTwice,
    ProgrammeClosed,
    ProgrammeMixed,
    ReasonNotServed,
    hand_in,
    open_programme,
)
from linli.fund.actions.returns import (
    AlreadyAskedBack,
    NotAskedBack,
    NotPaidYet,
    ReturnDayNotPossible,
    ReturnLineTaken,
    ask_back,
    take_back,
)
from linli.fund.actions.steps import AlreadyEnded, MoreThanAsked, MoreThanTheGap
from linli.fund.actions.ties import InterestedParty, NobodyMeant, end_interest, enter_interest
from linli.identity.actions import SamePersonTwice, StepAlreadySigned

__all__ = [
    "AboveTheCeiling", "AboveTheLimit", "AlreadyAskedBack", "AlreadyEnded", "AlreadyProposed",
    "AlreadyVisited", "AmountNotPossible", "BankLineTaken", "BeforeTheCommittee",
    "BookDoesNotAddUp", "CostNotKnown", "DayNotPossible", "FundedTwice", "InterestedParty",
    "KeyUsedForOther", "LimitNotPossible", "MoreThanAsked", "MoreThanTheGap", "NoLimitSet",
    "NoOpeningYet", "NobodyMeant", "NotAskedBack", "NotDecidedByCommittee", "NotDecidedYet",
    "NotEnoughMoney", "NotInstructedYet", "NotPaidYet", "NotProposedYet", "NotThisCommittee",
    "NotVisitedYet", "NotWhatWasProposed", "NothingToRatify", "OpeningConfirmedAlready", "Origin",
    "ProgrammeClosed", "ProgrammeMixed", "PurposeMismatch", "PurposeNotPermitted", "ReasonNeeded",
    "ReasonNotServed", "ReturnDayNotPossible", "ReturnLineTaken", "SamePersonTwice", "SeriesTaken",
    "StepAlreadySigned", "VisitDayNotPossible", "acknowledge", "apply", "ask", "ask_back",
    "carry_out", "confirm_opening_balance", "confirm_paid", "confirm_sitting", "decide",
    "end_interest", "enter_interest", "hand_in", "instruct", "open_fund", "open_programme",
    "propose", "publish_batch", "put_on_docket", "receive_donation", "record_visit", "set_limit",
    "take_back", "withdraw",
]  # fmt: skip
