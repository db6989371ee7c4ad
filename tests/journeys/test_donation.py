"""A gift, from the desk to what it became: its paper, the donor's page, a use changed, a name gone.

Told by those it takes: the cashier, two who count a box, the federation, and the donor, who has a
phone and the paper. What is said of her gift is said of five families together, or not yet.
"""

import re
from io import BytesIO
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
import segno
from playwright.sync_api import expect
from pypdf import PageObject, PdfReader

from tests.house.opening import Opening
from tests.journeys import hands, steps
from tests.journeys.conftest import Money
from tests.journeys.steps import ACCOUNTANT, CASHIER
from tests.journeys.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.server]

SECOND = "林晓芸"
DONOR, CALLED = "洪美玲", "21号楼的洪姐"
STUDENTS, TOLD, LEFT = "5000", "¥4,000", "¥1,000"
FAMILIES, EACH = "5", "800"
OFFICIAL = "电子0020261"


@pytest.fixture(scope="session")
def house(money_house: Money) -> Opening:
    return money_house.opening


class Paper(NamedTuple):
    """What a donor holds: the number, the code, and where its QR code leads."""

    number: str
    code: str
    address: str


def test_a_gift_is_followed_to_what_it_became(
    desk_walk: Walk, walk: Walk, money_house: Money
) -> None:
    desk, phone = desk_walk, walk
    hands.do(money_house.environment, "clear", EACH)
    gift = cashier_enters_a_gift(desk)
    paper = cashier_prints_the_paper(desk, money_house.opening.port)
    two_people_count_a_box(desk)
    donor_finds_her_paper_in_the_book(phone, paper)
    federation_sends_the_official_receipt(desk, gift, paper)
    hands.do(money_house.environment, "paid", FAMILIES, EACH)
    nothing_is_told_before_a_batch(phone, paper)
    steps.holder_publishes(desk)
    donor_sees_what_her_gift_became(phone, paper)
    other = donor_changes_the_use_of_another_gift(desk, money_house.opening.port)
    donor_reads_her_wish_on_the_paper(phone, other)
    donor_is_thanked_and_then_forgotten(desk, phone, gift, paper)
    the_book_still_adds_up(phone)


# The desk -----------------------------------------------------------------------------------------


def cashier_enters_a_gift(walk: Walk) -> str:
    walk.become(CASHIER)
    enter(walk, STUDENTS, "学生助学")
    walk.sees("收到 ¥5,000", "洪＊＊", CALLED, "还没有开")
    return walk.where


def enter(walk: Walk, yuan: str, purpose: str) -> None:
    walk.go("/desk/fund/")
    walk.tap(walk.page.locator("main").get_by_role("link", name="收到的捐款"))
    walk.press("登记一笔捐赠")
    walk.write("金额（元）", yuan)
    walk.answer("怎么给的", "现金")
    walk.answer("指定用途吗", purpose)
    walk.answer("公开时怎么写", "写一个称呼")
    walk.write("公开写的名字或称呼", CALLED)
    walk.write("收条上的名字", DONOR)
    walk.press("登记")


def cashier_prints_the_paper(walk: Walk, port: int) -> Paper:
    walk.press("开收条")
    link = walk.page.get_by_role("link", name="打印收条").get_attribute("href")
    printed = walk.context.request.get(link)
    (page,) = PdfReader(BytesIO(printed.body())).pages
    text = page.extract_text()
    number = re.search(r"YS\d{4}-\d{4}", text)
    code = re.search(r"校验字 ([0-9a-f]{8})", text)
    assert number, text
    assert code, text
    assert "不是捐赠票据" in text
    series, serial = number[0].split("-")
    address = f"http://localhost:{port}/check/{series}/{int(serial)}/?code={code[1]}"
    assert drawn_code(page) == [list(row) for row in segno.make(address, error="m").matrix]
    return Paper(number[0], code[1], address)


def drawn_code(page: PageObject) -> list[list[int]]:
    """The QR code of a paper as it is drawn: a filled square for each dark module."""
    content = page.get_contents()
    assert content is not None
    squares = [
        tuple(map(float, found))
        for found in re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) (-?[\d.]+) re f", content.get_data())
    ]
    side = min(width for _x, _y, width, _height in squares)
    left, top = min(one[0] for one in squares), max(one[1] for one in squares)
    dark = {(round((top - y) / side), round((x - left) / side)) for x, y, *_ in squares}
    size = max(max(at) for at in dark) + 1
    return [[int((row, column) in dark) for column in range(size)] for row in range(size)]


