"""A room may ask for a season pass: a day in it is one use, whoever goes in and out."""

import pytest

from linli.gym import actions
from linli.pricing.models import PassUse
from linli.pricing.tests.conftest import Desk

DAY = 24 * 60


def test_a_day_in_the_room_uses_a_pass_once_and_what_was_noted_wrong_uses_none(gym, village):
    prices = Desk(village)
    gym.terms(pass_needed=True)
    gym.known["阿姨"] = prices.counter.person("阿姨")
    with pytest.raises(actions.PassFirst):
        gym.enter("阿姨")
    kind = prices.pass_kind(uses=2, everything=False, space_ids=[gym.space.pk])
    sold = prices.sell("阿姨", kind)

    def used() -> int:
        return PassUse.objects.filter(season_pass=sold).count()

    wrong = gym.enter("阿姨")
    assert used() == 1
    actions.take_back(visit_id=wrong.pk, reason="认错人", by=gym.keeper, at=gym.at(1))
    assert used() == 0
    visit = gym.enter("阿姨", 2)
    gym.leave(visit, 20)
    gym.enter("阿姨", 40)
    assert used() == 1, "the same day is the same use"
    actions.take_back(visit_id=visit.pk, reason="重了", by=gym.keeper, at=gym.at(41))
    assert used() == 1, "they came that day all the same"
    gym.enter("阿姨", DAY)
    assert used() == 2
    with pytest.raises(actions.PassFirst):
        gym.enter("阿姨", 2 * DAY)
    gym.terms(minutes=2 * DAY)
    gym.enter("阿姨", 2 * DAY + 1)
    assert used() == 2, "a room that asks for none uses none"
