"""On what terms amounts move: floors, and which lots are drawn where money is traced.

Pure: an entry's lines are tried here, one after another, before anything is written.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

Ref = tuple[int, int, int]
"""Where a lot was made: the entry's seq, the line, the part of the line. Later is greater."""


class OpenLot(NamedTuple):
    """A lot with something left; ``purpose`` is empty for free money."""

    ref: Ref
    purpose: str
    left: int


class Draw(NamedTuple):
    """An amount that a line takes out of a lot."""

    ref: Ref
    amount: int


class Make(NamedTuple):
    """A lot that a line makes; ``source`` where the money only moved on from another account."""

    account: str
    purpose: str
    amount: int
    source: Ref | None


class Moves(NamedTuple):
    """What one line does to lots. Parts are counted from 1 in the order of ``makes``."""

    draws: Sequence[Draw] = ()
    makes: Sequence[Make] = ()


class Short(Exception):
    """An account lacks ``missing``: below its floor, or (``purpose`` given) for this purpose."""

    def __init__(self, pocket: "Pocket", missing: int, purpose: str | None = None) -> None:
        super().__init__(pocket.code)
        self.pocket, self.missing, self.purpose = pocket, missing, purpose


@dataclass
class Pocket:
    """An account as the next line finds it. ``lots`` need only cover what will be drawn."""

    code: str
    name: str
    side: int
    traced: bool
    floor: int | None
    balance: int
    lots: list[OpenLot] = field(default_factory=list)

    def move(self, amount: int) -> None:
        """Add ``amount`` (negative: take). Raises ``Short`` below the floor."""
        self.balance += amount
        if amount < 0 and self.floor is not None and self.balance < self.floor:
            raise Short(self, self.floor - self.balance)

    def draw(self, amount: int, purpose: str) -> list[tuple[Draw, str]]:
        """Take ``amount`` for ``purpose`` out of the lots: each draw with its lot's purpose.

        Money given for this very purpose goes first, then free money; within each, first in, first
        out. Money given for another purpose is never touched (慈善法: gifts are used as agreed).
        Raises ``Short`` when these do not suffice.
        """
        drawn: list[tuple[Draw, str]] = []
        missing = amount
        usable = [lot for lot in self.lots if lot.purpose in ("", purpose)]
        for lot in sorted(usable, key=lambda lot: (lot.purpose == "", lot.ref)):
            taken = min(lot.left, missing)
            if taken:
                drawn.append((Draw(lot.ref, taken), lot.purpose))
                self.lots.remove(lot)
                self.lots.append(lot._replace(left=lot.left - taken))
                missing -= taken
        if missing:
            raise Short(self, missing, purpose)
        return drawn


def transfer(debit: Pocket, credit: Pocket, amount: int, purpose: str) -> Moves:
    """Try one line on both accounts; what it does to their lots.

    Between two traced accounts money moves on with the purposes it has. What an entry itself brings
    into a traced account, only a later entry can draw. Raises ``Short``.
    """
    grows, shrinks = [], []
    for pocket, grown_by in ((debit, 1), (credit, -1)):
        if pocket.side == grown_by:
            grows.append(pocket)
            pocket.move(amount)
        else:
            shrinks.append(pocket)
            pocket.move(-amount)
    drawn = [pair for pocket in shrinks if pocket.traced for pair in pocket.draw(amount, purpose)]
    makes: list[Make] = []
    for pocket in grows:
        if pocket.traced:
            moved_on = [Make(pocket.code, kept, draw.amount, draw.ref) for draw, kept in drawn]
            makes += moved_on or [Make(pocket.code, purpose, amount, None)]
    return Moves([draw for draw, _ in drawn], makes)


# How a book is written for other programs ---------------------------------------------------------

COMMODITIES = {"fen": "CNY", "minute": "MINUTE"}
ROOTS = {
    "asset": "Assets",
    "expense": "Expenses",
    "liability": "Liabilities",
    "net_assets": "Equity",
    "income": "Income",
}
"""The five roots that hledger and beancount know, by kind of account."""


class LineAsText(Protocol):
    """A transfer, as ``entry.Line`` has it."""

    debit: str
    credit: str
    amount: int
    purpose: str


