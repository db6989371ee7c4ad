"""The pages: a card in and out, what is missing done at once, a list for the alarm, the street."""

import datetime
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from linli.attendance import actions as attendance
from linli.gym.models import Declaration, OpenTerms, Visit
from linli.gym.tests.conftest import ASKED
from tests.village import come_in

JSON = {"accept": "application/json"}


@pytest.fixture
def keeper(village) -> Client:
    return come_in(Client(), village.users["hall_keeper"])


def page(client: Client, name: str, *args, query: str = "", status: int = 200) -> str:
    answer = client.get(reverse(f"gym:{name}", args=args) + query)
    assert answer.status_code == status
    return answer.content.decode()


def press(client: Client, name: str, /, *args, **typed) -> str:
    answer = client.post(reverse(f"gym:{name}", args=args), typed)
    assert answer.status_code == 302, answer.content.decode()
    return client.get(answer.url).content.decode()


def test_a_card_leads_in_once_all_is_there_and_out_again(keeper, gym, clock):
    room, who = gym.space.pk, gym.person("陈阿婆")
    told = press(
        keeper, "desk_terms", room, most_people=7, induction="on", health_months=12,
        questions="\n".join(ASKED), key=str(uuid4()),
    )  # fmt: skip
    assert "0 / 7" in told
    token = attendance.issue_card(resident_id=who, **gym.act()).token
    card = reverse("gym:desk_card", args=[room])
    answer = keeper.post(card, {"token": token})
    said = answer.content.decode()
    assert (answer.status_code, "还没有人带他认过器械" in said) == (422, True)
    there = reverse("gym:desk_person", args=[room, who])
    assert there in said
    assert keeper.post(card, {"token": token}, headers=JSON).json()["url"] == there
    press(keeper, "desk_induct", room, who, shown_by="陈教练", shown_on="2026-11-23")
    shown = {"known": str(OpenTerms.objects.get(until_at=None).questions_id)}
    told = press(keeper, "desk_declare", room, who, q1="yes", q2="no", **shown)
    assert "请先和馆员说一句" in told
    assert ASKED[0] not in told  # the door is not told what was answered
    assert ASKED[0] in page(keeper, "desk_talk", room, who)
    assert "可以来" in press(keeper, "desk_talk", room, who, outcome="may")
    told = client_taps(keeper, card, token)
    assert "1 / 7" in told
    assert "进来了" in told
    assert "陈阿婆" in page(keeper, "desk_inside", room)
    clock["now"] = gym.at(30)
    told = client_taps(keeper, card, token)
    assert "0 / 7" in told
    assert "出去了" in told
    assert keeper.post(card, {"token": "LKXXXX"}, headers=JSON).status_code == 422


def client_taps(client: Client, card: str, token: str) -> str:
    answer = client.post(card, {"token": token})
    assert answer.status_code == 302
    return client.get(answer.url).content.decode()


def test_a_name_is_found_and_comes_in_goes_out_and_is_taken_back(keeper, gym):
    gym.terms(7)
    room, who = gym.space.pk, gym.person("陈阿婆")
    assert "进来" in page(keeper, "desk_door", room, query="?find=陈阿婆")
    assert "陈阿婆" in press(keeper, "desk_enter", room, resident=who)
    visit = Visit.objects.get()
    told = press(keeper, "desk_take_back", room, visit=visit.pk, reason="认错人")
    assert "里面没有人" in told
    press(keeper, "desk_enter", room, resident=who)
    visit = Visit.objects.get(taken_back_at=None)
    assert "出去了" in press(keeper, "desk_leave", room, visit.pk)
    gym.person("丙")
    press(keeper, "desk_enter", room, resident=gym.person("丙"))
    assert "里面没有人" in press(keeper, "desk_clear", room)


def test_a_mother_fills_in_at_home_and_sees_her_own_visits_alone(gym, clock):
    gym.terms(7, health_months=12, questions=ASKED)
    gym.child("小明", datetime.date(2012, 5, 1))
    mother = gym.at_home("小明妈妈")
    room, child = gym.space.pk, gym.person("小明")
    assert page(mother, "my_index").count("还没有填") == 2
    there = reverse("gym:my_declare", args=[room, child])
    shown = str(OpenTerms.objects.get(until_at=None).questions_id)
    assert f'name="known" value="{shown}"' in mother.get(there).content.decode()
    answer = mother.post(there, {"q1": "no", "known": shown})
    assert (answer.status_code, "请选" in answer.content.decode()) == (422, True)
    gym.terms(7, minutes=1, health_months=12, questions=ASKED[::-1])
    answer = mother.post(there, {"q1": "no", "q2": "yes", "known": shown})
    assert (answer.status_code, "问题改过了" in answer.content.decode()) == (422, True)
    assert not Declaration.objects.exists()  # no answer stands under another question
    shown = str(OpenTerms.objects.get(until_at=None).questions_id)
    assert "填过" in press(mother, "my_declare", room, child, q1="no", q2="no", known=shown)
    gym.declare("甲")
    gym.enter("甲")
    gym.enter("小明")
    told = page(mother, "my_index")
    assert told.count("还在里面") == 1
    row = Declaration.objects.get(resident=child)
    assert page(mother, "my_declare", room, gym.person("甲"), status=404)
    press(mother, "my_withdraw", row.pk)
    row.refresh_from_db()
    assert row.answers is None


def test_the_street_is_told_how_many_and_never_who(gym, clock, django_assert_max_num_queries):
    gym.terms(7, age_from=16, accompanied_from=12, induction=True, induction_when="每周三九点")
    street = Client()
    room = reverse("gym:public_room", args=[gym.space.pk])
    for name in "甲乙丙丁戊":
        gym.induct(name)
        gym.enter(name)
    said = street.get(room).content.decode()
    assert "5 / 7" in said
    assert "每周三九点" in said
    assert "戊" not in said.replace("戊戌", "")
    clock["now"] = gym.at(24 * 60) + datetime.timedelta(hours=1)
    with django_assert_max_num_queries(16):
        said = street.get(room).content.decode()
    assert "0 / 7" in said
    assert "今天通常人少的时候" in said
    assert "5 / 7" not in said
    front = page(street, "public_index")
    assert "健身房" in front
    assert f'class="back no-print" href="{reverse("hall:public_index")}"' in front


def test_the_door_leads_to_where_a_pass_is_sold(gym, keeper, clock):
    gym.terms(pass_needed=True)
    who = gym.person("阿姨")
    enter = reverse("gym:desk_enter", args=[gym.space.pk])
    answer = keeper.post(enter, {"resident": who})
    there = reverse("pricing:desk_resident_passes", args=[who])
    assert (answer.status_code, f'href="{there}"' in answer.content.decode()) == (422, True)
    assert keeper.get(there).status_code == 200
