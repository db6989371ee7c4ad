"""What may be typed about a round of visits. ``values()`` is what the action takes."""

import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.giving.queries import GoodsRow
from linli.goodwill.queries import (
    KIND_WORDS,
    REASON_WORDS,
    MaskedHome,
    PaperLine,
    PaperSheet,
    RoundRow,
)  # fmt: skip
from linli.goodwill.terms import BY_FACT, BY_HAND, MONEY
from linli.parts.forms import Attempt, Day, Pressed, YuanField


class RoundForm(Pressed):
    """A round: what every household gets."""

    title = forms.CharField(
        label=_("这一轮叫什么"), help_text=_("例如：2027 年春节慰问"), max_length=40
    )
    kind = forms.ChoiceField(
        label=_("给什么"), choices=list(KIND_WORDS.items()), widget=forms.RadioSelect, initial=MONEY
    )
    each_fen = YuanField(
        label=_("每户多少钱（元）"), help_text=_("给慰问金时填；照会议定的数填。"), required=False
    )
    gift_id = forms.TypedChoiceField(
        label=_("从哪一批东西里给"),
        help_text=_("给慰问物资时选。"),
        coerce=UUID,
        empty_value=None,
        required=False,
    )
    pieces = forms.IntegerField(label=_("每户几件"), min_value=1, max_value=999, required=False)

    def __init__(self, *args: Any, gifts: list[GoodsRow], **options: Any) -> None:
        super().__init__(*args, **options)
        named = [(str(one.id), f"{one.what} · {one.left} {one.unit}") for one in gifts]
        self.fields["gift_id"].choices = [("", _("不给东西")), *named]


class FoundForm(Attempt):
    """Which of the households found are listed; all of them until somebody unticks one."""

    households = forms.TypedMultipleChoiceField(
        label=_("列进名单的人家"), widget=forms.CheckboxSelectMultiple, coerce=UUID
    )

    def __init__(self, *args: Any, homes: list[tuple[UUID, MaskedHome]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["households"].choices = [
            (str(home), f"{masked.name} {masked.building}".strip()) for home, masked in homes
        ]
        self.initial["households"] = [str(home) for home, _masked in homes]


class HandForm(Attempt):
    """A household somebody knows of."""

    number = forms.CharField(
        label=_("户号，或家里一个人的公民身份号码"), max_length=40,
        help_text=_("本社区的人家。也可以在那一户的档案页上点“列进慰问名单”。"),
    )  # fmt: skip
    reason = forms.ChoiceField(
        label=_("为什么慰问这一户"),
        choices=[(code, REASON_WORDS[code]) for code in (*BY_HAND, *BY_FACT)],
    )


class FileForm(Attempt):
    """The household whose file is open, onto a list."""

    round_id = forms.TypedChoiceField(label=_("哪一轮"), coerce=UUID, widget=forms.RadioSelect)
    reason = forms.ChoiceField(
        label=_("为什么慰问这一户"),
        choices=[(code, REASON_WORDS[code]) for code in (*BY_HAND, *BY_FACT)],
    )

    def __init__(self, *args: Any, rounds: list[RoundRow], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["round_id"].choices = [(str(one.id), one.title) for one in rounds]
        if rounds:
            self.initial["round_id"] = str(rounds[0].id)


class BackForm(Attempt):
    """Why a list is sent back."""

    words = forms.CharField(
        label=_("哪里要改"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class SheetForm(Attempt):
    """What stands on the signed paper, under its number."""

    code = forms.CharField(
        label=_("签收单上的编号"), help_text=_("照纸上的抄，免得拿错单子。"), max_length=20
    )
    handed_on = Day(label=_("哪天上门的"))
    signed = forms.TypedMultipleChoiceField(
        label=_("签了字的，打勾；不在家的，空着"),
        widget=forms.CheckboxSelectMultiple,
        coerce=UUID,
        required=False,
    )
    photo = forms.FileField(
        label=_("签收单的照片"),
        help_text=_("只拍单子，不拍人。"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,application/pdf"}),
    )

    def __init__(self, *args: Any, sheet: PaperSheet, today: datetime.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.sheet = sheet
        self.initial.setdefault("handed_on", today)
        self.fields["signed"].choices = [
            (str(line.id), f"{line.position}. {line.name} {line.building}".strip())
            for line in sheet.lines
        ]

    @property
    def rows(self) -> list[tuple[PaperLine, Any]]:
        """Each line of the paper with its tick."""
        ticks = {str(one.data["value"]): one for one in self["signed"]}
        return [(line, ticks[str(line.id)]) for line in self.sheet.lines]

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {**typed, "photo": typed["photo"].read() if typed["photo"] else None}
