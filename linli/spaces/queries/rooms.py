"""What may be asked about rooms: the rooms of a place, one room, its rules, closures, policies."""

import datetime
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.kernel.tongues import as_read
from linli.rules.words import Words
from linli.spaces import terms
from linli.spaces.models import BookingPolicy, Closure, OpeningRule, Space
from linli.spaces.queries.tree import Tree, tree_around, tree_at


def name_of(room: "Space | SpaceCard") -> str:
    """A room's name in the reader's language, as far as it has one in it."""
    return as_read(room.name, room.name_en)


@dataclass(frozen=True)
class SpaceCard:
    """A room as everybody may know it. ``leaves``: what a claim on it takes; ``parent``: the room
    it is a part of, in the reader's language."""

    id: UUID
    place: str
    name: str
    name_en: str
    kind: str
    area_m2: int | None
    capacity_people: int
    features: tuple[str, ...]
    equipment: tuple[str, ...]
    open_access: bool
    private: bool
    parent_id: UUID | None
    parent: str
    depth: int
    order: int
    leaves: tuple[UUID, ...]
    opened_on: datetime.date
    closed_on: datetime.date | None

    def __str__(self) -> str:
        return name_of(self)

    @property
    def kind_word(self) -> Words:
        return terms.KINDS[self.kind]

    @property
    def feature_words(self) -> list[Words]:
        return [terms.FEATURES[key] for key in self.features if key in terms.FEATURES]

    @property
    def divisible(self) -> bool:
        """Whether it has parts."""
        return self.leaves != (self.id,)


class OpeningRow(NamedTuple):
    """A rule of when a room is open."""

    id: UUID
    days: Words
    hours: str
    from_on: datetime.date
    until_on: datetime.date | None
    on_days_off: Words
    over: bool


class ClosureRow(NamedTuple):
    """A time in which a room, or every room, is shut."""

    id: UUID
    space: str
    start_at: datetime.datetime
    end_at: datetime.datetime
    reason: str


class PolicyRow(NamedTuple):
    """Who may book, and how much."""

    id: UUID
    space: str
    booker: Words
    row: BookingPolicy
    purposes: list[Words]


def get_space(viewer: Viewer, space_id: UUID) -> SpaceCard:
    """One room; rooms are no secret, so any viewer may. Raises ``NotFound``."""
    tree = tree_around(space_id)
    return card(tree, tree.get(space_id))


def desk_space(viewer: Viewer, space_id: UUID) -> SpaceCard:
    """One room of the viewer's communities, for its desk. Raises ``NotFound``."""
    found = get_space(viewer, space_id)
    if not viewer.may(Permission.SPACE_SEE, place=found.place):
        raise NotFound
    return found


def spaces_at(place: str, on: datetime.date | None = None) -> list[SpaceCard]:
    """The rooms of a place, parts after the room they lie in; ``on``: those in use that day."""
    tree = tree_at(place)
    cards = [card(tree, row, depth) for depth, row in tree.in_order()]
    return [one for one in cards if on is None or one.closed_on is None or on <= one.closed_on]


def places_of(viewer: Viewer) -> list[str]:
    """The communities whose rooms the viewer's desk shows."""
    return sorted(viewer.communities(Permission.SPACE_SEE))


def card(tree: Tree, row: Space, depth: int | None = None) -> SpaceCard:
    """A room as a card."""
    above = tree.rows.get(row.parent_id) if row.parent_id else None
    return SpaceCard(
        id=row.pk,
        place=row.place_id,
        name=row.name,
        name_en=row.name_en,
        kind=row.kind,
        area_m2=row.area_m2,
        capacity_people=row.capacity_people,
        features=tuple(row.features),
        equipment=tuple(row.equipment),
        open_access=row.open_access,
        private=row.private,
        parent_id=row.parent_id,
        parent=name_of(above) if above else "",
        depth=len(tree.chain(row.pk)) - 1 if depth is None else depth,
        order=row.order,
        leaves=tuple(leaf.pk for leaf in tree.leaves(row.pk)),
        opened_on=row.opened_on,
        closed_on=row.closed_on,
    )


def openings(space_id: UUID, on: datetime.date) -> list[OpeningRow]:
    """The rules of one room: those in force and to come first."""
    rows = OpeningRule.objects.filter(space=space_id).order_by("from_on", "from_minute")
    found = [
        OpeningRow(
            id=row.pk,
            days=said_days(row.weekdays),
            hours=f"{terms.clock(row.from_minute)}–{terms.clock(row.until_minute)}",
            from_on=row.from_on,
            until_on=row.until_on,
            on_days_off=terms.ON_DAYS_OFF[row.on_days_off],
            over=row.until_on is not None and row.until_on < on,
        )
        for row in rows
    ]
    return sorted(found, key=lambda row: row.over)


