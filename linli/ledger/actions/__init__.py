"""What may be done with books. ``post`` is how every other room writes money or minutes down.

Each action is one transaction: the caller's, or its own (kernel.transactions says who tries again).
A refusal is always raised before the first row is written, so a caller may catch it and go on.
One writer at a time holds a book: its row is locked first of all. Whoever posts into two books in
one transaction does so in the order of their codes.
"""

from linli.ledger.actions.batches import anchor, publish_batch
from linli.ledger.actions.books import close, open_account, open_book, set_floor
from linli.ledger.actions.entries import post, reverse
from linli.ledger.actions.refusals import (
    AlreadyPublished,
    AlreadyReversed,
    AlreadySpent,
    BadCode,
    CannotBeReversed,
    CodeTaken,
    DatedAhead,
    GroupTooSmall,
    KeyUsedOtherwise,
    NoSuchAccount,
    NoSuchBook,
    NotEnough,
    NotEnoughForPurpose,
    PeriodClosed,
    UnknownWord,
)
from linli.ledger.actions.witness import write_heads
from linli.ledger.actions.writing import Posted
from linli.ledger.guards import GuardsMissing

__all__ = [
    "AlreadyPublished", "AlreadyReversed", "AlreadySpent", "BadCode", "CannotBeReversed",
    "CodeTaken", "DatedAhead", "GroupTooSmall", "GuardsMissing", "KeyUsedOtherwise",
    "NoSuchAccount", "NoSuchBook", "NotEnough", "NotEnoughForPurpose", "PeriodClosed", "Posted",
    "UnknownWord", "anchor", "close", "open_account", "open_book", "post", "publish_batch",
    "reverse", "set_floor", "write_heads",
]  # fmt: skip
