"""Neighbours of a test: residents of Jin'an by their name, a mother with her child, who signs in.

A room's own helper grows out of it (``class Counter(Neighbours)``).
"""

import datetime
from types import SimpleNamespace
from uuid import UUID

from django.test import Client

from linli.identity import queries as who_is
from linli.identity.models import User
from linli.identity.permissions import Viewer
from linli.people import actions as people, queries as register
from linli.people.terms import LegalDuty, NewHousehold, NewMember, Registration
from tests.village import HERE, NOW, TODAY, come_in


class Neighbours:
    """Residents of the village, each registered once. ``known``: their ids by name."""

    def __init__(self, village: SimpleNamespace) -> None:
        self.village = village
        self.known: dict[str, UUID] = {}

    def person(self, name: str, year: int = 1960, phone: str = "") -> UUID:
        """A resident of this name, the same one each time."""
        if name not in self.known:
            born = datetime.date(year, 5, 1)
            who = Registration(name=name, sex=2, born_on=born, phone=phone)
            made = people.register(who=who, place=HERE, by=self.village.social_worker, at=NOW)
            self.known[name] = made.pk
        return self.known[name]

    def child(self, name: str, born_on: datetime.date) -> UUID:
        """A child and its mother (``小明妈妈``), who live together."""
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

    def login(self, name: str) -> Viewer:
        """Somebody who was given a login of their own, as a viewer."""
        return who_is.viewer_for(self._given(name), on=TODAY, second_factor=False)

    def at_home(self, name: str) -> Client:
        """Their own browser, once they have chosen a password."""
        user = self._given(name)
        user.must_change_password = False
        user.save()
        return come_in(Client(), user, second_factor=False)

    def _given(self, name: str) -> User:
        worker = self.village.social_worker
        return people.give_login(resident_id=self.person(name), by=worker, at=NOW).user
