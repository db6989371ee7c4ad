"""What a person may type about giving. ``values()`` is what the action takes."""

import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.fund.queries import DISPLAY_WORDS, GIVEN_FOR, WAY_WORDS
from linli.giving import terms
from linli.giving.queries import (
    EVERY_WORDS,
    PROMISE_WORDS,
    RELATED_WORDS,
    USE_WORDS,
    VALUE_WORDS,
    AgreementRow,
    GoodsRow,
    PromiseRow,
)
from linli.kernel.money import spoken
from linli.parts.forms import Attempt, Day, Pressed, YuanField


def _line(label: Any, longest: int = 60, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, **options)


def _one_of(label: Any, words: dict[str, Any], **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=list(words.items()), widget=forms.RadioSelect, **options
    )


def _purpose() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("指定用途吗"),
        choices=list(GIVEN_FOR.items()),
        widget=forms.RadioSelect,
        initial="general",
    )


class DatedForm(Pressed):
    """A form whose required days are today unless another is chosen."""

    def __init__(self, *args: Any, today: datetime.date, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            if isinstance(field, Day) and field.required:
                self.initial.setdefault(name, today)


class ShownForm(DatedForm):
    """A form in which the donor says how the gift stands in public."""

    display = _one_of(_("公开时怎么写"), DISPLAY_WORDS, initial="anonymous")
    shown_as = _line(_("公开写的名字或称呼"), 40, required=False)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("display") in ("alias", "named") and not typed.get("shown_as"):
            self.add_error("shown_as", _("请写公开时用的名字或称呼。"))
        return typed


class PledgeForm(ShownForm):
    """What somebody promised."""

    donor_name = _line(_("谁答应的"))
    phone = _line(_("电话"), 20, required=False, help_text=_("到了日子没有收到，好打个电话问问。"))
    amount_fen = YuanField(label=_("每次多少（元）"))
    every = _one_of(_("多久一次"), EVERY_WORDS, initial="month")
    begins_on = Day(label=_("从哪一天起"))
    ends_on = Day(label=_("到哪一天为止"), required=False, help_text=_("没有说就空着。"))
    purpose = _purpose()
    agreement_id = forms.TypedChoiceField(
        label=_("写在哪份协议里"), required=False, coerce=UUID, empty_value=None
    )

    field_order = (
        "donor_name", "phone", "amount_fen", "every", "begins_on", "ends_on", "purpose", "display",
        "shown_as", "agreement_id",
    )  # fmt: skip

    def __init__(self, *args: Any, agreements: list[AgreementRow], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["agreement_id"].choices = [
            ("", _("没有书面协议")),
            *((one.id, f"{one.number} · {one.donor}") for one in agreements),
        ]


class InstalmentForm(DatedForm):
    """What came of a promise."""

    amount_fen = YuanField(label=_("收到多少（元）"))
    received_on = Day(label=_("哪一天到账"))
    way = _one_of(
        _("怎么给的"), {way: WAY_WORDS[way] for way in ("transfer", "cash")}, initial="transfer"
    )


class EndPledgeForm(Attempt):
    """Why a donor stops."""

    because = _line(_("为什么结束"), 200, required=False, help_text=_("捐赠人不说就空着。"))


class AgreementForm(DatedForm):
    """A signed donation agreement."""

    number = _line(_("协议编号"), 40)
    donor_name = _line(_("捐赠人"))
    amount_fen = YuanField(label=_("捐多少钱（元）"), required=False)
    goods = _line(_("捐什么东西"), 200, required=False, help_text=_("种类、数量、质量。"))
    purpose = _purpose()
    conditions = _line(_("还约定了什么"), 500, required=False)
    signed_on = Day(label=_("哪一天签的"))
    until_on = Day(label=_("什么时候交付完"), required=False)
    photo = forms.FileField(label=_("签了字的协议的照片"))

    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data) | {"photo": self.cleaned_data["photo"].read()}


class BoxForm(Attempt):
    """A box and where it stands."""

    label = _line(_("箱子上的编号"), 30)
    stands = _line(_("放在哪里"))


class CountForm(Pressed):
    """How many notes and coins of each denomination the first person found."""

    seal = _line(_("剪开的封条号"), 30)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for fen in terms.DENOMINATIONS_FEN:
            self.fields[f"of_{fen}"] = forms.IntegerField(
                label=_("%(amount)s ×") % {"amount": spoken(fen)},
                min_value=0, max_value=9_999, required=False,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )  # fmt: skip

    @property
    def pieces(self) -> list[Any]:
        """The fields of the denominations, the largest first."""
        return [self[f"of_{fen}"] for fen in terms.DENOMINATIONS_FEN]

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        pieces = {fen: typed[f"of_{fen}"] or 0 for fen in terms.DENOMINATIONS_FEN}
        return {"seal": typed["seal"], "key": typed["key"], "pieces": pieces}


class CountAgainForm(Attempt):
    """What the second person found, who has not been told the first."""

    counted_fen = YuanField(label=_("你数出来一共多少（元）"), zero=True)


class GoodsForm(ShownForm):
    """Goods that were given for use."""

    what = _line(_("什么东西"))
    quantity = forms.IntegerField(label=_("多少"), min_value=1, max_value=100_000)
    unit = _line(_("单位"), 10, initial=_("件"))
    received_on = Day(label=_("哪一天收到"))
    good_until = Day(label=_("保质期到"), required=False, help_text=_("吃的、用的都看一看包装。"))
    purpose = _purpose()
    value_fen = YuanField(label=_("一共值多少（元）"), required=False)
    value_from = _one_of(_("价值是怎么知道的"), VALUE_WORDS, required=False)
    donor_name = _line(_("谁给的"), required=False)

    field_order = (
        "what", "quantity", "unit", "received_on", "good_until", "purpose", "value_fen",
        "value_from", "donor_name", "display", "shown_as",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if bool(typed.get("value_fen")) != bool(typed.get("value_from")):
            self.add_error("value_from", _("写了价值，就要写是怎么知道的；不知道就都空着。"))
        return typed


class UseForm(DatedForm):
    """Where some pieces went, other than to a family (that is entered on the family's page)."""

    quantity = forms.IntegerField(label=_("多少"), min_value=1, max_value=100_000)
    reason = _one_of(_("去了哪里"), {kind: USE_WORDS[kind] for kind in ("activity", "spoiled")})
    used_on = Day(label=_("哪一天"))


class GiveForm(DatedForm):
    """Goods for one family."""

    gift_id = forms.TypedChoiceField(label=_("什么东西"), coerce=UUID)
    quantity = forms.IntegerField(label=_("多少"), min_value=1, max_value=100_000, initial=1)
    used_on = Day(label=_("哪一天"))

    def __init__(self, *args: Any, goods: list[GoodsRow], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["gift_id"].choices = [
            (one.id, _("%(what)s，还有 %(left)s %(unit)s")
             % {"what": one.what, "left": one.left, "unit": one.unit})
            for one in goods
            if one.left
        ]  # fmt: skip


class PlanForm(DatedForm):
    """A plan as it was filed."""

    title = _line(_("方案名称"), 80)
    number = _line(_("备案编号"))
    filed_on = Day(label=_("哪一天备案"))
    starts_on = Day(label=_("哪一天开始"))
    ends_on = Day(label=_("哪一天结束"))
    area = _line(_("在哪里募捐"), 80)
    in_charge = _line(_("负责人"), 40, help_text=_("备案的方案上写着的名字，募捐现场要公布。"))
    purpose = _purpose()
    target_fen = YuanField(
        label=_("目标（元）"), required=False, help_text=_("只有工作台看得到，公开页面不显示。")
    )
    costs = _line(_("成本怎么算"), 200)
    leftover = _line(_("有剩余怎么办"), 200)


class RelatedForm(DatedForm):
    """Somebody related to the holder."""

    kind = _one_of(_("是什么关系"), RELATED_WORDS)
    name = _line(_("姓名或单位名称"))
    of_whom = _line(_("是谁的"), required=False, help_text=_("家人和单位要写明是哪一位的。"))
    since = Day(label=_("从哪一天起"))
    until = Day(label=_("到哪一天为止"), required=False)


class DiscloseForm(DatedForm):
    """Where a related party's gift was published."""

    key = None
    donation_id = forms.UUIDField(widget=forms.HiddenInput)
    disclosed_on = Day(label=_("哪一天公开的"))
    where = _line(_("公开在哪里"), 200)


class PointForm(Attempt):
    """Where one gives."""

    address = _line(_("地址"), 120)
    hours = _line(_("什么时间"), 120)
    platform = _line(
        _("指定平台的名字"), required=False,
        help_text=_("只写民政部指定的互联网募捐信息平台；这里不收钱，只把人指过去。"),
    )  # fmt: skip
    platform_url = forms.URLField(
        label=_("平台上这个项目的网址"), required=False, assume_scheme="https"
    )


class PartnerForm(DatedForm):
    """A firm or an office."""

    name = _line(_("单位名称"), 80)
    contact = _line(_("联系人和电话"), 80, required=False)
    since = Day(label=_("从哪一天起共建"))


class PromiseForm(Pressed):
    """What a partner promised for a year."""

    year = forms.IntegerField(label=_("哪一年"), min_value=2000, max_value=2100)
    kind = _one_of(_("答应了什么"), PROMISE_WORDS)
    amount_fen = YuanField(label=_("出钱的，多少元"), required=False)
    number = forms.IntegerField(
        label=_("出东西、场地、时间的，多少"), min_value=1, required=False,
        help_text=_("东西按件，场地和时间按小时。"),
    )  # fmt: skip
    words = _line(_("说明"), 120, required=False)

    def __init__(self, *args: Any, today: datetime.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("year", today.year)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        wanted = "amount_fen" if typed.get("kind") == "money" else "number"
        if typed.get("kind") and not typed.get(wanted):
            self.add_error(wanted, _("请写多少。"))
        return typed

    def values(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        amount, number = typed.pop("amount_fen"), typed.pop("number")
        return typed | {"quantity": amount if typed["kind"] == "money" else number}


class KeepForm(DatedForm):
    """A part of a promise that was kept."""

    receipt = _line(_("收条编号"), 20, help_text=_("例如 JA2026-0007；金额照收条算。"))
    number = forms.IntegerField(label=_("兑现了多少"), min_value=1)
    kept_on = Day(label=_("哪一天"))
    became = _line(
        _("变成了什么"), 200, help_text=_("例如：修好了三号楼的扶手。不写受益人的姓名。")
    )

    def __init__(self, *args: Any, promise: PromiseRow, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields.pop("number" if promise.kind == "money" else "receipt")

    def values(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        return {"receipt": "", "quantity": typed.pop("number", 0), **typed}
