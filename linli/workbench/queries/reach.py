"""How far policy reaches: how many families it found, and how soon."""

import datetime
import statistics
from dataclasses import dataclass

from django.utils import timezone

from linli.benefits import queries as benefits
from linli.cases import queries as cases
from linli.claims import queries as claims
from linli.fund import queries as fund
from linli.identity.permissions import Viewer

A_YEAR = datetime.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Reach:
    """How long families wait from the first sign to the first help; None while nobody was helped.

    Help is a due that was told of, a case opened, a claim handed in, or aid paid. ``unseen``: of
    those who asked the fund by themselves, how many nothing and nobody had spoken for.
    """

    signalled: int
    helped: int
    median_days: int | None
    waiting: int
    longest_days: int | None
    asked_fund: int
    unseen: int


def reach(viewer: Viewer, on: datetime.date) -> Reach:
    """Of the last twelve months, at the places the viewer oversees."""
    since = timezone.make_aware(datetime.datetime.combine(on - A_YEAR, datetime.time()))
    rows = benefits.signalled(viewer, since)
    homes = [row.household_id for row in rows]
    helps = [
        cases.opened_at(viewer, homes),
        claims.handed_in_at(viewer, homes),
        fund.paid_at(viewer, homes),
    ]
    took, waits = [], []
    for row in rows:
        moments = [row.told_at, *(at for found in helps for at in found.get(row.household_id, ()))]
        first = min((at for at in moments if at and at >= row.at), default=None)
        if first is not None:
            took.append((first - row.at).days)
        elif row.waiting:
            waits.append((on - timezone.localdate(row.at)).days)
    asked = fund.asked_at(viewer, since)
    return Reach(
        signalled=len(rows),
        helped=len(took),
        median_days=round(statistics.median(took)) if took else None,
        waiting=len(waits),
        longest_days=max(waits, default=None),
        asked_fund=len(asked),
        unseen=sum(bool(benefits.unhinted([home], at)) for home, at in asked.items()),
    )
