"""Claims for the desk: lists by what is due, one claim whole, what may be begun for a household."""

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from linli.benefits import queries as benefits
from linli.claims import terms
from linli.claims.models import Claim, HandedPaper
from linli.claims.queries.gap import MonthGap, monthly_gaps
from linli.claims.queries.history import Happened, history
from linli.claims.queries.reading import Written, dues_of, known_now, written
from linli.claims.queries.wording import (
    DUE_WORDS,
    MONTH_TONES,
    MONTH_WORDS,
    STATE_TONES,
    STATE_WORDS,
)
from linli.identity import queries as identity
from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal
from linli.papers import queries as papers
from linli.people import queries as people
from linli.rules.facts import Family
from linli.rules.kinds import KINDS
from linli.rules.learning import Paper
from linli.rules.packs import CountsFrom, Pack
from linli.rules.verdicts import Outcome
from linli.rules.words import Words


class DueRow(NamedTuple):
    """Something that has a day, in words."""

    word: Any
    on: datetime.date
    fen: int
    overdue: bool


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


class Ticked(NamedTuple):
    """One place of the checklist: any of these papers will do; which was kept, and its photo."""

    position: int
    one_of: tuple[Paper, ...]
    kept: str
    photo_id: UUID | None
    on: datetime.date | None


class MonthRow(NamedTuple):
    """One month of a claim's account, with its words."""

    row: terms.Month
    word: Any
    tone: str


class Changed(NamedTuple):
    """Something the verdict rested on that is known otherwise today: the office must be told."""

    who: str
    kind: Words
    then: Words
    now: Words


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """One claim, whole."""

    id: UUID
    place: str
    household_id: UUID
    person_id: UUID | None
    label: str
    who: str
    pack: Pack | None
    benefit: Words
    worker: str
    opened_at: datetime.datetime
    state: str
    state_word: Any
    tone: str
    waiting_fen: int
    expected_fen: int | None
    counts_from: datetime.date | None
    consent: people.BasisCard | None
    checklist: tuple[Ticked, ...]
    possible: tuple[str, ...]
    dues: tuple[DueRow, ...]
    history: tuple[Happened, ...]
    grant: terms.Grant | None
    account: terms.Account | None
    months: tuple[MonthRow, ...]
    changed: tuple[Changed, ...]
    may_work: bool

    @property
    def papers_missing(self) -> int:
        """How many places of the checklist are still empty."""
        return sum(not ticked.kept for ticked in self.checklist)

    @property
    def consented(self) -> bool:
        """Whether somebody has agreed and not taken it back."""
        return self.consent is not None and not self.consent.withdrawn

    @property
    def takes_money(self) -> bool:
        """Whether bills and arrivals may be entered."""
        return self.grant is not None


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


def claim(viewer: Viewer, claim_id: UUID, on: datetime.date) -> ClaimCard:
    """One claim, whole. Raises ``NotFound``, people's ``NotOpened``. Logged."""
    found = _seen(viewer, claim_id)
    family = people.facts(viewer, found.household_id, on)
    [one] = written([found])
    account = one.account(on)
    changed = _changed(one, family)
    return ClaimCard(
        id=found.pk,
        place=found.place_id,
        household_id=found.household_id,
        person_id=found.person_id,
        label=_label(viewer, found, on),
        who=family.person(found.person_id).label if found.person_id else "",
        pack=one.pack,
        benefit=_name(one),
        worker=identity.names_of({found.worker_id}).get(found.worker_id, ""),
        opened_at=found.opened_at,
        state=one.state,
        state_word=STATE_WORDS[one.state],
        tone=STATE_TONES.get(one.state, ""),
        waiting_fen=found.waiting_fen,
        expected_fen=_expected_fen(found),
        counts_from=_counts_from(one),
        consent=_consent(viewer, found, on),
        checklist=_checklist(one),
        possible=terms.possible(one.state),
        dues=tuple(_due(due, on) for due in dues_of([one], on)[found.pk]),
        history=history(one),
        grant=one.grant,
        account=account,
        months=_months(account),
        changed=changed if one.grant else (),
        may_work=viewer.may(Permission.CLAIM_WORK, place=found.place_id),
    )


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


