"""The street's pages: a week by day with the places left, a course, lots a stranger draws again."""

import datetime
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linli.hall import actions, terms
from linli.hall.actions.offers import PoolPlan
from linli.hall.models import Offer
from linli.hall.published import events
from linli.kernel.lots import key_of
from linli.kernel.recurrence import parse
from linli.kernel.words import XIAMEN
from linli.programmes import actions as programmes
from linli.programmes.published import Pattern
from linli.spaces import published as rooms
from linli.spaces.models import Booking
from tests.pages import without_marks
from tests.village import HERE, NOW

SCRIPT = Path(__file__).parent.parent / "static" / "hall" / "recount.py"
WEEK = "2026-12-01"


@pytest.fixture(autouse=True)
def street(village, settings):
    settings.LINLI_COMMUNITY = village.here


def page(client, name: str, *args, **asked) -> str:
    answer = client.get(reverse(f"hall:{name}", args=args), asked)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def said(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_a_week_tells_how_it_stands_with_the_places_of_each_session(client, counter):
    phone = PoolPlan("电话", 1, door=terms.SPOKEN_ONLY)
    offer = counter.offer(PoolPlan("一般", 1), phone, kind=terms.EACH)
    week = said(page(client, "public_index", week=WEEK))
    assert "周二 12月1日 09:00–10:30 周末手工 悦享教室东半间 · 各个年纪 · i家庭" in week
    assert "还有 1 个名额 另有 1 个留给打电话和到服务台的" in week
    counter.enrol(offer, "甲", session_id=counter.sessions[0].pk)
    assert "另有 1 个" not in page(client, "public_index", week=WEEK)
    programmes.cancel_sessions(
        session_ids=[counter.sessions[0].pk], reason="老师病了", by=counter.keeper, at=NOW
    )
    assert "已取消：老师病了" in said(page(client, "public_index", week=WEEK))


def test_a_page_is_kept_until_somebody_does_something_or_the_clock_does(client, counter, clock):
    offer = counter.offer(PoolPlan("一般", 2), kind=terms.EACH)
    course = counter.course.pk
    first = page(client, "public_course", course)
    with CaptureQueriesContext(connection) as asked:
        assert page(client, "public_course", course) == first
    assert sum(query["sql"].startswith("SELECT") for query in asked.captured_queries) == 1
    counter.enrol(offer, "甲", session_id=counter.sessions[0].pk)
    assert page(client, "public_course", course) != first
    clock["now"] = counter.sessions[0].start_at
    assert "已经开始了" not in first
    assert "已经开始了" in page(client, "public_course", course)
    assert client.get(reverse("hall:public_course", args=[offer.pk])).status_code == 404


def test_what_is_not_open_yet_is_said_and_has_no_button(client, counter, clock):
    """Complaint 9."""
    opens = NOW + datetime.timedelta(hours=3)
    offer = counter.offer(PoolPlan("一般", 1), opens_at=opens)
    course = page(client, "public_course", counter.course.pk)
    assert "今天 中午12:30 开始报名" in course
    assert reverse("hall:my_enrol", args=[offer.pk]) not in course
    clock["now"] = opens
    course = page(client, "public_course", counter.course.pk)
    assert "还有 1 个名额" in course
    assert reverse("hall:my_enrol", args=[offer.pk]) in course
    counter.enrol(offer, "甲", at=opens)
    assert "满了，可以排队" in page(client, "public_course", counter.course.pk)
    counter.enrol(offer, "乙", at=opens)
    assert "排队 1 人" in page(client, "public_course", counter.course.pk)
    clock["now"] = counter.sessions[0].start_at
    assert "课已经开了，不再收人" in page(client, "public_course", counter.course.pk)


def test_the_week_is_asked_for_an_age_a_band_a_scene_or_a_room(client, counter, school):
    elders = school.open_course(programme=school.programme, space_id=school.hall.west.pk)
    there = reverse("hall:public_course", args=[elders.pk])
    for asked, found in (
        ({}, True),
        ({"age": "60"}, True),
        ({"age": "59"}, False),
        ({"band": "elder"}, True),
        ({"band": "school"}, False),
        ({"scene": "i_learning"}, True),
        ({"scene": "i_sports"}, False),
        ({"room": "悦享教室西半间"}, True),
        ({"room": "悦享教室东半间"}, False),
        ({"age": "²", "band": "?", "scene": "?"}, True),
    ):
        assert (there in page(client, "public_index", week=WEEK, **asked)) is found, asked
    for odd in ("2026-13-40", "9999-12-31", "0001-01-01", "?"):
        page(client, "public_index", week=odd)


def test_of_this_week_today_comes_first_and_what_is_behind_is_folded(client, counter, clock):
    counter.offer(PoolPlan("一般", 2), kind=terms.EACH)
    clock["now"] = NOW + datetime.timedelta(days=9)
    shown = page(client, "public_index")
    assert "这一周剩下的日子没有安排了。" in shown
    assert "这一周已经过去的 1 次" in shown
    assert 'week=2026-12-07">再看下一周' in shown
    for other in ("2026-12-08", "2026-11-24"):
        assert "已经过去的" not in page(client, "public_index", week=other)


def test_what_was_chosen_is_said_above_the_days_and_the_choices_fold_away(client, counter):
    counter.offer(PoolPlan("一般", 2), kind=terms.EACH)
    chosen = page(client, "public_index", week=WEEK, age="80", part="morning")
    assert "只看 80 岁 · 上午 ：这一周有 1 次" in said(chosen)
    assert '<details class="filters">' in chosen
    assert "只看" not in page(client, "public_index", week=WEEK)


def test_thursday_morning_is_found_and_is_still_chosen_a_week_later(client, counter):
    counter.offer(PoolPlan("一般", 2), kind=terms.EACH)
    tuesday = page(client, "public_index", week=WEEK, day="tue", part="morning")
    assert "只看 周二 · 上午 ：这一周有 1 次" in said(tuesday)
    thursday = page(client, "public_index", week=WEEK, day="thu")
    assert "只看 周四 ：这一周有 0 次" in said(thursday)
    assert "换一天、换个时段，或者看看下一周" in thursday
    assert 'href="?day=thu&amp;week=2026-12-07">再看下一周' in thursday
    assert "只看" not in page(client, "public_index", week=WEEK, day="someday")


def test_a_course_that_has_begun_says_so_of_a_session_still_to_come(client, counter, clock):
    """An evening that is hours away has not begun; the course it belongs to has."""
    counter.offer(PoolPlan("一般", 2))
    clock["now"] = counter.sessions[1].start_at - datetime.timedelta(hours=3)
    [line] = re.findall(r'<li class="session".*?</li>', page(client, "public_index"), re.DOTALL)
    assert "课已经开了，不再收人 想试一次，到门口问一声" in said(line)
    clock["now"] = counter.sessions[1].start_at
    assert "已经开始了" in said(page(client, "public_index"))


def test_a_course_page_begins_with_what_to_press(client, counter):
    whole = counter.offer(PoolPlan("一般", 2))
    first = said(page(client, "public_course", counter.course.pk))
    assert first.index("报名 还有 2 个名额") < first.index("什么时候 每周二 上午9:00 还有 3 次")
    assert str(whole.pk) in page(client, "public_course", counter.course.pk)
    first = counter.sessions[0]
    programmes.cancel_sessions(session_ids=[first.pk], reason="停电", by=counter.keeper, at=NOW)
    assert "下一次 周二 12月8日" in said(page(client, "public_course", counter.course.pk))


def test_a_closed_group_stands_under_its_neutral_title_and_takes_nobody_by_telephone(
    client, counter, school
):
    group = school.open_programme("抑郁互助", closed_group=True, neutral_title="周二小组")
    counter.course = school.open_course(
        programme=group, title="抑郁互助", space_id=school.hall.office.pk
    )
    offer = counter.offer(PoolPlan("一般", 5))
    for html in (
        page(client, "public_index", week=WEEK),
        page(client, "public_sheet", week=WEEK),
        page(client, "public_course", counter.course.pk),
    ):
        assert "周二小组" in html
        assert "抑郁" not in html
        assert str(offer.pk) not in html
    login = counter.login("甲")
    with pytest.raises(actions.ByInvitation):
        counter.enrol(offer, "甲", channel=terms.APP, by=login)


def test_why_a_closed_group_is_called_off_is_told_to_who_comes_and_to_nobody_else(
    client, counter, school
):
    group = school.open_programme("抑郁互助", closed_group=True, neutral_title="周二小组")
    course = school.open_course(programme=group, title="抑郁互助", space_id=school.hall.office.pk)
    for each, reason in ((course, "带组的心理老师住院"), (counter.course, "停电")):
        [first, *_rest] = school.sessions(each)
        actions.cancel_sessions(session_ids=[first.pk], reason=reason, by=counter.keeper, at=NOW)
    for name, args, asked in (
        ("public_index", (), {"week": WEEK}),
        ("public_sheet", (), {"week": WEEK}),
        ("public_told", (), {"week": WEEK}),
        ("public_course", (course.pk,), {}),
    ):
        html = page(client, name, *args, **asked)
        assert "已取消" in html
        assert "老师住院" not in html
        assert ("停电" in html) == (not args)


def test_a_group_that_is_closed_later_is_called_otherwise_in_its_rooms_too(counter):
    """The rooms' page on the street and their plan say what is booked, and know no programme."""
    about = {"programme_id": counter.course.programme_id, "title": "周末手工", "goals": ()}
    about |= {"by": counter.keeper, "at": NOW}
    day = counter.sessions[0].recurrence_on

    def told() -> list[str]:
        return [row.title.zh for row in rooms.programme(HERE, day, NOW)]

    assert told() == ["周末手工"]
    programmes.change_programme(closed_group=True, neutral_title="周二小组", **about)
    assert told() == ["内部使用"]
    assert set(Booking.objects.values_list("title", "origin_title")) == {("周二小组", "周二小组")}
    programmes.change_programme(**about)
    assert told() == ["周末手工"]


def told_to_machines(client, counter) -> list[dict]:
    html = page(client, "public_course", counter.course.pk)
    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return json.loads(block)


def test_the_sessions_are_told_to_machines_as_schema_org_says(client, counter):
    offer = counter.offer(PoolPlan("一般", 3), kind=terms.EACH)
    counter.enrol(offer, "甲", session_id=counter.sessions[0].pk)
    series, *events = told_to_machines(client, counter)
    assert series["@type"] == "EventSeries"
    assert series["eventSchedule"] == [
        {
            "@type": "Schedule",
            "repeatFrequency": "P1W",
            "startDate": "2026-12-01",
            "endDate": "2026-12-15",
            "startTime": "09:00:00",
            "endTime": "10:30:00",
            "duration": "PT90M",
            "scheduleTimezone": "Asia/Shanghai",
            "byDay": ["https://schema.org/Tuesday"],
        }
    ]
    assert [each["startDate"] for each in events] == [
        each.start_at.astimezone(XIAMEN).isoformat() for each in counter.sessions
    ]
    assert {each["superEvent"]["@id"] for each in events} == {series["@id"]}
    assert {each["location"]["name"] for each in events} == {"悦享教室东半间"}
    assert {each["isAccessibleForFree"] for each in events} == {True}
    places = [each["remainingAttendeeCapacity"] for each in events]
    assert (places, events[0]["maximumAttendeeCapacity"]) == ([2, 3, 3], 12)


def test_machines_are_told_what_was_moved_and_what_is_off(client, counter):
    first, second, _ = counter.sessions
    by = {"by": counter.keeper, "at": NOW}
    programmes.cancel_sessions(session_ids=[first.pk], reason="停电", **by)
    programmes.move_session(
        session_id=second.pk, start_at=second.start_at + datetime.timedelta(days=1), minutes=60,
        **by,
    )  # fmt: skip
    series, *events = told_to_machines(client, counter)
    assert series["eventSchedule"][0]["exceptDate"] == ["2026-12-01", "2026-12-08"]
    assert [each["eventStatus"].rsplit("/", 1)[1] for each in events] == [
        "EventCancelled",
        "EventRescheduled",
        "EventScheduled",
    ]
    assert events[1]["previousStartDate"] == "2026-12-08"


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("FREQ=DAILY;COUNT=3", {"repeatFrequency": "P1D"}),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=3",
            {
                "repeatFrequency": "P2W",
                "byDay": ["https://schema.org/Tuesday", "https://schema.org/Thursday"],
            },
        ),
        ("FREQ=MONTHLY;BYDAY=2TU;COUNT=3", {"repeatFrequency": "P1M", "byDay": ["2TU"]}),
        ("FREQ=MONTHLY;BYMONTHDAY=5;COUNT=3", {"repeatFrequency": "P1M", "byMonthDay": [5]}),
    ],
)
@pytest.mark.once
def test_each_kind_of_rule_has_its_words(rule, told):
    first = datetime.date(2026, 12, 1)
    pattern = Pattern(parse(rule), first, datetime.time(23), 120, ())
    assert told.items() <= events.schedule(pattern, first).items()
    assert events.schedule(pattern, first)["endTime"] == "01:00:00"


