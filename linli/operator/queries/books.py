"""An operation's book as its page shows it: the accounts, every line, debts and receipts."""

import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext_lazy

from linli.identity.permissions import Permission, Viewer
from linli.ledger import queries as ledger
from linli.ledger.queries import AccountBalance, Verdict
from linli.operator import postings
from linli.operator.models import Taking
from linli.operator.queries.money import (
    EXPENSE_WORDS,
    INCOME_WORDS,
    DebtRow,
    OperationCard,
    TakingCard,
    open_debts,
    operation,
    taking_card,
)

LINES_SHOWN = 100
TAKINGS_SHOWN = 20
YEAR_DAYS = 366

DEED_WORDS = {
    postings.DEBT_OWED: gettext_lazy("认下应付"),
    postings.DEBT_PAID: gettext_lazy("付款"),
    postings.BILL_SENT: gettext_lazy("开账单"),
    postings.TAKING_RECEIVED: gettext_lazy("收款"),
    postings.TAKING_GIVEN_BACK: gettext_lazy("退款"),
    postings.PREPAID_EARNED: gettext_lazy("预收转成收入"),
    postings.DEPOSIT_KEPT: gettext_lazy("押金不退"),
    postings.DEPOSIT_RESTORED: gettext_lazy("不退的押金改成要退"),
    postings.COSTS_CONFIRMED: gettext_lazy("月成本入账"),
    postings.COSTS_CORRECTED: gettext_lazy("更正成本"),
}
ACCOUNT_WORDS = {
    postings.CASH: gettext_lazy("现金"),
    postings.BANK: gettext_lazy("银行存款"),
    postings.RECEIVABLE: gettext_lazy("别人欠的（应收）"),
    postings.PAYABLE: gettext_lazy("欠别人的（应付）"),
    postings.PREPAID: gettext_lazy("预收的季票（还没用掉）"),
    postings.DEPOSITS: gettext_lazy("押金（要退的）"),
    **{postings.income(kind): word for kind, word in INCOME_WORDS.items()},
    postings.income(postings.DEPOSITS): gettext_lazy("不退的押金"),
    **{postings.expense(kind): word for kind, word in EXPENSE_WORDS.items()},
}


class BookLine(NamedTuple):
    """A line of the book in words."""

    seq: int
    on: datetime.date
    deed: Any
    debit: Any
    credit: Any
    amount_fen: int


class BookPage(NamedTuple):
    """The book: balances by account in words, its newest lines, its debts and receipts."""

    operation: OperationCard
    balances: list[tuple[Any, AccountBalance]]
    lines: list[BookLine]
    verdict: Verdict
    debts: list[DebtRow]
    takings: list[TakingCard]
    may_pay: bool

    @property
    def owed_fen(self) -> int:
        """What is owed and not paid, in all."""
        return sum(debt.left_fen for debt in self.debts)


def book_page(viewer: Viewer, operation_id: UUID, on: datetime.date) -> BookPage:
    """The book of one operation, added up again. Raises ``NotFound``."""
    card = operation(viewer, operation_id)
    since = on - datetime.timedelta(days=YEAR_DAYS)
    moved = ledger.movements(card.book, since, on)[-LINES_SHOWN:]
    takings = Taking.objects.filter(operation=operation_id).select_related("operation")
    return BookPage(
        operation=card,
        balances=[(ACCOUNT_WORDS[each.code], each) for each in ledger.balances(card.book)],
        lines=[
            BookLine(
                each.seq,
                each.occurred_on,
                DEED_WORDS[each.kind],
                ACCOUNT_WORDS[each.debit],
                ACCOUNT_WORDS[each.credit],
                each.amount,
            )
            for each in reversed(moved)
        ],
        verdict=ledger.verify(card.book),
        debts=open_debts(operation_id),
        takings=[
            taking_card(row) for row in takings.order_by("-received_at", "-pk")[:TAKINGS_SHOWN]
        ],
        may_pay=viewer.may(
            Permission.OPERATION_PAY, place=card.place, organisation=card.operator_id
        ),
    )
