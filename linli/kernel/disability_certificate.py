"""Disability certificate numbers (残疾人证号), read and cross-checked with the holder. Pure.

Twenty characters: the holder's eighteen of citizen id, one of category, one of grade
(GB/T 26341-2010); a reissue appends B1, B2, … and makes twenty-two. Category, grade, birth date and
sex all follow from the number, so they are derived and never typed a second time.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from linli.kernel import citizen_id
from linli.kernel.citizen_id import CitizenId, gettext_noop

_SHAPE = re.compile(r"(?P<holder>.{18})(?P<category>[1-7])(?P<grade>[1-4])(?:B(?P<reissue>[1-9]))?")


class Category(IntEnum):
    """The seven categories, by their official digit."""

    VISUAL = 1
    HEARING = 2
    SPEECH = 3
    LIMB = 4
    INTELLECTUAL = 5
    MENTAL = 6
    MULTIPLE = 7


class NotACertificate(ValueError):
    """The text is no disability certificate number; ``words`` says why, in Chinese."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


WRONG_SHAPE = gettext_noop(
    "残疾人证号应当是20位：18位身份证号码，加1位残疾类别（1到7）和1位残疾等级（1到4）；"
    "补发的证后面还有B1、B2等两位。请对照证件再看一遍。"
)
OTHER_HOLDER = gettext_noop(
    "这个残疾人证号的前18位和本人的身份证号码不一样。请看看是不是拿错了别人的证件。"
)


@dataclass(frozen=True, slots=True)
class DisabilityCertificate:
    """A certificate number that holds together, and what it tells."""

    number: str  # twenty or twenty-two characters
    holder: CitizenId
    category: Category
    grade: int  # 1 (heaviest) to 4
    reissue: int  # 0 for the first certificate, then 1, 2, …


def parse(text: str, on: date) -> DisabilityCertificate:
    """Read a certificate number. Raises ``NotACertificate``, in the holder's words if it is his."""
    number = citizen_id.normalised(text)
    shape = _SHAPE.fullmatch(number)
    if shape is None:
        raise NotACertificate(WRONG_SHAPE)
    try:
        holder = citizen_id.parse(shape["holder"], on)
    except citizen_id.NotACitizenId as fault:
        raise NotACertificate(fault.words) from fault
    return DisabilityCertificate(
        number=number,
        holder=holder,
        category=Category(int(shape["category"])),
        grade=int(shape["grade"]),
        reissue=int(shape["reissue"] or 0),
    )


def parse_for(text: str, holder_number: str, on: date) -> DisabilityCertificate:
    """Read a certificate that must belong to the person of ``holder_number``."""
    certificate = parse(text, on)
    if certificate.holder.number != holder_number:
        raise NotACertificate(OTHER_HOLDER)
    return certificate