def test_a_title_cannot_end_the_data_block(client, counter, school):
    made = school.open_course(title="</script><b>x", space_id=school.hall.west.pk)
    html = page(client, "public_course", made.pk)
    assert "</script><b>" not in html


def test_pools_and_the_published_rule_are_said_in_plain_words(client, counter):
    flows = NOW + datetime.timedelta(days=2)
    counter.offer(
        PoolPlan("一般", 4),
        PoolPlan("长者电话", 4, age_from=60, door=terms.SPOKEN_ONLY, flows_at=flows),
    )
    html = page(client, "public_course", counter.course.pk)
    assert "4 个大家都能报" in html
    assert (
        "4 个留给60 岁以上、打电话或到服务台报名的，周三 11月25日 上午9:30 起没报完的大家都能报"
        in html
    )
    assert "最多让两次" in html


def test_a_stranger_draws_the_lots_again(client, counter, clock, tmp_path):
    closes = NOW + datetime.timedelta(days=1)
    offer = counter.offer(PoolPlan("一般", 2), mode=terms.LOTTERY, closes_at=closes)
    parties = [counter.enrol(offer, name) for name in "甲乙丙丁"]
    course = page(client, "public_course", counter.course.pk)
    assert offer.commitment in course
    for ticket in (str(each.ticket) for each in parties):
        assert ticket not in course
        assert key_of(ticket) not in without_marks(course)
    lots = reverse("hall:public_lots", args=[counter.course.pk])
    assert client.get(lots).status_code == 404
    clock["now"] = closes
    assert "报名截止了，等抽签" in page(client, "public_course", counter.course.pk)
    actions.draw(offer_id=offer.pk, by=counter.keeper, at=closes)
    course = page(client, "public_course", counter.course.pk)
    told = client.get(lots).json()
    by_number = {each["number"]: each for each in told["drawings"][0]["sets"][0]["tickets"]}
    assert sorted(by_number) == [1, 2, 3, 4]
    for number, each in by_number.items():
        assert f"<b>{number} 号</b> · " in course
        assert f'<span class="number">{key_of(each["ticket"])}</span>' in course
        assert each["ticket"] not in course
    assert {each["ticket"] for each in by_number.values()} == {str(one.ticket) for one in parties}
    assert recounted(tmp_path, told) == 0
    [tickets] = (each["tickets"] for each in told["drawings"][0]["sets"])
    tickets[0]["rank"], tickets[1]["rank"] = tickets[1]["rank"], tickets[0]["rank"]
    assert recounted(tmp_path, told) == 1
    told["drawings"][0]["seed"] = "another"
    assert recounted(tmp_path, told) == 1


