"""What may be done with an operation. A file per noun; the counter is here."""

from linli.operator.actions.costs import (
    BelowZero,
    Cost,
    EnteredBySame,
    FutureMonth,
    LineConfirmed,
    LoweredTooFar,
    MeterBackwards,
    MonthNotOver,
    NotFinished,
    NothingEntered,
    NothingToCorrect,
    WordsMissing,
    begin_month,
    confirm_month,
    drop_line,
    save_line,
)
from linli.operator.actions.debts import (
    MoreThanOwed,
    NoReference,
    OwedAlready,
    PaidBySame,
    owe,
    pay,
)
from linli.operator.actions.deposits import (
    DecidedBefore,
    KeptBySame,
    NothingHeld,
    WhyKept,
    confirm_keeping,
    propose_keeping,
    undo_keeping,
)
from linli.operator.actions.operations import (
    OperationThere,
    SeriesTaken,
    open_operation,
    set_give_back_limit,
)
from linli.operator.actions.scope import AmountNotAbove, locked
from linli.operator.actions.takings import (
    BilledAlready,
    EarnedTooEarly,
    GivenBackBySame,
    MoreThanBilled,
    MoreThanTaken,
    NoReason,
    NothingEarned,
    earn,
    give_back,
    receive,
    send_bill,
)
from linli.operator.terms import Origin

__all__ = [
    "AmountNotAbove", "BelowZero", "BilledAlready", "Cost", "DecidedBefore", "EarnedTooEarly",
    "EnteredBySame", "FutureMonth", "GivenBackBySame", "KeptBySame", "LineConfirmed",
    "LoweredTooFar", "MeterBackwards", "MonthNotOver", "MoreThanBilled", "MoreThanOwed",
    "MoreThanTaken", "NoReason", "NoReference", "NotFinished", "NothingEarned", "NothingEntered",
    "NothingHeld", "NothingToCorrect", "OperationThere", "Origin", "OwedAlready", "PaidBySame",
    "SeriesTaken", "WhyKept", "WordsMissing", "begin_month", "confirm_keeping", "confirm_month",
    "drop_line", "earn", "give_back", "locked", "open_operation", "owe", "pay", "propose_keeping",
    "receive", "save_line", "send_bill", "set_give_back_limit", "undo_keeping",
]  # fmt: skip
