"""An application as who applied and the desk see it: wishes, and what became of each."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from linli.allocation import terms
from linli.allocation.models import AllocatedSlot, Application, Wish
from linli.allocation.terms import About
from linli.identity.permissions import Permission, Viewer
from linli.kernel.lots import key_of
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal
from linli.kernel.tongues import as_read
from linli.people import queries as people
from linli.rules.words import Words
from linli.spaces import queries as spaces

LENGTH = Words("{least} 分钟", "{least} minutes")
LENGTHS = Words("{least}–{most} 分钟", "{least}–{most} minutes")
ANY_ROOM = Words("哪个房间都行", "Any room")


class WishRow(NamedTuple):
    """A wish. ``why``: the rule did not give it; empty before the plan is confirmed, or given."""

    id: UUID
    rank: int
    when: Words
    length: Words
    rooms: Words
    given: bool
    why: Words | None


class HourRow(NamedTuple):
    """A weekly hour of a plan. ``out``: why it stands in it no more."""

    id: UUID
    application_id: UUID
    number: int
    weekday: int
    from_minute: int
    until_minute: int
    space_id: UUID
    room: str
    suggested: bool
    put_reason: str
    out: str
    series_id: UUID | None
    given_back: bool

    @property
    def when(self) -> Words:
        return terms.said(self.weekday, self.from_minute, self.until_minute)

    @property
    def hours(self) -> str:
        """``14:00–15:30``."""
        return f"{terms.clock(self.from_minute)}–{terms.clock(self.until_minute)}"

    @property
    def stands(self) -> bool:
        """Whether these people have it."""
        return not self.out and not self.given_back


class Lot(NamedTuple):
    """What an application is called by where it is not named. ``number``, from 1: its place, by
    ``ticket``, among all who applied, so that nobody's changes when somebody withdraws; it stands
    once nobody can apply any more."""

    ticket: str
    number: int

    @property
    def key(self) -> str:
        """How its owner knows it before it has a number."""
        return key_of(self.ticket)


class ApplicationRow(NamedTuple):
    """An application in a list. ``points`` None: no suggestion yet."""

    id: UUID
    who: str
    title: str
    times: int
    got: int
    people: int
    points: int | None
    counts: list[Words]
    corrected: str
    withdrawn: bool


class ApplicationCard(NamedTuple):
    """One application with its wishes, and its hours once there are any. ``about``: as it was said,
    for the form that changes it. ``told``: the plan is confirmed, so its outcome may be shown."""

    row: ApplicationRow
    lot: Lot
    round_id: UUID
    about: About
    purpose: Words
    band: Words
    needs: list[Words]
    wishes: list[WishRow]
    hours: list[HourRow]
    told: bool
    channel: str
    applied_at: datetime.datetime


class MyRow(NamedTuple):
    """One of my applications in a list."""

    id: UUID
    round_id: UUID
    title: str
    season: str
    closes_at: datetime.datetime
    withdrawn: bool
    told: bool
    got: int


def mine(viewer: Viewer) -> list[MyRow]:
    """The applications of the resident who is signed in, newest first. Two queries."""
    resident_id = people.resident_of(viewer)
    if resident_id is None:
        return []
    rows = Application.objects.filter(resident=resident_id).select_related("round")
    found = list(rows.prefetch_related("slots").order_by("-applied_at"))
    return [
        MyRow(
            row.pk, row.round_id, row.title, row.round.title, row.round.closes_at,
            row.withdrawn_at is not None, row.round.confirmed_at is not None,
            sum(_stands(one) for one in row.slots.all()),
        )
        for row in found
    ]  # fmt: skip


def my_application(viewer: Viewer, application_id: UUID) -> ApplicationCard:
    """An application of the resident who is signed in. Raises ``NotFound``."""
    row = _one(application_id)
    if row.resident_id is None or row.resident_id != people.resident_of(viewer):
        raise NotFound
    return _card(row, desk=False)


def application(viewer: Viewer, application_id: UUID) -> ApplicationCard:
    """One application of the viewer's communities, for the desk; that a sealed name and telephone
    were read is logged. Raises ``NotFound``."""
    row = _one(application_id)
    if not viewer.may(Permission.SPACE_SEE, place=row.round.place_id):
        raise NotFound
    viewer.looked_at("application", row.pk, "contact", place=row.round.place_id)
    return _card(row, desk=True)


def _card(row: Application, *, desk: bool) -> ApplicationCard:
    told = row.round.confirmed_at is not None
    rooms = {str(one.id): one for one in spaces.spaces_at(row.round.place_id)}
    hours = hours_of(row.slots.select_related("space").order_by("weekday", "from_minute", "number"))
    standing = {one.wish_id for one in row.slots.all() if _stands(one)}
    group = unseal(row, "group_name") or ""
    return ApplicationCard(
        row=_row(row, group, list(row.slots.all())),
        lot=lots_of(row.round_id)[row.pk],
        round_id=row.round_id,
        about=About(
            row.title, row.purpose, row.expected_people, row.times, group, row.organisation_id,
            unseal(row, "contact") or "", row.named, tuple(row.needs), row.band, row.residents,
            row.benefit,
        ),
        purpose=spaces.PURPOSES[row.purpose],
        band=terms.BANDS[row.band],
        needs=[need_word(one) for one in row.needs],
        wishes=[
            _wish(rank, one, rooms, standing, told)
            for rank, one in enumerate(row.wishes.order_by("priority", "pk"), start=1)
        ],
        hours=hours if told or desk else [],
        told=told,
        channel=row.channel,
        applied_at=row.applied_at,
    )  # fmt: skip


def applications_of(viewer: Viewer, round_id: UUID) -> list[ApplicationRow]:
    """The applications of a round, for the desk: by points once there are any, else by time. The
    names of groups are sealed; that they were read is logged. Four queries."""
    rows = list(
        Application.objects.filter(round=round_id)
        .select_related("round", "organisation")
        .prefetch_related("slots")
    )
    if not rows:
        return []
    of = rows[0].round
    if not viewer.may(Permission.SPACE_SEE, place=of.place_id):
        raise NotFound
    viewer.looked_at("allocation_round", of.pk, "applicants", place=of.place_id)
    rows.sort(key=lambda row: (row.withdrawn_at is not None, -(row.points or 0), row.applied_at))
    return [_row(row, unseal(row, "group_name") or "", list(row.slots.all())) for row in rows]


def lots_of(round_id: UUID) -> dict[UUID, Lot]:
    """The lots of a round's applications, also of those withdrawn since. One query."""
    rows = Application.objects.filter(round=round_id).order_by("ticket")
    tickets = enumerate(rows.values_list("pk", "ticket"), start=1)
    return {one: Lot(str(ticket), number) for number, (one, ticket) in tickets}