def recounted(folder: Path, told: dict) -> int:
    file = folder / "lots.json"
    file.write_text(json.dumps(told), encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-I", str(SCRIPT), str(file)], capture_output=True, check=False
    ).returncode


def test_a_drawing_published_long_ago_is_made_again_the_same(tmp_path):
    """As it stood in ``lots.json`` before tickets had numbers: seed, tickets and order. Two tickets
    begin alike, one was not drawn twice before."""
    order = [
        "9531985d-5d9d-49f8-9818-e811892f902b", "36f675cc-81e7-4ef5-a8e2-5d940ed90475",
        "6513270e-269e-4d37-b2a7-4de452e6b438", "d23f0824-128b-4f33-8c5c-7fd0a6a3a450",
        "6513549b-6f03-475a-9600-a35a099950d8",
    ]  # fmt: skip
    before = dict.fromkeys(order, 0) | {order[0]: 2}
    tickets = [
        {"ticket": ticket, "not_drawn_before": before[ticket], "rank": rank}
        for rank, ticket in enumerate(order, start=1)
    ]
    drawing = {
        "commitment": "5dc9b89b303fe5195c66f24478f8e2251f024fe02db31c7a89756631572fbe73",
        "thrown_by_hand": False,
        "seed": "8f1d64c2a0b7e35946f2c8d1706b9ae4",
        "drawn_at": "2026-11-26T09:30:00+08:00",
        "sets": [{"session": None, "tickets": tickets}],
    }
    told = {"format": "linli-lots-1", "course": "陶艺", "drawings": [drawing]}
    assert recounted(tmp_path, told) == 0
    assert terms.drawn(drawing["seed"], sorted(before.items())) == order
    tickets[0]["rank"], tickets[1]["rank"] = 2, 1
    assert recounted(tmp_path, told) == 1


