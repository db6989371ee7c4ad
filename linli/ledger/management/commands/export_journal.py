"""Writes books as accounting programs read them: hledger, beancount, or a table."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from linli.kernel.reading import reads_only
from linli.kernel.refusal import NotFound
from linli.ledger import queries, terms


class Command(BaseCommand):
    """Every line of the books, hidden ones too: the file is for the accountant, not the street."""

    help = (
        "Write every entry of the books as text for hledger or beancount, or as CSV. Balances "
        "stand at the end as assertions, to the last fen, so the program itself adds it up again. "
        "Payments to families are in it line by line (no names): keep the file as the books."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=FORMATS, required=True)
        parser.add_argument("--out", type=Path, required=True)
        parser.add_argument("--book", help="the code of one book; all of them where it is missing")

    def handle(self, *, out: Path, book: str | None, **options: Any) -> None:
        try:
            with reads_only(), out.open("w", encoding="utf-8", newline="") as file:
                chosen = [queries.book(book)] if book else queries.books()
                books = [_book(found.code, found.unit) for found in chosen]
                for text in FORMATS[options["format"]](books):
                    file.write(text)
        except NotFound as missing:
            raise CommandError(f"no such book: {book}") from missing
        self.stdout.write(f"{out}: {len(books)} books")


def _book(code: str, unit: str) -> terms.BookAsText:
    accounts = {row.code: terms.AccountAsText(row.code, row.name, row.kind)
                for row in queries.accounts(code)}  # fmt: skip
    return terms.BookAsText(code, unit, accounts, queries.postings_of(code))


def _hledger(books: list[terms.BookAsText]) -> Iterator[str]:
    yield "; Linli\n"
    for book in books:
        yield from terms.as_hledger(book)


def _beancount(books: list[terms.BookAsText]) -> Iterator[str]:
    yield 'option "title" "Linli"\n'
    for book in books:
        yield from terms.as_beancount(book)


COLUMNS = (
    "book", "seq", "occurred_on", "kind", "line", "debit", "credit", "amount", "unit", "purpose",
    "hash",
)  # fmt: skip


def _csv(books: list[terms.BookAsText]) -> Iterator[str]:
    yield "\ufeff" + ",".join(COLUMNS) + "\r\n"  # the mark tells spreadsheets that this is UTF-8
    for book in books:
        for entry in book.entries:
            for number, line in enumerate(entry.lines, 1):
                text = io.StringIO()
                csv.writer(text).writerow(
                    [
                        book.code, entry.seq, entry.occurred_on.isoformat(), entry.kind, number,
                        line.debit, line.credit, terms.decimal(line.amount, book.unit),
                        terms.COMMODITIES[book.unit], line.purpose, entry.hash,
                    ]
                )  # fmt: skip
                yield text.getvalue()


FORMATS = {"hledger": _hledger, "beancount": _beancount, "csv": _csv}
