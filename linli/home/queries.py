"""What a resident's own pages show: gathered from the rooms beneath, about nobody else."""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from linli.benefits import queries as benefits
from linli.cases import queries as cases
from linli.claims import queries as claims
from linli.fund import queries as fund
from linli.goodwill import queries as goodwill
from linli.hall import queries as hall
from linli.identity.permissions import Viewer
from linli.kernel.refusal import NotFound
from linli.people import queries as people
from linli.rules.verdicts import Outcome

OPEN_STATES = frozenset({"asked", "decided", "instructed"})
COMING_AT_MOST = 2
"""So many of what one has in the hall stand on the page of today; all of it has its own page."""


@dataclass(frozen=True, slots=True)
class Today:
    """What waits for this person: papers to get, money to claim, requests on their way, a visit.

    ``kept``: places in the hall kept for their answer; ``coming``: what is next there.
    """

    home: people.MyHome
    claimable: list[benefits.BenefitVerdict]
    one_paper_away: list[benefits.BenefitVerdict]
    claims: list[claims.MyClaim]
    requests: list[fund.RequestRow]
    received: list[goodwill.Received]
    kept: list[hall.MyParty]
    coming: list[hall.MyParty]
    next_visit_on: datetime.date | None
    on: datetime.date

    @property
    def visit_is_near(self) -> bool:
        """Whether the day of the visit has come, or is a few days away."""
        return self.next_visit_on is not None and (self.next_visit_on - self.on).days <= 3

    @property
    def nothing(self) -> bool:
        """Whether nothing waits at all."""
        waits = self.kept or self.claimable or self.one_paper_away or self.claims or self.requests
        return not (waits or self.next_visit_on)


@dataclass(frozen=True, slots=True)
class Services:
    """What may be claimed or is a paper away, what wants asking, what does not apply."""

    open: list[benefits.BenefitVerdict]
    unsure: list[benefits.BenefitVerdict]
    not_eligible: list[benefits.BenefitVerdict]
    with_children: bool


def today(viewer: Viewer, on: datetime.date, at: datetime.datetime) -> Today | None:
    """What waits for the resident who is signed in, now; None for a login that is nobody's."""
    home = people.my_home(viewer, on)
    if home is None:
        return None
    on_their_way = claims.living([home.household_id]) if home.household_id else frozenset()
    answers = [one for one in _answers(home, on) if _key(home, one) not in on_their_way]
    told = home.household_id is not None and not home.quiet
    in_hall = [] if home.quiet else hall.parties_of_family(home.names, at=at)
    return Today(
        home=home,
        claimable=[one for one in answers if _claimable(one)],
        one_paper_away=[one for one in answers if _one_paper_away(one)],
        claims=claims.mine(home.household_id, _persons(home), on) if told else [],
        requests=fund.mine(home.household_id) if told else [],
        received=goodwill.mine(home.household_id) if told else [],
        kept=[one for one in in_hall if one.offered],
        coming=[one for one in in_hall if one.live and not one.offered][:COMING_AT_MOST],
        next_visit_on=cases.mine_next_visit(home.household_id) if told else None,
        on=on,
    )


def payment_slip(viewer: Viewer, on: datetime.date, request_id: UUID) -> dict[str, Any]:
    """The slip of a payment to the resident's own household. Raises ``NotFound``."""
    home = people.my_home(viewer, on)
    if home is None or home.household_id is None or home.quiet:
        raise NotFound
    return fund.payment_slip(home.household_id, request_id)


def services(viewer: Viewer, on: datetime.date) -> Services | None:
    """What the state may give this person and the children with them."""
    home = people.my_home(viewer, on)
    if home is None:
        return None
    answers = _answers(home, on)
    near = [one for one in answers if not _eligible(one) and _papers_away(one)]
    far = [one for one in answers if not _eligible(one) and not _papers_away(one)]
    return Services(
        open=[one for one in answers if _eligible(one)] + near,
        unsure=[one for one in far if not _ruled_out(one)],
        not_eligible=[one for one in far if _ruled_out(one)],
        with_children=bool(home.children),
    )


def _answers(home: people.MyHome, on: datetime.date) -> list[benefits.BenefitVerdict]:
    if home.household_id is None:
        return []
    return benefits.mine(home.household_id, _persons(home), on)


def _persons(home: people.MyHome) -> set[UUID]:
    return {home.resident_id, *home.children}


def _key(home: people.MyHome, one: benefits.BenefitVerdict) -> tuple[Any, ...]:
    return home.household_id, one.verdict.pack.id, one.verdict.subject


def _eligible(one: benefits.BenefitVerdict) -> bool:
    return one.verdict.outcome is Outcome.ELIGIBLE


def _claimable(one: benefits.BenefitVerdict) -> bool:
    return _eligible(one) and not one.verdict.already


def _papers_away(one: benefits.BenefitVerdict) -> bool:
    return bool(one.verdict.papers_away)  # at 0 it hangs on a question, at None on more


def _ruled_out(one: benefits.BenefitVerdict) -> bool:
    return one.verdict.outcome is Outcome.NOT_ELIGIBLE and one.verdict.papers_away is None


def _one_paper_away(one: benefits.BenefitVerdict) -> bool:
    return not _eligible(one) and one.verdict.papers_away == 1
