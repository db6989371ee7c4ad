"""What may be asked about partners: what they promised in a year, and what it became."""

import datetime
from typing import Any, NamedTuple
from uuid import UUID

from linli.giving.models import Kept, Partner, Promise
from linli.giving.queries.wording import COUNTED_IN, PROMISE_WORDS
from linli.identity.permissions import Permission, Viewer
from linli.kernel.money import spoken
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal


class KeptRow(NamedTuple):
    """A part that was kept, and what it became."""

    kept_on: datetime.date
    quantity: str
    became: str


class PromiseRow(NamedTuple):
    """A promise of a year and how far it was kept; quantities in words, with their unit."""

    id: UUID
    year: int
    kind: str
    words: str
    promised: str
    kept: str
    part: tuple[int, int]
    kept_rows: tuple[KeptRow, ...]

    @property
    def kind_word(self) -> Any:
        return PROMISE_WORDS[self.kind]


class PartnerPage(NamedTuple):
    """A partner with its promises, the newest year first."""

    id: UUID
    place: str
    name: str
    contact: str
    since: datetime.date
    promises: tuple[PromiseRow, ...]

    @property
    def years(self) -> list[int]:
        """The years there is something to write about."""
        return sorted({each.year for each in self.promises}, reverse=True)

    def of_year(self, year: int) -> list[PromiseRow]:
        """The promises of one year."""
        return [each for each in self.promises if each.year == year]


def partners(viewer: Viewer) -> list[PartnerPage]:
    """Every partner of the viewer's communities, by name. One query a table, however many."""
    rows = Partner.objects.filter(place__in=viewer.communities(Permission.PARTNER_KEEP))
    found = list(rows.order_by("name"))
    promises: dict[UUID, list[PromiseRow]] = {}
    for partner_id, row in _promises(found):
        promises.setdefault(partner_id, []).append(row)
    return [_page(each, promises.get(each.pk, [])) for each in found]


def partner(viewer: Viewer, partner_id: UUID) -> PartnerPage:
    """One partner."""
    found = Partner.objects.filter(pk=partner_id).first()
    if found is None:
        raise NotFound
    viewer.require(Permission.PARTNER_KEEP, place=found.place_id)
    return _page(found, [row for _id, row in _promises([found])])


def promise(viewer: Viewer, promise_id: UUID) -> tuple[PartnerPage, PromiseRow]:
    """One promise and whose it is."""
    found = Promise.objects.filter(pk=promise_id).values_list("partner_id", flat=True).first()
    if found is None:
        raise NotFound
    page = partner(viewer, found)
    return page, next(row for row in page.promises if row.id == promise_id)


def quantity_in_words(kind: str, quantity: int) -> str:
    """¥2,000, 30 件, 12 小时."""
    return spoken(quantity) if kind == "money" else f"{quantity} {COUNTED_IN[kind]}"


def _promises(of: list[Partner]) -> list[tuple[UUID, PromiseRow]]:
    rows = list(Promise.objects.filter(partner__in=of).order_by("-year", "at"))
    kept: dict[UUID, list[Kept]] = {}
    for each in Kept.objects.filter(promise__in=rows).order_by("kept_on", "at"):
        kept.setdefault(each.promise_id, []).append(each)
    return [(row.partner_id, _promise(row, kept.get(row.pk, []))) for row in rows]


def _promise(of: Promise, kept: list[Kept]) -> PromiseRow:
    done = sum(each.quantity for each in kept)
    return PromiseRow(
        id=of.pk,
        year=of.year,
        kind=of.kind,
        words=of.words,
        promised=quantity_in_words(of.kind, of.quantity),
        kept=quantity_in_words(of.kind, done),
        part=(min(done, of.quantity), of.quantity),
        kept_rows=tuple(
            KeptRow(each.kept_on, quantity_in_words(of.kind, each.quantity), each.became)
            for each in kept
        ),
    )


def _page(of: Partner, promises: list[PromiseRow]) -> PartnerPage:
    return PartnerPage(
        id=of.pk,
        place=of.place_id,
        name=of.name,
        contact=unseal(of, "contact") or "",
        since=of.since,
        promises=tuple(promises),
    )
