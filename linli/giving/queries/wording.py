"""The room's codes as people read them."""

from django.utils.translation import gettext_lazy as _

EVERY_WORDS = {
    "once": _("一次"),
    "month": _("每月"),
    "quarter": _("每季度"),
    "year": _("每年"),
}
RELATED_WORDS = {
    "founder": _("发起人"),
    "donor": _("主要捐赠人"),
    "manager": _("慈善会的管理人员"),
    "family": _("管理人员的家人"),
    "company": _("他们控制的单位"),
}
USE_WORDS = {
    "family": _("发给一户家庭"),
    "activity": _("用在活动上"),
    "spoiled": _("坏了、过期了"),
}
PROMISE_WORDS = {
    "money": _("出钱"),
    "goods": _("出东西"),
    "rooms": _("出场地"),
    "hours": _("出人出时间"),
}
COUNTED_IN = {"goods": _("件"), "rooms": _("小时"), "hours": _("小时")}
VALUE_WORDS = {"": _("不知道值多少"), "invoice": _("有发票"), "market": _("有市场价")}
