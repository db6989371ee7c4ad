"""What a place, or a season pass, would cost somebody now, and who would bear which part."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from linli.pricing import terms
from linli.pricing.models import PassKind, Price, Subsidy
from linli.pricing.queries.passes import (
    KindRow,
    PassCard,
    described,
    kinds_on_sale,
    passes_for_course,
)
from linli.pricing.queries.standing import (
    pass_subsidies,
    persons,
    prices_on,
    rule_of,
    spent,
    subsidies_on,
)
from linli.pricing.terms import Part


class Needed(NamedTuple):
    """A subsidy somebody would have, had they shown the paper."""

    title: str
    status: str

    @property
    def paper(self) -> Any:
        return terms.STATUSES[self.status]


class Preview(NamedTuple):
    """What a place, or a pass, would cost one person now: frozen as a quote when it is given.

    ``covered``: the pass that pays for the place; then nobody else bears anything.
    """

    resident_id: UUID
    of: Price | PassKind
    parts: list[tuple[Subsidy, Part]]
    needed: list[Needed]
    covered: PassCard | None = None

    @property
    def price(self) -> Price | None:
        return self.of if isinstance(self.of, Price) else None

    @property
    def kind(self) -> PassKind | None:
        return self.of if isinstance(self.of, PassKind) else None

    @property
    def list_fen(self) -> int:
        return self.of.amount_fen

    @property
    def resident_fen(self) -> int:
        if self.covered:
            return 0
        return self.parts[-1][1].after_fen if self.parts else self.list_fen

    @property
    def subsidies_fen(self) -> int:
        return self.list_fen - self.resident_fen

    @property
    def deposit_fen(self) -> int:
        """Left here besides, by everybody the same: nobody bears it for them."""
        return self.price.deposit_fen if self.price else 0

    @property
    def shown_fen(self) -> int:
        """What lies on the table in all: what was shown must not have changed."""
        return self.resident_fen + self.deposit_fen

    @property
    def market_fen(self) -> int | None:
        return self.price.market_fen if self.price else None

    @property
    def saved_fen(self) -> int | None:
        """Against the named market price; None where nobody named one, or a pass pays."""
        if self.market_fen is None or self.covered:
            return None
        return self.market_fen - self.resident_fen


class Shelf(NamedTuple):
    """A pass on sale, with what it would cost each of somebody's people."""

    kind: KindRow
    prices: list[Preview]


def previews(
    course_id: UUID,
    resident_ids: Sequence[UUID],
    *,
    per: str,
    on: datetime.date,
    at: datetime.date,
) -> list[Preview]:
    """What a place on a day (``on``, whose age counts) would cost each of these people, asked for
    ``at`` a day (whose prices count). Empty for a free course. Seven queries, whoever comes, and
    three more if one of them has a pass."""
    price = prices_on([course_id], at, per).get(course_id)
    if price is None:
        return []
    found = previews_of(price, subsidies_on([course_id], at)[course_id], resident_ids, on, at)
    passes = passes_for_course(course_id, resident_ids, per=per, on=on)
    return [_covered(each, passes.get(each.resident_id)) for each in found]


def _covered(preview: Preview, held: PassCard | None) -> Preview:
    """A pass pays for the whole, and is not used where there is nothing to pay."""
    if held is None or not preview.resident_fen:
        return preview
    return preview._replace(parts=[], needed=[], covered=held)


def pass_previews(
    kind: PassKind, resident_ids: Sequence[UUID], *, at: datetime.date
) -> list[Preview]:
    """What a pass would cost each of these people: by the same subsidies, payers and papers as a
    place."""
    return previews_of(kind, pass_subsidies(kind, at), resident_ids, at, at)


def shelf(place: str, resident_ids: Sequence[UUID], on: datetime.date) -> list[Shelf]:
    """What passes there are to buy in a community, and for how much, for these people."""
    return [
        Shelf(row, pass_previews(row.row, resident_ids, at=on))
        for row in described(kinds_on_sale(place, on))
    ]


def previews_of(
    of: Price | PassKind,
    rows: Iterable[Subsidy],
    resident_ids: Sequence[UUID],
    on: datetime.date,
    at: datetime.date,
) -> list[Preview]:
    """A price divided among those who bear it, for each of these people. Three queries."""
    by_rule = {row.pk: row for row in rows}
    rules = [rule_of(row) for row in by_rule.values()]
    known = persons(resident_ids, {row.status for row in by_rule.values() if row.status}, at)
    used = spent(of.place_id, resident_ids, rules, on)
    found = []
    for one in resident_ids:
        if one not in known:
            continue
        said = {rule.id: terms.verdict(rule, known[one], on) for rule in rules}
        usable = [
            rule
            for rule in rules
            if said[rule.id] == terms.YES
            and (rule.cap is None or used.get((one, rule.code), 0) < rule.cap)
        ]
        needed = [
            Needed(by_rule[rule.id].title, rule.status)
            for rule in rules
            if said[rule.id] == terms.NEEDS_PROOF and of.amount_fen
        ]
        parts = terms.divided(of.amount_fen, usable)
        found.append(Preview(one, of, [(by_rule[part.rule.id], part) for part in parts], needed))
    return found
