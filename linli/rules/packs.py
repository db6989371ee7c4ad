"""One edition of one benefit, as data; and the catalogue of all of them.

A pack is read from ``packs/<place>/<benefit>-<edition>.yaml`` and never changes afterwards.
Two editions of one benefit are never in force in one jurisdiction on the same day; where several
jurisdictions have the benefit, the nearest one rules.
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


NATIONWIDE = "cn"
"""The jurisdiction of what applies in the whole country; any other is a division code."""


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


class UsualDays(NamedTuple):
    """How long the office usually takes, as a source says it; working days where it says so."""

    days: int
    working: bool
    source: Source

    def say(self) -> Words:
        """``通常10个工作日`` / ``usually 10 working days``."""
        unit = Words("个工作日", "working days") if self.working else Words("天", "days")
        return Words("通常{n}{unit}", "usually {n} {unit}") % {"n": str(self.days), "unit": unit}


class Rhythm(Enum):
    """How often bills are settled."""

    MONTH = "month"
    QUARTER = "quarter"

    @property
    def months(self) -> int:
        """How many months one settlement covers."""
        return 1 if self is Rhythm.MONTH else 3


class Settlement(NamedTuple):
    """Paid afterwards against bills, at one of these rhythms: which one is the office's to say."""

    every: tuple[Rhythm, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Pack:
    """One edition of one benefit. ``digest``: SHA-256 of the file it was read from, in hex.

    ``likely_when``: the sign that makes it worth asking about at all; ``None``: always. It brings
    a benefit up and never decides it. ``settlement``: ``None`` where it is paid without bills.
    """

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
    likely_when: Condition | None
    amount: AmountRule | None
    parameters: Mapping[str, Parameter]
    documents: tuple[Document, ...]
    application: Application
    usual_days: UsualDays | None
    settlement: Settlement | None
    counts_from: CountsFrom
    relations: tuple[Related, ...]
    received_when: Kind | None
    caveats: tuple[Words, ...]
    digest: str

    @property
    def is_personal(self) -> bool:
        """Whether each person is judged for himself."""
        return self.unit is Unit.PERSON

    @property
    def reach(self) -> str:
        """The division code beneath which it applies; empty for the whole country."""
        return "" if self.jurisdiction == NATIONWIDE else self.jurisdiction

    def applies(self, place: str, on: date) -> bool:
        """Whether it rules on that day in ``place`` (a division code)."""
        return place.startswith(self.reach) and self.in_force(on)

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

    def in_force(self, benefit: str, place: str, on: date) -> Pack | None:
        """The edition of a benefit that rules in ``place`` on that day: the nearest one."""
        ruling = [pack for pack in self.packs if pack.id == benefit and pack.applies(place, on)]
        return max(ruling, key=lambda pack: len(pack.reach), default=None)

    def for_place(self, place: str, on: date) -> tuple[Pack, ...]:
        """Every benefit in force on that day for a family living in ``place`` (a division code).

        A city's own edition stands before the province's, the province's before the country's.
        """
        ruling = [pack for pack in self.packs if pack.applies(place, on)]
        nearest: dict[str, int] = {}
        for pack in ruling:
            nearest[pack.id] = max(nearest.get(pack.id, 0), len(pack.reach))
        return tuple(pack for pack in ruling if len(pack.reach) == nearest[pack.id])
