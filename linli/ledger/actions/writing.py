"""How an entry comes into being: tried, sealed, and written behind the head of its book.

Every payment passes here, so the statements are written out: three to read, one to write.
"""

import datetime
import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from linli.identity.permissions import Viewer
from linli.kernel.canon import Json, canon
from linli.kernel.rows import insert, uuid_of
from linli.ledger import queries, terms
from linli.ledger.actions.refusals import (
    AlreadySpent,
    DatedAhead,
    KeyUsedOtherwise,
    NoSuchAccount,
    NoSuchBook,
    NotEnough,
    NotEnoughForPurpose,
    PeriodClosed,
)
from linli.ledger.entry import (
    SALT_BYTES,
    EntryDraft,
    Header,
    Line,
    Ref,
    commitment,
    day_text,
    entry_id,
    leaf,
    line_text,
    lines_root,
    lot_ref,
    moment_text,
)
from linli.ledger.models import (
    CREDIT_SIDE,
    DEBIT_SIDE,
    Book,
    Entry,
    EntryPrivate,
    Lot,
    LotUse,
    Transfer,
)
from linli.ledger.terms import Draw, Make, Moves, OpenLot, Pocket


class Posted(NamedTuple):
    """An entry, and whether this very call wrote it down."""

    entry: Entry
    created: bool


def actor_of(by: Viewer) -> str:
    """Who is written into the chain: an id without a name, or the clock."""
    return str(by.user_id) if by.user_id else by.kind


# Before ------------------------------------------------------------------------------------------

BOOK_FIELDS = (
    "id", "code", "name", "unit", "owner_id", "place_id", "head_seq", "head_hash",
    "closed_through",
)  # fmt: skip
BOOK = f"SELECT {', '.join(BOOK_FIELDS)} FROM ledger_book WHERE code = %s"  # noqa: S608
LOCKED = {"sqlite": "", "postgresql": " FOR UPDATE"}
"""SQLite has one writer, and our transactions are it from their first statement on."""

EARLIER = "SELECT id FROM ledger_entry WHERE book_id = %s AND key = %s"


def hold_book(code: str) -> Book:
    """The book, held until the end of the transaction. Raises ``NoSuchBook``."""
    with connection.cursor() as cursor:
        cursor.execute(BOOK + LOCKED[connection.vendor], [code])
        found = cursor.fetchone()
    if found is None:
        raise NoSuchBook(book=code)
    book = Book.from_db(connection.alias, BOOK_FIELDS, found)
    book.owner_id = uuid_of(book.owner_id)
    return book


def posted_before(
    book: Book, draft: EntryDraft, key: str, by: Viewer, *, ours_to_date: bool = False
) -> Entry | None:
    """The entry that this key has made, if any. Raises ``KeyUsedOtherwise``.

    ``ours_to_date``: the day is the ledger's own choice, so a retry on the next day is no other
    content.
    """
    with connection.cursor() as cursor:
        cursor.execute(EARLIER, [book.pk, key])
        found = cursor.fetchone()
    if found is None:
        return None
    earlier = Entry.objects.get(pk=found[0])
    earlier.book = book
    then, now = queries.draft_of(earlier), draft
    if ours_to_date:
        now = replace(draft, occurred_on=then.occurred_on)
    before, after = _content(then, earlier.actor), _content(now, actor_of(by))
    for name, said, says in zip(FIELDS, before, after, strict=True):
        if said != says:
            raise KeyUsedOtherwise(field=name)
    return earlier


FIELDS = (
    gettext_lazy("事项"),
    gettext_lazy("日期"),
    gettext_lazy("科目、金额或用途"),
    gettext_lazy("公开说明"),
    gettext_lazy("内部说明"),
    gettext_lazy("经手人"),
)
"""What a person calls the parts of ``_content``."""


def _content(draft: EntryDraft, actor: str) -> tuple[object, ...]:
    """What a key stands for."""
    public, private = canon(draft.public_part), canon(dict(draft.private))
    return draft.kind, draft.occurred_on, draft.lines, public, private, actor


# Trying ------------------------------------------------------------------------------------------


ACCOUNTS = """
SELECT a.id, a.code, a.name, a.side, a.traced, b.floor, (b.debits - b.credits) * a.side
FROM ledger_account a JOIN ledger_balance b ON b.account_id = a.id
WHERE a.book_id = %s AND a.code IN ({codes})"""