def photo(viewer: Viewer, claim_id: UUID, photo_id: UUID, on: datetime.date) -> papers.Sheet:
    """A photo kept with a claim. Raises ``NotFound`` for one of another, people's ``NotOpened``."""
    found = _seen(viewer, claim_id)
    people.facts(viewer, found.household_id, on)
    [one] = written([found])
    kept = {row.photo_id for row in (*one.steps, *one.bills, *one.arrivals)}
    kept |= set(HandedPaper.objects.filter(claim=found).values_list("photo_id", flat=True))
    if photo_id not in kept - {None}:
        raise NotFound
    return papers.guarded_paper(viewer, photo_id)


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
        benefit=_name(one),
        state_word=STATE_WORDS[one.state],
        tone=STATE_TONES.get(one.state, ""),
        where=one.pack.application.where if one.pack else None,
        due=_due(dues[0], on) if dues else None,
        counts_from=_counts_from(one),
        granted_fen=account.grant.monthly_fen if account else None,
        arrived_fen=account.arrived_fen if account else 0,
    )


def _seen(viewer: Viewer, claim_id: UUID) -> Claim:
    found = Claim.objects.filter(pk=claim_id).first()
    if found is None:
        raise NotFound
    viewer.require(Permission.CLAIM_SEE, place=found.place_id)
    return found


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
        benefit=_name(one),
        state=one.state,
        state_word=STATE_WORDS[one.state],
        tone=STATE_TONES.get(one.state, ""),
        due=_due(dues[0], on) if dues else None,
        closed=closed,
    )


def _name(one: Written) -> Words:
    return one.pack.name if one.pack else Words(one.claim.benefit, one.claim.benefit)


def _label(viewer: Viewer, found: Claim, on: datetime.date) -> str:
    return people.household_labels(viewer, [found.household_id], on).get(found.household_id, "")


def _due(due: terms.Due, on: datetime.date) -> DueRow:
    return DueRow(DUE_WORDS[due.what], due.on, due.fen, due.on <= on)


def _worth_beginning(one: benefits.BenefitVerdict) -> bool:
    verdict = one.verdict
    open_still = verdict.outcome is not Outcome.NOT_ELIGIBLE or verdict.papers_away
    return bool(verdict.likely and not verdict.already and open_still)


def _near(one: benefits.BenefitVerdict) -> bool:
    return one.verdict.outcome is Outcome.ELIGIBLE or bool(one.verdict.papers_away)


def _eligible_first(one: benefits.BenefitVerdict) -> bool:
    return one.verdict.outcome is not Outcome.ELIGIBLE


def _expected_fen(found: Claim) -> int | None:
    """What the rules reckoned a month, where it was known to the fen."""
    amount = json.loads(unseal(found, "snapshot") or "{}").get("amount") or {}
    same = amount.get("at_least_fen") == amount.get("at_most_fen")
    return amount.get("at_least_fen") if same and amount.get("period") == "monthly" else None


def _counts_from(one: Written) -> datetime.date | None:
    """The month from which it counts, where the policy says so and it has been handed in."""
    submitted = one.last(terms.SUBMITTED)
    if one.grant:
        return one.grant.from_month
    by_month = one.pack and one.pack.counts_from is CountsFrom.MONTH_OF_APPLICATION
    return terms.month_of(submitted.on) if submitted and by_month else None


def _consent(viewer: Viewer, found: Claim, on: datetime.date) -> people.BasisCard | None:
    if found.basis_id is None:
        return None
    record = (
        people.resident(viewer, found.person_id, on)
        if found.person_id
        else people.household(viewer, found.household_id, on)
    )
    return next((basis for basis in record.bases if basis.id == found.basis_id), None)


def _checklist(one: Written) -> tuple[Ticked, ...]:
    kept = {paper.position: paper for paper in HandedPaper.objects.filter(claim=one.claim)}
    documents = one.pack.documents if one.pack else ()
    return tuple(
        Ticked(
            position,
            document.one_of,
            kept[position].paper if position in kept else "",
            kept[position].photo_id if position in kept else None,
            timezone.localdate(kept[position].kept_at) if position in kept else None,
        )
        for position, document in enumerate(documents)
    )


def _months(account: terms.Account | None) -> tuple[MonthRow, ...]:
    if account is None:
        return ()
    return tuple(
        MonthRow(row, MONTH_WORDS[row.stands], MONTH_TONES.get(row.stands, ""))
        for row in reversed(account.months)
    )


def _changed(one: Written, family: Family) -> tuple[Changed, ...]:
    """What the verdict rested on and is known otherwise today: changes that must be reported."""
    names = {str(person.id): person.label for person in family.persons}
    opened_on = timezone.localdate(one.claim.opened_at)
    changes = []
    for entry in one.rested_on:
        kind, known = KINDS.get(entry["kind"]), known_now(family, entry)
        if kind is None or known is None or not entry["known"] or known.observed_on < opened_on:
            continue
        before = kind.read(entry["value"])
        if before != known.value:
            who = names.get(entry["subject"], "")
            changes.append(Changed(who, kind.name, kind.say(before), kind.say(known.value)))
    return tuple(changes)
