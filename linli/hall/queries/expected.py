"""Who is expected at a session: everybody placed for it, by itself or for the whole course."""

import datetime
from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from django.db.models import Case, F, Min, Q, Sum, When

from linli.hall import terms
from linli.hall.models import Enrollment, Pool
from linli.programmes.queries import SessionRow


class Expected(NamedTuple):
    """One who has a place: with which party they come, and whom of it one talks to."""

    party_id: UUID
    contact_id: UUID
    resident_id: UUID
    since: datetime.datetime


class ExpectedList(NamedTuple):
    """A session's places, and who has one, parties together in the order they asked.

    ``capacity``: the places of its pools; those of the course where none are offered.
    """

    capacity: int
    people: list[Expected]


def expected_at(sessions: Collection[SessionRow]) -> dict[UUID, ExpectedList]:
    """Who is, or was, expected at each of these sessions. The house's own question; two queries.

    Whoever got a place only after a session was not expected there.
    """
    ids, courses = {row.id for row in sessions}, {row.course_id for row in sessions}
    mine = Q(session__in=ids) | Q(session=None, offer__course__in=courses)
    places = {
        (course, session): count
        for course, session, count in Pool.objects.filter(mine)
        .values_list("offer__course", "session")
        .annotate(count=Sum("capacity"))
        .order_by()
    }
    placed: dict[tuple[UUID, UUID | None], list[Expected]] = {}
    contact_first = Case(When(resident=F("party__contact"), then=0), default=1)
    found = Enrollment.objects.filter(mine, state=terms.PLACED).order_by(
        "party__asked_at", "party_id", contact_first, "id"
    )
    for course, session, *about in found.values_list(
        "offer__course", "session", "party_id", "party__contact_id", "resident_id", "since"
    ):
        placed.setdefault((course, session), []).append(Expected(*about))
    lists = {}
    for row in sessions:
        keys = ((row.course_id, None), (row.course_id, row.id))
        offered = [places[key] for key in keys if key in places]
        people = {
            one.resident_id: one
            for key in keys
            for one in placed.get(key, [])
            if one.since <= row.end_at
        }
        lists[row.id] = ExpectedList(
            sum(offered) if offered else row.capacity, list(people.values())
        )
    return lists


def waited_for(sessions: Collection[SessionRow]) -> set[UUID]:
    """The sessions for which somebody had asked before they began and was never given a place: of
    these, or of the whole course. One query."""
    ids, courses = {row.id for row in sessions}, {row.course_id for row in sessions}
    mine = Q(session__in=ids) | Q(session=None, offer__course__in=courses)
    found = Enrollment.objects.filter(mine, state__in=(terms.WAITING, terms.UNHEARD))
    first: dict[tuple[UUID, UUID | None], datetime.datetime] = {
        (course, session): asked_at
        for course, session, asked_at in found.values_list("offer__course", "session")
        .annotate(first=Min("party__asked_at"))
        .order_by()
    }
    return {
        row.id
        for row in sessions
        for key in ((row.course_id, None), (row.course_id, row.id))
        if key in first and first[key] < row.start_at
    }


def sessions_of_people(resident_ids: Collection[UUID]) -> tuple[set[UUID], set[UUID]]:
    """The courses and the single sessions in which some residents have a place. One query."""
    found = Enrollment.objects.filter(resident__in=resident_ids, state=terms.PLACED)
    rows = list(found.values_list("offer__course", "session"))
    return (
        {course for course, session in rows if session is None},
        {session for _, session in rows if session is not None},
    )
