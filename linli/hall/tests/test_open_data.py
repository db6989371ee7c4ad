"""Open data: whoever reads on by the last row misses no change, and no closed group is told."""

import datetime
import json

import pytest
from django.urls import reverse

from linli.hall import published, terms
from linli.hall.actions import PoolPlan
from linli.hall.published import SERIES, SESSIONS, Addresses, After
from linli.journal.models import Deed
from linli.pricing import actions as pricing
from linli.pricing.tests.conftest import Desk
from linli.programmes import actions as programmes
from linli.spaces import actions as spaces
from tests.village import HERE, NOW

WHERE = Addresses(
    home="https://linli.example/programme/",
    data="https://linli.example/open/",
    scenes="https://linli.example/open/scenes/",
    logo="https://linli.example/logo.svg",
    feeds={
        SERIES: "https://linli.example/open/session-series/",
        SESSIONS: "https://linli.example/open/scheduled-sessions/",
    },
    course=lambda course_id: f"https://linli.example/programme/{course_id}/",
)


@pytest.fixture(autouse=True)
def in_one_transaction(monkeypatch):
    """A test's own transaction is open: nothing of it is settled yet, and all of it is read."""
    monkeypatch.setattr("linli.journal.queries._settled", Deed.objects.all)


def page(after: After, feed: str = SESSIONS, at: datetime.datetime = NOW) -> dict:
    return published.page(HERE, feed, after, WHERE, at=at)


def read_on(
    after: After, feed: str = SESSIONS, at: datetime.datetime = NOW
) -> tuple[list[dict], After]:
    """Every row behind a row, and how far one has come then."""
    rows = []
    while found := page(after, feed, at)["items"]:
        rows += found
        after = After(found[-1]["modified"], found[-1]["id"])
    return rows, after


def test_every_change_comes_again_behind_what_was_read(counter, school):
    offer = counter.offer(PoolPlan("一般", 3), kind=terms.EACH)
    first, second, third = counter.sessions
    rows, end = read_on(After(0, ""))
    assert {row["id"] for row in rows} == {str(each.pk) for each in counter.sessions}
    assert page(end) == {
        "next": f"{WHERE.feeds[SESSIONS]}?afterTimestamp={end.modified}&afterId={end.id}",
        "items": [],
        "license": published.LICENSE,
    }
    by = {"by": counter.keeper, "at": NOW}

    def again() -> dict[str, dict]:
        nonlocal end
        rows, end = read_on(end)
        return {row["id"]: row["data"] for row in rows}

    counter.enrol(offer, "甲", "乙", session_id=first.pk)
    told = again()
    assert set(told) == {str(first.pk)}
    assert told[str(first.pk)]["remainingAttendeeCapacity"] == 1
    programmes.cancel_sessions(session_ids=[second.pk], reason="停电", **by)
    told = again()
    assert told[str(second.pk)]["eventStatus"] == "https://schema.org/EventCancelled"
    programmes.move_session(
        session_id=third.pk, start_at=third.start_at + datetime.timedelta(hours=4), minutes=60, **by
    )
    assert again()[str(third.pk)]["startDate"] == "2026-12-15T13:00:00+08:00"
    meeting = school.meeting("FREQ=WEEKLY;BYDAY=TU;COUNT=3", starts_at=datetime.time(15))
    school.change(counter.course, meeting)
    assert len(again()) == 3
    room = school.hall.east
    facts = {
        name: getattr(room, name)
        for name in ("name_en", "capacity_people", "area_m2", "features", "equipment")
    }
    spaces.change_space(space_id=room.pk, name="东厅", **facts, **by)
    assert {each["location"]["name"] for each in again().values()} == {"东厅"}


def test_a_course_is_told_with_what_is_known_and_no_more(counter, school):
    school.open_course(space_id=school.hall.west.pk)
    counter.offer(PoolPlan("一般", 3))
    rows, _ = read_on(After(0, ""), SERIES)
    told = {row["data"]["name"]: row["data"] for row in rows}
    assert told["书法入门"]["ageRange"] == {"@type": "QuantitativeValue", "minValue": 60}
    assert told["周末手工"]["ageRange"]["minValue"] == 0
    assert told["周末手工"]["eventSchedule"][0]["byDay"] == ["https://schema.org/Tuesday"]
    assert told["周末手工"]["location"]["name"] == "悦享教室东半间"
    assert "geo" not in told["周末手工"]["location"]
    assert told["周末手工"]["offers"][0]["price"] == 0


def test_pages_follow_each_other_without_a_gap_or_a_row_twice(counter, school, monkeypatch):
    school.open_course("FREQ=DAILY;COUNT=11", space_id=school.hall.west.pk)
    whole, _ = read_on(After(0, ""))
    monkeypatch.setattr("linli.hall.published.openactive.PAGE_ROWS", 3)
    paged, _ = read_on(After(0, ""))
    assert paged == whole
    assert len({row["id"] for row in paged}) == len(paged) == 14
    numbers = [(row["modified"], row["id"]) for row in paged]
    assert numbers == sorted(numbers)


