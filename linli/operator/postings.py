"""How an operation's facts are booked: pure, one fact → one entry. The accountant's file.

    cash        asset      what lies in the box            never overdrawn
    bank        asset      the account of the operator
    receivable  asset      what others owe us: bills to payers, costs that were lowered after paying
    payable     liability  what we owe: statements agreed, a month's costs   never overdrawn
    prepaid     liability  season passes paid and not yet earned   never overdrawn
    deposits    liability  deposits that were left with us (其他应付款)   never overdrawn
    income.*    income     fees, rents, subsidy, passes; deposits that were kept
    expense.*   expense    rent, energy, staff, consumables, teaching

A cost is booked when it is agreed or confirmed (权责发生制), and paying it moves what is owed, not
the cost. A pass is paid at once and earned month by month, as its days pass or its uses are used
(合同负债, 企业会计准则第 14 号). Nothing of it is published: the book's lines are private.
"""

import datetime
from collections.abc import Mapping
from typing import NamedTuple

from linli.kernel.canon import Json
from linli.ledger.entry import EntryDraft, Line
from linli.operator.terms import DEFERRED, DEPOSITS, EXPENSES, INCOMES, Origin

CASH, BANK, RECEIVABLE, PAYABLE = "cash", "bank", "receivable", "payable"
PREPAID = "prepaid"

DEBT_OWED = "debt.owed"
DEBT_PAID = "debt.paid"
BILL_SENT = "bill.sent"
TAKING_RECEIVED = "taking.received"
TAKING_GIVEN_BACK = "taking.given_back"
PREPAID_EARNED = "prepaid.earned"
DEPOSIT_KEPT = "deposit.kept"
DEPOSIT_RESTORED = "deposit.restored"
COSTS_CONFIRMED = "costs.confirmed"
COSTS_CORRECTED = "costs.corrected"


class Account(NamedTuple):
    """An account of an operation's book, as ``ledger.actions.open_account`` takes it."""

    code: str
    name: str
    kind: str
    floor: int | None


INCOME_NAMES = {
    "fees": "报名和活动收费", "rents": "场地收费", "subsidy": "补贴和资助", "passes": "季票",
}  # fmt: skip
EXPENSE_NAMES = {
    "rent": "房租", "energy": "水电", "staff": "人工", "consumables": "耗材", "teaching": "授课",
}  # fmt: skip


def income(kind: str) -> str:
    """The account of a kind of income."""
    return f"income.{kind}"


def credited(kind: str) -> str:
    """The account that what is taken of a kind belongs to: its income, or what is owed for it."""
    if kind == DEPOSITS:
        return DEPOSITS
    return PREPAID if kind in DEFERRED else income(kind)


def expense(kind: str) -> str:
    """The account of a kind of expense."""
    return f"expense.{kind}"


ACCOUNTS = (
    Account(CASH, "现金", "asset", 0),
    Account(BANK, "银行存款", "asset", None),
    Account(RECEIVABLE, "应收", "asset", 0),
    Account(PAYABLE, "应付", "liability", 0),
    Account(PREPAID, "预收", "liability", 0),
    Account(DEPOSITS, "押金", "liability", 0),
    *(Account(income(kind), INCOME_NAMES[kind], "income", None) for kind in INCOMES),
    Account(income(DEPOSITS), "不退的押金", "income", None),
    *(Account(expense(kind), EXPENSE_NAMES[kind], "expense", None) for kind in EXPENSES),
)


def debt_owed(
    book: str, on: datetime.date, amount_fen: int, kind: str, origin: Origin
) -> EntryDraft:
    """A statement was agreed: it is a cost from now on, and we owe it."""
    line = Line(expense(kind), PAYABLE, amount_fen)
    return EntryDraft(book, DEBT_OWED, on, lines=(line,), private=_of(origin))


def debt_paid(
    book: str, on: datetime.date, amount_fen: int, origin: Origin, bank_reference: str
) -> EntryDraft:
    """The bank paid what we owed."""
    line = Line(PAYABLE, BANK, amount_fen)
    private = {**_of(origin), "bank_reference": bank_reference}
    return EntryDraft(book, DEBT_PAID, on, lines=(line,), private=private)


def bill_sent(
    book: str, on: datetime.date, amount_fen: int, kind: str, origin: Origin
) -> EntryDraft:
    """A payer was sent its bill: income from now on, and it owes us."""
    line = Line(RECEIVABLE, income(kind), amount_fen)
    return EntryDraft(book, BILL_SENT, on, lines=(line,), private=_of(origin))


def taking_received(
    book: str, on: datetime.date, amount_fen: int, account: str, means: str, origin: Origin
) -> EntryDraft:
    """Money came in, for an income of its own or for a bill that was sent (``receivable``)."""
    line = Line(means, account, amount_fen)
    return EntryDraft(book, TAKING_RECEIVED, on, lines=(line,), private=_of(origin))


def taking_given_back(
    book: str, on: datetime.date, amount_fen: int, account: str, means: str, origin: Origin
) -> EntryDraft:
    """Money that had come in went out again."""
    line = Line(account, means, amount_fen)
    return EntryDraft(book, TAKING_GIVEN_BACK, on, lines=(line,), private=_of(origin))


def prepaid_earned(
    book: str, on: datetime.date, amount_fen: int, kind: str, month: str
) -> EntryDraft:
    """What was prepaid has been earned up to the end of a month: income from now on."""
    line = Line(PREPAID, income(kind), amount_fen)
    return EntryDraft(book, PREPAID_EARNED, on, lines=(line,), private={"month": month})


def deposit_kept(book: str, on: datetime.date, amount_fen: int, origin: Origin) -> EntryDraft:
    """Two people have kept a deposit: it is owed back no more, and income."""
    line = Line(DEPOSITS, income(DEPOSITS), amount_fen)
    return EntryDraft(book, DEPOSIT_KEPT, on, lines=(line,), private=_of(origin))


def deposit_restored(book: str, on: datetime.date, amount_fen: int, origin: Origin) -> EntryDraft:
    """It was wrong to keep it: owed back again."""
    line = Line(income(DEPOSITS), DEPOSITS, amount_fen)
    return EntryDraft(book, DEPOSIT_RESTORED, on, lines=(line,), private=_of(origin))


def costs_confirmed(
    book: str, on: datetime.date, sums: Mapping[str, int], month: str, *, late: bool
) -> EntryDraft:
    """A month's costs, in fen by kind. ``late``: lines that came after the month was confirmed."""
    lines = tuple(Line(expense(kind), PAYABLE, sums[kind]) for kind in EXPENSES if sums.get(kind))
    kind = COSTS_CORRECTED if late else COSTS_CONFIRMED
    return EntryDraft(book, kind, on, lines=lines, private={"month": month})


def costs_lowered(
    book: str, on: datetime.date, sums: Mapping[str, tuple[int, int]], month: str
) -> EntryDraft:
    """Costs were less: by kind, what comes off what we owe, and what we are owed back."""
    lines = []
    for kind in EXPENSES:
        off_fen, back_fen = sums.get(kind, (0, 0))
        if off_fen:
            lines.append(Line(PAYABLE, expense(kind), off_fen))
        if back_fen:
            lines.append(Line(RECEIVABLE, expense(kind), back_fen))
    return EntryDraft(book, COSTS_CORRECTED, on, lines=tuple(lines), private={"month": month})


def _of(origin: Origin) -> dict[str, Json]:
    return {"origin": f"{origin.room}/{origin.noun}/{origin.id}"}
