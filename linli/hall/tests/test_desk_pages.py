"""The desk's pages: a course looked at, opened, changed, cancelled; places given by telephone."""

import datetime
import re
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from linli.hall import queries, terms
from linli.hall.actions.offers import PoolPlan
from linli.hall.models import Offer, Party, Telling
from linli.programmes.models import ClassSession, Course, Programme
from tests.village import NOW, come_in

RULE = {
    "title": "剪纸", "capacity": "9", "first_on": "2026-12-02", "weekdays": ["WE"], "monthly": "0",
    "every": "1", "count": "3", "starts_at": "14:00", "minutes": "60", "where": "文化广场",
    "on_days_off": "skip",
}  # fmt: skip


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """The doors read the clock; it says what the test says."""
    told = {"now": NOW}
    monkeypatch.setattr("django.utils.timezone.now", lambda: told["now"])
    return told


@pytest.fixture
def keeper(village) -> Client:
    return come_in(Client(), village.users["hall_keeper"])


def page(client: Client, name: str, *args, **asked) -> str:
    answer = client.get(reverse(f"hall:{name}", args=args), asked)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def press(client: Client, name: str, *args, asked=None, **typed):
    there = reverse(f"hall:{name}", args=args)
    answer = client.post(there, typed, QUERY_STRING=asked or "")
    assert answer.status_code == 302, answer.content.decode()
    return answer.url


def test_a_programme_and_a_course_are_opened_after_a_look_at_every_date(keeper, village):
    press(
        keeper, "desk_open_programme", title="剪纸", scene="i_learning", goals=["cost_down"],
        age_from="6", age_to="12",
    )  # fmt: skip
    programme = Programme.objects.get()
    asked = {**RULE, "first_on": "2026-12-30"}
    told = page(keeper, "desk_open_course", programme.pk, **asked)
    assert told.count('name="without"') == 3
    assert "2027 年放哪几天假还没有录入" in told
    assert not Course.objects.exists()
    there = reverse("hall:desk_open_course", args=[programme.pk])
    answer = keeper.post(there + "?" + _query(asked), {"without": "2027-01-06"})
    assert answer.status_code == 302, answer.content.decode()
    assert ClassSession.objects.count() == 2
    assert "剪纸" in page(keeper, "desk_index")
    assert "还没有放出名额" in page(keeper, "desk_course", Course.objects.get().pk)


def _query(asked: dict) -> str:
    return urlencode(asked, doseq=True)


@pytest.mark.parametrize(
    ("odd", "said"),
    [
        ({"count": ""}, "写一样"),
        ({"until_on": "2026-12-30"}, "写一样"),
        ({"where": ""}, "请选房间"),
        ({"count": "", "until_on": "2026-11-01"}, "排不出课次"),
    ],
)
def test_a_rule_that_makes_nothing_is_said_above_the_form(keeper, counter, odd, said):
    there = reverse("hall:desk_open_course", args=[counter.school.programme.pk])
    answer = keeper.get(there, {**RULE, **odd})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_whole_rule_is_changed_after_a_look_at_who_it_touches(keeper, counter):
    offer = counter.offer(PoolPlan("一般", 2))
    counter.enrol(offer, "甲")
    told = page(keeper, "desk_change", counter.course.pk)
    assert 'value="09:00"' in told
    asked = {
        "first_on": "2026-12-08", "weekdays": ["TU"], "monthly": "0", "every": "1", "count": "2",
        "starts_at": "10:00", "minutes": "90", "space": str(counter.school.hall.east.pk),
        "on_days_off": "skip",
    }  # fmt: skip
    told = page(keeper, "desk_change", counter.course.pk, **asked)
    assert "有 1 个人报了" in told
    assert "甲" in told
    [shown] = re.findall(r'name="shown" value="(\w+)"', told)
    there = reverse("hall:desk_change", args=[counter.course.pk]) + "?" + _query(asked)
    assert keeper.post(there, {"shown": "other"}).status_code == 422
    assert keeper.post(there, {"shown": shown}).status_code == 302
    assert [row[:8] for row in counter.school.told(counter.course)] == [
        "12-01 09", "12-08 10", "12-15 10",
    ]  # fmt: skip
    assert "改期或换教室" in page(keeper, "desk_calls")


