"""Ages, relations, phone numbers and what counts as a basis. Pure."""

import datetime
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, cast
from uuid import UUID

from linli.rules.days import age_on, birthday_in
from linli.rules.facts import FactValue, Source, plain_value
from linli.rules.kinds import Kind

CHILD_UNTIL_YEARS: Final = 14
"""Under 14 everything is sensitive and the guardian consents (个人信息保护法 arts. 28, 31)."""

MINOR_UNTIL_YEARS: Final = 18
"""Under 18 a record opens by approval only (未成年人网络保护条例 art. 36)."""

HEAD: Final = "02"  # 户主 (GB/T 4761-2008)
LONGEST_ASSIGNMENT_DAYS: Final = 366
LONGEST_OPENING_DAYS: Final = 30
ROSTER_WAITS: Final = datetime.timedelta(days=7)
"""How long an uploaded roster is kept before somebody confirms it."""

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"0[0-9]{9,11}|[2-8][0-9]{6,7}")
_PHONE_SEPARATORS = re.compile(r"[\s\-—()（）.]+")


LEGAL_DUTY: Final = "legal_duty"
CONSENT: Final = "consent"
"""Why we may keep something (个人信息保护法 art. 13)."""

PAPER: Final = "paper"
SCREEN: Final = "screen"
READ_ALOUD: Final = "read_aloud"
CONSENT_FORMS: Final = (PAPER, SCREEN, READ_ALOUD)
"""How a consent was given."""


@dataclass(frozen=True, slots=True)
class LegalDuty:
    """A statute makes us keep it: which, by article, and for what."""

    article: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Consent:
    """Somebody agreed: who, to what, in which version of the words, and how.

    ``given_by``: the person themself or, for a child, a guardian. ``form``: one of CONSENT_FORMS;
    ``paper``: the photographed sheet; ``witness``: who heard it read aloud.
    """

    given_by: UUID
    purpose: str
    version: str
    form: str
    paper: UUID | None = None
    witness: str = ""


Ground = LegalDuty | Consent
"""What an action is given; kept as a row it is a *basis*."""


def birthday(born_on: datetime.date, age_years: int) -> datetime.date:
    """The day a person reaches an age, counted as the rules count it (``rules.days``)."""
    return birthday_in(born_on, born_on.year + age_years)


def age_years(born_on: datetime.date, on: datetime.date) -> int:
    """Whole years on a day (周岁). Raises ``ValueError`` before birth."""
    return age_on(born_on, on)


def is_minor(born_on: datetime.date, on: datetime.date) -> bool:
    """Under 18 on a day."""
    return on < birthday(born_on, MINOR_UNTIL_YEARS)


def is_child(born_on: datetime.date, on: datetime.date) -> bool:
    """Under 14 on a day."""
    return on < birthday(born_on, CHILD_UNTIL_YEARS)


def phone_number(text: str) -> str:
    """A Chinese number as it is kept: digits alone, without +86. Raises ValueError."""
    digits = _PHONE_SEPARATORS.sub("", unicodedata.normalize("NFKC", text))
    digits = digits.removeprefix("+86").removeprefix("0086")
    if len(digits) == 13 and digits.startswith("861"):
        digits = digits[2:]
    if not (_MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits)):
        raise ValueError("not a Chinese phone number")
    return digits


def masked_phone(digits: str) -> str:
    """``13800138000`` → ``138****8000``; of a landline only the last two digits."""
    if _MOBILE.fullmatch(digits):
        return f"{digits[:3]}****{digits[-4:]}"
    return "*" * (len(digits) - 2) + digits[-2:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """What somebody told us of a person, as typed; ``actions`` checks it.

    ``born_on`` and ``sex`` may be left out where a ``citizen_id`` tells them.
    """

    name: str
    citizen_id: str = ""
    born_on: datetime.date | None = None
    sex: int | None = None
    phone: str = ""
    hukou_place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMember:
    """One person of a household that is registered at one go.

    ``relation``: GB/T 4761 code. ``ground`` is needed under 14; ``guardians`` are the places of
    the guardians in the same list of members.
    """

    who: Registration
    relation: str
    ground: LegalDuty | None = None
    guardians: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHousehold:
    """A household and everybody in it, registered at one go."""

    members: tuple[NewMember, ...]
    number: str = ""
    building: str = ""
    door: str = ""


# ── Sheets ────────────────────────────────────────────────────────────────────────────────────

NO_END: Final = datetime.date.max
OBSERVED: Final = slice(0, 10)
UNTIL: Final = slice(11, 21)
SOURCE: Final = slice(22, 30)
AGREED: Final = slice(31, 39)
VALUE: Final = slice(40, None)
"""Where each part of an entry stands."""


def entry_of(fact: FactValue, *, agreed: str = "") -> str:
    """A fact as a sheet holds it: one text, ``2026-11-01 9999-12-31 stated            600``.

    ``agreed``: the purpose a person's own consent carries it to, besides those of its kind.

    Each part stands in its place, the value last, as JSON writes it; without a last day of its own
    a fact ends with the calendar. A million sheets are read at a go: one text a fact takes half the
    time of an object with four names.
    """
    until = fact.valid_until or NO_END
    value = json.dumps(plain_value(fact.value))
    return f"{fact.observed_on} {until} {fact.source:8} {agreed:8} {value}"


def agreed_in(entry: str | Mapping[str, Any]) -> str:
    """The purpose that a consent carries a sheet's fact to, or nothing."""
    return entry[AGREED].rstrip() if isinstance(entry, str) else ""


def fact_of(kind: Kind, entry: str | Mapping[str, Any]) -> FactValue:
    """The other way round; also from the object that a sheet of the first edition holds.

    Raises ``NotAFact`` where the value is none of the kind's.
    """
    if not isinstance(entry, str):
        until = entry.get("valid_until")
        return FactValue(
            kind.read(entry["value"]),
            observed_on=datetime.date.fromisoformat(entry["observed_on"]),
            source=entry["source"],
            valid_until=datetime.date.fromisoformat(until) if until else None,
        )
    until = datetime.date.fromisoformat(entry[UNTIL])
    return FactValue(
        kind.read(json.loads(entry[VALUE])),
        observed_on=datetime.date.fromisoformat(entry[OBSERVED]),
        source=cast(Source, entry[SOURCE].rstrip()),
        valid_until=None if until == NO_END else until,
    )
