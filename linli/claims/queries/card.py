"""One claim, whole: where it stands, its papers, its months, its history, what has changed."""

import datetime
import json
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.utils import timezone

from linli.claims import terms
from linli.claims.models import Claim, HandedPaper
from linli.claims.queries.history import Happened, history
from linli.claims.queries.reading import Written, dues_of, known_now, written
from linli.claims.queries.telling import DueRow, benefit_of, counts_from, due_row
from linli.claims.queries.wording import (
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
from linli.rules.packs import Pack
from linli.rules.words import Words


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
        benefit=benefit_of(one),
        worker=identity.names_of({found.worker_id}).get(found.worker_id, ""),
        opened_at=found.opened_at,
        state=one.state,
        state_word=STATE_WORDS[one.state],
        tone=STATE_TONES.get(one.state, ""),
        waiting_fen=found.waiting_fen,
        expected_fen=_expected_fen(found),
        counts_from=counts_from(one),
        consent=_consent(viewer, found, on),
        checklist=_checklist(one),
        possible=terms.possible(one.state),
        dues=tuple(due_row(due, on) for due in dues_of([one], on)[found.pk]),
        history=history(one),
        grant=one.grant,
        account=account,
        months=_months(account),
        changed=changed if one.grant else (),
        may_work=viewer.may(Permission.CLAIM_WORK, place=found.place_id),
    )


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


def _seen(viewer: Viewer, claim_id: UUID) -> Claim:
    found = Claim.objects.filter(pk=claim_id).first()
    if found is None:
        raise NotFound
    viewer.require(Permission.CLAIM_SEE, place=found.place_id)
    return found


def _label(viewer: Viewer, found: Claim, on: datetime.date) -> str:
    return people.household_labels(viewer, [found.household_id], on).get(found.household_id, "")


def _expected_fen(found: Claim) -> int | None:
    """What the rules reckoned a month, where it was known to the fen."""
    amount = json.loads(unseal(found, "snapshot") or "{}").get("amount") or {}
    same = amount.get("at_least_fen") == amount.get("at_most_fen")
    return amount.get("at_least_fen") if same and amount.get("period") == "monthly" else None


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