def closures(place: str, at: datetime.datetime, space_id: UUID | None = None) -> list[ClosureRow]:
    """What is shut now or will be, of a place or of one room and those it lies in or holds."""
    rows = Closure.objects.filter(place=place, lifted_at=None, end_at__gt=at)
    if space_id is not None:
        tree = tree_around(space_id)
        near = {*tree.chain(space_id), *(one.pk for one in tree.beneath(space_id))}
        rows = rows.filter(Q(space=None) | Q(space__in=near))
    return [
        ClosureRow(
            row.pk, row.space.name if row.space else "", row.start_at, row.end_at, row.reason
        )
        for row in rows.select_related("space").order_by("start_at")
    ]


def closure(viewer: Viewer, closure_id: UUID) -> Closure:
    """One closure of the viewer's communities. Raises ``NotFound``."""
    found = Closure.objects.select_related("space").filter(
        pk=closure_id, place__in=viewer.communities(Permission.SPACE_SEE)
    )
    row = found.first()
    if row is None:
        raise NotFound
    return row


def policies(place: str, on: datetime.date) -> list[PolicyRow]:
    """The policies in force or to come, by room."""
    rows = BookingPolicy.objects.filter(Q(until_on=None) | Q(until_on__gte=on), place=place)
    return [
        PolicyRow(
            row.pk,
            row.space.name if row.space else "",
            terms.BOOKERS[row.booker],
            row,
            [terms.PURPOSES[key] for key in row.purposes],
        )
        for row in rows.select_related("space").order_by("space__order", "booker", "from_on")
    ]


def policy_for(tree: Tree, space_id: UUID, booker: str, on: datetime.date) -> BookingPolicy | None:
    """The policy that counts: the nearest in force, the newest of that room; None where nobody of
    this kind may book. One query."""
    place = tree.get(space_id).place_id
    rows = BookingPolicy.objects.filter(
        Q(until_on=None) | Q(until_on__gte=on), place=place, booker=booker, from_on__lte=on
    )
    nearest: dict[UUID | None, BookingPolicy] = {
        row.space_id: row for row in rows.order_by("from_on", "pk")
    }
    for key in (*tree.chain(space_id), None):
        if key in nearest:
            return nearest[key]
    return None


def said_days(weekdays: list[int]) -> Words:
    """周一至周五, 每天, 周二、周六."""
    days = sorted(weekdays)
    if days == list(range(7)):
        return Words("每天", "Every day")
    first, last = terms.WEEKDAYS[days[0]], terms.WEEKDAYS[days[-1]]
    if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        return Words(f"{first.zh}至{last.zh}", f"{first.en}–{last.en}")
    return Words(
        "、".join(terms.WEEKDAYS[day].zh for day in days),
        ", ".join(terms.WEEKDAYS[day].en for day in days),
    )


class AskableRoom(NamedTuple):
    """A room residents may ask for, and the policy that says how."""

    space: SpaceCard
    needs_approval: bool
    max_lead_days: int | None
    purposes: list[str]


def open_to_residents(place: str, on: datetime.date) -> list[AskableRoom]:
    """The rooms residents of a place may ask for, by the nearest policy. Two queries."""
    tree = tree_at(place)
    in_force = Q(until_on=None) | Q(until_on__gte=on)
    rows = BookingPolicy.objects.filter(in_force, place=place, booker="resident", from_on__lte=on)
    by_room = {row.space_id: row for row in rows.order_by("from_on", "pk")}
    found = []
    for depth, row in tree.in_order():
        keys = [*tree.chain(row.pk), None]
        policy = next((by_room[key] for key in keys if key in by_room), None)
        if policy is not None and not row.private and row.closed_on is None:
            found.append(
                AskableRoom(
                    card(tree, row, depth),
                    policy.needs_approval,
                    policy.max_lead_days,
                    list(policy.purposes),
                )
            )
    return found


def near(space_id: UUID) -> list[UUID]:
    """A room, its parts, and those it lies in: whose bookings take a piece of it."""
    tree = tree_around(space_id)
    return [*tree.chain(space_id), *(one.pk for one in tree.beneath(space_id)[1:])]


def lying_in(space_id: UUID) -> tuple[str, list[UUID]]:
    """A room's community, and the room with those it lies in, nearest first. One query. Raises
    ``NotFound``."""
    tree = tree_around(space_id)
    return tree.get(space_id).place_id, tree.chain(space_id)


def clocked(spans: list[tuple[int, int]]) -> list[str]:
    """Minutes as hours: ``08:30–10:00``."""
    return [f"{terms.clock(start)}–{terms.clock(end)}" for start, end in spans]
