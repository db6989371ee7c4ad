"""Single entries: for whoever audits, and as the drafts and lines they were made of."""

import datetime
import json
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Q, Sum

from linli.identity.permissions import Permission, Viewer
from linli.kernel.canon import Json
from linli.kernel.refusal import NotFound
from linli.ledger.entry import LINES_SHOWN, SALT_BYTES, EntryDraft, Line, Ref, line_text, lot_ref
from linli.ledger.models import Account, Book, Entry, EntryPrivate, Lot, LotUse, Transfer
from linli.ledger.queries.books import book
from linli.ledger.queries.lots import of_entries

ENTRIES_PER_PAGE = 50


class StatementLine(NamedTuple):
    """One line through one account; ``change`` and ``balance`` on the account's own side."""

    seq: int
    occurred_on: datetime.date
    kind: str
    other: str
    purpose: str
    change: int
    balance: int


def entry(code: str, seq: int) -> Entry:
    """An entry by its public reference. Raises ``NotFound``."""
    found = Entry.objects.select_related("book").filter(book__code=code, seq=seq).first()
    if found is None:
        raise NotFound
    return found


def entries(viewer: Viewer, code: str, page: int = 1) -> Page[Entry]:
    """A page of a book's entries, newest first, for whoever audits it. Raises ``NotFound``."""
    audited = audited_book(viewer, code)
    rows = Entry.objects.filter(book=audited).select_related("book", "reverses").order_by("-seq")
    return Paginator(rows, ENTRIES_PER_PAGE).get_page(page)


def statement(
    viewer: Viewer, code: str, account: str, since: datetime.date, until: datetime.date
) -> list[StatementLine]:
    """What passed through an account from ``since`` to ``until`` (both inside), in posting order.

    ``balance`` is what the account held after the line, in the order in which lines were posted.
    """
    audited = audited_book(viewer, code)
    found = Account.objects.filter(book=audited, code=account).first()
    if found is None:
        raise NotFound
    through = Transfer.objects.filter(Q(debit=found) | Q(credit=found)).order_by("id")
    lines, held = [], 0
    for row in through.select_related("entry", "debit", "credit"):
        into_debit = row.debit_id == found.pk
        change = row.amount * found.side * (1 if into_debit else -1)
        held += change
        if since <= row.entry.occurred_on <= until:
            other = row.credit.code if into_debit else row.debit.code
            made = row.entry
            lines.append(
                StatementLine(
                    made.seq, made.occurred_on, made.kind, other, row.purpose, change, held
                )
            )
    return lines


class Movement(NamedTuple):
    """One line of a book between two days, as a report or another's accounts need it.

    ``kind``   the entry's, or of a reversal that of the entry it takes back (``reverses``: its seq)
    ``free``   how much of it came from, or became, money given for no purpose; the rest is bound
    """

    seq: int
    occurred_on: datetime.date
    kind: str
    reverses: int | None
    debit: str
    credit: str
    amount: int
    purpose: str
    free: int


def movements(code: str, since: datetime.date, until: datetime.date) -> list[Movement]:
    """Every line of a book that occurred from ``since`` to ``until``, in posting order.

    Amounts and uses, nobody and no paper: whoever may see the book may see them.
    """
    within = {"entry__book__code": code, "entry__occurred_on__range": (since, until)}
    rows = Transfer.objects.filter(**within).order_by("id")
    within_lot = {f"transfer__{name}": value for name, value in within.items()}
    drawn = LotUse.objects.filter(lot__purpose="", **within_lot).values_list("transfer")
    made = Lot.objects.filter(purpose="", **within_lot).values_list("transfer")
    free = dict(drawn.annotate(Sum("amount")).order_by())
    free = dict(made.annotate(Sum("amount")).order_by()) | free
    return [
        Movement(
            seq=row.entry.seq,
            occurred_on=row.entry.occurred_on,
            kind=row.entry.reverses.kind if row.entry.reverses else row.entry.kind,
            reverses=row.entry.reverses.seq if row.entry.reverses else None,
            debit=row.debit.code,
            credit=row.credit.code,
            amount=row.amount,
            purpose=row.purpose,
            free=free.get(row.pk, 0),
        )
        for row in rows.select_related("entry__reverses", "debit", "credit")
    ]


def draft_of(posted: Entry) -> EntryDraft:
    """The draft from which an entry was made."""
    public = json.loads(posted.public)
    shown = public.pop(LINES_SHOWN)
    private = EntryPrivate.objects.get(pk=posted.pk).private
    return EntryDraft(
        posted.book.code,
        posted.kind,
        posted.occurred_on,
        lines=tuple(_line(transfer) for transfer in _transfers(posted)),
        public=public,
        private=json.loads(private),
        lines_shown=shown,
    )


def line_texts(posted: Sequence[Entry]) -> dict[int, list[dict[str, Json]]]:
    """Entries' lines as they were hashed, with the lots they drew and made; by the entry's id."""
    draws: defaultdict[int, list[tuple[Ref, int]]] = defaultdict(list)
    for use in of_entries(posted, LotUse.objects.select_related("lot")):
        ref = lot_ref(use.lot.transfer_id, use.lot.part)
        draws[use.transfer_id].append((ref, use.amount))
    makes: defaultdict[int, list[tuple[str, str, int, Ref | None]]] = defaultdict(list)
    made = of_entries(posted, Lot.objects.select_related("account", "source"))
    for lot in made.order_by("transfer_id", "part"):
        source = lot.source and lot_ref(lot.source.transfer_id, lot.source.part)
        makes[lot.transfer_id].append((lot.account.code, lot.purpose, lot.amount, source))
    texts: defaultdict[int, list[dict[str, Json]]] = defaultdict(list)
    lines = Transfer.objects.filter(entry__in=posted).select_related("debit", "credit")
    for row in lines.order_by("id"):
        text = line_text(row.line, _line(row), draws[row.pk], makes[row.pk])
        texts[row.entry_id].append(text)
    return texts


def salts(posted: Sequence[Entry]) -> dict[int, list[bytes]]:
    """Entries' salts by the entry's id: the private part's first, then each line's."""
    rows = EntryPrivate.objects.filter(pk__in=posted).values_list("pk", "salts")
    return {
        entry: [
            bytes(all_of_it[at : at + SALT_BYTES]) for at in range(0, len(all_of_it), SALT_BYTES)
        ]
        for entry, all_of_it in rows
    }


def audited_book(viewer: Viewer, code: str) -> Book:
    """A book whose single entries the viewer may read. Raises ``NotFound``."""
    audited = book(code)
    viewer.require(Permission.BOOK_AUDIT, place=audited.place_id, organisation=audited.owner_id)
    return audited


def _transfers(posted: Entry) -> Sequence[Transfer]:
    rows = Transfer.objects.filter(entry=posted).select_related("debit", "credit")
    return list(rows.order_by("line"))


def _line(row: Transfer) -> Line:
    return Line(row.debit.code, row.credit.code, row.amount, row.purpose)
