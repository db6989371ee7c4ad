"""A resident's own pages: not this time, after all, how it was; the street sees only numbers."""

import datetime
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from linli.attendance import actions, queries
from linli.attendance.models import Attendance, Feedback
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal


@pytest.fixture
def mother(door) -> Client:
    door.counter.child("小明", datetime.date(2018, 5, 1))
    return door.counter.at_home("小明妈妈")


def page(client: Client) -> str:
    answer = client.get(reverse("attendance:my_index"))
    assert answer.status_code == 200
    return answer.content.decode()


def send(client: Client, name: str, door, **typed):
    return client.post(reverse(f"attendance:{name}", args=[door.session.pk]), typed)


def test_mother_excuses_herself_and_her_child_and_they_come_after_all(door, mother, clock):
    door.enrol("小明妈妈", "小明")
    clock["now"] = door.minutes(-120)
    assert "这次来不了" in page(mother)
    ours = [str(one) for one in door.ids("小明妈妈", "小明")]
    for _ in range(2):
        assert send(mother, "my_excuse", door, people=ours, key=str(uuid4())).status_code == 302
    assert (door.counts().excused, door.page(-100).awaited) == (2, 0)
    assert "已经请假" in page(mother)
    assert send(mother, "my_come", door, people=ours).status_code == 302
    assert door.page(-100).awaited == 2
    stranger = [str(one) for one in door.ids("甲")]
    assert send(mother, "my_excuse", door, people=stranger).status_code == 404


def test_what_is_further_off_is_not_denied(door, mother, clock):
    """A place in three weeks is no "nothing": it stands among the enrolments."""
    door.enrol("小明妈妈")
    clock["now"] = door.minutes(-60 * 24 * 21)
    shown = page(mother)
    assert "两个星期里没有要来的课" in shown
    assert "再往后的，在“我的报名”里看" in shown


def test_an_excuse_given_too_late_counts_and_frees_no_place(door, mother, clock):
    door.enrol("小明妈妈", "小明")
    clock["now"] = door.minutes(3)
    [me] = door.ids("小明妈妈")
    send(mother, "my_excuse", door, people=[str(me)])
    assert (door.counts().excused, door.page(4).awaited) == (1, 2)
    clock["now"] = door.session.end_at
    answer = send(mother, "my_excuse", door, people=[str(one) for one in door.ids("小明")])
    assert (answer.status_code, "已经结束了" in answer.content.decode()) == (422, True)


def test_one_tap_says_how_it_was_once_for_each_who_was_there(door, mother, clock):
    door.enrol("小明妈妈", "小明")
    door.come("小明妈妈", "小明")
    clock["now"] = door.minutes(95)
    me, child = door.ids("小明妈妈", "小明")
    assert page(mother).count("这一次觉得怎么样") == 2
    assert send(mother, "my_feel", door, resident=me, face=3, words="老师好").status_code == 302
    assert send(mother, "my_feel", door, resident=child, face=2).status_code == 302
    assert "谢谢，记下了。" in page(mother)
    assert "谢谢，记下了。" not in page(mother)
    assert send(mother, "my_feel", door, resident=child, face=1).status_code == 422
    assert queries.feedback_of([door.session.pk])[door.session.pk] == (1, 1, 0)
    said = Feedback.objects.get(resident=me)
    assert unseal(said, "words") == "老师好"
    assert bytes("老师好", "utf-8") not in bytes(said.words)
    with pytest.raises(NotFound):
        actions.give_feedback(
            session_id=door.session.pk, resident_id=door.ids("甲")[0], face=3, by=door.keeper,
            at=door.minutes(95), key=uuid4(),
        )  # fmt: skip


def test_the_street_is_told_numbers_of_five_and_more(counter, clock):
    from linli.attendance.tests.conftest import DoorStep

    door, street = DoorStep(counter, places=6), reverse("attendance:public_index")
    names = "甲乙丙丁戊"
    for name in names:
        door.enrol(name)
    door.come(*names[:4])
    clock["now"] = door.minutes(200)
    assert "周末手工" not in Client().get(street).content.decode()
    door.come(names[4], at=1)
    for name in names:
        [row] = Attendance.objects.filter(resident=door.ids(name)[0])
        actions.give_feedback(
            session_id=door.session.pk, resident_id=row.resident_id, face=3, by=door.keeper,
            at=door.minutes(90), key=uuid4(),
        )  # fmt: skip
        told = Client().get(street).content.decode()
        assert ("好 5 · 一般 0 · 不好 0" in told) == (name == names[4])
    assert "周末手工" in told
