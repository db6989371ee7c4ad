"""The list at the door as who teaches a session may read it: that session, the day before and until
it is over, the names as the door has them, and what a family told of its child and agreed that
teachers are shown. Who may fetch a child is the door's to know."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from linli.attendance import terms
from linli.attendance.models import Attendance
from linli.attendance.queries.children import in_hand_over_room
from linli.attendance.queries.counts import guests_of
from linli.attendance.queries.named import Signs, signs_of
from linli.attendance.terms import PRESENT
from linli.hall import queries as hall
from linli.identity.permissions import Viewer
from linli.kernel.refusal import NotFound
from linli.kernel.words import XIAMEN
from linli.people import queries as people
from linli.programmes import queries as programmes
from linli.programmes.queries import SessionRow
from linli.providers import queries as providers
from linli.spaces import queries as spaces


@dataclass(frozen=True)
class Learner:
    """Somebody on the list. ``name``: empty where this list may not show it. ``signs``: of a child
    in a room that hands children over; else None."""

    name: str
    here: bool
    excused: bool
    signs: Signs | None


class ClassList(NamedTuple):
    """Who comes to a session, guests without a name apart."""

    row: SessionRow
    learners: tuple[Learner, ...]
    guests: int
    handed: bool

    @property
    def coming(self) -> int:
        """How many to prepare for: who said that they will not come is left out."""
        return sum(not one.excused for one in self.learners) + self.guests


def class_lists_open(rows: Collection[SessionRow], at: datetime.datetime) -> set[UUID]:
    """Those of these sessions whose list who teaches them may read now.

    Neither a closed group's nor one in a room that is nobody's to know of: there, that somebody
    comes is a secret, and who leads it has the list from who keeps that door.
    """
    near = [
        row
        for row in rows
        if terms.class_list_open(row.start_at, row.end_at, at)
        and not (row.closed_group or row.cancelled)
    ]
    private = {
        room.id for place in {row.place for row in near} for room in spaces.spaces_at(place)
        if room.private
    }  # fmt: skip
    return {row.id for row in near if row.space_id not in private}


def class_list(viewer: Viewer, session_id: UUID, *, at: datetime.datetime) -> ClassList:
    """The list of a session the viewer gives. The look is remembered with the session, and with
    each child of whom something is told. As many queries for many as for one. Raises ``NotFound``
    for a session of others, and while the list is not open."""
    row = programmes.session(session_id)
    if not class_lists_open([row], at) or not providers.given_by(viewer, [row]):
        raise NotFound
    on = at.astimezone(XIAMEN).date()
    live = dict(
        Attendance.objects.filter(session=session_id, taken_back_at=None)
        .order_by("at", "pk")
        .values_list("resident_id", "state")
    )
    placed = [one.resident_id for one in hall.expected_at([row])[row.id].people]
    walked_in = [one for one in live if one not in set(placed) and live[one] == PRESENT]
    listed = [*placed, *walked_in]
    names = _names(viewer, listed, row.place, on)
    handed = in_hand_over_room(row)
    children = people.guardians_told(names, on).keys() if handed else ()
    signs = signs_of(children, agreed_from=terms.TEACHERS_TOO)
    viewer.looked_at("class_session", row.id, "door", place=row.place)
    for child in children:
        viewer.looked_at("resident", child, "signs", place=row.place)
    learners = tuple(
        Learner(
            names.get(one, ""), live.get(one) == PRESENT, live.get(one, PRESENT) != PRESENT,
            signs.get(one),
        )
        for one in listed
    )  # fmt: skip
    return ClassList(row, learners, guests_of([row.id]).get(row.id, 0), handed)


def _names(viewer: Viewer, listed: list[UUID], place: str, on: datetime.date) -> dict[UUID, str]:
    """As the door has them, but of nobody who is hidden from who looks."""
    away = people.kept_away(listed, on)
    me = people.resident_of(viewer)
    return {
        one: name
        for one, name in people.door_names(listed, place, on).items()
        if not _is_hidden(away.get(one, {}), me, viewer.name)
    }


def _is_hidden(away: dict[UUID, str], me: UUID | None, name: str) -> bool:
    """By record, and by name: a login need not be linked to a record."""
    return any(one == me or terms.same_name(name, theirs) for one, theirs in away.items())
