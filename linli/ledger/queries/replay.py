"""One book, replayed from its first entry, and held against every row the tables have of it."""

import datetime
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple

from django.db.models import QuerySet

from linli.kernel import merkle
from linli.kernel.canon import Json, canon, sha256hex
from linli.ledger.entry import (
    BOOK_STEP,
    ENTRY_STEP,
    GENESIS,
    LINES_SHOWN,
    SALT_BYTES,
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
from linli.ledger.postings import (
    ACCOUNT_OPENED,
    BATCH_PUBLISHED,
    BOOK_OPENED,
    ENTRY_REVERSED,
    FLOOR_SET,
    PERIOD_CLOSED,
)


class Wrong(Exception):
    """The first thing that differs: ``column``, and the entry if one is to blame."""

    def __init__(self, column: str, seq: int | None = None) -> None:
        super().__init__(column)
        self.column, self.seq = column, seq


@dataclass
class _AccountReplay:
    """What an account's rows must say by now."""

    kind: str
    side: int
    traced: bool
    floor: int | None
    debits: int = 0
    credits: int = 0
    last_transfer: int = 0


@dataclass
class _LotReplay:
    """What a lot's row must say by now, beside what its line's hash covers."""

    ref: Ref
    account_id: int
    unspent: int
    last_use: int = 0


class _Lines(NamedTuple):
    """Everything that hangs on one entry."""

    transfers: Sequence[Any]
    lots: Sequence[Any]
    uses: Sequence[Any]
    private: Any


class _ByEntry:
    """Rows that come sorted by entry, handed out entry by entry, each read once."""

    def __init__(self, rows: Iterator[Any], key: str, column: str) -> None:
        self._rows, self._key, self._column = rows, key, column
        self._next = next(rows, None)
        self.count = 0

    def of(self, entry: int) -> list[Any]:
        """The rows of the entry with this id. Raises ``Wrong`` for one of no entry before it."""
        found = []
        while self._next is not None and getattr(self._next, self._key) < entry + ENTRY_STEP:
            if getattr(self._next, self._key) < entry:
                raise Wrong(self._column)
            found.append(self._next)
            self._next = next(self._rows, None)
        self.count += len(found)
        return found

    def end(self) -> None:
        if self._next is not None:
            raise Wrong(self._column)


class Replay:
    """One book, replayed. ``seq`` and ``head`` are the last entry's that was found right."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.seq, self.head = 0, GENESIS
        self.closed_through: datetime.date | None = None
        self.accounts: dict[str, _AccountReplay] = {}
        self.lots: dict[int, _LotReplay] = {}
        self.leaves: dict[int, list[bytes]] = {}
        self.open_sums: list[tuple[datetime.date, str, str, int]] = []
        self.closed_sums: dict[str, list[int]] = {}
        self.counted: dict[str, int] = {}
        rows = Account.objects.filter(book=book).values_list(
            "id", "code", "kind", "side", "traced", named=True
        )
        self.account_rows = {row.id: row for row in rows}

    def run(self) -> None:
        """Raises ``Wrong`` at the first thing that differs."""
        transfers, lots = _ByEntry(*self._transfers()), _ByEntry(*self._lots())
        uses, private = _ByEntry(*self._uses()), _ByEntry(*self._private())
        for entry in _rows(Entry.objects.filter(book=self.book).order_by("seq")):
            try:
                hanging = _Lines(*(rows.of(entry.id) for rows in (transfers, lots, uses, private)))
                self._entry(entry, hanging)
            except Wrong as wrong:
                wrong.seq = self.seq + 1
                raise
            self.seq, self.head = entry.seq, entry.hash
        for rows in (transfers, lots, uses, private):
            rows.end()
        self.counted = {
            "entry": self.seq,
            "transfer": transfers.count,
            "lot": lots.count,
            "lotuse": uses.count,
            "entryprivate": private.count,
        }
        self._book_row()
        self._account_rows()
        self._lot_rows()
        self._anchors()

    # The tables, sorted by entry. A transfer's id lies within its entry's (entry.entry_id).

    def _transfers(self) -> tuple[Iterator[Any], str, str]:
        return _rows(_of_book(Transfer, "id", self.book).order_by("id")), "id", "transfer.id"

    def _lots(self) -> tuple[Iterator[Any], str, str]:
        rows = _of_book(Lot, "transfer_id", self.book).order_by("transfer_id", "part")
        return _rows(rows), "transfer_id", "lot.transfer"

    def _uses(self) -> tuple[Iterator[Any], str, str]:
        rows = _of_book(LotUse, "transfer_id", self.book).order_by("transfer_id", "lot_id")
        return _rows(rows), "transfer_id", "lotuse.transfer"

    def _private(self) -> tuple[Iterator[Any], str, str]:
        rows = _of_book(EntryPrivate, "entry_id", self.book).order_by("entry_id")
        return _rows(rows), "entry_id", "entryprivate.entry"

    # One entry

    def _entry(self, entry: Any, hanging: _Lines) -> None:
        _same("entry.seq", entry.seq, self.seq + 1)
        _same("entry.id", entry.id, entry_id(self.book.pk, entry.seq))
        _same("entry.prev", entry.prev, self.head)
        public = _canonical("entry.public", entry.public)
        _same("entry.hash", entry.hash, self._header(entry, public).hash)
        _same("entryprivate.entry", [row.entry_id for row in hanging.private], [entry.id])
        private = _canonical("entryprivate.private", hanging.private[0].private)
        salts = bytes(hanging.private[0].salts)
        _same("entryprivate.salts", len(salts), SALT_BYTES * (entry.n_lines + 1))
        commit = commitment(salts[:SALT_BYTES], private)
        _same("entryprivate.private", commit, entry.private_commit)
        self._period(entry)
        self._lines(entry, hanging, salts)
        _same("entry.reverses", entry.kind == ENTRY_REVERSED, entry.reverses_id is not None)
        if entry.reverses_id is not None:
            self._reversal(entry)
        replayed = REPLAYED.get(entry.kind)
        if replayed:
            public.pop(LINES_SHOWN, None)
            replayed(self, entry, public, private)
        _same("entry.kind", entry.kind == BOOK_OPENED, entry.seq == 1)

    def _header(self, entry: Any, public: dict[str, Json]) -> Header:
        reverses = entry.reverses_id
        return Header(
            book=self.book.code,
            seq=entry.seq,
            prev=entry.prev,
            occurred_on=day_text(entry.occurred_on),
            posted_at=moment_text(entry.posted_at),
            kind=entry.kind,
            key=entry.key,
            actor=entry.actor,
            reverses=None if reverses is None else reverses % BOOK_STEP // ENTRY_STEP,
            n_lines=entry.n_lines,
            lines_root=entry.lines_root,
            public=public,
            private_commit=entry.private_commit,
        )

    def _period(self, entry: Any) -> None:
        if self.closed_through and entry.occurred_on <= self.closed_through:
            raise Wrong("entry.occurred_on")

    def _lines(self, entry: Any, hanging: _Lines, salts: bytes) -> None:
        """The lines hash to the entry's root; then they move balances and lots."""
        _same("transfer.line", len(hanging.transfers), entry.n_lines)
        for number, row in enumerate(hanging.transfers, 1):
            _same("transfer.line", (row.line, row.id), (number, entry.id + number))
            _same("transfer.entry", row.entry_id, entry.id)
        parts: Counter[int] = Counter()
        for lot in hanging.lots:
            parts[lot.transfer_id] += 1
            _same("lot.part", lot.part, parts[lot.transfer_id])
            self._lot(lot)
        leaves = []
        for row in hanging.transfers:
            text = self._line_text(row, hanging)
            salt = salts[SALT_BYTES * row.line : SALT_BYTES * (row.line + 1)]
            leaves.append(leaf(salt, text))
        _same("transfer", lines_root(leaves), entry.lines_root)
        if leaves:
            self.leaves[entry.seq] = leaves
        for row in hanging.transfers:
            self._move(entry, row, hanging)

    def _line_text(self, row: Any, hanging: _Lines) -> dict[str, Json]:
        debit = self._code("transfer.debit", row.debit_id)
        credit = self._code("transfer.credit", row.credit_id)
        draws = [
            (self._known_lot("lotuse.lot", use.lot_id).ref, use.amount)
            for use in hanging.uses
            if use.transfer_id == row.id
        ]
        makes = [
            (
                self._code("lot.account", lot.account_id),
                lot.purpose,
                lot.amount,
                None if lot.source_id is None else self._known_lot("lot.source", lot.source_id).ref,
            )
            for lot in hanging.lots
            if lot.transfer_id == row.id
        ]
        return line_text(row.line, Line(debit, credit, row.amount, row.purpose), draws, makes)

    def _lot(self, lot: Any) -> None:
        """A lot enters the replay. Lots are numbered in the order of posting, without a gap."""
        _same("lot.id", lot.id, self.book.pk * BOOK_STEP + len(self.lots) + 1)
        ref = lot_ref(lot.transfer_id, lot.part)
        self.lots[lot.id] = _LotReplay(ref, lot.account_id, lot.amount)

    def _move(self, entry: Any, row: Any, hanging: _Lines) -> None:
        """One transfer moves two balances, and the lots of those that are traced."""
        debit, credit = self._code("", row.debit_id), self._code("", row.credit_id)
        self.accounts[debit].debits += row.amount
        self.accounts[credit].credits += row.amount
        self.open_sums.append((entry.occurred_on, debit, credit, row.amount))
        for use in hanging.uses:
            if use.transfer_id == row.id:
                lot = self.lots[use.lot_id]
                lot.unspent -= use.amount
                lot.last_use = row.id
                _same("lotuse.amount", lot.unspent >= 0, True)
        for code, account_id, grown_by in ((debit, row.debit_id, 1), (credit, row.credit_id, -1)):
            account = self.accounts[code]
            account.last_transfer = row.id
            balance = (account.debits - account.credits) * account.side
            if account.side != grown_by and account.floor is not None and balance < account.floor:
                raise Wrong("transfer.amount")
            if account.traced:
                moved = self._through_lots(row, hanging, account_id, account.side == grown_by)
                _same("lot.amount", moved, row.amount)

    def _through_lots(self, row: Any, hanging: _Lines, account_id: int, grows: bool) -> int:
        """What a line moved in or out of an account by lots."""
        if grows:
            return sum(
                lot.amount
                for lot in hanging.lots
                if (lot.transfer_id, lot.account_id) == (row.id, account_id)
            )
        return sum(
            use.amount
            for use in hanging.uses
            if use.transfer_id == row.id and self.lots[use.lot_id].account_id == account_id
        )

    def _reversal(self, entry: Any) -> None:
        """It takes back an earlier entry of this book, line by line, and that is no reversal."""
        original = _rows(Entry.objects.filter(pk=entry.reverses_id, seq__lt=entry.seq))
        found = next(original, None)
        if found is None or found.book_id != self.book.pk or found.reverses_id is not None:
            raise Wrong("entry.reverses")
        taken, back = (
            list(
                Transfer.objects.filter(entry_id=of)
                .order_by(order)
                .values_list(first, second, "amount", "purpose")
            )
            for of, order, first, second in (
                (found.id, "line", "debit_id", "credit_id"),
                (entry.id, "-line", "credit_id", "debit_id"),
            )
        )
        _same("entry.reverses", taken, back)

    # The ledger's own entries

    def _book_opened(self, _entry: Any, public: dict[str, Any], _private: dict[str, Any]) -> None:
        _same("book.unit", self.book.unit, public["unit"])
        _same("book.place", self.book.place_id, public["place"])
        owner = self.book.owner_id
        _same("book.owner", str(owner) if owner else None, public["owner"])

    def _account_opened(
        self, _entry: Any, public: dict[str, Any], _private: dict[str, Any]
    ) -> None:
        self.accounts[public["code"]] = _AccountReplay(
            public["kind"], public["side"], bool(public["traced"]), public["floor"]
        )

    def _floor_set(self, _entry: Any, public: dict[str, Any], _private: dict[str, Any]) -> None:
        self.accounts[public["code"]].floor = public["floor"]

    def _period_closed(self, entry: Any, _public: dict[str, Any], private: dict[str, Any]) -> None:
        self.closed_through = entry.occurred_on
        still_open = []
        for moved in self.open_sums:
            occurred_on, debit, credit, amount = moved
            if occurred_on > entry.occurred_on:
                still_open.append(moved)
                continue
            self.closed_sums.setdefault(debit, [0, 0])[0] += amount
            self.closed_sums.setdefault(credit, [0, 0])[1] += amount
        self.open_sums = still_open
        sums = [[code, *self.closed_sums[code]] for code in sorted(self.closed_sums)]
        _same("entryprivate.private", private["trial_balance"], sums)

    def _batch_published(
        self, _entry: Any, public: dict[str, Any], _private: dict[str, Any]
    ) -> None:
        payments = public["payments"]
        leaves = chain.from_iterable(self.leaves.get(seq, ()) for seq in payments)
        _same("entry.public", public["root"], merkle.root(list(leaves)).hex())
        sums: dict[str, list[int]] = {}
        rows = Transfer.objects.filter(entry_id__in=[entry_id(self.book.pk, s) for s in payments])
        for debit_id, credit_id, amount in rows.values_list("debit_id", "credit_id", "amount"):
            sums.setdefault(self._code("", debit_id), [0, 0])[0] += amount
            sums.setdefault(self._code("", credit_id), [0, 0])[1] += amount
        _same("entry.public", public["sums"], [[code, *sums[code]] for code in sorted(sums)])

    # What must be in the tables in the end

    def _book_row(self) -> None:
        _same("book.head_seq", self.book.head_seq, self.seq)
        _same("book.head_hash", self.book.head_hash, self.head)
        _same("book.closed_through", self.book.closed_through, self.closed_through)

    def _account_rows(self) -> None:
        found = {row.code: row for row in self.account_rows.values()}
        _same("account.code", sorted(found), sorted(self.accounts))
        held = {row.account_id: row for row in _rows(_balances_of(self.account_rows))}
        _same("balance.account", sorted(held), sorted(self.account_rows))
        for code, account in self.accounts.items():
            for column in ("kind", "side", "traced"):
                _same(f"account.{column}", getattr(found[code], column), getattr(account, column))
            for column in ("side", "floor", "debits", "credits", "last_transfer"):
                stored = getattr(held[found[code].id], column)
                _same(f"balance.{column}", stored, getattr(account, column))
        self.counted |= {"account": len(found), "balance": len(held)}

    def _lot_rows(self) -> None:
        for row in _rows(_of_book(Lot, "transfer_id", self.book).order_by("id")):
            _same("lot.unspent", row.unspent, self.lots[row.id].unspent)
            _same("lot.last_use", row.last_use, self.lots[row.id].last_use)

    def _anchors(self) -> None:
        count = 0
        for anchor in _of_book(Anchor, "entry_id", self.book):
            count += 1
            _same("anchor.digest", anchor.digest, anchor_digest(anchor))
            shown = Entry.objects.filter(pk=anchor.entry_id).values_list("hash", flat=True).first()
            _same("anchor.hash", anchor.hash, shown)
        self.counted["anchor"] = count

    # Small words

    def _code(self, column: str, account_id: int) -> str:
        row = self.account_rows.get(account_id)
        if row is None or row.code not in self.accounts:
            raise Wrong(column)
        return str(row.code)

    def _known_lot(self, column: str, lot_id: int) -> _LotReplay:
        if lot_id not in self.lots:
            raise Wrong(column)
        return self.lots[lot_id]


REPLAYED: dict[str, Callable[[Replay, Any, dict[str, Any], dict[str, Any]], None]] = {
    BOOK_OPENED: Replay._book_opened,
    ACCOUNT_OPENED: Replay._account_opened,
    FLOOR_SET: Replay._floor_set,
    PERIOD_CLOSED: Replay._period_closed,
    BATCH_PUBLISHED: Replay._batch_published,
}


def anchor_digest(anchor: Anchor) -> str:
    """An anchor's own key: the hash over what it says."""
    said: dict[str, Json] = {
        "entry": anchor.entry_id,
        "hash": anchor.hash,
        "shown_to": anchor.shown_to,
        "at": moment_text(anchor.at),
        "actor": anchor.actor,
    }
    return sha256hex(canon(said))


def _same(column: str, stored: object, expected: object) -> None:
    if stored != expected:
        raise Wrong(column)


def _canonical(column: str, text: str) -> dict[str, Any]:
    """A mapping stored as canonical JSON: not merely the same value, the same bytes."""
    try:
        value = json.loads(text)
        spelled = canon(value).decode()
    except (ValueError, TypeError) as broken:
        raise Wrong(column) from broken
    if spelled != text or not isinstance(value, dict):
        raise Wrong(column)
    return value


def _of_book(model: type[Any], column: str, book: Book) -> QuerySet[Any]:
    """The rows whose entry's id lies in the book's range, whether there is such an entry or not."""
    first = book.pk * BOOK_STEP
    return model.objects.filter(**{f"{column}__gte": first, f"{column}__lt": first + BOOK_STEP})


def _balances_of(account_rows: dict[int, Any]) -> QuerySet[Any]:
    return Balance.objects.filter(account_id__in=list(account_rows))


def _rows(found: QuerySet[Any]) -> Iterator[Any]:
    """Plain tuples with names, a chunk at a time: several times quicker than model instances."""
    columns = [column.attname for column in found.model._meta.concrete_fields]
    return found.values_list(*columns, named=True).iterator(chunk_size=2000)
