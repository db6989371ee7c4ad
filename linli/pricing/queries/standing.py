"""What counts on a day: a course's price, its subsidies, who showed what, who has used what."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, Q, QuerySet

from linli.kernel.asking import Question
from linli.kernel.cipher import keyring
from linli.people import queries as people
from linli.pricing import terms
from linli.pricing.models import Price, Proof, Subsidy, SubsidyUse
from linli.pricing.terms import Part, Person, Rule

PROOF_BLIND = "pricing.proof"


class Needed(NamedTuple):
    """A subsidy somebody would have, had they shown the paper."""

    title: str
    status: str

    @property
    def paper(self) -> Any:
        return terms.STATUSES[self.status]


class Preview(NamedTuple):
    """What a place would cost one person now: frozen as a quote when it is given."""

    resident_id: UUID
    price: Price
    parts: list[tuple[Subsidy, Part]]
    needed: list[Needed]

    @property
    def list_fen(self) -> int:
        return self.price.amount_fen

    @property
    def resident_fen(self) -> int:
        return self.parts[-1][1].after_fen if self.parts else self.list_fen

    @property
    def subsidies_fen(self) -> int:
        return self.list_fen - self.resident_fen

    @property
    def saved_fen(self) -> int | None:
        """Against the named market price; None where nobody named one."""
        return None if self.price.market_fen is None else self.price.market_fen - self.resident_fen


def mark_of(resident_id: UUID, status: str) -> bytes:
    """What is kept of who showed which paper."""
    return keyring().blind(PROOF_BLIND, f"{resident_id}:{status}")


def prices_on(course_ids: Collection[UUID], on: datetime.date, per: str) -> dict[UUID, Price]:
    """The price that counts of each of these courses, of a term or of a session; what is free has
    none. One query."""
    return {each.course_id: each for each in _prices_on(course_ids, on, per)}


@Question
def _prices_on(courses: Any, on: Any, per: Any) -> QuerySet[Price]:
    found = _in_force(Price.objects.filter(course__in=courses, per=per), on)
    return found.order_by("valid_from", "in_force_at", "pk")


def price_ids(course_ids: Collection[UUID]) -> list[tuple[UUID, UUID]]:
    """Every price these courses ever had, each with its course. One query."""
    return list(Price.objects.filter(course__in=course_ids).values_list("pk", "course"))


def subsidies_on(course_ids: Collection[UUID], on: datetime.date) -> dict[UUID, list[Subsidy]]:
    """The subsidies that count for each of these courses, in their order, the newest version of
    each code. Two queries."""
    places = set(Price.objects.filter(course__in=course_ids).values_list("place", flat=True))
    found = _in_force(Subsidy.objects.filter(place__in=places), on).select_related("payer")
    rows = list(found.order_by("valid_from", "in_force_at", "pk"))
    return {
        one: sorted(
            {row.code: row for row in rows if row.course_id in (None, one)}.values(),
            key=lambda row: (row.order, row.code),
        )
        for one in course_ids
    }


def previews(
    course_id: UUID,
    resident_ids: Sequence[UUID],
    *,
    per: str,
    on: datetime.date,
    at: datetime.date,
) -> list[Preview]:
    """What a place on a day (``on``, whose age counts) would cost each of these people, asked for
    ``at`` a day (whose prices count). Empty for a free course. Six queries, whoever comes."""
    price = prices_on([course_id], at, per).get(course_id)
    if price is None:
        return []
    rows = subsidies_on([course_id], at)[course_id]
    by_rule = {row.pk: row for row in rows}
    rules = [rule_of(row) for row in rows]
    known = _persons(resident_ids, {row.status for row in rows if row.status}, at)
    spent = _spent(price.place_id, resident_ids, rules, on)
    found = []
    for one in resident_ids:
        if one not in known:
            continue
        said = {rule.id: terms.verdict(rule, known[one], on) for rule in rules}
        usable = [
            rule
            for rule in rules
            if said[rule.id] == terms.YES
            and (rule.cap is None or spent.get((one, rule.code), 0) < rule.cap)
        ]
        needed = [
            Needed(by_rule[rule.id].title, rule.status)
            for rule in rules
            if said[rule.id] == terms.NEEDS_PROOF
        ]
        parts = terms.divided(price.amount_fen, usable)
        found.append(Preview(one, price, [(by_rule[part.rule.id], part) for part in parts], needed))
    return found


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


def _in_force(found: QuerySet[Any], on: datetime.date) -> QuerySet[Any]:
    return found.filter(
        Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on, in_force_at__isnull=False
    )


def _persons(
    ids: Sequence[UUID], statuses: Collection[str], at: datetime.date
) -> Mapping[UUID, Person]:
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


def _spent(
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
