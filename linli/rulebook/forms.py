"""What an officer may type. What it must mean is the actions' to say."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy as _

from linli.parts.forms import Attempt, Day, YuanField
from linli.rulebook.terms import LONGEST_TEXT
from linli.rules.figures import TRUST_WORDS, Trust, Unit


class TextForm(Attempt):
    """A policy's text, as it is typed: blank lines and indents mean something."""

    text = forms.CharField(
        label=_("政策文本（YAML）"),
        strip=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(
            attrs={"rows": 30, "class": "code", "spellcheck": "false", "wrap": "off"}
        ),
    )


class ReasonForm(Attempt):
    """One sentence why."""

    reason = forms.CharField(label=_("为什么"), required=False, max_length=200)

    def __init__(self, *args: Any, needed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = needed


class WhyNotForm(Attempt):
    """Why a value is not to stand."""

    why_not = forms.CharField(label=_("哪里不对"), max_length=200)


class EnquiryForm(Attempt):
    """Whom one rang, and what was said."""

    whom = forms.CharField(label=_("问了谁"), max_length=100, help_text=_("哪个单位、哪个电话。"))
    words = forms.CharField(
        label=_("对方怎么说"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class FigureForm(Attempt):
    """A value and where it was read; ``unit`` says whether it is yuan."""

    since = Day(label=_("从哪一天起执行"))
    title = forms.CharField(
        label=_("出处"), max_length=200, help_text=_("哪个单位的哪份文件，或者谁在电话里说的。")
    )
    address = forms.CharField(
        label=_("网址或文号"), max_length=300, required=False, help_text=_("没有就一定要有照片。")
    )
    trust = forms.ChoiceField(label=_("出处有多近"), widget=forms.RadioSelect)
    read_on = Day(label=_("哪一天看到或问到的"))
    photo = forms.FileField(
        label=_("文件的照片"), required=False, help_text=_("照片里的地点和机型会自动去掉。")
    )

    field_order = ("value", "since", "title", "address", "trust", "read_on", "photo")

    def __init__(self, *args: Any, unit: Unit, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = value_field(unit)
        self.fields["trust"].choices = [
            (trust.value, said.speak(get_language() or "")) for trust, said in TRUST_WORDS.items()
        ]
        self.fields["trust"].initial = Trust.OFFICIAL.value
        self.fields["read_on"].initial = today
        self.order_fields(self.field_order)

    def values(self) -> dict[str, Any]:
        photo = self.cleaned_data["photo"]
        return {**self.cleaned_data, "photo": photo.read() if photo else None}


class SimulationForm(Attempt):
    """The value in the middle of the curve."""

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["middle"] = value_field(unit)


def value_field(unit: Unit) -> forms.Field:
    """A figure as it is typed: yuan, or a whole number."""
    if unit.is_money:
        return YuanField(label=_("金额（元）"), zero=True)
    label = _("百分之几") if unit is Unit.PERCENT else _("几倍")
    return forms.IntegerField(label=label, min_value=0, max_value=1_000_000)
