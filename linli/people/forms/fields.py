"""Controls for what only people have: one of some rows, a place of the country, a fact."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language, gettext, gettext_lazy as _

from linli.parts.forms import Day, YuanField
from linli.rules import divisions
from linli.rules.kinds import Kind, Shape


class IdField(forms.TypedChoiceField):
    """One of some rows, chosen by its id; cleaned to a UUID, or None."""

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=UUID, empty_value=None, **options)


class PlaceField(forms.ChoiceField):
    """Where a hukou or a permit lies: chosen by name, kept as a division code.

    A finer code that came with a roster stays as it is until somebody chooses another.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=_divisions_by_name, **options)

    def keep(self, code: str) -> None:
        """Offer this code too, by the name of what it lies in."""
        if code and not super().valid_value(code):
            name = divisions.spoken(code).speak(get_language() or "")
            self.choices = [(code, name), *_divisions_by_name()]


def _divisions_by_name() -> list[Any]:
    """Districts under their city, cities under their province, then the other provinces."""
    named = {
        code: words.speak(get_language() or "") for code, words in divisions.divisions().items()
    }
    cities = sorted({code[: divisions.CITY] for code in named if len(code) == divisions.DISTRICT})
    provinces = sorted({code[: divisions.PROVINCE] for code in cities})
    return [
        ("", gettext("不清楚")),
        *((named[city], _those(named, under=city)) for city in cities),
        *(
            (named[province], _those(named, under=province, digits=divisions.CITY, but=cities))
            for province in provinces
        ),
        (gettext("其他省份"), _those(named, digits=divisions.PROVINCE, but=provinces)),
    ]


def _those(
    named: Mapping[str, str], *, under: str = "", digits: int = 0, but: Collection[str] = ()
) -> list[tuple[str, str]]:
    return [
        (code, name)
        for code, name in named.items()
        if code.startswith(under) and len(code) in (digits or len(code),) and code not in but
    ]


def value_field(kind: Kind, language: str) -> forms.Field:
    """The control that fits a kind of fact."""
    label = kind.name.speak(language)
    match kind.shape:
        case Shape.YES_NO:
            choices = [("yes", _("是")), ("no", _("否"))]
        case Shape.CHOICE:
            choices = [(str(value), words.speak(language)) for value, words in kind.choices.items()]
        case Shape.FEN:
            return YuanField(label=label, zero=True, required=False, help_text=_("元"))
        case Shape.DAY:
            return Day(label=label, required=False)
        case Shape.PLACE:
            return PlaceField(label=label, required=False)
    return forms.ChoiceField(label=label, required=False, choices=choices, widget=forms.RadioSelect)