def test_the_button_says_exactly_what_is_cancelled_and_only_that_is(keeper, counter):
    """Complaint 4."""
    first, second, _third = counter.sessions
    told = page(keeper, "desk_off", counter.course.pk, session=str(second.pk))
    assert "取消 周二 12月8日 上午9:00 这一次</button>" in told
    there = reverse("hall:desk_off", args=[counter.course.pk]) + f"?session={second.pk}"
    assert keeper.post(there, {"reason": ""}).status_code == 422
    assert keeper.post(there, {"reason": "老师病了"}).status_code == 302
    off = ClassSession.objects.filter(cancelled_at__isnull=False)
    assert [each.pk for each in off] == [second.pk]
    assert "老师病了" in page(keeper, "desk_session", second.pk)
    press(keeper, "desk_restore", second.pk)
    assert not off.all().exists()
    press(keeper, "desk_session", first.pk, on="2026-12-02", starts_at="09:00", minutes="90")
    press(keeper, "desk_add", counter.course.pk, day="2026-12-18")
    assert len(counter.school.told(counter.course)) == 4


def test_an_elder_is_enrolled_by_telephone_with_a_neighbour_after_the_app_is_full(keeper, counter):
    press(
        keeper, "desk_open_offer", counter.course.pk, kind="term", mode="first_come",
        opens_at="2026-11-23T09:00", name_0="一般", capacity_0="1", name_1="电话",
        capacity_1="2", door_1="on", flows_at_1="2026-11-30T09:00",
    )  # fmt: skip
    offer = Offer.objects.get()
    viewer = counter.login("手快")
    counter.enrol(offer, "手快", channel=terms.APP, by=viewer)
    elder, friend = counter.person("林阿婆", 1940), counter.person("陈阿伯", 1942)
    assert str(elder) in page(keeper, "desk_enrol", offer.pk, find="林阿婆")
    told = page(keeper, "desk_enrol", offer.pk, who=[str(elder), str(friend)])
    assert "林阿婆" in told
    there = reverse("hall:desk_enrol", args=[offer.pk]) + f"?who={elder}&who={friend}"
    answer = keeper.post(there, {"who": [str(elder), str(friend)], "channel": "phone"})
    assert "有名额" in keeper.get(answer.url).content.decode()
    told = page(keeper, "desk_offer", offer.pk)
    assert "林阿婆" in told
    assert "2 个，还有 0 个" in told
    party = Party.objects.get(contact=elder)
    press(keeper, "desk_cancel_party", party.pk)
    assert counter.state(party) == "cancelled"
    assert queries.mismatches() == []


def test_more_places_go_to_who_waits_and_who_is_old_is_called(keeper, counter):
    offer = counter.offer(PoolPlan("一般", 1))
    counter.enrol(offer, "甲")
    waiting = [counter.enrol(offer, name) for name in ("林阿婆", "陈阿伯")]
    rows = {"name_0": "一般", "capacity_0": "3"}
    assert 'value="一般"' in page(keeper, "desk_pools", offer.pk)
    press(keeper, "desk_pools", offer.pk, **rows)
    assert [counter.state(each) for each in waiting] == ["offered", "offered"]
    told = page(keeper, "desk_calls")
    assert "林阿婆" in told
    press(keeper, "desk_take_up", waiting[0].pk)
    press(keeper, "desk_decline", waiting[1].pk)
    assert [counter.state(each) for each in waiting] == ["placed", "declined"]
    answer = keeper.post(
        reverse("hall:desk_pools", args=[offer.pk]), {"name_0": "一般", "capacity_0": "1"}
    )
    assert answer.status_code == 422
    assert "已经有 2 人" in answer.content.decode()


def test_lots_are_drawn_by_the_button_or_keyed_before_a_witness(keeper, counter, clock, village):
    closes = NOW + datetime.timedelta(minutes=20)
    offer = counter.offer(PoolPlan("一般", 1), mode=terms.LOTTERY, closes_at=closes, by_hand=True)
    counter.enrol(offer, "甲")
    assert "截止以后才能抽" in page(keeper, "desk_draw", offer.pk)
    clock["now"] = closes
    there = reverse("hall:desk_draw", args=[offer.pk])
    assert keeper.post(there, {"seed": "314159"}).status_code == 422
    witness = str(village.social_worker.user_id)
    press(keeper, "desk_draw", offer.pk, seed="3 1 4 1 5 9", witness=witness)
    assert "抽过了" in page(keeper, "desk_draw", offer.pk)


def test_who_was_called_leaves_the_list(keeper, counter):
    offer = counter.offer(PoolPlan("一般", 1))
    counter.enrol(offer, "甲")
    there = (
        reverse("hall:desk_off", args=[counter.course.pk]) + f"?session={counter.sessions[0].pk}"
    )
    assert keeper.post(there, {"reason": "停电"}).status_code == 302
    assert "停电" in page(keeper, "desk_calls")
    press(keeper, "desk_told", Telling.objects.get().pk)
    assert "停电" not in page(keeper, "desk_calls")
