"""Form fields every room's forms may use: what a person types, made into what the house keeps."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from linli.kernel import money
from linli.kernel.ids import random_id
from linli.kernel.refusal import Refused

NOT_WRITTEN, NOT_CHOSEN = _("这一项还没有填。"), _("这一项还没有选。")
CHOSEN = (forms.ChoiceField, forms.BooleanField, forms.FileField)
"""Fields one does not write into."""


class Attempt(forms.Form):
    """A form that hands what was typed to an action; a refusal stands above it, nothing is lost."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():  # the library's own words are those of an office
            if field.error_messages["required"] is forms.Field.default_error_messages["required"]:
                missing = NOT_CHOSEN if isinstance(field, CHOSEN) else NOT_WRITTEN
                field.error_messages["required"] = missing

    def values(self) -> dict[str, Any]:
        """What the action takes, by its own words."""
        return dict(self.cleaned_data)

    def refused(self, refusal: Refused) -> None:
        """Say why not, and what to do."""
        self.add_error(None, f"{refusal} {refusal.next_step}".strip())

    def attempt(self, action: Callable[..., Any], **more: Any) -> Any:
        """What came of the action; None while the form must be mended, and it says how.

        A refusal nobody can mend here goes on to a page of its own.
        """
        if not (self.is_bound and self.is_valid()):
            return None
        try:
            return action(**self.values(), **more)
        except Refused as refusal:
            if not refusal.mendable:
                raise
            self.refused(refusal)
            return None


class Pressed(Attempt):
    """A form whose button may be pressed twice; ``{% press_key %}`` makes the key. What comes
    without one is a press of its own."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def clean_key(self) -> UUID:
        return self.cleaned_data["key"] or random_id()


class Day(forms.DateField):
    """A day, from the browser's own calendar."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**options)


class Clock(forms.TimeField):
    """A wall-clock time on the quarter hour; clean value in minutes since midnight."""

    STEP_SECONDS = 15 * 60

    def __init__(self, **options: Any) -> None:
        attrs = {"type": "time", "step": self.STEP_SECONDS}
        options.setdefault("widget", forms.TimeInput(attrs=attrs, format="%H:%M"))
        super().__init__(**options)

    def clean(self, value: Any) -> int | None:
        found = super().clean(value)
        return None if found is None else found.hour * 60 + found.minute


class YuanField(forms.Field):
    """An amount typed in yuan, clean value in fen (int, > 0 unless `zero` is allowed)."""

    default_error_messages = {
        "amount": _("请写金额，例如 120 或 120.50。"),
        "zero": _("金额要大于零。"),
    }

    def __init__(self, *, zero: bool = False, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(**options)
        self.zero = zero

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        try:
            return money.yuan(str(value))
        except ValueError as error:
            raise ValidationError(self.error_messages["amount"], code="amount") from error

    def validate(self, value: int | None) -> None:
        super().validate(value)
        if value == 0 and not self.zero:
            raise ValidationError(self.error_messages["zero"], code="zero")

    def prepare_value(self, value: Any) -> Any:
        """An initial value in fen is shown in yuan; what was typed is shown as it was typed."""
        return money.spoken(value).removeprefix("¥") if isinstance(value, int) else value
