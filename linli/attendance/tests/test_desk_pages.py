"""The door's pages: a party by one press, a name without a place, a card, a sheet, three faces."""

import datetime
import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linli.attendance import actions
from linli.attendance.models import Attendance, Keying, Sheet
from linli.cases.models import Lead
from linli.hall import terms
from linli.hall.actions.offers import PoolPlan
from linli.journal.models import Read
from tests.village import NOW, come_in

JSON = {"accept": "application/json"}


@pytest.fixture
def keeper(village) -> Client:
    return come_in(Client(), village.users["hall_keeper"])


def get(client: Client, name: str, *args, query: str = "") -> str:
    answer = client.get(reverse(f"attendance:{name}", args=args) + query)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def press(client: Client, name: str, /, *args, **typed) -> str:
    """Press a button; the page one comes to."""
    answer = client.post(reverse(f"attendance:{name}", args=args), typed)
    assert answer.status_code == 302, answer.content.decode()
    return client.get(answer.url).content.decode()


def test_a_party_is_ticked_on_one_screen_and_let_in_by_one_press(keeper, door, clock):
    """Complaint 7: check in as a unit."""
    door.enrol("甲", "乙")
    clock["now"] = door.minutes(-10)
    assert "到了 0，报名 2，名额 3" in get(
        keeper, "desk_index", query=f"?day={door.start:%Y-%m-%d}"
    )
    day = f"?day={door.start:%Y-%m-%d}"
    for minutes, words in ((-61, ""), (-10, "正在签到"), (600, "上完了")):
        clock["now"] = door.minutes(minutes)
        shown = get(keeper, "desk_index", query=day)
        assert [word for word in ("正在签到", "上完了") if word in shown] == [words] * bool(words)
    clock["now"] = door.minutes(-10)
    there = get(keeper, "desk_door", door.session.pk, query="?find=甲")
    first, second = door.ids("甲", "乙")
    for one in (first, second):
        assert f'value="{one}" checked' in there
    assert "2 位还没到" in there
    told = press(keeper, "desk_check_in", door.session.pk, people=[first, second], method="name")
    assert '<dd class="number" data-came>2</dd>' in told
    assert Attendance.objects.filter(method="name").count() == 2
    row = Attendance.objects.first()
    assert row is not None
    press(keeper, "desk_take_back", row.pk, reason="认错人")
    assert door.inside() == 1


def test_who_comes_alone_is_let_in_from_the_list_by_one_press(keeper, door, clock):
    door.enrol("甲", "乙")
    door.enrol("丙")
    clock["now"] = door.minutes(-10)
    shown = get(keeper, "desk_door", door.session.pk)
    assert "2 位都到了" in shown
    assert "autofocus" in shown  # a scanner is a keyboard: what it reads must go somewhere
    alone = re.findall(r'class="party-all".*?</form>', shown, re.S)[-1]
    [one] = re.findall(r'name="people" value="([0-9a-f-]+)"', alone)
    assert one == str(door.ids("丙")[0])
    told = press(keeper, "desk_check_in", door.session.pk, people=[one], method="list")
    assert told.count('class="party-all"') == 1
    found = get(keeper, "desk_door", door.session.pk, query="?find=丙")
    assert "报了名，在下面的名单里" in found


def test_who_has_no_place_is_found_by_name_and_refused_in_words(keeper, door, clock):
    door.enrol("甲", "乙", "丙")
    one = door.ids("丁")[0]
    clock["now"] = door.minutes(5)
    assert "没报名，现在来的" in get(keeper, "desk_door", door.session.pk, query="?find=丁")
    there = reverse("attendance:desk_walk_in", args=[door.session.pk])
    answer = keeper.post(there, {"people": [str(one)]})
    assert (answer.status_code, "还能进 0 个人" in answer.content.decode()) == (422, True)
    again = keeper.post(there + "?find=丁", {"people": [one], "key": str(uuid4())})
    assert "找到的人" in again.content.decode()  # whom one looked for is still there
    course = reverse("hall:desk_course", args=[door.session.course_id])
    assert f'href="{course}"' in again.content.decode()
    empty = keeper.post(reverse("attendance:desk_read_card", args=[door.session.pk]), {"token": ""})
    assert "还没有刷到卡" in empty.content.decode()
    clock["now"] = door.minutes(10)
    assert "丁" in press(keeper, "desk_walk_in", door.session.pk, people=[one])
    press(keeper, "desk_guests", door.session.pk, count=2)
    assert door.counts().guests == 2


