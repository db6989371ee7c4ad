"""A family as the rules see it: who lives together, and what is known of each. No table.

Three states of knowledge, never two:

* **unknown**: nobody has asked. The kind's key is simply absent from ``facts``.
* **none**: somebody asked, and there is none (no certificate, no permit): ``FactValue(NONE, …)``.
* **known**: ``FactValue(value, …)``.

A room that keeps facts builds a ``Family`` like this (keys and value types: ``rules.kinds``)::

    Family(
        household_id=household.pk,
        place="350206005023",
        persons=(
            Person(mother.pk, label="王女士", facts={}),
            Person(
                child.pk,
                label="小宇",
                guardians=(mother.pk, father.pk),
                facts={
                    "birth_date": FactValue(date(2020, 5, 1), observed_on=day),
                    "disability_grade": FactValue(NONE, observed_on=day),
                    "monthly_rehab_cost": FactValue(300_000, observed_on=day, source="document"),
                },
            ),
        ),
        facts={"dibao_status": FactValue(False, observed_on=day)},
    )

Money is whole fen, never below zero. A fact of the household (``Subject.HOUSEHOLD``) stands in
``Family.facts``, a fact of a person in ``Person.facts``; the evaluator never looks in the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Final, Literal
from uuid import UUID


class Nothing(Enum):
    """The answer "there is none", which is knowledge; Python's ``None`` is kept for "unknown"."""

    NONE = "none"


NONE: Final = Nothing.NONE

Value = bool | int | str | date | Nothing
Plain = bool | int | str | None
"""A value as JSON knows it."""

Source = Literal["stated", "document", "register", "derived"]
"""Who says so: the family itself, a paper seen, an official register, or another fact."""


@dataclass(frozen=True, slots=True)
class FactValue:
    """One answer: the value, the day it was seen to hold, and until when it may be relied on.

    ``valid_until`` is the last good day (a certificate's expiry); ``None`` leaves the question to
    the kind's own shelf life. A fact past its day is treated as unknown, never as its opposite.
    """

    value: Value = field(repr=False)
    observed_on: date
    source: Source = "stated"
    valid_until: date | None = None

    def plain(self) -> dict[str, Plain]:
        """As JSON knows it: days in ISO form, "none" as null."""
        return {
            "value": plain_value(self.value),
            "observed_on": self.observed_on.isoformat(),
            "source": self.source,
            "valid_until": self.valid_until.isoformat() if self.valid_until else None,
        }


@dataclass(frozen=True, slots=True)
class Person:
    """One member of the household.

    ``guardians``: ids of the legal guardians *within this household*; ``None`` means nobody has
    asked, the empty tuple that there are none here. ``label`` is what this viewer may see of the
    name (already masked where it must be); no rule reads it and no snapshot keeps it.
    """

    id: UUID
    facts: Mapping[str, FactValue] = field(default_factory=dict, repr=False)
    guardians: tuple[UUID, ...] | None = None
    label: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Family:
    """One household as known today. ``place`` is its community's code (GB/T 2260 + 10114)."""

    household_id: UUID
    place: str
    persons: tuple[Person, ...]
    facts: Mapping[str, FactValue] = field(default_factory=dict, repr=False)

    def person(self, person_id: UUID) -> Person:
        """The member with this id; ``KeyError`` where the household has none such."""
        for person in self.persons:
            if person.id == person_id:
                return person
        raise KeyError(person_id)

    def guardians_of(self, person: Person) -> tuple[Person, ...] | None:
        """The person's guardians living here; ``None`` when that was never asked."""
        if person.guardians is None:
            return None
        return tuple(member for member in self.persons if member.id in person.guardians)


def plain_value(value: Value) -> Plain:
    """A value as JSON knows it: a day in ISO form, "none" as null."""
    if isinstance(value, Nothing):
        return None
    return value.isoformat() if isinstance(value, date) else value
