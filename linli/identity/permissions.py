"""What may be permitted, which roles hold it, and the Viewer: who is asking, from where.

A permission is NOUN_VERB and may name any room's noun: words are not imports. A role is a set of
permissions with a sentence that can be read aloud. A person holds a role at a place (scope flows
down the tree) or in an organisation (which sees its own things in every community, and no more).
"""

from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Literal, NamedTuple
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from linli.journal.actions import Look
from linli.kernel.refusal import NotFound, Refused


class Permission(Enum):
    """What may be done. The value is the sentence an administrator reads aloud."""

    # workbench
    DESK_OPEN = _("打开工作台，看今天要做的事")
    # places and people who work here
    ROLE_APPOINT = _("任命和免去本地的工作人员")
    JOURNAL_EXPORT = _("导出本地的日志，供审计")
    # people
    RESIDENT_LIST = _("查看居民名单（已遮挡）")
    RESIDENT_OPEN = _("打开居民和家庭的档案")
    RESIDENT_EDIT = _("登记和更正居民、家庭和情况")
    ROSTER_IMPORT = _("从表格导入居民名册")
    MINOR_ASSIGN = _("把未成年人的档案交给指定的社工，或批准打开")
    LOGIN_GIVE = _("给居民开通登录，看自己家的资料")
    RESIDENT_FORGET = _("应居民要求，让日志里他的旧资料再也读不出来")
    # papers
    PAPER_KEEP = _("保存纸质材料的照片")
    # benefits
    BENEFIT_SEE = _("查看一个家庭可以申领什么")
    HINT_ANSWER = _("答复“政策找人”的提示")
    HINT_OVERSEE = _("看还没有人跟进的提示，定每个人一周接几家")
    HARDSHIP_CATCH = _("看到“谁也没接住”的家庭，写明怎么接住")
    DISCOVERY_PERMIT = _("提出或签署“政策找人”的影响评估")
    # claims
    CLAIM_SEE = _("查看替家庭办理的申领")
    CLAIM_WORK = _("替一个家庭办理申领：递交、催问、记到账")
    # spaces
    SPACE_SEE = _("查看各个房间的安排")
    SPACE_KEEP = _("管房间：开放时间、停用、谁能预约")
    SPACE_BOOK = _("替居民、单位和小组订房间")
    SPACE_DECIDE = _("答复居民的预约")
    CALENDAR_KEEP = _("录入国务院通知的放假和调休日")
    # allocation
    ALLOCATION_KEEP = _("开一季排房间，更正申请，照公布的规矩排，写明原因地改")
    ALLOCATION_CONFIRM = _("核对别人排好的一季，订下房间")
    # programmes
    COURSE_KEEP = _("开办活动和课程，排课、改期、停课")
    # providers
    PROVIDER_SEE = _("查看服务输出者的资料、资质和协议")
    PROVIDER_KEEP = _("登记服务输出者和资质，提出协议，安排代课")
    TEACHING_SEE = _("看自己教的课和来上课的人、自己的协议和结算单，说同意还是不对")
    # hall
    ENROLLMENT_KEEP = _("放出名额，在服务台和电话里替居民报名")
    LOTTERY_DRAW = _("抽签")
    # attendance
    ATTENDANCE_KEEP = _("在门口签到：扫卡、点名、照单子录，登记请假，发到场用的卡")
    CLOSED_GROUP_KEEP = _("看封闭小组（心理、社工）的到场名单")
    # gym
    HEALTH_TALK = _("看健身房健康说明里的回答，和本人谈一谈")
    # voices
    VOICE_KEEP = _("请邻居录音，听过再让大家听，能收回")
    # bulletin
    BULLETIN_KEEP = _("贴公告：写、贴出去、更正、收回")
    # operator
    OPERATION_SEE = _("查看运营账")
    OPERATION_KEEP = _("填写每月的运营成本")
    OPERATION_CONFIRM = _("核对别人填的成本，记进运营账")
    OPERATION_RECEIVE = _("替运营方收钱、开收据、退钱")
    OPERATION_PAY = _("付运营方欠的钱")
    DEPOSIT_KEEP = _("提出一笔押金不退，或者核对别人提的")
    # pricing
    PRICE_WRITE = _("写价格和补贴规则，看各付款方的账单")
    PRICE_ACTIVATE = _("让别人写好的价格和补贴规则生效")
    # settlement
    SETTLEMENT_SEE = _("查看老师的结算单")
    SETTLEMENT_DRAFT = _("按上过的课列结算单，答复老师说不对的地方")
    SETTLEMENT_PAY = _("付老师同意了的结算单")
    # rulebook
    POLICY_WRITE = _("改写本地执行的政策，填政策里的数字")
    POLICY_ACTIVATE = _("让别人改好的政策、填好的数字生效")
    # cases
    LEAD_RAISE = _("上报一条线索")
    CASE_SEE = _("查看个案")
    CASE_WORK = _("办理个案：接案、预估、计划、介入、评估、结案")
    CASE_SUPERVISE = _("督导个案，分派社工")
    # committee
    SITTING_SEE = _("查看管委会的名单、会议和决议")
    COMMITTEE_KEEP = _("管理管委会名单，召集会议，照表决单录票")
    SITTING_CONFIRM = _("核对别人录的票，确认决议")
    # fund
    FUND_SEE = _("查看基金的账和申请")
    OPENING_CONFIRM = _("确认慈善会代持的期初余额")
    DONATION_RECEIVE = _("登记收到的捐赠")
    PURPOSE_CHANGE = _("按捐赠人的意思，把没用的善款改作别的用途")
    GIVING_SEE = _("查看认捐、捐款箱、捐来的东西和共建单位")
    GIVING_KEEP = _("登记认捐、捐赠协议、捐款箱和捐来的东西")
    BOX_COUNT = _("清点捐款箱，两个人各数各的")
    GOODS_GIVE = _("把捐来的东西发出去，写明给了谁")
    FUNDRAISING_FILE = _("登记备案的募捐方案、关联方和捐赠的地方")
    PARTNER_KEEP = _("登记共建单位的承诺和兑现")
    AID_ASK = _("为一个家庭向基金提出申请")
    AID_DECIDE = _("审议基金的申请")
    AID_LIMIT_SET = _("定两个人可以先批的小额限额和追认期限")
    AID_RETURN = _("要求退回没有用对的救助款")
    INTEREST_KEEP = _("登记慈善会管理人员的利害关系人")
    PROGRAMME_KEEP = _("设立救助项目，开一期申请")
    AID_INSTRUCT = _("把通过的申请交给慈善会付款")
    AID_PAY = _("接受或退回基金交来的付款，凭银行流水登记已付")
    BATCH_PUBLISH = _("公布一期账目")
    # goodwill
    GOODWILL_SEE = _("查看慰问的名单和签收单")
    GOODWILL_PLAN = _("列慰问名单，每户写明理由")
    GOODWILL_APPROVE = _("批准别人列的慰问名单，要用钱的报给基金")
    GOODWILL_HAND = _("领签收单上门慰问，照签收单录入")
    GOODWILL_CONFIRM = _("核对别人录的签收单，结清一轮慰问")
    # holder
    STATEMENT_KEEP = _("导入慈善会的银行对账单，把流水认到基金、对到单据")
    RECEIPT_KEEP = _("申领捐赠票据，登记票据号")
    BUDGET_ENTER = _("编基金的年度预算")
    BUDGET_CONFIRM = _("确认别人编的年度预算")
    # disclosure
    DISCLOSURE_SEE = _("查看哪些信息该公开、公开了没有")
    DISCLOSURE_WRITE = _("登记募捐和项目，记下已经公开的信息，写更正说明")
    # audit
    AUDIT_SAMPLE = _("随机抽查账目和单据，看异常，导出")
    # shop
    SHOP_SEE = _("查看义卖角的物品和账")
    SHOP_BASIS = _("登记义卖角凭什么义卖")
    GOODS_RECEIVE = _("收下、定价、上架和盘点捐来的东西")
    SHOP_OPEN = _("开一天义卖，收摊点钱")
    BILL_IMPORT = _("导入手机收款的商户账单")
    TAKINGS_RECEIVE = _("把义卖的收入记进基金")
    # ledger
    BOOK_OPEN = _("开设账本和科目")
    BOOK_CLOSE = _("结账：账期一结，谁也不能再改")
    BOOK_AUDIT = _("核对账本")