def test_a_card_lets_in_who_comes_alone_and_shows_a_family_to_be_ticked(keeper, door, clock):
    door.enrol("甲", "乙")
    door.enrol("丙")
    tokens = {}
    for name in ("甲", "丙"):
        [one] = door.ids(name)
        key = uuid4()
        there = reverse("attendance:desk_card", args=[one])
        answer = keeper.post(there, {"key": str(key)}).content.decode()
        assert "只显示这一次" in answer
        made = actions.issue_card(resident_id=one, by=door.keeper, at=NOW, key=key)
        tokens[name] = made.token.lower()
        assert "正在用" in get(keeper, "desk_card", one)
    clock["now"] = door.minutes(-5)
    press(keeper, "desk_read_card", door.session.pk, token=tokens["丙"])
    assert door.counts().present == 1
    there = reverse("attendance:desk_read_card", args=[door.session.pk])
    shown = keeper.post(there, {"token": tokens["甲"]}, headers=JSON).json()["url"]
    assert "open><summary>" in keeper.get(shown).content.decode()
    answer = keeper.post(there, {"token": "LK" + "A" * 26}, headers=JSON)
    assert (answer.status_code, "不是到场卡" in answer.json()["words"]) == (422, True)
    queued = {"token": tokens["甲"], "queued": "on", "key": str(uuid4())}
    sent = queued | {"pressed_at": int(door.minutes(-6).timestamp() * 1000)}
    for _ in range(2):  # the network came back in the middle of the answer
        assert keeper.post(there, sent, headers=JSON).status_code == 200
    assert door.counts().present == 2


def test_a_printed_list_is_found_by_its_number_keyed_once_and_refused_the_second_time(
    keeper, door, clock
):
    door.enrol("甲", "乙")
    door.enrol("丙")
    clock["now"] = door.minutes(-30)
    assert "甲" in press(keeper, "desk_print", door.session.pk, key=str(uuid4()))
    sheet = Sheet.objects.get()
    clock["now"] = door.minutes(120)
    typed = f" {sheet.number[:3].lower()} {sheet.number[3:]}"
    found = keeper.get(reverse("attendance:desk_index"), {"sheet": typed})
    there = reverse("attendance:desk_key", args=[sheet.pk])
    assert found.url == there
    assert keeper.post(there, {"came": ["1", "3"], "guests": "1"}).status_code == 302
    assert (door.counts().present, door.counts().absent) == (3, 1)
    answer = keeper.post(there, {"came": ["2"]})
    assert answer.status_code == 422
    keying = Keying.objects.get()
    press(keeper, "desk_keying_back", keying.pk, reason="看错行")
    clock["now"] = door.minutes(-30)  # too early: what was ticked is still ticked
    shown = keeper.post(there, {"came": ["1", "3"]}).content.decode()
    assert re.findall(r'name="came" value="(\d)" checked', shown) == ["1", "3"]
    clock["now"] = door.minutes(120)
    assert keeper.post(there, {"came": ["1", "3"], "guests": "1"}).status_code == 302
    answer = keeper.post(there, {"came": ["2"]})
    assert "戴馆务 在" in answer.content.decode()
    keying = Keying.objects.get(taken_back_at=None)
    press(keeper, "desk_keying_back", keying.pk, reason="看错行")
    assert door.counts().present == 0
    assert keeper.post(there, {"came": ["1", "2", "3"]}).status_code == 302
    assert door.inside() == 3


def test_a_closed_groups_names_are_for_who_keeps_it_and_the_look_is_remembered(
    keeper, door, village, clock
):
    from linli.journal.models import Read
    from linli.programmes.models import Programme

    Programme.objects.filter(pk=door.counter.course.programme_id).update(
        closed_group=True, neutral_title="周二小组"
    )
    door.enrol("甲")
    clock["now"] = door.minutes(-10)
    day = f"?day={door.start:%Y-%m-%d}"
    listed = get(keeper, "desk_index", query=day)
    assert "周二小组" in listed
    assert "周末手工" not in listed
    there = reverse("attendance:desk_door", args=[door.session.pk])
    assert keeper.get(there).status_code == 403
    worker = come_in(Client(), village.users["social_worker"])
    assert "甲" in worker.get(there).content.decode()
    assert Read.objects.filter(subject_kind="class_session", part="door").exists()


def test_the_day_and_the_door_ask_as_often_whoever_comes(keeper, door, clock):
    day = f"?day={door.start:%Y-%m-%d}"
    clock["now"] = door.minutes(0)

    def asked() -> list[int]:
        counts = []
        for name, args, query in (
            ("desk_door", [door.session.pk], ""),
            ("desk_index", [], day),
        ):
            with CaptureQueriesContext(connection) as queries:
                get(keeper, name, *args, query=query)
            counts.append(len(queries))
        return counts

    door.enrol("甲")
    door.come("甲", at=-20)
    asked()  # what is read once a process is read
    before = asked()
    door.walk_in("丁", at=0)
    actions.bring_guests(
        session_id=door.session.pk, count=1, by=door.keeper, at=door.minutes(1), key=uuid4()
    )
    assert asked() == before
    assert max(before) < 40


