"""How the ledger's own deeds are booked: pure, one fact → one entry, none of them with lines.

They are entries so that the chain covers them: whoever replays a book's entries gets its accounts,
floors, closed periods and batches, and finds any that were changed behind its back.
"""

import datetime
from collections.abc import Sequence

from linli.kernel.canon import Json
from linli.ledger.entry import EntryDraft

BOOK_OPENED = "book.opened"
ACCOUNT_OPENED = "account.opened"
FLOOR_SET = "floor.set"
PERIOD_CLOSED = "period.closed"
BATCH_PUBLISHED = "batch.published"
ENTRY_REVERSED = "entry.reversed"

OWN_KINDS = frozenset(
    {BOOK_OPENED, ACCOUNT_OPENED, FLOOR_SET, PERIOD_CLOSED, BATCH_PUBLISHED, ENTRY_REVERSED}
)

Sum = tuple[str, int, int]
"""An account's code, the debits and the credits of it."""


def book_opened(
    book: str, unit: str, place: str, owner: str | None, on: datetime.date
) -> EntryDraft:
    """A book's first entry."""
    public: dict[str, Json] = {"unit": unit, "place": place, "owner": owner}
    return EntryDraft(book, BOOK_OPENED, on, public=public)


def account_opened(
    book: str, code: str, kind: str, side: int, floor: int | None, traced: bool, on: datetime.date
) -> EntryDraft:
    """An account enters a book with balance 0. ``traced`` is hashed as 1 or 0."""
    public: dict[str, Json] = {
        "code": code,
        "kind": kind,
        "side": side,
        "floor": floor,
        "traced": int(traced),
    }
    return EntryDraft(book, ACCOUNT_OPENED, on, public=public)


def floor_set(book: str, code: str, floor: int | None, on: datetime.date) -> EntryDraft:
    """The least an account may hold from now on; None when it may go anywhere."""
    return EntryDraft(book, FLOOR_SET, on, public={"code": code, "floor": floor})


def period_closed(book: str, through: datetime.date, trial_balance: Sequence[Sum]) -> EntryDraft:
    """Everything up to ``through`` is closed, the closing's own day. The sums stay private."""
    private: dict[str, Json] = {"trial_balance": trial_balance}
    return EntryDraft(book, PERIOD_CLOSED, through, private=private)


def batch_published(
    book: str,
    title: str,
    payments: Sequence[int],
    households: int,
    sums: Sequence[Sum],
    root: str,
    on: datetime.date,
) -> EntryDraft:
    """What the public learns of payments whose lines are hidden: sums, and the root of their lines.

    ``payments`` are the entries' numbers; ``root`` is over all their lines' leaves in order.
    """
    public: dict[str, Json] = {
        "title": title,
        "payments": payments,
        "households": households,
        "sums": sums,
        "root": root,
    }
    return EntryDraft(book, BATCH_PUBLISHED, on, public=public)


def entry_reversed(seq: int, original: EntryDraft, reason: str, on: datetime.date) -> EntryDraft:
    """Entry ``seq``'s own lines the other way round, dated in the open period.

    The last line is taken back first, so that no account passes a floor on the way that it did not
    pass before. ``reason`` is a code, published; the lines are shown where the original's are.
    """
    return EntryDraft(
        original.book,
        ENTRY_REVERSED,
        on,
        lines=tuple(line.swapped() for line in reversed(original.lines)),
        public={"seq": seq, "kind": original.kind, "reason": reason},
        lines_shown=original.lines_shown,
    )
