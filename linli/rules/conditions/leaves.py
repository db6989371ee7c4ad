"""Constructs that look at facts themselves: one fact, an age, a sum a head, another benefit."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from linli.rules.conditions.base import (
    HERE,
    NOWHERE,
    Condition,
    Open,
    Reason,
    Samples,
    Way,
    found,
    to_learn,
)
from linli.rules.conditions.limits import Compare, Test
from linli.rules.days import age_on, first_day_of_age
from linli.rules.kinds import KINDS, Kind
from linli.rules.situation import Situation, Truth
from linli.rules.words import Words

BIRTH = KINDS["birth_date"]


@dataclass(frozen=True, slots=True)
class FactIs:
    """One fact passes one test."""

    kind: Kind
    test: Test
    says: Words | None = None

    def answer(self, at: Situation) -> Truth:
        value = at.look(self.kind)
        return None if value is None else self.test.holds(value, at)

    def explain(self, at: Situation, depth: int = 0) -> Iterator[Reason]:
        says = self.says or self.kind.name
        yield Reason(depth, says, at.truth(self), (found(self.kind, at),), (at.asked(self.kind),))

    def still_open(self, at: Situation) -> Iterator[Open]:
        if at.truth(self) is not None:
            return
        if at.look(self.kind) is None:
            yield to_learn(self.kind, at)
        if isinstance(self.test, Compare):
            yield from self.test.limit.missing(at)

    def ways(self, at: Situation, want: bool) -> tuple[Way, ...]:
        if at.truth(self) is want:
            return HERE
        step = at.step(self.kind)
        values = self.test.samples(self.kind)
        if step and any(self.test.holds(value, at) is want for value in values):
            return (frozenset({step}),)
        return NOWHERE

    def samples(self, at: Situation) -> Samples:
        return {self.kind.key: self.test.samples(self.kind)}

    def turns(self, at: Situation) -> Iterator[date]:
        if isinstance(self.test, Compare):
            yield from self.test.limit.turns(at.pack.parameters)


@dataclass(frozen=True, slots=True)
class AgeIs:
    """The subject's completed years (周岁) on the day asked, or on 1 January of its year.

    Which of the two is the pack's to say (``ages_on``); a child born after 1 January is 0 all year.
    """

    test: Compare
    says: Words | None = None

    def answer(self, at: Situation) -> Truth:
        born = at.look(BIRTH)
        if not isinstance(born, date):
            return None
        if at.on < born:
            return False
        return self.test.holds(age_on(born, max(born, at.pack.reference_day(at.on))), at)

    def explain(self, at: Situation, depth: int = 0) -> Iterator[Reason]:
        says = self.says or BIRTH.name
        yield Reason(depth, says, at.truth(self), (self._years(at),), (at.asked(BIRTH),))

    def _years(self, at: Situation) -> Words:
        born = at.look(BIRTH)
        if not isinstance(born, date) or at.on < born:
            return found(BIRTH, at)
        years = str(age_on(born, max(born, at.pack.reference_day(at.on))))
        return Words("{years}周岁", "aged {years}") % {"years": years}

    def still_open(self, at: Situation) -> Iterator[Open]:
        if at.truth(self) is None:
            yield to_learn(BIRTH, at)

    def ways(self, at: Situation, want: bool) -> tuple[Way, ...]:
        if at.truth(self) is want:
            return HERE
        step = at.step(BIRTH)
        return (frozenset({step}),) if step else NOWHERE

    def samples(self, at: Situation) -> Samples:
        limit = self.test.limit.number or 0
        year = at.on.year
        return {BIRTH.key: {date(year - age, 1, 1) for age in (limit - 1, limit, limit + 1)}}

    def turns(self, at: Situation) -> Iterator[date]:
        born = at.look(BIRTH)
        if not isinstance(born, date):
            return
        yield born  # a ceiling holds from the first day of a life
        if not self.test.is_ceiling:
            years = (self.test.limit.number or 0) + (self.test.how == "above")
            reached = first_day_of_age(born, years)
            if reached is not None:
                yield at.pack.first_day_read(reached)


@dataclass(frozen=True, slots=True)
class PerHead:
    """A sum over all members, for each of them, against a limit: income, financial assets.

    Amounts are never negative, so what is known is a floor: a family whose known part is already
    above a ceiling is above it, whatever the others say.
    """

    kind: Kind
    test: Compare
    says: Words

    def answer(self, at: Situation) -> Truth:
        parts = self._parts(at)
        limit, outdated = self.test.limit.on(at)
        if not parts:
            return False
        floor = sum(part for part in parts if part is not None)
        truth = self.test.verdict(floor, None if limit is None else limit * len(parts), outdated)
        if None not in parts:
            return truth
        final = truth is (not self.test.is_ceiling)  # what more money cannot change any more
        return truth if final else None

    def _parts(self, at: Situation) -> list[int | None]:
        looked = [at.about(person).look(self.kind) for person in at.family.persons]
        return [value if isinstance(value, int) else None for value in looked]

    def explain(self, at: Situation, depth: int = 0) -> Iterator[Reason]:
        asked = tuple(at.about(one).asked(self.kind) for one in at.family.persons)
        yield Reason(depth, self.says, at.truth(self), (self._known(at),), asked)

    def _known(self, at: Situation) -> Words:
        parts = self._parts(at)
        unknown = parts.count(None)
        if unknown:
            return Words("还有{n}人的{kind}不知道", "{kind} of {n} is unknown") % {
                "n": str(unknown),
                "kind": self.kind.name,
            }
        a_head = self.kind.say(sum(part or 0 for part in parts) // max(len(parts), 1))
        return Words("人均{amount}", "{amount} a head") % {"amount": a_head}

    def still_open(self, at: Situation) -> Iterator[Open]:
        if at.truth(self) is not None:
            return
        for person in at.family.persons:
            if at.about(person).look(self.kind) is None:
                yield to_learn(self.kind, at.about(person))
        yield from self.test.limit.missing(at)

    def ways(self, at: Situation, want: bool) -> tuple[Way, ...]:
        if at.truth(self) is want:
            return HERE
        limit, _outdated = self.test.limit.on(at)
        steps = {at.about(person).step(self.kind) for person in at.family.persons} - {None}
        if limit is None or not steps or at.truth(self) is (not want):
            return NOWHERE
        return (frozenset(step for step in steps if step),)

    def samples(self, at: Situation) -> Samples:
        return {self.kind.key: self.test.samples(self.kind)}

    def turns(self, at: Situation) -> Iterator[date]:
        return self.test.limit.turns(at.pack.parameters)


@dataclass(frozen=True, slots=True)
class QualifiesFor:
    """Another benefit's conditions hold for this family on the same day."""

    benefit: str
    says: Words

    def _there(self, at: Situation) -> tuple[Condition, Situation] | None:
        pack = at.catalogue.in_force(self.benefit, at.family.place, at.on)
        if pack is None:
            return None
        there = at.under(pack)
        return pack.conditions, there if pack.is_personal else there.about(None)

    def answer(self, at: Situation) -> Truth:
        there = self._there(at)
        return there[1].truth(there[0]) if there else None

    def explain(self, at: Situation, depth: int = 0) -> Iterator[Reason]:
        yield Reason(depth, self.says, at.truth(self))

    def still_open(self, at: Situation) -> Iterator[Open]:
        there = self._there(at)
        if there is None:
            yield Open(standard=self.says)
        else:
            yield from there[0].still_open(there[1])

    def ways(self, at: Situation, want: bool) -> tuple[Way, ...]:
        there = self._there(at)
        return there[0].ways(there[1], want) if there else NOWHERE

    def samples(self, at: Situation) -> Samples:
        there = self._there(at)
        return there[0].samples(there[1]) if there else {}

    def turns(self, at: Situation) -> Iterator[date]:
        for pack in at.catalogue.editions(self.benefit, at.family.place):
            yield from pack.turns()
            there = at.under(pack)
            yield from pack.conditions.turns(there if pack.is_personal else there.about(None))


@dataclass(frozen=True, slots=True)
class Unsettled:
    """What our sources leave open: always unknown, and the words say whom to ask."""

    says: Words

    def answer(self, at: Situation) -> Truth:
        return None

    def explain(self, at: Situation, depth: int = 0) -> Iterator[Reason]:
        yield Reason(depth, self.says, None)

    def still_open(self, at: Situation) -> Iterator[Open]:
        yield Open(standard=self.says)

    def ways(self, at: Situation, want: bool) -> tuple[Way, ...]:
        return NOWHERE

    def samples(self, at: Situation) -> Samples:
        return {}

    def turns(self, at: Situation) -> Iterator[date]:
        return iter(())
