"""What may be asked about benefits: a household's verdicts, the gap the fund may fill, its card.

Every answer is worked out anew from the facts in force, so nothing is ever out of step with them.
Facts come from ``people``, which decides what this viewer may open and has the reading logged.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple
from uuid import UUID

from linli.benefits import terms
from linli.benefits.queries.looking import left_alone_since
from linli.identity.permissions import Permission, Viewer, clock
from linli.kernel.refusal import NotFound
from linli.people import queries as people
from linli.rulebook.queries import catalogue
from linli.rules.conditions import Reason
from linli.rules.evaluate import evaluate, evaluate_all
from linli.rules.facts import FactValue, Family
from linli.rules.figures import Figure
from linli.rules.gap import Gap, residual_gap as gap_of
from linli.rules.kinds import KINDS, Kind
from linli.rules.learning import Learning
from linli.rules.situation import Asked, fresh
from linli.rules.verdicts import Missing, Outcome, State, Verdict, WayIn
from linli.rules.words import Words


class Ask(NamedTuple):
    """One thing to ask or get, for whom, and how many benefits wait for it."""

    learning: Learning
    kinds: tuple[Kind, ...]
    who: tuple[str, ...]
    benefits: int


class BenefitVerdict(NamedTuple):
    """One verdict, and whose it is: a member's name as the viewer may see it, "" for all of them.

    ``asks``: what to learn, with the names of those it is about.
    """

    verdict: Verdict
    who: str
    asks: tuple[Ask, ...]

    @property
    def monthly_fen(self) -> int | None:
        """The amount to show large: of an eligible one, where a source gives it to the fen."""
        verdict = self.verdict
        if verdict.outcome is not Outcome.ELIGIBLE or verdict.amount is None:
            return None
        return None if verdict.amount.needs_standard else verdict.amount.monthly_fen

    @property
    def ways_by_paper(self) -> tuple[WayIn, ...]:
        """The ways in that want a paper; mere questions stand among ``asks``."""
        return tuple(way for way in self.verdict.ways_in if way.papers)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures to cite, those of the amount and those of the conditions, each once."""
        of_amount = self.verdict.amount.figures if self.verdict.amount else ()
        return tuple(dict.fromkeys((*of_amount, *self.verdict.figures)))


@dataclass(frozen=True)
class HouseholdBenefits:
    """The card of a dossier: every verdict in the order in which a worker acts on it.

    ``closed`` is true while a child's record is not open to the viewer; then nothing is told, for
    an answer about half a family would be a wrong answer. ``not_brought_up``: what nothing known
    of this family points to; nobody is asked about it, and a worker may still look it up.
    ``alone_since``: since when it does not wish the house to look by itself; on its own page.
    """

    household_id: UUID
    on: datetime.date
    received: tuple[BenefitVerdict, ...] = ()
    eligible: tuple[BenefitVerdict, ...] = ()
    one_step_away: tuple[BenefitVerdict, ...] = ()
    needs_information: tuple[BenefitVerdict, ...] = ()
    later: tuple[BenefitVerdict, ...] = ()
    not_eligible: tuple[BenefitVerdict, ...] = ()
    not_brought_up: tuple[BenefitVerdict, ...] = ()
    asks: tuple[Ask, ...] = ()
    gap: Gap | None = None
    alone_since: datetime.datetime | None = None
    closed: bool = False

    @property
    def cost_of_waiting_fen(self) -> int:
        """Fen lost a month for as long as nobody applies."""
        return sum(one.verdict.cost_of_waiting_fen or 0 for one in self.eligible)


def verdicts(viewer: Viewer, household_id: UUID, on: datetime.date) -> list[BenefitVerdict]:
    """Every benefit in force where the household lives, for each member or for all of them.

    Raises ``NotFound`` elsewhere, ``NotAllowed`` without ``BENEFIT_SEE``, people's ``NotOpened``
    while a child's record is closed to the viewer.
    """
    family = _family(viewer, household_id, on)
    return _told(family, evaluate_all(family, on, catalogue()))


