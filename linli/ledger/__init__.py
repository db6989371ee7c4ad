"""The ledger: books that cannot be rewritten, and whose every figure can be added up again.

Nouns: Book, Account, Balance, Entry, Transfer, Lot, LotUse, Anchor.
Verbs: open_book, open_account, set_floor, post, reverse, close, publish_batch, anchor, write_heads;
verify.
One row of Transfer is one transfer (debit, credit, amount > 0), so an unbalanced entry cannot be
written down. A book counts fen, or minutes. The same rules stand in the database (guards.py).
Other rooms build an ``entry.EntryDraft`` in their postings and hand it to ``actions.post``.
"""
