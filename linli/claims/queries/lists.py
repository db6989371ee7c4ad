"""Claims in lists: by what is due, of a household, of the family's own page; what may be begun."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from linli.benefits import queries as benefits
from linli.claims import terms
from linli.claims.models import Claim, Step
from linli.claims.queries.gap import MonthGap, monthly_gaps
from linli.claims.queries.reading import Written, dues_of, written
from linli.claims.queries.telling import DueRow, benefit_of, counts_from, due_row
from linli.claims.queries.wording import (
    STATE_TONES,
    STATE_WORDS,
)
from linli.identity.permissions import Permission, Viewer
from linli.people import queries as people
from linli.rules.verdicts import Outcome
from linli.rules.words import Words


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim on a list. ``closed``: a child's record is; then it tells no benefit."""

    id: UUID
    household_id: UUID
    label: str
    who: str
    benefit: Words
    state: str
    state_word: Any
    tone: str
    due: DueRow | None
    closed: bool


@dataclass(frozen=True, slots=True)
class MyClaim:
    """One claim as the family sees it: where it lies, from when it counts, what has come."""

    benefit: Words
    state_word: Any
    tone: str
    where: Words | None
    due: DueRow | None
    counts_from: datetime.date | None
    granted_fen: int | None
    arrived_fen: int


@dataclass(frozen=True, slots=True)
class HouseholdClaims:
    """A household's claims, what might be begun for it, and its gap month by month.

    ``to_begin``: eligible or a paper away; ``unsure``: where only questions would tell.
    """

    household_id: UUID
    label: str
    claims: tuple[ClaimRow, ...]
    to_begin: tuple[benefits.BenefitVerdict, ...]
    unsure: tuple[benefits.BenefitVerdict, ...]
    gaps: tuple[MonthGap, ...]
    may_work: bool


def claims(viewer: Viewer, on: datetime.date, which: str = "mine") -> list[ClaimRow]:
    """The living claims the viewer carries (``mine``), or all of the viewer's communities.

    What is overdue comes first, then by day.
    """
    viewer.require(Permission.CLAIM_SEE)
    here = Q(place__in=viewer.communities(Permission.CLAIM_SEE))
    of_mine = Q(worker=viewer.user_id) if which == "mine" else Q()
    ended = Q(ended_at__isnull=which != "ended")
    rows = _rows(viewer, Claim.objects.filter(here, of_mine, ended), on)
    far = datetime.date.max
    return sorted(rows, key=lambda row: (row.due.on if row.due else far, str(row.id)))


def count_due(viewer: Viewer, on: datetime.date) -> int:
    """How many of the viewer's claims have something whose day has come."""
    mine = written(Claim.objects.filter(worker=viewer.user_id, ended_at=None))
    return sum(any(due.on <= on for due in dues) for dues in dues_of(mine, on).values())


def of_household(viewer: Viewer, household_id: UUID, on: datetime.date) -> HouseholdClaims:
    """A household's claims and what might be begun. Raises as ``benefits.verdicts``."""
    viewer.require(Permission.CLAIM_SEE, place=people.place_of_household(viewer, household_id))
    found = Claim.objects.filter(household=household_id).order_by("-opened_at", "id")
    rows = _rows(viewer, found, on)
    living = {(one.benefit, one.person_id) for one in found if one.ended_at is None}
    open_to_them = [
        one
        for one in benefits.verdicts(viewer, household_id, on)
        if _worth_beginning(one) and (one.verdict.pack.id, one.verdict.subject) not in living
    ]
    return HouseholdClaims(
        household_id=household_id,
        label=people.household_labels(viewer, [household_id], on).get(household_id, ""),
        claims=tuple(rows),
        to_begin=tuple(sorted((one for one in open_to_them if _near(one)), key=_eligible_first)),
        unsure=tuple(one for one in open_to_them if not _near(one)),
        gaps=tuple(monthly_gaps(viewer, household_id, on)),
        may_work=viewer.may(Permission.CLAIM_WORK),
    )


