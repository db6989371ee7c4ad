"""``heads.log``: what the books' heads were, written beside the data folder, not in it.

Whoever puts back an old copy of the folder, or rewrites a book with every trigger gone, leaves this
file as it was: it knows a later entry, or another hash of the same one. A line is a moment, a
book's code, a number and a hash, separated by tabs; lines are only ever added.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from linli.ledger.models import Book, Entry

SEQS_AT_ONCE = 500


class Lag(NamedTuple):
    """A book that is not what ``heads.log`` has seen: ``seq`` is what it saw, ``has`` what is here.

    ``has`` below ``seq``: an older copy. Otherwise the entry of this very number is another one.
    """

    book: str
    seq: int
    has: int

    @property
    def is_older(self) -> bool:
        return self.has < self.seq


def heads_log() -> Path:
    """Where the file lies (LINLI_HEADS)."""
    return Path(settings.LINLI_HEADS)


def heads() -> list[tuple[str, int, str]]:
    """Every book's code, newest number and its hash; one small question."""
    return list(Book.objects.order_by("code").values_list("code", "head_seq", "head_hash"))


def lags() -> list[Lag]:
    """The books that are older than what was seen of them, or other; none when all is well."""
    seen: dict[str, dict[int, str]] = {}
    for code, seq, digest in _lines():
        seen.setdefault(code, {})[seq] = digest
    here = {code: seq for code, seq, _hash in heads()}
    return [
        lag for code, heads_seen in sorted(seen.items()) for lag in _lags(code, heads_seen, here)
    ]


def _lags(code: str, seen: dict[int, str], here: dict[str, int]) -> Iterator[Lag]:
    has, last = here.get(code, 0), max(seen)
    if has < last:
        yield Lag(code, last, has)
    known = sorted(seq for seq in seen if 0 < seq <= has)
    for first in range(0, len(known), SEQS_AT_ONCE):
        some = known[first : first + SEQS_AT_ONCE]
        rows = Entry.objects.filter(book__code=code, seq__in=some).values_list("seq", "hash")
        for seq, digest in rows.order_by("seq"):
            if seen[seq] != digest:
                yield Lag(code, seq, has)
                return


def _lines() -> Iterator[tuple[str, int, str]]:
    path = heads_log()
    if not path.exists():
        return
    with path.open(encoding="utf-8") as file:
        for line in file:
            words = line.rstrip("\n").split("\t")
            if len(words) == 4:  # a line that a power cut left half is none
                yield words[1], int(words[2]), words[3]