def test_a_closed_group_is_an_id_and_no_more(counter, school):
    group = school.open_programme("丧亲支持", closed_group=True, neutral_title="周三小组")
    school.open_course(programme=group, title="丧亲支持第一期", space_id=school.hall.office.pk)
    for feed in (SERIES, SESSIONS):
        rows, _ = read_on(After(0, ""), feed)
        closed = [row for row in rows if row["state"] == "deleted"]
        assert closed
        assert all(set(row) == {"state", "kind", "id", "modified"} for row in closed)
        assert not any(
            word in json.dumps(rows, ensure_ascii=False) for word in ("丧亲", "周三小组")
        )


def test_a_group_that_is_closed_later_goes_from_the_feed(counter, school):
    _, end = read_on(After(0, ""), SERIES)
    programmes.change_programme(
        programme_id=counter.course.programme_id, title="周末手工", goals=(), closed_group=True,
        neutral_title="周二小组", by=counter.keeper, at=NOW,
    )  # fmt: skip
    [row], _ = read_on(end, SERIES)
    assert row["state"] == "deleted"


def test_a_page_asks_as_few_questions_for_many_as_for_one(
    counter, school, django_assert_num_queries
):
    counter.offer(PoolPlan("一般", 3))
    with django_assert_num_queries(9):
        page(After(0, ""))
    for number in range(3):
        counter.course = school.open_course(
            programme=school.open_programme(f"课{number}"), title=f"课{number}",
            starts_at=datetime.time(11 + 2 * number),
        )  # fmt: skip
        counter.enrol(counter.offer(PoolPlan("一般", 3)), f"人{'甲乙丙'[number]}")
    with django_assert_num_queries(9):
        page(After(0, ""))


def test_the_page_and_its_data_block_name_the_feeds_and_the_licence(client, counter, settings):
    settings.LINLI_COMMUNITY = HERE
    html = client.get(reverse("hall:public_open")).content.decode()
    block = html.split('<script type="application/ld+json">')[1].split("</script>")[0]
    told = json.loads(block)
    assert told["license"] == published.LICENSE
    for each in told["distribution"]:
        answer = client.get(each["contentUrl"])
        assert answer["Content-Type"] == published.FORMAT
        assert answer["Cache-Control"] == "public, max-age=3600"
        last = client.get(answer.json()["next"])
        assert last.json()["items"] == []
        assert last["Cache-Control"] == "public, max-age=8"
    for odd in ("²", "-1", "9" * 30, "x"):
        there = reverse("hall:public_sessions")
        assert client.get(there, {"afterTimestamp": odd}).status_code == 200


def test_a_price_is_told_with_the_deed_that_puts_it_in_force(village):
    prices = Desk(village)
    prices.counter.offer(PoolPlan("一般", 3))
    [row], end = read_on(After(0, ""), SERIES)
    assert row["data"]["isAccessibleForFree"]
    prices.write_price(30_50)
    assert [each["data"]["offers"][0]["price"] for each in read_on(end, SERIES)[0]] == [0]
    prices.price(30_50)
    [row], _ = read_on(end, SERIES)
    assert not row["data"]["isAccessibleForFree"]
    assert [(each["name"], each["price"]) for each in row["data"]["offers"]] == [("整门课", 30.5)]


def test_a_price_that_begins_or_ends_by_itself_is_told_with_whatever_is_done_here_next(village):
    prices = Desk(village)
    prices.counter.offer(PoolPlan("一般", 3))
    day = datetime.timedelta(days=1)
    price = prices.price(30_50, valid_from=(NOW + day).date())
    pricing.end_price(price_id=price.pk, on=(NOW + day).date(), by=prices.accountant, at=NOW)
    [row], end = read_on(After(0, ""), SERIES)
    assert row["data"]["isAccessibleForFree"]
    for number, free in ((1, False), (2, True)):
        at = NOW + number * day
        assert read_on(end, SERIES, at)[0] == []  # nothing has been done since midnight
        pricing.name_payer(
            place=HERE, kind="sponsor", name=f"企业{number}", by=prices.keeper, at=at
        )
        [row], end = read_on(end, SERIES, at)
        assert row["data"]["isAccessibleForFree"] == free
        assert read_on(end, SERIES, at)[0] == []


def test_a_series_says_that_a_keeper_must_agree_and_who_may_ask_when(counter):
    opens = NOW + datetime.timedelta(days=2)
    counter.offer(
        PoolPlan("一般", 3), mode=terms.APPROVAL, opens_at=opens,
        rounds=[terms.Round(NOW, terms.NEW)],
    )  # fmt: skip
    [row], _ = read_on(After(0, ""), SERIES)
    assert row["data"]["attendeeInstructions"] == (
        "报名后由工作人员答应才算。分轮报名。周一 11月23日 上午9:30 起：从没报上过这个活动的人；"
        "周三 11月25日 上午9:30 起：大家。"
    )
