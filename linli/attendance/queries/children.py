"""A room that hands children over: who brought each, who may fetch it, who is late."""

import datetime
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from linli.attendance import terms
from linli.attendance.models import Attendance, HandOver, HandOverRoom
from linli.attendance.queries.doors import insist_on_door, seen
from linli.attendance.queries.named import Named, Signs, named_for, signs_of
from linli.attendance.terms import PRESENT
from linli.hall import queries as hall
from linli.identity import queries as identity
from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal
from linli.people import queries as people
from linli.programmes import queries as programmes
from linli.programmes.queries import SessionRow
from linli.spaces import queries as spaces


class Hand(NamedTuple):
    """A child was brought, and perhaps fetched. ``asked_by``: a keeper asks another to let somebody
    fetch it who is on nobody's list, ``asked_at`` a moment; ``mine``: the asker is who looks."""

    id: UUID
    brought_by: str
    brought_at: datetime.datetime
    fetched_by: str
    fetched_at: datetime.datetime | None
    asked_by: str
    asked_at: datetime.datetime | None
    mine: bool
    other_name: str
    other_reason: str


@dataclass(frozen=True)
class ChildHere:
    """A child at this door. ``open``: here in our hands; ``gone``: fetched."""

    id: UUID
    name: str
    named: Named
    signs: Signs
    open: Hand | None
    past: tuple[Hand, ...]
    here: bool
    late: bool


@dataclass(frozen=True)
class HandsPage:
    """The children of a session that came."""

    row: SessionRow
    children: tuple[ChildHere, ...]
    late_minutes: int = terms.LATE_MINUTES


@dataclass(frozen=True)
class ChildCard:
    """One child for the page on which a guardian, or a keeper for them, says who may fetch it."""

    id: UUID
    name: str
    named: Named
    signs: Signs


class RoomRow(NamedTuple):
    """A room of the hall, and whether children are handed over in it."""

    id: UUID
    name: str
    marked: bool


def in_hand_over_room(row: SessionRow) -> bool:
    """Whether a session is held where children are handed over. One query."""
    if row.space_id is None:
        return False
    return HandOverRoom.objects.filter(space=row.space_id, until_at=None).exists()


def hands_of(session_id: UUID) -> QuerySet[HandOver]:
    """The hand-overs of a session that stand."""
    return HandOver.objects.filter(session=session_id, taken_back_at=None)


def insist_on_child(viewer: Viewer, session_id: UUID, child_id: UUID) -> SessionRow:
    """A session of a hand-over room whose door the viewer keeps, and on whose list the child is.

    Raises ``NotFound``, ``NotAllowed``.
    """
    row = programmes.session(session_id)
    insist_on_door(viewer, row)
    listed = {one.resident_id for one in hall.expected_at([row])[row.id].people}
    live = Attendance.objects.filter(session=session_id, resident=child_id, taken_back_at=None)
    if not in_hand_over_room(row) or (child_id not in listed and not live.exists()):
        raise NotFound
    return row


def hands(
    viewer: Viewer, session_id: UUID, *, on: datetime.date, at: datetime.datetime
) -> HandsPage:
    """Every child that came to a session of a hand-over room. Each look is remembered with the
    child. As many queries for many as for one. Raises ``NotFound``, ``NotAllowed``."""
    row = seen(viewer, session_id)
    if not in_hand_over_room(row):
        raise NotFound
    came = {
        each.resident_id: each.left_at is None
        for each in Attendance.objects.filter(
            session=session_id, state=PRESENT, taken_back_at=None
        ).order_by("at", "pk")
    }
    named, signs = named_for(came, on), signs_of(came)
    names = people.labels(viewer, list(named), on)
    rows = _hands(viewer, session_id)
    children = []
    for child in (one for one in came if one in named):
        mine = rows.get(child, [])
        here = came[child]
        children.append(
            ChildHere(
                child, names.get(child, ""), named[child], signs[child],
                next((each for each in mine if each.fetched_at is None), None),
                tuple(each for each in mine if each.fetched_at is not None),
                here, here and at >= terms.late_at(row.end_at),
            )
        )  # fmt: skip
        viewer.looked_at("resident", child, "hand_over", place=row.place)
    children.sort(key=lambda each: (not each.late, not each.here))
    return HandsPage(row, tuple(children))