def hours_of(slots: Iterable[AllocatedSlot]) -> list[HourRow]:
    """Slots, which come with their rooms, as rows; rooms by their name in the reader's language."""
    return [
        HourRow(
            id=one.pk,
            application_id=one.application_id,
            number=one.number,
            weekday=one.weekday,
            from_minute=one.from_minute,
            until_minute=one.until_minute,
            space_id=one.space_id,
            room=as_read(one.space.name, one.space.name_en),
            suggested=one.suggested,
            put_reason=one.put_reason,
            out=one.out_reason,
            series_id=one.series_id,
            given_back=one.given_back_at is not None,
        )
        for one in slots
    ]


def need_word(need: str) -> Words:
    """A feature in both languages; equipment as it was written."""
    return spaces.FEATURES.get(need) or Words(need, need)


def _one(application_id: UUID) -> Application:
    found = (
        Application.objects.filter(pk=application_id)
        .select_related("round", "organisation")
        .prefetch_related("slots")
    )
    row = found.first()
    if row is None:
        raise NotFound
    return row


def _row(row: Application, group: str, slots: list[AllocatedSlot]) -> ApplicationRow:
    return ApplicationRow(
        id=row.pk,
        who=group or str(row.organisation.name if row.organisation else ""),
        title=row.title,
        times=row.times,
        got=sum(_stands(one) for one in slots),
        people=row.expected_people,
        points=row.points,
        counts=[terms.COUNTS[one] for one in row.counts or said_of(row)],
        corrected=row.correction,
        withdrawn=row.withdrawn_at is not None,
    )


def said_of(row: Application) -> list[str]:
    """What an application says of itself before the rule has looked."""
    true = {
        terms.RESIDENTS: row.residents,
        terms.BENEFIT: row.benefit,
        terms.LACKING: row.band in row.round.lacking_bands,
    }
    return [one for one, holds in true.items() if holds]


def _stands(one: AllocatedSlot) -> bool:
    return one.out_at is None and one.given_back_at is None


def _wish(
    rank: int,
    one: Wish,
    rooms: dict[str, spaces.SpaceCard],
    standing: set[UUID | None],
    told: bool,
) -> WishRow:
    numbers = {"least": str(one.least_minutes), "most": str(one.most_minutes)}
    names = [rooms[each] for each in one.rooms if each in rooms]
    given = told and one.pk in standing
    return WishRow(
        one.pk,
        rank,
        terms.said(one.weekday, one.earliest_minute, one.latest_minute),
        (LENGTH if one.least_minutes == one.most_minutes else LENGTHS) % numbers,
        _together(names) if names else ANY_ROOM,
        given,
        terms.WHY.get(one.why) if told and not given else None,
    )


def _together(names: list[spaces.SpaceCard]) -> Words:
    return Words(
        "、".join(one.name for one in names), ", ".join(one.name_en or one.name for one in names)
    )
