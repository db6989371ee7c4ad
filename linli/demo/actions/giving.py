"""The demo's promises: a pledge, a box in the hall, rice for families, a partner's hours."""

import datetime
from uuid import UUID

from linli.demo import cast
from linli.demo.actions.staff import Workers
from linli.giving import actions as giving
from linli.kernel.ids import random_id
from linli.kernel.words import XIAMEN


def promise(*, fund_id: UUID, workers: Workers, at: datetime.datetime) -> None:
    """Say where one gives, and what has been promised. No money moves here."""
    day = at.astimezone(XIAMEN).date()
    clerk = {"by": workers["cashier"], "at": at}
    giving.say_where_to_give(
        fund_id=fund_id, address=cast.GIVE_AT, hours=cast.GIVE_HOURS,
        by=workers["holder_accountant"], at=at,
    )  # fmt: skip
    filed = day - datetime.timedelta(days=cast.PLAN_FILED_DAYS_AGO)
    begins = filed + datetime.timedelta(days=14)
    giving.enter_plan(
        fund_id=fund_id, title=cast.PLAN, number=cast.PLAN_NUMBER, filed_on=filed,
        starts_on=begins, ends_on=begins + datetime.timedelta(days=cast.PLAN_DAYS),
        area=cast.PLAN_AREA, in_charge=cast.PLAN_IN_CHARGE, purpose="family_aid",
        costs=cast.PLAN_COSTS, leftover=cast.PLAN_LEFTOVER, key=random_id(),
        by=workers["holder_accountant"], at=at,
    )  # fmt: skip
    giving.pledge(
        fund_id=fund_id, donor_name=cast.PLEDGED_BY, amount_fen=cast.PLEDGED_YUAN * 100,
        every="month", begins_on=day - datetime.timedelta(days=cast.PLEDGED_DAYS_AGO),
        purpose="general", key=random_id(), **clerk,
    )  # fmt: skip
    giving.place_box(fund_id=fund_id, label=cast.BOX, stands=cast.BOX_STANDS, **clerk)
    what, quantity, unit = cast.GOODS_GIVEN
    giving.receive_goods(
        fund_id=fund_id, what=what, quantity=quantity, unit=unit, received_on=day,
        purpose="family_aid", key=random_id(), **clerk,
    )  # fmt: skip
    partner = giving.welcome_partner(
        place=cast.PLACE, name=cast.PARTNER, since=day.replace(month=1, day=1), key=random_id(),
        **clerk,
    )  # fmt: skip
    promised = giving.promise(
        partner_id=partner.pk, year=day.year, kind="hours", quantity=cast.PARTNER_HOURS,
        words=cast.PARTNER_PROMISED, key=random_id(), **clerk,
    )  # fmt: skip
    giving.keep_promise(
        promise_id=promised.pk, quantity=cast.PARTNER_KEPT_HOURS, kept_on=day,
        became=cast.PARTNER_BECAME, key=random_id(), **clerk,
    )  # fmt: skip
