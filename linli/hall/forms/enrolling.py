"""Who comes, what each was shown to pay, and a word for the keeper. ``values()`` is what the action
takes."""

from collections.abc import Container, Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from linli.operator.queries import MEANS_WORDS
from linli.parts.forms import Attempt, Pressed
from linli.people.queries import Companion


class Residents(forms.TypedMultipleChoiceField):
    """Residents ticked on a page. Whether one may speak for them is the action's question: asking
    it here too would ask it twice of everybody who presses in the first second."""

    default_error_messages = {"required": gettext_lazy("还没有选谁来。")}

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=UUID, widget=forms.CheckboxSelectMultiple, **options)

    def valid_value(self, value: str) -> bool:
        """Whether it names anybody at all."""
        try:
            return bool(UUID(value))
        except ValueError:
            return False


class ShownField(forms.MultipleChoiceField):
    """What each was shown to pay, as the page said it (``resident:fen``), so that nobody is charged
    another price than they saw; clean value by resident."""

    widget = forms.MultipleHiddenInput

    def validate(self, value: list[str]) -> None:
        """Whatever is no pair is left out in ``clean``."""

    def clean(self, value: Any) -> dict[UUID, int]:
        shown = {}
        for text in super().clean(value):
            who, _colon, fen = text.partition(":")
            try:
                shown[UUID(who)] = int(fen)
            except ValueError:
                continue
        return shown


class NoteForm(Pressed):
    """A word for the keeper whose yes is wanted; no field is shown where none is."""

    note = forms.CharField(
        label=gettext_lazy("想说明的话（可以不写）"), required=False, max_length=300,
        help_text=gettext_lazy("只有答复的工作人员看得到"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def show(self, *, note: bool) -> None:
        """Put it on the page, with the field or without."""
        if not note:
            del self.fields["note"]


class EnrolForm(NoteForm):
    """Who comes: oneself, one's children."""

    shown = ShownField(required=False)
    people = Residents(label=gettext_lazy("谁来？"))

    def show(
        self,
        companions: Iterable[Companion],
        *,
        misfits: Mapping[UUID, str],
        already: Container[UUID],
        note: bool,
    ) -> None:
        """Put these people on the page, without who is enrolled ``already``; beside whom it is not
        meant for, why. Whether they may come all the same is the action's to say."""
        super().show(note=note)
        listed = [
            (str(each.id), _label(each, misfits.get(each.id, ""), oneself=not at))
            for at, each in enumerate(companions)
            if each.id not in already
        ]
        self.fields["people"].choices = listed
        if len(listed) == 1:
            self.fields["people"].initial = [listed[0][0]]

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "people_ids": typed["people"],
            "key": typed["key"],
            "shown_fen": typed["shown"],
            "note": typed["note"],
        }


def _label(each: Companion, misfit: str, *, oneself: bool) -> str:
    said = _("%(name)s（我自己）") % {"name": each.name} if oneself else each.name
    return _("%(who)s：%(why)s") % {"who": said, "why": misfit} if misfit else said


class AgainForm(Attempt):
    """What one says when one asks once more."""

    note = forms.CharField(
        label=gettext_lazy("想说明的话"), help_text=gettext_lazy("只有答复的工作人员看得到"),
        max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class DeskEnrolForm(NoteForm):
    """Somebody is enrolled by a worker: the first named is the one to talk to."""

    who = forms.TypedMultipleChoiceField(coerce=UUID, widget=forms.MultipleHiddenInput)
    shown = ShownField(required=False)
    channel = forms.ChoiceField(
        label=gettext_lazy("怎么来的"), widget=forms.RadioSelect, initial="phone",
        choices=[
            ("phone", gettext_lazy("打电话来的")),
            ("desk", gettext_lazy("到服务台来的")),
            ("chat", gettext_lazy("群里报的")),
        ],
    )  # fmt: skip

    def __init__(self, *args: Any, chosen: Iterable[UUID], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["who"].choices = [(str(each), "") for each in chosen]

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "people_ids": typed["who"],
            "channel": typed["channel"],
            "key": typed["key"],
            "shown_fen": typed["shown"],
            "note": typed["note"],
        }


class CollectForm(Pressed):
    """How the money came."""

    means = forms.ChoiceField(
        label=gettext_lazy("怎么付的"), widget=forms.RadioSelect, initial="cash",
        choices=list(MEANS_WORDS.items()),
    )  # fmt: skip
