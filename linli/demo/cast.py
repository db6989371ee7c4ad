"""Who plays in the demo, and the story a visitor may walk. Words and numbers only.

The newspaper report of 2024-04-19 tells of Ms Wang, her young autistic child, her husband with a
limb disability of grade 3, and rehabilitation above 3,000 yuan a month. Full names, ages, dates,
doors and every other amount are invented, and so is everybody else. The holder is 示例慈善会: no
real federation has a part in this.
"""

import datetime
from collections.abc import Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PLACE = "350206005023"
NEXT_DOOR = "350206005024"
CITY = "3502"
OPERATOR, OPERATOR_EN = "示例场馆运营公司", "Sample Hall Operator"
OPERATION, RECEIPTS = "全龄友好馆运营账（演示）", "YYZ"
TEACHING, TEACHING_EN = "示例书法工作室", "Sample Calligraphy Studio"
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
AID_OF_THE_FUND = "fund_student_aid"
AID_FEN, AID_SOURCE, AID_ADDRESS = 500_00, "演示基金管委会的决议（虚构）", "演示〔2026〕1号"
ASKED, ANSWERED = "民政窗口（演示，没有真的打过）", "今年的标准请看官网公布的文件，电话里不作数。"
DUTY_TO_CHILDREN = ("未成年人保护法 第四十三条", "掌握辖区儿童基本情况")


class Player(NamedTuple):
    """Somebody a visitor may become: a login, and a sentence on who that is.

    ``role`` and ``at`` ("here", "next_door", "city", "holder", "operator", "teaching") are a
    worker's alone.
    """

    username: str
    name: str
    who: Promise
    sentence: Promise
    role: str = ""
    at: str = ""


