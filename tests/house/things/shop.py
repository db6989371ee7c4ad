"""The charity-sale corner."""

from typing import Any
from uuid import uuid4

from linli.identity.permissions import nobody
from linli.papers.tests.paper_samples import photo
from linli.shop import actions as shop
from tests.house.things.base import Parameters, Village, once
from tests.house.things.fund import begun
from tests.village import HERE, NOW, TODAY


def keep(village: Village) -> dict[str, Any]:
    return {"by": village.shop_keeper, "at": NOW}


@once
def corner(village: Village) -> Parameters:
    begun(village)
    made = shop.open_corner(
        place=HERE, name="义卖角", spot="一楼", hours="周六", by=village.holder_accountant, at=NOW
    )
    shop.record_basis(
        corner_id=made.pk, kind="mutual_help", from_on=TODAY, by=village.holder_accountant, at=NOW
    )
    return {"corner_id": made.pk}


@once
def intake(village: Village) -> Parameters:
    made = shop.take_in(received_on=TODAY, key=uuid4(), **corner(village), **keep(village))
    return {"intake_id": made.pk}


def piece(village: Village) -> Any:
    return shop.add_item(
        category="clothes", condition="good", title="大衣", estimate_fen=0, price_fen=1_000,
        photo=photo(), key=uuid4(), **intake(village), **keep(village),
    )  # fmt: skip


def goods(village: Village) -> Parameters:
    return {"item_id": piece(village).pk}


def goods_step(village: Village) -> Parameters:
    return {**goods(village), "kind": "stored"}


def goods_code(village: Village) -> Parameters:
    return {"code": piece(village).code}


def stocktake(village: Village) -> Parameters:
    made = shop.count_stock(codes=[], key=uuid4(), **corner(village), **keep(village))
    return {"stocktake_id": made.pk}


@once
def shop_day(village: Village) -> Parameters:
    made = shop.open_day(
        float_counts={}, code_is_ours=True, key=uuid4(), **corner(village), **keep(village)
    )
    return {"day_id": made.pk}


def shop_till(village: Village) -> Parameters:
    return {"till_id": shop.unlock_till(**shop_day(village), **keep(village)).pk}


def tally(village: Village) -> Parameters:
    return {"sheet_id": shop.print_tally(**shop_day(village), **keep(village)).pk}


def sale(village: Village) -> Parameters:
    lines = [shop.Sold(piece(village).code, 1_000, 1_000)]
    made = shop.sell(
        sale_id=uuid4(), lines=lines, way="cash", by=nobody(), at=NOW, **shop_till(village)
    )
    return {"sale_id": made.pk}
