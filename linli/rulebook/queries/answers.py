"""What a policy answers for many families, counted: who matches, at how much a year. No names.

One function (``answers``) asks; everything else adds up. The explaining evaluator is asked, because
a year's amount knows caps that a screening's monthly column does not.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from linli.identity.permissions import clock
from linli.people import queries as people
from linli.rules.amounts import MONTHS, Amount, Period
from linli.rules.evaluate import settled
from linli.rules.facts import Family
from linli.rules.packs import Catalogue
from linli.rules.verdicts import Outcome


@dataclass(slots=True)
class Answer:
    """One family before one policy: how many match, how many may, what a year brings.

    ``unpriced``: how many of its members match at an amount that no source tells for a year.
    """

    matches: int = 0
    open: int = 0
    year_fen: int = 0
    unpriced: int = 0


@dataclass(slots=True)
class Sum:
    """Families added up: how many match, are still open, receive how much a year."""

    families: int = 0
    persons: int = 0
    open: int = 0
    year_fen: int = 0
    unpriced: int = 0

    def add(self, one: Answer) -> None:
        """One more family."""
        self.families += bool(one.matches)
        self.persons += one.matches
        self.open += bool(one.open and not one.matches)
        self.year_fen += one.year_fen
        self.unpriced += one.unpriced


@dataclass(slots=True)
class Change:
    """What a change does: before, after, and how many families gain, lose, get more or less."""

    now: Sum = field(default_factory=Sum)
    then: Sum = field(default_factory=Sum)
    gain: int = 0
    lose: int = 0
    more: int = 0
    less: int = 0

    def add(self, before: Answer, after: Answer) -> None:
        """One more family."""
        self.now.add(before)
        self.then.add(after)
        self.gain += bool(after.matches and not before.matches)
        self.lose += bool(before.matches and not after.matches)
        if before.matches and after.matches:
            self.more += after.year_fen > before.year_fen
            self.less += after.year_fen < before.year_fen


def answers(
    household_ids: list[UUID],
    benefit: str,
    catalogues: Mapping[str, Catalogue],
    on: datetime.date,
) -> Iterable[dict[str, Answer]]:
    """For each family, what one policy answers under each catalogue, by the catalogues' names."""
    for family in people.families(clock(), household_ids, on):
        yield {name: of_family(family, benefit, one, on) for name, one in catalogues.items()}


def of_family(family: Family, benefit: str, catalogue: Catalogue, on: datetime.date) -> Answer:
    """One family before one policy; where the policy does not rule, nobody matches."""
    found = Answer()
    pack = catalogue.in_force(benefit, family.place, on)
    if pack is None:
        return found
    for _subject, outcome, amount in settled(pack, family, on, catalogue):
        found.open += outcome is Outcome.NEEDS_INFORMATION
        if outcome is Outcome.ELIGIBLE:
            found.matches += 1
            a_year = year_fen(amount)
            found.year_fen += a_year or 0
            found.unpriced += amount is not None and a_year is None
    return found


def year_fen(amount: Amount | None) -> int | None:
    """Fen a year that are sure, under the cap; None where no source tells, or days are unknown."""
    if amount is None or amount.needs_standard:
        return None
    if amount.period is Period.MONTH:
        return amount.in_months(MONTHS)
    return None if amount.period is Period.DAY else amount.at_least_fen