def cards_for(viewer: Viewer, household_id: UUID, *, on: datetime.date) -> list[HouseholdClaims]:
    """What is on its way for a household, for its dossier; none for who may not see claims.

    What might be begun stands on a page of its own: it asks every policy, as benefits' card does.
    """
    if not viewer.may(Permission.CLAIM_SEE):
        return []
    found = Claim.objects.filter(household=household_id).order_by("-opened_at", "id")
    rows = tuple(_rows(viewer, found, on))
    return [HouseholdClaims(household_id, "", rows, (), (), (), viewer.may(Permission.CLAIM_WORK))]


def living(household_ids: Iterable[UUID]) -> frozenset[tuple[UUID, str, UUID | None]]:
    """(household, benefit, person) of every claim on its way; the house's own question."""
    found = Claim.objects.filter(household__in=list(household_ids), ended_at=None)
    return frozenset(found.values_list("household_id", "benefit", "person_id"))


def handed_in_at(
    viewer: Viewer, household_ids: Iterable[UUID]
) -> dict[UUID, list[datetime.datetime]]:
    """When claims of these households were handed in, and no more; of those in scope."""
    places = viewer.communities(Permission.CLAIM_SEE)
    steps = Step.objects.filter(
        kind=terms.SUBMITTED,
        taken_back_at=None,
        claim__place__in=places,
        claim__household__in=list(household_ids),
    )
    moments: dict[UUID, list[datetime.datetime]] = {}
    for home, at in steps.values_list("claim__household_id", "recorded_at"):
        moments.setdefault(home, []).append(at)
    return moments


def mine(household_id: UUID, persons: Iterable[UUID], on: datetime.date) -> list[MyClaim]:
    """The claims for the caller and the children with them, on their own page.

    The resident's door has made sure who they are; another adult's, and the household's, are not
    told.
    """
    found = Claim.objects.filter(household=household_id, person__in=list(persons))
    known = written(found.order_by("opened_at", "id"))
    dues = dues_of(known, on)
    return [_mine(one, dues[one.claim.pk], on) for one in known]


def _mine(one: Written, dues: list[terms.Due], on: datetime.date) -> MyClaim:
    account = one.account(on)
    return MyClaim(
        benefit=benefit_of(one),
        state_word=STATE_WORDS[one.state],
        tone=STATE_TONES.get(one.state, ""),
        where=one.pack.application.where if one.pack else None,
        due=due_row(dues[0], on) if dues else None,
        counts_from=counts_from(one),
        granted_fen=account.grant.monthly_fen if account else None,
        arrived_fen=account.arrived_fen if account else 0,
    )


def _rows(viewer: Viewer, found: QuerySet[Claim], on: datetime.date) -> list[ClaimRow]:
    known = written(found)
    if not known:
        return []
    households = list({one.claim.household_id for one in known})
    opened = people.open_households(viewer, households, on)
    labels = people.household_labels(viewer, households, on)
    persons = [one.claim.person_id for one in known if one.claim.person_id]
    names = people.labels(viewer, persons, on)
    dues = dues_of(known, on)
    return [
        _row(
            one,
            dues[one.claim.pk],
            labels.get(one.claim.household_id, ""),
            names.get(one.claim.person_id, "") if one.claim.person_id else "",
            on,
            closed=one.claim.household_id not in opened,
        )
        for one in known
    ]


def _row(
    one: Written,
    dues: list[terms.Due],
    label: str,
    who: str,
    on: datetime.date,
    *,
    closed: bool,
) -> ClaimRow:
    return ClaimRow(
        id=one.claim.pk,
        household_id=one.claim.household_id,
        label=label,
        who=who,
        benefit=benefit_of(one),
        state=one.state,
        state_word=STATE_WORDS[one.state],
        tone=STATE_TONES.get(one.state, ""),
        due=due_row(dues[0], on) if dues else None,
        closed=closed,
    )


def _worth_beginning(one: benefits.BenefitVerdict) -> bool:
    verdict = one.verdict
    open_still = verdict.outcome is not Outcome.NOT_ELIGIBLE or verdict.papers_away
    return bool(verdict.likely and not verdict.already and open_still)


def _near(one: benefits.BenefitVerdict) -> bool:
    return one.verdict.outcome is Outcome.ELIGIBLE or bool(one.verdict.papers_away)


def _eligible_first(one: benefits.BenefitVerdict) -> bool:
    return one.verdict.outcome is not Outcome.ELIGIBLE
