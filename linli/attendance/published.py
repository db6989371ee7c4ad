"""What the public may know of who came: the rules, and numbers of five or more. No names."""

import datetime
from typing import NamedTuple
from uuid import UUID

from linli.attendance import terms
from linli.attendance.models import Attendance
from linli.attendance.queries.counts import LIVE, counts_of, feedback_of
from linli.attendance.terms import FEW, NO_SHOW_DAYS, PRESENT
from linli.programmes import published as programmes


class Rules(NamedTuple):
    """The published numbers of the door."""

    opens_minutes: int = terms.DOOR_OPENS_MINUTES
    grace_minutes: int = terms.GRACE_MINUTES
    no_show_times: int = terms.NO_SHOW_TIMES
    no_show_days: int = terms.NO_SHOW_DAYS
    once_years: int = terms.ONCE_YEARS
    tries: int = terms.TRIES
    few: int = terms.FEW
    late_minutes: int = terms.LATE_MINUTES
    keep_days: int = terms.KEEP_DAYS


class CourseNumbers(NamedTuple):
    """A course in the last ``NO_SHOW_DAYS`` days. ``faces``: good, so-so, bad; None of too few."""

    course_id: UUID
    title: str
    title_en: str
    sessions: int
    came: int
    walked_in: int
    faces: tuple[int, int, int] | None


RULES = Rules()


def courses(place: str, *, at: datetime.datetime) -> list[CourseNumbers]:
    """The courses of a community that at least five people came to, by title.

    A closed group is left out: that it is small is nobody's to know.
    """
    since = at - datetime.timedelta(days=NO_SHOW_DAYS)
    rows = [
        row
        for row in programmes.sessions_between(place, since, at)
        if row.end_at <= at and not row.cancelled and not row.closed_group
    ]
    ids = [row.id for row in rows]
    counts, felt = counts_of(ids), feedback_of(ids)
    people: dict[UUID, set[UUID]] = {}
    came = Attendance.objects.filter(LIVE, session__in=ids, state=PRESENT)
    for course_id, resident in came.values_list("session__course_id", "resident_id"):
        people.setdefault(course_id, set()).add(resident)
    found = []
    for course_id in {row.course_id for row in rows}:
        if len(people.get(course_id, ())) < FEW:
            continue
        mine = [row for row in rows if row.course_id == course_id and counts[row.id].present]
        faces = [sum(felt[row.id][at] for row in mine) for at in range(len(terms.FACES))]
        walked = sum(counts[row.id].walk_ins for row in mine)
        found.append(
            CourseNumbers(
                course_id, mine[0].title, mine[0].title_en, len(mine),
                sum(counts[row.id].present for row in mine), walked if walked >= FEW else 0,
                terms.told(faces),
            )
        )  # fmt: skip
    return sorted(found, key=lambda each: (each.title, each.course_id))
