"""Programmes, courses and their single sessions. ``values()`` is what the action takes."""

import datetime
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _, gettext_lazy

from linli.hall.terms import OLDEST
from linli.kernel.recurrence import MONTHLY, WEEKDAYS, WEEKLY, NotARule, Recurrence
from linli.kernel.words import XIAMEN
from linli.parts.forms import Attempt, Day, Pressed
from linli.programmes.actions import Meeting, NotAMeeting
from linli.programmes.published import SCENE_WORDS
from linli.programmes.queries import (
    GOAL_WORDS,
    ON_DAYS_OFF_WORDS,
    ORDINAL_WORDS,
    WEEKDAY_WORDS,
)
from linli.spaces.queries import SpaceCard

ORDINALS = (1, 2, 3, 4, -1)


class ProgrammeForm(Pressed):
    """A programme."""

    title = forms.CharField(label=gettext_lazy("叫什么"), max_length=40)
    title_en = forms.CharField(label=gettext_lazy("英文名"), max_length=80, required=False)
    summary = forms.CharField(
        label=gettext_lazy("几句话说说"), max_length=400, widget=forms.Textarea, required=False
    )
    scene = forms.ChoiceField(label=gettext_lazy("哪个场景"), widget=forms.RadioSelect)
    goals = forms.MultipleChoiceField(
        label=gettext_lazy("为了什么"), widget=forms.CheckboxSelectMultiple, required=False
    )
    age_from = forms.IntegerField(
        label=gettext_lazy("几岁起"), min_value=0, max_value=OLDEST, required=False
    )
    age_to = forms.IntegerField(
        label=gettext_lazy("到几岁"), min_value=0, max_value=OLDEST, required=False
    )
    closed_group = forms.BooleanField(
        label=gettext_lazy("封闭小组（心理、社工），不公开报名"), required=False
    )
    neutral_title = forms.CharField(
        label=gettext_lazy("对外叫什么"), help_text=gettext_lazy("封闭小组要写，例如：周三小组"),
        max_length=40, required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["scene"].choices = list(SCENE_WORDS.items())
        self.fields["goals"].choices = list(GOAL_WORDS.items())

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        low, high = typed.get("age_from"), typed.get("age_to")
        if low is not None and high is not None and high < low:
            raise ValidationError(_("“到几岁”比“几岁起”小。"))
        return typed


class DescribeForm(ProgrammeForm):
    """A programme described anew; its scene and its ages stay as people signed up for them."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("key", "scene", "age_from", "age_to"):
            del self.fields[name]

    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class MeetingForm(Pressed):
    """How a course meets: its days by plain controls, an hour, a room. ``values()['meeting']``."""

    first_on = Day(label=gettext_lazy("从哪一天起"))
    weekdays = forms.MultipleChoiceField(
        label=gettext_lazy("星期几"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=gettext_lazy("不勾，就照开始的那一天"),
    )  # fmt: skip
    monthly = forms.TypedChoiceField(label=gettext_lazy("怎么重复"), coerce=int, initial=0)
    every = forms.IntegerField(
        label=gettext_lazy("隔几周（几个月）一次"), min_value=1, max_value=12, initial=1
    )
    count = forms.IntegerField(
        label=gettext_lazy("一共几次"), min_value=1, max_value=400, required=False
    )
    until_on = Day(label=gettext_lazy("或者到哪一天为止"), required=False)
    starts_at = forms.TimeField(
        label=gettext_lazy("几点开始"),
        widget=forms.TimeInput(attrs={"type": "time", "step": 900}, format="%H:%M"),
    )
    minutes = forms.TypedChoiceField(label=gettext_lazy("上多久"), coerce=int, initial=90)
    space = forms.ChoiceField(label=gettext_lazy("哪个房间"), required=False)
    where = forms.CharField(
        label=gettext_lazy("不在馆里的话，在哪里"), max_length=60, required=False
    )
    on_days_off = forms.ChoiceField(
        label=gettext_lazy("国家放假的日子"), widget=forms.RadioSelect, initial="skip"
    )

    def __init__(self, *args: Any, rooms: Iterable[SpaceCard], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["weekdays"].choices = list(zip(WEEKDAYS, WEEKDAY_WORDS, strict=True))
        self.fields["monthly"].choices = [
            (0, _("每周")),
            *((each, _("每月%(which)s") % {"which": ORDINAL_WORDS[each]}) for each in ORDINALS),
        ]
        self.fields["minutes"].choices = [
            (each, _("%(minutes)s 分钟") % {"minutes": each}) for each in range(30, 241, 15)
        ]
        self.fields["space"].choices = [
            ("", _("不在馆里")),
            *((str(room.id), "　" * room.depth + str(room)) for room in rooms),
        ]
        self.fields["on_days_off"].choices = list(ON_DAYS_OFF_WORDS.items())

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if self.errors:
            return typed
        if (typed["count"] is None) == (typed["until_on"] is None):
            raise ValidationError(_("写一共几次，或者到哪一天为止，写一样。"))
        if not typed["space"] and not typed["where"]:
            raise ValidationError(_("请选房间，或者写在哪里。"))
        number = typed["monthly"]
        weekdays = typed["weekdays"] or [WEEKDAYS[typed["first_on"].weekday()]]
        days = tuple(f"{number or ''}{day}" for day in weekdays)
        try:
            rule = Recurrence(
                MONTHLY if number else WEEKLY,
                interval=typed["every"],
                count=typed["count"],
                until=typed["until_on"],
                by_day=days,
            )
            rule.days(typed["first_on"])
        except NotARule as fault:
            raise ValidationError(str(NotAMeeting())) from fault
        typed["meeting"] = Meeting(
            rule,
            typed["first_on"],
            typed["starts_at"],
            typed["minutes"],
            typed["on_days_off"],
            UUID(typed["space"]) if typed["space"] else None,
            "" if typed["space"] else typed["where"],
        )
        return typed

    @property
    def meeting(self) -> Meeting | None:
        """What was typed, or None while it must be mended."""
        return self.cleaned_data["meeting"] if self.is_bound and self.is_valid() else None


class CourseForm(MeetingForm):
    """A course: its title, how many, how it meets, and the dates that are left out."""

    title = forms.CharField(label=gettext_lazy("课程名"), max_length=40)
    capacity = forms.IntegerField(label=gettext_lazy("最多几个人"), min_value=1, max_value=999)
    without = forms.CharField(required=False)

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        left_out = [parse_date(day) for day in self.data.getlist("without")]
        return {
            "title": typed["title"],
            "capacity": typed["capacity"],
            "meeting": typed["meeting"],
            "without": [day for day in left_out if day],
            "key": typed["key"],
        }


class ChangeForm(MeetingForm):
    """Another rule from a day on; ``shown``: what was looked at before it was confirmed."""

    shown = forms.CharField(required=False)

    def values(self) -> dict[str, Any]:
        return {"meeting": self.cleaned_data["meeting"], "shown": self.cleaned_data["shown"]}


class MoveForm(Attempt):
    """One session at another time, or in another room."""

    on = Day(label=gettext_lazy("哪一天"))
    starts_at = forms.TimeField(
        label=gettext_lazy("几点开始"),
        widget=forms.TimeInput(attrs={"type": "time", "step": 900}, format="%H:%M"),
    )
    minutes = forms.IntegerField(label=gettext_lazy("上几分钟"), min_value=15, max_value=720)
    space = forms.ChoiceField(label=gettext_lazy("哪个房间"), required=False)

    def __init__(self, *args: Any, rooms: Iterable[SpaceCard], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["space"].choices = [
            ("", _("房间不变")),
            *((str(room.id), "　" * room.depth + str(room)) for room in rooms),
        ]

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        start = datetime.datetime.combine(typed["on"], typed["starts_at"], tzinfo=XIAMEN)
        space = UUID(typed["space"]) if typed["space"] else None
        return {"start_at": start, "minutes": typed["minutes"], "space_id": space}


class CancelForm(Attempt):
    """Why."""

    reason = forms.CharField(
        label=gettext_lazy("为什么取消"), help_text=gettext_lazy("报名的人看得到这句话"),
        max_length=60,
    )  # fmt: skip


class DayForm(Attempt):
    """One more day."""

    day = Day(label=gettext_lazy("加哪一天"))
