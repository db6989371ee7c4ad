"""Batches: what they publish of hidden lines, and the proof that a line is inside one."""

import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from linli.kernel import merkle
from linli.kernel.canon import Json
from linli.kernel.refusal import NotFound
from linli.ledger.entry import leaf
from linli.ledger.models import Book, Entry, Transfer
from linli.ledger.postings import BATCH_PUBLISHED, Sum as AccountSum
from linli.ledger.queries.books import sums
from linli.ledger.queries.entries import entry, line_texts, salts


class BatchContent(NamedTuple):
    """What a batch publishes of its payments: sums by account, and the root over their lines."""

    sums: list[AccountSum]
    root: str


class Inclusion(NamedTuple):
    """What proves that one line is inside a batch: hash salt + line, climb, compare the root."""

    line: Mapping[str, Json]
    salt: str
    index: int
    size: int
    path: list[str]
    root: str


def batch_content(of: Book, seqs: Sequence[int]) -> BatchContent:
    """The sums and the root of payments, given by their entries' numbers in rising order.

    Raises ``NotFound`` for a number that is no entry of the book with lines.
    """
    inside = _leaves(of, seqs)
    leaves = [made for seq in seqs for made in inside[seq]]
    paid = Transfer.objects.filter(entry__book=of, entry__seq__in=seqs)
    return BatchContent(sums(paid), merkle.root(leaves).hex())


def published_payments(of: Book) -> set[int]:
    """The numbers of all entries that stand in a batch already."""
    batches = Entry.objects.filter(book=of, kind=BATCH_PUBLISHED).values_list("public", flat=True)
    return {seq for public in batches for seq in json.loads(public)["payments"]}


def batch_of(code: str, seq: int) -> int | None:
    """The number of the batch that counts a payment; None while it waits."""
    batches = Entry.objects.filter(book__code=code, kind=BATCH_PUBLISHED, seq__gt=seq)
    for number, public in batches.order_by("seq").values_list("seq", "public"):
        if seq in json.loads(public)["payments"]:
            return int(number)
    return None


def inclusion(code: str, batch_seq: int, seq: int, line: int = 1) -> Inclusion:
    """What a family holds in hand to prove that its line is inside a batch. Raises ``NotFound``."""
    batch = entry(code, batch_seq)
    payments = json.loads(batch.public).get("payments", ())
    paid = entry(code, seq)
    if seq not in payments or not 1 <= line <= paid.n_lines:
        raise NotFound
    leaves = _leaves(batch.book, payments)
    every = [made for number in payments for made in leaves[number]]
    index = every.index(leaves[seq][line - 1])
    return Inclusion(
        line=line_texts([paid])[paid.pk][line - 1],
        salt=salts([paid])[paid.pk][line].hex(),
        index=index,
        size=len(every),
        path=[step.hex() for step in merkle.proof(every, index)],
        root=merkle.root(every).hex(),
    )


def _leaves(of: Book, seqs: Sequence[int]) -> dict[int, list[bytes]]:
    """The leaves of entries' lines, by the entry's number. Raises ``NotFound``."""
    paid = list(Entry.objects.filter(book=of, seq__in=seqs, n_lines__gt=0))
    if len(paid) < len(set(seqs)):
        raise NotFound
    texts, salt = line_texts(paid), salts(paid)
    return {
        one.seq: [leaf(*pair) for pair in zip(salt[one.pk][1:], texts[one.pk], strict=True)]
        for one in paid
    }
