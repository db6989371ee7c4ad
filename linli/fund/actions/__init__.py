"""What may be done with the fund's money. A file per noun; the counter is here."""

from linli.fund.actions.aid import (
    AlreadyEnded,
    CostNotKnown,
    MoreThanAsked,
    MoreThanTheGap,
    NotEnoughMoney,
    Origin,
    PurposeMismatch,
    ReasonNeeded,
    ask,
    decide,
    withdraw,
)
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
)
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
from linli.fund.actions.paying import (
    AcceptedAlready,
    BankLineTaken,
    DayNotPossible,
    NotDecidedYet,
    NotInstructedYet,
    NotPaid,
    Payee,
    PayeeNeeded,
    PaymentPublished,
    ReturnNeedsReason,
    accept_instruction,
    confirm_paid,
    instruct,
    return_instruction,
    undo_payment,
)
from linli.fund.actions.takings import receive_takings
from linli.identity.actions import SamePersonTwice, StepAlreadySigned

__all__ = [
    "AcceptedAlready", "AgreedAhead", "AlreadyEnded", "AmountNotPossible", "BankLineTaken",
    "BookDoesNotAddUp", "ChangeUnderWay", "CostNotKnown", "DayNotPossible", "KeyUsedForOther",
    "MoreThanAsked", "MoreThanTheGap", "NoOpeningYet", "NotDecidedYet", "NotEnoughMoney",
    "NotInstructedYet", "NotPaid", "OpeningConfirmedAlready", "Origin", "PaperNeeded",
    "PartlySpent", "Payee", "PayeeNeeded", "PaymentPublished", "PurposeMismatch",
    "PurposeNotPermitted", "ReasonNeeded", "ReceiptNotWished", "ReceiptNumberTaken",
    "ReceiptNumbered", "ReturnNeedsReason", "SamePersonTwice", "SamePurpose", "SeriesTaken",
    "StepAlreadySigned", "TakenBackAlready", "accept_instruction", "acknowledge", "ask",
    "ask_purpose_change", "ask_receipt", "book_bank_item", "change_purpose",
    "confirm_opening_balance", "confirm_paid", "decide", "forget_donor", "instruct", "open_fund",
    "publish_batch", "receive_donation", "receive_takings", "record_official_receipt",
    "return_instruction", "take_back_bank_item", "undo_payment", "withdraw",
]  # fmt: skip
