"""How the holder's own deed is booked: pure. Everything else it books through the fund."""

import datetime

from linli.ledger.entry import EntryDraft

STATEMENT_RECONCILED = "statement.reconciled"


def statement_reconciled(
    book: str, on: datetime.date, *, through: datetime.date, difference_fen: int, digest: str
) -> EntryDraft:
    """The books of a holder agree with its bank up to a day, but for the difference.

    No lines. The difference is of all its funds together, as its one bank account is. The digest of
    the trial balances is private: with few accounts a stranger could try sums until it fits.
    """
    return EntryDraft(
        book,
        STATEMENT_RECONCILED,
        on,
        public={"through": through.isoformat(), "difference": difference_fen},
        private={"trial_balances": digest},
    )
