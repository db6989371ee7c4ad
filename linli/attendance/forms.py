"""What may be pressed and typed at the door. ``values()`` is what the action takes."""

import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from linli.attendance.queries.absences import OUTCOME_WORDS
from linli.attendance.terms import (
    AT_THE_DOOR,
    CARD,
    FACES,
    LIST,
    MOST_GUESTS,
    NO_NUMBER,
    OUTCOMES,
    PHONE,
    QR,
    SIGN_KINDS,
)
from linli.operator.queries import MEANS_WORDS
from linli.parts.forms import Attempt, Day, Pressed

LATEST_MOMENT = 32_503_680_000_000
"""Milliseconds until the year 3000: a device says when, not where."""


class Named(forms.MultipleChoiceField):
    """Residents by their ids; the action says which of them it knows."""

    default_error_messages = {"required": gettext_lazy("还没有勾谁。")}

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.MultipleHiddenInput, **options)

    def valid_value(self, value: str) -> bool:
        return True

    def clean(self, value: Any) -> list[UUID]:
        try:
            return [UUID(text) for text in super().clean(value)]
        except ValueError as error:
            raise ValidationError(self.error_messages["required"]) from error


class PartyForm(Pressed):
    """A party as it was ticked, by which way it was found, and when it was pressed."""

    people = Named()
    method = forms.ChoiceField(choices=[(each, each) for each in AT_THE_DOOR], required=False)
    queued = forms.BooleanField(required=False)
    pressed_at = forms.IntegerField(min_value=0, max_value=LATEST_MOMENT, required=False)

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "people_ids": typed["people"],
            "method": typed["method"] or LIST,
            "key": typed["key"],
            "pressed_at": moment(typed),
        }


class WalkInForm(Pressed):
    """Who stands there without a place."""

    people = Named()

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {"people_ids": typed["people"], "key": typed["key"]}


class ExcuseForm(WalkInForm):
    """Who will not come: told by telephone or here."""

    def values(self) -> dict[str, Any]:
        return super().values() | {"method": PHONE}


class CardForm(Pressed):
    """What a scanner read from a card."""

    token = forms.CharField(
        max_length=200,
        error_messages={"required": gettext_lazy("还没有刷到卡：把卡放上去，或者在下面按名字找。")},
    )
    queued = forms.BooleanField(required=False)
    pressed_at = forms.IntegerField(min_value=0, max_value=LATEST_MOMENT, required=False)
    camera = forms.BooleanField(required=False)

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "method": QR if typed["camera"] else CARD,
            "key": typed["key"],
            "pressed_at": moment(typed),
        }


class GuestsForm(Pressed):
    """How many come along whom nobody knows."""

    count = forms.IntegerField(
        label=gettext_lazy("几位"), min_value=1, max_value=MOST_GUESTS, initial=1
    )

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {"count": typed["count"], "key": typed["key"]}


class ReasonForm(Attempt):
    """Why something is taken back."""

    reason = forms.CharField(label=gettext_lazy("为什么撤回"), max_length=60)


class KeyingForm(Pressed):
    """Which lines of a sheet are ticked, and how many nameless lines are filled."""

    guests = forms.IntegerField(
        label=gettext_lazy("单子下面手写加的，有几位不认识"), min_value=0, max_value=MOST_GUESTS,
        initial=0, required=False,
        help_text=gettext_lazy("认识的，先在这里录完单子，再到签到页按名字加。"),
    )  # fmt: skip
    came = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, lines: list[int], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["came"].choices = [(str(line), str(line)) for line in lines]

    @property
    def ticked(self) -> set[int]:
        """The lines that were ticked, for the page that comes back."""
        typed = self.data.getlist("came") if self.is_bound else ()
        return {int(line) for line in typed if line.isdecimal()}

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "came": [int(line) for line in typed["came"]],
            "guests": typed["guests"] or 0,
            "key": typed["key"],
        }


class WhoForm(Pressed):
    """Who brings a child, or fetches it: a guardian or a permit from the list, else a name."""

    who = forms.RegexField(r"^[gp]:[0-9a-f-]{36}$", required=False)
    name = forms.CharField(max_length=40, required=False)

    def chosen(self) -> dict[str, Any]:
        """The person as the actions take them."""
        kind, _, pk = self.cleaned_data["who"].partition(":")
        return {
            "guardian_id": id_in(pk) if kind == "g" else None,
            "permit_id": id_in(pk) if kind == "p" else None,
        }


