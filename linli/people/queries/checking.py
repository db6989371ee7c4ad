"""What a registration must be like before it is kept; one place for the desk, the roster, the demo.

Each refusal is a sentence for the person at the desk: what is wrong, and what to do.
"""

import datetime
import re
from typing import NamedTuple

from django.utils.translation import gettext, gettext_lazy

from linli.kernel import citizen_id as citizen_ids, names
from linli.kernel.refusal import Refused
from linli.kernel.sealed import unseal
from linli.people.models import Resident, Sex
from linli.people.terms import Registration, phone_number

LONGEST_NAME = 60
_NAME = re.compile(r"[^\W\d_][^\d_<>\"/\\]*")
_DIVISION = re.compile(r"[1-9][0-9]{1,11}")


class NotARegistration(Refused):
    """What was typed cannot be a person."""

    words = gettext_lazy("登记内容有误。")


class NameMissing(NotARegistration):
    words = gettext_lazy("请填写姓名。")


class NameStrange(NotARegistration):
    words = gettext_lazy("“%(name)s”不像一个姓名：姓名里不应有数字和符号，最多60个字。")
    remedy = gettext_lazy("请看看是不是填错了格子。")


class WrongCitizenId(NotARegistration):
    words = gettext_lazy("%(fault)s")


class BirthDateMissing(NotARegistration):
    words = gettext_lazy("请填写出生日期，或者填写18位身份证号码。")


class NotYetBorn(NotARegistration):
    words = gettext_lazy("出生日期（%(born_on)s）还没有到，请再看一遍。")


class BornTooLongAgo(NotARegistration):
    words = gettext_lazy("出生日期（%(born_on)s）太早了，请再看一遍年份。")


class BirthDateDiffers(NotARegistration):
    words = gettext_lazy("填写的出生日期（%(typed)s）和身份证号码里的（%(born_on)s）不一样。")
    remedy = gettext_lazy("请对照证件，改正其中一个。")


class SexMissing(NotARegistration):
    words = gettext_lazy("请选择性别，或者填写18位身份证号码。")


class SexDiffers(NotARegistration):
    words = gettext_lazy("填写的性别和身份证号码里的不一样。")
    remedy = gettext_lazy("号码第17位是单数为男，双数为女；请对照证件，改正其中一个。")


class WrongPhone(NotARegistration):
    words = gettext_lazy("电话号码“%(phone)s”不对：手机号是11位，座机要带区号。")
    remedy = gettext_lazy("没有电话可以先空着。")


class WrongHukou(NotARegistration):
    words = gettext_lazy("户籍地代码“%(code)s”不对：应当是2到12位数字，例如湖里区是350206。")
    remedy = gettext_lazy("不清楚可以先空着。")


class Person(NamedTuple):
    """A registration that holds together, in the form in which it is kept."""

    name: str
    sex: int
    born_on: datetime.date
    citizen_id: str  # 18 characters, or empty
    phone: str  # digits, or empty
    hukou_place: str


def checked(who: Registration, on: datetime.date) -> Person:
    """Make one form of what was typed. Raises a ``NotARegistration``."""
    name = names.tidy(who.name)
    if not name:
        raise NameMissing
    if len(name) > LONGEST_NAME or not _NAME.fullmatch(name):
        raise NameStrange(name=name[:LONGEST_NAME])
    known = _citizen_id(who.citizen_id, on)
    born_on = _born_on(who, known, on)
    return Person(
        name=name,
        sex=_sex(who, known),
        born_on=born_on,
        citizen_id=known.number if known else "",
        phone=_phone(who.phone),
        hukou_place=_hukou_place(who.hukou_place),
    )


def as_kept(resident: Resident) -> Person:
    """A row read back into the form in which registrations are compared."""
    return Person(
        name=resident.name,
        sex=resident.sex,
        born_on=resident.born_on,
        citizen_id=unseal(resident, "citizen_id") or "",
        phone=unseal(resident, "phone") or "",
        hukou_place=resident.hukou_place,
    )


def differing(before: Person, after: Person) -> list[str]:
    """The fields in which two forms of a person differ."""
    return [field for field in Person._fields if getattr(before, field) != getattr(after, field)]


def _citizen_id(text: str, on: datetime.date) -> citizen_ids.CitizenId | None:
    if not text.strip():
        return None
    try:
        return citizen_ids.parse(text, on)
    except citizen_ids.NotACitizenId as fault:
        raise WrongCitizenId(fault=gettext(fault.words)) from fault


def _born_on(
    who: Registration, known: citizen_ids.CitizenId | None, on: datetime.date
) -> datetime.date:
    born_on = known.born_on if known else who.born_on
    if born_on is None:
        raise BirthDateMissing
    if who.born_on and who.born_on != born_on:
        raise BirthDateDiffers(typed=who.born_on.isoformat(), born_on=born_on.isoformat())
    if born_on > on:
        raise NotYetBorn(born_on=born_on.isoformat())
    if on.year - born_on.year > citizen_ids.OLDEST_AGE_YEARS and not known:
        raise BornTooLongAgo(born_on=born_on.isoformat())
    return born_on


def _sex(who: Registration, known: citizen_ids.CitizenId | None) -> int:
    if known is None:
        if who.sex not in Sex.values:
            raise SexMissing
        return who.sex
    if who.sex in (Sex.MALE, Sex.FEMALE) and who.sex != known.sex:
        raise SexDiffers
    return known.sex


def _phone(text: str) -> str:
    if not text.strip():
        return ""
    try:
        return phone_number(text)
    except ValueError as fault:
        raise WrongPhone(phone=text.strip()[:20]) from fault


def _hukou_place(text: str) -> str:
    code = text.strip()
    if code and not _DIVISION.fullmatch(code):
        raise WrongHukou(code=code[:20])
    return code