RESIDENTS = (
    Player(
        "wang",
        "王惠宁",
        _("王女士"),
        _("孩子的妈妈。看申请走到哪一步、还差什么材料、谁看过家里的资料。"),
    ),
    Player("neighbour", "叶福生", _("邻居、楼长"), _("听说楼里有一家人不容易，想告诉社区。")),
    Player("elder", "蔡秀治", _("独居老人，82岁"), _("一个人住，字要大，事情要一件一件来。")),
    Player("student", "许知远", _("刚考上大学的学生"), _("想申请基金的高考助学，自己在手机上办。")),
    Player("donor", "洪美玲", _("捐款的街坊"), _("捐过一笔钱，想知道钱用到哪里去了。")),
)
STAFF = (
    Player(
        "grid_worker",
        "陈志鹏",
        _("网格员"),
        _("认识片区里的人，登记居民，上报线索。"),
        "grid_worker",
        "here",
    ),
    Player(
        "social_worker",
        "林晓芸",
        _("社工"),
        _("陪一家人走完全程：了解情况、查政策、向基金申请、随访。"),
        "social_worker",
        "here",
    ),
    Player(
        "supervisor",
        "许静宜",
        _("督导"),
        _("指定由谁来办，孩子的档案才会对他打开。"),
        "supervisor",
        "here",
    ),
    Player(
        "committee_member",
        "吴国强",
        _("基金管委会成员"),
        _("审议申请：看得到金额和理由，看不到诊断。"),
        "committee_member",
        "here",
    ),
    Player(
        "second_member",
        "柯文彬",
        _("另一位管委会成员"),
        _("小额和急事由两个人先批，她签第二个字；意见不一致就交给会议。"),
        "committee_member",
        "here",
    ),
    Player(
        "committee_secretary",
        "洪晓燕",
        _("管委会秘书"),
        _("召集会议，打印表决单，照签了字的表决单录票；自己没有表决权。"),
        "committee_secretary",
        "here",
    ),
    Player(
        "fund_supervisor",
        "曾建国",
        _("基金监督员"),
        _("列席会议，对着照片核对录进去的票；过期没有追认的，他看得到。"),
        "fund_supervisor",
        "here",
    ),
    Player(
        "cashier",
        "黄丽娟",
        _("基金经办"),
        _("登记捐款，把通过的申请交给慈善会付款。"),
        "cashier",
        "here",
    ),
    Player(
        "hall_keeper",
        "戴晓梅",
        _("馆务"),
        _("管全龄友好馆的房间：什么时候开、谁在用、居民的预约同不同意。"),
        "hall_keeper",
        "here",
    ),
    Player(
        "shop_keeper",
        "苏玉兰",
        _("义卖角管理员"),
        _("收下捐来的东西，定价、上架，给志愿者打开收款；收摊和另一个人一起点钱。"),
        "shop_keeper",
        "here",
    ),
    Player(
        "holder_accountant",
        "何建平",
        _("慈善会会计"),
        _("在示例慈善会上班：导入银行对账单，付款，公布账目。"),
        "holder_accountant",
        "holder",
    ),
    Player(
        "second_accountant",
        "江美华",
        _("慈善会复核"),
        _("也在示例慈善会上班：同事核对好的月结，由她来确认。"),
        "holder_accountant",
        "holder",
    ),
    Player(
        "operator_accountant",
        "赖书琴",
        _("运营会计"),
        _(
            "在运营全龄友好馆的公司上班：核对每月的成本，付款，老师同意了的结算单也由她付；馆务写的价格由她核对生效。"
        ),
        "operator_accountant",
        "operator",
    ),
    Player(
        "teacher",
        "陈砚秋",
        _("书法老师"),
        _("在馆里教书法：看自己的课，对一行一行的结算单，同意了才付。"),
        "teacher",
        "teaching",
    ),
    Player(
        "policy_officer",
        "方正清",
        _("政策专员"),
        _("在市里上班：改写政策，打电话核实过期的数字。"),
        "policy_officer",
        "city",
    ),
    Player(
        "second_officer",
        "沈若兰",
        _("另一位政策专员"),
        _("核对同事填的数字、改的政策，由她来让它生效。"),
        "policy_officer",
        "city",
    ),
    Player("auditor", "周明", _("审计员"), _("只看账和日志，什么都不能改。"), "auditor", "here"),
    Player(
        "administrator",
        "郑文慧",
        _("管理员"),
        _("任命工作人员，自己不看档案、不碰钱。"),
        "administrator",
        "here",
    ),
    Player(
        "outsider",
        "苏雅婷",
        _("隔壁社区的社工"),
        _("在别的社区上班，这里的一家人一个也看不到。"),
        "social_worker",
        "next_door",
    ),
)
PLAYERS: Mapping[str, Player] = {player.username: player for player in (*RESIDENTS, *STAFF)}


class Person(NamedTuple):
    """Somebody of the fixed cast. ``login``: of ``RESIDENTS``; ``relation`` as in GB/T 4761.

    ``age_months`` when the community began (``terms.BEGAN_DAYS_AGO``), half a year ago.
    """

    name: str
    sex: int
    age_months: int
    relation: str = "02"
    login: str = ""


class Home(NamedTuple):
    """A household of the fixed cast."""

    number: str
    building: str
    door: str
    people: tuple[Person, ...]


WANG_FAMILY = Home(
    "虚构-1",
    "7号楼",
    "702室",
    (
        Person("王惠宁", 2, 32 * 12 + 8, login="wang"),
        Person("陈海生", 1, 37 * 12 + 9, "11"),
        Person("陈小屿", 1, 5 * 12, "20"),
    ),
)
HUSBAND, CHILD = 1, 2
HOMES = (
    WANG_FAMILY,
    Home("虚构-2", "7号楼", "101室", (Person("叶福生", 1, 61 * 12 + 2, login="neighbour"),)),
    Home("虚构-3", "12号楼", "305室", (Person("蔡秀治", 2, 82 * 12 + 1, login="elder"),)),
    Home(
        "虚构-5",
        "9号楼",
        "604室",
        (Person("许阿珍", 2, 46 * 12 + 3), Person("许知远", 1, 18 * 12 + 4, "20", login="student")),
    ),
    Home("虚构-4", "21号楼", "1103室", (Person("洪美玲", 2, 45 * 12, login="donor"),)),
)

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