class Role(NamedTuple):
    """A role's name, the sentence that explains it, what it permits, and where it is held."""

    name: Any
    sentence: Any
    permissions: frozenset[Permission]
    where: Literal["place", "organisation"] = "place"


P = Permission
ROLES: dict[str, Role] = {
    "administrator": Role(
        _("管理员"),
        _("任命工作人员，不看居民档案，不碰钱。"),
        frozenset({P.DESK_OPEN, P.ROLE_APPOINT, P.DISCOVERY_PERMIT}),
    ),
    "grid_worker": Role(
        _("网格员"),
        _("认识片区里的人，登记情况，上报线索。"),
        frozenset(
            {
                P.DESK_OPEN,
                P.RESIDENT_LIST,
                P.RESIDENT_OPEN,
                P.RESIDENT_EDIT,
                P.HINT_ANSWER,
                P.LEAD_RAISE,
                P.PAPER_KEEP,
                P.GIVING_SEE,
                P.BOX_COUNT,
                P.GOODWILL_SEE,
                P.GOODWILL_HAND,
                P.SPACE_SEE,
                P.SPACE_BOOK,
            }
        ),
    ),
    "social_worker": Role(
        _("社工"),
        _("陪一个家庭走完全程，替它找政策、向基金提出申请。"),
        frozenset(
            {
                P.DESK_OPEN,
                P.VOICE_KEEP,
                P.BULLETIN_KEEP,
                P.RESIDENT_LIST,
                P.RESIDENT_OPEN,
                P.RESIDENT_EDIT,
                P.ROSTER_IMPORT,
                P.LOGIN_GIVE,
                P.PAPER_KEEP,
                P.BENEFIT_SEE,
                P.HINT_ANSWER,
                P.CLAIM_SEE,
                P.CLAIM_WORK,
                P.LEAD_RAISE,
                P.CASE_SEE,
                P.CASE_WORK,
                P.AID_ASK,
                P.GIVING_SEE,
                P.BOX_COUNT,
                P.GOODS_GIVE,
                P.PARTNER_KEEP,
                P.GOODWILL_SEE,
                P.GOODWILL_PLAN,
                P.GOODWILL_HAND,
                P.GOODWILL_CONFIRM,
                P.SHOP_SEE,
                P.SPACE_SEE,
                P.SPACE_BOOK,
                P.ALLOCATION_CONFIRM,
                P.ATTENDANCE_KEEP,
                P.HEALTH_TALK,
                P.CLOSED_GROUP_KEEP,
            }
        ),
    ),
    "supervisor": Role(
        _("督导"),
        _("分派个案，批准打开未成年人的档案，自己不办钱。"),
        frozenset(
            {
                P.DESK_OPEN,
                P.RESIDENT_LIST,
                P.RESIDENT_OPEN,
                P.MINOR_ASSIGN,
                P.RESIDENT_FORGET,
                P.BENEFIT_SEE,
                P.HINT_ANSWER,
                P.HINT_OVERSEE,
                P.HARDSHIP_CATCH,
                P.DISCOVERY_PERMIT,
                P.CLAIM_SEE,
                P.LEAD_RAISE,
                P.CASE_SEE,
                P.CASE_SUPERVISE,
                P.GOODWILL_SEE,
                P.GOODWILL_APPROVE,
                P.DISCLOSURE_SEE,
            }
        ),
    ),
    "committee_member": Role(
        _("基金管委会成员"),
        _("审议基金的申请；看到金额和理由类别，看不到诊断。"),
        frozenset(
            {
                P.DESK_OPEN,
                P.FUND_SEE,
                P.SITTING_SEE,
                P.AID_DECIDE,
                P.BUDGET_CONFIRM,
                P.GIVING_SEE,
                P.BOX_COUNT,
                P.HARDSHIP_CATCH,
                P.DISCLOSURE_SEE,
                P.SHOP_SEE,
            }
        ),
    ),
    "committee_secretary": Role(
        _("管委会秘书"),
        _("管名单和会议，照签了字的表决单录票；自己没有表决权。"),
        frozenset(
            {
                P.DESK_OPEN,
                P.FUND_SEE,
                P.SITTING_SEE,
                P.COMMITTEE_KEEP,
                P.PROGRAMME_KEEP,
                P.PAPER_KEEP,
                P.GIVING_SEE,
                P.DISCLOSURE_SEE,
            }
        ),
    ),
    "fund_supervisor": Role(
        _("基金监督员"),
        _("列席会议，核对秘书录的票；看得到过期没有追认的、没有公开的。没有表决权。"),
        frozenset(
            {
                P.DESK_OPEN,
                P.FUND_SEE,
                P.SITTING_SEE,
                P.SITTING_CONFIRM,
                P.GIVING_SEE,
                P.DISCLOSURE_SEE,
            }
        ),
    ),
    "cashier": Role(
        _("基金经办"),
        _("登记捐赠，把通过的申请交给慈善会付款。"),
        frozenset(
            {
                P.DESK_OPEN,
                P.FUND_SEE,
                P.SITTING_SEE,
                P.DONATION_RECEIVE,
                P.GIVING_SEE,
                P.GIVING_KEEP,
                P.BOX_COUNT,
                P.GOODS_GIVE,
                P.PARTNER_KEEP,
                P.AID_INSTRUCT,
                P.AID_RETURN,
                P.HARDSHIP_CATCH,
                P.PAPER_KEEP,
                P.BUDGET_ENTER,
                P.DISCLOSURE_SEE,
                P.SHOP_SEE,
                P.SHOP_OPEN,
                P.BILL_IMPORT,
                P.TAKINGS_RECEIVE,
            }
        ),
    ),
    "shop_keeper": Role(
        _("义卖角管理员"),
        _("收下、定价捐来的东西，开门和收摊；收摊要和另一个人一起点钱。"),
        frozenset(
            {
                P.DESK_OPEN,
                P.SHOP_SEE,
                P.GOODS_RECEIVE,
                P.SHOP_OPEN,
                P.TAKINGS_RECEIVE,
                P.PAPER_KEEP,
            }
        ),
    ),
    "hall_keeper": Role(
        _("馆务"),
        _("管全龄友好馆的房间：什么时候开、谁在用、居民的预约同不同意。"),
        frozenset(
            {
                P.DESK_OPEN,
                P.VOICE_KEEP,
                P.BULLETIN_KEEP,
                P.RESIDENT_LIST,
                P.SPACE_SEE,
                P.SPACE_KEEP,
                P.SPACE_BOOK,
                P.SPACE_DECIDE,
                P.CALENDAR_KEEP,
                P.ALLOCATION_KEEP,
                P.ALLOCATION_CONFIRM,
                P.COURSE_KEEP,
                P.ENROLLMENT_KEEP,
                P.LOTTERY_DRAW,
                P.ATTENDANCE_KEEP,
                P.HEALTH_TALK,
                P.PROVIDER_SEE,
                P.PROVIDER_KEEP,
                P.PAPER_KEEP,
                P.SETTLEMENT_SEE,
                P.SETTLEMENT_DRAFT,
                P.OPERATION_SEE,
                P.OPERATION_KEEP,
                P.OPERATION_RECEIVE,
                P.DEPOSIT_KEEP,
                P.PRICE_WRITE,
                P.PRICE_ACTIVATE,
            }
        ),
    ),
    "operator_accountant": Role(
        _("运营会计"),
        _("运营方的人，核对每月的成本，付款、退款；在每个社区只看自己运营的账。"),
        frozenset(
            {
                P.DESK_OPEN,
                P.OPERATION_SEE,
                P.OPERATION_KEEP,
                P.OPERATION_CONFIRM,
                P.OPERATION_RECEIVE,
                P.OPERATION_PAY,
                P.DEPOSIT_KEEP,
                P.PRICE_WRITE,
                P.PRICE_ACTIVATE,
                P.SETTLEMENT_SEE,
                P.SETTLEMENT_PAY,
                P.BOOK_OPEN,
                P.BOOK_CLOSE,
                P.BOOK_AUDIT,
            }
        ),
        where="organisation",
    ),
    "teacher": Role(
        _("老师"),
        _("在这里教课、做服务的人；只看自己的课次、课前一天到下课的名单、自己的协议和结算单。"),
        frozenset({P.TEACHING_SEE}),
        where="organisation",
    ),
    "holder_accountant": Role(
        _("慈善会会计"),
        _("慈善会的人，导入银行对账单、付款、结账，公布账目；在每个社区只看自己名下的基金。"),
        frozenset(
            {
                P.DESK_OPEN,
                P.FUND_SEE,
                P.SITTING_SEE,
                P.OPENING_CONFIRM,
                P.PURPOSE_CHANGE,
                P.AID_LIMIT_SET,
                P.INTEREST_KEEP,
                P.GIVING_SEE,
                P.FUNDRAISING_FILE,
                P.DONATION_RECEIVE,
                P.AID_PAY,
                P.STATEMENT_KEEP,
                P.RECEIPT_KEEP,
                P.BATCH_PUBLISH,
                P.DISCLOSURE_SEE,
                P.DISCLOSURE_WRITE,
                P.BOOK_OPEN,
                P.BOOK_CLOSE,
                P.BOOK_AUDIT,
                P.SHOP_SEE,
                P.SHOP_BASIS,
                P.BILL_IMPORT,
                P.TAKINGS_RECEIVE,
            }
        ),
        where="organisation",
    ),
    "policy_officer": Role(
        _("政策专员"),
        _("改写本地执行的政策，打电话核实数字；改的人和让它生效的人必须是两个人。"),
        frozenset({P.DESK_OPEN, P.POLICY_WRITE, P.POLICY_ACTIVATE, P.PAPER_KEEP}),
    ),
    "auditor": Role(
        _("审计员"),
        _("只看账和日志，什么都不能改。"),
        frozenset(
            {
                P.DESK_OPEN,
                P.FUND_SEE,
                P.SITTING_SEE,
                P.GIVING_SEE,
                P.BOOK_AUDIT,
                P.JOURNAL_EXPORT,
                P.DISCLOSURE_SEE,
                P.AUDIT_SAMPLE,
                P.SHOP_SEE,
                P.OPERATION_SEE,
            }
        ),
    ),
}

