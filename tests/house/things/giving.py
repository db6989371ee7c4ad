"""Pledges, boxes, goods and partners."""

from uuid import uuid4

from linli.giving import actions as gifts
from linli.papers.tests.paper_samples import photo
from tests.house.things.base import Parameters, Village, work
from tests.house.things.fund import begun
from tests.house.things.people import household
from tests.village import HERE, NOW, TODAY


def at_the_till(village: Village) -> Parameters:
    return {"by": village.cashier, "at": NOW, "key": uuid4()}


def pledge(village: Village) -> Parameters:
    made = gifts.pledge(
        fund_id=begun(village),
        donor_name="虚构",
        amount_fen=100,
        every="month",
        begins_on=TODAY,
        purpose="general",
        **at_the_till(village),
    )
    return {"pledge_id": made.pk}


def agreement(village: Village) -> Parameters:
    signed = gifts.sign_agreement(
        fund_id=begun(village),
        number=uuid4().hex,
        donor_name="虚构",
        purpose="general",
        signed_on=TODAY,
        photo=photo(),
        amount_fen=100,
        **at_the_till(village),
    )
    return {"agreement_id": signed.pk}


def box(village: Village) -> Parameters:
    placed = gifts.place_box(
        fund_id=begun(village),
        label=uuid4().hex[:30],
        stands="大厅",
        by=village.cashier,
        at=NOW,
    )
    return {"box_id": placed.pk}


def box_count(village: Village) -> Parameters:
    counted = gifts.count_box(**box(village), pieces={100: 1}, seal="F", **at_the_till(village))
    return {"count_id": counted.pk}


def goods_gift(village: Village) -> Parameters:
    given = gifts.receive_goods(
        fund_id=begun(village),
        what="大米",
        unit="袋",
        quantity=10,
        received_on=TODAY,
        purpose="general",
        **at_the_till(village),
    )
    return {"gift_id": given.pk}


def household_with_goods(village: Village) -> Parameters:
    goods_gift(village)
    return household(village)


def partner(village: Village) -> Parameters:
    welcomed = gifts.welcome_partner(
        place=HERE, name=uuid4().hex, since=TODAY, key=uuid4(), **work(village)
    )
    return {"partner_id": welcomed.pk}


def promise(village: Village) -> Parameters:
    promised = gifts.promise(
        **partner(village), year=2026, kind="hours", quantity=5, key=uuid4(), **work(village)
    )
    return {"promise_id": promised.pk}


def letter(village: Village) -> Parameters:
    whose = partner(village)
    gifts.promise(**whose, year=2026, kind="hours", quantity=5, key=uuid4(), **work(village))
    return {**whose, "year": 2026}