class BringForm(WhoForm):
    """Who brings a child."""

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        name = "" if typed["who"] else typed["name"]
        return self.chosen() | {"name": name, "key": typed["key"]}


class FetchForm(WhoForm):
    """Who fetches it."""

    def values(self) -> dict[str, Any]:
        return self.chosen()


class ExceptionForm(Attempt):
    """Who stands there on nobody's list, and why they might fetch the child."""

    name = forms.CharField(label=gettext_lazy("来人的姓名"), max_length=40)
    reason = forms.CharField(label=gettext_lazy("为什么是他来接，问过谁"), max_length=200)


class LetForm(Attempt):
    """A second keeper says yes to the question they have read: the one asked at that moment."""

    asked_at = forms.DateTimeField(widget=forms.HiddenInput)


class FetcherForm(Pressed):
    """An adult who may fetch a child, until when; at the desk also which guardian says so."""

    named_by = forms.UUIDField(required=False, widget=forms.HiddenInput)
    resident = forms.UUIDField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=gettext_lazy("姓名"), max_length=40, required=False)
    relation = forms.CharField(
        label=gettext_lazy("是孩子的什么人"), max_length=12,
        help_text=gettext_lazy("例如外婆、邻居。"),
    )  # fmt: skip
    until_on = Day(label=gettext_lazy("可以接到哪一天"))

    def values(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        key = typed.pop("key")
        return typed | {"resident_id": typed.pop("resident"), "key": key}


class SignForm(Pressed):
    """What the door must know of a child; agreed to by a guardian."""

    named_by = forms.UUIDField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=[(each, each) for each in SIGN_KINDS])
    value = forms.CharField(max_length=100)
    agreed = forms.BooleanField(
        error_messages={"required": gettext_lazy("要监护人同意了，才能记下来给门口的人和老师看。")}
    )

    def values(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        typed.pop("agreed")
        return typed


class FaceForm(Pressed):
    """One of three faces, for somebody who was there."""

    resident = forms.UUIDField(widget=forms.HiddenInput)
    face = forms.TypedChoiceField(choices=[(face, face) for face in FACES], coerce=int)
    words = forms.CharField(max_length=200, required=False)

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "resident_id": typed["resident"],
            "face": typed["face"],
            "words": typed["words"],
            "key": typed["key"],
        }


class KeyForm(Pressed):
    """A button alone."""


class CallForm(Pressed):
    """What came of a call: a button each."""

    outcome = forms.ChoiceField(choices=[(each, each) for each in OUTCOMES])


def moment(typed: dict[str, Any]) -> datetime.datetime | None:
    """When a device without network says it was pressed; None for a press that came at once."""
    if not typed["queued"] or typed["pressed_at"] is None:
        return None
    return datetime.datetime.fromtimestamp(typed["pressed_at"] / 1000, tz=datetime.UTC)


def day_in(text: str, today: datetime.date, furthest_days: int = 400) -> datetime.date:
    """A day of an address, else today; no further than anybody looks."""
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return today
    return day if abs((day - today).days) <= furthest_days else today


def id_in(text: str) -> UUID | None:
    """An id of an address, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None


class MeansForm(Pressed):
    """How a deposit is left, or given back."""

    means = forms.ChoiceField(
        label=gettext_lazy("怎么给的"), widget=forms.RadioSelect, initial="cash",
        choices=list(MEANS_WORDS.items()),
    )  # fmt: skip


class DepositCallForm(Pressed):
    """What came of a call about a deposit, and what they said."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("电话打得怎么样"), widget=forms.RadioSelect,
        choices=[(each, word) for each, word in OUTCOME_WORDS.items() if each != NO_NUMBER],
    )  # fmt: skip
    said = forms.CharField(
        label=gettext_lazy("怎么说的"), required=False, max_length=200,
        help_text=gettext_lazy("只记和没来有关的；不用问病情和家事"),
    )  # fmt: skip


class WhyForm(Attempt):
    """One sentence why."""

    reason = forms.CharField(label=gettext_lazy("为什么"), max_length=60)


class KeepForm(Pressed):
    """Why a deposit is not given back."""

    reason = forms.CharField(label=gettext_lazy("为什么不退"), max_length=60)
