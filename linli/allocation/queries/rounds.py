"""A round as its pages show it: season, rooms, rule, and how far it has come."""

import datetime
from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Q

from linli.allocation import terms
from linli.allocation.models import AllocatedSlot, AllocationRound
from linli.allocation.queries import plan
from linli.identity import queries as identity
from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.rules.words import Words
from linli.spaces.queries import SpaceCard

COMING, OPEN, CLOSED, PLANNED, CONFIRMED = "coming", "open", "closed", "planned", "confirmed"
CALLED_OFF = "called_off"
STATES = {
    COMING: Words("还没有开始收", "Not open yet"),
    OPEN: Words("正在收申请", "Taking applications"),
    CLOSED: Words("截止了，等着排", "Closed, to be planned"),
    PLANNED: Words("排好了，等人核对", "Planned, to be checked"),
    CONFIRMED: Words("定下来了", "Confirmed"),
    CALLED_OFF: Words("不办了", "Called off"),
}


class RoundRow(NamedTuple):
    """A round in a list."""

    id: UUID
    place: str
    title: str
    season_from: datetime.date
    season_until: datetime.date
    opens_at: datetime.datetime
    closes_at: datetime.datetime
    state: str
    applications: int
    called_off: str

    @property
    def state_word(self) -> Words:
        return STATES[self.state]

    @property
    def last_on(self) -> datetime.date:
        """The last day on which applications are taken: a closing at midnight is the day before."""
        return terms.day_of(self.closes_at - datetime.timedelta(microseconds=1))

    @property
    def first_on(self) -> datetime.date:
        """The first."""
        return terms.day_of(self.opens_at)

    @property
    def tone(self) -> str:
        """How a chip shows the state; its words say the same."""
        if self.state == CONFIRMED:
            return "good"
        return "attention" if self.state in (CLOSED, PLANNED) else ""


class RoundCard(NamedTuple):
    """A round. ``rule``: what gives how many points. ``left``: hours still being booked."""

    row: RoundRow
    rule: list[tuple[Words, int]]
    lacking: list[Words]
    rooms: list[SpaceCard]
    commitment: str
    seed: str
    suggested_at: datetime.datetime | None
    confirmed_at: datetime.datetime | None
    planned_by: str
    planned_by_id: UUID | None
    confirmed_by: str
    hours: int
    booked: int

    @property
    def left(self) -> int:
        return self.hours - self.booked


def rounds_at(place: str, at: datetime.datetime) -> list[RoundRow]:
    """The rounds of a place, the latest season first. One query."""
    rows = AllocationRound.objects.filter(place=place).annotate(many=_standing())
    return [_row(one, at) for one in rows.order_by("-season_from", "-pk")]


def places_of(viewer: Viewer) -> list[str]:
    """The communities whose rounds the viewer's desk shows."""
    return sorted(viewer.communities(Permission.SPACE_SEE))


class ToSettle(NamedTuple):
    """A round that waits to be planned, or, once somebody has, to be checked by another."""

    id: UUID
    place: str
    title: str
    closes_at: datetime.datetime
    planned_by_id: UUID | None


def to_settle(places: Collection[str], at: datetime.datetime) -> list[ToSettle]:
    """The rounds of these places past their closing that are not confirmed, oldest first. One
    query."""
    rows = AllocationRound.objects.filter(
        place__in=places, closes_at__lte=at, confirmed_at=None, called_off_at=None
    ).order_by("closes_at", "pk")
    found = rows.values_list("pk", "place_id", "title", "closes_at", "planned_by_id")
    return [ToSettle(*row) for row in found]


def round_card(round_id: UUID, at: datetime.datetime) -> RoundCard:
    """One round; rounds are no secret. Raises ``NotFound``."""
    of = AllocationRound.objects.filter(pk=round_id).annotate(many=_standing()).first()
    if of is None:
        raise NotFound
    names = identity.names_of({one for one in (of.planned_by_id, of.confirmed_by_id) if one})
    live = AllocatedSlot.objects.filter(round=of, out_at=None)
    many = live.aggregate(hours=Count("pk"), booked=Count("pk", filter=Q(series__isnull=False)))
    return RoundCard(
        row=_row(of, at),
        rule=[(terms.COUNTS[key], of.rule[key]) for key in terms.COUNTS if of.rule.get(key)],
        lacking=[terms.BANDS[band] for band in of.lacking_bands],
        rooms=plan.cards_of(of),
        commitment=of.commitment,
        seed=of.seed,
        suggested_at=of.suggested_at,
        confirmed_at=of.confirmed_at,
        planned_by=names.get(of.planned_by_id, ""),
        planned_by_id=of.planned_by_id,
        confirmed_by=names.get(of.confirmed_by_id, ""),
        **many,
    )


def desk_round(viewer: Viewer, round_id: UUID, at: datetime.datetime) -> RoundCard:
    """One round of the viewer's communities, for its desk. Raises ``NotFound``."""
    found = round_card(round_id, at)
    if not viewer.may(Permission.SPACE_SEE, place=found.row.place):
        raise NotFound
    return found


def being_booked() -> list[UUID]:
    """The confirmed rounds of which some hour is not booked yet."""
    waiting = AllocatedSlot.objects.filter(
        round__confirmed_at__isnull=False, out_at=None, series=None
    )
    return list(waiting.values_list("round", flat=True).distinct().order_by("round"))


def _standing() -> Count:
    return Count("applications", filter=Q(applications__withdrawn_at=None))


def _row(of: AllocationRound, at: datetime.datetime) -> RoundRow:
    return RoundRow(
        of.pk, of.place_id, of.title, of.season_from, of.season_until, of.opens_at, of.closes_at,
        _state(of, at), of.many, of.called_off_why,
    )  # fmt: skip


def _state(of: AllocationRound, at: datetime.datetime) -> str:
    if of.called_off_at:
        return CALLED_OFF
    if of.confirmed_at:
        return CONFIRMED
    if of.suggested_at:
        return PLANNED
    if at < of.opens_at:
        return COMING
    return OPEN if at < of.closes_at else CLOSED
