"""What every construct of a condition tree can do, and what it answers with."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import NamedTuple, Protocol
from uuid import UUID

from linli.rules.facts import Value
from linli.rules.figures import Figure
from linli.rules.kinds import Kind
from linli.rules.situation import Asked, Situation, Step, Truth
from linli.rules.words import Words

LONGEST_WAY = 3
Way = frozenset[Step]
HERE: tuple[Way, ...] = (frozenset(),)
"""Already so: the way with no step."""
NOWHERE: tuple[Way, ...] = ()


class Reason(NamedTuple):
    """One line of the explanation: a condition, whether it holds, and what was found.

    ``asked``: the facts it looks at itself, for who wants to know where they come from.
    """

    depth: int
    says: Words
    holds: Truth
    findings: tuple[Words, ...] = ()
    asked: tuple[Asked, ...] = ()

    @property
    def found(self) -> Words | None:
        """The findings in one breath; ``None`` where there is nothing to tell."""
        if not self.findings:
            return None
        return Words(
            "，".join(one.zh for one in self.findings), ", ".join(one.en for one in self.findings)
        )


class Open(NamedTuple):
    """One thing that must be known before a condition can answer.

    Either a fact (``kind``, of ``subject``), or a ``standard``: what no family can tell, such as
    this year's value of a ``figure``.
    """

    kind: Kind | None = None
    subject: UUID | None = None
    standard: Words | None = None
    figure: Figure | None = None


Samples = dict[str, set[Value]]
"""Values worth trying for a kind of fact, when asking what a paper could bring."""


class Condition(Protocol):
    """What every construct can do. Ask ``at.truth(condition)``, which works an answer out once."""

    @property
    def says(self) -> Words | None:
        """The requirement in plain words."""

    def answer(self, at: Situation) -> Truth:
        """Whether it holds; ``None`` while that is unknown."""

    def explain(self, at: Situation, depth: int = 0) -> Iterator[Reason]:
        """Line by line."""

    def still_open(self, at: Situation) -> Iterator[Open]:
        """What would have to be known, where the answer is unknown."""

    def ways(self, at: Situation, want: bool) -> tuple[Way, ...]:
        """The smallest sets of steps that could make the answer ``want``."""

    def samples(self, at: Situation) -> Samples:
        """Values worth trying, by kind."""

    def turns(self, at: Situation) -> Iterator[date]:
        """The days on which it may come to hold by the mere passing of time; past ones too.

        A fact that grows old is no such day: it becomes unknown, and unknown makes nothing true.
        """


# ── Explaining ────────────────────────────────────────────────────────────────────────────────

FOUND = Words("{kind}：{value}", "{kind}: {value}")
STALE = Words("{kind}：{day}的登记已过期，要再问一次", "{kind}: stale since {day}, ask again")
NOT_KNOWN = Words("{kind}：还不知道", "{kind}: not known yet")


@cache
def _not_known(kind: Kind) -> Words:
    """Said many times a family; it holds nothing of anybody, so it may be kept."""
    return NOT_KNOWN % {"kind": kind.name}


def found(kind: Kind, at: Situation) -> Words:
    """What is known of a fact, in words: its value, that it went stale, or that nobody asked."""
    value = at.look(kind)
    if value is not None:
        return FOUND % {"kind": kind.name, "value": kind.say(value)}
    fact = at.fact(kind)
    if fact is None:
        return _not_known(kind)
    return STALE % {"kind": kind.name, "day": fact.observed_on.isoformat()}


def found_beneath(lines: Iterable[Reason], depth: int, holds: Truth) -> tuple[Words, ...]:
    """What made a group answer as it did: the findings of its lines that answer the same."""
    alike = (line.findings for line in lines if line.depth == depth and line.holds is holds)
    return tuple(dict.fromkeys(words for findings in alike for words in findings))


def to_learn(kind: Kind, at: Situation) -> Open:
    """A fact of this situation that nobody knows."""
    return Open(kind=kind, subject=at.asked(kind).subject)


# ── Ways ──────────────────────────────────────────────────────────────────────────────────────


def all_of(each: Iterable[tuple[Way, ...]]) -> tuple[Way, ...]:
    """One way for every part, joined; asks no further once a part has none."""
    joined = HERE
    for ways in each:
        joined = shortest(so_far | way for so_far in joined for way in ways)
        if not joined:
            break
    return joined


def shortest(ways: Iterable[Way]) -> tuple[Way, ...]:
    """Only ways within the cap that contain no shorter one, the shortest first."""
    kept: list[Way] = []
    for way in sorted(set(ways), key=lambda way: (len(way), sorted(map(str, way)))):
        if len(way) <= LONGEST_WAY and not any(shorter <= way for shorter in kept):
            kept.append(way)
    return tuple(kept)


def merged(each: Iterable[Samples]) -> Samples:
    """The samples of several parts together."""
    together: Samples = {}
    for samples in each:
        for kind, values in samples.items():
            together.setdefault(kind, set()).update(values)
    return together
