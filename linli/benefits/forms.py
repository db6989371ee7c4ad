"""What a person may type about hints. What it must mean is the actions' to say."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.benefits.actions import ReasonMissing, WrongDay, answer
from linli.benefits.terms import (
    DECLINED,
    HAS_IT,
    MOST_FAMILIES_A_WEEK,
    NOT_NOW,
    RIGHT,
    WRONG,
)


class AnswerForm(forms.Form):
    """What became of a hint."""

    said = forms.ChoiceField(
        label=_("问过以后，是怎样的？"),
        widget=forms.RadioSelect,
        choices=[
            (RIGHT, _("说对了，已经告诉这家人，帮他们去办")),
            (HAS_IT, _("已经在享受了")),
            (WRONG, _("不对，写一句错在哪里")),
            (DECLINED, _("说对了，这家人不想申请")),
            (NOT_NOW, _("说对了，现在不方便，过些日子再提醒")),
        ],
    )
    words = forms.CharField(
        label=_("补一句"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    again_on = forms.DateField(
        label=_("哪一天再提醒？"),
        required=False,
        help_text=_("选了“过些日子再提醒”才要填。"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def attempt(self, **more: Any) -> bool:
        """Answer with what was typed; False when it must be mended, and the form says how."""
        if not self.is_valid():
            return False
        try:
            answer(**self.cleaned_data, **more)
        except (ReasonMissing, WrongDay) as refusal:
            self.add_error(None, f"{refusal}{refusal.next_step}")
            return False
        return True


class WorkloadForm(forms.Form):
    """How many families a week."""

    user_id = forms.UUIDField(widget=forms.HiddenInput)
    place = forms.CharField(max_length=24, widget=forms.HiddenInput)
    families_a_week = forms.IntegerField(
        label=_("一周接几家新的"), min_value=0, max_value=MOST_FAMILIES_A_WEEK
    )
