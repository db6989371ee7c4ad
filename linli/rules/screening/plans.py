"""What is to be reckoned, in which order, for a whole registry. Plain data; ``walking`` does it.

A household's columns come from its own row and from its members; a person's from its own row, its
household and its guardians. So the work has *layers*: a layer groups persons into households, then
carries what the next layer needs back to the persons. The packs we ship need one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from linli.rules.screening.expressions import Column, Expression, columns_of

MEMBERS = "_members"
"""How many persons a household has."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """A household's number, gathered from its members; 0 without members.

    ``count`` counts known values.
    """

    name: str
    how: Literal["sum", "count", "min", "max"]
    part: Expression
    layer: int


@dataclass(frozen=True, slots=True)
class OfHousehold:
    """A truth worked out once a household, because persons ask for it."""

    name: str
    part: Expression
    layer: int


@dataclass(frozen=True, slots=True)
class OfGuardian:
    """A number worked out of a person, to be read by those whose guardian he is.

    A person then has it twice, ``name_1`` and ``name_2``: null where no such guardian lives here.
    """

    name: str
    part: Expression
    layer: int

    @property
    def columns(self) -> tuple[str, str]:
        """Where the first and the second guardian's number stands."""
        return f"{self.name}_1", f"{self.name}_2"


@dataclass(frozen=True, slots=True)
class Answer:
    """One benefit's two result columns: the truth, and fen a month where known to the fen."""

    benefit: str
    truth: Expression
    fen: Expression

    @property
    def columns(self) -> dict[str, Expression]:
        """By the name under which they are written."""
        return {self.benefit: self.truth, f"{self.benefit}_fen": self.fen}


Step = Grouped | OfHousehold | OfGuardian


@dataclass(slots=True)
class Plan:
    """Everything to be reckoned. ``persons`` and ``households``: the benefits of each unit.

    ``asked``: what is asked of a person's own row, each question once. They are answered while the
    file is read, so that of a place or a category only the answer is carried further.
    """

    asked: dict[str, Expression] = field(default_factory=dict)
    grouped: dict[str, Grouped] = field(default_factory=dict)
    of_household: dict[str, OfHousehold] = field(default_factory=dict)
    of_guardian: dict[str, OfGuardian] = field(default_factory=dict)
    persons: list[Answer] = field(default_factory=list)
    households: list[Answer] = field(default_factory=list)

    @property
    def steps(self) -> tuple[Step, ...]:
        """Everything to be reckoned before the answers."""
        return (*self.grouped.values(), *self.of_household.values(), *self.of_guardian.values())

    @property
    def layers(self) -> int:
        """How often persons are grouped."""
        return max((step.layer for step in self.steps), default=0)

    def layer_of(self, *expressions: Expression) -> int:
        """The layer after which all that these read is there; facts are there from the start."""
        layers: dict[str, int] = {}
        for step in self.steps:
            names = step.columns if isinstance(step, OfGuardian) else (step.name,)
            layers |= dict.fromkeys(names, step.layer)
        return max((layers.get(name, 0) for name in reads(expressions)), default=0)

    @property
    def later(self) -> tuple[Expression, ...]:
        """Every expression but what is asked while reading."""
        return (
            *(step.part for step in self.steps),
            *self.answers_of_persons().values(),
            *self.answers_of_households().values(),
        )

    def of_persons(self, layer: int) -> tuple[Expression, ...]:
        """What is reckoned of persons on the way to this layer."""
        return tuple(
            step.part
            for step in self.steps
            if step.layer == layer and not isinstance(step, OfHousehold)
        )

    def answers_of_persons(self) -> dict[str, Expression]:
        """The columns of the persons' results."""
        return {name: one for answer in self.persons for name, one in answer.columns.items()}

    def answers_of_households(self) -> dict[str, Expression]:
        """The columns of the households' results."""
        return {name: one for answer in self.households for name, one in answer.columns.items()}


def reads(expressions: Iterable[Expression]) -> frozenset[str]:
    """Every column these read."""
    return frozenset().union(*map(columns_of, expressions))


def same(names: Iterable[str]) -> dict[str, Expression]:
    """Columns taken as they are."""
    return {name: Column(name) for name in names}
