"""The group chat: a worker pastes twelve lines, says which 陈丽, confirms; two more lines later.

On a telephone first, then at the desk, on the same text with two new lines.
"""

import pytest

from tests.house.opening import Opening
from tests.journeys import hands
from tests.journeys.conftest import Money
from tests.journeys.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.once]

CHOIR = "群里报的合唱"
FIRST = """#接龙
周一下午三点 合唱
例 张三 2人
1. 王桂花
2. 陈丽
3. 林美珍和孙子
4. 李建国 1人
5. 幸福一家人🌹
6. 黄志强 不去了
7. 帮郑秀报
8. 苏婷
9. +1
10. 柯美玉
11. 请问几点开始？
12. 许文海"""
LATER = FIRST + "\n13. 洪阿珠\n14. 邱月"


@pytest.fixture(scope="session")
def house(money_house: Money) -> Opening:
    return money_house.opening


def test_a_group_is_enrolled_line_by_line_and_only_what_is_new_is_added(
    walk: Walk, desk_walk: Walk, money_house: Money
) -> None:
    """Complaint 16: nobody in the group needs a login or e-mail to have a place."""
    hands.do(money_house.environment, "chat")
    worker_pastes_and_says_who_is_meant(walk)
    worker_pastes_again_with_two_new_lines(desk_walk)
    anybody_takes_the_programme_into_a_group(walk)


def to_the_choir(walk: Walk) -> None:
    walk.become("戴晓梅")
    walk.go("/desk/programme/")
    walk.press(CHOIR)
    walk.press("整门课的名额")
    walk.press("群接龙、报名单")


def worker_pastes_and_says_who_is_meant(walk: Walk) -> None:
    to_the_choir(walk)
    walk.write("群名", "合唱群")
    walk.write("接龙的文字", FIRST)
    walk.press("看看每一行")
    walk.sees("会有名额", "会排队等候", "是哪一位？", "没找到这个人", "没报过，不用取消", "看不懂")
    walk.page.get_by_label("是谁 2. 陈丽").select_option(index=2)
    walk.press("照选的再看一遍")
    walk.does_not_see("是哪一位？")
    walk.press("确认，照这样办")
    walk.sees("已报上：王桂花、陈丽、林美珍 2人、李建国、郑秀、苏婷；")
    walk.sees("排队：柯美玉（第 1 位）、许文海（第 2 位）；")
    walk.sees("5 号幸福一家人，请写上真实姓名。", "9 号，请写上姓名。")
    walk.tap(walk.page.get_by_role("button", name="复制"))
    walk.sees("复制好了")


def worker_pastes_again_with_two_new_lines(walk: Walk) -> None:
    to_the_choir(walk)
    walk.select("哪个群", "合唱群")
    walk.write("接龙的文字", LATER)
    walk.press("看看每一行")
    assert walk.page.get_by_text("上次办过了").count() == 8
    walk.press("确认，照这样办")
    walk.sees("排队：洪阿珠（第 3 位）、邱月（第 4 位）；")
    walk.does_not_see("已报上：")
    walk.press("看报名的人")
    walk.sees("林美珍、林大山", "还有 0 个")
    assert walk.page.locator("tbody").get_by_text("排队等候").count() == 4


def anybody_takes_the_programme_into_a_group(walk: Walk) -> None:
    walk.go("/programme/")
    walk.press("下一周")
    walk.press(CHOIR)
    walk.tap(walk.page.get_by_role("link", name="转发到群"))
    walk.sees("【群里报的合唱】", "/p/")
    walk.tap(walk.page.get_by_role("button", name="复制"))
    walk.sees("复制好了")
