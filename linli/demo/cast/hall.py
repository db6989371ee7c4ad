"""The hall: its rooms, courses, teacher, prices and board. Invented, figure by figure."""

import datetime
from typing import NamedTuple

OPERATOR, OPERATOR_EN = "示例场馆运营公司", "Sample Hall Operator"
OPERATION, RECEIPTS = "全龄友好馆运营账（演示）", "YYZ"
TEACHING, TEACHING_EN = "示例书法工作室", "Sample Calligraphy Studio"

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