MONEY_PERMISSIONS = frozenset(
    {
        P.OPENING_CONFIRM,
        P.PURPOSE_CHANGE,
        P.AID_DECIDE,
        P.AID_LIMIT_SET,
        P.AID_RETURN,
        P.SITTING_CONFIRM,
        P.AID_INSTRUCT,
        P.AID_PAY,
        P.GOODWILL_APPROVE,
        P.STATEMENT_KEEP,
        P.BATCH_PUBLISH,
        P.BOOK_CLOSE,
        P.OPERATION_CONFIRM,
        P.OPERATION_PAY,
        P.SETTLEMENT_PAY,
    }
)
"""Who approves or pays must have given a second factor since signing in (the doors insist)."""


OFFICIAL_LENGTHS = (2, 4, 6, 9, 12)
"""Digits of GB/T 2260 and GB/T 10114: province, city, district, subdistrict, community."""


class NotAllowed(Refused):
    """The viewer's roles do not permit this."""

    words = _("您现在的岗位不能做这件事。")
    remedy = _("如果需要，请找本社区的管理员。")
    status = 403
    mendable = False


class SecondFactorNeeded(NotAllowed):
    """Approving and paying want a second factor, given since signing in."""

    words = _("审批和付款要先通过第二道验证。")
    remedy = _("请用通行密钥或验证器里的六位数字再验证一次。")


