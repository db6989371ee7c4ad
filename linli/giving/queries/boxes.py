"""What may be asked about boxes and goods."""

import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.utils import timezone

from linli.fund import queries as funds
from linli.giving.models import Box, BoxCount, GoodsGift, GoodsUse
from linli.giving.queries.wording import USE_WORDS, VALUE_WORDS
from linli.identity.permissions import Permission, Viewer
from linli.kernel.names import masked
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal
from linli.people import queries as people


class BoxRow(NamedTuple):
    """A box, when it was last counted, and the count that waits for a second person; ``mine``: the
    viewer counted it first and cannot be that person."""

    id: UUID
    fund_id: UUID
    label: str
    stands: str
    taken_away_on: datetime.date | None
    last_counted_on: datetime.date | None
    waiting: UUID | None
    mine: bool


class CountRow(NamedTuple):
    """A count. ``first_fen`` is None for whoever is still to count: he has not been told."""

    id: UUID
    fund_id: UUID
    label: str
    seal: str
    counted_at: datetime.datetime
    first_fen: int | None
    second_fen: int | None
    mine: bool

    @property
    def agreed(self) -> bool:
        """Whether both found the same."""
        return self.second_fen is not None and self.second_fen == self.first_fen


class GoodsRow(NamedTuple):
    """Goods that were given, and how many are left."""

    id: UUID
    fund_id: UUID
    place: str
    what: str
    unit: str
    quantity: int
    left: int
    value_fen: int | None
    value_word: Any
    good_until: datetime.date | None
    received_on: datetime.date
    purpose: Any
    donor: str


class UseRow(NamedTuple):
    """Where some pieces went: no name; a family is opened from its own record."""

    quantity: int
    reason: Any
    used_on: datetime.date


def boxes(viewer: Viewer, fund_id: UUID) -> list[BoxRow]:
    """Every box, standing ones first."""
    insist_counter(viewer, fund_id)
    rows = list(Box.objects.filter(fund=fund_id).order_by("taken_away_on", "label"))
    counts: dict[UUID, list[BoxCount]] = {}
    for count in BoxCount.objects.filter(box__in=rows).order_by("-counted_at"):
        counts.setdefault(count.box_id, []).append(count)
    return [_box_row(viewer, box, counts.get(box.pk, [])) for box in rows]


def counts(viewer: Viewer, fund_id: UUID) -> list[CountRow]:
    """The latest counts, the newest first."""
    insist_counter(viewer, fund_id)
    rows = BoxCount.objects.filter(box__fund=fund_id).select_related("box")
    return [_count_row(viewer, each) for each in rows.order_by("-counted_at")[:20]]


def count(viewer: Viewer, count_id: UUID) -> CountRow:
    """One count."""
    found = BoxCount.objects.select_related("box").filter(pk=count_id).first()
    if found is None:
        raise NotFound
    insist_counter(viewer, found.box.fund_id)
    return _count_row(viewer, found)


def box(viewer: Viewer, box_id: UUID) -> BoxRow:
    """One box."""
    found = Box.objects.filter(pk=box_id).first()
    if found is None:
        raise NotFound
    insist_counter(viewer, found.fund_id)
    counted = BoxCount.objects.filter(box=found).order_by("-counted_at")
    return _box_row(viewer, found, list(counted))


def fund_to_count(viewer: Viewer) -> UUID | None:
    """The fund whose boxes the viewer counts; None where there is none."""
    places = viewer.communities(Permission.BOX_COUNT)
    return next((found for place in sorted(places) if (found := funds.fund_of(place))), None)


def insist_counter(viewer: Viewer, fund_id: UUID) -> None:
    """Refuse whoever neither counts boxes there nor sees the fund."""
    home = funds.home_of(fund_id)
    where: dict[str, Any] = {"place": home.place, "organisation": home.holder}
    if not viewer.may(Permission.FUND_SEE, **where):
        viewer.require(Permission.BOX_COUNT, place=home.place)


def goods(viewer: Viewer, fund_id: UUID) -> list[GoodsRow]:
    """Goods that were given, those that go off first at the head; used-up ones last."""
    home = funds.home_of(fund_id)
    viewer.require(Permission.GOODS_GIVE, place=home.place)
    rows = [_goods_row(each) for each in GoodsGift.objects.filter(fund=fund_id)]
    return sorted(rows, key=lambda row: (not row.left, row.good_until or datetime.date.max))


