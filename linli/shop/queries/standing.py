"""Where pieces stand, what they cost and what a day has taken: read off the facts, for both the
actions and the pages."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery, Sum

from linli.shop.models import Basis, Item, Move, Price, Return, Sale, ShopDay


class Stand(NamedTuple):
    """The last move of a piece: its number, and where it went."""

    number: int
    at: str


NOWHERE = Stand(0, "outside")


def stands_of(item_ids: Iterable[UUID]) -> dict[UUID, Stand]:
    """Where each of these pieces stands now; one that never moved is missing."""
    moves = Move.objects.filter(item__in=item_ids).order_by("number")
    rows = moves.values_list("item", "number", "goes_to")
    return {item: Stand(number, goes_to) for item, number, goes_to in rows}


def standing() -> QuerySet[Item]:
    """Every piece with ``stand`` (where it is) and ``price_fen`` (in force, or None)."""
    moves = Move.objects.filter(item=OuterRef("pk")).order_by("-number")
    prices = Price.objects.filter(item=OuterRef("pk")).order_by("-at", "-pk")
    return Item.objects.annotate(
        stand=Subquery(moves.values("goes_to")[:1]),
        price_fen=Subquery(prices.values("price_fen")[:1]),
    )


def basis_on(corner_id: UUID, on: datetime.date) -> Basis | None:
    """The right in force on a day: the newest of those that had begun, if it is not over."""
    begun = Basis.objects.filter(corner=corner_id, from_on__lte=on)
    basis = begun.order_by("-recorded_at", "-pk").first()
    return basis if basis and (basis.until_on is None or on <= basis.until_on) else None


class Sums(NamedTuple):
    """What a day's slips say, in fen; ``late_*`` came in after it was counted."""

    cash_fen: int
    phone_fen: int
    late_cash_fen: int

    @property
    def sold_fen(self) -> int:
        return self.cash_fen + self.phone_fen + self.late_cash_fen


def sums_of(day: ShopDay) -> Sums:
    """Sales less returns, by the way in which they were paid."""
    sold: dict[tuple[str, bool], int] = {}
    rows = Sale.objects.filter(day=day).values_list("way", "late")
    for way, late, total, kept in rows.annotate(Sum("total_fen"), Sum("kept_fen")).order_by():
        sold[way, late] = total + kept
    back = Return.objects.filter(day=day).values_list("way")
    returned = dict(back.annotate(Sum("amount_fen")).order_by())
    return Sums(
        cash_fen=sold.get(("cash", False), 0) - returned.get("cash", 0),
        phone_fen=sold.get(("phone", False), 0)
        + sold.get(("phone", True), 0)
        - returned.get("phone", 0),
        late_cash_fen=sold.get(("cash", True), 0),
    )
