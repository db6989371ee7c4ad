"""What is left for the community fund: the cost, less what the state gives. The fund comes after.

The fund fills the gap and no more. So the gap counts every benefit the family is *sure* to be
entitled to, each at the least it surely pays, and tells apart what may still come: as long as a
benefit needs information or a paper, the gap may shrink, and the page says by what.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import inf
from typing import NamedTuple

from linli.rules.amounts import MONTHS, Amount
from linli.rules.facts import Family
from linli.rules.kinds import KINDS
from linli.rules.packs import Relation
from linli.rules.situation import fresh
from linli.rules.verdicts import Outcome, Verdict

COST = KINDS["monthly_rehab_cost"]
NO_SUM = frozenset({Relation.EXCLUSIVE, Relation.TAKE_HIGHER, Relation.TOP_UP_TO})
"""Relations under which two benefits together come to the higher of the two, not to their sum."""


class Given(NamedTuple):
    """One benefit that lowers the gap by so many fen a month; ``None``: no source bounds it."""

    verdict: Verdict
    monthly_fen: int | None


@dataclass(frozen=True, slots=True)
class Gap:
    """What a family's rehabilitation costs a month, and what nobody pays yet. Whole fen.

    ``cost_fen`` is ``None`` when nobody has told the cost: then there is no gap to fill yet, which
    is not a gap of zero. ``given``: sure. ``may_come``: benefits that are not settled, with the
    most each may bring where a source bounds it.
    """

    cost_fen: int | None
    given: tuple[Given, ...]
    may_come: tuple[Given, ...]

    @property
    def given_fen(self) -> int:
        """Fen a month the state surely gives."""
        return sum(one.monthly_fen or 0 for one in self.given)

    @property
    def residual_fen(self) -> int | None:
        """Fen a month that remain today: the most the fund may fill."""
        return None if self.cost_fen is None else max(0, self.cost_fen - self.given_fen)

    @property
    def may_fall_to_fen(self) -> int | None:
        """Fen a month that remain if everything unsettled comes at its most; 0 if unbounded."""
        if self.residual_fen is None:
            return None
        if any(one.monthly_fen is None for one in self.may_come):
            return 0
        return max(0, self.residual_fen - sum(one.monthly_fen or 0 for one in self.may_come))

    @property
    def yearly_residual_fen(self) -> int | None:
        """Fen a calendar year that remain, with the caps the sources state."""
        if self.cost_fen is None:
            return None
        given = sum(_yearly(one) for one in self.given)
        return max(0, self.cost_fen * MONTHS - given)


def residual_gap(family: Family, verdicts: Iterable[Verdict], on: date) -> Gap:
    """The gap of one family, from the verdicts of the same family on the same day."""
    verdicts = tuple(verdicts)
    given = [Given(verdict, _sure(verdict)) for verdict in verdicts if _sure(verdict)]
    may_come = [Given(verdict, _more(verdict)) for verdict in verdicts if _more(verdict) != 0]
    return Gap(_cost(family, on), _compatible(given), _compatible(may_come))


def _cost(family: Family, on: date) -> int | None:
    """What is known of the members' monthly cost, added up; ``None`` where nobody told any."""
    told = [
        fact.value
        for person in family.persons
        if (fact := person.facts.get(COST.key)) and fresh(fact, COST, on)
    ]
    return sum(value for value in told if isinstance(value, int)) if told else None


def _sure(verdict: Verdict) -> int:
    """Fen a month that an eligible family gets at the least."""
    amount = _monthly(verdict.amount)
    return amount.at_least_fen if verdict.outcome is Outcome.ELIGIBLE and amount else 0


def _monthly(amount: Amount | None) -> Amount | None:
    """What is paid by the day, by the year or once fills no monthly gap."""
    return amount if amount and amount.is_monthly else None


def _more(verdict: Verdict) -> int | None:
    """Fen a month that may come besides what is sure; ``None`` where no source bounds it.

    What nothing points to is not counted on: it would shrink every family's gap to nothing.
    """
    if not verdict.likely:
        return 0
    amounts = [prospect.amount for way in verdict.ways_in for prospect in way.prospects]
    if verdict.outcome is not Outcome.NOT_ELIGIBLE:
        amounts.append(verdict.amount)
    mosts = [one.at_most_fen for one in map(_monthly, amounts) if one]
    if None in mosts:
        return None
    return max((most or 0 for most in mosts), default=0) - _sure(verdict)


def _yearly(given: Given) -> int:
    amount = given.verdict.amount
    return amount.in_months(MONTHS) if amount else 0


def _compatible(given: list[Given]) -> tuple[Given, ...]:
    """Of benefits that are worth no more together than the higher alone, only the higher."""
    kept: list[Given] = []
    for one in sorted(given, key=_height, reverse=True):
        if not any(_absorb(one.verdict, other.verdict) for other in kept):
            kept.append(one)
    return tuple(kept)


def _height(given: Given) -> float:
    return inf if given.monthly_fen is None else given.monthly_fen


def _absorb(one: Verdict, other: Verdict) -> bool:
    """Whether the two exclude or top up each other, for one person or person and household."""
    same = one.subject == other.subject or None in (one.subject, other.subject)
    return same and (_names(one, other.pack.id) or _names(other, one.pack.id))


def _names(verdict: Verdict, benefit: str) -> bool:
    return any(rel.how in NO_SUM and rel.benefit == benefit for rel in verdict.pack.relations)
