"""Lots: the open ones a payment may draw, what an entry made and drew, where money went."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet

from linli.ledger.entry import BOOK_STEP
from linli.ledger.models import Book, Entry, Lot, LotUse

LOTS_AT_FIRST = 64


class Flow(NamedTuple):
    """Where the money of an entry's lots has gone: a function of the journal, kept nowhere.

    ``amount``  what the entry's own lots held
    ``uses``    entry number → what it took out of them and has not given back
    """

    amount: int
    uses: Mapping[int, int]

    @property
    def unspent(self) -> int:
        """What nobody has taken."""
        return self.amount - sum(self.uses.values())


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


def came_by(use: LotUse) -> int:
    """The number of the entry by which the money of a use came into the book: a lot that a reversal
    made only moved on from its source."""
    lot = use.lot
    while lot.source is not None:
        lot = lot.source
    return lot.transfer.entry.seq


def flow(posted: Entry) -> Flow | None:
    """Follow an entry's money through every account it moved on to; None where it made no lots.

    A reversal gives back what was drawn as a lot that names its source: that money is followed on,
    and the entry that was taken back has not used it.
    """
    own = list(of_entries([posted], Lot.objects.filter(source=None)))
    uses: Counter[int] = Counter()
    generation = [lot.pk for lot in own]
    while generation:
        drawn = LotUse.objects.filter(lot__in=generation)
        for seq, amount in drawn.values_list("transfer__entry__seq", "amount"):
            uses[seq] += amount
        moved_on = Lot.objects.filter(source__in=generation)
        for seq, undone, amount in moved_on.values_list(
            "transfer__entry__seq", "transfer__entry__reverses__seq", "amount"
        ):
            uses[undone or seq] -= amount
        generation = list(moved_on.values_list("pk", flat=True))
    used = {seq: amount for seq, amount in sorted(uses.items()) if amount}
    return Flow(sum(lot.amount for lot in own), used) if own else None


def of_entries(posted: Sequence[Entry], rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows that hang on the entries' lines."""
    return rows.filter(transfer__entry__in=posted)
