"""The demo's gym: neighbours who were shown the machines, two weeks of coming, who is in today."""

import datetime
from typing import Any
from uuid import UUID

from linli.demo import cast
from linli.demo.actions.staff import Workers
from linli.gym import actions as gym
from linli.identity.permissions import Viewer
from linli.kernel.ids import random_id
from linli.kernel.words import XIAMEN
from linli.people import queries as people
from linli.spaces import queries as spaces


def open_to_all(*, workers: Workers, began: datetime.datetime, at: datetime.datetime) -> None:
    """The room's terms since the house began, then who came; the last few are inside."""
    keeper = workers["hall_keeper"]
    rooms = {room.name: room.id for room in spaces.spaces_at(cast.PLACE)}
    here = {"space_id": rooms[cast.GYM.room], "by": keeper}
    asked = gym.set_terms(
        most_people=cast.GYM.most, age_from=16, accompanied_from=12, induction=True,
        induction_when=cast.GYM.shown_when, health_months=12, questions=cast.GYM.questions,
        at=began, key=random_id(), **here,
    )  # fmt: skip
    neighbours = _neighbours(keeper, at.astimezone(XIAMEN).date())
    started = at - datetime.timedelta(weeks=cast.GYM.weeks, days=1)
    for number, resident_id in enumerate(neighbours):
        _begin(number, resident_id, asked.questions_id, here, started)
    for week in range(cast.GYM.weeks, 0, -1):
        for number, resident_id in enumerate(neighbours[: cast.GYM.regulars]):
            _exercise(number, resident_id, here, at - datetime.timedelta(weeks=week))
    for number, resident_id in enumerate(neighbours[: cast.GYM.today]):
        minutes = 50 - 9 * number
        _come(resident_id, here, at - datetime.timedelta(minutes=minutes))


def _neighbours(keeper: Viewer, on: datetime.date) -> list[UUID]:
    """The register's first adults; nobody of the cast, who have their own stories."""
    known = {person.name for home in cast.HOMES for person in home.people}
    rows = people.residents(keeper, on).rows
    return [row.id for row in rows if not row.minor and row.name not in known][: cast.GYM.people]


def _begin(
    number: int, resident_id: UUID, asked: UUID, here: dict[str, Any], at: datetime.datetime
) -> None:
    """Shown the machines and declared; the last one answered a yes nobody has talked about yet,
    the one before was talked with."""
    who = {"resident_id": resident_id, "at": at, **here}
    gym.induct(
        shown_by=cast.GYM.coach, shown_on=at.astimezone(XIAMEN).date(), key=random_id(), **who
    )
    yes = number >= cast.GYM.people - 2
    answers = [yes and not place for place in range(len(cast.GYM.questions))]
    gym.declare(answers=answers, known=asked, channel="desk", key=random_id(), **who)
    if number == cast.GYM.people - 2:
        gym.talk(outcome="may", key=random_id(), **who)


def _exercise(number: int, resident_id: UUID, here: dict[str, Any], at: datetime.datetime) -> None:
    """An hour in the morning of that day."""
    day = at.astimezone(XIAMEN).date()
    came = datetime.datetime.combine(day, datetime.time(7, 5 * number), tzinfo=XIAMEN)
    visit = _come(resident_id, here, came)
    if visit is not None:
        gym.leave(
            visit_id=visit, by=here["by"], at=came + datetime.timedelta(minutes=65 + number),
            key=random_id(),
        )  # fmt: skip


def _come(resident_id: UUID, here: dict[str, Any], at: datetime.datetime) -> UUID | None:
    """Somebody comes in, unless the room is shut then."""
    try:
        return gym.enter(resident_id=resident_id, at=at, key=random_id(), **here).pk
    except gym.RoomShut:
        return None
