"""Eight at once: one confirmation, each hour booked once, one application a group."""

from collections import Counter
from typing import Any
from uuid import uuid4

import pytest

from linli.allocation import actions
from linli.allocation.models import AllocatedSlot, Application
from linli.allocation.tests.conftest import AFTER, Season, wanted
from linli.spaces.models import BookingSeries
from linli.spaces.tests.conftest import Hall
from tests.hands import HANDS, at_once
from tests.village import build_village


@pytest.fixture
def season(fresh_database) -> Season:
    return Season(Hall(build_village()))


def test_of_eight_who_confirm_and_book_one_confirms_and_each_hour_is_booked_once(season):
    of = season.open()
    for weekday in range(3):
        season.ask(of, f"{weekday}队", wanted(weekday, "18:00", "19:00"))
    season.suggest(of)

    def work(hand: int, meet: Any) -> str:
        meet()
        try:
            actions.confirm(round_id=of.pk, by=season.worker, at=AFTER)
            told = "confirmed"
        except actions.ConfirmedAlready:
            told = "already"
        actions.book_hours(round_id=of.pk, by=season.worker, at=AFTER)
        return told

    assert Counter(at_once(work)) == {"confirmed": 1, "already": HANDS - 1}
    assert BookingSeries.objects.count() == 3
    assert not AllocatedSlot.objects.filter(series=None).exists()
    assert not AllocatedSlot.objects.exclude(out_at=None).exists()


def test_of_eight_who_apply_for_a_group_one_has(season):
    of = season.open()

    def work(hand: int, meet: Any) -> str:
        meet()
        season.ask(of, "夕阳红合唱队", key=uuid4())
        return "has"

    assert Counter(at_once(work)) == {"has": 1, "AppliedAlready": HANDS - 1}
    assert Application.objects.count() == 1
