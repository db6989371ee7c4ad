"""The figures of a fund as its last batch said them."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone

from linli.fund.models import Batch, Fund
from linli.fund.queries import PURPOSE_WORDS
from linli.fund.terms import SMALLEST_GROUP


@dataclass(frozen=True, slots=True)
class ByUse:
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
    income: tuple[ByUse, ...]
    paid_fen: int
    paid: tuple[ByUse, ...]
    balance_fen: int
    quarter: Quarter
    smallest_group: int = SMALLEST_GROUP

    @property
    def published_on(self) -> datetime.date:
        """The day of the last batch, where we live."""
        return timezone.localdate(self.published_at)

    @property
    def uses(self) -> list[tuple[Any, int | None, int | None]]:
        """Every use that was given for or spent on: its word, the fen in and the fen out."""
        income = {each.kind: each.fen for each in self.income}
        paid = {each.kind: each.fen for each in self.paid}
        return [
            (word, income.get(kind), paid.get(kind))
            for kind, word in PURPOSE_WORDS.items()
            if kind in income or kind in paid
        ]

    @property
    def adds_up(self) -> bool:
        """Whether the sums shown are the sums they should be, to the fen."""
        return (
            self.opening_fen + self.income_fen - self.paid_fen == self.balance_fen
            and sum(each.fen for each in self.income) == self.income_fen
            and sum(each.fen for each in self.paid) == self.paid_fen
        )


@dataclass(frozen=True, slots=True)
class PublishedFund:
    """A fund and who holds it."""

    id: UUID
    place: str
    holder_id: UUID
    name: str
    series: str
    opened_on: datetime.date


def funds() -> list[PublishedFund]:
    """Every fund of this house, the oldest first."""
    return [
        PublishedFund(row.pk, row.place_id, row.holder_id, row.name, row.series, row.opened_on)
        for row in Fund.objects.order_by("opened_on", "pk")
    ]


def edition(place: str) -> str:
    """The head of the community's last batch: what is published changes when it does, not before.

    Empty until there is a batch.
    """
    batches = Batch.objects.filter(fund__place=place).order_by("-published_at", "-number")
    return batches.values_list("entry__hash", flat=True).first() or ""


def figures(place: str | None = None) -> FundFigures | None:
    """The last batch of a community's fund (of any, where the house has one community only)."""
    batches = Batch.objects.select_related("fund__holder", "entry")
    if place is not None:
        batches = batches.filter(fund__place=place)
    batch = batches.order_by("-published_at", "-number").first()
    return _figures(batch) if batch else None


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


def _sums(by_kind: Mapping[str, int]) -> tuple[ByUse, ...]:
    present = [(kind, word) for kind, word in PURPOSE_WORDS.items() if by_kind.get(kind)]
    return tuple(ByUse(kind, word, by_kind[kind]) for kind, word in present)


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


def holder_of(place: str) -> UUID | None:
    """The charity that keeps this community's fund, by its id; None where there is no fund."""
    found = Fund.objects.filter(place=place).order_by("opened_on")
    return found.values_list("holder", flat=True).first()