def two_people_count_a_box(walk: Walk) -> None:
    walk.go("/desk/giving/")
    walk.press("捐款箱")
    walk.press("放一个捐款箱")
    walk.write("箱子上的编号", "门口 9 号")
    walk.write("放在哪里", "大厅入口")
    walk.press("记下")
    walk.press("清点")
    walk.write("剪开的封条号", "F-001")
    walk.write("¥100 ×", "2")
    walk.write("¥1 ×", "5")
    walk.press("记下")
    walk.sees("等第二个人")
    assert walk.page.get_by_role("link", name="第二个人清点").count() == 0
    walk.become(SECOND)
    walk.go("/desk/giving/")
    walk.press("捐款箱")
    walk.does_not_see("¥205")
    walk.press("第二个人清点")
    walk.write("你数出来一共多少", "205")
    walk.press("记下")
    walk.sees("一样", "¥205")


# The donor ----------------------------------------------------------------------------------------


def open_paper(walk: Walk, paper: Paper) -> None:
    """Point a phone at the paper."""
    walk.context.clear_cookies()
    at = urlsplit(paper.address)
    walk.go(f"{at.path}?{at.query}")


def donor_finds_her_paper_in_the_book(walk: Walk, paper: Paper) -> None:
    open_paper(walk, paper)
    walk.sees(paper.number, "对得上", "¥5,000", "学生助学", "还在基金里")
    walk.does_not_see(DONOR)


def nothing_is_told_before_a_batch(walk: Walk, paper: Paper) -> None:
    open_paper(walk, paper)
    walk.sees("¥5,000 → 还在基金里")
    walk.does_not_see(TOLD)


def donor_sees_what_her_gift_became(walk: Walk, paper: Paper) -> None:
    open_paper(walk, paper)
    trace = walk.page.locator("section", has=walk.page.locator("#trace"))
    expect(trace).to_contain_text(re.compile(rf"{TOLD} →\s+学生助学"))
    walk.sees("用在 5 户人家中间", f"{LEFT} → 还在基金里")
    walk.does_not_see("¥800")


def donor_reads_her_wish_on_the_paper(walk: Walk, paper: Paper) -> None:
    open_paper(walk, paper)
    walk.sees("对得上", "困难家庭帮扶", "照您的意思", "¥300 → 还在基金里")
    walk.does_not_see("记错了")


# The federation -----------------------------------------------------------------------------------


def federation_sends_the_official_receipt(walk: Walk, gift: str, paper: Paper) -> None:
    walk.become(CASHIER)
    walk.go(gift)
    walk.press("捐赠人要捐赠票据")
    walk.sees("已申请，等慈善会开具")
    walk.become(ACCOUNTANT)
    walk.go("/desk/holder/")
    walk.press("票据和凭证")
    walk.sees(paper.number, "还没有")
    walk.does_not_see(DONOR)
    rows = f"我们的编号,票据号码,开票日期\n{paper.number},{OFFICIAL},2026-11-20\n"
    file = {"name": "numbers.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    walk.page.locator("input[type=file]").set_input_files(file)
    walk.press("传回票据号")
    walk.sees("登记了 1 个票据号", OFFICIAL)
    walk.become(CASHIER)
    walk.go(gift)
    walk.sees(OFFICIAL)


# What a donor may ask afterwards ------------------------------------------------------------------


def donor_changes_the_use_of_another_gift(walk: Walk, port: int) -> Paper:
    walk.become(CASHIER)
    enter(walk, "300", "小区修缮")
    paper = cashier_prints_the_paper(walk, port)
    gift = walk.where
    walk.press("捐赠人同意改用途")
    walk.answer("改作什么用", "困难家庭帮扶")
    walk.answer("捐赠人怎么同意的", "打电话")
    walk.press("记下捐赠人的意思")
    walk.sees("等慈善会的人再办一步")
    assert walk.page.get_by_role("button", name="按捐赠人的意思改用途").count() == 0
    walk.become(ACCOUNTANT)
    walk.go(gift)
    walk.unfold("按捐赠人的意思改用途")
    walk.press("确定，按捐赠人的意思改用途")
    walk.sees("困难家庭帮扶")
    return paper


def donor_is_thanked_and_then_forgotten(desk: Walk, phone: Walk, gift: str, paper: Paper) -> None:
    phone.context.clear_cookies()
    phone.go("/give/")
    phone.sees(CALLED)
    desk.become(CASHIER)
    desk.go(gift)
    desk.unfold("抹去捐赠人的姓名")
    desk.press("确定，抹去捐赠人的姓名")
    desk.sees("没有留名", "爱心人士", paper.number)
    desk.does_not_see(DONOR, CALLED)
    open_paper(phone, paper)
    phone.sees("对得上", "¥5,000", TOLD)


def the_book_still_adds_up(walk: Walk) -> None:
    walk.go("/transparency/")
    walk.press("看看对不对得上")
    walk.sees("对得上")
    walk.go("/transparency/sheet/")
    walk.sees("三个数一样，一分不差。")
