"""What the desk says before and after a press: how many, until when, whose turn; and never nought
for what nobody typed."""

import datetime
import re
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from linli.hall import terms
from linli.hall.actions.offers import PoolPlan
from linli.hall.models import Offer
from linli.pricing.models import Price
from linli.pricing.tests.conftest import Desk
from linli.programmes.models import ClassSession, Course, Programme
from tests.village import NOW, TODAY, come_in

RULE = {
    "title": "剪纸", "capacity": "9", "first_on": "2026-12-01", "monthly": "0", "every": "1",
    "count": "3", "starts_at": "09:00", "minutes": "60", "on_days_off": "skip",
}  # fmt: skip
TERM = {
    "kind": "term", "mode": "first_come", "opens_at": "2026-11-23T09:00", "name_0": "一般",
    "capacity_0": "3",
}  # fmt: skip


@pytest.fixture
def keeper(village) -> Client:
    return come_in(Client(), village.users["hall_keeper"])


def page(client: Client, name: str, *args, status=200, **asked) -> str:
    answer = client.get(reverse(f"hall:{name}", args=args), asked)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def press(client: Client, name: str, *args, **typed):
    return client.post(reverse(f"hall:{name}", args=args), typed)


def test_a_new_programme_leads_to_its_first_course(keeper, village):
    answer = press(keeper, "desk_open_programme", title="剪纸", scene="i_learning")
    there = reverse("hall:desk_open_course", args=[Programme.objects.get().pk])
    assert (answer.status_code, answer.url) == (302, there)


def test_a_course_meets_on_the_weekday_it_begins_unless_others_are_ticked(keeper, counter):
    programme = counter.school.programme
    asked = {**RULE, "where": "文化广场", "first_on": "2026-12-02"}
    assert "排得下 3 次。" in page(keeper, "desk_open_course", programme.pk, **asked)
    there = reverse("hall:desk_open_course", args=[programme.pk]) + "?" + urlencode(asked)
    assert keeper.post(there, {}).status_code == 302
    made = Course.objects.get(title="剪纸")
    weekdays = {row.start_at.isoweekday() for row in ClassSession.objects.filter(course=made)}
    assert weekdays == {3}


def test_the_preview_says_how_many_of_the_dates_are_met_by_something(keeper, counter):
    """Twelve were asked for and seven fit: that is read before the press, not counted after."""
    taken = counter.school.hall.east
    told = page(
        keeper, "desk_open_course", counter.school.programme.pk,
        **RULE | {"count": "4", "space": str(taken.pk)},
    )  # fmt: skip
    assert "排得下 1 次。" in told
    assert "3 次撞上别的" in told
    assert "就这样开课" in told
    told = page(
        keeper, "desk_open_course", counter.school.programme.pk,
        **RULE | {"space": str(taken.pk)},
    )  # fmt: skip
    assert "就这样开课" not in told
    assert re.search(r"<details open><summary>改一改再看", told)


def test_how_many_is_typed_or_refused_beside_its_field(keeper, counter):
    fresh = page(keeper, "desk_open_offer", counter.course.pk)
    most = counter.course.capacity
    assert re.search(rf'name="capacity_0" value="{most}"', fresh)
    assert fresh.count("再加第") == 3  # the others are folded until somebody wants them
    answer = press(keeper, "desk_open_offer", counter.course.pk, **TERM | {"capacity_0": ""})
    assert answer.status_code == 422
    assert re.search(r'id="id_capacity_0_error".*?写有几个', answer.content.decode(), re.S)
    answer = press(keeper, "desk_open_offer", counter.course.pk, **TERM, capacity_2="2")
    shown = answer.content.decode()
    assert re.search(r'id="id_name_2_error".*?起个名字', shown, re.S)
    assert shown.count("再加第") == 2  # what was typed stands open
    assert not Offer.objects.exists()
    assert press(keeper, "desk_open_offer", counter.course.pk, **TERM).status_code == 302


