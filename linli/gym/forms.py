"""What may be pressed and typed at the door of a room. ``values()`` is what the action takes."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from linli.gym import terms
from linli.gym.queries import TermsRow
from linli.kernel.refusal import Refused
from linli.parts.forms import Attempt, Day, Pressed

LATEST_MOMENT = 32_503_680_000_000
"""Milliseconds until the year 3000: a device says when, not where."""

YES, NO = "yes", "no"
YES_NO = [(NO, gettext_lazy("没有")), (YES, gettext_lazy("有"))]


class KeyForm(Pressed):
    """A button alone."""


class MomentForm(Pressed):
    """A button, and when it was pressed if it waited for the network."""

    queued = forms.BooleanField(required=False)
    pressed_at = forms.IntegerField(min_value=0, max_value=LATEST_MOMENT, required=False)
    why: Refused | None = None
    """What it was refused with, for the page that knows what to do about it."""

    def refused(self, refusal: Refused) -> None:
        self.why = refusal
        super().refused(refusal)

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        pressed_at = None
        if typed["queued"] and typed["pressed_at"] is not None:
            pressed_at = datetime.datetime.fromtimestamp(typed["pressed_at"] / 1000, datetime.UTC)
        return {"key": typed["key"], "pressed_at": pressed_at}


class CardForm(MomentForm):
    """What a scanner read from a card."""

    token = forms.CharField(
        max_length=200, error_messages={"required": gettext_lazy("还没有刷卡。")}
    )


class EnterForm(MomentForm):
    """Who was found by name comes in; for a child, with which adult who is inside."""

    resident = forms.UUIDField(widget=forms.HiddenInput)
    companion = forms.UUIDField(required=False)
    known = forms.BooleanField(required=False)

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return super().values() | {
            "resident_id": typed["resident"],
            "companion_id": typed["companion"],
            "known": typed["known"],
        }


class ReasonForm(Attempt):
    """Why something is taken back."""

    reason = forms.CharField(label=gettext_lazy("为什么撤回"), max_length=60)


class WrongForm(ReasonForm):
    """Which visit was noted wrong, and why."""

    visit = forms.UUIDField()

    def values(self) -> dict[str, Any]:
        return {"visit_id": self.cleaned_data["visit"], "reason": self.cleaned_data["reason"]}


class InductionForm(Pressed):
    """Who showed the machines, and on which day."""

    shown_by = forms.CharField(label=gettext_lazy("谁带的"), max_length=20)
    shown_on = Day(label=gettext_lazy("哪一天"))


class DeclarationForm(Pressed):
    """A yes or a no for each question; at the desk also by whom and from which paper."""

    known = forms.UUIDField(widget=forms.HiddenInput)
    guardian = forms.UUIDField(required=False)
    paper = forms.BooleanField(label=gettext_lazy("照纸上填好、签过名的录"), required=False)
    declared_on = Day(label=gettext_lazy("纸上写的日子"), required=False)
    printed_number = forms.IntegerField(
        label=gettext_lazy("纸上印的：问题第几版"), required=False, min_value=1, max_value=9999
    )

    def __init__(self, *args: Any, row: TermsRow, **options: Any) -> None:
        super().__init__(*args, initial={"known": row.questions_id}, **options)
        for number, question in enumerate(row.questions, 1):
            self.fields[f"q{number}"] = forms.ChoiceField(
                label=f"{number}. {question}", choices=YES_NO, widget=forms.RadioSelect,
                error_messages={"required": gettext_lazy("请选“有”或“没有”。")},
            )  # fmt: skip

    @property
    def asked(self) -> list[forms.BoundField]:
        """The questions alone."""
        return [self[name] for name in self.fields if name[0] == "q"]

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        said = [typed[name] == YES for name in self.fields if name[0] == "q"]
        return {
            "answers": said,
            "known": typed["known"],
            "key": typed["key"],
        }


class DeskDeclarationForm(DeclarationForm):
    """The same as a keeper writes it down."""

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return super().values() | {
            "told_by": typed["guardian"],
            "channel": terms.PAPER if typed["paper"] else terms.DESK,
            "declared_on": typed["declared_on"] if typed["paper"] else None,
            "printed_number": typed["printed_number"],
        }


class TalkForm(Pressed):
    """How the talk went, in one of three."""

    outcome = forms.ChoiceField(choices=[(each, each) for each in terms.OUTCOMES])


class TermsForm(Pressed):
    """On what terms people come and go in a room."""

    known = forms.IntegerField(required=False, widget=forms.HiddenInput)
    most_people = forms.IntegerField(
        label=gettext_lazy("里面同时最多几个人"), min_value=1, max_value=9999
    )
    age_from = forms.IntegerField(
        label=gettext_lazy("满几岁可以自己来"), required=False, min_value=0, max_value=120,
        help_text=gettext_lazy("不写就不限。"),
    )  # fmt: skip
    accompanied_from = forms.IntegerField(
        label=gettext_lazy("满几岁可以跟着大人来"), required=False, min_value=0, max_value=120,
        help_text=gettext_lazy("不写：没到上面的年纪就不能来。"),
    )  # fmt: skip
    age_to = forms.IntegerField(
        label=gettext_lazy("最大几岁"), required=False, min_value=0, max_value=120,
        help_text=gettext_lazy("不写就不限。"),
    )  # fmt: skip
    induction = forms.BooleanField(
        label=gettext_lazy("第一次来，要有人带着认一遍器械"), required=False
    )
    induction_when = forms.CharField(
        label=gettext_lazy("什么时候集中讲"), required=False, max_length=60,
        help_text=gettext_lazy("例如：每周三上午 9 点，找戴馆务。不写就随时问馆员。"),
    )  # fmt: skip
    card_needed = forms.BooleanField(
        label=gettext_lazy("要有到场卡（不要钱）"), required=False,
        help_text=gettext_lazy("不勾：报名字就能进。"),
    )  # fmt: skip
    pass_needed = forms.BooleanField(
        label=gettext_lazy("要有管这个房间的季票或次卡"), required=False,
        help_text=gettext_lazy("一天进几次都算一次。不勾：不要钱。"),
    )  # fmt: skip
    health_months = forms.IntegerField(
        label=gettext_lazy("健康说明管几个月"), required=False, min_value=1,
        max_value=terms.MOST_MONTHS,
        help_text=gettext_lazy("馆里自己定。不写：不用填健康说明，已经填的马上删掉。"),
    )  # fmt: skip
    visits_months = forms.IntegerField(
        label=gettext_lazy("谁来过，记几个月"), required=False, min_value=1,
        max_value=terms.MOST_MONTHS,
        help_text=gettext_lazy(
            "《个人信息保护法》第十九条：只留到用得着的时候。没有写明几个月的规定，馆里自己定；到期名字自动"
            "销毁，只留人次。不写：没有定，街上也这么写。"
        ),
    )  # fmt: skip
    questions = forms.CharField(
        label=gettext_lazy("健康说明问什么"), required=False,
        widget=forms.Textarea(attrs={"rows": 4}), max_length=900,
        help_text=gettext_lazy(
            "一行一个，问得平常些，能用“有”“没有”回答。答了“有”的，馆员和他谈一谈，机器不拦人。"
        ),
    )  # fmt: skip

    def values(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        typed["questions"] = typed["questions"].splitlines()
        return typed

    @classmethod
    def now(cls, row: Any) -> dict[str, Any]:
        """What the form is opened with: the terms in force."""
        return {
            "known": row.number,
            "most_people": row.most_people,
            "age_from": row.ages.age_from,
            "accompanied_from": row.ages.accompanied_from,
            "age_to": row.ages.age_to,
            "induction": row.induction,
            "induction_when": row.induction_when,
            "card_needed": row.card_needed,
            "pass_needed": row.pass_needed,
            "health_months": row.health_months,
            "visits_months": row.visits_months,
            "questions": "\n".join(row.questions),
        }
