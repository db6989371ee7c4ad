"""What the public may know of cases: how many families saw a step up. No name, no small number."""

import datetime
from dataclasses import dataclass

from linli.cases import terms
from linli.cases.models import DomainScore
from linli.rules.words import Words

SMALLEST_GROUP = 5
"""k: a figure about fewer families than this is not shown, and neither is nought."""


@dataclass(frozen=True, slots=True)
class StepUp:
    """In one domain, how many families saw the person go up at least one step; None: fewer than 5.

    No total and no denominator are published: a difference could point at one family.
    """

    domain: str
    name: Words
    families: int | None


def steps_up(place: str, *, since: datetime.date, until: datetime.date) -> list[StepUp]:
    """For each domain, the families whose latest step (``since``–``until``) is above their first.

    ``until`` should be the end of a quarter that is over: figures published often can be compared,
    and what changed from one to the next could be a single family.
    """
    climbed: dict[str, set[object]] = {key: set() for key in terms.DOMAINS}
    for (household, _case, domain), (first, last, last_on) in _looks(place, until).items():
        if last_on >= since and last > first:
            climbed[domain].add(household)
    return [
        StepUp(key, domain.name, _shown(len(climbed[key]))) for key, domain in terms.DOMAINS.items()
    ]


def _looks(place: str, until: datetime.date) -> dict[tuple, tuple[int, int, datetime.date]]:
    """(household, case, domain) → first score, latest score, day of the latest."""
    rows = DomainScore.objects.filter(case__place=place, on__lte=until).order_by("on", "at")
    looks: dict[tuple, tuple[int, int, datetime.date]] = {}
    for household, case, domain, score, on in rows.values_list(
        "case__household", "case", "domain", "score", "on"
    ):
        first = looks.get((household, case, domain), (score,))[0]
        looks[household, case, domain] = (first, score, on)
    return looks


def _shown(families: int) -> int | None:
    return families if families >= SMALLEST_GROUP else None