HALL, HALL_EN = "全龄友好馆（演示）", "All-Age Friendly Hall (demo)"


class Room(NamedTuple):
    """A room of the hall; ``within``: the room it is a part of."""

    name: str
    name_en: str
    kind: str
    people: int
    area_m2: int
    features: tuple[str, ...] = ("step_free", "wide_door")
    equipment: tuple[str, ...] = ()
    private: bool = False
    within: str = ""


ROOMS = (
    Room("悦享教室", "Joy classroom", "joy_classroom", 60, 120, equipment=("投影", "活动隔断")),
    Room(
        "悦享教室东半间", "Joy classroom, east half", "joy_classroom", 30, 60,
        equipment=("投影",), within="悦享教室",
    ),
    Room("悦享教室西半间", "Joy classroom, west half", "joy_classroom", 30, 60, within="悦享教室"),
    Room(
        "童艺室", "Children's art room", "children_art_room", 20, 45,
        equipment=("画架", "矮洗手池"),
    ),
    Room("社工室", "Social workers' room", "social_work_room", 8, 18, private=True),
    Room("健身房", "Gym", "gym", 25, 90, ("step_free",), ("康复单车", "扶手杠")),
)  # fmt: skip


class Weekly(NamedTuple):
    """What comes every week, in minutes since midnight; invented groups."""

    room: str
    weekdays: tuple[int, ...]
    from_minute: int
    until_minute: int
    title: str
    group: str


WEEKLY = (
    Weekly("悦享教室", (0, 3), 540, 630, "太极", "太极小组（演示）"),
    Weekly("悦享教室东半间", (1, 4), 840, 930, "书法", "书法小组（演示）"),
    Weekly("悦享教室西半间", (1, 4), 870, 960, "合唱排练", "合唱小组（演示）"),
    Weekly("童艺室", (2, 5), 960, 1050, "亲子手工", "妈妈小组（演示）"),
    Weekly("悦享教室东半间", (5,), 600, 690, "少儿科普", "科普小组（演示）"),
    Weekly("社工室", (0, 2), 870, 960, "小组工作", "社工小组（演示）"),
)


class SeasonGroup(NamedTuple):
    """A group that asks for weekly hours of the coming season. ``wishes``: weekday, earliest,
    latest, least, most (minutes). ``login``: whose phone shows it."""

    group: str
    title: str
    purpose: str
    people: int
    times: int
    wishes: tuple[tuple[int, int, int, int, int], ...]
    band: str = ""
    residents: bool = True
    benefit: bool = False
    named: bool = True
    login: str = ""


SEASON = "下一季（演示）"
SEASON_ROOMS = ("悦享教室", "悦享教室东半间", "悦享教室西半间", "童艺室")
SEASON_GROUPS = (
    SeasonGroup(
        "夕阳红合唱队（演示）", "合唱排练", "rehearsal", 28, 2,
        ((1, 1080, 1260, 60, 90), (3, 1080, 1260, 60, 90), (5, 840, 1020, 60, 90)),
        band="elder", benefit=True,
    ),
    SeasonGroup(
        "妈妈读书会（演示）", "亲子共读", "learning", 15, 1,
        ((5, 840, 1020, 60, 90), (6, 840, 1020, 60, 90)), band="toddler", benefit=True,
        login="wang",
    ),
    SeasonGroup(
        "广场舞队（演示）", "舞蹈", "activity", 40, 3,
        ((1, 1080, 1200, 90, 120), (3, 1080, 1200, 90, 120), (4, 1080, 1260, 90, 120)),
    ),
    SeasonGroup(
        "八十岁手工组（演示）", "手工", "activity", 12, 1, ((2, 540, 660, 60, 120),),
        band="eldest", benefit=True,
    ),
    SeasonGroup(
        "厨艺沙龙（演示）", "分享会", "celebration", 20, 1, ((1, 1110, 1260, 120, 150),),
        residents=False, named=False,
    ),
    SeasonGroup(
        "少年棋社（演示）", "下棋", "learning", 24, 2,
        ((5, 840, 960, 60, 120), (6, 840, 960, 60, 120)), band="school",
    ),
)  # fmt: skip


