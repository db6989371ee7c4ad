"""Adding a book up again: every entry's hash, every line, lot, balance, floor, period and anchor.

The entries are replayed from the first on, and whatever else the tables hold must be what the
replay arrives at, to the last column; names alone are free to change. So a single value that
somebody changed after dropping the guards is found, and named with the entry where it shows first.
What one database cannot show, that somebody rewrote *all* of it, the anchors outside can.
"""

from contextlib import nullcontext
from typing import NamedTuple

from django.db import connection

from linli.kernel.reading import reads_only
from linli.ledger.models import (
    Account,
    Anchor,
    Balance,
    Book,
    Entry,
    EntryPrivate,
    Lot,
    LotUse,
    Transfer,
)
from linli.ledger.queries.replay import Replay, Wrong


class Verdict(NamedTuple):
    """What adding up again has found.

    ``entries``  how many were found right
    ``head``     the hash of the last of these
    ``seq``      the first wrong entry; None when all are right, or when no entry is to blame
    ``column``   where it shows: "entry.hash", "balance.debits", …; empty when all is right
    """

    book: str
    entries: int
    head: str
    seq: int | None = None
    column: str = ""

    @property
    def sound(self) -> bool:
        return not self.column


def verify(code: str) -> Verdict:
    """Add one book up again, in one snapshot of the database."""
    with nullcontext() if connection.in_atomic_block else reads_only():
        return _verify(code)[0]


def verify_all() -> list[Verdict]:
    """Add every book up again, and look for rows that belong to none: their verdict has no book."""
    with nullcontext() if connection.in_atomic_block else reads_only():
        seen: dict[str, int] = dict.fromkeys(TABLES, 0)
        verdicts = []
        for code in Book.objects.order_by("code").values_list("code", flat=True):
            verdict, counted = _verify(code)
            verdicts.append(verdict)
            seen = {table: seen[table] + counted.get(table, 0) for table in seen}
        if all(verdict.sound for verdict in verdicts):
            verdicts += [
                Verdict("", 0, "", column=f"{table} of no book")
                for table, model in TABLES.items()
                if model.objects.count() != seen[table]
            ]
        return verdicts


TABLES = {
    "account": Account,
    "balance": Balance,
    "entry": Entry,
    "entryprivate": EntryPrivate,
    "transfer": Transfer,
    "lot": Lot,
    "lotuse": LotUse,
    "anchor": Anchor,
}


def _verify(code: str) -> tuple[Verdict, dict[str, int]]:
    replay = Replay(Book.objects.get(code=code))
    try:
        replay.run()
    except Wrong as wrong:
        right = Verdict(code, replay.seq, replay.head, wrong.seq, wrong.column)
        return right, {}
    return Verdict(code, replay.seq, replay.head), replay.counted
