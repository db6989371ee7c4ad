"""Adding to ``heads.log`` (queries/witness.py says what it is for)."""

import datetime
import os

from linli.ledger import queries
from linli.ledger.entry import moment_text


def write_heads(*, at: datetime.datetime, known: frozenset[tuple[str, int, str]]) -> frozenset:
    """Add a line for each head that is not in ``known``; returns the heads there are now.

    A book that has fallen behind the file gets no line: the file stays the witness.
    """
    now = frozenset(queries.heads())
    new = now - known
    if new:
        behind = {lag.book for lag in queries.lags()}
        lines = [
            f"{moment_text(at)}\t{code}\t{seq}\t{digest}\n"
            for code, seq, digest in sorted(new)
            if code not in behind
        ]
        path = queries.heads_log()
        with path.open("a", encoding="utf-8") as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
    return now
