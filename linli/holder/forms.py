"""What a person may type at the holder's desk. ``values()`` is what the action takes."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.fund.queries import DISPLAY_WORDS, MISTAKE_WORDS, PURPOSE_WORDS, FundCard
from linli.holder.queries import LineCard, Preview
from linli.holder.statements import WORDS
from linli.holder.terms import DONATION, FEE, INSTRUCTION, INTEREST
from linli.parts.forms import Attempt, YuanField

FILES = ".csv,.txt,.xlsx"
_MISTAKES = [
    (code, _("%(why)s：连账一起冲回") % {"why": word}) for code, word in MISTAKE_WORDS.items()
]


class Pressed(Attempt):
    """A form whose button may be pressed twice; ``{% press_key %}`` makes the key."""

    key = forms.UUIDField(widget=forms.HiddenInput)


class BankAccountForm(Attempt):
    """An account of the holder's."""

    name = forms.CharField(label=_("怎么叫它"), help_text=_("例如：基本户"), max_length=60)
    number = forms.CharField(
        label=_("账号"),
        help_text=_("加密保存，页面上只显示最后四位。"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class StatementForm(Attempt):
    """A file of the bank's, for one account."""

    bank_account_id = forms.ChoiceField(label=_("哪个账户"))
    content = forms.FileField(
        label=_("对账单（.csv 或 .xlsx）"),
        widget=forms.FileInput(attrs={"accept": FILES}),
        help_text=_("银行导出的交易明细。先看每一行的结果，确认以后才写入。"),
    )

    def __init__(self, *args: Any, accounts: list[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["bank_account_id"].choices = [
            (str(one.pk), f"{one.name} ·{one.tail}") for one in accounts
        ]

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "bank_account_id": typed["bank_account_id"],
            "content": typed["content"].read(),
        }


class ColumnsForm(Attempt):
    """What each column of a file holds. What it says is shown where that is not known yet."""

    def __init__(self, *args: Any, preview: Preview, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", _("不用")), *WORDS.items()]
        self.names = [f"column_{at}" for at in range(len(preview.titles))]
        for at, name in enumerate(self.names):
            unknown = at < len(preview.examples) and not preview.columns[at]
            example = preview.examples[at] if unknown else ""
            self.fields[name] = forms.ChoiceField(
                label=preview.titles[at] or _("（没有列名）"),
                help_text=_("第一行：%(text)s") % {"text": example} if example else "",
                choices=choices,
                required=False,
                initial=preview.columns[at],
            )

    def values(self) -> dict[str, Any]:
        return {"columns": [self.cleaned_data[name] for name in self.names]}


class OfferForm(Pressed):
    """One press on what a line may be."""

    act = forms.ChoiceField(choices=[(act, act) for act in (DONATION, INSTRUCTION, FEE, INTEREST)])
    target = forms.UUIDField()


class FundForm(Attempt):
    """Which fund's a line is."""

    fund_id = forms.ChoiceField(label=_("哪个基金"))

    def __init__(self, *args: Any, funds: Sequence[FundCard], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["fund_id"].choices = [(str(fund.id), fund.name) for fund in funds]


class ReceiveForm(Pressed, FundForm):
    """A gift written down from a line."""

    purpose = forms.ChoiceField(label=_("指定用途吗"), initial="general")
    display = forms.ChoiceField(
        label=_("公开时怎么写"), choices=list(DISPLAY_WORDS.items()), initial="anonymous"
    )
    shown_as = forms.CharField(label=_("公开写的名字或称呼"), required=False, max_length=40)
    amount_fen = YuanField(label=_("其中多少（元）"))

    def __init__(self, *args: Any, card: LineCard, **options: Any) -> None:
        super().__init__(*args, funds=card.funds, **options)
        kinds = {"general"}.union(*(fund.purposes for fund in card.funds))
        self.fields["purpose"].choices = [
            (kind, word) for kind, word in PURPOSE_WORDS.items() if kind in kinds
        ]
        self.fields["amount_fen"].initial = card.row.left_fen
        self.fields["fund_id"].initial = card.fund_id

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if typed.get("display") in ("alias", "named") and not typed.get("shown_as"):
            self.add_error("shown_as", _("请写公开时用的名字或称呼。"))
        return typed


class UnmatchForm(Pressed):
    """What was wrong: the line alone, or the gift that was written down from it."""

    mistake = forms.ChoiceField(
        label=_("错在哪里"),
        choices=[("", _("只是对错了流水：捐赠照旧，等它自己的流水")), *_MISTAKES],
        required=False,
        widget=forms.RadioSelect,
        initial="",
    )
    words = forms.CharField(
        label=_("怎么错的"),
        help_text=_(
            "是您自己认的，连账一起冲回时要写；请另一个人来撤销的，可以不写。只有慈善会看得到。"
        ),
        required=False,
        max_length=200,
    )


class WordsForm(Attempt):
    """An explanation."""

    words = forms.CharField(
        label=_("为什么不用对"),
        help_text=_("例如：慈善会自己的房租，和社区基金无关。"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class RuleForm(FundForm):
    """Words by which the holder knows a fund's lines."""

    words = forms.CharField(label=_("户名或摘要里有"), help_text=_("例如：某某公司"), max_length=60)


class ReturnForm(Pressed):
    """Why an instruction goes back."""

    words = forms.CharField(
        label=_("退回的原因"),
        help_text=_("基金经办会看到，例如：账号少一位。"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class CloseForm(Pressed):
    """What the bank says at a month's end."""

    bank_fen = YuanField(label=_("银行对账单上的月末余额（元）"), zero=True)
    words = forms.CharField(
        label=_("和账本不一样时，差在哪里"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class FileForm(Attempt):
    """A file that comes back."""

    content = forms.FileField(
        label=_("填好的票据表（.csv 或 .xlsx）"), widget=forms.FileInput(attrs={"accept": FILES})
    )

    def values(self) -> dict[str, Any]:
        return {"content": self.cleaned_data["content"].read()}


class MonthForm(Attempt):
    """Which month's vouchers, and as what."""

    month = forms.ChoiceField(label=_("哪个月"))
    kind = forms.ChoiceField(label=_("文件"), choices=[("xlsx", ".xlsx"), ("csv", ".csv")])

    def __init__(self, *args: Any, today: datetime.date, **options: Any) -> None:
        super().__init__(*args, **options)
        months = [today.replace(day=1)]
        while len(months) < 24:
            months.append((months[-1] - datetime.timedelta(days=1)).replace(day=1))
        self.fields["month"].choices = [(f"{one:%Y-%m}", f"{one:%Y-%m}") for one in months]

    @property
    def first_day(self) -> datetime.date:
        """The first day of the month that was chosen."""
        return datetime.date.fromisoformat(f"{self.cleaned_data['month']}-01")


class CodeForm(Attempt):
    """The holder's own code and name for an account."""

    part = forms.CharField(widget=forms.HiddenInput)
    code = forms.CharField(label=_("科目编码"), required=False, max_length=20)
    name = forms.CharField(label=_("科目名称"), max_length=60)


class BudgetForm(Attempt):
    """What a fund means to spend on one use."""

    purpose = forms.ChoiceField(label=_("用途"))
    amount_fen = YuanField(label=_("全年预算（元）"), zero=True)

    def __init__(self, *args: Any, fund: FundCard, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["purpose"].choices = [(kind, PURPOSE_WORDS[kind]) for kind in fund.purposes]
