"""Pools and what is free of them at a moment: what has lapsed is free, whoever sweeps it."""

import datetime
from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Q

from linli.hall import terms
from linli.hall.models import Enrollment, Offer, Pool


class PoolRow(NamedTuple):
    """A pool. ``free`` counts what has lapsed; ``for_all``: its time to flow has come."""

    id: UUID
    name: str
    capacity: int
    free: int
    age_from: int | None
    age_to: int | None
    hukou: str
    door: str
    flows_at: datetime.datetime | None
    for_all: bool


class OfferRow(NamedTuple):
    """An offer as anybody may see it. ``pools`` by session; under None for the whole course."""

    id: UUID
    course_id: UUID
    kind: str
    mode: str
    opens_at: datetime.datetime
    closes_at: datetime.datetime | None
    commitment: str
    pools: dict[UUID | None, list[PoolRow]]


class Mismatch(NamedTuple):
    """A pool whose count is not that of its enrollments. There is none, or something is broken."""

    pool_id: UUID
    taken: int
    held: int


def offers_of(course_ids: Collection[UUID], *, at: datetime.datetime) -> dict[UUID, list[OfferRow]]:
    """The open offers of courses with their pools. Three queries, however many."""
    offers = Offer.objects.filter(course__in=course_ids, ended_at=None).order_by("opens_at", "id")
    by_offer: dict[UUID, dict[UUID | None, list[PoolRow]]] = {}
    lapsed = _lapsed(Q(offer__course__in=course_ids), at)
    for pool in Pool.objects.filter(offer__course__in=course_ids).order_by("name", "id"):
        rows = by_offer.setdefault(pool.offer_id, {}).setdefault(pool.session_id, [])
        rows.append(_row(pool, lapsed.get(pool.pk, 0), at))
    found: dict[UUID, list[OfferRow]] = {}
    for each in offers:
        found.setdefault(each.course_id, []).append(
            OfferRow(
                each.pk,
                each.course_id,
                each.kind,
                each.mode,
                each.opens_at,
                each.closes_at,
                each.commitment or "",
                by_offer.get(each.pk, {}),
            )
        )
    return found


def places_left(session_ids: Collection[UUID], *, at: datetime.datetime) -> dict[UUID, int]:
    """Places free of each of these sessions, where they are offered by the session. Two queries."""
    lapsed = _lapsed(Q(session__in=session_ids), at)
    left: dict[UUID, int] = {}
    for pool in Pool.objects.filter(session__in=session_ids, offer__ended_at=None):
        free = pool.capacity - pool.taken + lapsed.get(pool.pk, 0)
        left[pool.session_id] = left.get(pool.session_id, 0) + free
    return left


def mismatches() -> list[Mismatch]:
    """Every pool that counts otherwise than its enrollments do: told, never silently mended."""
    held = dict(
        Enrollment.objects.filter(state__in=terms.HOLDING)
        .values_list("pool_id")
        .annotate(count=Count("pk"))
    )
    pools = Pool.objects.filter(Q(pk__in=held) | ~Q(taken=0)).order_by("pk")
    return [
        Mismatch(pool.pk, pool.taken, held.get(pool.pk, 0))
        for pool in pools
        if pool.taken != held.get(pool.pk, 0)
    ]


def _lapsed(of_what: Q, at: datetime.datetime) -> dict[UUID, int]:
    late = Enrollment.objects.filter(of_what, state=terms.OFFERED, lapses_at__lte=at)
    return dict(late.values_list("pool_id").annotate(count=Count("pk")))


def _row(pool: Pool, lapsed: int, at: datetime.datetime) -> PoolRow:
    return PoolRow(
        pool.pk,
        pool.name,
        pool.capacity,
        pool.capacity - pool.taken + lapsed,
        pool.age_from,
        pool.age_to,
        pool.hukou,
        pool.door,
        pool.flows_at,
        pool.flows_at is not None and pool.flows_at <= at,
    )