class Taught(NamedTuple):
    """A course, once a week from next week on. ``places``: for anybody, and for who calls.

    ``neutral_title``: of a closed group, what it is called outside.
    """

    title: str
    title_en: str
    summary: str
    scene: str
    goals: tuple[str, ...]
    age_from: int | None
    room: str
    weekday: int
    starts_at: datetime.time
    minutes: int
    times: int
    kind: str
    places: tuple[int, int]
    neutral_title: str = ""


COURSES = (
    Taught(
        "老年书法班", "Calligraphy for elders", "从横竖撇捺写起，笔墨馆里有。（演示，虚构）",
        "i_learning", ("resident_benefit", "sustainability"), 60, "悦享教室东半间", 2,
        datetime.time(9), 90, 8, "term", (1, 5),
    ),
    Taught(
        "周末亲子手工", "Weekend handicraft for families",
        "大人带着孩子一起做，一次一件，做完带回家。（演示，虚构）",
        "i_family", ("resident_benefit",), None, "童艺室", 6, datetime.time(10), 90, 6, "each",
        (2, 1),
    ),
    Taught(
        "照护者支持小组", "Group for carers", "照顾家人的人，在这里歇一歇。（演示，虚构）",
        "i_charity", ("resident_benefit",), 18, "社工室", 4, datetime.time(10), 60, 6, "term",
        (4, 2), neutral_title="周五小组",
    ),
)  # fmt: skip


class Kept(NamedTuple):
    """A course of the weeks behind us, outside, at whose door somebody stood."""

    title: str
    title_en: str
    summary: str
    where: str
    starts_at: datetime.time
    minutes: int
    places: int
    weeks_before: int
    times: int


KEPT = Kept(
    "傍晚太极", "Evening tai chi", "天好就在广场上，不会的站后排跟着做。（演示，虚构）",
    "文化广场", datetime.time(17), 60, 12, 4, 8,
)  # fmt: skip

READ = Kept(
    "亲子绘本（上个月）", "Picture books for families (last month)",
    "邻居轮流念，孩子坐在大人腿上听。（演示，虚构）", "童艺室", datetime.time(15), 60, 12, 0, 4,
)  # fmt: skip
READ_HEADS = (7, 9, 6, 8)


class Gym(NamedTuple):
    """The room that is open to whoever comes by; ``regulars`` came each week, ``today`` now."""

    room: str
    most: int
    shown_when: str
    coach: str
    questions: tuple[str, ...]
    people: int
    regulars: int
    today: int
    weeks: int


GYM = Gym(
    "健身房", 15, "每周三上午 9 点，馆里集中讲（演示）。", "陈教练（演示）",
    (
        "医生有没有让您运动要当心？",
        "最近运动时有没有胸口疼、头晕？",
        "有没有别的，想先和我们说一声？",
    ),
    8, 6, 5, 2,
)  # fmt: skip
"""Questions a hall might ask; its own are its own to set."""

