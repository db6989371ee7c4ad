"""Can somebody live from it: a provider's year here in numbers, from its own lines."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Max, Q, Sum

from linli.attendance import queries as attendance
from linli.kernel.months import first_of, last_month
from linli.kernel.words import XIAMEN
from linli.programmes import queries as programmes
from linli.settlement import terms
from linli.settlement.models import Line, Statement
from linli.settlement.terms import FREE, HELD, ROOM

MONTHS = 12


class Livelihood(NamedTuple):
    """A year of a provider. Amounts in fen, times in minutes.

    ``paid_minutes``: of sessions that pay, with preparation. ``free_minutes``: given to the public.
    ``room_minutes``: rooms had for itself; ``room_fen``: what it gave for them, at the agreed rate.
    ``heads`` of ``places``: how full the sessions were. ``months``: in how many money was earned.
    ``learners``: different people of courses that are over; ``returned``: of them, who came again.
    """

    earned_fen: int
    paid_minutes: int
    free_minutes: int
    room_minutes: int
    room_fen: int
    sessions: int
    heads: int
    places: int
    months: int
    learners: int
    returned: int

    @property
    def returning_percent(self) -> int | None:
        return terms.told_share(self.returned, self.learners)

    @property
    def per_hour_fen(self) -> int | None:
        return terms.per_hour(self.earned_fen, self.paid_minutes)

    @property
    def fill_percent(self) -> int | None:
        return round(self.heads * 100 / self.places) if self.places else None

    @property
    def free_hours(self) -> str:
        return f"{self.free_minutes / 60:g}"

    @property
    def room_hours(self) -> str:
        return f"{self.room_minutes / 60:g}"


def livelihood(provider_id: UUID, at: datetime.datetime) -> Livelihood:
    """The last ``MONTHS`` months of a provider, this one too. A fixed number of queries."""
    since = first_of(at.astimezone(XIAMEN).date())
    for _month in range(MONTHS - 1):
        since = last_month(since)
    lines = Line.objects.filter(provider=provider_id, live=True, origin_on__gte=since)
    held = Q(outcome=HELD)
    paying = held & ~Q(model__in=(FREE, ROOM))
    sums = lines.aggregate(
        earned=Sum("amount_fen"),
        taught=Sum("minutes", filter=paying),
        prepared=Sum("prepare_minutes", filter=paying),
        free=Sum("minutes", filter=held & Q(model=FREE)),
        value=Sum("room_fen"),
        sessions=Count("pk", filter=held),
        heads=Sum("heads", filter=held),
        places=Sum("capacity", filter=held),
        months=Count("statement__month", filter=Q(amount_fen__gt=0), distinct=True),
    )
    had = Statement.objects.filter(provider=provider_id, replaced_at=None, month__gte=since)
    learners, returned = _came_back(lines.filter(held).values_list("origin_id", flat=True), at)
    rooms = had.values("month").annotate(most=Max("room_minutes")).values_list("most", flat=True)
    return Livelihood(
        earned_fen=sums["earned"] or 0,
        paid_minutes=(sums["taught"] or 0) + (sums["prepared"] or 0),
        free_minutes=sums["free"] or 0,
        room_minutes=sum(rooms.order_by()),
        room_fen=sums["value"] or 0,
        sessions=sums["sessions"],
        heads=sums["heads"] or 0,
        places=sums["places"] or 0,
        months=sums["months"],
        learners=learners,
        returned=returned,
    )


class GivenSoFar(NamedTuple):
    """What a provider gave since it is here. ``felt``: how many said how it was; ``good``: well.
    ``learners``, ``returned``: as in ``Livelihood``."""

    sessions: int
    minutes: int
    free_minutes: int
    felt: int
    good: int
    learners: int
    returned: int

    @property
    def returning_percent(self) -> int | None:
        return terms.told_share(self.returned, self.learners)


def given(provider_id: UUID, at: datetime.datetime) -> GivenSoFar:
    """What a provider gave, as its statements say, what was felt of it, and who came again. A fixed
    number of queries."""
    lines = Line.objects.filter(provider=provider_id, live=True, outcome=HELD)
    rows = list(lines.values_list("origin_id", "minutes", "model"))
    ids = [session_id for session_id, _minutes, _model in rows]
    faces = attendance.feedback_of(ids)
    learners, returned = _came_back(ids, at)
    return GivenSoFar(
        sessions=len(rows),
        minutes=sum(minutes for _id, minutes, _model in rows),
        free_minutes=sum(minutes for _id, minutes, model in rows if model in (FREE, ROOM)),
        felt=sum(sum(each) for each in faces.values()),
        good=sum(good for good, _so_so, _bad in faces.values()),
        learners=learners,
        returned=returned,
    )


def _came_back(session_ids: Iterable[UUID], at: datetime.datetime) -> tuple[int, int]:
    """Learners and those of them who came again. Closed groups are left out: who is in one comes
    for another reason, and that it is small is nobody's to know."""
    given_rows = [
        row for row in programmes.sessions_named(list(session_ids)) if not row.closed_group
    ]
    came = attendance.people_of([row.id for row in given_rows])
    first_on: dict[UUID, dict[UUID, datetime.date]] = {}
    for row in given_rows:  # in order of time
        first = first_on.setdefault(row.course_id, {})
        for person in came[row.id]:
            first.setdefault(person, row.start_at.astimezone(XIAMEN).date())
    ends = {row.course_id: row.end_at for row in programmes.sessions_of_courses(list(first_on))}
    return terms.came_back(first_on, [course for course, end in ends.items() if end <= at])
