"""How many came, for rooms above and for what is published: numbers, no names."""

from collections import Counter
from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, Sum

from linli.attendance.models import Attendance, Feedback, Guests, Keying
from linli.attendance.terms import EXCUSED, FACES, PRESENT, WALK_IN
from linli.hall import queries as hall
from linli.programmes import queries as programmes

LIVE = Q(taken_back_at=None)


class Counts(NamedTuple):
    """A session in numbers. ``present`` includes walk-ins and guests."""

    present: int = 0
    excused: int = 0
    absent: int = 0
    walk_ins: int = 0
    guests: int = 0


def counts_of(session_ids: Collection[UUID]) -> dict[UUID, Counts]:
    """Who came to each of these sessions, in numbers. Eight queries, however many.

    ``absent``: had a place, neither came nor was excused, where the door was kept at all (somebody
    came, or a sheet was keyed). Of a session that goes on they are those who have not come yet.
    """
    rows = programmes.sessions_named(session_ids)
    kept = kept_doors(session_ids)
    expected = hall.expected_at(rows)
    known: dict[UUID, set[UUID]] = {}
    tally: dict[UUID, Counter[str]] = {}
    live = Attendance.objects.filter(LIVE, session__in=session_ids)
    for session, resident, state, method in live.values_list(
        "session_id", "resident_id", "state", "method"
    ):
        known.setdefault(session, set()).add(resident)
        counted = tally.setdefault(session, Counter())
        counted[state] += 1
        counted[WALK_IN] += method == WALK_IN
    guests = guests_of(session_ids)
    counts = {}
    for row in rows:
        counted, brought = tally.get(row.id, Counter()), guests.get(row.id, 0)
        missing = {one.resident_id for one in expected[row.id].people} - known.get(row.id, set())
        counts[row.id] = Counts(
            present=counted[PRESENT] + brought,
            excused=counted[EXCUSED],
            absent=len(missing) if row.id in kept else 0,
            walk_ins=counted[WALK_IN],
            guests=brought,
        )
    return counts


def cohorts_of(session_ids: Collection[UUID]) -> dict[UUID, dict[str, int]]:
    """Who came, by age band on the session's day; guests, whom nobody asked, are in none."""
    found: dict[UUID, dict[str, int]] = {one: {} for one in session_ids}
    live = Attendance.objects.filter(LIVE, session__in=session_ids, state=PRESENT)
    for session, band, many in (
        live.values_list("session_id", "band").annotate(many=Count("pk")).order_by()
    ):
        found[session][band] = many
    return found


def feedback_of(session_ids: Collection[UUID]) -> dict[UUID, tuple[int, int, int]]:
    """What was felt by who was there: good, so-so, bad. Exact, for reckoning; what is shown keeps
    k = 5. Whose coming was taken back felt nothing."""
    faces: dict[UUID, Counter[int]] = {one: Counter() for one in session_ids}
    came = Attendance.objects.filter(
        LIVE, session=OuterRef("session"), resident=OuterRef("resident"), state=PRESENT
    )
    said = Feedback.objects.filter(Exists(came), session__in=session_ids)
    for session, face, many in (
        said.values_list("session_id", "face").annotate(many=Count("pk")).order_by()
    ):
        faces[session][face] = many
    return {
        one: (counted[FACES[0]], counted[FACES[1]], counted[FACES[2]])
        for one, counted in faces.items()
    }


def people_of(session_ids: Collection[UUID]) -> dict[UUID, frozenset[UUID]]:
    """Who came to each of these sessions, guests left out: for counting different people, and for
    nothing else. One query."""
    came = Attendance.objects.filter(LIVE, session__in=session_ids, state=PRESENT)
    found: dict[UUID, set[UUID]] = {one: set() for one in session_ids}
    for session, resident in came.values_list("session_id", "resident_id"):
        found[session].add(resident)
    return {one: frozenset(who) for one, who in found.items()}


def guests_of(session_ids: Collection[UUID]) -> dict[UUID, int]:
    """How many unnamed guests came to each."""
    found = Guests.objects.filter(LIVE, session__in=session_ids)
    return dict(found.values_list("session_id").annotate(many=Sum("count")).order_by())


def kept_doors(session_ids: Collection[UUID]) -> set[UUID]:
    """The sessions at whose door somebody stood: at the others nobody can be called absent."""
    came = Attendance.objects.filter(LIVE, session__in=session_ids, state=PRESENT)
    keyed = Keying.objects.filter(LIVE, sheet__session__in=session_ids)
    guests = Guests.objects.filter(LIVE, session__in=session_ids)
    return {
        *came.values_list("session_id", flat=True).distinct(),
        *keyed.values_list("sheet__session_id", flat=True),
        *guests.values_list("session_id", flat=True),
    }
