"""Eight workers paste one text at once and confirm it: each person once, each line once."""

from collections import Counter as Tally
from typing import Any

import pytest

from linli.groupchat.models import Group, Line, Paste
from linli.groupchat.tests.conftest import Chat, text_of
from linli.hall import queries as hall
from linli.hall.actions.offers import PoolPlan
from linli.hall.models import Enrollment
from linli.programmes.tests.conftest import School
from tests.hands import HANDS, at_once
from tests.village import build_village

NAMES = ("王秀英", "李建国", "林美珍")


@pytest.fixture
def chat(fresh_database) -> Chat:
    village = build_village()
    chat = Chat(village, School(village))
    for name in NAMES:
        chat.person(name)
    return chat


def test_one_text_pasted_and_confirmed_by_all_enrols_each_person_once(chat):
    offer = chat.offer(PoolPlan("一般", 2))

    def work(hand: int, meet: Any) -> str:
        meet()
        paste = chat.paste(offer, text_of(*NAMES))
        meet()
        chat.confirm(paste)
        return str(paste.pk)

    assert set(at_once(work)) == {str(Paste.objects.get().pk)}
    states = Tally(Enrollment.objects.values_list("state", flat=True))
    assert states == {"placed": 2, "waiting": 1}
    assert Tally(Line.objects.values_list("state", flat=True)) == {"done": 2, "waits": 1}
    assert Group.objects.count() == 1
    assert hall.mismatches() == []


def test_texts_that_differ_meet_in_the_line_they_share(chat):
    offer = chat.offer(PoolPlan("一般", HANDS))

    def work(hand: int, meet: Any) -> str:
        paste = chat.paste(offer, text_of(NAMES[0], "请问几点？" * (hand + 1)))
        meet()
        chat.confirm(paste)
        return "done"

    assert at_once(work) == ["done"] * HANDS
    assert Enrollment.objects.count() == Line.objects.count() == 1
