"""Whom a visitor may become, and the households of the fixed cast."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PLACE = "350206005023"
NEXT_DOOR = "350206005024"
CITY = "3502"


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
