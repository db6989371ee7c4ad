"""A round of student aid after the gaokao, from its opening to the bank line and the street.

The committee decides on paper about numbers and classes; a student applies on his own phone, a
worker for another family; what nobody has told stays unknown, and the street reads no name.
"""

import pytest
from playwright.sync_api import expect

from linli.demo import cast
from tests.house.opening import Opening
from tests.journeys import hands, steps
from tests.journeys.conftest import Money
from tests.journeys.steps import CASHIER
from tests.journeys.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.server]

SECRETARY, SUPERVISOR, WORKER = "洪晓燕", "曾建国", "林晓芸"
SCHOOL = "示例大学"
STUDENT, MOTHER, DONOR = "许知远", "许阿珍", "洪美玲"
ROUND = "2026年高考助学"
VOTERS = [name for name, _body in cast.COMMITTEE]
STATE_GRANT = "国家助学金（教育救助）"
OTHERS, EACH = "4", "2000"
ON_THE_DESK = "书桌上放着录取通知书。"
ACCOUNT = "6222020000000002000"
OPEN = "/desk/fund/"


@pytest.fixture(scope="session")
def house(money_house: Money) -> Opening:
    return money_house.opening


def test_a_round_goes_from_its_opening_to_the_street(
    desk_walk: Walk, walk: Walk, money_house: Money
) -> None:
    desk, phone = desk_walk, walk
    hands.do(money_house.environment, "clear", "500")
    secretary_opens_the_round(desk)
    student_applies_on_his_phone(phone)
    worker_applies_for_another_family(desk)
    worker_visits_and_takes_the_papers(desk)
    hands.do(money_house.environment, "apply", OTHERS, EACH)
    ranking_explains_itself(desk)
    docket_follows_the_ranking(desk)
    secretary_keys_the_signed_sheet(desk)
    supervisor_holds_it_against_the_photo(desk)
    cashier_instructs(desk)
    holder_accepts_and_the_bank_line_pays(desk)
    hands.do(money_house.environment, "finish")
    steps.holder_publishes(desk)
    street_reads_sums_and_no_name(phone)
    student_sees_that_it_was_paid(phone)


# Opening and applying -----------------------------------------------------------------------------


def secretary_opens_the_round(walk: Walk) -> None:
    walk.become(SECRETARY)
    walk.go(OPEN)
    walk.press("救助项目")
    walk.press("设立一个项目")
    walk.write("名称", ROUND)
    walk.answer("奖还是助", "助")
    walk.answer("用哪一类钱", "学生助学")
    walk.page.get_by_role("group", name="回应哪几类困难").get_by_label("上学").check()
    walk.write("每户最多", "2000")
    walk.write("要交的材料", "录取通知书\n高考成绩单")
    walk.unfold("和政府的资助不重复")
    walk.page.get_by_role("group", name="不重复").get_by_label(STATE_GRANT).check()
    walk.write("“低保家庭”算几分", "3")
    walk.write("“学校认定的家庭经济困难学生”算几分", "2")
    walk.press("设立")
    walk.sees(ROUND, "正在收申请", "不重复资助", STATE_GRANT, "还没有人申请")


def student_applies_on_his_phone(walk: Walk) -> None:
    walk.become(STUDENT)
    walk.press("服务")
    walk.press("基金的助学和奖励")
    with walk.card(ROUND):
        walk.sees("每户最多", "¥2,000", "录取通知书")
        walk.press("申请")
    walk.sees("社工会来家里看一看")
    walk.write("申请多少", "2001")
    walk.answer("属于哪一类困难？", "上学")
    walk.press("交申请")
    walk.sees("每户最多 ¥2,000")
    walk.write("申请多少", "2000")
    walk.press("交申请")
    walk.sees("您家的申请", "¥2,000", "等审议")


def worker_applies_for_another_family(walk: Walk) -> None:
    walk.become(WORKER)
    walk.go(f"/desk/search/?q={DONOR}")
    walk.press(DONOR)
    walk.press("打开这一户")
    walk.press("这家人的全部档案")
    walk.press("申请基金的项目")
    with walk.card(ROUND):
        walk.press("申请")
    walk.answer("属于哪一类困难？", "上学")
    walk.press("交申请")
    walk.sees("申请的材料", DONOR)
    for paper in ("录取通知书", "高考成绩单"):
        walk.choose(paper)
    walk.press("记下")
    walk.sees("都收到了")
    steps.visit(walk, ON_THE_DESK)


