"""What a person may type about the hall. ``values()`` is what the action takes."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from linli.hall.published import BAND_WORDS, Wanted
from linli.kernel.ids import random_id
from linli.parts.forms import Pressed
from linli.people.queries import Companion
from linli.programmes.published import SCENE_WORDS

FURTHEST_DAYS = 800
OLDEST = 120
NAMES = ("age", "band", "scene", "room", "week")


class Choice(NamedTuple):
    """A link that narrows the programme, or widens it again."""

    word: Any
    url: str
    chosen: bool


def wanted(asked: Mapping[str, str]) -> Wanted:
    """What is looked for, from an address; what is not understood is left out."""
    age, band, scene = asked.get("age", ""), asked.get("band", ""), asked.get("scene", "")
    years = int(age) if age.isdecimal() and len(age) <= 3 else None
    return Wanted(
        age=years if years is not None and years <= OLDEST else None,
        band=band if band in BAND_WORDS else "",
        scene=scene if scene in SCENE_WORDS else "",
        room=asked.get("room", "")[:60],
    )


def kept(asked: Mapping[str, str], **instead: str) -> str:
    """What is looked for as an address again, with something else in its place."""
    there = {name: asked.get(name, "") for name in NAMES} | instead
    return urlencode({name: value for name, value in there.items() if value})


def choices(asked: Mapping[str, str], rooms: Iterable[str]) -> dict[str, list[Choice]]:
    """The links of each filter: everything, then each of its kinds."""
    found = {
        "band": [("", _("所有年纪")), *BAND_WORDS.items()],
        "scene": [("", _("全部")), *SCENE_WORDS.items()],
        "room": [("", _("所有房间")), *((room, room) for room in rooms)],
    }
    now = {"band": wanted(asked).band, "scene": wanted(asked).scene, "room": wanted(asked).room}
    return {
        name: [
            Choice(word, f"?{kept(asked, **_only(name, value))}", value == now[name])
            for value, word in kinds
        ]
        for name, kinds in found.items()
    }


def _only(name: str, value: str) -> dict[str, str]:
    """A band of ages replaces an age that was typed."""
    return {name: value, "age": ""} if name == "band" else {name: value}


class EnrolForm(Pressed):
    """Who comes: oneself, one's children."""

    people = forms.TypedMultipleChoiceField(
        label=gettext_lazy("谁来？"), coerce=UUID, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, companions: Iterable[Companion], **options: Any) -> None:
        super().__init__(*args, **options)
        listed = list(companions)
        self.fields["people"].choices = [
            (str(each.id), _("%(name)s（我自己）") % {"name": each.name} if not at else each.name)
            for at, each in enumerate(listed)
        ]
        if len(listed) == 1:
            self.fields["people"].initial = [str(listed[0].id)]

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {"people_ids": typed["people"], "key": typed["key"] or random_id()}
