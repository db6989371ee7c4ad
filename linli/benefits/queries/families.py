"""What may be asked about benefits: a household's verdicts, the gap the fund may fill, its card.

Every answer is worked out anew from the facts in force, so nothing is ever out of step with them.
Facts come from ``people``, which decides what this viewer may open and has the reading logged.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from linli.identity.permissions import Permission, Viewer, clock
from linli.people import queries as people
from linli.rulebook.queries import catalogue
from linli.rules.evaluate import evaluate_all
from linli.rules.facts import Family
from linli.rules.figures import Figure
from linli.rules.gap import Gap, residual_gap as gap_of
from linli.rules.kinds import Kind
from linli.rules.learning import Learning
from linli.rules.packs import Pack
from linli.rules.verdicts import Missing, Outcome, Verdict, WayIn


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
    """

    household_id: UUID
    on: datetime.date
    eligible: tuple[BenefitVerdict, ...] = ()
    one_step_away: tuple[BenefitVerdict, ...] = ()
    needs_information: tuple[BenefitVerdict, ...] = ()
    not_eligible: tuple[BenefitVerdict, ...] = ()
    not_brought_up: tuple[BenefitVerdict, ...] = ()
    asks: tuple[Ask, ...] = ()
    gap: Gap | None = None
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
    return _card(_family(viewer, household_id, on), on)


def policy(benefit: str, edition: str, place: str) -> Pack | None:
    """One edition of a policy that reaches a place, in force or not; ``None`` for an unknown one.

    Two cities may call an edition alike, so the nearest to the place is meant.
    """
    named = [pack for pack in catalogue().packs if (pack.id, pack.edition) == (benefit, edition)]
    reaching = [pack for pack in named if place.startswith(pack.reach)]
    return max(reaching, key=lambda pack: len(pack.reach), default=None)


def mine(household_id: UUID, persons: Collection[UUID], on: datetime.date) -> list[BenefitVerdict]:
    """What the caller and the children with them may claim, on their own page.

    The resident's door has made sure who they are. What is answered for another adult, or for all
    together, is not told here: it would tell one of them what the other has not.
    """
    family = people.facts(clock(), household_id, on)
    told = _told(family, evaluate_all(family, on, catalogue()))
    return [one for one in told if one.verdict.subject in persons and one.verdict.likely]


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


def _pile(verdict: Verdict) -> str:
    """Where it lies on the worker's table. One paper away is worth more than a question."""
    if not verdict.likely:
        return "not_brought_up"
    if verdict.outcome is not Outcome.ELIGIBLE and verdict.papers_away:
        return "one_step_away"
    return verdict.outcome.value


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