@dataclass
class _Pocket(Pocket):
    """A pocket that knows its row."""

    id: int = 0


class _Plan(NamedTuple):
    """What each line does to lots, and the rows of the lots that are named."""

    moves: Sequence[Moves]
    lot_ids: dict[Ref, int]


def append(
    book: Book,
    draft: EntryDraft,
    *,
    key: str,
    by: Viewer,
    at: datetime.datetime,
    reverses: Entry | None = None,
) -> Entry:
    """Try the draft, then write it behind the head of its book, which the caller has locked."""
    _insist_on_day(book, draft.occurred_on, at)
    pockets = _pockets(book, draft.lines)
    if reverses is None:
        plan = _try(book, draft, pockets)
    else:
        plan = _try_back(book, draft, pockets, reverses)
    texts = [
        line_text(number, line, *moves)
        for number, (line, moves) in enumerate(zip(draft.lines, plan.moves, strict=True), 1)
    ]
    entry, private = _seal(book, draft, texts, key=key, by=by, at=at, reverses=reverses)
    transfers = _transfers(entry, draft.lines, pockets)
    lots = _lots(book, transfers, plan, pockets)
    insert(entry, private, *transfers, *lots, *_uses(transfers, plan))
    # A trigger has moved the row; the object in hand follows it.
    book.head_seq, book.head_hash = entry.seq, entry.hash
    return entry


def _insist_on_day(book: Book, day: datetime.date, at: datetime.datetime) -> None:
    if book.closed_through and day <= book.closed_through:
        raise PeriodClosed(day=day, through=book.closed_through)
    if day > timezone.localdate(at):
        raise DatedAhead(day=day)


def _pockets(book: Book, lines: Sequence[Line]) -> dict[str, _Pocket]:
    """The accounts that the lines name, by code. Raises ``NoSuchAccount``."""
    codes = sorted({code for line in lines for code in (line.debit, line.credit)})
    if not codes:
        return {}
    places = ", ".join(["%s"] * len(codes))
    with connection.cursor() as cursor:
        cursor.execute(ACCOUNTS.format(codes=places), [book.pk, *codes])
        pockets = {
            code: _Pocket(code, name, side, bool(traced), floor, balance, id=account_id)
            for account_id, code, name, side, traced, floor, balance in cursor.fetchall()
        }
    for code in codes:
        if code not in pockets:
            raise NoSuchAccount(book=book.code, account=code)
    return pockets


def _try(book: Book, draft: EntryDraft, pockets: Mapping[str, _Pocket]) -> _Plan:
    """Find out what the lines do to lots. Raises ``NotEnough``, ``NotEnoughForPurpose``."""
    lot_ids = _load_lots(pockets, draft.lines)
    try:
        moves = [
            terms.transfer(pockets[line.debit], pockets[line.credit], line.amount, line.purpose)
            for line in draft.lines
        ]
    except terms.Short as short:
        raise _refusal(book, short) from short
    return _Plan(moves, lot_ids)


def _refusal(book: Book, short: terms.Short) -> NotEnough:
    name, missing = short.pocket.name, queries.spoken(book.unit, short.missing)
    if short.purpose is None:
        return NotEnough(account=name, missing=missing)
    return NotEnoughForPurpose(
        account=name, purpose=short.purpose or _("不限用途"), missing=missing
    )


def _load_lots(pockets: Mapping[str, _Pocket], lines: Sequence[Line]) -> dict[Ref, int]:
    """Put the lots that the lines may need into the pockets they take from; the lots' rows."""
    needs: Counter[tuple[str, str]] = Counter()
    for line in lines:
        for code, shrinks in ((line.debit, CREDIT_SIDE), (line.credit, DEBIT_SIDE)):
            if pockets[code].traced and pockets[code].side == shrinks:
                for purpose in {line.purpose, ""}:
                    needs[code, purpose] += line.amount
    lot_ids = {}
    for (code, purpose), need in needs.items():
        for lot_id, transfer_id, part, left in queries.open_lots(pockets[code].id, purpose, need):
            ref = lot_ref(transfer_id, part)
            pockets[code].lots.append(OpenLot(ref, purpose, left))
            lot_ids[ref] = lot_id
    return lot_ids


