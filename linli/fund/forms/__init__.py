"""What a person may type at the fund's desk. ``values()`` is what the action takes."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from linli.fund.queries import (
    CONSENT_WORDS,
    DISPLAY_WORDS,
    PURPOSE_WORDS,
    WAY_WORDS,
    DonationCard,
    FundCard,
)
from linli.fund.terms import GENERAL
from linli.parts.forms import Attempt, Day, YuanField

BY_HAND = ("transfer", "cash")
"""How a single gift comes; a box is counted on a page of its own, by two."""


class Pressed(Attempt):
    """A form whose button may be pressed twice; ``{% press_key %}`` makes the key."""

    key = forms.UUIDField(widget=forms.HiddenInput)


class OpeningForm(Pressed):
    """What the holder keeps for the fund on the day our book begins, use by use."""

    on = Day(label=_("哪一天的余额"))
    statement = forms.CharField(
        label=_("依据"),
        help_text=_("慈善会的哪一张对账单，例如：2026 年 10 月对账单"),
        max_length=60,
    )

    def __init__(self, *args: Any, fund: FundCard, today: datetime.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"].initial = today
        self.kinds = (*fund.purposes, GENERAL)
        for kind in self.kinds:
            self.fields[f"fen_{kind}"] = YuanField(
                label=PURPOSE_WORDS[kind], required=False, zero=True
            )

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "on": typed["on"],
            "statement": typed["statement"],
            "key": typed["key"],
            "amounts_fen": {kind: typed[f"fen_{kind}"] or 0 for kind in self.kinds},
        }


class DonationForm(Pressed):
    """Money that has reached the holder."""

    amount_fen = YuanField(label=_("金额（元）"))
    received_on = Day(label=_("哪一天到账"))
    way = forms.ChoiceField(
        label=_("怎么给的"),
        choices=[(way, WAY_WORDS[way]) for way in BY_HAND],
        widget=forms.RadioSelect,
        initial="transfer",
    )
    purpose = forms.ChoiceField(
        label=_("指定用途吗"), widget=forms.RadioSelect, initial=GENERAL,
        help_text=_("指定了用途的钱，只会用在那里。"),
    )  # fmt: skip
    display = forms.ChoiceField(
        label=_("公开时怎么写"),
        choices=list(DISPLAY_WORDS.items()),
        widget=forms.RadioSelect,
        initial="anonymous",
    )
    shown_as = forms.CharField(label=_("公开写的名字或称呼"), required=False, max_length=40)
    donor_name = forms.CharField(
        label=_("收条上的名字"),
        help_text=_("只印在捐赠人自己的收条上，加密保存；不愿留名可以空着。"),
        required=False,
        max_length=40,
    )

    def __init__(self, *args: Any, fund: FundCard, today: datetime.date, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = (GENERAL, *fund.purposes)
        self.fields["purpose"].choices = [(kind, PURPOSE_WORDS[kind]) for kind in kinds]
        self.fields["received_on"].initial = today

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if typed.get("display") in ("alias", "named") and not typed.get("shown_as"):
            self.add_error("shown_as", ValidationError(_("请写公开时用的名字或称呼。")))
        return typed


class PurposeForm(Pressed):
    """What the donor agreed to, and how it was said."""

    purpose = forms.ChoiceField(label=_("改作什么用"), widget=forms.RadioSelect)
    way = forms.ChoiceField(
        label=_("捐赠人怎么同意的"), choices=list(CONSENT_WORDS.items()), widget=forms.RadioSelect
    )
    agreed_on = Day(label=_("哪一天同意的"))
    photo = forms.FileField(
        label=_("书面同意的照片"),
        required=False,
        help_text=_("打电话说的不用附；照片里的地点和机型会自动去掉。"),
    )

    def __init__(
        self,
        *args: Any,
        donation: DonationCard,
        fund: FundCard,
        today: datetime.date,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["agreed_on"].initial = today
        self.fields["purpose"].choices = [
            (kind, PURPOSE_WORDS[kind])
            for kind in (*fund.purposes, GENERAL)
            if kind != donation.purpose
        ]

    def values(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        photo = typed["photo"]
        return typed | {"photo": photo.read() if photo else b""}


class ChangeForm(Attempt):
    """Which change a second person carries out."""

    change_id = forms.UUIDField(widget=forms.HiddenInput)
