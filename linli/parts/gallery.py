"""The gallery: every part with its states, for the desk's page /desk/parts/.

`exhibits()` is the whole context of the template `parts/gallery.html`. A specimen is a template of
its own in `parts/specimens/`, so what the page shows as "how to write it" is what it just rendered.
Everybody in it is invented.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django import forms
from django.template.loader import get_template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.kernel.refusal import Refused
from linli.parts.forms import YuanField


@dataclass(frozen=True)
class Exhibit:
    """One part: its tag, what it is for, and the specimen that shows its states."""

    tag: str
    purpose: str | Promise

    @property
    def template(self) -> str:
        return f"parts/specimens/{self.tag}.html"

    @property
    def source(self) -> str:
        """How the specimen is written."""
        return get_template(self.template).template.source


EXHIBITS = [
    Exhibit("page_head", _("一页的开头：名字、一句话、回去的路")),
    Exhibit("card", _("一张纸，说一件事")),
    Exhibit("notice", _("留在页面上的话，不会自己消失")),
    Exhibit("figure", _("大数字、小单位、说的是什么、哪一天")),
    Exhibit("money", _("金额：有角分才写角分；票据用大写")),
    Exhibit("when", _("日期和时间，像人说话那样写")),
    Exhibit("person", _("人名，默认遮挡")),
    Exhibit("chip", _("一两个词的状态，颜色旁边总有图和字")),
    Exhibit("field", _("一个问题：题目、说明、错误、填写处")),
    Exhibit("choice", _("选择：拇指点得准的一行行")),
    Exhibit("form_errors", _("哪里要改，点一下就到")),
    Exhibit("search", _("查找框，按 / 键跳到这里")),
    Exhibit("confirm", _("要紧的事再问一次")),
    Exhibit("verdict", _("三种回答：可以、不能和原因、还差什么")),
    Exhibit("missing_document", _("只差一份材料：谁开、在哪里开")),
    Exhibit("steps", _("办到哪一步了")),
    Exhibit("timeline", _("发生过什么")),
    Exhibit("sign_off", _("两个人签字")),
    Exhibit("progress", _("做得久的事，走到哪里了")),
    Exhibit("table", _("表格，窄屏上变成卡片")),
    Exhibit("pagination", _("翻页")),
    Exhibit("month_nav", _("换一个月，地址里写着是哪个月")),
    Exhibit("chart", _("图就是表：条形从零开始，数字写在旁边")),
    Exhibit("tabs", _("同一件事的几个面")),
    Exhibit("nav", _("去各个房间的路")),
    Exhibit("place_tree", _("地方的树")),
    Exhibit("empty", _("还没有东西：为什么，能做什么")),
    Exhibit("refusal", _("没有做成：怎么了，怎么办")),
    Exhibit("print_head", _("打印件的开头")),
    Exhibit("qr", _("二维码，旁边写明通向哪里")),
    Exhibit("icon", _("图标总跟着一个词")),
]

SPRITE = Path(__file__).parent / "static" / "parts" / "icons.svg"


class NotEnoughMoney(Refused):
    """A refusal as a room would write it, for the specimen."""

    words = _("基金里能用于这件事的只有 %(left)s，不够这一笔。")
    remedy = _("可以减少金额，或等下一次捐款到账后再审议。")


class Visit(forms.Form):
    """A form with every kind of control, for the specimens."""

    name = forms.CharField(label=_("怎么称呼"), help_text=_("您愿意我们怎么叫您就怎么写。"))
    day = forms.DateField(
        label=_("哪一天方便"), widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    cost = YuanField(label=_("每月康复费用"), help_text=_("照收费单上写，例如 3000。"))
    kind = forms.ChoiceField(
        label=_("想要哪样帮助"),
        widget=forms.RadioSelect,
        choices=[("visit", _("有人上门看看")), ("paper", _("帮着办材料")), ("talk", _("先聊一聊"))],
    )
    needs = forms.MultipleChoiceField(
        label=_("家里有谁"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[("child", _("小孩")), ("elder", _("老人")), ("ill", _("病人"))],
    )
    words = forms.CharField(label=_("还想说的话"), widget=forms.Textarea, required=False)
    agreed = forms.BooleanField(label=_("可以把这些告诉社工"))


def exhibits() -> dict[str, Any]:
    """The context of `parts/gallery.html`: the exhibits, and what their specimens are made of."""
    return {
        "exhibits": EXHIBITS,
        "icons": icons(),
        "form": Visit(initial={"kind": "visit"}),
        "wrong_form": Visit({"name": "", "cost": "三千", "kind": "visit"}, auto_id="wrong_%s"),
        "today": date(2026, 11, 24),
        "earlier_month": date(2026, 9, 1),
        "moment": datetime(2026, 11, 24, 0, 30, tzinfo=UTC),
        "certificate": SimpleNamespace(speak=lambda _language: str(_("残疾人证"))),
        "refused": NotEnoughMoney(left="¥1,200"),
        "page": SimpleNamespace(number=2, has_previous=True, has_next=True, pages=7),
        **_case(),
        **_figures(),
    }


def icons() -> list[str]:
    """The pictures in the sprite, by name."""
    drawn = re.findall(r'<symbol id="([a-z-]+)" viewBox="0 0 24 24">', SPRITE.read_text())
    return sorted(drawn)


def _case() -> dict[str, Any]:
    """What a case is shown with: stages, deeds, signatures, people."""
    return {
        "stages": [
            ("intake", _("接案")),
            ("assessment", _("预估")),
            ("plan", _("计划")),
            ("intervention", _("介入")),
            ("evaluation", _("评估")),
            ("closure", _("结案")),
        ],
        "deeds": [
            SimpleNamespace(
                at=datetime(2026, 11, 20, 1, 0, tzinfo=UTC),
                title=_("第一次上门"),
                text=_("孩子会看着人了，还不开口。"),
                by=_("社工"),
                icon="house",
            ),
            SimpleNamespace(
                at=datetime(2026, 11, 24, 7, 0, tzinfo=UTC), title=_("向人问好了"), by=_("母亲")
            ),
        ],
        "one_signed": [
            SimpleNamespace(
                step=_("审议"), name="陈＊＊", at=datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
            )
        ],
        "people": [
            {"name": "王秀英", "home": _("3 号楼"), "amount": 170000, "state": "good"},
            {"name": "欧阳建国", "home": _("12 号楼"), "amount": 36050, "state": "attention"},
            {"name": "林阿妹", "home": _("7 号楼"), "amount": None, "state": ""},
        ],
    }


def _figures() -> dict[str, Any]:
    """What a page of figures is shown with: bars, tabs, rooms, places."""
    return {
        "purposes": [
            (_("困难家庭"), 4260000),
            (_("助学"), 750000),
            (_("小区维修"), 0),
            (_("科教文卫"), None),
        ],
        "views": [
            ("open", _("在办"), "?view=open", 12),
            ("closed", _("已结"), "?view=closed", 208),
        ],
        "ways": [
            {"url": "/desk/parts/", "icon": "layout-grid", "word": _("部件")},
            {"url": "/desk/", "icon": "sun", "word": _("今天"), "count": 3},
        ],
        "places": [
            {
                "name": _("湖里区"),
                "code": "350206",
                "children": [
                    {
                        "name": _("金山街道"),
                        "code": "350206005",
                        "children": [
                            {"name": _("金安社区"), "code": "350206005023", "url": "/desk/"},
                            {"name": _("湖边社区"), "code": "350206005024", "url": "/desk/"},
                        ],
                    }
                ],
            }
        ],
    }
