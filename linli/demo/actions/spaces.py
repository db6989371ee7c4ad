"""The demo's hall: its rooms, when they are open, and a week of invented bookings."""

import datetime
from typing import NamedTuple
from uuid import UUID

from linli.demo import cast, terms
from linli.demo.actions.families import Homes
from linli.demo.actions.staff import Workers
from linli.kernel.ids import random_id
from linli.kernel.words import XIAMEN
from linli.spaces import actions as spaces

WEEKS = datetime.timedelta(weeks=8)


class _Hall(NamedTuple):
    whole: UUID
    rooms: dict[str, UUID]


def furnish(
    *, homes: Homes, workers: Workers, began: datetime.datetime, at: datetime.datetime
) -> None:
    """The rooms are open since the house began, so that last month had hours; then a week's
    bookings and some series."""
    today = at.astimezone(XIAMEN).date()
    hall = _open_rooms(workers, began)
    _say_when_and_to_whom(hall, workers, began)
    _book_series(hall, today, workers, began)
    _book_once(hall, homes, today, workers, at)


def _open_rooms(workers: Workers, at: datetime.datetime) -> _Hall:
    act = {"place": cast.PLACE, "by": workers["hall_keeper"], "at": at}
    whole = spaces.open_space(
        name=cast.HALL, name_en=cast.HALL_EN, kind="hall", capacity_people=200, area_m2=860,
        features=("step_free", "accessible_toilet", "handrail"), **act,
    )  # fmt: skip
    rooms: dict[str, UUID] = {}
    for order, room in enumerate(cast.ROOMS, 1):
        made = spaces.open_space(
            name=room.name, name_en=room.name_en, kind=room.kind, area_m2=room.area_m2,
            capacity_people=room.people, features=room.features, equipment=room.equipment,
            open_access=room.kind == "gym", private=room.private, order=order,
            parent_id=rooms.get(room.within, whole.pk), **act,
        )  # fmt: skip
        rooms[room.name] = made.pk
    return _Hall(whole.pk, rooms)


def _say_when_and_to_whom(hall: _Hall, workers: Workers, at: datetime.datetime) -> None:
    act = {"by": workers["hall_keeper"], "at": at}
    from_on = at.astimezone(XIAMEN).date()
    hours = {"from_on": from_on, "on_days_off": "closed", **act}
    spaces.set_opening(
        space_id=hall.whole, weekdays=range(7), from_minute=510, until_minute=1260, **hours
    )
    spaces.set_opening(
        space_id=hall.rooms["健身房"],
        weekdays=range(7),
        from_minute=360,
        until_minute=1290,
        **hours,
    )
    policy = {"place": cast.PLACE, "from_on": from_on, "decide_hours": 48, **act}
    spaces.set_policy(
        booker="resident", needs_approval=True, release_minutes=15, max_lead_days=30,
        max_hours_week=4, **policy,
    )  # fmt: skip
    spaces.set_policy(
        booker="group", needs_approval=True, release_minutes=15, max_hours_week=8,
        exempt_roles=("hall_keeper",), **policy,
    )  # fmt: skip


def _book_series(
    hall: _Hall, today: datetime.date, workers: Workers, began: datetime.datetime
) -> None:
    """What comes every week, since last month began, so that its rooms were used."""
    for one in cast.WEEKLY:
        spaces.book_series(
            space_id=hall.rooms[one.room],
            from_on=terms.month_before(today),
            until_on=today + WEEKS,
            weekdays=one.weekdays,
            from_minute=one.from_minute,
            until_minute=one.until_minute,
            title=one.title,
            purpose="activity",
            booker=spaces.Booker(group_name=one.group),
            after_minutes=15,
            by=workers["hall_keeper"],
            at=began,
        )


def _book_once(
    hall: _Hall, homes: Homes, today: datetime.date, workers: Workers, at: datetime.datetime
) -> None:
    """A wish that waits for the keeper, and a conversation nobody reads of."""
    for number, once in enumerate(cast.ONCE):
        start = datetime.datetime.combine(
            today + datetime.timedelta(days=number + 1), datetime.time(19), XIAMEN
        )
        resident = homes.logins[once.login] if once.login else None
        spaces.book(
            space_id=hall.rooms[once.room],
            start_at=start,
            end_at=start + datetime.timedelta(hours=1),
            title=once.title,
            purpose=once.purpose,
            booker=spaces.Booker(resident_id=resident, group_name=once.group),
            expected_people=once.people,
            key=random_id(),
            by=workers["social_worker" if once.login else "hall_keeper"],
            at=at,
        )
