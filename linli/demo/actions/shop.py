"""The demo's charity-sale corner: a few invented pieces, and one day that two people counted."""

import datetime
from collections.abc import Sequence
from uuid import UUID

from linli.demo import cast
from linli.demo.actions.staff import Workers
from linli.identity.permissions import nobody
from linli.kernel.ids import random_id
from linli.kernel.words import XIAMEN
from linli.shop import actions as shop

FEN = 100


def open_with_goods(*, workers: Workers, at: datetime.datetime) -> None:
    """Open the corner under mutual help, take goods in, and sell some of them on an earlier day."""
    keeper, holder = workers["shop_keeper"], workers["holder_accountant"]
    before = at - datetime.timedelta(days=cast.SOLD_DAYS_AGO)
    corner = shop.open_corner(
        place=cast.PLACE, name=cast.CORNER, spot=cast.CORNER_SPOT, hours=cast.CORNER_HOURS,
        by=holder, at=before,
    )  # fmt: skip
    first_day = before.astimezone(XIAMEN).date()
    shop.record_basis(
        corner_id=corner.pk, kind="mutual_help", from_on=first_day, by=holder, at=before
    )
    intake = shop.take_in(
        corner_id=corner.pk, received_on=first_day, wants_to_know=True, key=random_id(),
        by=keeper, at=before,
    )  # fmt: skip
    codes = [
        shop.add_item(
            intake_id=intake.pk,
            category=piece.category,
            condition=piece.condition,
            title=piece.title,
            estimate_fen=2 * piece.yuan * FEN,
            price_fen=piece.yuan * FEN,
            key=random_id(),
            by=keeper,
            at=before,
        ).code
        for piece in cast.PIECES
    ]
    _a_day(corner.pk, codes[: cast.PIECES_SOLD], workers, before)


def _a_day(corner_id: UUID, codes: Sequence[str], workers: Workers, at: datetime.datetime) -> None:
    """A day that sold these pieces for cash, without a difference."""
    keeper = workers["shop_keeper"]
    day = shop.open_day(
        corner_id=corner_id, float_counts={"1000": 5}, code_is_ours=False, key=random_id(),
        by=keeper, at=at,
    )  # fmt: skip
    till = shop.unlock_till(day_id=day.pk, by=keeper, at=at)
    prices = [piece.yuan for piece in cast.PIECES]
    for code, yuan in zip(codes, prices, strict=False):
        line = shop.Sold(code, yuan * FEN, yuan * FEN)
        shop.sell(
            sale_id=random_id(), till_id=till.pk, lines=[line], way="cash", by=nobody(), at=at
        )
    counts = {"1000": 5, "100": sum(prices[: len(codes)])}
    shop.close_day(day_id=day.pk, counts=counts, key=random_id(), by=keeper, at=at)
    shop.count_again(day_id=day.pk, counts=counts, key=random_id(), by=workers["cashier"], at=at)
