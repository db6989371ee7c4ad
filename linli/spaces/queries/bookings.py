"""What may be asked about bookings: between two moments, one, those waiting, one's own."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from linli.identity import queries as identity
from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal
from linli.people import queries as people
from linli.rules.words import Words
from linli.spaces import terms
from linli.spaces.models import Booking
from linli.spaces.queries.rooms import name_of
from linli.spaces.terms import Origin

MOST_WAITING = 200
MINE_DAYS_BACK = 30
LISTED = (
    "space__name", "space__name_en", "space__private", "start_at", "end_at", "before_minutes",
    "after_minutes", "title", "private", "state", "lapses_at", "checked_in_at", "expected_people",
    "resident", "origin_room", "origin_noun", "origin_id", "origin_title", "series",
)  # fmt: skip
"""What a list needs of a booking: a week of a busy hall is two hundred rows."""


class BookingRow(NamedTuple):
    """A booking in a list; its title as everybody may read it."""

    id: UUID
    space_id: UUID
    space: str
    start_at: datetime.datetime
    end_at: datetime.datetime
    before_minutes: int
    after_minutes: int
    title: Words
    private: bool
    state: str
    lapsed: bool
    checked_in: bool
    expected_people: int | None
    origin: Origin | None
    series_id: UUID | None
    can_cancel: bool = False  # told of one's own alone
    lapses_at: datetime.datetime | None = None

    @property
    def state_word(self) -> Words:
        """Its state as it is when read: a hold that is over has lapsed already."""
        return terms.STATES[terms.LAPSES_AS[self.state] if self.lapsed else self.state]

    @property
    def short(self) -> Words:
        """What stands in a small cell of a plan: that it waits, else its title."""
        return self.state_word if self.state == "requested" else self.title

    @property
    def tone(self) -> str:
        """How a plan draws it; the words beside it say the same."""
        if self.state == "requested":
            return "is-asked"
        return "is-private" if self.private else "is-firm"

    @property
    def starts(self) -> str:
        """``08:30``."""
        return f"{self.start_at.astimezone(terms.XIAMEN):%H:%M}"

    @property
    def ends(self) -> str:
        return f"{self.end_at.astimezone(terms.XIAMEN):%H:%M}"

    @property
    def hours(self) -> str:
        """``08:30–10:00``."""
        return f"{self.starts}–{self.ends}"

    @property
    def day(self) -> datetime.date:
        return terms.day_of(self.start_at)


class BookingCard(NamedTuple):
    """One booking for the desk. ``whom`` and ``contact`` are read only by whoever may book here."""

    row: BookingRow
    place: str
    purpose: Words | None
    whom: str
    contact: str
    asked_by: str
    asked_at: datetime.datetime
    decided_by: str
    decided_at: datetime.datetime | None
    ended_at: datetime.datetime | None
    reason: str
    lapses_at: datetime.datetime | None
    may: frozenset[str]


def bookings_between(
    place: str,
    start: datetime.datetime,
    end: datetime.datetime,
    *,
    at: datetime.datetime | None = None,
    space_ids: Iterable[UUID] | None = None,
    states: Iterable[str] = terms.LIVE,
) -> list[BookingRow]:
    """The bookings of a place that meet this time, by room and beginning; one query.

    Titles are neutral where they are private or a resident's. A hold over by ``at`` is left out.
    """
    longest = datetime.timedelta(hours=terms.LONGEST_HOURS)
    rows = Booking.objects.filter(
        place=place, start_at__lt=end, start_at__gt=start - longest, end_at__gt=start,
        state__in=list(states),
    )  # fmt: skip
    if space_ids is not None:
        rows = rows.filter(space__in=list(space_ids))
    listed = _with_space(rows).only(*LISTED).order_by("start_at", "space__order")
    found = [booking_row(row, at) for row in listed]
    return [row for row in found if not row.lapsed]


def bookings_on(
    place: str,
    day: datetime.date,
    at: datetime.datetime,
    space_ids: Iterable[UUID] | None = None,
) -> list[BookingRow]:
    """The confirmed bookings of a day, for what is printed."""
    start, end = terms.at_minute(day, 0), terms.at_minute(day, terms.DAY_MINUTES)
    return bookings_between(place, start, end, at=at, space_ids=space_ids, states=("confirmed",))


def get_booking(viewer: Viewer, booking_id: UUID) -> BookingRow:
    """One booking of the viewer's communities. Raises ``NotFound``."""
    return booking_row(_booking(viewer, booking_id), None)


def booking(viewer: Viewer, booking_id: UUID, at: datetime.datetime) -> BookingCard:
    """One booking for the desk, with whom it is for. Raises ``NotFound``.

    A private one shows what it is and for whom only to who asked for it.
    """
    row = _booking(viewer, booking_id)
    own = row.asked_by_id is not None and row.asked_by_id == viewer.user_id
    hidden = (row.private or row.space.private) and not own
    book = viewer.may(Permission.SPACE_BOOK, place=row.place_id)
    whom, contact = ("", "") if hidden or not book else _whom(viewer, row, at)
    names = identity.names_of({one for one in (row.asked_by_id, row.decided_by_id) if one})
    found = booking_row(row, at)
    if not hidden:
        found = found._replace(title=Words(row.title, row.title))
    return BookingCard(
        row=found,
        place=row.place_id,
        purpose=terms.PURPOSES.get(row.purpose),
        whom=whom,
        contact=contact,
        asked_by=names.get(row.asked_by_id, ""),
        asked_at=row.asked_at,
        decided_by=names.get(row.decided_by_id, ""),
        decided_at=row.decided_at,
        ended_at=row.ended_at,
        reason=row.reason,
        lapses_at=row.lapses_at,
        may=_steps(viewer, row, at),
    )


