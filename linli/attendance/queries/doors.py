"""The door of a session as who stands at it sees it: parties, names, who is in, what is free."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext_lazy

from linli.attendance import terms
from linli.attendance.models import Attendance, Feedback, Guests, Headcount
from linli.attendance.queries.counts import Counts, counts_of
from linli.attendance.terms import PRESENT
from linli.hall import queries as hall
from linli.hall.queries import Expected
from linli.identity.permissions import NotAllowed, Permission, Viewer
from linli.kernel.words import XIAMEN
from linli.people import queries as people
from linli.programmes import queries as programmes
from linli.programmes.queries import SessionRow

METHOD_WORDS = {
    terms.QR: gettext_lazy("扫码"),
    terms.CARD: gettext_lazy("刷卡"),
    terms.LIST: gettext_lazy("名单"),
    terms.NAME: gettext_lazy("报名字"),
    terms.PAPER: gettext_lazy("纸单"),
    terms.WALK_IN: gettext_lazy("没报名，现来的"),
    terms.APP: gettext_lazy("手机"),
    terms.PHONE: gettext_lazy("电话"),
    terms.DESK: gettext_lazy("服务台"),
}


class SessionNumbers(NamedTuple):
    """A session of the day on the list of doors. ``open``: this viewer may see its names."""

    row: SessionRow
    counts: Counts
    expected: int
    capacity: int
    over: int
    open: bool

    @property
    def opens_at(self) -> datetime.datetime:
        """From when on one may come in."""
        return terms.opens_at(self.row.start_at)


@dataclass(frozen=True)
class Person:
    """Somebody on the list: name as this viewer's lists may show it, and whether they are here."""

    id: UUID
    name: str
    attendance_id: UUID | None = None
    state: str = ""
    method: str = ""
    at: datetime.datetime | None = None
    left_at: datetime.datetime | None = None

    @property
    def here(self) -> bool:
        return self.state == PRESENT

    @property
    def excused(self) -> bool:
        return bool(self.state) and self.state != PRESENT

    @property
    def method_word(self) -> Any:
        return METHOD_WORDS.get(self.method, "")


@dataclass(frozen=True)
class PartyCard:
    """People who come together: one press lets all of them in."""

    id: UUID
    people: tuple[Person, ...]

    @property
    def missing(self) -> tuple[Person, ...]:
        """Who has neither come nor said that they will not."""
        return tuple(one for one in self.people if not one.state)

    @property
    def none_yet(self) -> bool:
        """Whether nothing is known of any of them."""
        return len(self.missing) == len(self.people)

    @property
    def all_excused(self) -> bool:
        return all(one.excused for one in self.people)

    @property
    def to_tick(self) -> bool:
        """Whether somebody of it may still come: excused people may, after all."""
        return any(not one.here for one in self.people)


class GuestRow(NamedTuple):
    """Some unnamed guests."""

    id: UUID
    count: int
    at: datetime.datetime


@dataclass(frozen=True)
class DoorPage:
    """A session's door. ``free``: for whoever stands here without a place, now."""

    row: SessionRow
    parties: tuple[PartyCard, ...]
    walk_ins: tuple[Person, ...]
    guests: tuple[GuestRow, ...]
    capacity: int
    inside: int
    over: int
    awaited: int
    free: int
    opens_at: datetime.datetime
    given_at: datetime.datetime

    @property
    def everybody(self) -> list[Person]:
        return [*(one for party in self.parties for one in party.people), *self.walk_ins]

    @property
    def came(self) -> int:
        """Heads so far, guests too."""
        here = sum(one.here for one in self.everybody)
        return here + sum(row.count for row in self.guests)


def insist_on_door(viewer: Viewer, row: SessionRow) -> None:
    """Raises ``NotFound`` elsewhere, ``NotAllowed`` for a closed group not theirs to see."""
    viewer.require(Permission.ATTENDANCE_KEEP, place=row.place)
    if row.closed_group:
        viewer.require(Permission.CLOSED_GROUP_KEEP, place=row.place)


