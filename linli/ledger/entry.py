"""Entries as pure values: what other rooms' postings build, and the canonical text that is hashed.

FROZEN from ``Everything below is frozen`` on: chains, receipts and printed notices hang on it. The
vectors in ``tests/test_entry.py`` never change, and ``tests/independent.py`` reads a published
journal with nothing but Python's own library.
"""

import datetime
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from linli.kernel import merkle
from linli.kernel.canon import Json, canon, sha256hex

LINES_AT_MOST = 4095
AMOUNT_AT_MOST = 10**15
CODE = re.compile(r"[a-z0-9][a-z0-9._:-]{0,59}")
KIND = re.compile(r"[a-z_]+\.[a-z_]+")
LINES_SHOWN = "lines_shown"


@dataclass(frozen=True, slots=True)
class Line:
    """One transfer: ``amount`` (> 0, in the book's unit) from the credit to the debit account.

    ``purpose`` is what the money was given for, or is spent on; empty when it is free. It decides
    which lots are made and drawn where an account is traced.
    """

    debit: str
    credit: str
    amount: int
    purpose: str = ""

    def __post_init__(self) -> None:
        if type(self.amount) is not int or not 0 < self.amount <= AMOUNT_AT_MOST:
            raise ValueError(f"an amount is a whole number above 0, not {self.amount!r}")
        if self.debit == self.credit:
            raise ValueError(f"{self.debit} cannot pay itself")

    def swapped(self) -> "Line":
        """The same transfer the other way round, as a reversal wants it."""
        return Line(self.credit, self.debit, self.amount, self.purpose)


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """One fact, ready to be posted.

    ``book``         the book's code
    ``kind``         noun and past tense, as the deed: ``aid.paid``
    ``occurred_on``  the day it happened, which need not be the day it is entered
    ``lines``        applied in this order; each must leave every account above its floor
    ``public``       what anybody may read, for ever: no name, no id that stands in an address
    ``private``      what only the auditor may read; the chain holds its salted hash alone
    ``lines_shown``  whether the lines are published; if not, only the root of their hashes is
    """

    book: str
    kind: str
    occurred_on: datetime.date
    lines: tuple[Line, ...] = ()
    public: Mapping[str, Json] = field(default_factory=dict)
    private: Mapping[str, Json] = field(default_factory=dict)
    lines_shown: bool = False

    def __post_init__(self) -> None:
        if not KIND.fullmatch(self.kind):
            raise ValueError(f"a kind is noun.past, not {self.kind!r}")
        if len(self.lines) > LINES_AT_MOST:
            raise ValueError(f"an entry has at most {LINES_AT_MOST} lines")
        if LINES_SHOWN in self.public:
            raise ValueError(f"the ledger itself writes {LINES_SHOWN}")

    @property
    def public_part(self) -> dict[str, Json]:
        """The public part as it is stored and hashed."""
        return {**self.public, LINES_SHOWN: self.lines_shown}


# Everything below is frozen ----------------------------------------------------------------------

GENESIS = "0" * 64
"""What the first entry of a book names as the hash before it."""

SALT_BYTES = 16

# Ids rise with (book, seq, line) and can be worked out again, so that even an id that was changed
# by hand is found. 20 bits of book, 31 of seq, 12 of line: a BIGINT without its sign.
ENTRY_STEP = 2**12
BOOK_STEP = 2**43


def entry_id(book_id: int, seq: int) -> int:
    """The row id of entry ``seq``; its transfer ``line`` has this id plus ``line``."""
    return book_id * BOOK_STEP + seq * ENTRY_STEP


class Ref(NamedTuple):
    """A lot by where it was made: the ``part``-th lot of a line of an entry."""

    seq: int
    line: int
    part: int


def lot_ref(transfer_id: int, part: int) -> Ref:
    """The reference of the ``part``-th lot that a transfer made."""
    seq, line = divmod(transfer_id % BOOK_STEP, ENTRY_STEP)
    return Ref(seq, line, part)


def line_text(
    number: int,
    line: Line,
    draws: Iterable[tuple[tuple[int, int, int], int]] = (),
    makes: Iterable[tuple[str, str, int, tuple[int, int, int] | None]] = (),
) -> dict[str, Json]:
    """A line as it is hashed and published; ``number`` counts from 1.

    ``draws``  (lot, amount): what it takes out of lots, written in the lots' order
    ``makes``  (account, purpose, amount, source): the lots it makes, in the order of their parts
    """
    return {
        "line": number,
        "debit": line.debit,
        "credit": line.credit,
        "amount": line.amount,
        "purpose": line.purpose,
        "draws": [[*lot, amount] for lot, amount in sorted(draws)],
        "makes": [
            [account, purpose, amount, list(source) if source else None]
            for account, purpose, amount, source in makes
        ],
    }


def leaf(salt: bytes, line: Mapping[str, Json]) -> bytes:
    """One line's leaf. The salt keeps a stranger from guessing amounts until a hash fits."""
    return hashlib.sha256(salt + canon(line)).digest()


def lines_root(leaves: Sequence[bytes]) -> str:
    """The root over the lines' leaves in order, RFC 6962; of no lines, the hash of nothing."""
    return merkle.root(leaves).hex()


def commitment(salt: bytes, private: Mapping[str, Json]) -> str:
    """The salted hash that binds the private part without telling it."""
    return sha256hex(salt + canon(private))


def day_text(day: datetime.date) -> str:
    """``2026-11-23``."""
    return day.isoformat()


def moment_text(moment: datetime.datetime) -> str:
    """UTC to the microsecond: ``2026-11-23T01:30:00.000000Z``."""
    utc = moment.astimezone(datetime.UTC).replace(tzinfo=None)
    return utc.isoformat(timespec="microseconds") + "Z"


class Header(NamedTuple):
    """What an entry's hash is taken over. ``reverses`` is the seq of the entry it takes back."""

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
    public: Mapping[str, Json]
    private_commit: str

    @property
    def hash(self) -> str:
        return sha256hex(canon(self._asdict()))
