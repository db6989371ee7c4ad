"""A resident's own page: the rooms they may come to, what is missing, their own visits."""

import datetime
from typing import NamedTuple
from uuid import UUID

from linli.gym import terms
from linli.gym.models import Visit
from linli.gym.queries.rooms import Room, TermsRow, open_rooms, room_of, terms_of
from linli.gym.queries.standing import Standing, standing
from linli.identity.permissions import Viewer
from linli.kernel.refusal import NotFound
from linli.people import queries as people
from linli.spaces import queries as spaces
from linli.spaces.queries import SpaceCard

BEHIND_DAYS = 90


class MyPerson(NamedTuple):
    """Me or a child of mine, before the terms of a room."""

    id: UUID
    name: str
    standing: Standing


class MyRoom(NamedTuple):
    """A room, and how those I may speak for stand before its terms."""

    room: Room
    people: tuple[MyPerson, ...]


class MyVisit(NamedTuple):
    """A visit of mine or of a child's. ``inside``: still, as far as anybody saw."""

    room: str
    name: str
    entered_at: datetime.datetime
    left_at: datetime.datetime | None
    inside: bool


class MyGym(NamedTuple):
    """Both."""

    rooms: list[MyRoom]
    visits: list[MyVisit]


class Asked(NamedTuple):
    """The questions of a room, for somebody I may speak for."""

    space: SpaceCard
    terms: TermsRow
    name: str


def my_gym(viewer: Viewer, *, on: datetime.date, at: datetime.datetime) -> MyGym:
    """The rooms of the signed-in resident's community, and the visits of the last 90 days. Nothing
    for a login of nobody."""
    home = people.my_home(viewer, on)
    if home is None:
        return MyGym([], [])
    names = {each.id: each.name for each in people.companions(viewer, on)}
    cards = open_rooms(home.place)
    known = terms_of([card.id for card in cards])
    rooms = [room_of(card, at=at) for card in cards if card.id in known]
    return MyGym(
        [MyRoom(room, _people(room, names, on)) for room in rooms], _visits(names, rooms, at)
    )


def asked(viewer: Viewer, space_id: UUID, resident_id: UUID, *, on: datetime.date) -> Asked:
    """The questions of a room, asked of somebody the viewer speaks for. Raises ``NotFound``."""
    names = {each.id: each.name for each in people.companions(viewer, on)}
    card = spaces.get_space(viewer, space_id)
    row = terms_of([space_id]).get(space_id)
    home = people.my_home(viewer, on)
    if row is None or not row.questions or resident_id not in names or home is None:
        raise NotFound
    if home.place != card.place:
        raise NotFound
    return Asked(card, row, names[resident_id])


def _people(room: Room, names: dict[UUID, str], on: datetime.date) -> tuple[MyPerson, ...]:
    known = standing(room.space.id, room.terms, list(names), on)
    return tuple(MyPerson(one, name, known[one]) for one, name in names.items() if one in known)


def _visits(names: dict[UUID, str], rooms: list[Room], at: datetime.datetime) -> list[MyVisit]:
    spans = {room.space.id: room.now.spans for room in rooms}
    since = at - datetime.timedelta(days=BEHIND_DAYS)
    rows = Visit.objects.filter(
        resident__in=names, taken_back_at=None, entered_at__gte=since, entered_at__lte=at
    )
    return [
        MyVisit(
            row.space.name, names[row.resident_id], row.entered_at, row.left_at,
            row.left_at is None
            and terms.day_of(row.entered_at) == terms.day_of(at)
            and terms.closing(row.entered_at, spans.get(row.space_id, ())) > at,
        )
        for row in rows.select_related("space").order_by("-entered_at")
    ]  # fmt: skip
