"""The pages of a room that hands children over: at the door, on paper, and a guardian's own."""

import datetime
import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from linli.attendance import actions
from linli.attendance.models import HandOver
from linli.attendance.tests.test_desk_pages import get, keeper, press
from tests.village import NOW, TODAY, come_in

__all__ = ["keeper"]


@pytest.fixture
def child(door):
    """小明, whose room hands children over, has come."""
    child = door.counter.child("小明", datetime.date(2018, 5, 1))
    actions.mark_room(space_id=door.counter.school.hall.east.pk, by=door.keeper, at=NOW)
    door.enrol("小明")
    door.come("小明")
    return child


@pytest.fixture
def mother(door, child) -> Client:
    return door.counter.at_home("小明妈妈")


def test_from_her_telephone_to_the_door_and_home(keeper, mother, door, child, village, clock):
    session, mum = door.session.pk, door.ids("小明妈妈")[0]
    until = TODAY + datetime.timedelta(days=30)
    press(mother, "my_name", child, name="林阿姨", relation="邻居", until_on=until)
    press(mother, "my_sign", child, kind="photo", value="no", agreed="on")
    told = press(mother, "my_sign", child, kind="allergy", value="花生", agreed="on")
    assert "过敏：花生" in told
    assert "林阿姨" in told
    there = reverse("attendance:my_sign", args=[child])
    answer = mother.post(there, {"kind": "allergy", "value": "鸡蛋"})
    assert (answer.status_code, "监护人同意了" in answer.content.decode()) == (422, True)
    assert 'value="鸡蛋"' in answer.content.decode()
    answer = mother.post(reverse("attendance:my_name", args=[child]), {"name": "陈阿姨"})
    came_back = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="陈阿姨"' in came_back  # nothing that was typed is lost
    assert came_back.count("这一项还没有填。") == 4  # above, and beside each of the two fields
    assert f'href="#relation-{child}"' in came_back
    assert f'id="relation-{child}"' in came_back
    clock["now"] = door.minutes(5)
    assert "接送孩子" in get(keeper, "desk_door", session)
    page = get(keeper, "desk_hands", session)
    for words in ("谁带来的？", "过敏：花生", "不能拍照", "林阿姨"):
        assert words in page
    assert "过敏：花生" in press(keeper, "desk_print", session, key=str(uuid4()))
    press(keeper, "desk_bring", session, child, who=f"g:{mum}", key=str(uuid4()))
    hand = HandOver.objects.get()
    clock["now"] = door.minutes(120)
    assert "打电话给家里" in get(keeper, "desk_door", session)
    assert not re.search(r"\b1\d{10}\b", get(keeper, "desk_hands", session))
    assert "小明妈妈" in get(keeper, "desk_call", session, child, mum)
    stranger = door.ids("甲")[0]
    fetching = reverse("attendance:desk_fetch", args=[session, hand.pk])
    answer = keeper.post(fetching, {"who": f"g:{stranger}"})
    assert answer.status_code == 422
    assert "请打电话给：小明妈妈" in answer.content.decode()
    press(keeper, "desk_ask", session, hand.pk, name="陈叔", reason="妈妈电话里答应")
    assert "我也同意" not in get(keeper, "desk_hands", session)
    letting = reverse("attendance:desk_let", args=[session, hand.pk])
    assert keeper.post(letting).status_code == 422
    worker = come_in(Client(), village.users["social_worker"])
    page = get(worker, "desk_hands", session)
    assert "我也同意，交给他" in page
    [asked_at] = re.findall(r'name="asked_at" value="([^"]+)"', page)
    assert "陈叔 接走" in press(worker, "desk_let", session, hand.pk, asked_at=asked_at)
    assert "打电话给家里" not in get(keeper, "desk_door", session)
    assert "谁带来的？" in press(keeper, "desk_hand_back", session, hand.pk, reason="按错人")


def test_what_a_guardian_says_at_the_desk_is_written_there(keeper, door, child, clock):
    session, mum = door.session.pk, door.ids("小明妈妈")[0]
    neighbour = door.ids("乙")[0]
    assert "乙" in get(keeper, "desk_child", session, child, query="?find=乙")
    until = TODAY + datetime.timedelta(days=30)
    about = {"named_by": mum, "relation": "邻居", "until_on": until}
    told = press(keeper, "desk_name", session, child, resident=neighbour, **about)
    assert "不让他接了" in told
    press(keeper, "desk_sign", session, child, named_by=mum, kind="photo", value="yes", agreed="on")
    there = reverse("attendance:desk_name", args=[session, child])
    answer = keeper.post(there, about | {"name": ""})
    assert (answer.status_code, "请写来人的姓名" in answer.content.decode()) == (422, True)


def test_the_keeper_of_rooms_says_which_hand_children_over(keeper, door, clock):
    space = door.counter.school.hall.east.pk
    assert "交接孩子的房间" in get(keeper, "desk_index")
    assert "不用交接了" in press(keeper, "desk_mark_room", space, on="1")
    assert "不用交接了" not in press(keeper, "desk_mark_room", space)
    assert "接送孩子" not in get(keeper, "desk_door", door.session.pk)