def _try_back(
    book: Book, draft: EntryDraft, pockets: Mapping[str, _Pocket], original: Entry
) -> _Plan:
    """Find out what taking ``original`` back does: its lots go whole, its draws come back as lots.

    Line 1 is taken back by the last line, so what it did stands at -1. Raises ``AlreadySpent``
    when one of its lots is not whole any more.
    """
    made, drawn = queries.lots_made(original), queries.lots_drawn(original)
    if any(lot.unspent != lot.amount for lot in made):
        raise AlreadySpent(seq=original.seq)
    moves = [Moves([], []) for _line in draft.lines]
    lot_ids = {}
    for lot in made:
        ref = lot_ref(lot.transfer_id, lot.part)
        lot_ids[ref] = lot.pk
        moves[-ref.line].draws.append(Draw(ref, lot.amount))
    for use in drawn:
        ref, lot = lot_ref(use.lot.transfer_id, use.lot.part), use.lot
        lot_ids[ref] = lot.pk
        moves[-(use.transfer_id - original.pk)].makes.append(
            Make(lot.account.code, lot.purpose, use.amount, ref)
        )
    _try_floors(book, draft, pockets)
    return _Plan(moves, lot_ids)


def _try_floors(book: Book, draft: EntryDraft, pockets: Mapping[str, _Pocket]) -> None:
    """As ``_try``, where the lots are known already."""
    for pocket in pockets.values():
        pocket.traced = False
    _try(book, draft, pockets)


def _seal(
    book: Book,
    draft: EntryDraft,
    texts: Sequence[Mapping[str, Json]],
    *,
    key: str,
    by: Viewer,
    at: datetime.datetime,
    reverses: Entry | None,
) -> tuple[Entry, EntryPrivate]:
    """The entry with its hash, and its private row: fresh salts, one for it and one a line."""
    salts = [secrets.token_bytes(SALT_BYTES) for _salt in range(len(texts) + 1)]
    private = canon(dict(draft.private))
    header = Header(
        book=book.code,
        seq=book.head_seq + 1,
        prev=book.head_hash,
        occurred_on=day_text(draft.occurred_on),
        posted_at=moment_text(at),
        kind=draft.kind,
        key=key,
        actor=actor_of(by),
        reverses=reverses.seq if reverses else None,
        n_lines=len(texts),
        lines_root=lines_root([leaf(*pair) for pair in zip(salts[1:], texts, strict=True)]),
        public=draft.public_part,
        private_commit=commitment(salts[0], draft.private),
    )
    entry = Entry(
        id=entry_id(book.pk, header.seq),
        book=book,
        seq=header.seq,
        prev=header.prev,
        occurred_on=draft.occurred_on,
        posted_at=at,
        kind=draft.kind,
        key=key,
        actor=header.actor,
        reverses=reverses,
        n_lines=header.n_lines,
        lines_root=header.lines_root,
        public=canon(header.public).decode(),
        private_commit=header.private_commit,
        hash=header.hash,
    )
    return entry, EntryPrivate(entry=entry, salts=b"".join(salts), private=private.decode())


def _transfers(
    entry: Entry, lines: Sequence[Line], pockets: Mapping[str, _Pocket]
) -> list[Transfer]:
    return [
        Transfer(
            id=entry.pk + number,
            entry=entry,
            line=number,
            debit_id=pockets[line.debit].id,
            credit_id=pockets[line.credit].id,
            amount=line.amount,
            purpose=line.purpose,
        )
        for number, line in enumerate(lines, 1)
    ]


def _lots(
    book: Book, transfers: Sequence[Transfer], plan: _Plan, pockets: Mapping[str, _Pocket]
) -> list[Lot]:
    makes = [
        (transfer, part, make)
        for transfer, moves in zip(transfers, plan.moves, strict=True)
        for part, make in enumerate(moves.makes, 1)
    ]
    if not makes:
        return []
    return [
        Lot(
            id=number,
            account_id=pockets[make.account].id,
            transfer=transfer,
            part=part,
            purpose=make.purpose,
            amount=make.amount,
            unspent=make.amount,
            source_id=make.source and plan.lot_ids[make.source],
        )
        for number, (transfer, part, make) in enumerate(makes, queries.last_lot(book) + 1)
    ]


def _uses(transfers: Sequence[Transfer], plan: _Plan) -> list[LotUse]:
    return [
        LotUse(transfer=transfer, lot_id=plan.lot_ids[draw.ref], amount=draw.amount)
        for transfer, moves in zip(transfers, plan.moves, strict=True)
        for draw in moves.draws
    ]