COSTS = (
    ("rent", "全馆房租（演示）", {"amount_fen": 9_000_00}),
    ("energy", "电（演示）", {"start_hundredths": 12_340_00, "end_hundredths": 13_560_50,
                          "price_e4": 6_500}),
    ("energy", "水（演示）", {"start_hundredths": 820_00, "end_hundredths": 861_00,
                          "price_e4": 32_000}),
    ("staff", "保洁（演示）", {"minutes": 60 * 60, "hourly_fen": 25_00}),
    ("consumables", "纸笔颜料（演示）", {"amount_fen": 356_80}),
)  # fmt: skip
"""What last month cost the operator: invented, as every amount here."""

PRICE_FEN, MARKET_FEN, MARKET = 30_00, 80_00, "演示：虚构的行情"
PAYER, DISCOUNT, DISCOUNT_BASIS = "示例爱心企业", "60 岁以上优惠（演示）", "演示：虚构的捐赠协议"
PASS, PASS_FEN, PASS_DAYS = "一季通票（演示）", 240_00, 90
DEPOSIT_FEN = 20_00


class Once(NamedTuple):
    """One booking in the days to come: for somebody of the cast, or for a group."""

    room: str
    title: str
    purpose: str
    people: int
    login: str = ""
    group: str = ""


ONCE = (
    Once("悦享教室西半间", "孩子的生日", "celebration", 12, login="wang"),
    Once("社工室", "家庭谈话", "talk", 3, group="家庭会谈（演示）"),
)

TEACHER_SHOWN, TEACHER_SHOWN_EN = "陈老师", "Teacher Chen"
TEACHER_STORY = "写了四十年楷书，退休前在小学教书。想让楼里的老人提笔就忘了腰疼。（演示，虚构）"
TEACHER_SKILLS = "楷书、隶书、写春联"
TAUGHT_TITLE, TAUGHT_WHERE = "老年书法班（上个月）", "社区文化广场"
TAUGHT_TIMES, TAUGHT_YUAN = 4, 120
TAUGHT_HEADS = (9, 8, 10)
TAUGHT_DOUBT = "那天下雨，值班的说没有开门。（演示）"

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


class Helped(NamedTuple):
    """A family already helped: what was told of it, what its care costs a month, what was granted.

    ``diagnosis`` is a child's; without one it is the head of the household who needs care.
    ``certificate``: the category of the disability certificate, of grade 4, if there is one.
    ``scores`` → ``after``: domain → step (cases.terms), at the assessment and at the follow-up.
    """

    told: str
    reason: str
    cost_yuan: int
    granted_yuan: int
    scores: Mapping[str, int]
    after: Mapping[str, int]
    diagnosis: str = ""
    certificate: str = ""


