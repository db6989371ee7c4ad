"""What the public may know of prices and passes: the list price, who pays less and why, what goes
back, which pass covers a place."""

import datetime
from collections.abc import Collection
from typing import Any, NamedTuple
from uuid import UUID

from linli.pricing import terms
from linli.pricing.models import PassKind, Price, Subsidy
from linli.pricing.queries import (
    PER_WORDS,
    KindRow,
    covering_courses,
    described,
    kinds_on_sale,
    pass_subsidies,
    prices_on,
    subsidies_on,
)


class Reduced(NamedTuple):
    """A subsidy on the street: what somebody of its kind pays, who bears the rest, and why."""

    title: str
    pays_fen: int
    payer: str
    basis: str
    paper: Any


class PassFace(NamedTuple):
    """A season pass on sale. ``covers`` empty: everything here. Either the season's days or so many
    ``days`` from the day it is paid; ``uses`` None: as often as one comes."""

    id: UUID
    title: str
    amount_fen: int
    covers: list[str]
    from_on: datetime.date | None
    to_on: datetime.date | None
    days: int | None
    uses: int | None
    reduced: list[Reduced]


class PriceFace(NamedTuple):
    """A price as anybody may know it. ``passes``: the titles of those that pay for a place.
    ``deposit_fen`` comes back and is no part of the price; with one, ``amount_fen`` may be nought.
    """

    amount_fen: int
    deposit_fen: int
    per: Any
    market_fen: int | None
    market_source: str
    full_back_days: int
    late_back_percent: str
    reduced: list[Reduced]
    passes: list[str]


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
    """What a place of a course costs on a day, for a ``term`` or a ``session``; None: free, and
    without a deposit."""
    price = prices_on([course_id], on, per).get(course_id)
    if price is None:
        return None
    rows = subsidies_on([course_id], on)[course_id]
    return PriceFace(
        price.amount_fen,
        price.deposit_fen,
        PER_WORDS[price.per],
        price.market_fen,
        price.market_source,
        price.full_back_days,
        f"{price.late_back_permille / 10:g}%",
        [_reduced(price.amount_fen, row) for row in rows if price.amount_fen],
        _passes_for(price, on) if price.amount_fen else [],
    )


def passes(place: str, on: datetime.date) -> list[PassFace]:
    """The season passes that are sold in a community on a day."""
    return [_face(row, on) for row in described(kinds_on_sale(place, on))]


def _passes_for(price: Price, on: datetime.date) -> list[str]:
    """The passes on sale that pay for a place at this price. A place of a whole term asks for one
    without a number of uses."""
    sold = {row.pk: row for row in kinds_on_sale(price.place_id, on)}
    if price.per == terms.TERM:
        sold = {pk: row for pk, row in sold.items() if row.uses is None}
    if not sold:
        return []
    covering = PassKind.objects.filter(covering_courses([price.course_id]), pk__in=sold)
    return [row.title for row in sorted(covering, key=lambda row: (row.title, row.pk))]


def _face(row: KindRow, on: datetime.date) -> PassFace:
    kind = row.row
    return PassFace(
        kind.pk,
        kind.title,
        kind.amount_fen,
        row.covers,
        kind.from_on,
        kind.to_on,
        kind.days,
        kind.uses,
        [_reduced(kind.amount_fen, each) for each in pass_subsidies(kind, on)],
    )


def _reduced(list_fen: int, row: Subsidy) -> Reduced:
    parts = terms.divided(list_fen, [terms.Rule(row.pk, row.code, row.permille, row.fixed_fen)])
    pays = parts[-1].after_fen if parts else list_fen
    paper = terms.STATUSES[row.status] if row.status else None
    return Reduced(row.title, pays, row.payer.name, row.basis, paper)
