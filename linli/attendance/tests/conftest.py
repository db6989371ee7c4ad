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
from linli.pricing import actions as pricing
from linli.pricing.tests.conftest import Desk
from tests.village import NOW

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


class Deposits:
    """A free course of single sessions that asks for a deposit of twenty yuan, and its book."""

    def __init__(self, village) -> None:
        self.prices = Desk(village)
        self.door = DoorStep(self.prices.counter, places=9)
        self.price = self.prices.price(0, per="session", deposit_fen=20_00)
        self.keeper, self.accountant = self.prices.keeper, self.prices.accountant
        self.quotes: dict[str, UUID] = {}

    def enrol(self, *names: str, paid: bool = True) -> None:
        """A place each, and, if ``paid``, the deposit on the table."""
        for name in names:
            [quote] = self.prices.quotes(self.door.enrol(name))
            self.quotes[name] = quote.pk
            if paid:
                self.collect(name)

    def collect(self, name: str, **about) -> queries.DepositRow:
        about = {"means": "cash", "by": self.keeper, "at": NOW, "key": uuid4(), **about}
        return pricing.collect_deposit(quote_id=self.quotes[name], **about)

    def fetch(self, name: str, at: int = 120, **about):
        about = {"means": "cash", "by": self.accountant, "key": uuid4(), **about}
        return pricing.return_deposit(quote_id=self.quotes[name], at=self.door.minutes(at), **about)

    def call(self, name: str, at: int = 120, **about):
        about = {"outcome": "forgot", "by": self.keeper, "key": uuid4(), **about}
        return actions.call_about(quote_id=self.quotes[name], at=self.door.minutes(at), **about)

    def keep(self, name: str, at: int = 130, **about):
        about = {"reason": "没来也没说", "by": self.keeper, "key": uuid4(), **about}
        return actions.keep_deposit(quote_id=self.quotes[name], at=self.door.minutes(at), **about)

    def confirm(self, name: str, at: int = 140, **about):
        about = {"by": self.accountant, **about}
        return actions.confirm_deposit(
            quote_id=self.quotes[name], at=self.door.minutes(at), **about
        )

    def give_up(self, name: str, at: int = 150, **about):
        about = {"by": self.accountant, "reason": "住院了，家里后来才说", **about}
        return actions.give_up_deposit(
            quote_id=self.quotes[name], at=self.door.minutes(at), **about
        )

    def states(self, at: int = 120) -> dict[str, str]:
        """Where each stands so many minutes after the beginning; and that the list's sum is the
        book's."""
        moment = self.door.minutes(at)
        found = queries.deposit_list(self.keeper, on=moment.date(), at=moment)
        assert found.lying_fen == self.prices.office.holds().get("deposits", 0)
        by_quote = {row.deposit.id: row.state for each in found.groups for row in each.rows}
        return {name: by_quote[quote] for name, quote in self.quotes.items()}


@pytest.fixture
def deposits(village) -> Deposits:
    return Deposits(village)
