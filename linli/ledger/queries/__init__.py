"""What may be asked of books. Sums of a whole book name nobody; single entries ask who asks.

``verify`` adds everything up again and names the first thing that is wrong.
"""

from linli.ledger.queries.auditing import AuditedEntry, Posting, audit_slip, audited, postings_of
from linli.ledger.queries.batches import (
    BatchContent,
    Inclusion,
    batch_content,
    batch_of,
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
from linli.ledger.queries.lots import (
    Flow,
    came_by,
    flow,
    last_lot,
    lots_drawn,
    lots_made,
    open_lots,
)  # fmt: skip
from linli.ledger.queries.replay import anchor_digest
from linli.ledger.queries.verification import Verdict, verify, verify_all
from linli.ledger.queries.witness import Lag, heads, heads_log, lags

__all__ = [
    "AccountBalance", "AuditedEntry", "BatchContent", "Flow", "Inclusion", "Lag", "Movement",
    "Posting", "StatementLine", "Verdict", "accounts", "anchor_digest", "audit_slip", "audited",
    "balance", "balances", "batch_content", "batch_of", "book", "books", "came_by", "draft_of",
    "entries", "entry", "flow", "heads", "heads_log", "inclusion", "lags", "last_lot", "line_texts",
    "lots_drawn", "lots_made", "movements", "open_lots", "postings_of", "published_payments",
    "salts", "spoken", "statement", "sums", "trial_balance", "unspent", "verify", "verify_all",
]  # fmt: skip
