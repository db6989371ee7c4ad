"""What may be done about claims: one verb each, in one transaction, remembered in the journal."""

from linli.claims.actions.files import (
    AlreadyClaimed,
    AlreadyReceived,
    NoSuchBenefit,
    NoSuchPaper,
    agree,
    keep_paper,
    open_claim,
)
from linli.claims.actions.holding import NotNow, WrongDay
from linli.claims.actions.money import (
    AlreadyHandedIn,
    DayNotPossible,
    NothingToSettle,
    NotOnBills,
    NotPayingYet,
    WrongMonths,
    add_bill,
    record_arrival,
    settle,
)
from linli.claims.actions.steps import (
    ConsentMissing,
    appeal,
    chase,
    grant,
    receive,
    refuse,
    renew,
    report_change,
    stop,
    submit,
    supply,
    want_more,
    withdraw,
)
from linli.claims.actions.taking_back import NotTheLast, take_back

__all__ = [
    "AlreadyClaimed", "AlreadyHandedIn", "AlreadyReceived", "ConsentMissing", "DayNotPossible",
    "NoSuchBenefit", "NoSuchPaper", "NotNow", "NotOnBills", "NotPayingYet", "NotTheLast",
    "NothingToSettle", "WrongDay", "WrongMonths", "add_bill", "agree", "appeal", "chase", "grant",
    "keep_paper", "open_claim", "receive", "record_arrival", "refuse", "renew", "report_change",
    "settle", "stop", "submit", "supply", "take_back", "want_more", "withdraw",
]  # fmt: skip
