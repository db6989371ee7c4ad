"""What a visitor may look for in the programme, and how far a reader of open data has come."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from linli.hall.published import BAND_WORDS, DAY_WORDS, PART_WORDS, After, Wanted
from linli.hall.terms import OLDEST
from linli.programmes.published import SCENE_WORDS

FURTHEST_DAYS = 800
LONGEST_NUMBER = 18
"""Digits: what a number of the journal may have in either database."""

NAMES = ("age", "band", "scene", "room", "day", "part", "week")


class Choice(NamedTuple):
    """A link that narrows the programme, or widens it again."""

    word: Any
    url: str
    chosen: bool


def wanted(asked: Mapping[str, str]) -> Wanted:
    """What is looked for, from an address; what is not understood is left out."""
    age, band, scene = asked.get("age", ""), asked.get("band", ""), asked.get("scene", "")
    day, part = asked.get("day", ""), asked.get("part", "")
    years = int(age) if age.isdecimal() and len(age) <= 3 else None
    return Wanted(
        age=years if years is not None and years <= OLDEST else None,
        band=band if band in BAND_WORDS else "",
        scene=scene if scene in SCENE_WORDS else "",
        room=asked.get("room", "")[:60],
        day=day if day in DAY_WORDS else "",
        part=part if part in PART_WORDS else "",
    )


def kept(asked: Mapping[str, str], **instead: str) -> str:
    """What is looked for as an address again, with something else in its place."""
    there = {name: asked.get(name, "") for name in NAMES} | instead
    return urlencode({name: value for name, value in there.items() if value})


def narrowed(wanted: Wanted) -> str:
    """What a printed or spoken week is narrowed to, in words; empty for everything."""
    said = [
        _("%(age)s 岁") % {"age": wanted.age} if wanted.age is not None else "",
        BAND_WORDS.get(wanted.band, ""),
        SCENE_WORDS.get(wanted.scene, ""),
        DAY_WORDS.get(wanted.day, ""),
        PART_WORDS.get(wanted.part, ""),
        wanted.room,
    ]
    return " · ".join(str(each) for each in said if each)


def choices(asked: Mapping[str, str], rooms: Iterable[str]) -> dict[str, list[Choice]]:
    """The links of each filter: everything, then each of its kinds."""
    found = {
        "band": [("", _("所有年纪")), *BAND_WORDS.items()],
        "scene": [("", _("全部")), *SCENE_WORDS.items()],
        "day": [("", _("整个星期")), *DAY_WORDS.items()],
        "part": [("", _("整天")), *PART_WORDS.items()],
        "room": [("", _("所有房间")), *((room, room) for room in rooms)],
    }
    now = asdict(wanted(asked))
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


def after(asked: Mapping[str, str]) -> After:
    """How far a reader of open data has come; what is not understood is the beginning."""
    number = asked.get("afterTimestamp", "")
    known = number.isdecimal() and number.isascii() and len(number) <= LONGEST_NUMBER
    return After(int(number), asked.get("afterId", "")[:40]) if known else After(0, "")
