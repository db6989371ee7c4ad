"""The hall: an elder calls and has a place, a mother and her child wait as one, lots drawn again.

Those who live here walk on a telephone, in 长辈模式; the keeper sits at the desk.
"""

import subprocess
import sys

import pytest

from tests.house.opening import Opening
from tests.journeys import hands
from tests.journeys.conftest import Money
from tests.journeys.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.server]

CALLIGRAPHY, HANDICRAFT, POTTERY = "老年书法班", "周末亲子手工", "抽签的陶艺"


@pytest.fixture(scope="session")
def house(money_house: Money) -> Opening:
    return money_house.opening


def test_who_calls_finds_a_place_when_quick_fingers_took_the_others(
    walk: Walk, desk_walk: Walk
) -> None:
    neighbour_takes_the_last_place_of_the_telephones(walk)
    keeper_enrols_an_elder_who_calls(desk_walk)


def neighbour_takes_the_last_place_of_the_telephones(walk: Walk) -> None:
    walk.become("叶福生")
    walk.press("长辈模式")
    walk.go("/programme/")
    walk.press("下一周")
    walk.sees(CALLIGRAPHY, "60 岁以上", "还有 1 个名额", "周五小组")
    walk.does_not_see("照护者支持小组")
    walk.press(CALLIGRAPHY)
    walk.sees("打电话或到服务台报名")
    walk.press("报名")
    walk.press("报名")
    walk.sees("有名额", "叶福生")


def keeper_enrols_an_elder_who_calls(desk_walk: Walk) -> None:
    desk_walk.become("戴晓梅")
    desk_walk.go("/desk/programme/")
    desk_walk.press(CALLIGRAPHY)
    desk_walk.press("整门课的名额")
    desk_walk.sees("蔡秀治", "叶福生", "还有 0 个")
    elder = desk_walk.page.get_by_role("link", name="蔡秀治")
    desk_walk.tap(elder)
    desk_walk.unfold("取消报名")
    desk_walk.press("确定，取消报名")
    desk_walk.press("再替一个人报名")
    desk_walk.enter(desk_walk.page.locator("#find"), "caixiuzhi")
    desk_walk.press("蔡秀治")
    desk_walk.answer("怎么来的", "打电话来的")
    desk_walk.press("报名")
    desk_walk.sees("有名额", "蔡秀治")


def test_mother_and_child_wait_as_one_and_get_both(walk: Walk, desk_walk: Walk) -> None:
    walk.become("洪美玲")
    first_handicraft(walk)
    walk.press("报名")
    walk.sees("有名额")
    walk.become("王惠宁")
    first_handicraft(walk)
    for box in walk.page.get_by_role("checkbox").all():
        box.check()
    walk.press("报名")
    walk.sees("排队等候", "您排在第 1 位", "48 小时")
    keeper_finds_two_more_places(desk_walk)
    walk.go("/my/programme/")
    walk.sees("有名额了，要不要？", "王惠宁", "名额给您留到")
    walk.press("要，我们来")
    walk.sees("有名额")


def first_handicraft(walk: Walk) -> None:
    walk.go("/programme/")
    walk.press("下一周")
    walk.press(HANDICRAFT)
    walk.tap(walk.page.locator(".session a.button").first)


def keeper_finds_two_more_places(desk_walk: Walk) -> None:
    desk_walk.become("戴晓梅")
    desk_walk.go("/desk/programme/")
    desk_walk.press(HANDICRAFT)
    desk_walk.press("一次一次的名额")
    desk_walk.press("改名额")
    counts = {
        box.input_value(): number
        for number, box in enumerate(desk_walk.page.locator("input[name^=name_]").all())
    }
    desk_walk.page.locator(f"input[name=capacity_{counts['打电话来的']}]").fill("0")
    desk_walk.page.locator(f"input[name=capacity_{counts['大家']}]").fill("3")
    desk_walk.press("保存")
    desk_walk.sees("给他们留了名额")


def test_on_a_phone_an_age_is_chosen_and_at_a_desk_the_whole_week_stays(
    walk: Walk, desk_walk: Walk
) -> None:
    for each in (walk, desk_walk):
        each.go("/programme/ages/")
        each.press("下一周")
        each.press("60–79 岁")
        each.sees("还没有的", "已经有的", "看这个年纪的全部活动")
    assert walk.page.locator(".ages").is_hidden()
    assert desk_walk.page.locator(".ages").is_visible()
    walk.press("看每个年纪")
    assert walk.page.locator(".ages").is_hidden()
    walk.sees("0–2 岁", "80 岁以上")


def test_a_stranger_draws_the_lots_again(
    walk: Walk, desk_walk: Walk, money_house: Money, tmp_path
) -> None:
    hands.do(money_house.environment, "lots")
    desk_walk.become("戴晓梅")
    desk_walk.go("/desk/programme/")
    desk_walk.press(POTTERY)
    desk_walk.press("整门课的名额")
    desk_walk.tap(desk_walk.page.get_by_role("link", name="抽签", exact=True))
    desk_walk.press("现在抽签")
    desk_walk.sees("有名额", "排队等候")
    walk.go("/programme/")
    walk.press("下一周")
    walk.press(POTTERY)
    walk.unfold("不信我们？自己重抽一遍")
    walk.unfold("3 个签，一个一个看")
    walk.sees("第 1 个", "第 2 个", "第 3 个", "1 号", "2 号", "3 号")
    walk.sees("事先公布的种子指纹", "python3 -I recount.py lots.json")
    for name in ("lots.json", "recount.py"):
        walk.download(walk.page.get_by_role("link", name=name)).save_as(tmp_path / name)
    again = subprocess.run(
        [sys.executable, "-I", "recount.py", "lots.json"],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert again.stdout.splitlines()[-1] == "OK 和公布的一样"
    assert len(again.stdout.splitlines()) == 5
