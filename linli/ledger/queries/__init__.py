"""What may be asked of books. Sums of a whole book name nobody; single entries ask who asks.

``verify`` adds everything up again and names the first thing that is wrong.
"""

from linli.ledger.queries.batches import (
    BatchContent,
    Inclusion,
    batch_content,
    inclusion,
    published_payments,
)
from linli.ledger.queries.books import (
    AccountBalance,
    accounts,
    balance,
    balances,
    book,
    books,
    spoken,
    sums,
    trial_balance,
    unspent,
)
from linli.ledger.queries.entries import (
    Movement,
    StatementLine,
    draft_of,
    entries,
    entry,
    line_texts,
    movements,
    salts,
    statement,
)
from linli.ledger.queries.lots import last_lot, lots_drawn, lots_made, open_lots
from linli.ledger.queries.replay import anchor_digest
from linli.ledger.queries.verification import Verdict, verify, verify_all

__all__ = [
    "AccountBalance", "BatchContent", "Inclusion", "Movement", "StatementLine", "Verdict",
    "accounts", "anchor_digest", "balance", "balances", "batch_content", "book", "books",
    "draft_of", "entries", "entry", "inclusion", "last_lot", "line_texts", "lots_drawn",
    "lots_made", "movements", "open_lots", "published_payments", "salts", "spoken", "statement",
    "sums", "trial_balance", "unspent", "verify", "verify_all",
]  # fmt: skip
