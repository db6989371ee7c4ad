"""The hall's calligraphy with places, and neighbours who want them.

``NOW`` is Monday 23 November 2026, half past nine; the course is that of the programmes' tests.
"""

import datetime
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest

from linli.hall import actions, queries, terms
from linli.hall.actions.offers import PoolPlan
from linli.hall.models import Enrollment, Offer, Party
from linli.identity import queries as who_is
from linli.people import actions as people, queries as register
from linli.people.terms import LegalDuty, NewHousehold, NewMember, Registration
from linli.programmes.tests.conftest import School
from tests.village import HERE, NOW, TODAY

GENERAL = PoolPlan("一般", 3)


class Counter:
    """What the tests do at the counter."""

    def __init__(self, village: SimpleNamespace, school: School) -> None:
        self.village, self.school = village, school
        self.keeper = village.hall_keeper
        self.course = school.open_course(
            programme=school.open_programme("周末手工"), title="周末手工"
        )
        self.sessions = school.sessions(self.course)
        self.known: dict[str, UUID] = {}

    def offer(self, *pools: PoolPlan, kind=terms.TERM, mode=terms.FIRST_COME, **about) -> Offer:
        about.setdefault("opens_at", NOW)
        about.setdefault("by", self.keeper)
        about.setdefault("key", uuid4())
        return actions.open_offer(
            course_id=self.course.pk, kind=kind, mode=mode, pools=pools or (GENERAL,), at=NOW,
            **about,
        )  # fmt: skip

    def person(self, name: str, year: int = 1960, phone: str = "") -> UUID:
        """A resident of this name, the same one each time."""
        if name not in self.known:
            born = datetime.date(year, 5, 1)
            who = Registration(name=name, sex=2, born_on=born, phone=phone)
            made = people.register(who=who, place=HERE, by=self.village.social_worker, at=NOW)
            self.known[name] = made.pk
        return self.known[name]

    def child(self, name: str, born_on: datetime.date) -> UUID:
        """A child and its mother, who live together."""
        mother = Registration(name=f"{name}妈妈", sex=2, born_on=datetime.date(1990, 5, 1))
        child = Registration(name=name, sex=1, born_on=born_on)
        ground = LegalDuty("未成年人保护法 第四十三条", "困境儿童档案")
        members = (
            NewMember(who=mother, relation="02"),
            NewMember(who=child, relation="20", guardians=(0,), ground=ground),
        )
        [home] = people.register_many(
            households=[NewHousehold(members=members)], place=HERE,
            by=self.village.social_worker, at=NOW,
        )  # fmt: skip
        people.assign(
            household_id=home.pk, worker_id=self.village.social_worker.user_id, scope="case",
            until_on=TODAY + datetime.timedelta(days=90), by=self.village.supervisor, at=NOW,
        )  # fmt: skip
        card = register.household(self.village.social_worker, home.pk, TODAY)
        self.known[f"{name}妈妈"], self.known[name] = (each.id for each in card.members)
        return self.known[name]

    def login(self, name: str):
        given = people.give_login(
            resident_id=self.person(name), by=self.village.social_worker, at=NOW
        )
        return who_is.viewer_for(given.user, on=TODAY, second_factor=False)

    def enrol(self, offer: Offer, *names: str, channel=terms.DESK, **about) -> Party:
        about.setdefault("by", self.keeper)
        about.setdefault("at", NOW)
        about.setdefault("key", uuid4())
        return actions.enrol(
            offer_id=offer.pk,
            people_ids=[self.person(name) for name in names],
            channel=channel,
            **about,
        )

    def cancel(self, party: Party, at=NOW, **about) -> None:
        about.setdefault("by", self.keeper)
        actions.cancel(party_id=party.pk, at=at, **about)

    def state(self, party: Party) -> str:
        """The one state of all of a party."""
        [state] = set(
            Enrollment.objects.filter(party=party).values_list("state", flat=True).distinct()
        )
        return state

    def taken(self, offer: Offer) -> int:
        assert queries.mismatches() == []
        rows = queries.offers_of([offer.course_id], at=NOW)[offer.course_id][0].pools[None]
        return sum(row.capacity - row.free for row in rows)


@pytest.fixture
def school(village) -> School:
    return School(village)


@pytest.fixture
def counter(village, school) -> Counter:
    return Counter(village, school)
