"""The door of the hall, kept on a telephone: a party by one press, a press without network, a
no-show's place given on after ten minutes, and the sheet of paper that is keyed once."""

import pytest
from playwright.sync_api import expect

from tests.house.opening import Opening
from tests.journeys import hands
from tests.journeys.conftest import Money
from tests.journeys.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.once]

COURSE = "门口的剪纸"


@pytest.fixture(scope="session")
def house(money_house: Money) -> Opening:
    return money_house.opening


def test_a_door_is_kept_on_a_telephone(walk: Walk, money_house: Money) -> None:
    hands.do(money_house.environment, "door")
    walk.become("戴晓梅")
    walk.go("/desk/door/")
    walk.press(COURSE)
    door = walk.where
    two_come_together_by_one_press(walk)
    one_comes_while_the_network_is_gone(walk)
    somebody_takes_the_place_of_who_has_not_come(walk, door)
    the_sheet_is_keyed_once(walk, door)


def two_come_together_by_one_press(walk: Walk) -> None:
    """Complaint 7: check in as a unit."""
    walk.sees("到了0", "名额4", "报名的人留着0")
    walk.unfold("蔡秀治、叶福生")
    party = walk.page.locator("details[open]")
    expect(party.get_by_role("checkbox", checked=True)).to_have_count(2)
    walk.look()
    walk.touch(party.get_by_role("button", name="到了"))
    expect(walk.page.locator("[data-came]")).to_have_text("2")
    walk.look()


def one_comes_while_the_network_is_gone(walk: Walk) -> None:
    walk.context.set_offline(True)
    walk.unfold("许阿珍")
    walk.touch(walk.page.locator("details[open]").get_by_role("button", name="到了"))
    walk.sees("没有网络，先记在这台机器上", "还没传上去的：1", "记下了，等网络")
    expect(walk.page.locator("[data-came]")).to_have_text("2")
    walk.context.set_offline(False)
    expect(walk.page.locator("[data-came]")).to_have_text("3")
    walk.complaints = [one for one in walk.complaints if "INTERNET_DISCONNECTED" not in one]
    walk.look()


def somebody_takes_the_place_of_who_has_not_come(walk: Walk, door: str) -> None:
    """Complaint 10: reckoned when read."""
    walk.enter(walk.page.locator("#find"), "wanghuining")
    walk.press("没报名，现在来的")
    walk.sees("王惠宁", "到了4", "现在还能进0")
    walk.unfold("洪美玲")
    walk.touch(walk.page.locator("details[open]").get_by_role("button", name="到了"))
    walk.sees("空位已经给了在门口等的人")
    walk.go(door)


def the_sheet_is_keyed_once(walk: Walk, door: str) -> None:
    walk.press("印一张名单")
    number = walk.page.locator(".print-head .number").first.text_content()
    assert number
    walk.go("/desk/door/")
    walk.enter(walk.page.locator("#sheet"), number.lower())
    walk.sees(f"照单子 {number} 录", "1", "蔡秀治")
    walk.look()
    there = walk.where
    token = walk.page.locator("input[name=key]").input_value()
    for box in walk.page.get_by_role("checkbox").all()[:3]:
        box.check()
    walk.press("录好了")
    walk.sees("戴晓梅 在", "录过了，不用再录")
    answer = walk.post(there, came="1", guests="0")
    assert answer.status == 422
    assert "戴晓梅 在" in answer.text()
    assert walk.post(there, came="1", guests="0", key=token).status == 200
