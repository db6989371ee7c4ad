"""The desk's pages: a course looked at, opened, changed, cancelled; places given by telephone."""

import datetime
import re
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from linli.hall import actions, queries, terms
from linli.hall.actions.offers import PoolPlan
from linli.hall.models import Offer, Party, Telling
from linli.kernel.lots import key_of
from linli.programmes.models import ClassSession, Course, Programme
from tests.village import NOW, come_in

RULE = {
    "title": "剪纸", "capacity": "9", "first_on": "2026-12-02", "weekdays": ["WE"], "monthly": "0",
    "every": "1", "count": "3", "starts_at": "14:00", "minutes": "60", "where": "文化广场",
    "on_days_off": "skip",
}  # fmt: skip


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
    found = page(keeper, "desk_enrol", offer.pk, find="林阿婆")
    assert str(elder) in found
    assert re.search(r"[男女] · 86 岁", found)  # no number runs into the next
    assert "请社工先登记" in page(keeper, "desk_enrol", offer.pk, find="查无此人")
    told = page(keeper, "desk_enrol", offer.pk, who=[str(elder), str(friend)])
    assert "林阿婆" in told
    there = reverse("hall:desk_enrol", args=[offer.pk]) + f"?who={elder}&who={friend}"
    answer = keeper.post(there, {"who": [str(elder), str(friend)], "channel": "phone"})
    assert "有名额" in keeper.get(answer.url).content.decode()
    told = page(keeper, "desk_offer", offer.pk)
    assert "林阿婆" in told
    assert "2 个，还有 0 个" in told
    again = page(keeper, "desk_enrol", offer.pk, who=str(elder))
    assert "林阿婆 已经报过了" in again
    assert reverse("hall:desk_party", args=[Party.objects.get(contact=elder).pk]) in again
    party = Party.objects.get(contact=elder)
    press(keeper, "desk_cancel_party", party.pk)
    assert counter.state(party) == "cancelled"
    assert queries.mismatches() == []


def test_more_places_go_to_who_waits_and_who_is_old_is_called(keeper, counter):
    offer = counter.offer(PoolPlan("一般", 1))
    counter.enrol(offer, "甲")
    counter.person("林阿婆", phone="13950000001")
    waiting = [counter.enrol(offer, name) for name in ("林阿婆", "陈阿伯")]
    rows = {"name_0": "一般", "capacity_0": "3"}
    assert 'value="一般"' in page(keeper, "desk_pools", offer.pk)
    press(keeper, "desk_pools", offer.pk, **rows)
    assert [counter.state(each) for each in waiting] == ["offered", "offered"]
    told = page(keeper, "desk_calls")
    assert "林阿婆" in told
    assert "周末手工" in told
    card = page(keeper, "desk_call", counter.person("林阿婆"))
    assert "tel:13950000001" in card
    assert reverse("hall:desk_take_up", args=[waiting[0].pk]) in card
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
    party = counter.enrol(offer, "甲")
    called = f'<b>1 号</b> · <span class="number">{key_of(str(party.ticket))}</span>'
    waiting = page(keeper, "desk_draw", offer.pk)
    assert "截止以后才能抽" in waiting
    assert called not in waiting
    clock["now"] = closes
    assert called in page(keeper, "desk_draw", offer.pk)
    assert "<b>1 号</b>" in page(keeper, "desk_party", party.pk)
    there = reverse("hall:desk_draw", args=[offer.pk])
    assert keeper.post(there, {"seed": "314159"}).status_code == 422
    witness = str(village.social_worker.user_id)
    answer = keeper.post(there, {"seed": "3 1 4 1 5 9", "witness": witness})
    assert answer.url == there  # who stands around the dice hears the numbers
    drawn = page(keeper, "desk_draw", offer.pk)
    assert "抽过了" in drawn
    assert "第 1 个" in drawn
    assert called in drawn


def test_who_was_called_leaves_the_list(keeper, counter):
    offer = counter.offer(PoolPlan("一般", 1))
    counter.enrol(offer, "甲")
    there = (
        reverse("hall:desk_off", args=[counter.course.pk]) + f"?session={counter.sessions[0].pk}"
    )
    assert keeper.post(there, {"reason": "停电"}).status_code == 302
    assert "停电" in page(keeper, "desk_calls")
    assert "停电" in page(keeper, "desk_call", counter.person("甲"))
    press(keeper, "desk_told", Telling.objects.get().pk)
    assert "停电" not in page(keeper, "desk_calls")
    there = reverse("hall:desk_call", args=[counter.person("甲")])
    assert keeper.get(there).status_code == 404


