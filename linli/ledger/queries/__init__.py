"""What may be asked of books. Sums of a whole book name nobody; single entries ask who asks.

``verify`` (verification.py) adds everything up again and names the first thing that is wrong.
"""

import datetime
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Q, QuerySet, Sum
from django.utils.translation import ngettext

from linli.identity.permissions import Permission, Viewer
from linli.kernel import merkle, money
from linli.kernel.canon import Json
from linli.kernel.refusal import NotFound
from linli.ledger.entry import (
    BOOK_STEP,
    LINES_SHOWN,
    SALT_BYTES,
    EntryDraft,
    Line,
    Ref,
    leaf,
    line_text,
    lot_ref,
)  # fmt: skip
from linli.ledger.models import (
    Account,
    Balance,
    Book,
    Entry,
    EntryPrivate,
    Lot,
    LotUse,
    Transfer,
)  # fmt: skip
from linli.ledger.postings import BATCH_PUBLISHED, Sum as AccountSum
from linli.ledger.queries.verification import Verdict, anchor_digest, verify, verify_all

__all__ = [
    "AccountBalance", "BatchContent", "Inclusion", "StatementLine", "Verdict", "accounts",
    "anchor_digest", "balance", "balances", "batch_content", "book", "books", "draft_of",
    "entries", "entry", "inclusion", "last_lot", "line_texts", "lots_drawn", "lots_made",
    "open_lots", "published_payments", "salts", "spoken", "statement", "sums", "trial_balance",
    "unspent", "verify", "verify_all",
]  # fmt: skip

ENTRIES_PER_PAGE = 50
LOTS_AT_FIRST = 64


class AccountBalance(NamedTuple):
    """An account's sums; ``balance`` grows on its own side, so it is positive when all is usual."""

    code: str
    name: str
    kind: str
    debits: int
    credits: int
    balance: int
    floor: int | None


class StatementLine(NamedTuple):
    """One line through one account; ``change`` and ``balance`` on the account's own side."""

    seq: int
    occurred_on: datetime.date
    kind: str
    other: str
    purpose: str
    change: int
    balance: int


class BatchContent(NamedTuple):
    """What a batch publishes of its payments: sums by account, and the root over their lines."""

    sums: list[AccountSum]
    root: str


class Inclusion(NamedTuple):
    """What proves that one line is inside a batch: hash salt + line, climb, compare the root."""

    line: Mapping[str, Json]
    salt: str
    index: int
    size: int
    path: list[str]
    root: str


# Books -------------------------------------------------------------------------------------------


def book(code: str) -> Book:
    """A book by its code. Raises ``NotFound``."""
    found = Book.objects.filter(code=code).first()
    if found is None:
        raise NotFound
    return found


def books() -> list[Book]:
    """All books, by code."""
    return list(Book.objects.order_by("code"))


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


def accounts(code: str) -> list[Account]:
    """Every account of a book, by code."""
    return list(Account.objects.filter(book__code=code).order_by("code"))


def spoken(unit: str, amount: int) -> str:
    """An amount as people say it: ``¥1,234`` or ``30 分钟``."""
    if unit == "fen":
        return money.spoken(amount)
    return ngettext("%(count)s 分钟", "%(count)s 分钟", amount) % {"count": f"{amount:,}"}


# Entries -----------------------------------------------------------------------------------------


def entry(code: str, seq: int) -> Entry:
    """An entry by its public reference. Raises ``NotFound``."""
    found = Entry.objects.select_related("book").filter(book__code=code, seq=seq).first()
    if found is None:
        raise NotFound
    return found


def entries(viewer: Viewer, code: str, page: int = 1) -> Page[Entry]:
    """A page of a book's entries, newest first, for whoever audits it. Raises ``NotFound``."""
    audited = _audited(viewer, code)
    rows = Entry.objects.filter(book=audited).select_related("book", "reverses").order_by("-seq")
    return Paginator(rows, ENTRIES_PER_PAGE).get_page(page)