HELPED_LAST_QUARTER = (
    Helped(
        "五号楼的孩子要去很远的地方训练，妈妈天天抱着赶车。",
        "care_and_rehabilitation",
        2_700,
        1_000,
        {"health": 2, "economic": 1},
        {"health": 3, "economic": 2},
        diagnosis="limb",
        certificate="limb",
    ),
    Helped(
        "这家的爸爸做完心脏手术，康复的钱是借的。",
        "serious_illness",
        2_000,
        1_500,
        {"health": 1, "economic": 1},
        {"health": 3, "economic": 2},
        certificate="limb",
    ),
    Helped(
        "小朋友听不清，跟不上班里，家里刚给他配了助听器。",
        "care_and_rehabilitation",
        2_400,
        700,
        {"health": 2, "economic": 2},
        {"health": 3, "economic": 3},
        diagnosis="hearing",
        certificate="hearing",
    ),
    Helped(
        "楼上两口子失业，老公还在做理疗。",
        "family_upheaval",
        1_600,
        1_200,
        {"health": 2, "economic": 1},
        {"health": 3, "economic": 2},
        certificate="limb",
    ),
    Helped(
        "孩子不和别的小朋友玩，一个人转圈。",
        "care_and_rehabilitation",
        3_000,
        1_300,
        {"health": 1, "economic": 2},
        {"health": 3, "economic": 3},
        diagnosis="autism",
    ),
    Helped(
        "收废品的大哥摔断腿，康复停了两次。",
        "sudden_event",
        1_800,
        1_300,
        {"health": 2, "economic": 1},
        {"health": 3, "economic": 2},
        certificate="limb",
    ),
)
HELPED = (
    Helped(
        "同楼道的孩子快四岁了还不开口，家里在带他做训练。",
        "care_and_rehabilitation",
        2_800,
        1_000,
        {"communication": 1, "economic": 2},
        {"communication": 2, "economic": 3},
        diagnosis="speech",
        certificate="speech",
    ),
    Helped(
        "楼上的先生中风后走路要人扶，每周去做康复。",
        "serious_illness",
        2_400,
        1_500,
        {"self_care": 2, "economic": 2},
        {"self_care": 3, "economic": 3},
        certificate="limb",
    ),
    Helped(
        "邻居家的孩子戴助听器，最近没去训练了。",
        "care_and_rehabilitation",
        2_600,
        900,
        {"communication": 2, "health": 1},
        {"communication": 3, "health": 3},
        diagnosis="hearing",
        certificate="hearing",
    ),
    Helped(
        "隔壁家的顶梁柱出了事故，在家休养。",
        "family_upheaval",
        1_800,
        1_800,
        {"family_strain": 1, "economic": 1},
        {"family_strain": 2, "economic": 2},
        certificate="limb",
    ),
    Helped(
        "有个孩子走路不稳，妈妈一个人背上背下。",
        "care_and_rehabilitation",
        3_200,
        1_200,
        {"self_care": 1, "family_strain": 2},
        {"self_care": 2, "family_strain": 3},
        diagnosis="limb",
        certificate="limb",
    ),
    Helped(
        "对门的阿姨做完手术，一直在外面做康复。",
        "serious_illness",
        2_000,
        1_000,
        {"health": 2, "economic": 2},
        {"health": 3, "economic": 3},
        certificate="limb",
    ),
    Helped(
        "孩子上的是训练班，家里说快交不起了。",
        "care_and_rehabilitation",
        2_500,
        800,
        {"learning": 1, "economic": 1},
        {"learning": 2, "economic": 2},
        diagnosis="intellectual",
    ),
    Helped(
        "楼下的师傅腰伤了，停工三个月。",
        "sudden_event",
        1_500,
        1_200,
        {"economic": 1},
        {"economic": 2},
        certificate="limb",
    ),
    Helped(
        "常在电梯里遇到的孩子不看人，也不说话。",
        "care_and_rehabilitation",
        3_000,
        1_300,
        {"communication": 1, "neighbours": 1},
        {"communication": 2, "neighbours": 2},
        diagnosis="autism",
        certificate="mental",
    ),
    Helped(
        "楼里一位大哥做透析回来还要做康复，家里老人照顾。",
        "serious_illness",
        2_200,
        1_600,
        {"health": 2, "family_strain": 1},
        {"health": 3, "family_strain": 2},
        certificate="limb",
    ),
)
REHAB_AID = "child_rehab_aid"
REHAB_LIMIT_YUAN = 1_700
"""The policy's monthly limit of 2021 (rules/packs/xiamen/child_rehab_aid-2021.yaml)."""

UNANSWERED = "12号楼有位阿婆一个人住，这几天没看见她下楼。"
"""A word that waits for an answer, so that the first page of a worker is not empty."""

POOLS = ("大家", "打电话来的")
"""How the hall's keeper calls its places: for everybody, and kept for who calls."""

NOTICES = (
    (
        "news",
        "三号楼电梯周六检修",
        "周六上午检修三号楼电梯，大约两个钟头，请先走楼梯。\n拿重东西、坐轮椅的邻居，先打服务台电话，有人来搭把手。（演示，虚构）",
    ),
    (
        "call",
        "找会说闽南话的邻居来念公告",
        "一分钟就够：您念，阿公阿嬷点一下就听得到。\n不用报名，路过服务台说一声。念完自己先听，不满意重来，随时可以收回。（演示，虚构）",
    ),
)
"""What stands on the board: kind, title, text. A voice is somebody's own: none is made up."""

