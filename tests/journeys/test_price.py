"""Prices: an elder hears who pays which part, a firm gets its bill, a pass holder pays nothing.

The elder sits at the desk; the pass holder walks on a telephone. Then she gives her place and her
pass back.
"""

import pytest

from tests.house.opening import Opening
from tests.journeys import hands
from tests.journeys.conftest import Money
from tests.journeys.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.server]

CHOIR, FIRM, PASS = "收费的合唱", "示例爱心企业", "一季通票（演示）"
KEEPER, ACCOUNTANT, HOLDER = "戴晓梅", "赖书琴", "洪美玲"


@pytest.fixture(scope="session")
def house(money_house: Money) -> Opening:
    return money_house.opening


def test_everybody_pays_the_part_that_was_told_and_no_more(
    walk: Walk, desk_walk: Walk, money_house: Money
) -> None:
    hands.do(money_house.environment, "priced")
    elder_is_told_who_pays_and_pays_her_part(desk_walk)
    firm_gets_its_bill(desk_walk)
    neighbour_asks_for_a_pass(walk)
    keeper_takes_the_money(desk_walk)
    pass_holder_enrols_for_nothing(walk)
    place_goes_back_first(walk)
    pass_goes_back(desk_walk)


def elder_is_told_who_pays_and_pays_her_part(desk_walk: Walk) -> None:
    desk_walk.become(KEEPER)
    desk_walk.go("/desk/programme/")
    desk_walk.press(CHOIR)
    desk_walk.press("整门课的名额")
    desk_walk.press("替人报名")
    desk_walk.enter(desk_walk.page.locator("#find"), "caixiuzhi")
    desk_walk.press("蔡秀治")
    with desk_walk.card("要付多少"):
        desk_walk.sees("¥15", "原价 ¥30", f"{FIRM}付 ¥15")
    desk_walk.press("报名")
    desk_walk.press("收 ¥15，开收据")
    desk_walk.sees("壹拾伍元整")


def firm_gets_its_bill(desk_walk: Walk) -> None:
    desk_walk.become(ACCOUNTANT)
    desk_walk.go("/desk/pricing/")
    desk_walk.press(f"月 {FIRM}")  # last month stands first
    desk_walk.sees("唱歌的老人减一半", "¥15", "合计")
    desk_walk.does_not_see("叶福生")
    desk_walk.press("开账单")
    desk_walk.sees("账单开过了", "应收 ¥15，收到 ¥0")


def neighbour_asks_for_a_pass(walk: Walk) -> None:
    walk.become(HOLDER)
    walk.go("/passes/")
    walk.sees(PASS, "¥240", "按剩下的整天退")
    walk.press("要一张")
    walk.press(f"给{HOLDER}要一张")
    walk.sees("付了钱就能用", "到服务台付钱")


def keeper_takes_the_money(desk_walk: Walk) -> None:
    desk_walk.become(KEEPER)
    desk_walk.go("/desk/pricing/passes/?find=hongmeiling")
    desk_walk.press(HOLDER)
    desk_walk.press("收 ¥240，开收据")
    desk_walk.sees("贰佰肆拾元整")


def pass_holder_enrols_for_nothing(walk: Walk) -> None:
    walk.go("/programme/")
    walk.press("下一周")
    walk.press(CHOIR)
    walk.sees(f"有季票的不用再付：{PASS}")
    walk.press("报名")
    walk.sees(f"“{PASS}”抵 ¥30", "¥0")
    walk.press("报名")
    walk.sees("有名额", "课费不用付")


def place_goes_back_first(walk: Walk) -> None:
    """A place the pass pays for is not kept without it."""
    walk.press("取消报名")
    walk.press("取消，让给别人")
    walk.sees("已取消")


def pass_goes_back(desk_walk: Walk) -> None:
    desk_walk.go("/desk/pricing/passes/?find=hongmeiling")
    desk_walk.press(HOLDER)
    desk_walk.unfold("退票")
    desk_walk.press("确定，退票")
    desk_walk.sees("已退", "要退 ¥237.36")
    desk_walk.become(ACCOUNTANT)
    desk_walk.go("/desk/pricing/passes/")
    with desk_walk.card("卖出去的"):
        desk_walk.press("退 ¥237.36")
    desk_walk.write("为什么退", "退季票")
    desk_walk.press("退了，记下")
    desk_walk.sees("退了", "¥237.36")
