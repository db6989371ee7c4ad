"""What the public may know of the fund: frozen values without a name. The privacy officer's file.

Everything here was fixed when a batch was published, so between two batches nothing moves. No
figure stands for fewer than ``terms.SMALLEST_GROUP`` households, nor does a difference of two
(``terms.roll_up``). Income and balance stand apart and are never one figure. An acknowledgement is
looked up by its number; which gift it is for is told to whoever reads the code off the paper.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from linli.fund.models import Acknowledgement, Batch
from linli.fund.paper import code_of, reference
from linli.fund.queries import PURPOSE_WORDS
from linli.fund.terms import SMALLEST_GROUP


@dataclass(frozen=True, slots=True)
class Sum:
    """Fen for one use, in words. ``kind`` is the code behind the word."""

    kind: str
    word: Any
    fen: int


@dataclass(frozen=True, slots=True)
class Group:
    """How many households were helped with one use; at least ``SMALLEST_GROUP``."""

    kind: str
    word: Any
    households: int


@dataclass(frozen=True, slots=True)
class Quarter:
    """Who was helped in a calendar quarter. ``held``: more were, but too few to be told yet."""

    first: datetime.date
    last: datetime.date
    households: int
    persons: int
    groups: tuple[Group, ...]
    held: bool


@dataclass(frozen=True, slots=True)
class FundFigures:
    """A fund as of its last batch. Sums are in fen and count from ``opening_on``.

    ``balance_fen`` = ``opening_fen`` + ``income_fen`` − ``paid_fen``; a payment too small to be
    shown yet is in none of them. ``head_seq`` and ``head_hash`` name the entry that says all this.
    """

    place: str
    name: str
    name_en: str
    holder: str
    book: str
    series: str
    number: int
    published_at: datetime.datetime
    head_seq: int
    head_hash: str
    opening_on: datetime.date
    opening_fen: int
    income_fen: int
    income: tuple[Sum, ...]
    paid_fen: int
    paid: tuple[Sum, ...]
    balance_fen: int
    quarter: Quarter
    smallest_group: int = SMALLEST_GROUP

    @property
    def adds_up(self) -> bool:
        """Whether the sums shown are the sums they should be, to the fen."""
        return (
            self.opening_fen + self.income_fen - self.paid_fen == self.balance_fen
            and sum(each.fen for each in self.income) == self.income_fen
            and sum(each.fen for each in self.paid) == self.paid_fen
        )


@dataclass(frozen=True, slots=True)
class Receipt:
    """An acknowledgement as anybody may find it, by its number.

    ``code_right``   None where no code was given
    ``intact``       the chain still holds the very entry that the paper bears witness to
    ``amount_fen``   and ``purpose``: only for a right code, else None
    """

    reference: str
    fund: str
    place: str
    head_seq: int
    issued_at: datetime.datetime
    intact: bool
    code_right: bool | None
    amount_fen: int | None
    purpose: Any
    received_on: datetime.date | None


def figures(place: str | None = None) -> FundFigures | None:
    """The last batch of a community's fund (of any, where the house has one community only)."""
    batches = Batch.objects.select_related("fund__holder", "entry")
    if place is not None:
        batches = batches.filter(fund__place=place)
    batch = batches.order_by("-published_at").first()
    return _figures(batch) if batch else None


def receipt(series: str, number: int, code: str = "") -> Receipt | None:
    """What the book says of an acknowledgement; None where no paper of this number was issued."""
    found = (
        Acknowledgement.objects.select_related("donation__fund", "head")
        .filter(series=series, number=number)
        .first()
    )
    if found is None:
        return None
    right = code.strip().lower() == code_of(found.head_hash) if code else None
    gift = found.donation
    return Receipt(
        reference=reference(found.series, found.number),
        fund=gift.fund.name,
        place=gift.place_id,
        head_seq=found.head.seq,
        issued_at=found.issued_at,
        intact=found.head.hash == found.head_hash,
        code_right=right,
        amount_fen=gift.amount_fen if right else None,
        purpose=PURPOSE_WORDS[gift.purpose] if right else None,
        received_on=gift.received_on if right else None,
    )


def _figures(batch: Batch) -> FundFigures:
    said = batch.figures
    return FundFigures(
        place=batch.fund.place_id,
        name=batch.fund.name,
        name_en=batch.fund.name_en,
        holder=batch.fund.holder.name,
        book=batch.fund.book_id,
        series=batch.fund.series,
        number=batch.number,
        published_at=batch.published_at,
        head_seq=batch.entry.seq,
        head_hash=batch.entry.hash,
        opening_on=datetime.date.fromisoformat(said["opening_on"]),
        opening_fen=said["opening_fen"],
        income_fen=said["income_fen"],
        income=_sums(said["income"]),
        paid_fen=said["paid_fen"],
        paid=_sums(said["paid"]),
        balance_fen=said["balance_fen"],
        quarter=_quarter(said["quarter"]),
    )


def _sums(by_kind: Mapping[str, int]) -> tuple[Sum, ...]:
    return tuple(
        Sum(kind, word, by_kind[kind]) for kind, word in PURPOSE_WORDS.items() if by_kind.get(kind)
    )


def _quarter(said: Mapping[str, Any]) -> Quarter:
    households = {**said["by_purpose"], "together": said["together"]}
    return Quarter(
        first=datetime.date.fromisoformat(said["first"]),
        last=datetime.date.fromisoformat(said["last"]),
        households=said["households"],
        persons=said["persons"],
        groups=tuple(
            Group(kind, word, households[kind])
            for kind, word in PURPOSE_WORDS.items()
            if households.get(kind)
        ),
        held=said["held"],
    )
