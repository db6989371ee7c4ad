"""One edition of one benefit, as data; and the catalogue of all of them.

A pack is read from ``packs/<benefit>-<edition>.yaml`` by ``loader`` and never changes afterwards.
Two editions of one benefit are never in force on the same day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

from linli.rules.amounts import AmountRule
from linli.rules.conditions import Condition
from linli.rules.days import StatedDay
from linli.rules.figures import Parameter, Source
from linli.rules.kinds import Kind
from linli.rules.learning import Paper
from linli.rules.words import Words


class Unit(Enum):
    """Who receives a benefit: each person for himself, or the household as one."""

    PERSON = "person"
    HOUSEHOLD = "household"


class AgesOn(Enum):
    """On which day of the year an age is read."""

    THE_DAY = "the_day"
    JANUARY_1 = "january_1"


class CountsFrom(Enum):
    """From when a benefit is paid."""

    MONTH_OF_APPLICATION = "month_of_application"
    NOT_STATED = "not_stated"


class Relation(Enum):
    """How two benefits live together."""

    STACKABLE = "stackable"
    EXCLUSIVE = "exclusive"
    TAKE_HIGHER = "take_higher"
    TOP_UP_TO = "top_up_to"
    PREREQUISITE = "prerequisite"


class Related(NamedTuple):
    """A relation to another benefit, and where it was read."""

    how: Relation
    benefit: str
    source: Source


class Document(NamedTuple):
    """Something to hand in: one of these papers will do."""

    one_of: tuple[Paper, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Application:
    """Where and how to apply."""

    where: Words
    how: Words
    source: Source


@dataclass(frozen=True, slots=True)
class Pack:
    """One edition of one benefit. ``digest``: SHA-256 of the file it was read from, in hex."""

    id: str
    edition: str
    name: Words
    unit: Unit
    issuer: Words
    jurisdiction: str
    legal_source: Source
    effective_from: StatedDay
    effective_to: StatedDay | None
    ages_on: AgesOn
    conditions: Condition
    amount: AmountRule | None
    parameters: Mapping[str, Parameter]
    documents: tuple[Document, ...]
    application: Application
    counts_from: CountsFrom
    relations: tuple[Related, ...]
    received_when: Kind | None
    caveats: tuple[Words, ...]
    digest: str

    @property
    def is_personal(self) -> bool:
        """Whether each person is judged for himself."""
        return self.unit is Unit.PERSON

    def in_force(self, on: date) -> bool:
        """Whether this edition rules on that day."""
        ended = self.effective_to is not None and on > self.effective_to.last
        return self.effective_from.first <= on and not ended

    def reference_day(self, on: date) -> date:
        """The day on which ages are read for an application of ``on``."""
        return date(on.year, 1, 1) if self.ages_on is AgesOn.JANUARY_1 else on


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All packs, in the order in which a worker should meet them."""

    packs: tuple[Pack, ...]

    def in_force(self, benefit: str, on: date) -> Pack | None:
        """The edition of a benefit that rules on that day."""
        for pack in self.packs:
            if pack.id == benefit and pack.in_force(on):
                return pack
        return None

    def for_place(self, place: str, on: date) -> tuple[Pack, ...]:
        """Every benefit in force on that day for a family living in ``place`` (a division code)."""
        return tuple(
            pack for pack in self.packs if pack.in_force(on) and place.startswith(pack.jurisdiction)
        )
