"""What the public may know of prices: the list price, who pays less and why, what goes back."""

import datetime
from collections.abc import Collection
from typing import Any, NamedTuple
from uuid import UUID

from linli.pricing import terms
from linli.pricing.models import Price, Subsidy
from linli.pricing.queries import PER_WORDS, prices_on, subsidies_on


class Reduced(NamedTuple):
    """A subsidy on the street: what somebody of its kind pays, who bears the rest, and why."""

    title: str
    pays_fen: int
    payer: str
    basis: str
    paper: Any


class PriceFace(NamedTuple):
    """A price as anybody may know it."""

    amount_fen: int
    per: Any
    market_fen: int | None
    market_source: str
    full_back_days: int
    late_back_percent: str
    reduced: list[Reduced]


class ListPrice(NamedTuple):
    """What a place is listed at, of a whole term or of one session."""

    per: str
    word: Any
    amount_fen: int


def list_prices(course_ids: Collection[UUID], on: datetime.date) -> dict[UUID, list[ListPrice]]:
    """The prices in force on a day of those of these courses that are not free. Two queries."""
    found: dict[UUID, list[ListPrice]] = {}
    for per in (terms.TERM, terms.SESSION):
        for course_id, price in prices_on(course_ids, on, per).items():
            if price.amount_fen:
                row = ListPrice(per, PER_WORDS[per], price.amount_fen)
                found.setdefault(course_id, []).append(row)
    return found


def price_of(course_id: UUID, per: str, on: datetime.date) -> PriceFace | None:
    """What a place of a course costs on a day, for a ``term`` or a ``session``; None: free."""
    price = prices_on([course_id], on, per).get(course_id)
    if price is None:
        return None
    rows = subsidies_on([course_id], on)[course_id]
    return PriceFace(
        price.amount_fen,
        PER_WORDS[price.per],
        price.market_fen,
        price.market_source,
        price.full_back_days,
        f"{price.late_back_permille / 10:g}%",
        [_reduced(price, row) for row in rows],
    )


def _reduced(price: Price, row: Subsidy) -> Reduced:
    parts = terms.divided(
        price.amount_fen, [terms.Rule(row.pk, row.code, row.permille, row.fixed_fen)]
    )
    pays = parts[-1].after_fen if parts else price.amount_fen
    paper = terms.STATUSES[row.status] if row.status else None
    return Reduced(row.title, pays, row.payer.name, row.basis, paper)
