"""The hall's cast, and somebody at the door of the first handicraft session.

The session begins on Tuesday 1 December 2026 at nine; it has the places its offer has.
"""

import datetime
from uuid import UUID, uuid4

import pytest

from linli.attendance import actions, queries
from linli.attendance.models import Attendance, Headcount
from linli.hall import terms
from linli.hall.actions.offers import PoolPlan
from linli.hall.models import Party
from linli.hall.tests.conftest import Counter, counter, school

__all__ = ["counter", "door", "school"]


class DoorStep:
    """What the tests do at the door."""

    def __init__(self, counter: Counter, places: int = 3) -> None:
        self.counter, self.keeper = counter, counter.keeper
        self.offer = counter.offer(PoolPlan("一般", places), kind=terms.EACH)
        self.session = counter.sessions[0]
        self.start = self.session.start_at

    def enrol(self, *names: str) -> Party:
        return self.counter.enrol(self.offer, *names, session_id=self.session.pk)

    def minutes(self, minutes: int) -> datetime.datetime:
        """So many minutes after the beginning."""
        return self.start + datetime.timedelta(minutes=minutes)

    def ids(self, *names: str) -> list[UUID]:
        return [self.counter.person(name) for name in names]

    def come(self, *names: str, at: int = -5, **about) -> list[Attendance]:
        about.setdefault("key", uuid4())
        about.setdefault("by", self.keeper)
        about.setdefault("method", "list")
        return actions.check_in(
            session_id=self.session.pk, people_ids=self.ids(*names), at=self.minutes(at), **about
        )

    def walk_in(self, *names: str, at: int = 10, **about) -> list[Attendance]:
        about.setdefault("key", uuid4())
        about.setdefault("by", self.keeper)
        return actions.walk_in(
            session_id=self.session.pk, people_ids=self.ids(*names), at=self.minutes(at), **about
        )

    def excuse(self, *names: str, at: int = -60, **about) -> list[Attendance]:
        about.setdefault("key", uuid4())
        about.setdefault("by", self.keeper)
        about.setdefault("method", "phone")
        return actions.excuse(
            session_id=self.session.pk, people_ids=self.ids(*names), at=self.minutes(at), **about
        )

    def page(self, at: int = 0) -> queries.DoorPage:
        moment = self.minutes(at)
        return queries.door(self.keeper, self.session.pk, on=moment.date(), at=moment)

    def counts(self) -> queries.Counts:
        return queries.counts_of([self.session.pk])[self.session.pk]

    def inside(self) -> int:
        """The counter, which is that of the rows."""
        count = Headcount.objects.get(pk=self.session.pk).inside
        live = Attendance.objects.filter(
            session=self.session, state="present", taken_back_at=None, left_at=None
        ).count()
        guests = queries.counts_of([self.session.pk])[self.session.pk].guests
        assert count == live + guests
        return count


@pytest.fixture
def door(counter) -> DoorStep:
    return DoorStep(counter)
