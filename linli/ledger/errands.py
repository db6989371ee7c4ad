"""What the clock does for the books: it writes their heads down beside the data folder."""

import datetime

import structlog

from linli.ledger import actions, queries

log = structlog.stdlib.get_logger("linli.ledger")


def run(at: datetime.datetime) -> None:
    """At the first round after a start, and whenever a book has grown; else one small question."""
    if not _Seen.begun:
        for lag in queries.lags():
            log.error(
                "book is not what heads.log has seen", book=lag.book, seen=lag.seq, has=lag.has
            )
        _Seen.begun = True
    _Seen.heads = actions.write_heads(at=at, known=_Seen.heads)


class _Seen:
    """What this clock has written down already."""

    begun = False
    heads: frozenset[tuple[str, int, str]] = frozenset()
