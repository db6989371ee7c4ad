"""Citizen identity numbers (公民身份号码), read as GB 11643-1999 writes them. Pure.

Eighteen characters: six of area (GB/T 2260), eight of birth date, three of sequence whose last is
odd for men and even for women, and one check character (ISO 7064 MOD 11-2).

The area is never a reason to refuse: codes are born and die with districts, people keep the number
they were given, and an elder of Huli may bear a code older or younger than herself. Residence
permits of Hong Kong, Macao and Taiwan people (港澳台居民居住证) use 810000, 820000 and 830000.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

MALE, FEMALE = 1, 2  # GB/T 2261.1

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10X98765432"
_SHAPE = re.compile(r"[0-9]{17}[0-9X]")
_OLD_SHAPE = re.compile(r"[0-9]{15}")
_SEPARATORS = re.compile(r"[\s\-·.]+")
_PROVINCES = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71")  # GB/T 2260
_HMT_AREAS = frozenset({"810000", "820000", "830000"})
OLDEST_AGE_YEARS = 120


def gettext_noop(sentence: str) -> str:
    """Marks a sentence for translation without translating it here: this file knows no Django."""
    return sentence


class Kind(StrEnum):
    """Whose number it is, told by its area."""

    CITIZEN = "citizen"
    HMT_RESIDENCE_PERMIT = "hmt_residence_permit"
    FOREIGN_RESIDENCE_PERMIT = "foreign_residence_permit"


class Warning(StrEnum):
    """What is odd about a number that is nevertheless accepted."""

    UNKNOWN_AREA = "unknown_area"
    VERY_OLD = "very_old"


class NotACitizenId(ValueError):
    """The text is no citizen id; ``words`` says why, in Chinese, ready to be translated."""

    words: ClassVar[str] = gettext_noop("身份证号码不对，请对照证件再输入一次。")

    def __str__(self) -> str:
        return self.words


class WrongShape(NotACitizenId):
    words = gettext_noop(
        "身份证号码应当是18位：17位数字，最后一位是数字或X。请数一数，看看是否少了或多了一位。"
    )


class OldNumber(NotACitizenId):
    words = gettext_noop("这是15位的旧号码，现在已经不用。请填写现在身份证上的18位号码。")


class ImpossibleDate(NotACitizenId):
    words = gettext_noop("号码第7到14位是出生日期，但日历上没有这一天。请对照证件再看一遍。")


class NotYetBorn(NotACitizenId):
    words = gettext_noop("号码里的出生日期还没有到。请对照证件再看一遍第7到14位。")


class WrongCheckCharacter(NotACitizenId):
    words = gettext_noop("号码的最后一位和前面对不上，多半有一位写错了。请对照证件逐位看一遍。")


@dataclass(frozen=True, slots=True)
class CitizenId:
    """A number that holds together, and what it tells."""

    number: str  # eighteen characters, a final X in capital
    area: str  # six digits, as printed; may name a place that no longer exists
    born_on: date
    sex: int  # MALE or FEMALE
    kind: Kind
    warnings: tuple[Warning, ...] = ()


def parse(text: str, on: date) -> CitizenId:
    """Read what a person typed: spaces, full-width digits and a small x are forgiven.

    ``on`` is today: nobody is registered before being born. Raises a ``NotACitizenId``.
    """
    number = normalised(text)
    if _OLD_SHAPE.fullmatch(number):
        raise OldNumber
    if not _SHAPE.fullmatch(number):
        raise WrongShape
    born_on = _birth_date(number)
    if born_on > on:
        raise NotYetBorn
    if number[17] != check_character(number[:17]):
        raise WrongCheckCharacter
    area = number[:6]
    return CitizenId(
        number=number,
        area=area,
        born_on=born_on,
        sex=MALE if int(number[16]) % 2 else FEMALE,
        kind=_kind(area),
        warnings=tuple(_oddities(area, born_on, on)),
    )


def normalised(text: str) -> str:
    """The number as it is compared and indexed: half-width, without separators, X in capital."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper()


def check_character(first_seventeen: str) -> str:
    """The eighteenth character that belongs to seventeen digits (ISO 7064 MOD 11-2)."""
    total = sum(
        weight * int(digit) for weight, digit in zip(_WEIGHTS, first_seventeen, strict=True)
    )
    return _CHECK_CHARACTERS[total % 11]


def mask(number: str) -> str:
    """``350206201806123019`` → ``350206********3019``: enough to recognise, too little to use."""
    return f"{number[:6]}{'*' * 8}{number[-4:]}"


def _birth_date(number: str) -> date:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise ImpossibleDate from None


def _kind(area: str) -> Kind:
    if area in _HMT_AREAS:
        return Kind.HMT_RESIDENCE_PERMIT
    if area.startswith("9"):
        return Kind.FOREIGN_RESIDENCE_PERMIT
    return Kind.CITIZEN


def _oddities(area: str, born_on: date, on: date) -> list[Warning]:
    odd = []
    if _kind(area) is Kind.CITIZEN and not _PROVINCES.fullmatch(area[:2]):
        odd.append(Warning.UNKNOWN_AREA)
    if on.year - born_on.year > OLDEST_AGE_YEARS:
        odd.append(Warning.VERY_OLD)
    return odd
