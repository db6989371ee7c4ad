"""What a place or a season pass costs, and who bears it."""

from types import SimpleNamespace
from uuid import uuid4

from linli.pricing import actions as pricing
from tests.house.things.base import Parameters, Village, once
from tests.house.things.hall import course
from tests.house.things.operator import operating, operation
from tests.house.things.people import resident
from tests.village import HERE, NOW, TODAY


@once
def price_desk(village: Village) -> SimpleNamespace:
    """A price and a subsidy that wait for a second person, and a payer."""
    operating(village)
    act = {"by": village.hall_keeper, "at": NOW}
    written = {"valid_from": TODAY, **act}
    price = pricing.write_price(
        course_id=course(village)["course_id"], per="term", amount_fen=1_00, full_back_days=1,
        late_back_permille=0, key=uuid4(), **written,
    )  # fmt: skip
    payer = pricing.name_payer(place=HERE, kind="sponsor", name="爱心企业", **act)
    subsidy = pricing.write_subsidy(
        payer_id=payer.pk, code="x", title="优惠", basis="会议", permille=100, key=uuid4(),
        **written,
    )  # fmt: skip
    return SimpleNamespace(price=price.pk, payer=payer.pk, subsidy=subsidy.pk)


def price(village: Village) -> Parameters:
    return {"price_id": price_desk(village).price}


def subsidy(village: Village) -> Parameters:
    return {"subsidy_id": price_desk(village).subsidy}


@once
def _passes(village: Village) -> SimpleNamespace:
    """A pass that waits for a second person, and one that was sold and not paid."""
    keep = {"by": village.hall_keeper, "at": NOW}
    agree = {"by": village.operator_accountant, "at": NOW}
    about = {"place": HERE, "title": "季票", "amount_fen": 1_00, "days": 30, "everything": True}
    draft, kind = (
        pricing.write_pass(code=code, valid_from=TODAY, key=uuid4(), **about, **keep)
        for code in ("draft", "sold")
    )
    pricing.put_pass_in_force(kind_id=kind.pk, **agree)
    sold = pricing.sell_pass(
        kind_id=kind.pk, resident_id=resident(village)["resident_id"], key=uuid4(), **keep
    )
    return SimpleNamespace(draft=draft.pk, sold=sold.pk)


def pass_kind(village: Village) -> Parameters:
    return {"kind_id": _passes(village).draft}


def season_pass(village: Village) -> Parameters:
    return {"pass_id": _passes(village).sold}


def earned_month(village: Village) -> Parameters:
    return {**operation(village), "month": "2999-01"}


def payer_month(village: Village) -> Parameters:
    return {"payer_id": price_desk(village).payer, "month": "2026-10"}
