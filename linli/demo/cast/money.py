"""The fund, its holder, its committee and its donors. Invented, figure by figure."""

from collections.abc import Mapping
from typing import NamedTuple

HOLDER, HOLDER_EN = "示例慈善会", "Sample Charity Federation"
BANK_ACCOUNT, BANK_NUMBER = "基本户", "6222020000000008888"
BANK_LINES = (
    (5, "2000", "", "演示科技公司", "捐给金安社区助学"),
    (4, "300", "", "演示居民", "捐款"),
    (3, "1.86", "", "", "结息"),
    (2, "", "5", "", "账户管理费"),
)
"""Days ago, income, spending, the other side, the remark: what waits at the holder's desk."""

FUND, FUND_EN, SERIES = "金安社区慈善公益基金（演示）", "Jin'an Community Charity Fund (demo)", "YS"

GIVE_AT = "金安社区综合服务中心一楼"
GIVE_HOURS = "周一到周六，上午九点到下午五点"
PLEDGED_BY, PLEDGED_YUAN, PLEDGED_DAYS_AGO = "虚构捐赠人", 100, 10
BOX, BOX_STANDS = "大厅 1 号", "服务大厅入口"
GOODS_GIVEN = ("大米", 30, "袋")
PLAN, PLAN_NUMBER = "金安社区年度义卖（演示方案）", "演示备案 0000-001（虚构）"
PLAN_AREA, PLAN_IN_CHARGE = "金安社区", "示例慈善会募捐部（演示）"
PLAN_COSTS = "场地和人手由社区提供，不从募款里出。"
PLAN_LEFTOVER = "用不完的，留给同一个用途。"
PLAN_FILED_DAYS_AGO, PLAN_DAYS = 40, 120
VISITS = "冬至慰问"
PARTNER = "示例物业公司"
PARTNER_HOURS, PARTNER_KEPT_HOURS = 40, 12
PARTNER_PROMISED = "修水电、换扶手"
PARTNER_BECAME = "给三号楼的楼梯装了扶手"

CORNER, CORNER_SPOT, CORNER_HOURS = "金安爱心义卖角（演示）", "社区服务中心一楼", "周二、周六上午"
SOLD_DAYS_AGO = 3


class Piece(NamedTuple):
    """An invented piece on the shelf of the charity-sale corner."""

    title: str
    category: str
    yuan: int
    condition: str = "good"


PIECES = (
    Piece("呢子大衣", "clothes", 25),
    Piece("儿童绘本 6 本", "books", 12),
    Piece("保温杯", "household", 8, "new"),
    Piece("红色儿童羽绒服", "clothes", 20),
    Piece("积木一盒", "toys", 15),
    Piece("电饭煲", "appliances", 30),
    Piece("手写春联一对", "handmade", 10, "new"),
    Piece("双肩书包", "shoes_bags", 18),
    Piece("台灯", "appliances", 16),
)
PIECES_SOLD = 3

OPENING_YUAN = 46_000
PROJECT = "楼道照明（演示）"
PROJECT_DAYS = 200
PROGRESS = "楼道照明项目第一次进展（演示）"
PROGRESS_LINK = "https://example.org/progress"
STATEMENT = "虚构的期初对账单（演示）"


SMALL_YUAN, EMERGENCY_DAYS = 2_000, 7
"""What the demo's invented agreement lets two people decide. No real fund's figure."""

COMMITTEE = (
    ("吴国强", "捐赠人"),
    ("柯文彬", "慈善会"),
    ("杨素琴", "居委会"),
    ("郭永安", "居民"),
    ("卢晓梅", "共建单位"),
)
SUPERVISOR = ("曾建国", "居务监督委员会")
FOUND_AT_HOME = "家里和说的一样，材料都看过。（演示）"


class Round(NamedTuple):
    """A programme of the demo's invented fund: every figure of it is made up."""

    name: str
    ceiling_yuan: int
    documents: tuple[str, ...]
    criteria: Mapping[str, int]


STUDENTS = Round(
    "高考助学（演示，金额虚构）",
    3_000,
    ("录取通知书", "学校出具的困难证明（有的话）"),
    {"dibao": 3, "low_income": 2, "school_hardship": 1},
)


class Gift(NamedTuple):
    """A donation. ``shown_as`` is an alias; without it the donor stands as 爱心人士."""

    yuan: int
    purpose: str = "general"
    shown_as: str = ""
    donor_name: str = ""


GIFTS = (
    Gift(5_000),
    Gift(200, donor_name="洪美玲"),
    Gift(1_000, shown_as="12号楼的邻居们"),
    Gift(3_000, purpose="family_aid"),
    Gift(800),
    Gift(6_000, purpose="estate_repair"),
    Gift(500),
)
