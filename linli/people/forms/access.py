"""Who wants to open a record, who may, and who is shielded."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.parts.forms import Day, Pressed
from linli.people.forms.fields import IdField
from linli.people.models import Assignment
from linli.people.terms import LONGEST_ASSIGNMENT_DAYS, LONGEST_OPENING_DAYS


class AskForm(Pressed):
    """Why a closed record is needed."""

    reason = forms.CharField(
        label=_("为什么需要打开"), max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("批准的人会看到；一个人说清一件事就够。"),
    )  # fmt: skip

    def values(self) -> dict[str, Any]:
        return {"reason": self.cleaned_data["reason"], "key": self.cleaned_data["key"]}


class AssignForm(Pressed):
    """To whom a minor's record is opened, how far, and until when."""

    worker_id = IdField(label=_("交给谁"), widget=forms.RadioSelect)
    scope = forms.ChoiceField(
        label=_("打开到什么程度"), choices=Assignment.Scope.choices, widget=forms.RadioSelect,
        initial=Assignment.Scope.CASE,
    )  # fmt: skip
    until_on = Day(label=_("到哪一天为止"))
    purpose = forms.CharField(label=_("为了什么事"), max_length=80, required=False)

    def __init__(
        self, *args: Any, workers: dict[Any, str], on: datetime.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker_id"].choices = [(str(pk), name) for pk, name in workers.items()]
        latest = on + datetime.timedelta(days=LONGEST_ASSIGNMENT_DAYS)
        self.fields["until_on"].initial = on + datetime.timedelta(days=180)
        self.fields["until_on"].widget.attrs |= {"min": on.isoformat(), "max": latest.isoformat()}

    def values(self) -> dict[str, Any]:
        return {
            name: self.cleaned_data[name] for name in ("worker_id", "scope", "until_on", "purpose")
        }


class DecideForm(Pressed):
    """Another person's answer to a wish to open a record."""

    granted = forms.TypedChoiceField(
        label=_("答复"),
        coerce=lambda said: said == "yes",
        choices=[("yes", _("同意打开")), ("no", _("不同意"))],
        widget=forms.RadioSelect,
    )
    until_on = Day(label=_("同意的，打开到哪一天"), required=False)

    def __init__(self, *args: Any, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        latest = on + datetime.timedelta(days=LONGEST_OPENING_DAYS)
        self.fields["until_on"].initial = on + datetime.timedelta(days=7)
        self.fields["until_on"].widget.attrs |= {"min": on.isoformat(), "max": latest.isoformat()}

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("granted", "until_on")}


class ShieldForm(Pressed):
    """Why somebody must not be found."""

    reason = forms.CharField(
        label=_("为什么需要保护"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def values(self) -> dict[str, Any]:
        return {"reason": self.cleaned_data["reason"]}