def test_a_request_is_answered_at_the_desk_and_asked_again_there(keeper, counter):
    offer = counter.offer(PoolPlan("一般", 2), mode=terms.APPROVAL)
    first, second = (counter.enrol(offer, name) for name in ("林阿婆", "陈阿伯"))
    assert "有 2 份报名等您答应" in page(keeper, "desk_index")
    told = page(keeper, "desk_asked")
    assert told.index("林阿婆") < told.index("陈阿伯")
    assert "周四 11月26日 上午9:30 以前答复" in told
    assert "留到 周四 11月26日 上午9:30" in page(keeper, "desk_party", first.pk)
    press(keeper, "desk_approve", first.pk)
    there = reverse("hall:desk_refuse", args=[second.pk])
    assert "为什么不答应" in keeper.post(there, {"reason": ""}).content.decode()
    press(keeper, "desk_refuse", second.pk, reason="先给没来过的")
    assert [counter.state(each) for each in (first, second)] == ["placed", "refused"]
    assert "没有答应，因为：先给没来过的" in page(keeper, "desk_party", second.pk)
    assert "报名没有答应" in page(keeper, "desk_calls")
    press(keeper, "desk_again", second.pk, note="他女儿陪着来")
    assert "有说明" in page(keeper, "desk_asked")
    assert "他女儿陪着来" in page(keeper, "desk_party", second.pk)
    answer = keeper.post(reverse("hall:desk_again", args=[first.pk]), {"note": "好"})
    assert answer.status_code == 422


def test_rounds_and_registers_are_typed_and_everybodys_hour_is_seen(keeper, counter):
    rounds = {
        "kind": "term", "mode": "first_come", "opens_at": "2026-11-26T09:00", "name_0": "本区的",
        "capacity_0": "2", "hukou_0": "350206", "whom_r0": "new", "round_at_r0": "2026-11-24T09:00",
        "times_r0": "7",
    }  # fmt: skip
    there = reverse("hall:desk_open_offer", args=[counter.course.pk])
    assert "湖里区" in page(keeper, "desk_open_offer", counter.course.pk)
    for odd in ({"round_at_r0": ""}, {"whom_r0": "few"}, {"round_at_r0": "2026-11-27T09:00"}):
        assert keeper.post(there, rounds | odd).status_code == 422
    press(keeper, "desk_open_offer", counter.course.pk, **rounds)
    offer = Offer.objects.get()
    assert 'value="350206" selected' in page(keeper, "desk_pools", offer.pk)
    assert "周二 11月24日 上午9:00 起：从没报上过这个活动的人" in page(
        keeper, "desk_offer", offer.pk
    )
    elder = str(counter.person("林阿婆", 1940))
    told = page(keeper, "desk_enrol", offer.pk, who=elder)
    assert "周二 11月24日 上午9:00 起报名，因为还没有报上过这个活动" in told
    answer = keeper.post(
        reverse("hall:desk_enrol", args=[offer.pk]) + f"?who={elder}",
        {"who": elder, "channel": "phone"},
    )
    assert answer.status_code == 422
    assert "现在还没轮到" in answer.content.decode()


def test_enrolling_is_ended_with_a_reason_and_opened_again(keeper, counter):
    offer = counter.offer(PoolPlan("一般", 1))
    waiting = [counter.enrol(offer, name) for name in ("甲", "林阿婆")][1]
    assert keeper.post(reverse("hall:desk_end_offer", args=[offer.pk]), {}).status_code == 422
    press(keeper, "desk_end_offer", offer.pk, reason="教室要修")
    assert "提前截止了：教室要修" in page(keeper, "desk_offer", offer.pk)
    assert "提前截止" in page(keeper, "desk_course", counter.course.pk)
    press(keeper, "desk_reopen_offer", offer.pk)
    assert counter.state(waiting) == "waiting"


def test_a_programme_is_described_anew_and_given_up(keeper, counter):
    programme = counter.course.programme
    told = page(keeper, "desk_programme", programme.pk)
    assert 'value="周末手工"' in told
    press(keeper, "desk_programme", programme.pk, title="周末剪纸", goals=["efficiency_up"])
    assert "周末剪纸" in page(keeper, "desk_index")
    there = reverse("hall:desk_close_programme", args=[programme.pk])
    assert keeper.post(there).status_code == 409
    actions.cancel_sessions(
        session_ids=[each.pk for each in counter.sessions], reason="停办", by=counter.keeper, at=NOW
    )
    assert keeper.post(there).status_code == 302
    assert "周末剪纸" not in page(keeper, "desk_index")


def test_changing_the_rest_keeps_every_second_week_and_the_months_second_tuesday(keeper, counter):
    for rule, every, monthly in (
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=3", 2, 0),
        ("FREQ=MONTHLY;BYDAY=2TU;COUNT=3", 1, 2),
    ):
        course = counter.school.open_course(
            rule, space_id=counter.school.hall.west.pk, starts_at=datetime.time(9 + 3 * every)
        )
        told = page(keeper, "desk_change", course.pk)
        assert re.search(rf'name="every" value="{every}"', told)
        assert re.search(rf'value="{monthly}" selected', told)


def test_the_list_says_of_a_course_that_has_begun_what_the_street_says(
    keeper, counter, clock, village
):
    """Places of the whole course are given until it begins, however many are left."""
    counter.offer(PoolPlan("一般", 3))
    assert "还有 3 个名额" in page(keeper, "desk_index")
    clock["now"] = counter.sessions[0].start_at
    told = page(come_in(Client(), village.users["hall_keeper"]), "desk_index")
    assert "课已经开了，不再收人" in told
    assert "还有 3 个名额" not in told


def test_the_list_counts_places_of_the_next_session_while_they_are_given_one_by_one(
    counter, clock, village
):
    counter.offer(PoolPlan("一般", 3), kind=terms.EACH)
    clock["now"] = counter.sessions[0].start_at
    told = page(come_in(Client(), village.users["hall_keeper"]), "desk_index")
    assert "还有 3 个名额" in told