def worker_visits_and_takes_the_papers(walk: Walk) -> None:
    """The student's own application tells the worker whom to see and what is missing."""
    walk.go("/desk/")
    walk.press("审议以前要去家里看一看")
    walk.sees(MOTHER, "还没收到：录取通知书 · 高考成绩单")
    steps.visit(walk, ON_THE_DESK)
    walk.press("记下收到的材料")
    walk.choose("录取通知书")
    walk.press("记下")
    walk.sees("还没收到：高考成绩单")


# Deciding -----------------------------------------------------------------------------------------


def open_round(walk: Walk) -> None:
    walk.go(OPEN)
    walk.press("救助项目")
    walk.press(ROUND)


def ranking_explains_itself(walk: Walk) -> None:
    walk.become(SECRETARY)
    open_round(walk)
    walk.sees("没人说过的写“不知道”", "还没问清，最多", f"还没问清有没有在领：{STATE_GRANT}")
    expect(walk.page.get_by_role("cell", name="不知道").first).to_be_visible()
    walk.does_not_see(STUDENT, MOTHER, DONOR)


def docket_follows_the_ranking(walk: Walk) -> None:
    walk.go("/desk/committee/")
    walk.press("成员和会议")
    walk.press("召集一次会议")
    walk.press("召集")
    open_round(walk)
    walk.touch(walk.page.locator("summary", has_text="放进第").last)
    walk.tap(walk.page.get_by_role("button", name="确定，放进第").last)
    walk.press("打印议程和表决单")
    walk.does_not_see(STUDENT, MOTHER, DONOR)
    walk.press("回到这次会议")


def secretary_keys_the_signed_sheet(walk: Walk) -> None:
    walk.press("照表决单录票")
    steps.attach(walk, "签了字的表决单照片")
    steps.key_votes(walk, (*VOTERS, cast.SUPERVISOR[0]), VOTERS[:4])
    for amount in walk.page.get_by_label("表决单上批准的金额").all():
        amount.fill("1500")
    for silent in walk.page.get_by_label("问过监督员，没有意见").all():
        silent.check()
    walk.press("录好了，交给另一个人核对")


def supervisor_holds_it_against_the_photo(walk: Walk) -> None:
    sitting = walk.where
    walk.become(SUPERVISOR)
    walk.press("的票等您核对")
    walk.sees(SECRETARY, "通过", "¥1,500", "没有投票")
    walk.unfold("一样，确认决议")
    walk.press("确定，一样，确认决议")
    walk.go(sitting)
    walk.sees("已核对确认")


# Paying -------------------------------------------------------------------------------------------


def cashier_instructs(walk: Walk) -> None:
    walk.become(CASHIER)
    walk.go(f"{OPEN}?state=decided")
    walk.tap(walk.page.get_by_role("row", name="¥1,500").get_by_role("link").first)
    walk.sees("管委会会议决议")
    walk.write("收款人户名", SCHOOL)
    walk.write("收款账号", ACCOUNT)
    walk.press("已经交给慈善会，签字")
    walk.sees("等慈善会付款")
    walk.does_not_see(ACCOUNT)


def holder_accepts_and_the_bank_line_pays(walk: Walk) -> None:
    steps.holder_accepts(walk, "¥1,500", SCHOOL, "机构", ACCOUNT)
    steps.bank_line_pays(walk, "¥1,500", steps.today(), "1500", "", SCHOOL, "助学", "ZX-20261")
    walk.sees("已对上")


# The street ---------------------------------------------------------------------------------------


def street_reads_sums_and_no_name(walk: Walk) -> None:
    walk.context.clear_cookies()
    for path in ("/transparency/", "/transparency/notices/"):
        walk.go(path)
        walk.sees("学生助学")
        walk.does_not_see(STUDENT, MOTHER, DONOR, ROUND, "虚甲", "虚乙")
    walk.sees("1,000 元以上，到 3,000 元")


def student_sees_that_it_was_paid(walk: Walk) -> None:
    walk.become(STUDENT)
    walk.go("/my/programmes/")
    walk.sees("您家的申请", "已付款")