def residual_gap(viewer: Viewer, household_id: UUID, on: datetime.date) -> Gap:
    """What the state leaves open of a household's rehabilitation cost. Raises as ``verdicts``.

    ``gap.residual_fen`` is ``None`` while nobody has told the cost, which is not a gap of zero.
    """
    family = _family(viewer, household_id, on)
    return gap_of(family, evaluate_all(family, on, catalogue()), on)


def cards_for(viewer: Viewer, household_id: UUID, *, on: datetime.date) -> list[HouseholdBenefits]:
    """The household's benefits for its dossier; none for who may not see benefits."""
    if not viewer.may(Permission.BENEFIT_SEE):
        return []
    try:
        family = _family(viewer, household_id, on)
    except people.NotOpened:
        return [HouseholdBenefits(household_id, on, closed=True)]
    return [_card(family, on)]


def benefits_of(viewer: Viewer, household_id: UUID, on: datetime.date) -> HouseholdBenefits:
    """The same for a page of its own. Raises as ``verdicts``."""
    card = _card(_family(viewer, household_id, on), on)
    return replace(card, alone_since=left_alone_since(household_id))


def drawn(
    household_ids: Collection[UUID], benefits: Collection[str], on: datetime.date
) -> dict[UUID, dict[terms.Key, bool | None]]:
    """Which of these benefits each household, or who of it, draws; the house's own question.

    None where nobody has told, which is not a no. Whoever shows it asks first whom it may be shown.
    """
    if not benefits:
        return {}
    rules = catalogue()
    return {
        family.household_id: {
            (one.pack.id, one.subject): one.already
            for one in evaluate_all(family, on, rules)
            if one.pack.id in benefits
        }
        for family in people.families(clock(), household_ids, on)
    }


def from_above(place: str, on: datetime.date) -> list[tuple[str, Words]]:
    """The benefits in force at a place that are not of its own making: code and name."""
    packs = catalogue().for_place(place, on)
    return [(pack.id, pack.name) for pack in packs if pack.jurisdiction != place]


def names() -> dict[str, Words]:
    """Every benefit's name by its code."""
    return {pack.id: pack.name for pack in catalogue().packs}


def mine(household_id: UUID, persons: Collection[UUID], on: datetime.date) -> list[BenefitVerdict]:
    """What the caller and the children with them may claim, on their own page.

    The resident's door has made sure who they are. What is answered for another adult, or for all
    together, is not told here: it would tell one of them what the other has not.
    """
    family = people.facts(clock(), household_id, on)
    told = _told(family, evaluate_all(family, on, catalogue()))
    return [one for one in told if one.verdict.subject in persons and one.verdict.likely]


@dataclass(frozen=True, slots=True)
class Told:
    """Where an answer comes from: what is known, of whom, who said so, on which day.

    ``value`` is None where nobody knows; ``source`` a key of ``rules.facts.Source``.
    """

    kind: Words
    who: str
    value: Words | None
    source: str
    on: datetime.date | None
    stale: bool