def goods_gift(viewer: Viewer, gift_id: UUID) -> tuple[GoodsRow, list[UseRow]]:
    """One gift of goods, and where its pieces went."""
    found = GoodsGift.objects.filter(pk=gift_id).first()
    if found is None:
        raise NotFound
    viewer.require(Permission.GOODS_GIVE, place=found.place_id)
    uses = GoodsUse.objects.filter(gift=found).order_by("-used_on", "-at", "-pk")
    return _goods_row(found), [
        UseRow(each.quantity, USE_WORDS[each.reason], each.used_on) for each in uses
    ]


class Shelf(NamedTuple):
    """What a gift of goods is, and how many are left; nothing of who gave it."""

    what: str
    unit: str
    left: int


def shelf(gift_id: UUID) -> Shelf:
    """How many of a gift are left; the upper room has asked who asks. Raises ``NotFound``."""
    found = GoodsGift.objects.filter(pk=gift_id).values_list("what", "unit", "left").first()
    if found is None:
        raise NotFound
    return Shelf(*found)


class GoodsFor(NamedTuple):
    """What may be given to a family, and what it has been given."""

    place: str
    fund_id: UUID
    rows: list[GoodsRow]
    given: list[tuple[str, UseRow]]


def goods_for(viewer: Viewer, household_id: UUID) -> GoodsFor:
    """For one household, at whose community the viewer gives goods. Log the page that shows it."""
    place = people.place_of_household(viewer, household_id)
    fund_id = funds.fund_of(place)
    if fund_id is None:
        raise NotFound
    return GoodsFor(place, fund_id, goods(viewer, fund_id), given_to(household_id))


def given_to(household_id: UUID) -> list[tuple[str, UseRow]]:
    """What a household was given, the newest first. The caller has asked who asks."""
    uses = GoodsUse.objects.filter(household=household_id).select_related("gift")
    return [
        (
            f"{each.gift.what} {each.quantity} {each.gift.unit}",
            UseRow(each.quantity, USE_WORDS[each.reason], each.used_on),
        )
        for each in uses.order_by("-used_on", "-at", "-pk")
    ]


class GoodsCard(NamedTuple):
    """The room's card in a household's dossier."""

    given: tuple[tuple[str, UseRow], ...]


def cards_for(viewer: Viewer, household_id: UUID) -> list[GoodsCard]:
    """The card for the dossier, for whoever gives goods there."""
    if not viewer.may(Permission.GOODS_GIVE):
        return []
    return [GoodsCard(tuple(given_to(household_id)[:5]))]


def _box_row(viewer: Viewer, of: Box, counted: list[BoxCount]) -> BoxRow:
    done = [each for each in counted if each.second_by_id]
    waiting = next((each for each in counted if each.second_by_id is None), None)
    last = timezone.localdate(done[0].counted_at) if done else None
    return BoxRow(
        of.pk, of.fund_id, of.label, of.stands, of.taken_away_on, last,
        waiting=waiting.pk if waiting else None,
        mine=waiting is not None and waiting.first_by_id == viewer.user_id,
    )  # fmt: skip


def _count_row(viewer: Viewer, of: BoxCount) -> CountRow:
    done = of.second_by_id is not None
    return CountRow(
        id=of.pk,
        fund_id=of.box.fund_id,
        label=of.box.label,
        seal=of.seal,
        counted_at=of.counted_at,
        first_fen=of.first_fen if done else None,
        second_fen=of.second_fen,
        mine=of.first_by_id == viewer.user_id,
    )


def _goods_row(of: GoodsGift) -> GoodsRow:
    name = unseal(of, "donor_name")
    return GoodsRow(
        id=of.pk,
        fund_id=of.fund_id,
        place=of.place_id,
        what=of.what,
        unit=of.unit,
        quantity=of.quantity,
        left=of.left,
        value_fen=of.value_fen,
        value_word=VALUE_WORDS[of.value_from],
        good_until=of.good_until,
        received_on=of.received_on,
        purpose=funds.PURPOSE_WORDS[of.purpose],
        donor=masked(name) if name else "",
    )