def late_at_door(
    viewer: Viewer, row: SessionRow, *, on: datetime.date, at: datetime.datetime
) -> list[tuple[UUID, str]]:
    """The children nobody has fetched so long after the end: id and name as lists show it."""
    if at < terms.late_at(row.end_at) or not in_hand_over_room(row):
        return []
    here = Attendance.objects.filter(
        session=row.id, state=PRESENT, taken_back_at=None, left_at=None
    ).order_by("at", "pk")
    children = people.guardians_told(here.values_list("resident_id", flat=True), on)
    return list(people.labels(viewer, list(children), on).items())


def child_card(viewer: Viewer, session_id: UUID, child_id: UUID, *, on: datetime.date) -> ChildCard:
    """One child on a list of the viewer's. Remembered. Raises ``NotFound``, ``NotAllowed``."""
    row = insist_on_child(viewer, session_id, child_id)
    named = named_for([child_id], on).get(child_id)
    if named is None:
        raise NotFound
    viewer.looked_at("resident", child_id, "hand_over", place=row.place)
    name = people.labels(viewer, [child_id], on).get(child_id, "")
    return ChildCard(child_id, name, named, signs_of([child_id])[child_id])


def phone_at_door(
    viewer: Viewer, session_id: UUID, child_id: UUID, guardian_id: UUID, *, on: datetime.date
) -> people.Phone:
    """The number of a guardian of a child on a list of the viewer's. Remembered."""
    insist_on_child(viewer, session_id, child_id)
    return people.phone_to_call(viewer, child_id, guardian_id, on)


def my_children(viewer: Viewer, *, on: datetime.date) -> list[ChildCard]:
    """The children of whoever is signed in, as their own pages show them."""
    mine = {each.id: each.name for each in people.companions(viewer, on)}
    named, signs = named_for(mine, on), signs_of(mine)
    return [
        ChildCard(child, name, named[child], signs[child])
        for child, name in mine.items()
        if child in named
    ]


def hand_over_rooms(viewer: Viewer) -> list[RoomRow]:
    """The rooms of the viewer's communities, and which of them hand children over."""
    marked = set(HandOverRoom.objects.filter(until_at=None).values_list("space_id", flat=True))
    return [
        RoomRow(room.id, room.name, room.id in marked)
        for place in sorted(viewer.communities(Permission.SPACE_KEEP))
        for room in spaces.spaces_at(place)
    ]


def _hands(viewer: Viewer, session_id: UUID) -> dict[UUID, list[Hand]]:
    rows = list(
        hands_of(session_id)
        .select_related(
            "brought_by", "brought_permit__resident", "fetched_by", "fetched_permit__resident"
        )
        .order_by("brought_at")
    )
    keepers = identity.names_of({row.asked_by_id for row in rows if row.asked_by_id})
    found: dict[UUID, list[Hand]] = {}
    for row in rows:
        other = unseal(row, "other_name") or ""
        fetched = _who(row.fetched_by, row.fetched_permit) or other if row.fetched_at else ""
        found.setdefault(row.child_id, []).append(
            Hand(
                row.pk,
                _who(row.brought_by, row.brought_permit) or unseal(row, "brought_name") or "",
                row.brought_at, fetched, row.fetched_at, keepers.get(row.asked_by_id, ""),
                row.asked_at,
                row.asked_by_id == viewer.user_id, other, unseal(row, "other_reason") or "",
            )
        )  # fmt: skip
    return found


def _who(resident: Any, permit: Any) -> str:
    """The name of a resident, or of whom a permit names; empty for neither."""
    if resident is not None:
        return str(resident.name)
    if permit is None:
        return ""
    return str(permit.resident.name) if permit.resident else unseal(permit, "name") or ""