def test_who_was_there_presses_a_face_at_the_door_once(keeper, door, clock):
    door.enrol("甲")
    door.come("甲")
    [one] = door.ids("甲")
    clock["now"] = door.minutes(80)
    assert "甲" in get(keeper, "desk_faces", door.session.pk)
    told = press(keeper, "desk_faces", door.session.pk, resident=one, face=3)
    assert "都说过了" in told
    answer = keeper.post(
        reverse("attendance:desk_faces", args=[door.session.pk]), {"resident": one, "face": "1"}
    )
    assert (answer.status_code, "已经说过了" in answer.content.decode()) == (422, True)


def test_who_did_not_come_three_times_is_on_the_list_until_called(keeper, counter, clock):
    offer = counter.offer(PoolPlan("一般", 3), kind=terms.TERM)
    counter.person("乙", phone="13950000001")
    for name in ("甲", "乙", "丙"):
        counter.enrol(offer, name)
    for number, session in enumerate(counter.sessions):
        begun = {"session_id": session.pk, "by": counter.keeper, "at": session.start_at}
        come = {"people_ids": [counter.person("甲")], "method": "list", "key": uuid4()}
        actions.check_in(**come, **begun)
        if number == 0:
            excused = {"people_ids": [counter.person("丙")], "method": "phone", "key": uuid4()}
            actions.excuse(**excused, **begun)
    clock["now"] = counter.sessions[-1].end_at + datetime.timedelta(days=1)
    told = get(keeper, "desk_calls")
    assert "乙" in told
    assert "丙" not in told  # excused once: twice is not three times
    assert "甲" not in told
    card = get(keeper, "desk_number", counter.person("乙"))
    assert "tel:13950000001" in card
    assert "这个位子还要留吗" in card
    seen = Read.objects.filter(subject_id=str(counter.person("乙")), part="contact")
    assert [look.viewer_id for look in seen] == [counter.keeper.user_id]
    told = press(keeper, "desk_called", counter.person("乙"), key=str(uuid4()), outcome="forgot")
    assert "好几次没来" not in told
    assert "忘了，或有事</span>" in told
    there = reverse("attendance:desk_number", args=[counter.person("乙")])
    assert keeper.get(there).status_code == 404  # there is nothing left to call about


def test_who_is_not_reached_is_tried_again_and_then_a_social_worker_reads_of_it(
    keeper, door, village, clock
):
    elder = door.counter.person("阿婆", 1940, phone="13950000002")
    door.enrol("阿婆")
    door.enrol("乙")
    door.come("乙")
    clock["now"] = door.minutes(100)
    told = press(keeper, "desk_called", elder, key=str(uuid4()), outcome="unreached")
    assert "上午10:40 没打通（第 1 次），再试一次" in told
    assert "已经告诉社工" not in told
    clock["now"] = door.minutes(100 + 24 * 60)
    assert "周二 12月1日 上午10:40 没打通（第 1 次）" in get(keeper, "desk_calls")
    card = get(keeper, "desk_number", elder)
    assert "第 1 次：周二 12月1日 上午10:40，戴馆务" in card
    assert 'value="unreached"' in card
    assert 'value="no_number"' not in card
    told = press(keeper, "desk_called", elder, key=str(uuid4()), outcome="unreached")
    assert "没打通（第 2 次）" in told
    assert "已经告诉社工" in told
    assert "再试一次" not in told
    worker = come_in(Client(), village.users["social_worker"])
    lead = Lead.objects.get()
    shown = worker.get(reverse("cases:desk_lead", args=[lead.pk])).content.decode()
    assert "阿婆：报了" in shown
    assert "工作人员发现" in shown
    rules = Client().get(reverse("attendance:public_index")).content.decode()
    assert "2 次都没打通" in rules


def test_who_has_no_number_cannot_be_pressed_as_called(keeper, door, clock):
    elder = door.counter.person("阿婆", 1940)
    door.enrol("阿婆")
    door.enrol("乙")
    door.come("乙")
    clock["now"] = door.minutes(100)
    card = get(keeper, "desk_number", elder)
    assert "没有登记号码，打不了电话" in card
    assert 'value="no_number"' in card
    assert 'value="unreached"' not in card
    told = press(keeper, "desk_called", elder, key=str(uuid4()), outcome="no_number")
    assert "没有号码，请社工去看看" in told
    assert "已经告诉社工" in told
