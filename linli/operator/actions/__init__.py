"""What may be done with an operation. A file per noun; the counter is here."""

from linli.operator.actions.money import (
    GivenBackBySame,
    MoreThanBilled,
    MoreThanOwed,
    MoreThanTaken,
    NoReason,
    NoReference,
    OperationThere,
    OwedAlready,
    PaidBySame,
    SeriesTaken,
    give_back,
    open_operation,
    owe,
    pay,
    receive,
    send_bill,
    set_give_back_limit,
)
from linli.operator.actions.scope import AmountNotAbove, KeyUsedForOther
from linli.operator.terms import Origin

__all__ = [
    "AmountNotAbove",
    "GivenBackBySame",
    "KeyUsedForOther",
    "MoreThanBilled",
    "MoreThanOwed",
    "MoreThanTaken",
    "NoReason",
    "NoReference",
    "OperationThere",
    "Origin",
    "OwedAlready",
    "PaidBySame",
    "SeriesTaken",
    "give_back",
    "open_operation",
    "owe",
    "pay",
    "receive",
    "send_bill",
    "set_give_back_limit",
]
