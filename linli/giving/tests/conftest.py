"""The fund of Jin'an, and whoever keeps its promises, boxes and goods."""

from types import SimpleNamespace
from uuid import uuid4

import pytest

from linli.fund.tests.conftest import Desk
from linli.giving import actions
from tests.village import NOW, TODAY

YUAN = 100


class Giving:
    """What the tests do in this room, with the cast's own hands. Amounts in yuan."""

    def __init__(self, village: SimpleNamespace) -> None:
        self.village, self.desk = village, Desk(village)
        self.fund_id = self.desk.fund.pk

    def pledge(self, amount: int = 100, **how):
        how = {
            "fund_id": self.fund_id, "donor_name": "陈喆", "every": "month", "begins_on": TODAY,
            "purpose": "general", "key": uuid4(), "by": self.village.cashier, "at": NOW,
        } | how  # fmt: skip
        return actions.pledge(amount_fen=amount * YUAN, **how)

    def receive(self, pledge, amount: int, **how):
        how = {
            "received_on": TODAY, "way": "transfer", "key": uuid4(), "by": self.village.cashier,
            "at": NOW,
        } | how  # fmt: skip
        return actions.receive_instalment(pledge_id=pledge.pk, amount_fen=amount * YUAN, **how)

    def box(self, label: str = "大厅 1 号"):
        return actions.place_box(
            fund_id=self.fund_id, label=label, stands="大厅入口", by=self.village.cashier, at=NOW
        )

    def count(self, box, pieces=None, **how):
        how = {"seal": "F-001", "key": uuid4(), "by": self.village.cashier, "at": NOW} | how
        return actions.count_box(box_id=box.pk, pieces=pieces or {100_00: 2, 1_00: 5}, **how)

    def again(self, count, amount: int, **how):
        how = {"by": self.village.social_worker, "at": NOW} | how
        return actions.count_again(count_id=count.pk, counted_fen=amount * YUAN, **how)

    def goods(self, quantity: int = 10, **how):
        how = {
            "fund_id": self.fund_id, "what": "大米", "unit": "袋", "received_on": TODAY,
            "purpose": "family_aid", "key": uuid4(), "by": self.village.cashier, "at": NOW,
        } | how  # fmt: skip
        return actions.receive_goods(quantity=quantity, **how)

    def use(self, gift, quantity: int, **how):
        how = {
            "reason": "activity", "used_on": TODAY, "key": uuid4(),
            "by": self.village.social_worker, "at": NOW,
        } | how  # fmt: skip
        return actions.use_goods(gift_id=gift.pk, quantity=quantity, **how)

    def partner(self, name: str = "示例物业公司"):
        return actions.welcome_partner(
            place=self.village.here, name=name, since=TODAY, key=uuid4(),
            by=self.village.social_worker, at=NOW,
        )  # fmt: skip


@pytest.fixture
def giving(village) -> Giving:
    return Giving(village)
