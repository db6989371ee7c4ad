"""What lists and pages of claims say alike: the benefit, the next day, the month it counts from."""

import datetime
from typing import Any, NamedTuple

from linli.claims import terms
from linli.claims.queries.reading import Written
from linli.claims.queries.wording import DUE_WORDS
from linli.rules.packs import CountsFrom
from linli.rules.words import Words


class DueRow(NamedTuple):
    """Something that has a day, in words."""

    word: Any
    on: datetime.date
    fen: int
    overdue: bool


def due_row(due: terms.Due, on: datetime.date) -> DueRow:
    """A deadline in words."""
    return DueRow(DUE_WORDS[due.what], due.on, due.fen, due.on <= on)


def benefit_of(one: Written) -> Words:
    """What is applied for; its bare key where the house no longer knows the policy."""
    return one.pack.name if one.pack else Words(one.claim.benefit, one.claim.benefit)


def counts_from(one: Written) -> datetime.date | None:
    """The month from which it counts, where the policy says so and it has been handed in."""
    submitted = one.last(terms.SUBMITTED)
    if one.grant:
        return one.grant.from_month
    by_month = one.pack and one.pack.counts_from is CountsFrom.MONTH_OF_APPLICATION
    return terms.month_of(submitted.on) if submitted and by_month else None
