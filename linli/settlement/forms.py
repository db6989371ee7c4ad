"""What a person may type about sessions, lines and payments. ``values()`` is what actions take."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from linli.parts.forms import Attempt, Day, Pressed, YuanField
from linli.settlement.actions import Corrected
from linli.settlement.queries import LineRow
from linli.settlement.terms import HELD, SHARE

MOST_MINUTES, MOST_HEADS = 720, 2000
HELD_CHOICES = [("yes", _("上了")), ("no", _("没有上"))]


class MonthForm(Pressed):
    """A month to draft, by its first day."""

    month = forms.DateField(widget=forms.HiddenInput)


class SayForm(Pressed):
    """How a session went whose door nobody kept."""

    held = forms.ChoiceField(
        label=_("这次课上了吗"), choices=HELD_CHOICES, widget=forms.RadioSelect
    )
    heads = forms.IntegerField(
        label=_("来了几个人"), help_text=_("签到的人数就空着。"), min_value=0, max_value=MOST_HEADS,
        required=False,
    )  # fmt: skip
    minutes = forms.IntegerField(
        label=_("上了多少分钟"), help_text=_("和课表一样就空着。"), min_value=1,
        max_value=MOST_MINUTES, required=False,
    )  # fmt: skip
    fees_fen = YuanField(
        label=_("这次收了多少报名费（元）"), help_text=_("按分成算的才要写。"), zero=True,
        required=False,
    )  # fmt: skip
    words = forms.CharField(
        label=_("怎么知道的"), help_text=_("例如：问了老师和值班的人；看了收据簿。"), max_length=120
    )

    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "held": self.cleaned_data["held"] == "yes"}


class DisputeForm(Attempt):
    """What is wrong with a line."""

    words = forms.CharField(
        label=_("哪里不对"), help_text=_("用自己的话说一句，例如：那天来了十个人。"),
        max_length=200, widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class AnswerForm(Attempt):
    """An answer, with or without a correction."""

    how = forms.ChoiceField(
        label=_("怎么答复"),
        choices=[("change", _("改这一行，出新的一版")), ("stand", _("不改，说明为什么"))],
        widget=forms.RadioSelect,
    )
    held = forms.ChoiceField(
        label=_("这次课上了吗"), choices=HELD_CHOICES, widget=forms.RadioSelect
    )
    minutes = forms.IntegerField(
        label=_("上了多少分钟"), min_value=0, max_value=MOST_MINUTES, required=False
    )
    heads = forms.IntegerField(
        label=_("来了几个人"), min_value=0, max_value=MOST_HEADS, required=False
    )
    fees_fen = YuanField(label=_("这次收了多少报名费（元）"), zero=True, required=False)
    words = forms.CharField(
        label=_("对老师说一句"), max_length=200, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, line: LineRow, **options: Any) -> None:
        initial = {
            "held": "yes" if line.outcome == HELD else "no", "minutes": line.minutes,
            "heads": line.heads, "fees_fen": line.fees_fen,
        }  # fmt: skip
        super().__init__(*args, initial=initial, **options)
        if line.model != SHARE:
            del self.fields["fees_fen"]

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        change = Corrected(
            held=given["held"] == "yes",
            minutes=given["minutes"] or 0,
            heads=given["heads"] or 0,
            fees_fen=given.get("fees_fen") or 0,
        )
        return {"words": given["words"], "corrected": change if given["how"] == "change" else None}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("how") == "change" and given.get("held") == "yes" and not given.get("minutes"):
            raise ValidationError({"minutes": _("上了的课，要写上了多少分钟。")})
        return given


class PayForm(Attempt):
    """The bank has paid."""

    bank_reference = forms.CharField(label=_("银行流水号"), max_length=60)
    paid_on = Day(label=_("哪一天付的"))
