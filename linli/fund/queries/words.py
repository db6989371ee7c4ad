"""The fund's codes as people read them."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from linli.fund.terms import GENERAL, PURPOSES

PURPOSE_WORDS = {
    "family_aid": _("困难家庭帮扶"),
    "student_aid": _("学生助学"),
    "estate_repair": _("小区修缮"),
    "community_project": _("社区公益项目"),
    "general": _("不限用途"),
    "together": _("几类合并"),
    "interest": _("银行利息"),
    "bank_fee": _("银行手续费"),
    "returned": _("退回来的"),
}
GIVEN_FOR = {kind: PURPOSE_WORDS[kind] for kind in (*PURPOSES, GENERAL)}
"""What a gift may be bound to: the fund's uses, or none in particular."""

REASON_WORDS = {
    "family_upheaval": _("家里出了变故"),
    "serious_illness": _("看病花费大"),
    "care_and_rehabilitation": _("照料和康复花费大"),
    "schooling": _("上学有困难"),
    "sudden_event": _("突然遇到急事"),
    "repair": _("修缮"),
    "activity": _("公益活动"),
    "goodwill": _("上门慰问"),
}
STATE_WORDS = {
    "asked": _("等审议"),
    "decided": _("已通过，等交付款"),
    "instructed": _("等慈善会付款"),
    "paid": _("已付款"),
    "refused": _("没有通过"),
    "withdrawn": _("已撤回"),
}
STEP_WORDS = {
    "ask": _("提出申请"),
    "visit": _("入户走访"),
    "propose": _("第一个人审议"),
    "decide": _("审议"),
    "instruct": _("交付款"),
    "pay": _("银行付出"),
}
WAY_WORDS = {"transfer": _("银行转账"), "cash": _("现金"), "box": _("捐款箱")}
CONSENT_WORDS = {
    "signed": _("签了字的书面同意"),
    "message": _("发来的信息（附截图）"),
    "phone": _("打电话说的，由我记下"),
}
DISPLAY_WORDS = {
    "anonymous": _("不留名，写“爱心人士”"),
    "alias": _("写一个称呼"),
    "named": _("写真实姓名"),
}
BASIS_WORDS = {
    "committee": _("管委会会议决议"),
    "small_sum": _("小额：两个人先批，会议追认"),
    "emergency": _("急事：先付，会议追认"),
    "earlier": _("早先的办法：一位成员审议"),
}
RETURN_WORDS = {
    "misused": _("没有用在申请的事情上"),
    "paid_wrongly": _("付错了"),
    "no_longer_needed": _("情况变了，用不上了"),
    "not_ratified": _("会议没有追认"),
    "not_handed_out": _("慰问时没有发出去"),
}
PAYEE_WORDS = {
    "adult": _("家里的成年人"),
    "institution": _("机构"),
    "other": _("别的人"),
}
MISTAKE_WORDS = {
    "wrong_fund": _("认错了基金"),
    "wrong_purpose": _("写错了用途"),
    "entered_twice": _("重复登记了"),
    "no_gift": _("不是捐赠"),
}
PROGRAMME_WORDS = {"aid": _("助：看困难"), "award": _("奖：看成绩，不问收入")}
CRITERION_WORDS = {
    "dibao": _("低保家庭"),
    "low_income": _("认定的低收入家庭"),
    "rigid_expense": _("认定的支出型困难家庭"),
    "tekun": _("特困供养"),
    "orphan": _("领孤儿基本生活费"),
    "school_hardship": _("学校认定的家庭经济困难学生"),
    "gaokao_score": _("高考成绩"),
}
BAND_WORDS = (
    _("1,000 元以下"),
    _("1,000 元以上，到 3,000 元"),
    _("3,000 元以上，到 10,000 元"),
    _("10,000 元以上"),
)


def number_of(request_id: UUID) -> str:
    """The short number of a request, on dockets and in talk: nothing can be counted by it."""
    return request_id.hex[-6:].upper()
