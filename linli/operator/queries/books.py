"""A month of an operation's book as its page shows it: what there was, went and is; every line."""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from linli.identity.permissions import Permission, Viewer
from linli.kernel.months import last_of, next_month
from linli.kernel.words import XIAMEN
from linli.ledger import queries as ledger
from linli.ledger.queries import Movement, Verdict
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

LINES_A_PAGE = 100
TAKINGS_SHOWN = 20

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


MONEY = (postings.CASH, postings.BANK)
"""The accounts in which money lies."""


class BookLine(NamedTuple):
    """A line of the book in words; with the receipt, where one was given."""

    seq: int
    on: datetime.date
    deed: Any
    debit: Any
    credit: Any
    amount_fen: int
    receipt: TakingCard | None


class Passed(NamedTuple):
    """What lay in an account when a month began, what came and went, what lay there at its end."""

    word: Any
    start_fen: int
    in_fen: int
    out_fen: int

    @property
    def end_fen(self) -> int:
        return self.start_fen + self.in_fen - self.out_fen


class BookPage(NamedTuple):
    """A month of the book. ``through``: its last day, today while it goes on. ``money``: cash, bank
    and both; ``balances``: what stands on the accounts then; ``lines``: a page, newest first.

    ``debts``: what is owed now; told while the month goes on, and not of one that is over.
    ``receipts``: how many were given in the month; ``takings``: the newest of them.
    """

    operation: OperationCard
    month: datetime.date
    through: datetime.date
    money: list[Passed]
    balances: list[tuple[Any, int]]
    lines: Page[BookLine]
    verdict: Verdict
    debts: list[DebtRow]
    receipts: int
    takings: list[TakingCard]
    may_pay: bool

    @property
    def owed_fen(self) -> int:
        """What is owed and not paid, in all."""
        return sum(debt.left_fen for debt in self.debts)


def book_page(
    viewer: Viewer,
    operation_id: UUID,
    month: datetime.date,
    on: datetime.date,
    page: int | str = 1,
) -> BookPage:
    """A month of the book of one operation, added up again. ``month``: its first day; ``page``: of
    its lines. Raises ``NotFound``."""
    card = operation(viewer, operation_id)
    through = min(last_of(month), on)
    moves = ledger.movements(card.book, month, last_of(month))
    book = ledger.book(card.book)
    before = _held(ledger.trial_balance(book, month - datetime.timedelta(days=1)))
    after = _held(ledger.trial_balance(book, last_of(month)))
    takings = _takings(operation_id, month)
    lines = Paginator(moves[::-1], LINES_A_PAGE).get_page(page)
    lines.object_list = _lines(lines.object_list, operation_id)
    return BookPage(
        operation=card,
        month=month,
        through=through,
        money=_money(before, moves),
        balances=[
            (ACCOUNT_WORDS[each.code], after.get(each.code, 0) * each.side)
            for each in ledger.accounts(card.book)
        ],
        lines=lines,
        verdict=ledger.verify(card.book),
        debts=open_debts(operation_id) if last_of(month) >= on else [],
        receipts=takings.count(),
        takings=[taking_card(row) for row in takings[:TAKINGS_SHOWN]],
        may_pay=viewer.may(
            Permission.OPERATION_PAY, place=card.place, organisation=card.operator_id
        ),
    )


def _held(trial: Iterable[tuple[str, int, int]]) -> dict[str, int]:
    """Debits less credits of each account."""
    return {code: debits - credits for code, debits, credits in trial}


def _money(before: Mapping[str, int], moves: Sequence[Movement]) -> list[Passed]:
    """Each account in which money lies, and all of them: money that only changed its place came
    from nobody and went to nobody."""

    def passed(word: Any, accounts: Collection[str]) -> Passed:
        return Passed(
            word,
            sum(before.get(code, 0) for code in accounts),
            sum(m.amount for m in moves if m.debit in accounts and m.credit not in accounts),
            sum(m.amount for m in moves if m.credit in accounts and m.debit not in accounts),
        )

    each = [passed(ACCOUNT_WORDS[code], (code,)) for code in MONEY]
    return [*each, passed(gettext_lazy("一共"), MONEY)]


def _takings(operation_id: UUID, month: datetime.date) -> QuerySet[Taking]:
    """What was received in a month, the newest first."""
    since, until = (
        datetime.datetime.combine(day, datetime.time(), XIAMEN)
        for day in (month, next_month(month))
    )
    found = Taking.objects.filter(
        operation=operation_id, received_at__gte=since, received_at__lt=until
    )
    return found.select_related("operation").order_by("-received_at", "-pk")


def _lines(moves: Sequence[Movement], operation_id: UUID) -> list[BookLine]:
    """Lines in words; one query for the receipts among them."""
    seqs = [each.seq for each in moves if each.kind == postings.TAKING_RECEIVED]
    rows = Taking.objects.filter(operation=operation_id, entry__seq__in=seqs)
    receipts = {
        row.entry.seq: taking_card(row) for row in rows.select_related("operation", "entry")
    }
    return [
        BookLine(
            each.seq,
            each.occurred_on,
            DEED_WORDS[each.kind],
            ACCOUNT_WORDS[each.debit],
            ACCOUNT_WORDS[each.credit],
            each.amount,
            receipts.get(each.seq),
        )
        for each in moves
    ]
