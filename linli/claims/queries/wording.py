"""The claims' codes as people read them."""

from django.utils.translation import gettext_lazy as _

from linli.claims import terms

STEP_WORDS = {
    terms.SUBMITTED: _("递交了"),
    terms.RECEIVED: _("对方收下了"),
    terms.MORE_WANTED: _("对方要补材料"),
    terms.SUPPLIED: _("补交了"),
    terms.CHASED: _("催问了"),
    terms.GRANTED: _("批准了"),
    terms.REFUSED: _("没有批准"),
    terms.APPEALED: _("申请复议了"),
    terms.CHANGE_REPORTED: _("报告了变化"),
    terms.RENEWED: _("续上了"),
    terms.STOPPED: _("停发了"),
    terms.WITHDRAWN: _("不再申领"),
}
STATE_WORDS = {
    terms.PREPARING: _("正在准备材料"),
    terms.WITH_OFFICE: _("在经办单位那里"),
    terms.OWES_PAPERS: _("等我们补材料"),
    terms.APPROVED: _("批准了，等第一笔钱"),
    terms.PAYING: _("钱已经到过"),
    terms.TURNED_DOWN: _("没有批准"),
    terms.IN_APPEAL: _("正在复议"),
    terms.ENDED: _("结束了"),
}
STATE_TONES = {
    terms.OWES_PAPERS: "attention",
    terms.TURNED_DOWN: "stop",
    terms.APPROVED: "info",
    terms.PAYING: "good",
}
DUE_WORDS = {
    terms.SUBMIT: _("材料还没有递交"),
    terms.SUPPLY: _("要补的材料到期"),
    terms.ASK_OFFICE: _("该有答复了，问一问经办单位"),
    terms.APPEAL_BY: _("申请复议的最后一天"),
    terms.RENEW: _("快到期了，要续办"),
    terms.HAND_IN_BILLS: _("票据可以交了"),
    terms.COLLECT_BILLS: _("有月份还没有票据，去收一收"),
    terms.MONEY_LATE: _("钱没有到，或到得少了"),
    terms.PAPER_ENDS: _("有一份证件快到期"),
}
MONTH_WORDS = {
    terms.RUNNING: _("这个月还没过完"),
    terms.NO_BILL: _("还没有票据"),
    terms.TO_HAND_IN: _("有票据，还没交"),
    terms.AWAITED: _("等钱到"),
    terms.LATE: _("迟了"),
    terms.SHORT: _("到得少了"),
    terms.ARRIVED: _("到账"),
    terms.CAP_REACHED: _("到了全年上限"),
}
MONTH_TONES = {
    terms.TO_HAND_IN: "attention",
    terms.LATE: "stop",
    terms.SHORT: "attention",
    terms.ARRIVED: "good",
}
SEEN_WORDS = {
    "bank_message": _("看到了银行短信"),
    "passbook": _("看到了存折或流水"),
    "family_said": _("家里人说的"),
    "office_said": _("经办单位说的"),
}
RHYTHM_WORDS = {terms.MONTH: _("一月一结"), terms.QUARTER: _("一季度一结")}
CONSENT_WORDS = {
    "paper": _("签在纸上（拍照存下）"),
    "screen": _("在屏幕上看过并同意"),
    "read_aloud": _("念给他听，他同意了（写明见证人）"),
}
