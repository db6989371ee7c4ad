"""Since which deed a session and its places are as they are: the number a reader reads on by."""

import datetime
from collections.abc import Collection, Mapping
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from linli.hall.models import Offer, Party, Pool
from linli.journal import queries as journal
from linli.kernel.words import XIAMEN
from linli.pricing import queries as pricing
from linli.programmes.queries import SessionRow

KINDS = ("activity", "course", "class_session", "offer", "party", "price", "space")

CALENDAR = "calendar"
"""Not a kind of deed: the day on which a course's price began or ended by itself."""

Newest = Mapping[tuple[str, str], int]


class Changed(NamedTuple):
    """By id, the number of the newest deed that touched it. What nothing touched is left out."""

    courses: dict[UUID, int]
    sessions: dict[UUID, int]


def newest(place: str, *, since: int, on: datetime.date) -> Newest:
    """The newest deeds of a community's programme, to be asked before the sessions themselves.

    A price that was put into force beforehand begins on its day without a deed, and so does one
    end. Of a course with such a day, whatever is done here in the week from that day on counts as
    done to it: the first number after midnight is one that no reader before it can have passed.
    """
    found = journal.newest(place, KINDS, since=since)
    days = pricing.price_days(place, on)
    weeks = {day: _week(day) for day in sorted(set(days.values()))}
    found_in = journal.newest_within(place, list(weeks.values()), since=since)
    numbers = dict(zip(weeks, found_in, strict=True))
    begun = {(CALENDAR, str(course_id)): numbers[day] for course_id, day in days.items()}
    return found | begun


def _week(day: datetime.date) -> tuple[datetime.datetime, datetime.datetime]:
    midnight = datetime.datetime.combine(day, datetime.time(), tzinfo=XIAMEN)
    return midnight, midnight + datetime.timedelta(days=7)


def changed(rows: Collection[SessionRow], deeds: Newest) -> Changed:
    """What these deeds did to these sessions and their courses. Three queries.

    A course is touched by what is done to it, its programme, its prices and its offers, and by the
    day a price begins or ends; a session
    also by what is done to itself, its room, and whoever asks for its places or gives them back.
    """
    by_course: dict[UUID, list[SessionRow]] = {}
    for row in rows:
        by_course.setdefault(row.course_id, []).append(row)
    touched = _Touched(deeds)
    for course_id, held in by_course.items():
        touched.by("activity", held[0].programme_id, course_id)
        touched.by("course", course_id, course_id)
        touched.by(CALENDAR, course_id, course_id)
    for offer_id, course_id in Offer.objects.filter(course__in=by_course).values_list(
        "pk", "course"
    ):
        touched.by("offer", offer_id, course_id)
    for price_id, course_id in pricing.price_ids(by_course):
        touched.by("price", price_id, course_id)
    courses, sessions = touched.found, _Touched(deeds)
    for row in rows:
        if row.course_id in courses:
            sessions.found[row.id] = courses[row.course_id]
        sessions.by("class_session", row.id, row.id)
        sessions.by("space", row.space_id, row.id)
    parties = Party.objects.filter(
        Q(session=None) | Q(session__in={row.id for row in rows}), offer__course__in=by_course
    ).values_list("pk", "session", "offer__course")
    for party_id, session_id, course_id in parties:
        for each in [session_id] if session_id else [row.id for row in by_course[course_id]]:
            sessions.by("party", party_id, each)
    return Changed(courses, sessions.found)


class _Touched:
    """The newest deed that touched each thing."""

    def __init__(self, deeds: Newest) -> None:
        self.deeds = deeds
        self.found: dict[UUID, int] = {}

    def by(self, kind: str, subject: object, thing: UUID) -> None:
        """What was done to this subject was done to this thing."""
        number = self.deeds.get((kind, str(subject)), 0)
        if number > self.found.get(thing, 0):
            self.found[thing] = number


def places_taken(rows: Collection[SessionRow]) -> dict[UUID, tuple[int, int]]:
    """Places of each session and how many of them nobody holds, as rows say it. One query.

    A place that was offered and not answered in time counts as held until somebody gives it on:
    that is a deed, and a reader by deeds must be told every number that changes.
    """
    ids, courses = {row.id for row in rows}, {row.course_id for row in rows}
    found = Pool.objects.filter(
        Q(session=None) | Q(session__in=ids), offer__course__in=courses, offer__ended_at=None
    ).values_list("session", "offer__course", "capacity", "taken")
    sums: dict[UUID, tuple[int, int]] = {}
    for session_id, course_id, capacity, taken in found:
        what = session_id or course_id
        total, free = sums.get(what, (0, 0))
        sums[what] = (total + capacity, free + capacity - taken)
    return {row.id: sums.get(row.id) or sums[row.course_id]
            for row in rows if row.id in sums or row.course_id in sums}  # fmt: skip
