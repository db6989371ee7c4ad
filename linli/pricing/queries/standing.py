"""What counts on a day: a course's price, its subsidies, who showed what, who has used what."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from linli.kernel.asking import Question
from linli.kernel.cipher import keyring
from linli.kernel.words import XIAMEN
from linli.people import queries as people
from linli.pricing import terms
from linli.pricing.models import PassKind, Price, Proof, Subsidy, SubsidyUse
from linli.pricing.terms import Person, Rule

PROOF_BLIND = "pricing.proof"


def mark_of(resident_id: UUID, status: str) -> bytes:
    """What is kept of who showed which paper."""
    return keyring().blind(PROOF_BLIND, f"{resident_id}:{status}")


def prices_on(course_ids: Collection[UUID], on: datetime.date, per: str) -> dict[UUID, Price]:
    """The price that counts of each of these courses, of a term or of a session; what is free has
    none. One query."""
    return {each.course_id: each for each in _prices_on(course_ids, on, per)}


@Question
def _prices_on(courses: Any, on: Any, per: Any) -> QuerySet[Price]:
    found = in_force(Price.objects.filter(course__in=courses, per=per), on)
    return found.order_by("valid_from", "in_force_at", "pk")


def price_ids(course_ids: Collection[UUID]) -> list[tuple[UUID, UUID]]:
    """Every price these courses ever had, each with its course. One query."""
    return list(Price.objects.filter(course__in=course_ids).values_list("pk", "course"))


def price_days(place: str, on: datetime.date) -> dict[UUID, datetime.date]:
    """The newest day, up to this one, on which the calendar alone changed what a course here is
    listed at: a price put into force before began, or one ended the day before. One query."""
    found = Price.objects.filter(place=place, in_force_at__isnull=False)
    days: dict[UUID, datetime.date] = {}
    for course_id, first, last, put_at in found.values_list(
        "course", "valid_from", "valid_to", "in_force_at"
    ):
        changes = [last + datetime.timedelta(days=1)] if last else []
        if first > put_at.astimezone(XIAMEN).date():
            changes.append(first)
        for day in changes:
            if day <= on:
                days[course_id] = max(day, days.get(course_id, day))
    return days


def subsidies_on(course_ids: Collection[UUID], on: datetime.date) -> dict[UUID, list[Subsidy]]:
    """The subsidies that count for each of these courses, in their order, the newest version of
    each code. Two queries."""
    places = set(Price.objects.filter(course__in=course_ids).values_list("place", flat=True))
    found = in_force(Subsidy.objects.filter(place__in=places, pass_code=""), on)
    rows = list(found.select_related("payer").order_by("valid_from", "in_force_at", "pk"))
    return {
        one: sorted(
            {row.code: row for row in rows if row.course_id in (None, one)}.values(),
            key=lambda row: (row.order, row.code),
        )
        for one in course_ids
    }


def pass_subsidies(kind: PassKind, on: datetime.date) -> list[Subsidy]:
    """The subsidies that count for a season pass, likewise. One query."""
    found = in_force(Subsidy.objects.filter(place=kind.place_id, pass_code=kind.code), on)
    ordered = found.select_related("payer").order_by("valid_from", "in_force_at", "pk")
    newest = {row.code: row for row in ordered}.values()
    return sorted(newest, key=lambda row: (row.order, row.code))


def rule_of(row: Subsidy) -> Rule:
    """A subsidy as the terms reckon with it."""
    return Rule(
        id=row.pk,
        code=row.code,
        permille=row.permille,
        fixed_fen=row.fixed_fen,
        age_from=row.age_from,
        age_to=row.age_to,
        hukou=row.hukou,
        status=row.status,
        cap=row.cap,
        period=row.period,
    )


def in_force(found: QuerySet[Any], on: datetime.date) -> QuerySet[Any]:
    """Those of these versions that count on a day."""
    return found.filter(
        Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on, in_force_at__isnull=False
    )


def persons(
    ids: Sequence[UUID], statuses: Collection[str], at: datetime.date
) -> Mapping[UUID, Person]:
    """Those of these people who are still here, with the papers they showed. Two queries."""
    marks = {mark_of(one, status): (one, status) for one in ids for status in statuses}
    shown: dict[UUID, set[str]] = {}
    for mark in Proof.objects.filter(mark__in=list(marks), valid_until__gte=at).values_list(
        "mark", flat=True
    ):
        one, status = marks[bytes(mark)]
        shown.setdefault(one, set()).add(status)
    return {
        each.id: Person(each.id, each.born_on, each.hukou_place, frozenset(shown.get(each.id, ())))
        for each in people.comers(ids)
    }


def spent(
    place: str, ids: Sequence[UUID], rules: Sequence[Rule], on: datetime.date
) -> dict[tuple[UUID, str], int]:
    """How often each has used each limited subsidy in the period of the day. One query."""
    limited = {rule.code: terms.period_of(rule, on) for rule in rules if rule.cap is not None}
    if not limited:
        return {}
    found = SubsidyUse.objects.filter(
        place=place, resident__in=ids, code__in=limited, period__in=set(limited.values()),
        number__lte=F("cap"),
    )  # fmt: skip
    counts: dict[tuple[UUID, str], int] = {}
    for resident, code, period in found.values_list("resident_id", "code", "period"):
        if limited[code] == period:
            counts[resident, code] = counts.get((resident, code), 0) + 1
    return counts
