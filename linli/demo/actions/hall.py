"""The demo's courses: calligraphy for elders, handicraft for families, a closed group; places."""

import datetime
from uuid import UUID

from linli.demo import cast
from linli.demo.actions import operator
from linli.demo.actions.families import Homes
from linli.demo.actions.staff import Workers
from linli.hall import actions as hall
from linli.kernel.ids import random_id
from linli.kernel.recurrence import WEEKDAYS, WEEKLY, Recurrence
from linli.kernel.words import XIAMEN
from linli.programmes import actions as programmes
from linli.spaces import queries as spaces

CALLED_DAYS, CALLED_UNTIL = 7, datetime.time(9)
"""When what is kept for who calls is for everybody."""


def teach(*, homes: Homes, workers: Workers, at: datetime.datetime) -> None:
    """Open the courses of the cast from next week on, offer their places, enrol two neighbours."""
    keep = {"by": workers["hall_keeper"], "at": at}
    rooms = {str(room): room.id for room in spaces.spaces_at(cast.PLACE)}
    today = at.astimezone(XIAMEN).date()
    monday = today + datetime.timedelta(days=7 - today.weekday())
    flows_on = today + datetime.timedelta(days=CALLED_DAYS)
    flows_at = datetime.datetime.combine(flows_on, CALLED_UNTIL, tzinfo=XIAMEN)
    elder = homes.logins["elder"]
    for each in cast.COURSES:
        programme = programmes.open_programme(
            place=cast.PLACE, title=each.title, title_en=each.title_en, summary=each.summary,
            scene=each.scene, goals=each.goals, age_from=each.age_from,
            closed_group=bool(each.neutral_title), neutral_title=each.neutral_title,
            key=random_id(), **keep,
        )  # fmt: skip
        meeting = programmes.Meeting(
            Recurrence(WEEKLY, count=each.times, by_day=(WEEKDAYS[each.weekday],)),
            monday,
            each.starts_at,
            each.minutes,
            space_id=rooms[each.room],
        )
        course = programmes.open_course(
            programme_id=programme.pk, title=each.title, capacity=sum(each.places),
            meeting=meeting, key=random_id(), **keep,
        )  # fmt: skip
        anybody, called = each.places
        offer = hall.open_offer(
            course_id=course.pk, kind=each.kind, mode="first_come", opens_at=at,
            pools=[
                hall.PoolPlan(cast.POOLS[0], anybody),
                hall.PoolPlan(cast.POOLS[1], called, door="spoken", flows_at=flows_at),
            ],
            key=random_id(), **keep,
        )  # fmt: skip
        if each.age_from and not each.neutral_title:
            operator.price(course.pk, workers=workers, at=at)
            _enrol(offer.pk, elder, keep)
        elif each.kind == "each":
            operator.ask_deposit(course.pk, workers=workers, at=at)


def _enrol(offer_id: UUID, resident_id: UUID, keep: dict) -> None:
    hall.enrol(
        offer_id=offer_id, people_ids=[resident_id], channel="phone", key=random_id(), **keep
    )
