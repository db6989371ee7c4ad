"""What the public may know of giving: where one gives, the filed plans, and who gave as they chose.

No payment code, no account number, no target, no progress, no named person's appeal (慈善法 arts
22 to 27: whoever may ask in public is the holder, on the platform the state designated).
"""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from linli.fund import published as fund
from linli.giving.models import GivingPoint, Plan


@dataclass(frozen=True, slots=True)
class FiledPlan:
    """A plan as the law has it shown on the spot: title, number, days."""

    id: UUID
    title: str
    number: str
    starts_on: datetime.date
    ends_on: datetime.date


@dataclass(frozen=True, slots=True)
class Where:
    """Where one gives."""

    fund: str
    holder: str
    address: str
    hours: str
    platform: str
    platform_url: str
    plans: tuple[FiledPlan, ...]


def where(place: str, on: datetime.date) -> Where | None:
    """Where one gives to a community's fund, and the plans that run on a day; None if unsaid."""
    point = GivingPoint.objects.filter(fund__place=place).select_related("fund__holder")
    said = point.order_by("-said_at", "-pk").first()
    if said is None:
        return None
    plans = Plan.objects.filter(fund=said.fund_id, starts_on__lte=on, ends_on__gte=on)
    return Where(
        fund=said.fund.name,
        holder=said.fund.holder.name,
        address=said.address,
        hours=said.hours,
        platform=said.platform,
        platform_url=said.platform_url,
        plans=_filed(plans),
    )


def filed(fund_id: UUID) -> tuple[FiledPlan, ...]:
    """Every plan of a fund, the oldest first: campaigns begin and end as they were filed."""
    return _filed(Plan.objects.filter(fund=fund_id))


def _filed(plans: QuerySet[Plan]) -> tuple[FiledPlan, ...]:
    return tuple(
        FiledPlan(each.pk, each.title, each.number, each.starts_on, each.ends_on)
        for each in plans.order_by("starts_on", "pk")
    )


def thanks(place: str, page: Any = 1) -> Any:
    """A page of gifts as their donors chose to be called."""
    return fund.gifts(place, page)
