"""A room is double-booked by nobody: two want the same hour, and each learns who has it.

A resident looks at the free hours on a telephone, in 长辈模式; meanwhile the keeper books one.
"""

import re

import pytest

from tests.house.opening import Opening
from tests.journeys.conftest import Money
from tests.journeys.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.server]

ROOM, HOUR, UNTIL = "悦享教室西半间", "15:00", "16:00"


@pytest.fixture(scope="session")
def house(money_house: Money) -> Opening:
    return money_house.opening


def test_one_hour_goes_to_one_of_two_and_the_other_is_told(walk: Walk, desk_walk: Walk) -> None:
    day = resident_looks_at_a_free_hour(walk)
    room = walk.where
    keeper_books_it_meanwhile(desk_walk, room, day)
    resident_is_told_and_takes_another(walk)
    keeper_cannot_give_the_other_hour_away_either(desk_walk, room, day)


def resident_looks_at_a_free_hour(walk: Walk) -> str:
    """The last day one may ask for, with the form filled in; gives the day."""
    walk.become("叶福生")
    walk.press("长辈模式")
    walk.go("/my/rooms/")
    walk.press(ROOM)
    walk.tap(walk.page.locator("main a[href^='?on=']").last)
    walk.select("几点开始", HOUR)
    walk.answer("用多久", "60")
    walk.page.get_by_role("group", name="做什么用").get_by_role("radio").first.check()
    walk.write("一句话说说", "和老伙计下棋")
    walk.write("大约几个人", "4")
    return re.findall(r"on=([\d-]+)", walk.page.url)[0]


def keeper_books_it_meanwhile(desk_walk: Walk, room: str, day: str) -> None:
    desk_walk.become("戴晓梅")
    book(desk_walk, room, day, HOUR, UNTIL, "合唱队")
    desk_walk.sees("已定", "合唱队")


def book(desk_walk: Walk, room: str, day: str, starts: str, ends: str, group: str) -> None:
    space = re.findall(r"/rooms/([0-9a-f-]+)/", room)[0]
    desk_walk.go(f"/desk/rooms/book/?space={space}&on={day}&starts={starts}")
    desk_walk.write("几点结束", ends)
    desk_walk.write("做什么", "排练")
    desk_walk.page.get_by_role("group", name="用途").get_by_role("radio").first.check()
    desk_walk.write("小组的名字", group)
    desk_walk.write("联系电话", "13800000000")
    desk_walk.press("订下来")


def resident_is_told_and_takes_another(walk: Walk) -> None:
    walk.press("交上去")
    walk.sees("这段时间房间有人用", "15:00–16:00 有")
    walk.does_not_see("合唱队")
    walk.select("几点开始", "16:30")
    walk.press("交上去")
    walk.sees(ROOM, "16:30–17:30")


def keeper_cannot_give_the_other_hour_away_either(desk_walk: Walk, room: str, day: str) -> None:
    """What is only asked for is kept: two wishes for one hour cannot both be granted."""
    book(desk_walk, room, day, "17:00", "18:00", "舞蹈队")
    desk_walk.sees("这段时间房间有人用", "16:30–17:30 有")