def doors_of_day(viewer: Viewer, on: datetime.date) -> list[SessionNumbers]:
    """The sessions of a day in the viewer's communities, in order of time: numbers, no names."""
    start = datetime.datetime.combine(on, datetime.time(), tzinfo=XIAMEN)
    end = start + datetime.timedelta(days=1)
    rows = [
        row
        for place in sorted(viewer.communities(Permission.ATTENDANCE_KEEP))
        for row in programmes.sessions_between(place, start, end)
    ]
    ids = [row.id for row in rows]
    counts, expected = counts_of(ids), hall.expected_at(rows)
    over = dict(Headcount.objects.filter(pk__in=ids, over__gt=0).values_list("pk", "over"))
    return [
        SessionNumbers(
            row, counts[row.id], len(expected[row.id].people), expected[row.id].capacity,
            over.get(row.id, 0), _may_see(viewer, row),
        )
        for row in rows
    ]  # fmt: skip


def door(viewer: Viewer, session_id: UUID, *, on: datetime.date, at: datetime.datetime) -> DoorPage:
    """A session's door. A closed group's is logged. Raises ``NotFound``, ``NotAllowed``."""
    row = seen(viewer, session_id)
    expected = hall.expected_at([row])[row.id]
    live = {
        each.resident_id: each
        for each in Attendance.objects.filter(session=session_id, taken_back_at=None)
    }
    placed = {one.resident_id for one in expected.people}
    names = people.labels(viewer, [*placed, *live], on)
    headcount = Headcount.objects.filter(pk=session_id).first()
    inside = headcount.inside if headcount else 0
    awaited = terms.awaited(**awaiting(expected.people, live.values(), row), at=at)
    guests = Guests.objects.filter(session=session_id, taken_back_at=None).order_by("at")
    return DoorPage(
        row=row,
        parties=tuple(_parties(expected.people, live, names)),
        walk_ins=tuple(
            _person(one, live, names)
            for one in live
            if one not in placed and live[one].state == PRESENT
        ),
        guests=tuple(GuestRow(each.pk, each.count, each.at) for each in guests),
        capacity=expected.capacity,
        inside=inside,
        over=headcount.over if headcount else 0,
        awaited=awaited,
        free=terms.free(expected.capacity, inside, awaited),
        opens_at=terms.opens_at(row.start_at),
        given_at=terms.given_at(row.start_at),
    )


def to_ask(page: DoorPage) -> list[Person]:
    """Who is here and has not said yet how it was. One query."""
    said = set(Feedback.objects.filter(session=page.row.id).values_list("resident_id", flat=True))
    return [one for one in page.everybody if one.here and one.id not in said]


def seen(viewer: Viewer, session_id: UUID) -> SessionRow:
    """A session whose names this viewer may read; looking at a closed group's is remembered."""
    row = programmes.session(session_id)
    insist_on_door(viewer, row)
    if row.closed_group:
        viewer.looked_at("class_session", row.id, "door", place=row.place)
    return row


def awaiting(
    expected: Collection[Expected], live: Iterable[Attendance], row: SessionRow
) -> dict[str, Any]:
    """What ``terms.awaited`` asks of a session."""
    placed = {one.resident_id for one in expected}
    known = [each for each in live if each.resident_id in placed]
    return {
        "expected": len(placed),
        "came": sum(each.state == PRESENT for each in known),
        "excused_before": sum(each.state != PRESENT and each.at < row.start_at for each in known),
        "start_at": row.start_at,
    }


def _parties(
    expected: Collection[Expected], live: dict[UUID, Attendance], names: dict[UUID, str]
) -> list[PartyCard]:
    by_party: dict[UUID, list[Person]] = {}
    for one in expected:
        by_party.setdefault(one.party_id, []).append(_person(one.resident_id, live, names))
    return [PartyCard(party, tuple(members)) for party, members in by_party.items()]


def _person(one: UUID, live: dict[UUID, Attendance], names: dict[UUID, str]) -> Person:
    name, row = names.get(one, ""), live.get(one)
    if row is None:
        return Person(one, name)
    return Person(one, name, row.pk, row.state, row.method, row.at, row.left_at)


def _may_see(viewer: Viewer, row: SessionRow) -> bool:
    try:
        insist_on_door(viewer, row)
    except NotAllowed:
        return False
    return True
