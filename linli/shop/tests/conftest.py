"""The corner of the tests: Jin'an's, with a right to sell, the cast's own hands, and one till."""

import datetime
from contextlib import contextmanager
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from linli.fund import actions as funds
from linli.identity.permissions import nobody
from linli.ledger import queries as books
from linli.people import actions as people
from linli.people.terms import NewHousehold, NewMember, Registration
from linli.shop import actions
from linli.shop.actions import Sold
from linli.shop.models import Item, Sale, ShopDay
from linli.shop.queries.standing import stands_of
from tests.village import HERE, NOW, TODAY

YUAN = 100
TOMORROW = NOW + datetime.timedelta(days=1)


class Shop:
    """What the tests do in the shop. Amounts in yuan."""

    def __init__(self, village: SimpleNamespace) -> None:
        self.village = village
        self.keeper = village.shop_keeper
        self.holder = village.holder_accountant
        self.fund = funds.open_fund(
            place=HERE,
            holder_id=village.holder.pk,
            name="金安社区慈善公益基金",
            series="JA",
            by=self.holder,
            at=NOW,
        )
        funds.confirm_opening_balance(
            fund_id=self.fund.pk,
            amounts_fen={"general": 1_000 * YUAN},
            on=TODAY,
            statement="对账单",
            key=uuid4(),
            by=self.holder,
            at=NOW,
        )
        self.corner = actions.open_corner(
            place=HERE,
            name="金安爱心义卖角",
            spot="社区服务中心一楼",
            hours="周二、周六上午",
            by=self.holder,
            at=NOW,
        )

    # Goods ------------------------------------------------------------------------------------

    def take_in(self, **about):
        about.setdefault("key", uuid4())
        return actions.take_in(
            corner_id=self.corner.pk, received_on=TODAY, by=self.keeper, at=NOW, **about
        )

    def item(self, price: int | None = 25, **about) -> Item:
        """A piece on the shelf, or in the store if it has no price."""
        about.setdefault("category", "clothes")
        about.setdefault("condition", "good")
        about.setdefault("title", "呢子大衣")
        about.setdefault("key", uuid4())
        about.setdefault("intake_id", None)
        about["intake_id"] = about["intake_id"] or self.take_in().pk
        about.setdefault("estimate_fen", 30 * YUAN)
        about.setdefault("at", NOW)
        return actions.add_item(
            price_fen=None if price is None else price * YUAN, by=self.keeper, **about
        )

    def stand(self, item: Item) -> str:
        return stands_of([item.pk])[item.pk].at

    def family(self) -> UUID:
        who = Registration(name="虚甲", born_on=datetime.date(1986, 1, 1), sex=2)
        (home,) = people.register_many(
            households=[NewHousehold(members=(NewMember(who=who, relation="02"),))],
            place=HERE,
            by=self.village.social_worker,
            at=NOW,
            fictional=True,
        )
        return home.pk

    def give(self, item: Item, household: UUID | None = None, at=NOW) -> Item:
        return actions.give(
            household_id=household or self.family(),
            code=item.code,
            by=self.village.social_worker,
            at=at,
        )

    # Days -------------------------------------------------------------------------------------

    def basis(self, kind: str = "mutual_help", **about):
        about.setdefault("from_on", TODAY)
        about.setdefault("by", self.holder)
        about.setdefault("at", NOW)
        return actions.record_basis(corner_id=self.corner.pk, kind=kind, **about)

    def open(self, at=NOW, **about) -> ShopDay:
        about.setdefault("float_counts", {"1000": 10})
        about.setdefault("code_is_ours", True)
        about.setdefault("key", uuid4())
        about.setdefault("by", self.keeper)
        return actions.open_day(corner_id=self.corner.pk, at=at, **about)

    def till(self, day: ShopDay, at=NOW):
        return actions.unlock_till(day_id=day.pk, by=self.keeper, at=at)

    def sell(self, till, *items: Item, charged: int | None = None, at=NOW, **how) -> Sale:
        how.setdefault("sale_id", uuid4())
        how.setdefault("way", "cash")
        lines = [_line(item, charged) for item in items]
        return actions.sell(till_id=till.pk, lines=lines, by=nobody(), at=at, **how)

    def undo(self, till, sale: Sale, at=NOW, **how):
        how.setdefault("return_id", uuid4())
        return actions.undo(sale_id=sale.pk, till_id=till.pk, by=nobody(), at=at, **how)

    def take_back(self, till, slip: str, code: str, at=NOW, **how):
        how.setdefault("return_id", uuid4())
        return actions.take_back(slip=slip, code=code, till_id=till.pk, by=nobody(), at=at, **how)

    def close(self, day: ShopDay, yuan: int, at=NOW, **how):
        how.setdefault("key", uuid4())
        how.setdefault("by", self.keeper)
        return actions.close_day(day_id=day.pk, counts=coins(yuan), at=at, **how)

    def count(self, day: ShopDay, yuan: int, at=NOW, **how):
        how.setdefault("key", uuid4())
        how.setdefault("by", self.village.cashier)
        return actions.count_again(day_id=day.pk, counts=coins(yuan), at=at, **how)

    def holds(self) -> int:
        """What the holder keeps for the fund, in yuan."""
        return books.balance(self.fund.book_id, "holder") // YUAN


def coins(yuan: int) -> dict[str, int]:
    """So many yuan in tens and ones."""
    return {"1000": yuan // 10, "100": yuan % 10}


def _line(item: Item, charged: int | None) -> Sold:
    price = item.prices.order_by("-at", "-pk").values_list("price_fen", flat=True)[0]
    return Sold(item.code, price, price if charged is None else charged * YUAN)


@pytest.fixture
def shop(village) -> Shop:
    return Shop(village)


@pytest.fixture
def opened(shop) -> SimpleNamespace:
    """A day that sells, with one till."""
    shop.basis()
    day = shop.open()
    return SimpleNamespace(day=day, till=shop.till(day))


@pytest.fixture
def transacted(shop, opened):
    """The shop as it stood, again for every example: what one did is undone before the next."""
    home = shop.family()

    @contextmanager
    def begin():
        with transaction.atomic():
            yield shop, opened, home
            transaction.set_rollback(True)

    return begin
