"""What may be asked about plans. Progress is for the desk alone."""

import datetime
from typing import Any, NamedTuple
from uuid import UUID

from linli.fund import queries as funds
from linli.giving.models import GivingPoint, Plan
from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound


class PlanRow(NamedTuple):
    """A plan as it was filed, and what has come in under it."""

    id: UUID
    fund_id: UUID
    title: str
    number: str
    filed_on: datetime.date
    starts_on: datetime.date
    ends_on: datetime.date
    area: str
    in_charge: str
    purpose: Any
    target_fen: int | None
    costs: str
    leftover: str
    gifts: int
    raised_fen: int

    def running(self, on: datetime.date) -> bool:
        """Whether gifts may be asked for under it on a day."""
        return self.starts_on <= on <= self.ends_on


class PointRow(NamedTuple):
    """Where one gives."""

    address: str
    hours: str
    platform: str
    platform_url: str


def plans(viewer: Viewer, fund_id: UUID) -> list[PlanRow]:
    """Every plan, the newest first."""
    home = funds.home_of(fund_id)
    viewer.require(Permission.FUND_SEE, place=home.place, organisation=home.holder)
    rows = list(Plan.objects.filter(fund=fund_id).order_by("-starts_on"))
    given = funds.given_from("giving", "plan", [each.pk for each in rows])
    return [_row(each, *given.get(each.pk, (0, 0))) for each in rows]


def running(fund_id: UUID, on: datetime.date) -> list[tuple[UUID, str]]:
    """The plans under which a gift of this day may be received: id and title."""
    rows = Plan.objects.filter(fund=fund_id, starts_on__lte=on, ends_on__gte=on)
    return list(rows.order_by("starts_on").values_list("pk", "title"))


def plan(viewer: Viewer, plan_id: UUID) -> PlanRow:
    """One plan."""
    found = Plan.objects.filter(pk=plan_id).first()
    if found is None:
        raise NotFound
    return next(row for row in plans(viewer, found.fund_id) if row.id == plan_id)


def point(fund_id: UUID) -> PointRow | None:
    """Where one gives, as it was said last."""
    said = GivingPoint.objects.filter(fund=fund_id).order_by("-said_at", "-pk").first()
    if said is None:
        return None
    return PointRow(said.address, said.hours, said.platform, said.platform_url)


def _row(of: Plan, gifts: int, raised_fen: int) -> PlanRow:
    return PlanRow(
        id=of.pk, fund_id=of.fund_id, title=of.title, number=of.number, filed_on=of.filed_on,
        starts_on=of.starts_on, ends_on=of.ends_on, area=of.area, in_charge=of.in_charge,
        purpose=funds.PURPOSE_WORDS[of.purpose], target_fen=of.target_fen, costs=of.costs,
        leftover=of.leftover, gifts=gifts, raised_fen=raised_fen,
    )  # fmt: skip
