"""What each deed of the journal is called when an auditor reads it. Pure.

The exported file keeps the codes, so that it is read alike in every language.
"""

from collections.abc import Mapping
from typing import Final

from linli.rules.words import Words

DEEDS: Final[Mapping[str, Words]] = {
    "account.opened": Words("开设科目", "account opened"),
    "aid.asked": Words("向基金提出申请", "aid asked"),
    "aid.decided": Words("申请审议通过", "aid granted"),
    "aid.instructed": Words("交慈善会付款", "payment instructed"),
    "aid.paid": Words("登记已付款", "payment confirmed"),
    "aid.refused": Words("申请没有通过", "aid refused"),
    "aid.withdrawn": Words("撤回申请", "request withdrawn"),
    "assessment.signed": Words("签署影响评估", "impact assessment signed"),
    "assessment.written": Words("提出影响评估", "impact assessment put forward"),
    "basis.recorded": Words("记下登记的依据", "basis recorded"),
    "basis.withdrawn": Words("撤回同意", "consent withdrawn"),
    "batch.published": Words("公布一期账目", "figures published"),
    "book.opened": Words("开设账本", "book opened"),
    "case.asked_fund": Words("个案向基金申请", "case asked the fund"),
    "case.assessed": Words("个案预估", "case assessed"),
    "case.assigned": Words("个案指定社工", "case assigned"),
    "case.closed": Words("个案结案", "case closed"),
    "case.evaluated": Words("个案评估", "case evaluated"),
    "case.followed_up": Words("个案随访", "case followed up"),
    "case.intervened": Words("个案记事", "case work noted"),
    "case.opened": Words("个案接案", "case opened"),
    "case.planned": Words("个案定计划", "case planned"),
    "case.reopened": Words("个案重新打开", "case opened again"),
    "donation.acknowledged": Words("开出收条", "donation acknowledged"),
    "donation.received": Words("登记捐赠", "donation received"),
    "entry.posted": Words("记账", "entry posted"),
    "entry.reversed": Words("冲回一笔账", "entry reversed"),
    "fact.retracted": Words("收回一条情况", "fact retracted"),
    "fact.stated": Words("登记一条情况", "fact stated"),
    "floor.set": Words("设定科目下限", "floor set"),
    "fund.opened": Words("设立基金", "fund opened"),
    "fund.opening_confirmed": Words("确认期初余额", "opening balance confirmed"),
    "guardian.ended": Words("监护关系结束", "guardianship ended"),
    "guardian.named": Words("登记监护人", "guardian named"),
    "hint.answered": Words("答复提示", "hint answered"),
    "household.dissolved": Words("一户注销", "household dissolved"),
    "household.formed": Words("登记一户", "household formed"),
    "household.joined": Words("迁入一户", "joined a household"),
    "household.left": Words("迁出一户", "left a household"),
    "journal.exported": Words("导出日志", "journal exported"),
    "lead.declined": Words("线索不立案", "lead declined"),
    "lead.raised": Words("有人提供线索", "lead raised"),
    "lead.taken_in": Words("线索接案", "lead taken in"),
    "opening.asked": Words("申请打开档案", "asked to open a record"),
    "opening.granted": Words("批准打开档案", "opening granted"),
    "opening.refused": Words("不批准打开档案", "opening refused"),
    "organisation.founded": Words("登记一个机构", "organisation entered"),
    "paper.destroyed": Words("销毁到期的材料", "paper destroyed"),
    "paper.kept": Words("保存一份材料", "paper kept"),
    "paper.released": Words("材料不再需要", "paper released"),
    "period.closed": Words("结账", "period closed"),
    "place.opened": Words("登记一个地方", "place opened"),
    "places.loaded": Words("载入区划代码", "divisions loaded"),
    "record.assigned": Words("档案指定给社工", "record assigned"),
    "record.unassigned": Words("档案指定结束", "record assignment ended"),
    "resident.corrected": Words("更正居民资料", "resident corrected"),
    "resident.forgotten": Words("抹去居民资料", "resident forgotten"),
    "resident.login_ended": Words("停用居民的登录", "resident's login ended"),
    "resident.login_linked": Words("登录与居民关联", "login linked"),
    "resident.login_renewed": Words("给居民新的登录密码", "resident's password renewed"),
    "resident.registered": Words("登记居民", "resident registered"),
    "resident.shielded": Words("设为受保护", "resident shielded"),
    "resident.unshielded": Words("解除保护", "shield lifted"),
    "role.appointed": Words("任命岗位", "role appointed"),
    "role.ended": Words("免去岗位", "role ended"),
    "roster.discarded": Words("放弃导入名册", "roster discarded"),
    "roster.imported": Words("导入名册", "roster imported"),
    "roster.read": Words("读入名册待确认", "roster read"),
    "user.factors_forgotten": Words("清除第二道验证", "second factors removed"),
    "user.invited": Words("新建登录", "login made"),
    "user.login_closed": Words("停用登录", "login closed"),
    "user.login_reopened": Words("恢复登录", "login opened again"),
    "user.password_changed": Words("修改密码", "password changed"),
    "user.password_handed_out": Words("发放初始密码", "first password handed out"),
    "user.recovery_codes_made": Words("生成备用验证码", "recovery codes made"),
    "user.sign_in_failed": Words("登录失败", "sign-in failed"),
    "user.signed_in": Words("登录", "signed in"),
    "user.signed_out": Words("退出登录", "signed out"),
    "workload.set": Words("定一周接几家", "families a week set"),
}
"""verb → words. A verb that is not here yet is shown as the journal holds it."""


def deed_words(verb: str, language: str) -> str:
    """What was done, in the reader's language."""
    known = DEEDS.get(verb)
    return known.speak(language) if known else verb
