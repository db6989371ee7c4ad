"""An operation's book is opened, and how much one person may give back alone is set."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.identity.permissions import Permission, Viewer, clock
from linli.kernel.refusal import Refused
from linli.ledger import actions as ledger, queries as books
from linli.operator import postings
from linli.operator.actions.scope import AmountNotAbove, held, note
from linli.operator.models import Operation
from linli.operator.terms import KINDS


class OperationThere(Refused):
    """One operation of a kind in a community."""

    words = gettext_lazy("这里已经有一本这样的运营账了。")


class SeriesTaken(Refused):
    """Another operation's receipts begin with these letters."""

    words = gettext_lazy("收据字头“%(series)s”已经有人在用，请换一个。")


@transaction.atomic
def open_operation(
    *,
    place: str,
    operator_id: UUID,
    name: str,
    series: str,
    by: Viewer,
    at: datetime.datetime,
    kind: str = "hall",
) -> Operation:
    """Open the book of an organisation that runs the hall (``kind``: or the canteen) of a place.

    Raises ``OperationThere``, ``SeriesTaken``.
    """
    by.require(Permission.BOOK_OPEN, place=place, organisation=operator_id)
    if kind not in KINDS:
        raise ValueError(kind)
    if Operation.objects.filter(place=place, kind=kind).exists():
        raise OperationThere
    if Operation.objects.filter(series=series).exists():
        raise SeriesTaken(series=series)
    book = ledger.open_book(
        code=f"operator.{place}.{kind}", name=name, unit="fen", place=place, owner=operator_id,
        by=by, at=at,
    )  # fmt: skip
    for account in postings.ACCOUNTS:
        ledger.open_account(book=book.code, by=by, at=at, **account._asdict())
    operation = Operation.objects.create(
        place_id=place,
        operator_id=operator_id,
        kind=kind,
        book=book,
        name=name,
        series=series,
        opened_on=timezone.localdate(at),
    )
    note("operation.opened", operation, by, at)
    return operation


@transaction.atomic
def set_give_back_limit(
    *, operation_id: UUID, limit_fen: int, by: Viewer, at: datetime.datetime
) -> Operation:
    """Say up to which amount whoever took money may give it back alone; nought: never."""
    operation = held(operation_id, by, Permission.OPERATION_PAY)
    if limit_fen < 0:
        raise AmountNotAbove
    operation.give_back_limit_fen = limit_fen
    operation.save(update_fields=["give_back_limit_fen"])
    note("operation.limit_set", operation, by, at, limit_fen=limit_fen)
    return operation


def open_missing_accounts(operation: Operation, at: datetime.datetime) -> None:
    """Open the accounts that came into the plan after the book was opened: the house does it."""
    present = {each.code for each in books.balances(operation.book_id)}
    for account in postings.ACCOUNTS:
        if account.code not in present:
            ledger.open_account(book=operation.book_id, by=clock(), at=at, **account._asdict())
