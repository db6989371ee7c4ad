"""What may be typed about the board. ``values()`` is what the action takes."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from linli.bulletin.queries import KIND_WORDS, Notice
from linli.bulletin.terms import LONGEST_REASON, LONGEST_TEXT, LONGEST_TITLE, NEWS
from linli.parts.forms import Attempt, Day, Pressed

SHOWN_DAYS = 14
"""How long a new bulletin is offered to stand."""

PREFILLED = ("kind", "title", "text", "shown_until")
"""What an address may have filled in: a room that shuts offers the words, nobody puts them up."""


class Lines(forms.CharField):
    """Text of several lines. The end of one counts as a letter, as it does while it is written; on
    the way here a browser makes two of it."""

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\r\n", "\n")


def _title() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("标题"),
        help_text=gettext_lazy("一眼看懂：什么事、哪一天。"),
        max_length=LONGEST_TITLE,
    )


def _text() -> Lines:
    return Lines(
        label=gettext_lazy("正文"),
        help_text=gettext_lazy("什么事、什么时候、在哪里、找谁。不写居民的姓名和号码。"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


def _until() -> Day:
    return Day(label=gettext_lazy("贴到哪一天"), help_text=gettext_lazy("过了这一天自己下来。"))


def _sure() -> forms.BooleanField:
    return forms.BooleanField(
        label=gettext_lazy("看过了：写到的人同意，号码本来就公开"), required=False
    )


class DraftForm(Pressed):
    """A new bulletin."""

    kind = forms.ChoiceField(label=gettext_lazy("哪一类"), choices=list(KIND_WORDS.items()))
    title = _title()
    text = _text()
    shown_until = _until()


class PublishForm(Attempt):
    """Put up from a day on."""

    shown_from = Day(label=gettext_lazy("从哪一天贴出去"))
    sure = _sure()


class CorrectForm(Attempt):
    """Other words, or another last day; ``why`` is asked for once it was put up."""

    title = _title()
    text = _text()
    shown_until = _until()
    why = forms.CharField(
        label=gettext_lazy("为什么更正"),
        help_text=gettext_lazy("居民看得到，例如：时间写错了。"),
        max_length=LONGEST_REASON,
        required=False,
    )
    sure = _sure()
    seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *typed: Any, put_up: bool, **more: Any) -> None:
        super().__init__(*typed, **more)
        self.fields["why"].required = put_up


class WithdrawForm(Attempt):
    """Taken down, and why."""

    reason = forms.CharField(
        label=gettext_lazy("为什么收回"),
        help_text=gettext_lazy("居民看得到原因，看不到原来的文字。"),
        max_length=LONGEST_REASON,
    )


def prefilled(asked: Mapping[str, str], on: datetime.date) -> dict[str, Any]:
    """What stands in a new bulletin's form: what the address offers, and two weeks from today."""
    offered = {name: asked[name] for name in PREFILLED if asked.get(name)}
    until = on + datetime.timedelta(days=SHOWN_DAYS)
    return {"kind": NEWS, "shown_until": until} | offered


def as_it_says(notice: Notice) -> dict[str, Any]:
    """What stands in the form that corrects."""
    return {
        "title": notice.title,
        "text": notice.text,
        "shown_until": notice.shown_until,
        "seen": notice.version,
    }
