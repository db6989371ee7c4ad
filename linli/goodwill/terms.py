"""On what terms a round goes: its reasons, what a fact must say to match, its sums. Pure."""

import datetime
from collections.abc import Callable, Mapping
from typing import NamedTuple

from linli.rules.days import age_on
from linli.rules.facts import NONE, FactValue, Family, Person, Value
from linli.rules.kinds import KINDS
from linli.rules.situation import fresh

MONEY, GOODS = "money", "goods"
KINDS_OF_ROUND = (MONEY, GOODS)

LIVES_ALONE_FROM_YEARS = 80
HEAVY_GRADES = (1, 2)

BY_HAND = ("serious_illness", "bereavement", "child_in_difficulty", "upheaval", "veteran", "other")
"""Reasons nobody may read out of a record: a person who knows the family says them."""


def _known(facts: Mapping[str, FactValue], kind: str, on: datetime.date) -> Value | None:
    """What a fact says, if it may still be relied on; None where nobody knows."""
    fact = facts.get(kind)
    if fact is None or not fresh(fact, KINDS[kind], on) or fact.value is NONE:
        return None
    return fact.value


def _of_home(kind: str) -> Callable[[Family, datetime.date], bool]:
    return lambda family, on: _known(family.facts, kind, on) is True


def _of_somebody(kind: str) -> Callable[[Family, datetime.date], bool]:
    return lambda family, on: any(
        _known(person.facts, kind, on) is True for person in family.persons
    )


def _alone_and_old(family: Family, on: datetime.date) -> bool:
    return len(family.persons) == 1 and _age_years(family.persons[0], on) >= LIVES_ALONE_FROM_YEARS


def _age_years(person: Person, on: datetime.date) -> int:
    """Whole years; 0 where the birth date is not known, which never matches."""
    born = _known(person.facts, "birth_date", on)
    if not isinstance(born, datetime.date):
        return 0
    return age_on(born, on)


def _heavily_disabled(family: Family, on: datetime.date) -> bool:
    return any(
        _known(person.facts, "disability_grade", on) in HEAVY_GRADES for person in family.persons
    )


BY_FACT: Mapping[str, Callable[[Family, datetime.date], bool]] = {
    "alone_80": _alone_and_old,
    "severe_disability": _heavily_disabled,
    "dibao": _of_home("dibao_status"),
    "low_income": _of_home("low_income_status"),
    "rigid_expense": _of_home("rigid_expense_status"),
    "tekun": _of_somebody("tekun_status"),
}
"""Reasons that can be found: what must be known of a family. What is unknown never matches."""

REASONS = (*BY_FACT, *BY_HAND)


def matches(reason: str, family: Family, on: datetime.date) -> bool:
    """Whether what is known of a family, and still holds, gives this reason."""
    return BY_FACT[reason](family, on)


class Sums(NamedTuple):
    """A round's end, in fen or pieces: what was taken out was handed out or went back."""

    each: int
    planned: int
    given: int

    @property
    def returned(self) -> int:
        """How many households' shares went back."""
        return self.planned - self.given

    @property
    def taken_out(self) -> int:
        return self.planned * self.each

    @property
    def handed_out(self) -> int:
        return self.given * self.each

    @property
    def went_back(self) -> int:
        return self.taken_out - self.handed_out