class Line(NamedTuple):
    """One condition in plain words, whether it holds, and where that is known from."""

    depth: int
    says: Words
    holds: bool | None
    found: Words | None
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One verdict for the family itself, to be read together and taken home."""

    household_id: UUID
    on: datetime.date
    one: BenefitVerdict
    lines: tuple[Line, ...]


def explanation(
    viewer: Viewer, household_id: UUID, benefit: str, person_id: UUID | None, on: datetime.date
) -> Explanation:
    """One benefit for one member, or for all of them, explained in full.

    Raises as ``verdicts``, and ``NotFound`` where there is no such benefit for them.
    """
    family = _family(viewer, household_id, on)
    rules = catalogue()
    pack = rules.in_force(benefit, family.place, on)
    members = {person.id: person.label for person in family.persons}
    if pack is None or pack.is_personal is (person_id is None) or person_id not in {None, *members}:
        raise NotFound
    verdict = evaluate(pack, family, on, rules, person_id)
    [one] = _told(family, (verdict,))
    known = dict(verdict.facts)
    return Explanation(
        household_id=household_id,
        on=on,
        one=one,
        lines=tuple(
            Line(
                line.depth,
                line.says,
                line.holds,
                line.found,
                tuple(_source(asked, known.get(asked), members, on) for asked in line.asked),
            )
            for line in _telling(verdict.reasons)
        ),
    )


def _telling(reasons: tuple[Reason, ...]) -> Iterator[Reason]:
    """Without the roads not taken: of what holds, beneath it only what makes it hold."""
    settled: int | None = None
    for line in reasons:
        if settled is not None and line.depth <= settled:
            settled = None
        if settled is not None and line.holds is not True:
            continue
        yield line
        if settled is None and line.holds is True:
            settled = line.depth


def _source(
    asked: Asked, fact: FactValue | None, members: dict[UUID, str], on: datetime.date
) -> Told:
    kind = KINDS[asked.kind]
    return Told(
        kind=kind.name,
        who=members[asked.subject] if asked.subject else "",
        value=kind.say(fact.value) if fact else None,
        source=fact.source if fact else "",
        on=fact.observed_on if fact else None,
        stale=fact is not None and not fresh(fact, kind, on),
    )


def _family(viewer: Viewer, household_id: UUID, on: datetime.date) -> Family:
    viewer.require(Permission.BENEFIT_SEE)
    family = people.facts(viewer, household_id, on)
    viewer.require(Permission.BENEFIT_SEE, place=family.place)
    return family


def _card(family: Family, on: datetime.date) -> HouseholdBenefits:
    answers = evaluate_all(family, on, catalogue())
    told = _told(family, answers)
    piles: dict[str, list[BenefitVerdict]] = defaultdict(list)
    for one in told:
        piles[_pile(one.verdict)].append(one)
    return HouseholdBenefits(
        household_id=family.household_id,
        on=on,
        **{pile: tuple(found) for pile, found in piles.items()},
        asks=_asks(family, answers),
        gap=gap_of(family, answers, on),
    )


PILES = {
    State.RECEIVED: "received",
    State.ELIGIBLE: "eligible",
    State.ONE_AWAY: "one_step_away",
    State.TWO_AWAY: "one_step_away",
    State.TO_VERIFY: "needs_information",
    State.LATER: "later",
    State.NOT_ELIGIBLE: "not_eligible",
}
"""Where it lies on the worker's table. One paper away is worth more than a question."""


def _pile(verdict: Verdict) -> str:
    if verdict.likely or verdict.state is State.LATER:
        return PILES[verdict.state]
    return "not_brought_up"


def _told(family: Family, answers: tuple[Verdict, ...]) -> list[BenefitVerdict]:
    names = {person.id: person.label for person in family.persons}
    return [
        BenefitVerdict(
            verdict,
            names[verdict.subject] if verdict.subject else "",
            tuple(_ask(missing, names, 1) for missing in verdict.missing),
        )
        for verdict in answers
    ]


def _asks(family: Family, answers: tuple[Verdict, ...]) -> tuple[Ask, ...]:
    """What to ask next, each thing once, what most benefits wait for first."""
    names = {person.id: person.label for person in family.persons}
    waiting: dict[tuple[str, tuple[UUID, ...]], list[Missing]] = defaultdict(list)
    for verdict in answers:
        if verdict.outcome is Outcome.NEEDS_INFORMATION and verdict.likely:
            for missing in verdict.missing:
                waiting[missing.learning.key, missing.persons].append(missing)
    asks = [_ask(found[0], names, len(found)) for found in waiting.values()]
    return tuple(sorted(asks, key=lambda ask: -ask.benefits))


def _ask(missing: Missing, names: dict[UUID, str], benefits: int) -> Ask:
    who = tuple(names[person] for person in missing.persons)
    return Ask(missing.learning, missing.kinds, who, benefits)
