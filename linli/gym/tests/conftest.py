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
from linli.spaces import actions as spaces, queries as known_spaces
from tests.neighbours import Neighbours
from tests.village import HERE, NOW, TODAY

ASKED = ("医生说过运动要当心吗？", "最近头晕过吗？")


class Gym(Neighbours):
    """What the tests do at the gym's door."""

    def __init__(self, village: SimpleNamespace) -> None:
        super().__init__(village)
        self.keeper = village.hall_keeper
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
