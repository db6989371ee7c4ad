"""The pages: one season from the keeper's press to what the street reads."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linli.allocation.models import AllocationRound, Application
from linli.allocation.tests.conftest import AFTER, FIRST, LAST, RULE, WEEK, wanted
from linli.identity.models import User
from linli.kernel.lots import key_of
from linli.people import queries as people
from tests.village import HERE, TODAY, come_in


@pytest.fixture(autouse=True)
def street(settings):
    settings.LINLI_COMMUNITY = HERE


def page(client, door, *args, **query) -> str:
    answer = client.get(reverse(f"allocation:{door}", args=args), query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def press(client, door, *args, **fields):
    return client.post(reverse(f"allocation:{door}", args=args), fields)


WISH = {"weekday": 1, "earliest": "18:00", "latest": "21:00", "least": 60, "most": 90}
ABOUT = {"title": "合唱排练", "purpose": "rehearsal", "expected_people": 12, "times": 2, "band": "",
         "group_name": "夕阳红合唱队", "residents": "on"}  # fmt: skip


def test_a_season_from_the_rule_to_the_street(season, village, clock):
    """Opened, applied for from a phone and by telephone, planned, changed, confirmed, read."""
    me, street = User.objects.get(pk=season.hall.resident().user_id), Client()

    def come() -> list[Client]:
        staff = [village.users["hall_keeper"], village.users["social_worker"]]
        return [*(come_in(Client(), one) for one in staff), come_in(Client(), me)]

    keeper, worker, phone = come()

    assert "馆里缺哪些年纪" in page(keeper, "desk_open")
    fields = {
        "title": "2027 年春季", "season_from": FIRST.isoformat(), "season_until": LAST.isoformat(),
        "opens_on": TODAY.isoformat(), "closes_on": (TODAY + timedelta(days=6)).isoformat(),
        "rooms": [one.pk for one in season.rooms], "lacking_bands": ["toddler"], "key": uuid4(),
        **{f"points_{key}": many for key, many in RULE.items()},
    }  # fmt: skip
    wrong = press(keeper, "desk_open", **fields | {"season_until": TODAY.isoformat()})
    assert (wrong.status_code, "之后" in wrong.content.decode()) == (422, True)
    press(keeper, "desk_open", **fields)
    of = AllocationRound.objects.get()
    shown = page(street, "public_round", of.pk)
    assert of.commitment in shown
    assert "主要是本社区的居民" in shown

    assert "2027 年春季" in page(phone, "my_index")
    form = page(phone, "my_apply", of.pk)
    key = re.search(r'name="key" value="([^"]+)"', form)[1]
    wrong = press(phone, "my_apply", of.pk, **ABOUT, **WISH | {"latest": "18:30"}, key=key)
    assert "排不下 60 分钟" in wrong.content.decode()
    for _tap in range(2):
        answer = press(phone, "my_apply", of.pk, **ABOUT, **WISH, key=key)
    mine = Application.objects.get()
    assert answer["Location"] == reverse("allocation:my_application", args=[mine.pk])
    press(phone, "my_add_wish", mine.pk, **WISH | {"weekday": 3}, key=uuid4())
    shown = page(phone, "my_application", mine.pk)
    assert f'<b class="number">{key_of(str(mine.ticket))}</b>' in shown
    assert "申请截止后，前面再编一个号" in shown
    assert "收到了" in shown
    assert "周四 18:00–21:00" in shown
    press(phone, "my_raise_wish", mine.wishes.get(weekday=3).pk)
    changed = ABOUT | {"title": "夕阳红唱歌", "named": "on"}
    assert "合唱排练" in page(phone, "my_change", mine.pk)
    press(phone, "my_change", mine.pk, **changed)

    resident_id = people.resident_of(season.hall.resident("李桂花"))
    assert f"resident={resident_id}" in page(worker, "desk_apply", of.pk, find="李桂")
    called = {**ABOUT, **WISH, "group_name": "太极队", "title": "太极", "channel": "phone",
              "resident": resident_id, "contact": "13900000000", "times": 1}  # fmt: skip
    answer = press(worker, "desk_apply", of.pk, **called, key=uuid4())
    theirs = Application.objects.exclude(pk=mine.pk).get()
    assert "13900000000" in page(worker, "desk_application", theirs.pk)
    press(worker, "desk_add_wish", theirs.pk, **WISH | {"weekday": 5}, key=uuid4())
    press(worker, "desk_raise_wish", theirs.wishes.get(weekday=5).pk)
    press(worker, "desk_drop_wish", theirs.wishes.get(weekday=5).pk)
    assert theirs.wishes.count() == 1

    clock["now"] = AFTER
    keeper, worker, phone = come()  # a week later
    assert "截止了" in page(phone, "my_application", mine.pk)
    press(keeper, "desk_correct", theirs.pk, residents="on", benefit="on", band="", reason="问过了")
    press(keeper, "desk_suggest", of.pk)
    plan = page(keeper, "desk_plan", of.pk)
    assert "太极队" in plan
    slot = theirs.slots.get()
    assert press(keeper, "desk_take_out", slot.pk, reason="").status_code == 422
    moved = {"space": season.hall.meeting.pk, "weekday": 1, "starts": "19:30", "ends": "20:30"}
    assert "18:00" in page(keeper, "desk_hour", slot.pk)
    press(keeper, "desk_hour", slot.pk, **moved, reason="楼上在练琴")
    shown = page(worker, "desk_plan", of.pk)
    assert "规则排的是" in shown
    assert "请核对" in shown
    assert press(keeper, "desk_confirm", of.pk).status_code == 409
    press(worker, "desk_confirm", of.pk)
    assert "看全部日子" in page(worker, "desk_plan", of.pk)

    told = page(street, "public_round", of.pk)
    assert "夕阳红合唱队" in told
    number = 1 + (mine.ticket < theirs.ticket)
    called = f'<b>{number} 号 · <span class="number">{key_of(str(theirs.ticket))}</span></b>'
    assert called in told
    told_to_machines = street.get(reverse("allocation:public_season", args=[of.pk])).json()
    assert {one["ticket"]: one["number"] for one in told_to_machines["applications"]} == {
        str(theirs.ticket): number,
        str(mine.ticket): 3 - number,
    }
    assert "楼上在练琴" in told
    for secret in ("太极队", "13900000000", "李桂花", "陈秀兰"):
        assert (
            secret
            not in told
            + street.get(reverse("allocation:public_season", args=[of.pk])).content.decode()
        )
    shown = page(phone, "my_application", mine.pk)
    assert f'<b>{3 - number} 号</b> · <b class="number">{key_of(str(mine.ticket))}</b>' in shown
    assert str(mine.ticket) in shown  # folded: with it the season is worked out again
    assert shown.count("排上了") == 2
    press(phone, "my_give_back", mine.slots.order_by("number").first().pk)
    assert "退回去了" in page(phone, "my_application", mine.pk)
    press(phone, "my_withdraw", mine.pk)
    assert "撤回了" in page(phone, "my_index")
    seasons = page(street, "public_index")
    assert "定下来了" in seasons
    assert "替我们小组申请" not in seasons  # none takes applications now


def test_pages_ask_as_often_for_twenty_applications_as_for_one(season, village, clock):
    of = season.open(season_until=FIRST + WEEK)
    season.ask(of, "甲队", title="甲")
    keeper = come_in(Client(), village.users["hall_keeper"])
    asked = [("desk_round", keeper), ("desk_plan", keeper), ("public_round", Client())]

    def queries() -> list[int]:
        counted = []
        for door, client in asked:
            page(client, door, of.pk)
            with CaptureQueriesContext(connection) as seen:
                page(client, door, of.pk)
            counted.append(len(seen))
        return counted

    few = queries()
    for number in range(20):
        season.ask(of, f"{number}队", wanted(number % 7), wanted(5), times=2, named=True)
    assert queries() == few
    season.suggest(of, at=AFTER)
    season.confirm(of)
    before = queries()
    assert max(before) <= 22
