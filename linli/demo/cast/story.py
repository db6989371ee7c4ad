"""The story a visitor may walk, step by step."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


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
