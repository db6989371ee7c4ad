"""Whole books: their accounts, what these hold, and how it is spoken. Sums name nobody."""

import datetime
from typing import NamedTuple

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import ngettext

from linli.kernel import money
from linli.kernel.refusal import NotFound
from linli.ledger.models import Account, Balance, Book, Lot, Transfer
from linli.ledger.postings import Sum as AccountSum


class AccountBalance(NamedTuple):
    """An account's sums; ``balance`` grows on its own side, so it is positive when all is usual."""

    code: str
    name: str
    kind: str
    debits: int
    credits: int
    balance: int
    floor: int | None


def book(code: str) -> Book:
    """A book by its code. Raises ``NotFound``."""
    found = Book.objects.filter(code=code).first()
    if found is None:
        raise NotFound
    return found


def books() -> list[Book]:
    """All books, by code."""
    return list(Book.objects.order_by("code"))


def accounts(code: str) -> list[Account]:
    """Every account of a book, by code."""
    return list(Account.objects.filter(book__code=code).order_by("code"))


def balances(code: str) -> list[AccountBalance]:
    """Every account of a book with its sums, by code."""
    rows = Balance.objects.filter(account__book__code=code).select_related("account")
    return [_account_balance(row) for row in rows.order_by("account__code")]


def balance(code: str, account: str) -> int:
    """What one account holds, on its own side: one row is read. Raises ``NotFound``."""
    row = (
        Balance.objects.filter(account__book__code=code, account__code=account)
        .values_list("debits", "credits", "side")
        .first()
    )
    if row is None:
        raise NotFound
    debits, credits, side = row
    return (debits - credits) * side


def unspent(code: str, account: str) -> dict[str, int]:
    """What a traced account holds, by the purpose it was given for; "" is free money."""
    rows = Lot.objects.filter(account__book__code=code, account__code=account, unspent__gt=0)
    return dict(rows.values_list("purpose").annotate(Sum("unspent")).order_by("purpose"))


def trial_balance(of: Book, through: datetime.date) -> list[AccountSum]:
    """Every account's debits and credits by what occurred up to a day, by code."""
    up_to = Q(entry__book=of, entry__occurred_on__lte=through)
    return sums(Transfer.objects.filter(up_to))


def sums(transfers: QuerySet[Transfer]) -> list[AccountSum]:
    """Debits and credits of the transfers, by account they touch, in order of code."""
    debits = dict(transfers.values_list("debit__code").annotate(Sum("amount")).order_by())
    credits = dict(transfers.values_list("credit__code").annotate(Sum("amount")).order_by())
    return [
        (code, debits.get(code, 0), credits.get(code, 0))
        for code in sorted(debits.keys() | credits.keys())
    ]


def spoken(unit: str, amount: int) -> str:
    """An amount as people say it: ``¥1,234`` or ``30 分钟``."""
    if unit == "fen":
        return money.spoken(amount)
    return ngettext("%(count)s 分钟", "%(count)s 分钟", amount) % {"count": f"{amount:,}"}


def _account_balance(row: Balance) -> AccountBalance:
    return AccountBalance(
        code=row.account.code,
        name=row.account.name,
        kind=row.account.kind,
        debits=row.debits,
        credits=row.credits,
        balance=(row.debits - row.credits) * row.side,
        floor=row.floor,
    )