def above(place: str) -> set[str]:
    """A place's code and those of the places it lies in: official codes nest as prefixes."""
    return {place, *(place[:length] for length in OFFICIAL_LENGTHS if length < len(place))}


class Held(NamedTuple):
    """A role in force: at a place (and the communities beneath it) or in an organisation."""

    role: str
    communities: frozenset[str]
    organisation: UUID | None
    place: str | None = None

    def covers(self, place: str) -> bool:
        """Whether the role is held there: at it, or above it."""
        return place in self.communities or self.place in above(place)


@dataclass
class Viewer:
    """Who is asking. The same object is ``viewer=`` of every read and ``by=`` of every action."""

    user_id: UUID | None = None
    name: str = ""
    held: tuple[Held, ...] = ()
    second_factor: bool = False
    language: str = "zh-hans"
    on_behalf_of: UUID | None = None
    kind: Literal["nobody", "person", "clock"] = "person"
    looks: list[Look] = field(default_factory=list)

    def may(
        self,
        permission: Permission,
        place: str | None = None,
        organisation: UUID | None = None,
    ) -> bool:
        """Whether some role in force permits it, there if a place or organisation is named."""
        if self.kind == "clock":
            return True
        for held in self.held:
            if permission not in ROLES[held.role].permissions:
                continue
            if place is None and organisation is None:
                return True
            if place is not None and held.covers(place):
                return True
            if organisation is not None and organisation == held.organisation:
                return True
        return False

    def communities(self, permission: Permission) -> frozenset[str]:
        """The community codes in which the viewer may do it: the filter of every list."""
        codes: frozenset[str] = frozenset()
        for held in self.held:
            if permission in ROLES[held.role].permissions:
                codes |= held.communities
        return codes

    def places(self, permission: Permission) -> frozenset[str]:
        """The places at which a role that permits it is held, as it was given."""
        return frozenset(
            held.place
            for held in self.held
            if held.place and permission in ROLES[held.role].permissions
        )

    def organisations(self, permission: Permission) -> frozenset[UUID]:
        """The organisations for which the viewer may do it."""
        return frozenset(
            held.organisation
            for held in self.held
            if held.organisation and permission in ROLES[held.role].permissions
        )

    def require(
        self,
        permission: Permission,
        place: str | None = None,
        organisation: UUID | None = None,
    ) -> None:
        """Refuse unless permitted.

        Raises ``NotAllowed`` without the role, ``NotFound`` for a thing elsewhere (one may not
        know that it exists), ``SecondFactorNeeded`` for money without a second factor.
        """
        if not self.may(permission):
            raise NotAllowed
        if not self.may(permission, place, organisation):
            raise NotFound
        if permission in MONEY_PERMISSIONS and not self.second_factor:
            raise SecondFactorNeeded

    def looked_at(
        self, kind: str, subject_id: object, part: str, *, place: str = "", basis: str = ""
    ) -> None:
        """Tell the door that this page shows a part of a protected record; it writes the row."""
        look = Look(kind, str(subject_id), part, place, basis)
        if look not in self.looks:
            self.looks.append(look)


def nobody(language: str = "zh-hans") -> Viewer:
    """Somebody walking by on the street."""
    return Viewer(kind="nobody", language=language)


def clock() -> Viewer:
    """The errands: the house acting by itself, on time's behalf. Sees all, signs nothing."""
    return Viewer(kind="clock", name="clock")


__all__ = [
    "MONEY_PERMISSIONS", "ROLES", "Held", "NotAllowed", "Permission", "Role", "Viewer", "clock",
    "nobody",
]  # fmt: skip
