"""The demo's door: a course of the last four weeks, who came to it, who did not, how it felt."""

import datetime
from uuid import UUID

from linli.attendance import actions as attendance
from linli.demo import cast
from linli.demo.actions.staff import Workers
from linli.hall import actions as hall
from linli.identity.permissions import Viewer
from linli.kernel.ids import random_id
from linli.kernel.recurrence import WEEKDAYS, WEEKLY, Recurrence
from linli.kernel.words import XIAMEN
from linli.people import queries as people
from linli.programmes import actions as programmes, queries as courses

NEIGHBOURS, STRANGER, SELDOM = 10, 9, 8
"""Of so many neighbours the last walks in without a place, and the one before seldom comes."""

FACES = (3, 3, 3, 2, 3, 1)


def remember(*, workers: Workers, at: datetime.datetime) -> None:
    """Hold the course from four weeks ago on; all but the last sessions are over."""
    keeper = workers["hall_keeper"]
    today = at.astimezone(XIAMEN).date()
    first_on = today - datetime.timedelta(weeks=cast.KEPT.weeks_before)
    began = datetime.datetime.combine(first_on, datetime.time(8), tzinfo=XIAMEN)
    neighbours = _neighbours(keeper, today)
    course_id = _open(neighbours[:STRANGER], first_on, keeper, began)
    over = [row for row in courses.sessions_of(course_id) if row.end_at <= at]
    for number, row in enumerate(over):
        _come(row, number, neighbours, keeper)
    if over:
        _feel(over[-1], len(over) - 1, neighbours, keeper)


def _neighbours(keeper: Viewer, on: datetime.date) -> list[UUID]:
    """The register's first adults; nobody of the cast, who have their own stories."""
    known = {person.name for home in cast.HOMES for person in home.people}
    rows = people.residents(keeper, on).rows
    return [row.id for row in rows if not row.minor and row.name not in known][:NEIGHBOURS]


def _open(
    neighbours: list[UUID], first_on: datetime.date, keeper: Viewer, at: datetime.datetime
) -> UUID:
    keep, told = {"by": keeper, "at": at}, cast.KEPT
    programme = programmes.open_programme(
        place=cast.PLACE, title=told.title, title_en=told.title_en, summary=told.summary,
        scene="i_sports", goals=("resident_benefit",), key=random_id(), **keep,
    )  # fmt: skip
    meeting = programmes.Meeting(
        Recurrence(WEEKLY, count=told.times, by_day=(WEEKDAYS[first_on.weekday()],)),
        first_on, told.starts_at, told.minutes, where=told.where,
    )  # fmt: skip
    course = programmes.open_course(
        programme_id=programme.pk, title=told.title, capacity=told.places, meeting=meeting,
        key=random_id(), **keep,
    )  # fmt: skip
    offer = hall.open_offer(
        course_id=course.pk, kind="term", mode="first_come", opens_at=at,
        pools=[hall.PoolPlan(cast.POOLS[0], told.places)], key=random_id(), **keep,
    )  # fmt: skip
    for resident_id in neighbours:
        hall.enrol(
            offer_id=offer.pk, people_ids=[resident_id], channel="desk", key=random_id(), **keep
        )
    return course.pk


def _come(row: courses.SessionRow, number: int, neighbours: list[UUID], keeper: Viewer) -> None:
    """Most come; each time somebody else is excused, one seldom comes, one walks in."""
    excused = neighbours[number % SELDOM]
    come = {"session_id": row.id, "by": keeper}
    attendance.excuse(
        people_ids=[excused], method="phone", at=row.start_at - datetime.timedelta(hours=3),
        key=random_id(), **come,
    )  # fmt: skip
    attendance.check_in(
        people_ids=_coming(number, neighbours),
        method="list",
        at=row.start_at,
        key=random_id(),
        **come,
    )
    if len(neighbours) > STRANGER:
        later = row.start_at + datetime.timedelta(minutes=12)
        attendance.walk_in(people_ids=[neighbours[STRANGER]], at=later, key=random_id(), **come)


def _feel(row: courses.SessionRow, number: int, neighbours: list[UUID], keeper: Viewer) -> None:
    for resident_id, face in zip(_coming(number, neighbours), FACES, strict=False):
        attendance.give_feedback(
            session_id=row.id, resident_id=resident_id, face=face, by=keeper, at=row.end_at,
            key=random_id(),
        )  # fmt: skip


def _coming(number: int, neighbours: list[UUID]) -> list[UUID]:
    return [one for at, one in enumerate(neighbours[:SELDOM]) if at != number % SELDOM]