def test_the_recount_is_short_enough_to_be_read():
    assert len(SCRIPT.read_text(encoding="utf-8").splitlines()) <= 60


@pytest.mark.parametrize(("name", "most"), [("public_index", 12), ("public_course", 16)])
def test_pages_ask_few_questions_however_much_goes_on(
    client, counter, school, name, most, django_assert_max_num_queries
):
    """The snapshot's own statements and the community's name are among them."""
    counter.offer(PoolPlan("一般", 2), kind=terms.EACH)
    for number in range(3):
        made = school.open_course(
            programme=school.open_programme(f"课{number}"), space_id=school.hall.west.pk,
            starts_at=datetime.time(10 + 2 * number), title=f"课{number}",
        )  # fmt: skip
        counter.course = made
        counter.offer(PoolPlan("一般", 2))
    args = [made.pk] if name == "public_course" else []
    page(client, name, *args)
    with django_assert_max_num_queries(most):
        page(client, name, *args, **({} if args else {"week": WEEK}))


def test_the_week_is_told_in_sentences_and_printed_for_an_age(client, counter, school):
    school.open_course(space_id=school.hall.west.pk)
    told = said(page(client, "public_told", week=WEEK, band="elder", scene="i_learning"))
    assert "上午9:00，书法入门，在悦享教室西半间。60 岁以上。没有放出名额。" in told
    assert "周末手工" not in told
    assert "60–79 岁 · i学习" in told
    sheet = said(page(client, "public_sheet", week=WEEK, band="elder"))
    assert "60–79 岁" in sheet
    assert "书法入门" in sheet
    counter.course = school.open_course(
        programme=school.open_programme("合唱"), title="合唱", space_id=school.hall.west.pk,
        starts_at=datetime.time(14),
    )  # fmt: skip
    first = school.sessions(counter.course)[0]
    programmes.cancel_sessions(session_ids=[first.pk], reason="停电", by=counter.keeper, at=NOW)
    told = said(page(client, "public_told", week=WEEK))
    assert "下午2:00，合唱。已取消：停电。" in told


