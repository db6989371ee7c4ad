"""Whole books read entry by entry: for the accountant's files, and for whoever holds all salts."""

import datetime
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from linli.identity.permissions import Viewer
from linli.ledger.entry import LINES_SHOWN, Line
from linli.ledger.models import Entry, Transfer
from linli.ledger.postings import BATCH_PUBLISHED
from linli.ledger.queries.books import book
from linli.ledger.queries.entries import audited_book, line_texts, salts

ENTRIES_AT_ONCE = 500


class Posting(NamedTuple):
    """An entry as accounting programs know it: what moved, by which line. No private part."""

    seq: int
    occurred_on: datetime.date
    posted_at: datetime.datetime
    kind: str
    hash: str
    lines: tuple[Line, ...]


def postings_of(code: str) -> Iterator[Posting]:
    """Every entry of a book that moves anything, in order, some hundred at a time.

    For the operator's command, which reads the database as it is. Raises ``NotFound``.
    """
    of, last = book(code), 0
    while entries := list(
        Entry.objects.filter(book=of, seq__gt=last, n_lines__gt=0).order_by("seq")[:ENTRIES_AT_ONCE]
    ):
        lines: dict[int, list[Line]] = {entry.pk: [] for entry in entries}
        rows = Transfer.objects.filter(entry__in=entries).order_by("id")
        for entry_id, *line in rows.values_list(
            "entry", "debit__code", "credit__code", "amount", "purpose"
        ):
            lines[entry_id].append(Line(*line))
        for entry in entries:
            yield Posting(
                entry.seq,
                entry.occurred_on,
                entry.posted_at,
                entry.kind,
                entry.hash,
                tuple(lines[entry.pk]),
            )
        last = entries[-1].seq


class AuditedEntry(NamedTuple):
    """An entry's outside: when it happened, when and by whom it was entered, what it takes back."""

    seq: int
    occurred_on: datetime.date
    posted_at: datetime.datetime
    kind: str
    actor: str
    reverses: int | None
    hash: str


def audited(viewer: Viewer, code: str) -> list[AuditedEntry]:
    """Every entry of a book, in order, for whoever may audit it. Raises ``NotFound``."""
    rows = Entry.objects.filter(book=audited_book(viewer, code)).order_by("seq")
    columns = ("seq", "occurred_on", "posted_at", "kind", "actor", "reverses__seq", "hash")
    return [AuditedEntry(*row) for row in rows.values_list(*columns)]


def audit_slip(viewer: Viewer, code: str) -> dict[str, Any]:
    """The salts of every hidden line up to the last batch, with which an auditor adds all of it up.

    Raises ``NotFound`` for whoever may not audit the book.
    """
    of = audited_book(viewer, code)
    last = Entry.objects.filter(book=of, kind=BATCH_PUBLISHED).order_by("-seq").first()
    rows = Entry.objects.filter(book=of, n_lines__gt=0, seq__lt=last.seq if last else 0)
    hidden = [row for row in rows.order_by("seq") if not json.loads(row.public)[LINES_SHOWN]]
    texts, salt = line_texts(hidden), salts(hidden)
    entries = {
        str(row.seq): [
            [one.hex(), text] for one, text in zip(salt[row.pk][1:], texts[row.pk], strict=True)
        ]
        for row in hidden
    }
    return {"kind": "audit", "book": code, "entries": entries}
