"""What a person may type at the disclosure desk. ``values()`` is what the action takes."""

import datetime
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.fund.published import PublishedFund
from linli.parts.forms import Attempt


class _Day(forms.DateField):
    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**options)


class _Pressed(Attempt):
    key = forms.UUIDField(widget=forms.HiddenInput)


class ProjectForm(_Pressed):
    """A project. A campaign comes from its filed plan."""

    fund_id = forms.TypedChoiceField(label=_("哪个基金"), coerce=UUID)
    title = forms.CharField(label=_("名称"), max_length=80)
    began_on = _Day(label=_("哪天开始"))
    ends_on = _Day(
        label=_("计划哪天结束"),
        required=False,
        help_text=_("没有定，就空着：按超过六个月算，每三个月公开一次。"),
    )

    def __init__(self, *args: Any, funds: Sequence[PublishedFund], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["fund_id"].choices = [(one.id, one.name) for one in funds]


class EndForm(Attempt):
    """When it ended."""

    ended_on = _Day(label=_("哪天结束"))


class DiscloseForm(_Pressed):
    """Where it was published, and when."""

    published_on = _Day(label=_("哪天公开的"))
    words = forms.CharField(label=_("标题"), max_length=200)
    link = forms.URLField(
        label=_("在哪里能看到（网址）"),
        max_length=300,
        assume_scheme="https",
        help_text=_("例如慈善中国上那一页的网址"),
    )

    def __init__(self, *args: Any, today: datetime.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["published_on"].initial = today


class CorrectForm(_Pressed):
    """A correction that is published."""

    words = forms.CharField(
        label=_("更正说明"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("原来写的是什么，应该是什么，为什么错了。这段话会公布，不写任何人的姓名。"),
    )
