"""The gym of the tests, open daily from eight to nine in the evening, and its neighbours.

``NOW`` is Monday 23 November 2026, half past nine.
"""

import datetime
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest

from linli.gym import actions, queries
from linli.gym.models import Occupancy, OpenTerms, Visit
from linli.gym.queries.rooms import room_of
from linli.identity import queries as who_is
from linli.people import actions as people, queries as register
from linli.people.terms import LegalDuty, NewHousehold, NewMember, Registration
from linli.spaces import actions as spaces, queries as known_spaces
from tests.village import HERE, NOW, TODAY

ASKED = ("医生说过运动要当心吗？", "最近头晕过吗？")


class Gym:
    """What the tests do at the gym's door."""

    def __init__(self, village: SimpleNamespace) -> None:
        self.village, self.keeper = village, village.hall_keeper
        self.known: dict[str, UUID] = {}
        self.space = spaces.open_space(
            place=HERE, name="健身房", kind="gym", capacity_people=20, open_access=True,
            by=self.keeper, at=NOW,
        )  # fmt: skip
        spaces.set_opening(
            space_id=self.space.pk, weekdays=range(7), from_minute=480, until_minute=1260,
            from_on=TODAY, on_days_off="usual", by=self.keeper, at=NOW,
        )  # fmt: skip

    def at(self, minutes: int = 0) -> datetime.datetime:
        return NOW + datetime.timedelta(minutes=minutes)

    def act(self, minutes: int = 0, **about):
        about.setdefault("by", self.keeper)
        about.setdefault("at", self.at(minutes))
        about.setdefault("key", uuid4())
        return about

    def terms(self, most_people: int = 3, minutes: int = 0, **about) -> OpenTerms:
        return actions.set_terms(
            space_id=self.space.pk, most_people=most_people, **self.act(minutes, **about)
        )

    # People -----------------------------------------------------------------------------------

    def person(self, name: str, year: int = 1950) -> UUID:
        if name not in self.known:
            who = Registration(name=name, sex=2, born_on=datetime.date(year, 5, 1))
            made = people.register(who=who, place=HERE, by=self.village.social_worker, at=NOW)
            self.known[name] = made.pk
        return self.known[name]

    def child(self, name: str, year: int) -> UUID:
        """A child and its mother, who live together."""
        mother = Registration(name=f"{name}妈妈", sex=2, born_on=datetime.date(1985, 5, 1))
        child = Registration(name=name, sex=1, born_on=datetime.date(year, 5, 1))
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
        """The viewer of a resident's own login."""
        given = people.give_login(
            resident_id=self.person(name), by=self.village.social_worker, at=NOW
        )
        return who_is.viewer_for(given.user, on=TODAY, second_factor=False)

    # The door ---------------------------------------------------------------------------------

    def who(self, name: str) -> dict[str, UUID]:
        return {"space_id": self.space.pk, "resident_id": self.person(name)}

    def enter(self, name: str, minutes: int = 0, **about) -> Visit:
        return actions.enter(**self.who(name), **self.act(minutes, **about))

    def tap(self, name: str, minutes: float = 0, **about) -> str:
        about.setdefault("at", NOW + datetime.timedelta(minutes=minutes))
        return actions.tap(**self.who(name), **self.act(**about)).went

    def leave(self, visit: Visit, minutes: int = 0, **about) -> Visit:
        return actions.leave(visit_id=visit.pk, **self.act(minutes, **about))

    def induct(self, name: str, minutes: int = 0, **about):
        about.setdefault("shown_by", "陈教练")
        about.setdefault("shown_on", TODAY)
        return actions.induct(**self.who(name), **self.act(minutes, **about))

    def declare(self, name: str, *answers: bool, minutes: int = 0, **about):
        about.setdefault("channel", "desk")
        if "known" not in about:
            now = OpenTerms.objects.filter(space=self.space, until_at=None).first()
            about["known"] = now and now.questions_id
        return actions.declare(
            **self.who(name), answers=answers or (False, False), **self.act(minutes, **about)
        )

    def talk(self, name: str, outcome: str, minutes: int = 0, **about):
        return actions.talk(**self.who(name), outcome=outcome, **self.act(minutes, **about))

    def inside(self, minutes: int = 0) -> int:
        """How many are inside, as it is read; the counter never bears fewer."""
        card = known_spaces.get_space(self.keeper, self.space.pk)
        here = room_of(card, at=self.at(minutes)).inside
        counter = Occupancy.objects.get(pk=self.space.pk).inside
        assert here <= counter
        return here

    def stands(self, name: str, minutes: int = 0) -> queries.Standing:
        page = queries.person(self.keeper, **self.who(name), at=self.at(minutes))
        return page.standing


@pytest.fixture
def gym(village) -> Gym:
    return Gym(village)