def statement(
    viewer: Viewer, code: str, account: str, since: datetime.date, until: datetime.date
) -> list[StatementLine]:
    """What passed through an account from ``since`` to ``until`` (both inside), in posting order.

    ``balance`` is what the account held after the line, in the order in which lines were posted.
    """
    audited = _audited(viewer, code)
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
    for use in _of(posted, LotUse.objects.select_related("lot")):
        ref = lot_ref(use.lot.transfer_id, use.lot.part)
        draws[use.transfer_id].append((ref, use.amount))
    makes: defaultdict[int, list[tuple[str, str, int, Ref | None]]] = defaultdict(list)
    made = _of(posted, Lot.objects.select_related("account", "source"))
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


# Lots --------------------------------------------------------------------------------------------

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
    return list(_of([posted], Lot.objects.all()).order_by("transfer_id", "part"))


def lots_drawn(posted: Entry) -> list[LotUse]:
    """What an entry's lines took out of lots, in the lots' order."""
    drawn = _of([posted], LotUse.objects.select_related("lot__account"))
    return list(drawn.order_by("transfer_id", "lot_id"))


# Batches -----------------------------------------------------------------------------------------


def batch_content(of: Book, seqs: Sequence[int]) -> BatchContent:
    """The sums and the root of payments, given by their entries' numbers in rising order.

    Raises ``NotFound`` for a number that is no entry of the book with lines.
    """
    inside = _leaves(of, seqs)
    leaves = [made for seq in seqs for made in inside[seq]]
    paid = Transfer.objects.filter(entry__book=of, entry__seq__in=seqs)
    return BatchContent(sums(paid), merkle.root(leaves).hex())


def published_payments(of: Book) -> set[int]:
    """The numbers of all entries that stand in a batch already."""
    batches = Entry.objects.filter(book=of, kind=BATCH_PUBLISHED).values_list("public", flat=True)
    return {seq for public in batches for seq in json.loads(public)["payments"]}


def inclusion(code: str, batch_seq: int, seq: int, line: int = 1) -> Inclusion:
    """What a family holds in hand to prove that its line is inside a batch. Raises ``NotFound``."""
    batch = entry(code, batch_seq)
    payments = json.loads(batch.public).get("payments", ())
    paid = entry(code, seq)
    if seq not in payments or not 1 <= line <= paid.n_lines:
        raise NotFound
    leaves = _leaves(batch.book, payments)
    every = [made for number in payments for made in leaves[number]]
    index = every.index(leaves[seq][line - 1])
    return Inclusion(
        line=line_texts([paid])[paid.pk][line - 1],
        salt=salts([paid])[paid.pk][line].hex(),
        index=index,
        size=len(every),
        path=[step.hex() for step in merkle.proof(every, index)],
        root=merkle.root(every).hex(),
    )


# Small words -------------------------------------------------------------------------------------


def _audited(viewer: Viewer, code: str) -> Book:
    audited = book(code)
    viewer.require(Permission.BOOK_AUDIT, place=audited.place_id, organisation=audited.owner_id)
    return audited


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


def _transfers(posted: Entry) -> Sequence[Transfer]:
    rows = Transfer.objects.filter(entry=posted).select_related("debit", "credit")
    return list(rows.order_by("line"))


def _line(row: Transfer) -> Line:
    return Line(row.debit.code, row.credit.code, row.amount, row.purpose)


def _of(posted: Sequence[Entry], rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows that hang on the entries' lines."""
    return rows.filter(transfer__entry__in=posted)


def _leaves(of: Book, seqs: Sequence[int]) -> dict[int, list[bytes]]:
    """The leaves of entries' lines, by the entry's number. Raises ``NotFound``."""
    paid = list(Entry.objects.filter(book=of, seq__in=seqs, n_lines__gt=0))
    if len(paid) < len(set(seqs)):
        raise NotFound
    texts, salt = line_texts(paid), salts(paid)
    return {
        one.seq: [leaf(*pair) for pair in zip(salt[one.pk][1:], texts[one.pk], strict=True)]
        for one in paid
    }
