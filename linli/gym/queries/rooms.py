"""A room where people come and go: its terms, when it is open today, how many are inside now."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from linli.gym import terms
from linli.gym.models import OpenTerms, Visit
from linli.gym.terms import Ages, Span
from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.kernel.words import XIAMEN
from linli.rules.words import Words
from linli.spaces import queries as spaces
from linli.spaces.queries import SpaceCard

AHEAD_DAYS = 7


class TermsRow(NamedTuple):
    """The terms of a room in force, or once in force."""

    id: UUID
    number: int
    most_people: int
    ages: Ages
    induction: bool
    induction_when: str
    card_needed: bool
    pass_needed: bool
    health_months: int | None
    questions_id: UUID | None
    questions: tuple[str, ...]
    questions_number: int | None
    visits_months: int | None
    from_at: datetime.datetime
    until_at: datetime.datetime | None


class OpenNow(NamedTuple):
    """Whether a room is open for whoever comes by. ``why`` and ``next_at``: while it is not."""

    spans: tuple[Span, ...]
    closes_at: datetime.datetime | None
    why: Words | None
    next_at: datetime.datetime | None

    @property
    def open(self) -> bool:
        return self.why is None

    @property
    def until(self) -> str:
        """When it closes, as a clock says it; midnight is the end of this day."""
        if self.closes_at is None:
            return ""
        said = self.closes_at.astimezone(XIAMEN).strftime("%H:%M")
        return "24:00" if said == "00:00" else said


@dataclass(frozen=True)
class Room:
    """A room with its terms, its hours and how many are inside. ``most``: never more than it holds,
    also where it was made smaller since the terms were set."""

    space: SpaceCard
    terms: TermsRow
    now: OpenNow
    inside: int
    most: int

    @property
    def free(self) -> int:
        return max(0, self.most - self.inside)

    @property
    def bar(self) -> list[bool]:
        """A place each, whether it is taken."""
        return [number < self.inside for number in range(self.most)]

    @property
    def over(self) -> int:
        """How many more came in than may: told by a device later, or the terms were narrowed."""
        return max(0, self.inside - self.most)


def terms_of(space_ids: Collection[UUID]) -> dict[UUID, TermsRow]:
    """The terms in force of these rooms. One query."""
    rows = OpenTerms.objects.filter(space__in=space_ids, until_at=None)
    return {row.space_id: terms_row(row) for row in rows.select_related("questions")}


def terms_row(row: OpenTerms) -> TermsRow:
    """A version of a room's terms."""
    return TermsRow(
        id=row.pk,
        number=row.number,
        most_people=row.most_people,
        ages=Ages(row.age_from, row.accompanied_from, row.age_to),
        induction=row.induction,
        induction_when=row.induction_when,
        card_needed=row.card_needed,
        pass_needed=row.pass_needed,
        health_months=row.health_months,
        questions_id=row.questions_id,
        questions=tuple(row.questions.items) if row.questions else (),
        questions_number=row.questions.number if row.questions else None,
        visits_months=row.visits_months,
        from_at=row.from_at,
        until_at=row.until_at,
    )


def versions(space_id: UUID) -> list[TermsRow]:
    """Every version of a room's terms, the newest first. One query."""
    rows = OpenTerms.objects.filter(space=space_id).select_related("questions")
    return [terms_row(row) for row in rows.order_by("-number")]


def open_rooms(place: str) -> list[SpaceCard]:
    """The rooms of a place that are marked for coming and going, with terms or without."""
    return [room for room in spaces.spaces_at(place) if may_be_open(room)]


def may_be_open(room: SpaceCard) -> bool:
    """Whether a room is one in which people may come and go at all."""
    return room.open_access and not room.private and room.closed_on is None


def room_of(card: SpaceCard, *, at: datetime.datetime) -> Room:
    """A room that has terms. Raises ``NotFound`` for one that has none, or is marked no more."""
    row = terms_of([card.id]).get(card.id)
    if row is None or not may_be_open(card):
        raise NotFound
    now = open_now(card.id, at)
    here = inside(card.id, now.spans, at)
    return Room(card, row, now, len(here), min(row.most_people, card.capacity_people))


def open_now(space_id: UUID, at: datetime.datetime) -> OpenNow:
    """Whether a room is open at a moment: in its hours, not shut, not booked. Five queries."""
    day = terms.day_of(at)
    book = spaces.book_of(space_id, day, day + datetime.timedelta(days=AHEAD_DAYS))
    shut = [(each.start_at, each.end_at) for each in book.closed_on(day)]
    spans = terms.open_spans(day, book.hours_on(day), shut)
    minute = at.replace(second=0, microsecond=0)
    verdict = book.verdict((minute, minute + datetime.timedelta(minutes=1)), at=at)
    if verdict.state == "free":
        return OpenNow(tuple(spans), terms.closing(at, spans), None, None)
    ahead = (day + datetime.timedelta(days=number) for number in range(AHEAD_DAYS + 1))
    free = (terms.at_minute(each, start) for each in ahead for start, _ in book.free_on(each, at))
    return OpenNow(tuple(spans), None, verdict.words, next(free, None))


def inside(space_id: UUID, spans: Sequence[Span], at: datetime.datetime) -> list[Visit]:
    """Who is inside at a moment, longest first: came in today, was not seen to go, and the room has
    not closed since. ``spans``: when it is open that day. One query, no job."""
    today = terms.at_minute(terms.day_of(at), 0)
    came = Visit.objects.filter(
        space=space_id, entered_at__gte=today, entered_at__lte=at, left_at=None, forgotten=False,
        taken_back_at=None,
    )  # fmt: skip
    return [
        each for each in came.order_by("entered_at") if terms.closing(each.entered_at, spans) > at
    ]


def kept_room(viewer: Viewer, space_id: UUID) -> SpaceCard:
    """A room whose door the viewer keeps. Raises ``NotFound``, ``NotAllowed``."""
    card = spaces.get_space(viewer, space_id)
    viewer.require(Permission.ATTENDANCE_KEEP, place=card.place)
    return card


def rooms_kept(viewer: Viewer, *, at: datetime.datetime) -> list[tuple[SpaceCard, Room | None]]:
    """The rooms of the viewer's communities that are marked; those without terms yet with None."""
    cards = [
        card
        for place in sorted(viewer.communities(Permission.ATTENDANCE_KEEP))
        for card in open_rooms(place)
    ]
    known = terms_of([card.id for card in cards])
    return [(card, room_of(card, at=at) if card.id in known else None) for card in cards]
