"""The demo's goodwill round: rice for a few families, approved and ready to be handed out."""

import datetime
from uuid import UUID

from linli.demo import cast
from linli.demo.actions.families import Homes
from linli.demo.actions.staff import Workers
from linli.giving import queries as giving
from linli.goodwill import actions as goodwill
from linli.kernel.ids import random_id
from linli.people import queries as people


def plan_visits(*, fund_id: UUID, homes: Homes, workers: Workers, at: datetime.datetime) -> None:
    """List the elder who lives alone and some families helped; another person approves."""
    by = {"by": workers["social_worker"], "at": at}
    [rice, *_rest] = giving.goods(workers["social_worker"], fund_id)
    held = goodwill.begin_round(
        place=cast.PLACE, title=cast.VISITS, kind="goods", gift_id=rice.id, pieces=1,
        key=random_id(), **by,
    )  # fmt: skip
    elder = people.household_of(workers["social_worker"], homes.logins["elder"])
    visited = [(elder, "alone_80")]
    visited += [(family.household_id, "serious_illness") for family in homes.to_help[:4]]
    for household_id, reason in visited:
        goodwill.list_from_file(round_id=held.pk, household_id=household_id, reason=reason, **by)
    goodwill.submit(round_id=held.pk, **by)
    goodwill.approve(round_id=held.pk, by=workers["supervisor"], at=at)