class EntryAsText(Protocol):
    """An entry that moves something."""

    seq: int
    occurred_on: datetime.date
    kind: str
    hash: str

    @property
    def lines(self) -> Sequence[LineAsText]:
        """Its transfers in order."""


class AccountAsText(NamedTuple):
    """An account's code, name and kind."""

    code: str
    name: str
    kind: str


class BookAsText(NamedTuple):
    """A whole book, read once, in order."""

    code: str
    unit: str
    accounts: Mapping[str, AccountAsText]
    entries: Iterable[EntryAsText]


def decimal(amount: int, unit: str) -> str:
    """Fen as yuan with two places, exactly; minutes as they are."""
    if unit != "fen":
        return str(amount)
    sign, whole = "-" if amount < 0 else "", abs(amount)
    return f"{sign}{whole // 100}.{whole % 100:02}"


def as_hledger(book: BookAsText) -> Iterator[str]:
    """A book as a journal of hledger (and of ledger): each balance asserted at the end."""
    for account in book.accounts.values():
        yield f"account {_named(book, account.code)}  ; {account.name}\n"
    sums, last = _Sums(book), None
    for entry in book.entries:
        yield f"\n{entry.occurred_on} ({entry.seq}) {entry.kind}  ; {entry.hash}\n"
        for line in entry.lines:
            for code, amount in sums.moved(line):
                note = f"  ; purpose:{line.purpose}" if line.purpose else ""
                yield f"    {_named(book, code)}  {sums.text(amount)}{note}\n"
        last = max(last or entry.occurred_on, entry.occurred_on)
    if last is not None:
        yield f"\n{last} balances\n"
        for code, held in sums.held.items():
            yield f"    {_named(book, code)}  {sums.text(0)} = {sums.text(held)}\n"


def as_beancount(book: BookAsText) -> Iterator[str]:
    """A book as beancount reads it; balances with ``~ 0``, for its own tolerance forgives a fen.

    Directives bear one day each and are sorted by it, so accounts open on the first day.
    """
    sums, first, last, told = _Sums(book), None, None, []
    for entry in book.entries:
        told.append(f'{entry.occurred_on} * "{entry.kind}" "{entry.seq} {entry.hash}"\n')
        for line in entry.lines:
            for code, amount in sums.moved(line):
                note = f'    purpose: "{line.purpose}"\n' if line.purpose else ""
                told.append(f"  {_named(book, code)}  {sums.text(amount)}\n{note}")
        first = min(first or entry.occurred_on, entry.occurred_on)
        last = max(last or entry.occurred_on, entry.occurred_on)
    if first is None or last is None:
        return
    for code in book.accounts:
        yield f"{first} open {_named(book, code)} {sums.commodity}\n"
    yield from told
    for code, held in sums.held.items():
        after = last + datetime.timedelta(days=1)
        value = decimal(held, book.unit)
        yield f"{after} balance {_named(book, code)}  {value} ~ 0 {sums.commodity}\n"


class _Sums:
    """What each account holds, debits less credits, as lines pass by."""

    def __init__(self, book: BookAsText) -> None:
        self.unit, self.commodity = book.unit, COMMODITIES[book.unit]
        self.held = dict.fromkeys(book.accounts, 0)

    def moved(self, line: LineAsText) -> tuple[tuple[str, int], tuple[str, int]]:
        """The two postings of a line: a debit is positive."""
        self.held[line.debit] += line.amount
        self.held[line.credit] -= line.amount
        return (line.debit, line.amount), (line.credit, -line.amount)

    def text(self, amount: int) -> str:
        """An amount with its commodity."""
        return f"{decimal(amount, self.unit)} {self.commodity}"


def _named(book: BookAsText, code: str) -> str:
    """An account's name that both programs take: a root, the book, the account, in their letters.

    Each part begins with a capital or a digit and holds no dot, underscore or colon.
    """
    return f"{ROOTS[book.accounts[code].kind]}:{_part(book.code)}:{_part(code)}"


def _part(code: str) -> str:
    return re.sub(r"[^A-Za-z0-9]", "-", code).capitalize()
