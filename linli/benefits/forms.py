"""What a person may type about hints and notes. What it must mean is the actions' to say."""

import datetime
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.benefits.terms import (
    BY_CASE,
    BY_FUND,
    DECLINED,
    HAS_IT,
    HELPED,
    MOST_FAMILIES_A_WEEK,
    NEIGHBOUR,
    NO_NEED,
    NOT_NOW,
    NOTHING_NEEDED,
    REAL,
    REFERRED,
    RIGHT,
    STEWARD,
    WORKER,
    WRONG,
)
from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.parts.forms import Attempt, Day, Pressed
from linli.people import queries as people
from linli.places import queries as places


class AnswerForm(Attempt):
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
    again_on = Day(
        label=_("哪一天再提醒？"),
        required=False,
        help_text=_("选了“过些日子再提醒”才要填。"),
    )


class WorkloadForm(forms.Form):
    """How many families a week."""

    user_id = forms.UUIDField(widget=forms.HiddenInput)
    place = forms.CharField(max_length=24, widget=forms.HiddenInput)
    families_a_week = forms.IntegerField(
        label=_("一周接几家新的"), min_value=0, max_value=MOST_FAMILIES_A_WEEK
    )


class NeighbourNoteForm(Pressed):
    """A neighbour's word: one sentence, and where."""

    words = forms.CharField(
        label=_("看到或听到了什么？一句话就行"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("请写一句您看到或听到的。")},
    )
    whereabouts = forms.CharField(
        label=_("谁家？哪栋哪户？"),
        help_text=_("不知道名字，写楼栋和门牌就行。"),
        max_length=200,
        error_messages={"required": _("请写一下是谁家，或者哪栋哪户。")},
    )
    said_by = forms.ChoiceField(
        label=_("您是"),
        widget=forms.RadioSelect,
        initial=NEIGHBOUR,
        choices=[(NEIGHBOUR, _("邻居")), (STEWARD, _("楼栋长"))],
    )


class NoteForm(Pressed):
    """A worker's note: one sentence, whom it is about, who says so."""

    words = forms.CharField(
        label=_("看到或听到了什么？一句话就行"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "autofocus": True}),
        error_messages={"required": _("请写一句您看到或听到的。")},
    )
    whereabouts = forms.CharField(
        label=_("谁家？哪栋哪户？"),
        help_text=_("不知道名字，写楼栋和门牌就行。"),
        required=False,
        max_length=200,
    )
    said_by = forms.ChoiceField(
        label=_("谁说的"),
        widget=forms.RadioSelect,
        initial=WORKER,
        choices=[(WORKER, _("我看到的")), (STEWARD, _("楼栋长说的")), (NEIGHBOUR, _("邻居说的"))],
    )
    place = forms.ChoiceField(label=_("哪个社区？"))
    household_id = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, viewer: Viewer, asked: Mapping[str, Any], on: datetime.date, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        here = sorted(viewer.communities(Permission.LEAD_RAISE))
        self.fields["place"].choices = [(one.code, str(one)) for one in places.named(here)]
        self.label = ""
        if len(here) == 1:
            self._settle("place", here[0])
        if household := _uuid(self.data.get("household_id") or asked.get("household")):
            self._settle("place", people.place_of_household(viewer, household))
            self._settle("household_id", household)
            self.fields["whereabouts"].widget = forms.HiddenInput()
            self.label = people.household_labels(viewer, [household], on).get(household, "")

    def _settle(self, name: str, value: Any) -> None:
        """What the page knows already is not asked."""
        self.fields[name].widget = forms.HiddenInput()
        self.fields[name].initial = value


class FollowUpForm(Attempt):
    """What somebody found who went to look."""

    said = forms.ChoiceField(
        label=_("去看过了，是怎样的？"),
        widget=forms.RadioSelect,
        choices=[
            (REAL, _("确实有难处，接着帮")),
            (HELPED, _("已经有人在帮")),
            (NO_NEED, _("眼下不需要，写一句为什么")),
        ],
    )
    words = forms.CharField(
        label=_("补一句"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class CatchForm(Attempt):
    """What was done for a family that nobody had caught."""

    how = forms.ChoiceField(
        label=_("怎么接住的？"),
        widget=forms.RadioSelect,
        choices=[
            (BY_FUND, _("基金来帮，已经着手申请")),
            (BY_CASE, _("已经立案，社工在陪")),
            (REFERRED, _("转给了别的单位，写是哪里")),
            (NOTHING_NEEDED, _("不需要，写一句为什么")),
        ],
    )
    words = forms.CharField(
        label=_("补一句"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


def _uuid(text: Any) -> UUID | None:
    if not text:
        return None
    try:
        return UUID(str(text))
    except ValueError as nonsense:
        raise NotFound from nonsense
