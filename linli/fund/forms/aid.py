"""What may be typed about requests, limits, the holder's register and programmes."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy as _

from linli.fund.actions import Payee
from linli.fund.forms import Pressed
from linli.fund.queries import (
    CRITERION_WORDS,
    PROGRAMME_WORDS,
    PURPOSE_WORDS,
    REASON_WORDS,
    RETURN_WORDS,
    ProgrammeRow,
    RequestCard,
)
from linli.fund.terms import CRITERIA, FAMILY_PURPOSES, NEED
from linli.kernel.money import spoken
from linli.parts.forms import Attempt, Day, YuanField
from linli.rules.words import Words


def _words(label: Any, help_text: Any = "", **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}), **options,
    )  # fmt: skip


class VisitForm(Attempt):
    """Somebody went, or nobody could."""

    went = forms.ChoiceField(
        label=_("去过家里吗"),
        choices=[("yes", _("去过")), ("no", _("没能去"))],
        widget=forms.RadioSelect,
    )
    on = Day(label=_("哪一天去的"), required=False)
    words = _words(_("看到了什么；没能去的，写原因"), _("加密保存，审议的人看不到。"))

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if typed.get("went") == "yes" and not typed.get("on"):
            self.add_error("on", ValidationError(_("请写哪一天去的。")))
        return typed

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {"on": typed["on"] if typed["went"] == "yes" else None, "words": typed["words"]}


class ProposeForm(Pressed):
    """What the first of two people thinks: yes with an amount, or no with a reason."""

    granted = forms.ChoiceField(
        label=_("审议结果"),
        choices=[("yes", _("通过")), ("no", _("不通过"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选通过或不通过。")},
    )
    grant_fen = YuanField(label=_("批准金额（元）"), required=False)
    words = _words(_("不通过的理由"), _("家里人会看到；不写病名，不写别人的事。"), required=False)
    emergency = forms.BooleanField(
        label=_("急事：超过小额限额也先付，限期内由会议追认"), required=False
    )

    def __init__(self, *args: Any, request: RequestCard, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["grant_fen"].initial = request.most_fen

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if typed.get("granted") == "yes" and not typed.get("grant_fen"):
            self.add_error("grant_fen", ValidationError(_("请写批准多少。")))
        return typed

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        granted = typed["granted"] == "yes"
        return {
            "grant_fen": typed["grant_fen"] if granted else 0,
            "words": "" if granted else typed["words"],
            "emergency": typed["emergency"],
            "key": typed["key"],
        }


class DecideForm(Pressed):
    """The second person decides the very same; what he saw travels with the button."""

    grant_fen = YuanField(zero=True, widget=forms.HiddenInput)


class InstructForm(Pressed):
    """Whom the holder's bank is to pay: name and number, sealed, shown to the holder alone."""

    payee_name = forms.CharField(label=_("收款人户名"), max_length=60)
    payee_account = forms.CharField(
        label=_("收款账号"),
        help_text=_("加密保存，只有慈善会付款时看得到。"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    payee_words = forms.CharField(
        label=_("为什么付给他"),
        help_text=_(
            "收款人不是这家的成年人，也不是机构时才写，例如：监护人没有银行卡，由姑姑代收。"
        ),
        required=False,
        max_length=200,
    )

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        payee = Payee(typed["payee_name"], typed["payee_account"], typed["payee_words"])
        return {"payee": payee, "key": typed["key"]}


class DocketForm(Attempt):
    """Which sitting."""

    sitting_id = forms.UUIDField(label=_("哪一次会议"))

    def __init__(self, *args: Any, sittings: list[tuple[str, Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["sitting_id"].widget = forms.Select(choices=sittings)


class AskBackForm(Pressed):
    """Why money is asked back, and how much of it."""

    reason = forms.ChoiceField(
        label=_("为什么要退"), choices=list(RETURN_WORDS.items())[:-2], widget=forms.RadioSelect
    )
    amount_fen = YuanField(label=_("要退多少（元）"))


class TakeBackForm(Pressed):
    """What the holder's bank says of the money that came back."""

    amount_fen = YuanField(label=_("退回来多少（元）"))
    bank_reference = forms.CharField(
        label=_("退款的银行流水号"), help_text=_("照回单抄写"), max_length=60
    )
    returned_on = Day(label=_("退款日"))


class LimitForm(Attempt):
    """What two people may decide."""

    small_fen = YuanField(
        label=_("小额限额（元）"),
        help_text=_("照基金的协议或管委会的决议填；每户还没有追认的合起来不超过它。"),
        zero=True,
    )
    emergency_days = forms.IntegerField(
        label=_("急事先付以后，几天内由会议追认"), min_value=1, max_value=90
    )


class InterestForm(Attempt):
    """Whom the fund may not help."""

    number = forms.CharField(
        label=_("户号或公民身份号码"), max_length=40,
        help_text=_("登记以后这里不再显示是谁，只在申请时比对。"),
    )  # fmt: skip
    manager = forms.CharField(label=_("哪一位管理人员"), max_length=40)
    relation = forms.CharField(label=_("什么关系"), max_length=100)


class ProgrammeForm(Pressed):
    """A programme's own rules."""

    name = forms.CharField(label=_("名称"), help_text=_("例如：2027 年高考助学"), max_length=60)
    kind = forms.ChoiceField(
        label=_("奖还是助"), choices=list(PROGRAMME_WORDS.items()), widget=forms.RadioSelect
    )
    purpose = forms.ChoiceField(
        label=_("用哪一类钱"),
        choices=[(kind, PURPOSE_WORDS[kind]) for kind in FAMILY_PURPOSES],
        widget=forms.RadioSelect,
    )
    reasons = forms.MultipleChoiceField(
        label=_("回应哪几类困难"),
        choices=[
            (code, word)
            for code, word in REASON_WORDS.items()
            if code not in ("repair", "activity", "goodwill")
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    ceiling_fen = YuanField(label=_("每户最多（元）"), help_text=_("照管委会的决议填"))
    opens_on = Day(label=_("哪天开始收申请"))
    closes_on = Day(label=_("哪天截止（一直开着就空着）"), required=False)
    documents = forms.CharField(
        label=_("要交的材料，一行一样"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    not_with = forms.MultipleChoiceField(
        label=_("和政府的哪些资助不重复"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("已经在领或在申领的，这个项目不再给。只对“助”，奖励不看这个。"),
    )

    def __init__(self, *args: Any, benefits: Iterable[tuple[str, Words]], **options: Any) -> None:
        super().__init__(*args, **options)
        language = get_language() or "zh-hans"
        self.fields["not_with"].choices = [(code, name.speak(language)) for code, name in benefits]
        for code, word in CRITERION_WORDS.items():
            label = _("“%(what)s”算几分") if CRITERIA[code].kind == NEED else _("“%(what)s”乘几")
            self.fields[f"points_{code}"] = forms.IntegerField(
                label=label % {"what": word}, required=False, min_value=0, max_value=100
            )

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        opens, closes = typed.get("opens_on"), typed.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", ValidationError(_("截止日不能早于开始日。")))
        if typed.get("kind") != NEED and typed.get("purpose") == "family_aid":
            self.add_error("purpose", ValidationError(_("奖励用学生助学的钱。")))
        return typed

    @property
    def points(self) -> list[Any]:
        """The fields of the criteria."""
        return [self[f"points_{code}"] for code in CRITERION_WORDS]

    def values(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        worth = {code: typed.pop(f"points_{code}") for code in CRITERION_WORDS}
        papers = (line.strip() for line in typed["documents"].splitlines())
        return {
            **typed,
            "documents": [paper for paper in papers if paper],
            "criteria": {code: points for code, points in worth.items() if points},
        }


class ApplyForm(Pressed):
    """An application: for whom, why, how much, and which papers lie here."""

    person_id = forms.UUIDField(label=_("给谁申请"))
    reason = forms.ChoiceField(label=_("属于哪一类困难？"), widget=forms.RadioSelect)
    amount_fen = YuanField(label=_("申请多少？（元）"))

    def __init__(
        self,
        *args: Any,
        programme: ProgrammeRow,
        persons: list[tuple[str, str]],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["person_id"].widget = forms.Select(choices=persons)
        self.fields["reason"].choices = programme.reason_choices
        self.fields["amount_fen"].initial = programme.ceiling_fen
        self.fields["amount_fen"].help_text = _("每户最多 %(most)s") % {
            "most": spoken(programme.ceiling_fen)
        }
        if len(programme.reasons) == 1:
            self.fields["reason"].initial = programme.reasons[0]


class HandInForm(Attempt):
    """Which papers lie here, and the score of the exam's own paper."""

    documents = forms.MultipleChoiceField(
        label=_("收到了哪些材料"), required=False, widget=forms.CheckboxSelectMultiple
    )
    gaokao_score = forms.IntegerField(
        label=_("高考成绩单上的分数"), required=False, min_value=0, max_value=900
    )

    def __init__(self, *args: Any, programme: ProgrammeRow, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["documents"].choices = [(paper, paper) for paper in programme.documents]
        if not programme.by_merit:
            del self.fields["gaokao_score"]
