"""What the public may know of a book: enough to add it up again, and no family.

Every entry is published with what its hash covers, so anybody can follow the chain with nothing
but a SHA-256. Gifts, takings, openings and closings come with their lines and salts; a payment to a
family with the root of its lines alone, until a batch publishes the sum over enough households.
Balances are those of the last batch, for the difference of two days could be one family's payment.
"""

import datetime
import json
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from linli.ledger import queries
from linli.ledger.entry import LINES_SHOWN, day_text, moment_text
from linli.ledger.models import Anchor, Entry, Transfer
from linli.ledger.postings import BATCH_PUBLISHED

ENTRIES_AT_ONCE = 500


@dataclass(frozen=True)
class PublishedLine:
    """A line in its canonical form, and the salt that goes before it when it is hashed."""

    text: dict[str, Any]
    salt: str


@dataclass(frozen=True)
class PublishedEntry:
    """Everything an entry's hash covers, and the hash; ``lines`` is None where they are hidden."""

    book: str
    seq: int
    prev: str
    occurred_on: str
    posted_at: str
    kind: str
    key: str
    actor: str
    reverses: int | None
    n_lines: int
    lines_root: str
    public: dict[str, Any]
    private_commit: str
    hash: str
    lines: tuple[PublishedLine, ...] | None


@dataclass(frozen=True)
class PublishedBatch:
    """A sum over enough households: per account (code, debits, credits), and the lines' root."""

    seq: int
    title: str
    on: datetime.date
    households: int
    payments: tuple[int, ...]
    sums: tuple[tuple[str, int, int], ...]
    root: str


@dataclass(frozen=True)
class PublishedAnchor:
    """Where and on which day somebody outside was shown the head of a book."""

    seq: int
    hash: str
    shown_to: str
    on: datetime.date


@dataclass(frozen=True)
class PublishedBalance:
    """An account as of the last batch; ``balance`` grows on the account's own side."""

    code: str
    name: str
    kind: str
    balance: int


@dataclass(frozen=True)
class PublishedBook:
    """A book and its head: what a notice on the wall prints."""

    code: str
    name: str
    unit: str
    head_seq: int
    head_hash: str


def books() -> list[PublishedBook]:
    """Every book with its head, by code."""
    return [
        PublishedBook(book.code, book.name, book.unit, book.head_seq, book.head_hash)
        for book in queries.books()
    ]


def journal(code: str, after: int = 0) -> list[PublishedEntry]:
    """The next entries of a book after number ``after``, in order, ``ENTRIES_AT_ONCE`` at most."""
    rows = Entry.objects.filter(book__code=code, seq__gt=after).select_related("book", "reverses")
    entries = list(rows.order_by("seq")[:ENTRIES_AT_ONCE])
    public = {entry.pk: json.loads(entry.public) for entry in entries}
    shown = [entry for entry in entries if public[entry.pk][LINES_SHOWN]]
    texts, salts = queries.line_texts(shown), queries.salts(shown)
    lines = {
        entry.pk: tuple(
            PublishedLine(text, salt.hex())
            for text, salt in zip(texts[entry.pk], salts[entry.pk][1:], strict=True)
        )
        for entry in shown
    }
    return [_published(entry, public[entry.pk], lines.get(entry.pk)) for entry in entries]


def shown_line(code: str, seq: int) -> PublishedLine | None:
    """The first line of an entry whose lines are shown; None for every other."""
    found = journal(code, seq - 1)[:1]
    lines = found[0].lines if found and found[0].seq == seq else None
    return lines[0] if lines else None


def batches(code: str) -> list[PublishedBatch]:
    """Every batch of a book, in order."""
    rows = Entry.objects.filter(book__code=code, kind=BATCH_PUBLISHED).order_by("seq")
    return [_batch(entry) for entry in rows]


def anchors(code: str) -> list[PublishedAnchor]:
    """Every showing of a book's head, in the order of the entries shown."""
    rows = Anchor.objects.filter(entry__book__code=code).select_related("entry")
    return [
        PublishedAnchor(row.entry.seq, row.hash, row.shown_to, timezone.localdate(row.at))
        for row in rows.order_by("entry", "digest")
    ]


def balances(code: str) -> list[PublishedBalance]:
    """Every account as of the last batch, by code; none before the first batch."""
    last = Entry.objects.filter(book__code=code, kind=BATCH_PUBLISHED).order_by("-seq").first()
    if last is None:
        return []
    until_then = Transfer.objects.filter(entry__book=last.book_id, id__lt=last.pk)
    net = {found: debits - credits for found, debits, credits in queries.sums(until_then)}
    return [
        PublishedBalance(row.code, row.name, row.kind, net.get(row.code, 0) * row.side)
        for row in queries.accounts(code)
    ]


def _published(
    entry: Entry, public: dict[str, Any], lines: tuple[PublishedLine, ...] | None
) -> PublishedEntry:
    return PublishedEntry(
        book=entry.book.code,
        seq=entry.seq,
        prev=entry.prev,
        occurred_on=day_text(entry.occurred_on),
        posted_at=moment_text(entry.posted_at),
        kind=entry.kind,
        key=entry.key,
        actor=entry.actor,
        reverses=entry.reverses.seq if entry.reverses else None,
        n_lines=entry.n_lines,
        lines_root=entry.lines_root,
        public=public,
        private_commit=entry.private_commit,
        hash=entry.hash,
        lines=lines,
    )


def _batch(entry: Entry) -> PublishedBatch:
    public = json.loads(entry.public)
    return PublishedBatch(
        seq=entry.seq,
        title=public["title"],
        on=entry.occurred_on,
        households=public["households"],
        payments=tuple(public["payments"]),
        sums=tuple((code, debits, credits) for code, debits, credits in public["sums"]),
        root=public["root"],
    )
