"""A month of the holder's is closed with a difference, by two people, in a real browser."""

import re

import pytest

from tests.journeys import steps
from tests.journeys.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.once]

ONE, ANOTHER = "何建平", "江美华"
CLOSE = "/desk/holder/close/"


def test_a_month_is_closed_with_a_difference(desk_walk: Walk) -> None:
    walk = desk_walk
    walk.become(ONE)
    month = month_that_waits(walk)
    steps.bring_a_statement(walk, f"{month}-03,5,,,账户管理费,S1", f"{month}-04,800,,,房租,S2")
    walk.go(CLOSE)
    walk.sees("还有 2 笔流水没有对上")
    the_bank_took_its_charge(walk)
    the_rent_is_none_of_ours(walk)

    walk.go(CLOSE)
    walk.write("银行对账单上的月末余额", "1234.56")
    walk.press("核对，签字")
    walk.sees("请写明差在哪里")
    walk.write("和账本不一样时", "慈善会自己的房租")
    walk.press("核对，签字")
    walk.sees("等另一个人确认")
    assert walk.page.get_by_role("button", name="确认结账").count() == 0

    walk.become(ANOTHER)
    walk.go(CLOSE)
    walk.sees("¥1,234.56", "慈善会自己的房租", ONE)
    walk.press("数字一致，确认结账")
    walk.sees("结过的月份", f"{ONE} · {ANOTHER}")

    walk.go("/transparency/")
    walk.sees("和银行对过吗", "相差")


def test_a_file_with_a_bad_row_says_which_and_writes_nothing(desk_walk: Walk) -> None:
    walk = desk_walk
    walk.become(ONE)
    steps.upload_a_statement(walk, "2026-11-02,,五元,甲,捐款,B1")
    walk.sees("读不出来", "“五元”不是一个金额")
    assert walk.page.get_by_role("button", name="写入").count() == 0
    walk.unfold("放弃")
    walk.press("确定，放弃")


def month_that_waits(walk: Walk) -> str:
    """The oldest month that is over and open, as the page says it."""
    walk.go(CLOSE)
    said = re.search(r"(\d{4})年(\d{1,2})月，到月末", walk.page.inner_text("main"))
    assert said
    return f"{said[1]}-{int(said[2]):02}"


def the_bank_took_its_charge(walk: Walk) -> None:
    """The best fit has the focus: one key."""
    steps.open_line(walk, "-¥5")
    assert walk.page.evaluate("document.activeElement.innerText").startswith("银行手续费")
    with walk.page.expect_navigation():
        walk.page.keyboard.press("Enter")


def the_rent_is_none_of_ours(walk: Walk) -> None:
    steps.open_line(walk, "-¥800")
    walk.unfold("和社区基金无关")
    walk.write("为什么不用对", "慈善会自己的房租")
    walk.press("写明，不再等")
