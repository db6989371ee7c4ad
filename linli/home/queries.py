"""What a resident's own pages show: gathered from the rooms beneath, about nobody else."""

import datetime
from dataclasses import dataclass

from linli.benefits import queries as benefits
from linli.cases import queries as cases
from linli.fund import queries as fund
from linli.identity.permissions import Viewer
from linli.people import queries as people
from linli.rules.verdicts import Outcome

OPEN_STATES = frozenset({"asked", "decided", "instructed"})


@dataclass(frozen=True, slots=True)
class Today:
    """What waits for this person: papers to get, money to claim, requests on their way, a visit."""

    home: people.MyHome
    claimable: list[benefits.BenefitVerdict]
    one_paper_away: list[benefits.BenefitVerdict]
    requests: list[fund.RequestRow]
    next_visit_on: datetime.date | None

    @property
    def nothing(self) -> bool:
        """Whether nothing waits at all."""
        return not (self.claimable or self.one_paper_away or self.requests or self.next_visit_on)


def today(viewer: Viewer, on: datetime.date) -> Today | None:
    """What waits for the resident who is signed in; None for a login that is nobody's."""
    home = people.my_home(viewer, on)
    if home is None:
        return None
    answers = _answers(home, on)
    told = home.household_id is not None and not home.quiet
    return Today(
        home=home,
        claimable=[one for one in answers if _claimable(one)],
        one_paper_away=[one for one in answers if _one_paper_away(one)],
        requests=fund.mine(home.household_id) if told else [],
        next_visit_on=cases.mine_next_visit(home.household_id) if told else None,
    )


def services(viewer: Viewer, on: datetime.date) -> list[benefits.BenefitVerdict] | None:
    """What the state may give this person and the children with them, the open answers first."""
    home = people.my_home(viewer, on)
    if home is None:
        return None
    order = {Outcome.ELIGIBLE: 0, Outcome.NEEDS_INFORMATION: 1, Outcome.NOT_ELIGIBLE: 2}
    return sorted(_answers(home, on), key=lambda one: order[one.verdict.outcome])


def _answers(home: people.MyHome, on: datetime.date) -> list[benefits.BenefitVerdict]:
    if home.household_id is None:
        return []
    return benefits.mine(home.household_id, {home.resident_id, *home.children}, on)


def _claimable(one: benefits.BenefitVerdict) -> bool:
    return one.verdict.outcome is Outcome.ELIGIBLE and not one.verdict.already


def _one_paper_away(one: benefits.BenefitVerdict) -> bool:
    return one.verdict.outcome is not Outcome.ELIGIBLE and one.verdict.papers_away == 1
