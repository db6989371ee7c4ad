"""The hall of the tests: 悦享教室 in two halves, 社工室 (private) and 会议室, and its keeper.

``NOW`` is Monday 23 November 2026, half past nine.
"""

import datetime
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest

from linli.identity import actions as identity, queries as who_is
from linli.identity.permissions import clock
from linli.people import actions as people
from linli.people.terms import Registration
from linli.spaces import actions
from linli.spaces.models import Booking, Slot
from linli.spaces.terms import Booker, Origin, at_minute
from tests.village import HERE, NOW, TODAY


def when(clock: str, days: int = 1) -> datetime.datetime:
    """A wall-clock time, so many days from today (tomorrow)."""
    hour, minute = map(int, clock.split(":"))
    return at_minute(TODAY + datetime.timedelta(days=days), hour * 60 + minute)


class Hall:
    """What the tests do in the hall."""

    def __init__(self, village: SimpleNamespace) -> None:
        self.village = village
        self.keeper = village.hall_keeper
        self.worker = village.social_worker
        self.whole = self.room("全龄友好馆", kind="hall", capacity_people=120)
        self.classroom = self.room("悦享教室", kind="joy_classroom", parent_id=self.whole.pk)
        self.east = self.room("悦享教室东半间", kind="joy_classroom", parent_id=self.classroom.pk)
        self.west = self.room("悦享教室西半间", kind="joy_classroom", parent_id=self.classroom.pk)
        self.office = self.room(
            "社工室", kind="social_work_room", parent_id=self.whole.pk, private=True
        )
        self.meeting = self.room("会议室", kind="meeting", parent_id=self.whole.pk)
        self.open_daily(self.whole)

    def room(self, name: str, **about):
        about.setdefault("kind", "meeting")
        about.setdefault("capacity_people", 30)
        about.setdefault("by", self.keeper)
        about.setdefault("at", NOW)
        return actions.open_space(place=HERE, name=name, **about)

    def open_daily(self, space, clock=(8, 21), **about):
        about.setdefault("on_days_off", "closed")
        about.setdefault("from_on", TODAY)
        about.setdefault("weekdays", range(7))
        return actions.set_opening(
            space_id=space.pk, from_minute=clock[0] * 60, until_minute=clock[1] * 60,
            by=self.keeper, at=NOW, **about,
        )  # fmt: skip

    def policy(self, booker="resident", space=None, **about):
        about.setdefault("needs_approval", True)
        about.setdefault("decide_hours", 24)
        about.setdefault("from_on", TODAY)
        return actions.set_policy(
            place=HERE, space_id=space.pk if space else None, booker=booker,
            by=self.keeper, at=NOW, **about,
        )  # fmt: skip

    # Bookings ---------------------------------------------------------------------------------

    def occupy(self, space, start="14:00", end="15:00", days=1, **about) -> Booking:
        about.setdefault("title", "剪纸课")
        about.setdefault("origin", None)
        about.setdefault("by", self.worker)
        about.setdefault("at", NOW)
        return actions.occupy(
            space_id=space.pk, start_at=when(start, days), end_at=when(end, days), **about
        )

    def book(self, space, start="14:00", end="15:00", days=1, **about) -> Booking:
        about.setdefault("title", "合唱排练")
        about.setdefault("purpose", "rehearsal")
        about.setdefault("booker", Booker(group_name="夕阳红合唱队", contact="13800000000"))
        about.setdefault("by", self.worker)
        about.setdefault("at", NOW)
        return actions.book(
            space_id=space.pk, start_at=when(start, days), end_at=when(end, days), **about
        )

    def ask(self, space, start="14:00", end="15:00", days=1, **about) -> Booking:
        about.setdefault("title", "外婆生日")
        about.setdefault("purpose", "celebration")
        about.setdefault("expected_people", 8)
        about.setdefault("key", uuid4())
        about.setdefault("at", NOW)
        about.setdefault("by", self.resident())
        return actions.ask(
            space_id=space.pk, start_at=when(start, days), end_at=when(end, days), **about
        )

    def series(self, space, **about):
        about.setdefault("from_on", TODAY + datetime.timedelta(days=1))
        about.setdefault("until_on", TODAY + datetime.timedelta(days=28))
        about.setdefault("weekdays", [1])
        about.setdefault("from_minute", 14 * 60)
        about.setdefault("until_minute", 15 * 60)
        about.setdefault("title", "书法小组")
        about.setdefault("purpose", "activity")
        about.setdefault("booker", Booker(group_name="书法小组"))
        about.setdefault("by", self.worker)
        about.setdefault("at", NOW)
        return actions.book_series(space_id=space.pk, **about)

    def resident(self, name: str = "陈秀兰"):
        """A resident who has a login, as a viewer; the same one for the same name."""
        kept = self.__dict__.setdefault("residents", {})
        if name not in kept:
            who = Registration(name=name, sex=2, born_on=datetime.date(1950, 5, 1))
            made = people.register(who=who, place=HERE, by=self.worker, at=NOW)
            user = identity.invite(username=f"r{len(kept)}", name=name, by=clock(), at=NOW)
            people.link_login(resident_id=made.pk, user_id=user.pk, by=self.worker, at=NOW)
            kept[name] = who_is.viewer_for(user, on=TODAY, second_factor=False)
        return kept[name]


def origin(title: str = "剪纸课") -> Origin:
    return Origin("programmes", "class_session", uuid4(), title)


def slots_of(booking: Booking) -> set[tuple[UUID, int]]:
    return set(Slot.objects.filter(booking=booking).values_list("leaf", "quarter"))


@pytest.fixture
def hall(village) -> Hall:
    return Hall(village)
