"""Reading a balance, at 1,000 and at 1,000,000 entries: it must cost the same.

One account, as the fund's page reads it (one row of one book), on SQLite. The book is filled by a
bulk loader that writes the very rows ``post`` writes, hashed by the ledger's own frozen functions,
while the guards are down; then they hang again, ``verify()`` must find the whole book right, and
one more entry is posted in the ordinary way. Figures are microseconds a read (median of many); the
limit is 1.5 times the small book's. `--entries N` makes the large book smaller.
"""

import argparse
import datetime
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from typing import Any

from bench._report import ROUNDS, limit
from linli.kernel.canon import canon
from linli.ledger.entry import (
    SALT_BYTES,
    Header,
    Line,
    commitment,
    day_text,
    entry_id,
    leaf,
    line_text,
    lines_root,
    moment_text,
)

SMALL, LARGE = 1_000, 1_000_000
AT_ONCE = 20_000
READS = 3_000
MOST_TIMES = 1.5
DEBIT, CREDIT = "bank", "cost"


def main() -> int:
    """Fill, read, fill on, read; print a line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=LARGE)
    entries = parser.parse_args().entries
    with tempfile.TemporaryDirectory(prefix="linli-balances-") as data:
        os.environ.pop("DATABASE_URL", None)
        os.environ.update(
            LINLI_DATA=data,
            LINLI_HEADS=f"{data}/heads.log",
            LINLI_LOG="ERROR",
            DJANGO_SETTINGS_MODULE="linli.site.settings",
        )
        import django

        django.setup()
        return 0 if _measure(entries) else 1


def _measure(entries: int) -> bool:
    from django.core.management import call_command

    from linli.ledger.tests.conftest import build_places, open_test_book

    call_command("migrate", verbosity=0)
    build_places()
    open_test_book()
    loader = _Loader()
    loader.grow_to(SMALL)
    small = [_read() for _ in range(ROUNDS)]
    loader.grow_to(entries)
    large = [_read() for _ in range(ROUNDS)]
    print(f"{SMALL:,} entries: {statistics.median(small):.0f} µs; "
          f"{entries:,}: {statistics.median(large):.0f} µs", flush=True)  # fmt: skip
    loader.insist_on_proof()
    return limit("balances", large, MOST_TIMES * statistics.median(small))


def _read() -> float:
    """Microseconds a read of one balance."""
    from linli.ledger import queries
    from linli.ledger.tests.conftest import BOOK

    times = []
    for _ in range(READS):
        began = time.perf_counter()
        queries.balance(BOOK, DEBIT)
        times.append(1e6 * (time.perf_counter() - began))
    return statistics.median(times)


class _Loader:
    """Writes entries of one line straight into the tables."""

    def __init__(self) -> None:
        from linli.ledger.models import Account, Book
        from linli.ledger.tests.conftest import BOOK

        self.book = Book.objects.get(code=BOOK)
        self.accounts = {row.code: row for row in Account.objects.filter(book=self.book)}
        self.at = datetime.datetime.now(datetime.UTC)
        self.on = self.at.date() - datetime.timedelta(days=1)
        self.total = 0

    def grow_to(self, size: int) -> None:
        """Up to so many entries, with the guards down meanwhile."""
        from django.db import connection

        from linli.ledger.guards import GUARDS

        GUARDS.drop(connection)
        while self.book.head_seq < size:
            self._write(min(AT_ONCE, size - self.book.head_seq))
        GUARDS.install(connection)

    def insist_on_proof(self) -> None:
        """The whole book adds up, and the next entry goes the ordinary way."""
        from linli.ledger import queries
        from linli.ledger.tests.conftest import BOOK, gift, write

        write(gift(5))
        began = time.perf_counter()
        verdict = queries.verify(BOOK)
        if not verdict.sound:
            raise SystemExit(f"the loaded book is wrong: {verdict}")
        print(f"verify(): {verdict.entries:,} entries in {time.perf_counter() - began:.0f} s")

    def _write(self, count: int) -> None:
        from django.db import transaction

        from linli.ledger.models import Balance, Entry, EntryPrivate, Transfer

        rows = list(self._rows(count))
        with transaction.atomic():
            for number, model in enumerate((Entry, EntryPrivate, Transfer)):
                model.objects.bulk_create([row[number] for row in rows], batch_size=500)
            last = rows[-1][2].pk
            self.total += count
            both = Balance.objects.filter
            both(account=self.accounts[DEBIT]).update(debits=self.total, last_transfer=last)
            both(account=self.accounts[CREDIT]).update(credits=self.total, last_transfer=last)
            self.book.save(update_fields=["head_seq", "head_hash"])

    def _rows(self, count: int) -> Iterator[tuple[Any, Any, Any]]:
        from linli.ledger.models import Entry, EntryPrivate, Transfer

        line = Line(DEBIT, CREDIT, 1)
        text, salts = line_text(1, line), bytes(2 * SALT_BYTES)
        root = lines_root([leaf(salts[SALT_BYTES:], text)])
        commit, public = commitment(salts[:SALT_BYTES], {}), {"lines_shown": False}
        for _ in range(count):
            seq = self.book.head_seq + 1
            header = Header(
                self.book.code, seq, self.book.head_hash, day_text(self.on), moment_text(self.at),
                "load.made", f"load-{seq}", "clock", None, 1, root, public, commit,
            )  # fmt: skip
            digest = header.hash
            entry = Entry(
                id=entry_id(self.book.pk, seq), book=self.book, seq=seq, occurred_on=self.on,
                posted_at=self.at, kind="load.made", key=f"load-{seq}", actor="clock", n_lines=1,
                lines_root=root, public=canon(public).decode(), private_commit=commit,
                prev=self.book.head_hash, hash=digest,
            )  # fmt: skip
            transfer = Transfer(
                id=entry.pk + 1, entry=entry, line=1, debit=self.accounts[DEBIT],
                credit=self.accounts[CREDIT], amount=1,
            )  # fmt: skip
            yield entry, EntryPrivate(entry=entry, salts=salts, private="{}"), transfer
            self.book.head_seq, self.book.head_hash = seq, digest


if __name__ == "__main__":
    sys.exit(main())
