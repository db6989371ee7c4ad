"""Where one gives in the demo, and an invented plan as its holder would have filed it."""

import datetime
from uuid import UUID

from linli.demo import cast
from linli.demo.actions.staff import Workers
from linli.giving import actions as giving
from linli.kernel.ids import random_id


def say(*, fund_id: UUID, workers: Workers, at: datetime.datetime) -> None:
    """Say where to give, and enter the plan; its disclosure duties follow by themselves."""
    by = workers["holder_accountant"]
    giving.say_where_to_give(
        fund_id=fund_id, address=cast.GIVE_AT, hours=cast.GIVE_HOURS, by=by, at=at
    )
    starts_on = at.date() - datetime.timedelta(days=cast.PLAN.began_days_ago)
    giving.enter_plan(
        fund_id=fund_id,
        title=cast.PLAN.title,
        number=cast.PLAN.number,
        filed_on=starts_on - datetime.timedelta(days=cast.PLAN.filed_days_before),
        starts_on=starts_on,
        ends_on=starts_on + datetime.timedelta(days=cast.PLAN.days),
        area=cast.PLAN.area,
        in_charge=cast.PLAYERS[cast.PLAN.in_charge].name,
        purpose="general",
        costs=cast.PLAN.costs,
        leftover=cast.PLAN.leftover,
        key=random_id(),
        by=by,
        at=at,
    )
