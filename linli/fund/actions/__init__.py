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
from linli.fund.actions.holding import (
    ReceiptNotWished,
    ReceiptNumbered,
    ReceiptNumberTaken,
    TakenBackAlready,
    ask_receipt,
    book_bank_item,
    record_official_receipt,
    take_back_bank_item,
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
    PaymentPublished,
    ReturnNeedsReason,
    accept_instruction,
    confirm_paid,
    instruct,
    return_instruction,
    undo_payment,
)  # fmt: skip
from linli.identity.actions import SamePersonTwice, StepAlreadySigned

__all__ = [
    "AcceptedAlready", "AlreadyEnded", "AmountNotPossible", "BankLineTaken", "BookDoesNotAddUp",
    "CostNotKnown", "DayNotPossible", "KeyUsedForOther", "MoreThanAsked", "MoreThanTheGap",
    "NoOpeningYet", "NotDecidedYet", "NotEnoughMoney", "NotInstructedYet", "NotPaid",
    "OpeningConfirmedAlready", "Origin", "Payee", "PayeeNeeded", "PaymentPublished",
    "PurposeMismatch", "PurposeNotPermitted", "ReasonNeeded", "ReceiptNotWished",
    "ReceiptNumberTaken", "ReceiptNumbered", "ReturnNeedsReason", "SamePersonTwice", "SeriesTaken",
    "StepAlreadySigned", "TakenBackAlready", "accept_instruction", "acknowledge", "ask",
    "ask_receipt", "book_bank_item", "confirm_opening_balance", "confirm_paid", "decide",
    "instruct", "open_fund", "publish_batch", "receive_donation", "record_official_receipt",
    "return_instruction", "take_back_bank_item", "undo_payment", "withdraw",
]  # fmt: skip
