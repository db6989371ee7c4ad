"""A resident's own sessions: what is to come and may be excused, what was and how it felt."""

import datetime
from typing import NamedTuple
from uuid import UUID

from linli.attendance.models import Attendance, Feedback
from linli.attendance.queries.doors import Person
from linli.attendance.terms import PRESENT
from linli.hall import queries as hall
from linli.identity.permissions import Viewer
from linli.people import queries as people
from linli.programmes import queries as programmes
from linli.programmes.queries import SessionRow

AHEAD_DAYS, BEHIND_DAYS = 21, 7


class MyComing(NamedTuple):
    """A session to come, and who of mine has a place, excused or not."""

    row: SessionRow
    people: tuple[Person, ...]

    @property
    def coming(self) -> tuple[Person, ...]:
        return tuple(one for one in self.people if not one.state)

    @property
    def excused(self) -> tuple[Person, ...]:
        return tuple(one for one in self.people if one.excused)


class MyFelt(NamedTuple):
    """Somebody of mine was there and has not said yet how it was."""

    row: SessionRow
    person: Person


class MyDoor(NamedTuple):
    """Both."""

    coming: list[MyComing]
    felt: list[MyFelt]


def my_door(viewer: Viewer, *, on: datetime.date, at: datetime.datetime) -> MyDoor:
    """The signed-in resident's sessions, and their children's. Nothing for a login of nobody."""
    home = people.my_home(viewer, on)
    names = {each.id: each.name for each in people.companions(viewer, on)}
    if home is None:
        return MyDoor([], [])
    start = at - datetime.timedelta(days=BEHIND_DAYS)
    end = at + datetime.timedelta(days=AHEAD_DAYS)
    rows = programmes.sessions_between(home.place, start, end, with_cancelled=False)
    courses, sessions = hall.sessions_of_people(names.keys())
    live = {
        (each.session_id, each.resident_id): each
        for each in Attendance.objects.filter(
            session__in=[row.id for row in rows], resident__in=names, taken_back_at=None
        )
    }
    mine = [row for row in rows if row.course_id in courses or row.id in sessions]
    ahead = [row for row in mine if row.end_at > at]
    expected = hall.expected_at(ahead)
    coming = []
    for row in ahead:
        placed = [one.resident_id for one in expected[row.id].people if one.resident_id in names]
        members = tuple(_person(one, names[one], live.get((row.id, one))) for one in placed)
        if any(not one.here for one in members):
            coming.append(MyComing(row, members))
    return MyDoor(coming, _felt(rows, live, names, at))


def _felt(
    rows: list[SessionRow],
    live: dict[tuple[UUID, UUID], Attendance],
    names: dict[UUID, str],
    at: datetime.datetime,
) -> list[MyFelt]:
    said = set(
        Feedback.objects.filter(
            session__in=[row.id for row in rows], resident__in=names
        ).values_list("session_id", "resident_id")
    )
    return [
        MyFelt(row, _person(one, name, live[row.id, one]))
        for row in reversed(rows)
        for one, name in names.items()
        if row.start_at <= at
        and (row.id, one) in live
        and live[row.id, one].state == PRESENT
        and (row.id, one) not in said
    ]


def _person(one: UUID, name: str, row: Attendance | None) -> Person:
    if row is None:
        return Person(one, name)
    return Person(one, name, row.pk, row.state, row.method, row.at, row.left_at)
