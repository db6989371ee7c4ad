"""Lots: the open ones that a payment may draw, and what an entry made and drew."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from linli.ledger.entry import BOOK_STEP
from linli.ledger.models import Book, Entry, Lot, LotUse

LOTS_AT_FIRST = 64

OPEN_LOTS = """
SELECT id, transfer_id, part, unspent FROM ledger_lot
WHERE account_id = %s AND purpose = %s AND unspent > 0 ORDER BY id"""
LAST_LOT = "SELECT MAX(id) FROM ledger_lot WHERE id > %s AND id < %s"


def open_lots(account_id: int, purpose: str, need: int) -> Sequence[tuple[int, int, int, int]]:
    """The oldest lots of one purpose that hold ``need`` together, or all there are.

    (id, transfer id, part, unspent). Written out because SQLite uses an index on "unspent > 0"
    only where it reads those very words, and Django would write a parameter.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"{OPEN_LOTS} LIMIT {LOTS_AT_FIRST}", [account_id, purpose])
        first: list[tuple[int, int, int, int]] = cursor.fetchall()
        if len(first) < LOTS_AT_FIRST or sum(lot[3] for lot in first) >= need:
            return first
        cursor.execute(OPEN_LOTS, [account_id, purpose])
        return cursor.fetchall()


def last_lot(of: Book) -> int:
    """The number of the newest lot of a book; before the first, the one before it."""
    before = of.pk * BOOK_STEP
    with connection.cursor() as cursor:
        cursor.execute(LAST_LOT, [before, before + BOOK_STEP])
        return int(cursor.fetchone()[0] or before)


def lots_made(posted: Entry) -> list[Lot]:
    """The lots that an entry's lines made, in order."""
    return list(of_entries([posted], Lot.objects.all()).order_by("transfer_id", "part"))


def lots_drawn(posted: Entry) -> list[LotUse]:
    """What an entry's lines took out of lots, in the lots' order."""
    drawn = of_entries([posted], LotUse.objects.select_related("lot__account"))
    return list(drawn.order_by("transfer_id", "lot_id"))


def of_entries(posted: Sequence[Entry], rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows that hang on the entries' lines."""
    return rows.filter(transfer__entry__in=posted)
