"""The published book added up again, as a stranger would: the balance reached by three ways."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, Sum

from linli.fund.models import (
    BankItem,
    Batch,
    Donation,
    MoneyReturned,
    OpeningBalance,
    Payment,
    Takings,
)
from linli.fund.postings import HOLDER
from linli.ledger import published as ledger
from linli.ledger.entry import GENESIS, Header, leaf, lines_root
from linli.ledger.published import PublishedEntry


@dataclass(frozen=True, slots=True)
class Proof:
    """Three ways to the same balance, in fen, and what was found on the way.

    ``said_fen``     what the last batch says
    ``book_fen``     added up anew from the published book, line by line, as anybody can
    ``papers_fen``   from the papers: the opening, gifts and takings, the payments batches counted
    ``broken_at``    the first entry that does not follow from the one before it, or None
    """

    said_fen: int
    book_fen: int
    papers_fen: int
    entries: int
    head_hash: str
    broken_at: int | None

    @property
    def adds_up(self) -> bool:
        """Whether all three are one, and the chain is whole."""
        return self.broken_at is None and self.said_fen == self.book_fen == self.papers_fen


def proof(place: str) -> Proof | None:
    """Add the published book up again to the last batch. Reads every entry: not for a home page."""
    batches = Batch.objects.select_related("fund", "entry").filter(fund__place=place)
    batch = batches.order_by("-published_at", "-number").first()
    if batch is None:
        return None
    walk = _walk(batch)
    return Proof(
        said_fen=batch.figures["balance_fen"],
        book_fen=walk.holder_fen - _paid_in_batches(batch),
        papers_fen=_by_papers(batch),
        entries=batch.entry.seq,
        head_hash=walk.head_hash,
        broken_at=walk.broken_at,
    )


@dataclass
class _Walk:
    """How far the book has been followed, and what the shown lines have left with the holder."""

    head_hash: str = GENESIS
    holder_fen: int = 0
    broken_at: int | None = None


def _walk(batch: Batch) -> _Walk:
    """Follow the chain from its first entry to the batch's, as a stranger would."""
    walk = _Walk()
    after = 0
    while walk.broken_at is None and after < batch.entry.seq:
        for entry in ledger.journal(batch.fund.book_id, after):
            after = entry.seq
            if after > batch.entry.seq:
                break
            if not _follows(entry, walk.head_hash):
                walk.broken_at = after
                break
            walk.head_hash = entry.hash
            walk.holder_fen += sum(_to_holder(line.text) for line in entry.lines or ())
    return walk


def _follows(entry: PublishedEntry, head_hash: str) -> bool:
    """Whether the entry names the one before it, and its hashes are those of what it says."""
    said = Header(**{name: getattr(entry, name) for name in Header._fields})
    whole = said.hash == entry.hash
    if entry.lines is not None:
        leaves = [leaf(bytes.fromhex(line.salt), line.text) for line in entry.lines]
        whole = whole and lines_root(leaves) == entry.lines_root
    return whole and entry.prev == head_hash


def _to_holder(line: Mapping[str, Any]) -> int:
    sign = (line["debit"] == HOLDER) - (line["credit"] == HOLDER)
    return sign * line["amount"]


def _paid_in_batches(batch: Batch) -> int:
    """What hidden lines have taken from the holder, by the sums the book publishes of them."""
    published = (b for b in ledger.batches(batch.fund.book_id) if b.seq <= batch.entry.seq)
    return sum(
        credits - debits
        for each in published
        for code, debits, credits in each.sums
        if code == HOLDER
    )


def _by_papers(batch: Batch) -> int:
    opening = OpeningBalance.objects.get(fund=batch.fund).amount_fen
    given = sum(_come_in(kind, batch) for kind in (Donation, Takings))
    payments = Payment.objects.filter(fund=batch.fund, batch__number__lte=batch.number)
    paid = payments.aggregate(fen=Sum("instruction__grant__amount_fen"))["fen"] or 0
    returned = MoneyReturned.objects.filter(fund=batch.fund, batch__number__lte=batch.number)
    back = returned.aggregate(fen=Sum("amount_fen"))["fen"] or 0
    return opening + given - paid + back + _by_the_bank(batch)


def _by_the_bank(batch: Batch) -> int:
    """Its interest less its charges, as they stood when the batch was published."""
    items = BankItem.objects.filter(fund=batch.fund, entry__lte=batch.entry_id)
    stood = items.filter(Q(reversal=None) | Q(reversal__gt=batch.entry_id))
    sums = dict(stood.values_list("kind").annotate(Sum("amount_fen")).order_by("kind"))
    return sums.get("interest", 0) - sums.get("fee", 0)


def _come_in(kind: Any, batch: Batch) -> int:
    rows = kind.objects.filter(fund=batch.fund, entry__lte=batch.entry_id)
    if kind is Donation:
        rows = rows.filter(Q(taken_back=None) | Q(taken_back__reversal__gt=batch.entry_id))
    return rows.aggregate(fen=Sum("amount_fen"))["fen"] or 0
