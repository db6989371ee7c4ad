"""The answer to "may they have it?": frozen values a page can show and a decision can keep."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, NamedTuple
from uuid import UUID

from linli.rules.amounts import Amount
from linli.rules.conditions import Reason
from linli.rules.facts import FactValue
from linli.rules.figures import Figure, Source
from linli.rules.kinds import Kind
from linli.rules.learning import Learning, Paper, Subject
from linli.rules.packs import Document, Pack
from linli.rules.situation import Asked, Truth
from linli.rules.words import Words


class Outcome(Enum):
    """The three answers. Unknown is never "not eligible"."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    NEEDS_INFORMATION = "needs_information"

    @classmethod
    def of(cls, truth: Truth) -> "Outcome":
        """From Kleene's three."""
        if truth is None:
            return cls.NEEDS_INFORMATION
        return cls.ELIGIBLE if truth else cls.NOT_ELIGIBLE


class Missing(NamedTuple):
    """Something to learn before there can be an answer: from whom, about whom, what."""

    learning: Learning
    persons: tuple[UUID, ...]
    kinds: tuple[Kind, ...]

    @classmethod
    def gathered(cls, facts: Iterable[tuple[Kind, UUID | None]]) -> "tuple[Missing, ...]":
        """One entry for each paper or question: what is asked of a household is asked once."""
        groups: dict[tuple[str, UUID | None], list[tuple[Kind, UUID | None]]] = {}
        for kind, subject in facts:
            asked_of = subject if kind.learn.of is Subject.PERSON else None
            groups.setdefault((kind.learn.key, asked_of), []).append((kind, subject))
        return tuple(
            cls(
                learning=group[0][0].learn,
                persons=tuple(dict.fromkeys(subject for _, subject in group if subject)),
                kinds=tuple(dict.fromkeys(kind for kind, _ in group)),
            )
            for group in groups.values()
        )


class Prospect(NamedTuple):
    """What the papers of a way may show, and what is then paid (``None``: a status, no money)."""

    shows: Words
    amount: Amount | None


class WayIn(NamedTuple):
    """A smallest set of papers and answers that would turn the verdict to yes."""

    steps: tuple[Missing, ...]
    prospects: tuple[Prospect, ...]
    otherwise: Words | None
    hint: Words | None

    @property
    def papers(self) -> int:
        """How many of the steps are papers to be got; the others are questions to be asked."""
        return sum(isinstance(step.learning, Paper) for step in self.steps)


class Later(NamedTuple):
    """The first day on which it may be had by the mere passing of time, all facts as they are.

    ``edition`` rules on that day; ``because`` is what holds then and does not hold today.
    """

    on: date
    edition: str
    because: tuple[Words, ...]
    amount: Amount | None


class State(Enum):
    """What a worker is told first of a benefit; the value is the words for it."""

    RECEIVED = Words("已享受", "received already")
    ELIGIBLE = Words("符合", "eligible")
    ONE_AWAY = Words("差一步", "one step away")
    TWO_AWAY = Words("差两步", "two steps away")
    LATER = Words("将于某日符合", "will qualify on a known day")
    TO_VERIFY = Words("待核实", "to be verified")
    NOT_ELIGIBLE = Words("不符合", "not eligible")


class Handed(NamedTuple):
    """A document of the application, and whether the facts say it exists (``None``: unknown)."""

    document: Document
    held: Truth


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one edition of one benefit says of one subject on one day.

    ``subject`` is the person's id, ``None`` for the household. ``already`` tells whether they
    receive it already, ``likely`` whether anything known points to this benefit: what nothing
    points to is brought up with nobody, and may stand without reasons, amount or questions.
    ``cost_of_waiting_fen`` is what is lost a month by not applying now; ``None`` where nothing is
    known to be lost. ``standards`` are what no family can tell: figures and rules to verify with
    the issuer.
    """

    pack: Pack
    subject: UUID | None
    on: date
    outcome: Outcome
    likely: bool
    reasons: tuple[Reason, ...]
    amount: Amount | None
    missing: tuple[Missing, ...]
    standards: tuple[Words, ...]
    ways_in: tuple[WayIn, ...]
    later: Later | None
    documents: tuple[Handed, ...]
    already: Truth
    cost_of_waiting_fen: int | None
    warnings: tuple[Words, ...]
    facts: tuple[tuple[Asked, FactValue | None], ...]
    figures: tuple[Figure, ...]

    @property
    def citation(self) -> Source:
        """The legal source the answer rests on."""
        return self.pack.legal_source

    @property
    def because(self) -> tuple[Reason, ...]:
        """The lines that decide: for a no what fails, for a "not yet" what is open."""
        if self.outcome is Outcome.ELIGIBLE:
            return tuple(line for line in self.reasons if line.depth == 0)
        deciding = False if self.outcome is Outcome.NOT_ELIGIBLE else None
        return tuple(line for line in self.reasons if line.depth == 0 and line.holds is deciding)

    @property
    def papers_away(self) -> int | None:
        """1 for "one document away"; ``None`` where no short way is known."""
        return min((way.papers for way in self.ways_in), default=None)

    @property
    def qualifies_on(self) -> date | None:
        """The day on which time alone will make it a yes; ``None`` where it will not."""
        return self.later.on if self.later else None

    @property
    def state(self) -> State:
        """Where the family stands: what it has, may have, or what stands in between."""
        if self.already:
            return State.RECEIVED
        if self.outcome is Outcome.ELIGIBLE:
            return State.ELIGIBLE
        if self.papers_away:
            return State.ONE_AWAY if self.papers_away == 1 else State.TWO_AWAY
        if self.later:
            return State.LATER
        is_open = self.outcome is Outcome.NEEDS_INFORMATION
        return State.TO_VERIFY if is_open else State.NOT_ELIGIBLE

    def snapshot(self) -> dict[str, Any]:
        """Everything the answer rested on, as JSON knows it: rule, day, facts, figures, outcome.

        It holds values of sensitive facts, and no name: whoever stores it seals it. Keys are
        frozen: a decision taken today must still be read in ten years.
        """
        return {
            "benefit": self.pack.id,
            "edition": self.pack.edition,
            "rule_sha256": self.pack.digest,
            "legal_source": self.citation.address,
            "on": self.on.isoformat(),
            "unit": self.pack.unit.value,
            "subject": str(self.subject) if self.subject else None,
            "outcome": self.outcome.value,
            "amount": self.amount.plain() if self.amount else None,
            "facts": [
                {
                    "subject": str(asked.subject) if asked.subject else None,
                    "kind": asked.kind,
                    "known": fact is not None,
                    **(fact.plain() if fact else {}),
                }
                for asked, fact in self.facts
            ],
            "figures": [figure.plain() for figure in self.figures],
        }