def waiting(viewer: Viewer, at: datetime.datetime) -> list[BookingRow]:
    """The wishes that wait for an answer where the viewer answers; longest waiting first.

    Those whose hold is over are among them: until somebody needs the time, a yes is still possible.
    """
    rows = Booking.objects.filter(
        place__in=viewer.communities(Permission.SPACE_DECIDE), state="requested", end_at__gt=at
    )
    return [booking_row(row, at) for row in _with_space(rows).order_by("asked_at")[:MOST_WAITING]]


def bookings_of(viewer: Viewer, at: datetime.datetime) -> list[BookingRow]:
    """The viewer's own bookings as a resident, of the last month and to come; own titles."""
    resident_id = people.resident_of(viewer)
    if resident_id is None:
        return []
    since = at - datetime.timedelta(days=MINE_DAYS_BACK)
    rows = Booking.objects.filter(resident=resident_id, end_at__gt=since)
    return [
        booking_row(row, at)._replace(
            title=Words(row.title, row.title),
            can_cancel=row.state in terms.LIVE and row.end_at > at,
        )
        for row in _with_space(rows).order_by("-start_at")
    ]


def meeting(
    place: str,
    span: terms.Span,
    *,
    space_ids: Iterable[UUID] | None,
    at: datetime.datetime,
) -> list[BookingRow]:
    """The live bookings that a closure of these rooms (None: all) would meet, by beginning."""
    return bookings_between(place, *span, at=at, space_ids=space_ids)


def too_large(space_id: UUID, capacity_people: int, at: datetime.datetime) -> list[BookingRow]:
    """The bookings to come that expect more people than a new capacity would allow."""
    rows = Booking.objects.filter(
        space=space_id, state__in=terms.LIVE, end_at__gt=at, expected_people__gt=capacity_people
    )
    return [booking_row(row, at) for row in _with_space(rows).order_by("start_at")]


def booking_row(row: Booking, at: datetime.datetime | None) -> BookingRow:
    """``row`` comes with its room."""
    private = row.private or row.space.private
    by_people = row.resident_id is not None
    live = row.state in terms.LIVE and row.lapses_at is not None
    origin = None
    if row.origin_id:
        origin = Origin(row.origin_room, row.origin_noun, row.origin_id, row.origin_title)
    return BookingRow(
        id=row.pk,
        space_id=row.space_id,
        space=name_of(row.space),
        start_at=row.start_at,
        end_at=row.end_at,
        before_minutes=row.before_minutes,
        after_minutes=row.after_minutes,
        title=terms.neutral(row.title, private=private, by_people=by_people),
        private=private,
        state=row.state,
        lapsed=live and at is not None and row.lapses_at <= at,
        checked_in=row.checked_in_at is not None,
        expected_people=row.expected_people,
        origin=origin,
        series_id=row.series_id,
        lapses_at=row.lapses_at,
    )


def _with_space(rows: QuerySet[Booking]) -> QuerySet[Booking]:
    return rows.select_related("space")


def _booking(viewer: Viewer, booking_id: UUID) -> Booking:
    found = _with_space(Booking.objects.filter(pk=booking_id)).first()
    if found is None or not viewer.may(Permission.SPACE_SEE, place=found.place_id):
        raise NotFound
    return found


def _whom(viewer: Viewer, row: Booking, at: datetime.datetime) -> tuple[str, str]:
    """For whom, and how to reach them; reading a sealed name or number is logged."""
    if row.resident_id:
        names = people.labels(viewer, [row.resident_id], terms.day_of(at))
        return names.get(row.resident_id, ""), ""
    if row.organisation_id:
        found = identity.organisation(row.organisation_id)
        return (str(found.name) if found else ""), unseal(row, "contact") or ""
    if row.group_name is None:
        return "", ""
    viewer.looked_at("booking", row.pk, "contact", place=row.place_id)
    return unseal(row, "group_name") or "", unseal(row, "contact") or ""


def _steps(viewer: Viewer, row: Booking, at: datetime.datetime) -> frozenset[str]:
    """What the viewer may do with it now."""
    if row.state not in terms.LIVE or row.end_at <= at:
        return frozenset()
    steps = set()
    if viewer.may(Permission.SPACE_DECIDE, place=row.place_id) and row.state == "requested":
        steps |= {"approve", "refuse"}
    if viewer.may(Permission.SPACE_BOOK, place=row.place_id):
        if row.origin_id is None:
            steps |= {"cancel", "move"}
        if row.state == "confirmed" and row.checked_in_at is None and row.lapses_at is not None:
            steps.add("check_in")
    return frozenset(steps)


def waiting_count(viewer: Viewer, at: datetime.datetime) -> int:
    """How many wishes wait for the viewer's answer."""
    places = viewer.communities(Permission.SPACE_DECIDE)
    if not places:
        return 0
    return Booking.objects.filter(Q(end_at__gt=at), place__in=places, state="requested").count()


def minutes_used_by(organisation_id: UUID, start: datetime.datetime, end: datetime.datetime) -> int:
    """How long an organisation had rooms for itself that began in [start, end): confirmed bookings
    of its own, none of a room above. The house's own question; one query."""
    had = Booking.objects.filter(
        organisation=organisation_id, state="confirmed", start_at__gte=start, start_at__lt=end,
        origin_id=None,
    )  # fmt: skip
    spans = had.values_list("start_at", "end_at")
    return sum(int((until - since).total_seconds() // 60) for since, until in spans)
