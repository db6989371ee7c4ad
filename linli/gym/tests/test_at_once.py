"""Eight keepers, one free place. First the race as most software has it; then that it is gone."""

from collections import Counter as Tally
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from linli.gym.models import Occupancy, Visit
from linli.gym.tests.conftest import Gym
from tests.hands import HANDS, at_once
from tests.village import build_village

NAMES = [f"居民{chr(0x4E00 + number)}" for number in range(HANDS)]


@pytest.fixture
def gym(fresh_database) -> Gym:
    gym = Gym(build_village())
    gym.row = gym.terms(2)
    gym.enter("甲")
    for name in NAMES:
        gym.person(name)
    return gym


def test_who_counts_and_then_writes_lets_everybody_in(gym):
    """The control: as many come in as there are hands, where one place is free."""

    def work(hand: int, meet: Any) -> str:
        assert gym.inside(1) == 1
        meet()
        with transaction.atomic():
            Visit.objects.create(
                space=gym.space, place_id=gym.space.place_id, terms=gym.row, method="card",
                resident_id=gym.person(NAMES[hand]), entered_at=gym.at(1),
                by_id=gym.keeper.user_id, key=uuid4(),
            )  # fmt: skip
        return "in"

    assert at_once(work) == ["in"] * HANDS
    assert Visit.objects.count() == HANDS + 1


def test_the_last_place_goes_to_one_and_one_card_at_eight_doors_is_one_visit(gym):
    def work(hand: int, meet: Any) -> str:
        meet()
        return gym.tap(NAMES[hand], 2)

    assert Tally(at_once(work)) == {"in": 1, "Full": HANDS - 1}
    row = Occupancy.objects.get()
    assert (gym.inside(3), row.inside, row.over) == (2, 2, 0)

    gym.terms(9, minutes=4)

    def again(hand: int, meet: Any) -> str:
        meet()
        return gym.tap("乙", 5)

    gym.person("乙")
    assert Tally(at_once(again)) == {"in": 1, "same": HANDS - 1}
    assert gym.inside(6) == Occupancy.objects.get().inside == 3
