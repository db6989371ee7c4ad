"""One question put to one family on one day: what a condition may look at, and what it looked at.

A situation answers "what do we know?" in three states, remembers every fact and figure it was asked
for (a decision keeps them as its snapshot), and can *assume* answers, to see what a paper would
change without touching the family.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from linli.rules.facts import NONE, FactValue, Family, Person, Value
from linli.rules.figures import Figure
from linli.rules.kinds import KINDS, Kind, Nature
from linli.rules.learning import Paper, Subject

if TYPE_CHECKING:
    from linli.rules.conditions.base import Condition
    from linli.rules.packs import Catalogue, Pack

Truth = bool | None
"""Kleene's three: true, false, and ``None`` for unknown."""


class Asked(NamedTuple):
    """A fact that was looked for: whose (``None``: the household's), and which kind."""

    subject: UUID | None
    kind: str


class Step(NamedTuple):
    """One thing to do to know more: a paper or question, for whom (``None``: the household)."""

    learning: str
    subject: UUID | None


class WrongUnitError(LookupError):
    """A condition about a person was put where no person stands; a pack's loader prevents it."""


@dataclass(slots=True)
class Situation:
    """``person`` is whom the question is about; ``None`` when it is about the whole household."""

    family: Family
    on: date
    pack: "Pack"
    catalogue: "Catalogue"
    person: Person | None = None
    assumed: Mapping[Asked, Value] = field(default_factory=dict)
    seen: dict[Asked, FactValue | None] = field(default_factory=dict)
    figures: dict[tuple[str, str], Figure] = field(default_factory=dict)
    truths: dict[tuple[int, int], Truth] = field(default_factory=dict)
    looked: dict[tuple[int, int], Value | None] = field(default_factory=dict)

    # ── whom the question is about ────────────────────────────────────────────────────────────

    def about(self, person: Person | None) -> "Situation":
        """The same question about somebody else; what is seen is remembered together."""
        return self._like(self.pack, person, self.figures)

    def under(self, pack: "Pack") -> "Situation":
        """The same family under another benefit's rules."""
        return self._like(pack, self.person, self.figures)

    def apart(self) -> "Situation":
        """The same question, with the figures it rests on noted apart."""
        return self._like(self.pack, self.person, {})

    def assuming(self, answers: Mapping[Asked, Value]) -> "Situation":
        """The same question if these were the answers; nothing of it is remembered here."""
        return Situation(self.family, self.on, self.pack, self.catalogue, self.person, answers)

    def _like(
        self, pack: "Pack", person: Person | None, figures: dict[tuple[str, str], Figure]
    ) -> "Situation":
        return Situation(
            self.family,
            self.on,
            pack,
            self.catalogue,
            person,
            self.assumed,
            self.seen,
            figures,
            self.truths,
            self.looked,
        )

    # ── what holds ────────────────────────────────────────────────────────────────────────────

    def truth(self, condition: "Condition") -> Truth:
        """The condition's answer here, worked out once however often it is asked.

        A node lives as long as its pack and a person as long as the family, so each is known by
        its identity, which is cheaper to look up than what it holds.
        """
        key = (id(condition), id(self.person))
        if key in self.truths:
            return self.truths[key]
        truth = self.truths[key] = condition.answer(self)
        return truth

    # ── what is known ─────────────────────────────────────────────────────────────────────────

    def asked(self, kind: Kind) -> Asked:
        """The fact a condition means: the person's own, or the household's."""
        if kind.subject is Subject.HOUSEHOLD:
            return Asked(None, kind.key)
        if self.person is None:
            raise WrongUnitError(f"{kind.key} is a person's; {self.pack.id} asks a household")
        return Asked(self.person.id, kind.key)

    def look(self, kind: Kind) -> Value | None:
        """The value in force, ``NONE`` where there is none, ``None`` where nobody knows."""
        key = (id(kind), id(self.person))
        if key in self.looked:
            return self.looked[key]
        value = self.looked[key] = self._look(self.asked(kind), kind)
        return value

    def _look(self, asked: Asked, kind: Kind) -> Value | None:
        if asked in self.assumed:
            return self.assumed[asked]
        fact = self.seen[asked] = self.fact(kind)
        return fact.value if fact and fresh(fact, kind, self.on) else None

    def peek(self, kind: Kind) -> Value | None:
        """The same, without resting the answer on it and without assuming anything."""
        fact = self.fact(kind)
        return fact.value if fact and fresh(fact, kind, self.on) else None

    def fact(self, kind: Kind) -> FactValue | None:
        """What was stated, fresh or stale."""
        if kind.subject is Subject.HOUSEHOLD:
            return self.family.facts.get(kind.key)
        return self.person.facts.get(kind.key) if self.person else None

    def figure(self, parameter: str) -> Figure:
        """The parameter's value on the day asked."""
        key = (self.pack.id, parameter)
        if key not in self.figures:
            self.figures[key] = self.pack.parameters[parameter].on(self.on)
        return self.figures[key]

    # ── what could still be learned ───────────────────────────────────────────────────────────

    def step(self, kind: Kind) -> Step | None:
        """How this fact could change: by asking what is unknown, or getting a paper not there yet.

        ``None`` where it is known for good, or where no sign makes the paper likely.
        """
        value = self.look(kind)
        settled = value is not None and not _not_yet(kind, value)
        if settled or not self._likely(kind):
            return None
        whole_household = kind.learn.of is Subject.HOUSEHOLD
        return Step(kind.learn.key, None if whole_household else self.asked(kind).subject)

    def _likely(self, kind: Kind) -> bool:
        paper = kind.learn
        if not isinstance(paper, Paper) or not paper.signs:
            return True
        return any(self._says_yes(KINDS[sign]) for sign in paper.signs)

    def _says_yes(self, sign: Kind) -> bool:
        fact = self.fact(sign)
        return fact is not None and fact.value is not NONE and bool(fact.value)


def fresh(fact: FactValue, kind: Kind, on: date) -> bool:
    """Whether the answer may still be relied on: before its own last day and within shelf life."""
    if fact.valid_until is not None and on > fact.valid_until:
        return False
    if kind.good_for_days is None:
        return True
    return on - fact.observed_on <= timedelta(days=kind.good_for_days)


def _not_yet(kind: Kind, value: Value) -> bool:
    """A paper that does not exist yet can be got; any other known answer stands."""
    return kind.nature is Nature.OBTAINABLE and (value is NONE or value is False)


def all_hold(truths: Iterable[Truth]) -> Truth:
    """Kleene's *and*: false as soon as one is false, else unknown as soon as one is unknown."""
    found = set(truths)
    if False in found:
        return False
    return None if None in found else True


def any_holds(truths: Iterable[Truth]) -> Truth:
    """Kleene's *or*: true as soon as one is true, else unknown as soon as one is unknown."""
    found = set(truths)
    if True in found:
        return True
    return None if None in found else False
