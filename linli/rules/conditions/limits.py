"""Tests of one value: against a limit, a list, a place, or just whether there is one.

A figure that may have risen since it was last verified can turn nobody away: where it would say no,
``Compare`` answers unknown. A figure no source gives decides nothing at all.
"""

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from linli.rules.conditions.base import Open
from linli.rules.facts import NONE, Value
from linli.rules.figures import Figure, Parameter
from linli.rules.kinds import Kind, Shape
from linli.rules.situation import Situation, Truth
from linli.rules.words import Words

A_LOT = 10**13
"""More fen than any family has: stands for "a high income" when trying out answers."""


class Limit(NamedTuple):
    """A limit: a plain number, or a figure, perhaps so many times another figure."""

    number: int | None = None
    parameter: str | None = None
    times: str | None = None

    def on(self, at: Situation) -> tuple[int | None, bool]:
        """The number on the day asked (``None``: no source gives it), and if it is outdated."""
        if self.parameter is None:
            return self.number, False
        figures = [at.figure(key) for key in (self.parameter, self.times) if key]
        outdated = any(figure.outdated for figure in figures)
        product = 1
        for figure in figures:
            if figure.value is None:
                return None, outdated
            product *= figure.value
        return product, outdated

    def missing(self, at: Situation) -> Iterator[Open]:
        """The figures of the day that must be verified before this limit can decide."""
        for figure in (at.figure(key) for key in (self.parameter, self.times) if key):
            if figure.value is None or figure.outdated:
                yield Open(standard=_to_verify(figure), figure=figure)

    def turns(self, figures: Mapping[str, Parameter]) -> Iterator[date]:
        """The days on which another value of one of its figures begins."""
        for key in (self.parameter, self.times):
            if key is not None:
                yield from (dated.since.first for dated in figures[key].values)


def _to_verify(figure: Figure) -> Words:
    if figure.value is None or figure.verified_on is None:
        return Words("现行的{name}", "the current {name}") % {"name": figure.name}
    return Words(
        "现行的{name}（手头只有{day}的{value}）", "the current {name} (ours is of {day}: {value})"
    ) % {"name": figure.name, "day": figure.verified_on.say(), "value": figure.say()}


_COMPARE: Mapping[str, Callable[[int, int], bool]] = {
    "at_most": operator.le,
    "under": operator.lt,
    "at_least": operator.ge,
    "above": operator.gt,
}


@dataclass(frozen=True, slots=True)
class Compare:
    """``at_most``, ``under``, ``at_least`` or ``above`` a limit."""

    how: Literal["at_most", "under", "at_least", "above"]
    limit: Limit

    @property
    def is_ceiling(self) -> bool:
        """Whether more can only hurt."""
        return self.how in ("at_most", "under")

    def holds(self, value: Value, at: Situation) -> Truth:
        if value is NONE or not isinstance(value, int):
            return False
        limit, outdated = self.limit.on(at)
        return self.verdict(value, limit, outdated)

    def verdict(self, value: int, limit: int | None, outdated: bool) -> Truth:
        """An unknown limit decides nothing; an outdated one turns nobody away."""
        if limit is None:
            return None
        if _COMPARE[self.how](value, limit):
            return True
        return None if outdated else False

    def samples(self, kind: Kind) -> set[Value]:
        if kind.shape is Shape.CHOICE:
            return set(kind.choices)
        return {0} if self.is_ceiling else {A_LOT}


@dataclass(frozen=True, slots=True)
class OneOf:
    """Equal to one of these values."""

    values: frozenset[Value]

    def holds(self, value: Value, at: Situation) -> Truth:
        return value in self.values

    def samples(self, kind: Kind) -> set[Value]:
        return set(kind.choices) or {True, False}


@dataclass(frozen=True, slots=True)
class Within:
    """A place in the division with this code, at whatever depth."""

    code: str

    def holds(self, value: Value, at: Situation) -> Truth:
        return isinstance(value, str) and value.startswith(self.code)

    def samples(self, kind: Kind) -> set[Value]:
        return {self.code}


@dataclass(frozen=True, slots=True)
class Exists:
    """There is one, whatever it says: the contrary of "asked, and there is none"."""

    def holds(self, value: Value, at: Situation) -> Truth:
        return value is not NONE

    def samples(self, kind: Kind) -> set[Value]:
        return set(kind.choices) or {True}


Test = Compare | OneOf | Within | Exists
