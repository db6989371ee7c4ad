"""What may be done with the fund's money. A file per noun; the counter is here."""

from linli.fund.actions.aid import CostNotKnown, Origin, PurposeMismatch, apply, ask, withdraw
from linli.fund.actions.batches import BookDoesNotAddUp, publish_batch
from linli.fund.actions.deciding import (
    AboveTheLimit,
    AlreadyProposed,
    AlreadyVisited,
    LimitNotPossible,
    NoLimitSet,
    NotProposedYet,
    NotWhatWasProposed,
    ReasonNeeded,
    VisitDayNotPossible,
    decide,
    propose,
    record_visit,
    set_limit,
)
from linli.fund.actions.donations import (
    GiftTakenBack,
    PurposeNotPermitted,
    acknowledge,
    receive_donation,
)  # fmt: skip
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
    NoOpeningYet,
    OpeningConfirmedAlready,
    SeriesTaken,
    confirm_opening_balance,
    open_fund,
)
from linli.fund.actions.granting import BeforeTheCommittee, NotEnoughMoney, NotVisitedYet
from linli.fund.actions.holding import (
    ReceiptNotWished,
    ReceiptNumbered,
    ReceiptNumberTaken,
    TakenBackAlready,
    ask_receipt,
    book_bank_item,
    record_official_receipt,
    take_back_bank_item,
)
from linli.fund.actions.mistakes import (
    GiftFromElsewhere,
    GiftSpent,
    NeedsAnotherOrWords,
    OfficialReceiptIssued,
    take_back_gift,
)  # fmt: skip
from linli.fund.actions.paying import (
    AcceptedAlready,
    BankLineTaken,
    DayNotPossible,
    NotDecidedYet,
    NotInstructedYet,
    NotPaid,
    Payee,
    PayeeNeeded,
    PayeeNotOfTheFamily,
    PaymentPublished,
    ReturnNeedsReason,
    accept_instruction,
    confirm_paid,
    instruct,
    return_instruction,
    undo_payment,
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
from linli.fund.actions.rounds import RoundSettled, ask_for_round, settle_round
from linli.fund.actions.sittings import (
    NotDecidedByCommittee,
    NothingToRatify,
    NotThisCommittee,
    carry_out,
    confirm_sitting,
    put_on_docket,
)
from linli.fund.actions.steps import AlreadyEnded, MoreThanAsked, MoreThanTheGap, RoundIsWhole
from linli.fund.actions.takings import receive_takings
from linli.fund.actions.ties import InterestedParty, NobodyMeant, end_interest, enter_interest
from linli.identity.actions import SamePersonTwice, StepAlreadySigned

__all__ = [
    "AboveTheCeiling", "AboveTheLimit", "AcceptedAlready", "AgreedAhead", "AlreadyAskedBack",
    "AlreadyEnded", "AlreadyProposed", "AlreadyVisited", "AmountNotPossible", "BankLineTaken",
    "BeforeTheCommittee", "BookDoesNotAddUp", "ChangeUnderWay", "CostNotKnown", "DayNotPossible",
    "FundedTwice", "GiftFromElsewhere", "GiftSpent", "GiftTakenBack", "InterestedParty",
    "LimitNotPossible", "MoreThanAsked", "MoreThanTheGap", "NeedsAnotherOrWords",
    "NoLimitSet", "NoOpeningYet", "NobodyMeant", "NotAskedBack", "NotDecidedByCommittee",
    "NotDecidedYet", "NotEnoughMoney", "NotInstructedYet", "NotPaid", "NotPaidYet",
    "NotProposedYet", "NotThisCommittee", "NotVisitedYet", "NotWhatWasProposed", "NothingToRatify",
    "OfficialReceiptIssued", "OpeningConfirmedAlready", "Origin", "PaperNeeded", "PartlySpent",
    "Payee", "PayeeNeeded", "PayeeNotOfTheFamily", "PaymentPublished", "ProgrammeClosed",
    "ProgrammeMixed", "PurposeMismatch", "PurposeNotPermitted", "ReasonNeeded", "ReasonNotServed",
    "ReceiptNotWished", "ReceiptNumberTaken", "ReceiptNumbered", "ReturnDayNotPossible",
    "ReturnLineTaken", "ReturnNeedsReason", "RoundIsWhole", "RoundSettled", "SamePersonTwice",
    "SamePurpose", "SeriesTaken", "StepAlreadySigned", "TakenBackAlready", "VisitDayNotPossible",
    "accept_instruction", "acknowledge", "apply", "ask", "ask_back", "ask_for_round",
    "ask_purpose_change", "ask_receipt", "book_bank_item", "carry_out", "change_purpose",
    "confirm_opening_balance", "confirm_paid", "confirm_sitting", "decide", "end_interest",
    "enter_interest", "forget_donor", "hand_in", "instruct", "open_fund", "open_programme",
    "propose", "publish_batch", "put_on_docket", "receive_donation", "receive_takings",
    "record_official_receipt", "record_visit", "return_instruction", "set_limit", "settle_round",
    "take_back", "take_back_bank_item", "take_back_gift", "undo_payment", "withdraw",
]  # fmt: skip
