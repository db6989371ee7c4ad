"""A policy is changed by two officers, and a figure tried, through the doors in a real browser."""

import pytest

from tests.journeys.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.once]

WRITER, ANOTHER = "方正清", "沈若兰"
AID = "残疾儿童康复救助"
POLICIES = "/desk/policies/"
DONE = "看看算好没有"


def test_two_officers_change_a_policy_for_everybody_beneath(walk: Walk) -> None:
    walk.become(WRITER)
    open_aid(walk)
    walk.sees("厦门户籍的17周岁以下儿童", "¥1,700")
    walk.press("从这份文本改起")
    here = walk.where
    text = walk.page.get_by_label("政策文本").input_value()

    save(walk, text.replace("unit: person", "unit: {person"))
    walk.sees("还读不懂", "不是YAML")
    save(walk, text.replace("value: 1700", "value: 1600"))
    walk.sees("个例子不成立", "应为¥1,700，算出¥1,600")
    save(walk, only_one_example(text.replace("持厦门居住证", "有厦门居住证")))
    walk.sees("例子全部成立")
    walk.press("算一算影响")
    counted(walk)
    walk.sees("新符合的家庭", "您写的，要由另一位政策专员来让它生效")

    walk.become(ANOTHER)
    walk.go(here)
    walk.press("我看过了，让它生效")
    walk.sees("要写明为什么")
    walk.write("为什么", "演示：只改了一个字")
    walk.press("我看过了，让它生效")
    assert walk.where == POLICIES
    walk.sees("政策专员改写")
    open_aid(walk)
    walk.sees("有厦门居住证", "演示：只改了一个字")
    walk.unfold("撤回")
    walk.write("为什么", "演示完了")
    walk.tap(walk.part.locator("details[open] form").get_by_role("button"))
    assert walk.where == POLICIES


def test_a_figure_is_tried_and_shown_as_a_curve(desk_walk: Walk) -> None:
    walk = desk_walk
    walk.become(WRITER)
    open_aid(walk)
    walk.press("换个数会怎样")
    walk.press("算一算")
    counted(walk)
    walk.sees("¥1,020", "¥2,380", "一年的金额")


def open_aid(walk: Walk) -> None:
    walk.go(POLICIES)
    walk.tap(walk.page.locator("tbody").get_by_role("link", name=AID).first)


def save(walk: Walk, text: str) -> None:
    walk.page.get_by_label("政策文本").fill(text)
    walk.press("存下来，检查")


def counted(walk: Walk) -> None:
    """Wait for the clock, which counts by itself."""
    waiting = walk.page.get_by_role("link", name=DONE)
    for _ in range(60):
        if not waiting.count():
            break
        walk.page.wait_for_timeout(300)
        walk.touch(waiting)
    walk.look()


def only_one_example(text: str) -> str:
    """The text with its first example alone: few are enough to walk with."""
    begin = text.index("\nexamples:")
    second = text.index("\n  - says:", text.index("\n  - says:", begin) + 1)
    return f"{text[:second]}\n"