CHAT_GROUP = "书法爱好者群"
CHAT = """#接龙
书法班下周开课
例 张三 2人
1. 叶福生
2. 幸福一家人
3. 蔡秀治 我和老伴
4. 洪美玲 不去了
5. +1
6. 请问要自己带毛笔吗？"""
"""What a group wrote, and nobody has answered yet."""

CERTIFICATE, AID = "登记残疾人证", "申请救助和康复补助"
VISITED, WISHED = "上门看过，和家里人谈了。", "一步一步来"
LOOKED_IN, CALLED = "家里人说，比上个月好一些。", "打电话问过，还稳得住。"
"""What is written on the way: why something is kept, what was seen, wished and heard."""

PUBLISHED = 6
"""So many of ``HELPED`` stand in this quarter's batch. The others were paid since: with one more
family they are five, the least that may be shown, so a visitor's own batch shows them together."""


class Step(NamedTuple):
    """One step of the story: as whom, what to do, and the address where it is done.

    Without ``username`` it is done on the street, by somebody who need not say who they are.
    """

    username: str
    title: Promise
    text: Promise
    lands: str


STEPS = (
    Step(
        "",
        _("邻居说一声"),
        _("不用登录。写下“7号楼有个孩子不说话，妈妈一个人带着”，交给社区。"),
        "cases:public_tell",
    ),
    Step(
        "social_worker",
        _("社工接下来"),
        _("在个案里打开这条线索，搜“王惠宁”，选中这一户，接案。"),
        "cases:desk_index",
    ),
    Step(
        "supervisor",
        _("督导指定社工"),
        _("打开新个案，指定林晓芸来办：从这时起，孩子的档案才对她打开。"),
        "cases:desk_index",
    ),
    Step(
        "social_worker",
        _("了解情况，查政策"),
        _("在孩子的档案里记下：孤独症诊断、在定点机构、每月3000元。再看这一户可以申领什么。"),
        "cases:desk_index",
    ),
    Step(
        "social_worker",
        _("预估、定计划，向基金申请"),
        _("政策给的算完还差1300元，个案里“向基金申请”，多写一分也不行。"),
        "cases:desk_index",
    ),
    Step(
        "social_worker",
        _("审议以前去家里看一看"),
        _("看到了什么加密保存，审议的人看不到。"),
        "workbench:desk_today",
    ),
    Step(
        "second_member",
        _("管委会一位成员先审议"),
        _("看到金额和理由，看不到诊断；提一个数。"),
        "workbench:desk_today",
    ),
    Step(
        "committee_member",
        _("另一位成员也签字"),
        _("两个人一致，钱就留出来了；大的数目由会议在纸上定。"),
        "workbench:desk_today",
    ),
    Step("cashier", _("经办交给慈善会付款"), _("审议的人不能再办这一步。"), "fund:desk_index"),
    Step(
        "holder_accountant",
        _("慈善会付款"),
        _("换一个人：接受，付款，银行流水对上就是已付。按两次也只付一次。"),
        "holder:desk_index",
    ),
    Step(
        "wang",
        _("王女士自己看"),
        _("申请走到哪一步、还差哪张纸、谁在什么时候看过家里的资料。"),
        "home:my_today",
    ),
    Step(
        "social_worker",
        _("随访"),
        _("妈妈说：会跟陌生人打招呼了。记下这一步。"),
        "cases:desk_index",
    ),
    Step(
        "holder_accountant",
        _("公布一期账目"),
        _("加上王女士家正好五户，可以一起公布；少于五户就先等着。"),
        "fund:desk_index",
    ),
    Step("", _("街上的人都看得见"), _("数字都在，名字一个也没有。"), "transparency:figures"),
)
