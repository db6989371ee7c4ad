"""A round of visits with money: a list, another's yes, a sheet that is signed, one who was away."""

import re

import pytest
from playwright.sync_api import expect

from tests.house.opening import Opening
from tests.journeys import hands, steps
from tests.journeys.conftest import Money
from tests.journeys.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.once]

LISTS, APPROVES, HANDS_OUT = "林晓芸", "许静宜", "陈志鹏"
ROUND, EACH, TOTAL = "重阳慰问", "150", "¥300"
ELDER, AWAY, NUMBER_OF_AWAY = "蔡秀治", "叶福生", "虚构-2"


@pytest.fixture(scope="session")
def house(money_house: Money) -> Opening:
    return money_house.opening


def test_a_round_is_listed_approved_signed_and_settled(desk_walk: Walk, money_house: Money) -> None:
    walk = desk_walk
    worker_lists_two_families(walk)
    supervisor_approves(walk)
    hands.do(money_house.environment, "visits")
    number = grid_worker_takes_a_sheet(walk)
    one_signed_and_one_was_away(walk, number)
    worker_holds_it_against_the_photo(walk)
    who_was_away_stands_on_the_next_sheet(walk, number)
    worker_settles_it(walk)
    fund_has_one_entry_for_the_round(walk)
    family_reads_it_on_her_own_page(walk)


def worker_lists_two_families(walk: Walk) -> None:
    walk.become(LISTS)
    walk.go("/desk/goodwill/")
    walk.press("开一轮慰问")
    walk.write("这一轮叫什么", ROUND)
    walk.write("每户多少钱", EACH)
    walk.press("开始列名单")
    walk.press("80 岁以上，一个人住")
    walk.sees("蔡＊＊")
    walk.press("列进名单")
    walk.write("户号", NUMBER_OF_AWAY)
    walk.select("为什么慰问这一户", "家里有人去世")
    walk.press("列进名单")
    walk.sees("蔡＊＊", "叶＊＊", "家里有人去世", TOTAL)
    sure(walk, "报批")
    walk.sees("等批准")


def supervisor_approves(walk: Walk) -> None:
    page = walk.where
    assert walk.page.get_by_text("批准这份名单").count() == 0  # who lists does not approve
    walk.become(APPROVES)
    walk.press("等您批准")
    assert walk.where == page
    sure(walk, "批准")
    walk.sees("等基金审议和付款")


def grid_worker_takes_a_sheet(walk: Walk) -> str:
    page = walk.where
    walk.become(HANDS_OUT)
    walk.go(page)
    sure(walk, "领签收单")
    walk.sees("蔡＊＊", "叶＊＊", "签字")
    walk.does_not_see(ELDER, AWAY)
    found = re.search(r"\d+-1\b", walk.page.inner_text("main"))
    assert found
    walk.press("回到这一轮")
    return found[0].removesuffix("-1")


def one_signed_and_one_was_away(walk: Walk, number: str) -> None:
    walk.press("照单子录入")
    key(walk, f"{number}-1", "蔡＊＊")


def key(walk: Walk, code: str, signed: str) -> None:
    walk.write("签收单上的编号", code)
    walk.choose(signed)
    steps.attach(walk, "签收单的照片")
    walk.press("录好了，交给另一个人核对")
    walk.sees("等另一个人核对")


def worker_holds_it_against_the_photo(walk: Walk) -> None:
    walk.become(LISTS)
    walk.press("等您核对")
    walk.sees("签收了", "不在家")
    sure(walk, "一样，确认")
    walk.sees("签收 1 户，不在家 1 户")


def who_was_away_stands_on_the_next_sheet(walk: Walk, number: str) -> None:
    page = walk.where
    walk.become(HANDS_OUT)
    walk.press("有 1 户还没有签收")
    assert walk.where == page
    sure(walk, "领第二次的签收单")
    walk.sees("叶＊＊")
    walk.does_not_see("蔡＊＊")
    walk.press("回到这一轮")
    walk.press("照单子录入")
    key(walk, f"{number}-2", "叶＊＊")
    walk.become(LISTS)
    walk.press("等您核对")
    sure(walk, "一样，确认")


def worker_settles_it(walk: Walk) -> None:
    sure(walk, "结清")
    walk.sees("结清了", f"{TOTAL} · 2 户", "¥0 · 0 户")


def fund_has_one_entry_for_the_round(walk: Walk) -> None:
    walk.become(steps.CASHIER)
    walk.go("/desk/fund/?state=paid")
    row = walk.page.get_by_role("row", name=TOTAL).filter(has_text="上门慰问")
    expect(row).to_have_count(1)


def family_reads_it_on_her_own_page(walk: Walk) -> None:
    walk.become(ELDER)
    walk.sees("您家收到的慰问", ROUND, f"¥{EACH}")


def sure(walk: Walk, words: str) -> None:
    """Press what asks once more, and say yes."""
    walk.unfold(words)
    walk.press(f"确定，{words}")