def test_an_offers_page_says_how_until_when_and_how_many(keeper, counter, clock):
    closes = NOW + datetime.timedelta(days=1)
    offer = counter.offer(PoolPlan("一般", 1), mode=terms.LOTTERY, closes_at=closes)
    counter.enrol(offer, "甲", "乙")
    counter.enrol(offer, "丙")
    told = page(keeper, "desk_offer", offer.pk)
    assert "抽签" in told
    assert '等抽签 <b class="number">3</b>' in told
    later = page(keeper, "desk_close_later", offer.pk)
    assert f'value="{closes:%Y-%m-%dT%H:%M}"' in later
    assert "替人报名" in told
    clock["now"] = closes
    told = page(keeper, "desk_offer", offer.pk)
    draw = reverse("hall:desk_draw", args=[offer.pk])
    assert f'class="button main" href="{draw}"' in told
    assert "报名截止了" in told
    assert "替人报名" not in told


def test_a_kept_place_is_said_of_them_not_to_the_keeper(keeper, counter):
    offer = counter.offer(PoolPlan("一般", 1))
    first, second = counter.enrol(offer, "甲"), counter.enrol(offer, "林阿婆", channel=terms.PHONE)
    counter.cancel(first)
    told = page(keeper, "desk_party", second.pk)
    assert "给他们留了名额，等答复" in told
    assert "给您留着" not in told
    assert reverse("hall:desk_call", args=[counter.person("林阿婆")]) in told


def test_one_session_and_all_that_follow_are_cancelled_after_a_look(keeper, counter):
    _first, second, third = counter.sessions
    off = reverse("hall:desk_off", args=[counter.course.pk])
    there = f"{off}?from={second.pk}"
    assert there in page(keeper, "desk_session", second.pk)
    assert f"{off}?from=" not in page(keeper, "desk_session", third.pk)  # nothing follows
    assert "取消这 2 次" in keeper.get(there).content.decode()
    assert keeper.post(there, {"reason": "老师病了"}).status_code == 302
    off = ClassSession.objects.filter(cancelled_at__isnull=False)
    assert {row.pk for row in off} == {second.pk, third.pk}
    shown = page(keeper, "desk_course", counter.course.pk)
    assert re.search(r"已取消</span>\s+老师病了", shown)
    assert "还没有选哪一次" in page(keeper, "desk_off", counter.course.pk, status=422)


def test_the_list_has_first_what_meets_next_and_last_what_is_over(keeper, counter, clock):
    counter.offer(PoolPlan("一般", 2))
    school = counter.school
    soon = school.open_course(
        "FREQ=WEEKLY;COUNT=2", programme=school.open_programme("先来"), title="先来",
        first=TODAY + datetime.timedelta(days=1), starts_at=datetime.time(14),
    )  # fmt: skip
    told = page(keeper, "desk_index")
    assert told.index("先来") < told.index("周末手工")
    assert "下一次 周二 11月24日 下午2:00，还有 2 次" in told
    assert "还有 2 个名额" in told
    assert "周末手工" not in page(keeper, "desk_index", find="先")
    assert "没有叫这个名字的" in page(keeper, "desk_index", find="太空")
    clock["now"] = soon_over = ClassSession.objects.filter(course=soon).latest("start_at").start_at
    assert soon_over > NOW
    told = page(keeper, "desk_index")
    assert told.index("周末手工") < told.index("上完的 1 门")


def test_money_that_cannot_be_taken_says_why_where_it_was_pressed(village, clock):
    desk = Desk(village)
    desk.price(30_00)
    offer = desk.counter.offer(PoolPlan("一般", 2))
    party = desk.counter.enrol(offer, "甲")
    keeper = come_in(Client(), village.users["hall_keeper"])
    answer = press(keeper, "desk_collect", party.pk, means="barter")
    assert answer.status_code == 422
    assert "有几处要改一改" in answer.content.decode()
    shown = page(keeper, "desk_unpaid")
    assert '<dd class="number"><b>¥30</b></dd>' in shown
    assert Price.objects.count() == 1
