"""What the desk's pages show of courses and their places, within the viewer's communities."""

import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from linli.hall.models import Offer
from linli.hall.queries.parties import PartyRow, TellingRow, to_answer, to_phone, to_tell
from linli.hall.queries.places import OfferRow, offers_of
from linli.identity.permissions import Permission, Viewer
from linli.kernel.asking import Question
from linli.kernel.refusal import NotFound
from linli.kernel.words import XIAMEN
from linli.people import queries as people
from linli.programmes import queries as programmes
from linli.programmes.queries import Ahead, CourseCard, ProgrammeCard, SessionRow


class DeskCourse(NamedTuple):
    """A course with its sessions and its open offers. ``ahead``: what is still to come, where only
    that was asked for; None when it is over."""

    card: CourseCard
    sessions: list[SessionRow]
    offers: list[OfferRow]
    ahead: Ahead | None = None

    @property
    def free(self) -> int | None:
        """How many places are left of the whole course, or of the next session; None: unknown."""
        session_id = self.ahead.session_id if self.ahead else None
        of = [offer.pools.get(None) or offer.pools.get(session_id, []) for offer in self.offers]
        return sum(pool.free for pools in of for pool in pools) if any(of) else None


class DeskProgramme(NamedTuple):
    """A programme with its courses: those that go on, the next to meet first, and those over."""

    card: ProgrammeCard
    courses: list[DeskCourse]
    over: list[DeskCourse]


class DeskParty(NamedTuple):
    """A party with its people's names as this viewer's lists may show them."""

    row: PartyRow
    names: list[str]


class DeskAsking(NamedTuple):
    """A party that asked, with its people's names and what it asked for; ``session`` None: the
    whole course."""

    row: PartyRow
    names: list[str]
    title: str
    when: str
    session: SessionRow | None


def desk_waiting(viewer: Viewer, *, at: datetime.datetime) -> list[DeskAsking]:
    """Whose places are held for a keeper's answer, who asked first at the top. The same few
    queries, however many."""
    return _told(viewer, to_answer(viewer, at=at), at)


def desk_kept(viewer: Viewer, *, at: datetime.datetime) -> list[DeskAsking]:
    """Who is called because a place is kept for them, the soonest to lapse first."""
    return _told(viewer, to_phone(viewer, at=at), at)


class CallCard(NamedTuple):
    """Everything one person is called about, with the telephones to be called."""

    name: str
    kept: list[DeskAsking]
    told: list[TellingRow]
    phones: list[people.Phone]


def call_card(viewer: Viewer, resident_id: UUID, *, at: datetime.datetime) -> CallCard:
    """One person of the list of calls, with the number. Remembered. Raises ``NotFound`` where there
    is nothing to say."""
    kept = [row for row in to_phone(viewer, at=at) if row.contact_id == resident_id]
    told = [row for row in to_tell(viewer) if row.resident_id == resident_id]
    if not kept and not told:
        raise NotFound
    on = at.astimezone(XIAMEN).date()
    phones = people.phones_to_call(viewer, resident_id, on)
    name = people.labels(viewer, [resident_id], on).get(resident_id, "")
    return CallCard(name, _told(viewer, kept, at), told, phones)


def _told(viewer: Viewer, rows: list[PartyRow], at: datetime.datetime) -> list[DeskAsking]:
    """Parties with their names, and what it is they ask for."""
    courses = dict(
        Offer.objects.filter(pk__in={row.offer_id for row in rows}).values_list("pk", "course_id")
    )
    cards = {card.id: card for card in programmes.courses_named(set(courses.values()))}
    sessions = {
        row.id: row
        for row in programmes.sessions_named({row.session_id for row in rows if row.session_id})
    }
    told = []
    for each in with_names(viewer, rows, at.astimezone(XIAMEN).date()):
        card = cards[courses[each.row.offer_id]]
        session = sessions.get(each.row.session_id) if each.row.session_id else None
        told.append(DeskAsking(each.row, each.names, card.title, card.when, session))
    return told


def desk_programme(viewer: Viewer, programme_id: UUID) -> ProgrammeCard:
    """A programme the viewer keeps. Raises ``NotFound``."""
    card = programmes.programme(programme_id)
    viewer.require(Permission.COURSE_KEEP, place=card.place)
    return card


def desk_course(
    viewer: Viewer, course_id: UUID, permission: Permission, *, at: datetime.datetime
) -> DeskCourse:
    """A course of the viewer's community. Raises ``NotFound``."""
    card = programmes.course(course_id)
    viewer.require(permission, place=card.programme.place)
    offers = offers_of([course_id], at=at).get(course_id, [])
    return DeskCourse(card, programmes.sessions_of(course_id), offers)


def desk_courses(viewer: Viewer, named: str = "", *, at: datetime.datetime) -> list[DeskProgramme]:
    """The programmes of the viewer's communities with their courses: what meets next comes first,
    what is over last. ``named``: only those with these letters in a title."""
    places = sorted(viewer.communities(Permission.COURSE_KEEP))
    cards = [card for place in places for card in programmes.courses_at(place)]
    ids = [card.id for card in cards]
    ahead = programmes.ahead_of(ids, at)
    next_ones = [each.session_id for each in ahead.values()]
    offers = offers_of(ids, at=at, session_ids=next_ones)
    courses: dict[UUID, list[DeskCourse]] = {}
    for card in cards:
        told = DeskCourse(card, [], offers.get(card.id, []), ahead.get(card.id))
        courses.setdefault(card.programme.id, []).append(told)
    found = [
        _sorted(each, courses.get(each.id, []))
        for place in places
        for each in programmes.programmes_at(place)
    ]
    return sorted((each for each in found if _is_named(each, named)), key=_next)


def _sorted(card: ProgrammeCard, courses: list[DeskCourse]) -> DeskProgramme:
    on = [each for each in courses if each.ahead]
    over = [each for each in courses if not each.ahead]
    return DeskProgramme(card, sorted(on, key=lambda each: each.ahead.next_at), over)


def _is_named(each: DeskProgramme, letters: str) -> bool:
    titles = [each.card.title, *(one.card.title for one in (*each.courses, *each.over))]
    return any(letters.lower() in title.lower() for title in titles)


def _next(each: DeskProgramme) -> tuple[bool, datetime.datetime, str]:
    """A programme without a course yet wants one: it stands before those that are over."""
    late = datetime.datetime.max.replace(tzinfo=datetime.UTC)
    soon = each.courses[0].ahead.next_at if each.courses else late
    return bool(each.over) and not each.courses, soon, each.card.title


def course_of_offer(offer_id: UUID) -> UUID:
    """The course whose places these are. Raises ``NotFound``."""
    for found in _course_of(offer_id):
        return found
    raise NotFound


@Question
def _course_of(offer: Any) -> QuerySet[Offer, Any]:
    return Offer.objects.filter(pk=offer).values_list("course", flat=True)


def with_names(viewer: Viewer, rows: list[PartyRow], on: datetime.date) -> list[DeskParty]:
    """Parties with names. Two queries."""
    ids = [one for row in rows for one in row.people]
    names = people.labels(viewer, ids, on)
    return [DeskParty(row, [names[one] for one in row.people if one in names]) for row in rows]