def test_rounds_approval_and_an_early_end_are_said_to_everybody(client, counter, clock):
    """Complaint 9: what the page says is what the button does."""
    everybody = NOW + datetime.timedelta(hours=3)
    counter.offer(
        PoolPlan("一般", 2), mode=terms.APPROVAL, opens_at=everybody,
        rounds=[terms.Round(NOW + datetime.timedelta(hours=1), terms.NEW)],
    )  # fmt: skip
    offer = Offer.objects.get()
    there = reverse("hall:my_enrol", args=[offer.pk])
    course = page(client, "public_course", counter.course.pk)
    assert "今天 上午10:30 起分轮报名" in course
    assert "今天 上午10:30 起：从没报上过这个活动的人" in course
    assert there not in course
    clock["now"] = NOW + datetime.timedelta(hours=1)
    course = page(client, "public_course", counter.course.pk)
    assert "分轮报名，还有 2 个名额，要工作人员答应" in course
    assert "现在先给从没报上过这个活动的人报，今天 中午12:30 起大家都能报" in course
    assert there in course
    shared = page(client, "public_share", counter.course.pk)
    assert "要工作人员答应" in shared
    clock["now"] = everybody
    assert "分轮" not in page(client, "public_course", counter.course.pk)
    actions.end_offer(offer_id=offer.pk, reason="教室要修", by=counter.keeper, at=everybody)
    course = page(client, "public_course", counter.course.pk)
    assert "提前截止了：教室要修" in course
    assert there not in course
