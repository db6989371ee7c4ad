"""The door of a room as its keeper sees it: who is inside, who was found, how somebody stands."""

import datetime
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from linli.attendance import queries as attendance
from linli.gym import terms
from linli.gym.models import Talk, Visit
from linli.gym.queries.rooms import Room, TermsRow, inside, kept_room, room_of, terms_of
from linli.gym.queries.standing import Standing, answers_of, in_force, standing
from linli.identity import queries as identity
from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.people import queries as people
from linli.people.queries import ResidentRow, Told
from linli.spaces.queries import SpaceCard

LAST_SECONDS = 120
"""So long the door says who came or went last: who reads a card wants to see that it was read."""

FOUND_ROWS = 8


class Inside(NamedTuple):
    """Somebody who is inside. ``adult``: a child may come along with them."""

    id: UUID
    visit_id: UUID
    name: str
    entered_at: datetime.datetime
    companion: str
    adult: bool


class Moved(NamedTuple):
    """Who came or went a moment ago."""

    name: str
    out: bool
    at: datetime.datetime


class Found(NamedTuple):
    """Somebody found by name, and how they stand."""

    row: ResidentRow
    standing: Standing
    visit_id: UUID | None


@dataclass(frozen=True)
class DoorPage:
    """A room's door."""

    room: Room
    people: tuple[Inside, ...]
    last: Moved | None

    @property
    def adults(self) -> tuple[Inside, ...]:
        return tuple(one for one in self.people if one.adult)


class PersonPage(NamedTuple):
    """Somebody before one room's terms, for its keeper. ``guardians``: who speaks for a child;
    empty for an adult. ``visits``: the last ones."""

    space: SpaceCard
    terms: TermsRow
    name: str
    standing: Standing
    minor: bool
    guardians: tuple[Told, ...]
    visit_id: UUID | None
    card: bool
    talked_with: str


class AnswerRow(NamedTuple):
    """A question, and whether it was answered with yes."""

    question: str
    yes: bool


class TalkPage(NamedTuple):
    """What the talk is about: the questions as they were asked, and the answers."""

    person: PersonPage
    answers: tuple[AnswerRow, ...]


def door(viewer: Viewer, space_id: UUID, *, at: datetime.datetime) -> DoorPage:
    """A room's door: counts and names. Raises ``NotFound``, ``NotAllowed``."""
    room = room_of(kept_room(viewer, space_id), at=at)
    here = inside(space_id, room.now.spans, at)
    last = _last(space_id, at)
    on = terms.day_of(at)
    ids = {each.resident_id for each in here} | {each.companion_id for each in here}
    ids |= {last.resident_id} if last else set()
    names = people.labels(viewer, [one for one in ids if one], on)
    born = {each.id: each.born_on for each in people.comers([each.resident_id for each in here])}
    return DoorPage(
        room=room,
        people=tuple(
            Inside(
                each.resident_id, each.pk, names.get(each.resident_id, ""), each.entered_at,
                names.get(each.companion_id, ""),
                each.resident_id in born and terms.is_adult(born[each.resident_id], on),
            )
            for each in here
        ),
        last=Moved(
            names.get(last.resident_id, ""), last.left_at is not None,
            last.left_at or last.entered_at,
        ) if last else None,
    )  # fmt: skip


def find(viewer: Viewer, page: DoorPage, q: str, on: datetime.date) -> list[Found]:
    """Residents found by name, and how each stands before this room's terms."""
    rows = people.residents(viewer, on, q).rows[:FOUND_ROWS]
    known = standing(page.room.space.id, page.room.terms, [row.id for row in rows], on)
    here = {one.id: one.visit_id for one in page.people}
    return [Found(row, known[row.id], here.get(row.id)) for row in rows if row.id in known]


def person(
    viewer: Viewer, space_id: UUID, resident_id: UUID, *, at: datetime.datetime
) -> PersonPage:
    """How somebody stands before a room's terms. Raises ``NotFound``, ``NotAllowed``."""
    room = room_of(kept_room(viewer, space_id), at=at)
    if people.listed_place(viewer, resident_id) != room.space.place:
        raise NotFound
    on = terms.day_of(at)
    stands = standing(space_id, room.terms, [resident_id], on).get(resident_id)
    if stands is None:
        raise NotFound
    told = people.guardians_told([resident_id], on)
    here = inside(space_id, room.now.spans, at)
    return PersonPage(
        space=room.space,
        terms=room.terms,
        name=people.labels(viewer, [resident_id], on)[resident_id],
        standing=stands,
        minor=resident_id in told,
        guardians=told.get(resident_id, ()),
        visit_id=next((each.pk for each in here if each.resident_id == resident_id), None),
        card=attendance.card_of(viewer, resident_id) is not None,
        talked_with=_talked_with(stands),
    )


def talk(viewer: Viewer, space_id: UUID, resident_id: UUID, *, at: datetime.datetime) -> TalkPage:
    """The answers somebody gave, for the keeper who talks with them. Logged. Raises ``NotFound``
    where there is nothing to talk of: no yes, or one that has lapsed or that no terms ask for;
    ``NotAllowed``."""
    page = person(viewer, space_id, resident_id, at=at)
    viewer.require(Permission.HEALTH_TALK, place=page.space.place)
    on = terms.day_of(at)
    found = in_force(space_id, resident_id, on).select_related("questions").first()
    if found is None or not page.standing.talk:
        raise NotFound
    viewer.looked_at("resident", resident_id, "gym_health", place=page.space.place)
    answers = zip(found.questions.items, answers_of(found, on), strict=True)
    return TalkPage(page, tuple(AnswerRow(question, yes) for question, yes in answers))


def blank_sheet(viewer: Viewer, space_id: UUID) -> tuple[SpaceCard, TermsRow]:
    """The questions, to be printed and filled in by hand. Raises ``NotFound``, ``NotAllowed``."""
    card = kept_room(viewer, space_id)
    row = terms_of([space_id]).get(space_id)
    if row is None or not row.questions:
        raise NotFound
    return card, row


def _talked_with(stands: Standing) -> str:
    if stands.declared is None or not stands.talk_words:
        return ""
    row = Talk.objects.filter(declaration=stands.declared.id).order_by("-at", "-pk").first()
    return identity.names_of({row.by_id})[row.by_id] if row else ""


def _last(space_id: UUID, at: datetime.datetime) -> Visit | None:
    since = at - datetime.timedelta(seconds=LAST_SECONDS)
    live = Visit.objects.filter(space=space_id, taken_back_at=None)
    came = live.filter(entered_at__gte=since, entered_at__lte=at).order_by("-entered_at").first()
    went = live.filter(left_at__gte=since, left_at__lte=at).order_by("-left_at").first()
    if came and went:
        return came if came.entered_at > went.left_at else went
    return came or went
