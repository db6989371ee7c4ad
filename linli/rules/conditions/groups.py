"""Constructs that hold others: all, any, not, every, some."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Literal

from linli.rules.conditions.base import (
    HERE,
    NOWHERE,
    Condition,
    Open,
    Reason,
    Samples,
    Way,
    all_of,
    found,
    found_beneath,
    merged,
    shortest,
)
from linli.rules.conditions.leaves import FactIs
from linli.rules.facts import Person
from linli.rules.situation import Asked, Situation, Truth, all_hold, any_holds
from linli.rules.words import Words

NOBODY = Words("家里没有登记这样的人", "no such person is recorded")
TALLY = Words("{total}人中有{held}人符合", "{held} of {total} do")
WHO_GUARDS = Words("监护人是谁", "who the guardians are")


@dataclass(frozen=True, slots=True)
class Group:
    """``all`` or ``any`` of at least one part; with ``says``, its parts are explained below it."""

    how: Literal["all", "any"]
    parts: tuple[Condition, ...]
    says: Words | None = None

    def answer(self, at: Situation) -> Truth:
        # A list, not a generator: every part is asked, so that every fact it rests on is noted.
        return _together(self.how)([at.truth(part) for part in self.parts])

    def explain(self, at: Situation, depth: int = 0) -> Iterator[Reason]:
        beneath = depth + 1 if self.says else depth
        lines = [line for part in self.parts for line in part.explain(at, beneath)]
        if self.says:
            holds = at.truth(self)
            yield Reason(depth, self.says, holds, found_beneath(lines, beneath, holds))
        yield from lines

    def still_open(self, at: Situation) -> Iterator[Open]:
        if at.truth(self) is None:
            yield from chain.from_iterable(part.still_open(at) for part in self.parts)

    def ways(self, at: Situation, want: bool) -> tuple[Way, ...]:
        if at.truth(self) is want:
            return HERE
        each = (part.ways(at, want) for part in self.parts)
        needs_every_part = want is (self.how == "all")
        return all_of(each) if needs_every_part else shortest(chain.from_iterable(each))

    def samples(self, at: Situation) -> Samples:
        return merged(part.samples(at) for part in self.parts)

    def turns(self, at: Situation) -> Iterator[date]:
        return chain.from_iterable(part.turns(at) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary of one plain fact. Unknown stays unknown."""

    part: FactIs
    says: Words

    def answer(self, at: Situation) -> Truth:
        return _contrary(at.truth(self.part))

    def explain(self, at: Situation, depth: int = 0) -> Iterator[Reason]:
        kind = self.part.kind
        yield Reason(depth, self.says, at.truth(self), (found(kind, at),), (at.asked(kind),))

    def still_open(self, at: Situation) -> Iterator[Open]:
        yield from self.part.still_open(at)

    def ways(self, at: Situation, want: bool) -> tuple[Way, ...]:
        return self.part.ways(at, not want)

    def samples(self, at: Situation) -> Samples:
        return self.part.samples(at)

    def turns(self, at: Situation) -> Iterator[date]:
        return iter(())


@dataclass(frozen=True, slots=True)
class Each:
    """``every`` or ``some`` of the members, or of the subject's guardians.

    Nobody satisfies neither: no parents qualify nobody. Guardians never asked about are unknown.
    """

    how: Literal["every", "some"]
    who: Literal["members", "guardians"]
    part: Condition
    says: Words

    def answer(self, at: Situation) -> Truth:
        people = self._people(at)
        if people is None:
            return None
        if not people:
            return False
        return _together(self.how)([at.about(one).truth(self.part) for one in people])

    def explain(self, at: Situation, depth: int = 0) -> Iterator[Reason]:
        yield Reason(depth, self.says, at.truth(self), self._tally(at), self._asked(at))

    def _asked(self, at: Situation) -> tuple[Asked, ...]:
        """What is read of each of them, where it is read directly."""
        kinds = [part.kind for part in every_part(self.part) if isinstance(part, FactIs)]
        return tuple(at.about(one).asked(kind) for one in self._people(at) or () for kind in kinds)

    def _tally(self, at: Situation) -> tuple[Words, ...]:
        people = self._people(at)
        if people is None:
            return ()
        if not people:
            return (NOBODY,)
        held = sum(at.about(one).truth(self.part) is True for one in people)
        return (TALLY % {"total": str(len(people)), "held": str(held)},)

    def _people(self, at: Situation) -> tuple[Person, ...] | None:
        if self.who == "members":
            return at.family.persons
        return at.family.guardians_of(at.person) if at.person else None

    def still_open(self, at: Situation) -> Iterator[Open]:
        if at.truth(self) is not None:
            return
        people = self._people(at)
        if people is None:
            yield Open(standard=WHO_GUARDS)
            return
        for one in people:
            yield from self.part.still_open(at.about(one))

    def ways(self, at: Situation, want: bool) -> tuple[Way, ...]:
        if at.truth(self) is want:
            return HERE
        people = self._people(at)
        if not people:
            return NOWHERE
        each = (self.part.ways(at.about(one), want) for one in people)
        needs_everyone = want is (self.how == "every")
        return all_of(each) if needs_everyone else shortest(chain.from_iterable(each))

    def samples(self, at: Situation) -> Samples:
        people = self._people(at)
        return self.part.samples(at.about(people[0])) if people else {}

    def turns(self, at: Situation) -> Iterator[date]:
        people = self._people(at) or ()
        return chain.from_iterable(self.part.turns(at.about(one)) for one in people)


def every_part(condition: Condition) -> Iterator[Condition]:
    """A condition and all it is made of, from the root down; other benefits are not entered."""
    yield condition
    parts: tuple[Condition, ...] = ()
    if isinstance(condition, Group):
        parts = condition.parts
    elif isinstance(condition, Each | Not):
        parts = (condition.part,)
    yield from chain.from_iterable(every_part(part) for part in parts)


def _together(how: str) -> Callable[[Iterable[Truth]], Truth]:
    return all_hold if how in ("all", "every") else any_holds


def _contrary(truth: Truth) -> Truth:
    return None if truth is None else not truth
