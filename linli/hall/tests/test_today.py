"""The wall screen and the day's poster: what is on in the rooms, on the square; what is off."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linli.hall import published
from linli.programmes import actions as programmes
from linli.programmes.models import ClassSession
from tests.village import HERE, NOW, TODAY, come_in

SQUARE = "小区广场"


@pytest.fixture(autouse=True)
def street(clock, settings):
    settings.LINLI_COMMUNITY = HERE


@pytest.fixture
def hold(school):
    """Hold something today from a clock hour on, in a room or outside; gives its session."""

    def held(title, hour, space=None, **about) -> ClassSession:
        where = {"space_id": space.pk} if space else {"space_id": None, "where": SQUARE}
        meeting = school.meeting(
            "FREQ=DAILY;COUNT=1", TODAY, starts_at=datetime.time(hour), minutes=60, **where
        )
        course = school.open_course(
            programme=school.open_programme(title, **about), title=title, meeting=meeting
        )
        [session] = school.sessions(course)
        return session

    return held


def call_off(session, school, reason="下雨"):
    programmes.cancel_sessions(session_ids=[session.pk], reason=reason, by=school.keeper, at=NOW)


def rows_of(at=NOW) -> list[tuple[str, str, str, str]]:
    """Hours, title, where, and how it stands."""
    return [
        (row.hours, row.title, row.where,
         f"取消 {row.reason}".strip() if row.called_off else "正在" if row.now else "")
        for row in published.programme_of(HERE, TODAY, at)
    ]  # fmt: skip


def screen(client, **about) -> str:
    answer = client.get(reverse("hall:public_screen"), **about)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_square_stands_among_the_rooms_by_its_hour(client, school, hold):
    hold("广场舞", 19)
    hold("书法", 15, school.hall.east)
    school.hall.book(school.hall.meeting, "18:00", "19:00", days=0, title="合唱排练")
    assert rows_of() == [
        ("15:00–16:00", "书法", "悦享教室东半间", ""),
        ("18:00–19:00", "合唱排练", "会议室", ""),
        ("19:00–20:00", "广场舞", SQUARE, ""),
    ]
    shown = screen(client)
    assert shown.index("书法") < shown.index("合唱排练") < shown.index("广场舞")
    assert SQUARE in shown


def test_what_is_called_off_is_said_to_be_with_where_it_would_have_been(client, school, hold):
    call_off(hold("广场舞", 19), school)
    call_off(hold("书法", 15, school.hall.east), school, "老师病了")
    assert rows_of() == [
        ("15:00–16:00", "书法", "悦享教室东半间", "取消 老师病了"),
        ("19:00–20:00", "广场舞", SQUARE, "取消 下雨"),
    ]
    shown = screen(client)
    assert shown.count('class="is-off"') == 2
    assert "已取消：下雨" in shown


def test_what_is_private_stays_neutral_held_or_not(client, school, hold):
    """In a private room, in a closed group outside, called off or not: no title, no reason."""
    office = school.hall.office
    school.hall.occupy(office, "11:00", "12:00", days=0, title="个案面谈", private=True)
    hold("丧亲支持", 13, office, closed_group=True, neutral_title="周一小组")
    call_off(hold("戒酒互助", 14, office), school, "社工生病")
    call_off(hold("抑郁互助", 16, closed_group=True, neutral_title="周一散步"), school, "组员不适")
    school.hall.policy(needs_approval=False)
    school.hall.ask(school.hall.meeting, "17:00", "18:00", days=0, title="张三生日")
    assert rows_of() == [
        ("11:00–12:00", "内部使用", "社工室", ""),
        ("13:00–14:00", "内部使用", "社工室", ""),
        ("14:00–15:00", "内部使用", "社工室", "取消"),
        ("16:00–17:00", "周一散步", SQUARE, "取消"),
        ("17:00–18:00", "居民预约", "会议室", ""),
    ]
    shown = screen(client)
    for secret in ("个案", "丧亲", "戒酒", "抑郁", "社工生病", "组员不适", "张三"):
        assert secret not in shown


def test_the_wall_asks_again_by_itself_and_leaves_out_what_is_over(client, school, hold, clock):
    hold("早操", 10)
    hold("太极", 11)
    call_off(hold("晨读", 10), school)
    clock["now"] = NOW.replace(hour=11, minute=30)
    shown = screen(client)
    assert 'http-equiv="refresh" content="300"' in shown
    assert "正在进行" in shown
    assert "太极" in shown
    for over in ("早操", "晨读"):
        assert over not in shown


def test_another_day_and_another_place_are_not_on_it(client, school, hold):
    hold("广场舞", 19)
    school.hall.book(school.hall.meeting, days=1, title="明天的会")
    assert [title for _, title, *_ in rows_of()] == ["广场舞"]
    assert published.programme_of("350206005022", TODAY, NOW) == []


def test_a_wall_in_english_says_the_english_of_what_has_one(client, hold):
    hold("广场舞", 19, title_en="Dancing on the square")
    told = screen(client, headers={"accept-language": "en"})
    assert "Dancing on the square" in told


def test_as_many_queries_for_twenty_things_as_for_one(client, school, hold):
    hold("广场舞", 19)
    with CaptureQueriesContext(connection) as few:
        screen(client)
    for number in range(10):
        hold(f"课{number}", 10 + number, school.hall.west)
        call_off(hold(f"停{number}", 10 + number), school)
    with CaptureQueriesContext(connection) as many:
        screen(client)
    assert len(many) == len(few)


def test_the_poster_of_a_day_says_the_same(village, school, hold):
    hold("广场舞", 19)
    call_off(hold("书法", 15, school.hall.east), school, "老师病了")
    keeper = come_in(Client(), village.users["hall_keeper"])
    there = reverse("hall:desk_poster")
    shown = keeper.get(there, {"on": TODAY.isoformat()}).content.decode()
    for said in ("广场舞", SQUARE, "已取消：老师病了", '<span class="qr"'):
        assert said in shown
    assert "今天还没有安排" in keeper.get(there, {"on": "2026-11-25"}).content.decode()
    assert keeper.get(there, {"on": "2026-13-45"}).status_code == 200
    assert keeper.get(there, {"place": "350206005022"}).status_code == 404
