"""The families that wait for a worker, what a supervisor watches, how often hints were right."""

import datetime
import json
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from linli.benefits import terms
from linli.benefits.models import HardshipNote, Hint, ImpactAssessment, Workload
from linli.identity import queries as identity
from linli.identity.permissions import Permission, Viewer, clock
from linli.journal import queries as journal
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal
from linli.people import queries as people
from linli.rulebook.queries import catalogue
from linli.rules.evaluate import evaluate_all
from linli.rules.kinds import KINDS
from linli.rules.learning import PAPERS
from linli.rules.packs import Pack
from linli.rules.words import Words

CURSOR = "benefits.discovery"
"""How far the clock has read the deeds."""

CHANGES_A_FAMILY = frozenset(
    {
        "fact.stated", "fact.retracted", "basis.withdrawn", "resident.registered",
        "resident.corrected", "guardian.named", "guardian.ended", "household.formed",
        "household.joined", "household.left", "hardship.noted", "hardship.followed_up",
        "looking.refused", "looking.allowed",
    }
)  # fmt: skip
"""Deeds after which a family is looked at again."""


class HintRow(NamedTuple):
    """One benefit a family may be missing. Empty words where a child's record is closed to you."""

    id: UUID
    benefit: Words
    who: str
    state: str
    monthly_fen: int
    waiting_fen: int
    signs: tuple[Words, ...]
    papers: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """A family on a list: the head's name and what may be missing; ``closed`` tells no more."""

    household_id: UUID
    label: str
    given_to: str
    hints: tuple[HintRow, ...]
    closed: bool

    @property
    def monthly_fen(self) -> int:
        """What a month may bring, as far as sources tell."""
        return sum(hint.monthly_fen for hint in self.hints)

    @property
    def waiting_fen(self) -> int:
        """What each month of waiting loses."""
        return sum(hint.waiting_fen for hint in self.hints)


class Load(NamedTuple):
    """One worker's week; ``place`` is where the viewer oversees her."""

    user_id: UUID
    place: str
    name: str
    families_a_week: int
    this_week: int


class Signed(NamedTuple):
    """Who did what for the assessment, and when."""

    step: Any
    name: str
    at: datetime.datetime


class Leave(NamedTuple):
    """Whether families may be looked for at a place, and who said so: two people's signatures."""

    place: str
    place_name: str
    signed: tuple[Signed, ...]
    may_sign: bool

    @property
    def given(self) -> bool:
        """Whether both have signed."""
        return len(self.signed) == 2


def worklist(viewer: Viewer, on: datetime.date) -> list[FamilyRow]:
    """The families given to the viewer that still want an answer, the most urgent first.

    Right without the clock too: a family whose facts have changed since the last look is asked
    again here, and what no longer holds is left out.
    """
    viewer.require(Permission.HINT_ANSWER)
    return _rows(viewer, Hint.objects.filter(given_to=viewer.user_id, answer=""), on)


def waiting(viewer: Viewer, on: datetime.date) -> list[FamilyRow]:
    """Families nobody has been given yet, for the supervisor: the week's lists are full."""
    viewer.require(Permission.HINT_OVERSEE)
    here = viewer.communities(Permission.HINT_OVERSEE)
    return _rows(viewer, Hint.objects.filter(place__in=here, given_to=None, answer=""), on)


def hint_of(viewer: Viewer, hint_id: UUID, on: datetime.date) -> FamilyRow:
    """The family of one hint, with that hint alone. Raises ``NotFound``."""
    viewer.require(Permission.HINT_ANSWER)
    here = viewer.communities(Permission.HINT_ANSWER)
    rows = _rows(viewer, Hint.objects.filter(pk=hint_id, place__in=here, answer=""), on)
    if not rows:
        raise NotFound
    return rows[0]


def count_waiting_for(viewer: Viewer) -> int:
    """How many families on the viewer's list want an answer."""
    mine = Hint.objects.filter(given_to=viewer.user_id, answer="")
    return mine.aggregate(families=Count("household", distinct=True))["families"]


def rates(place: str) -> dict[str, tuple[int, int]]:
    """(right, answered) of each benefit's hints at a place."""
    answered = Hint.objects.filter(place=place).exclude(answered_by=None).values_list("benefit")
    counted = answered.annotate(
        right=Count("pk", filter=Q(answer__in=terms.PROVED_RIGHT)), answered=Count("pk")
    )
    return {benefit: (right, total) for benefit, right, total in counted}


def loads(viewer: Viewer, on: datetime.date) -> list[Load]:
    """The week of every worker to whom families are given, at the places the viewer oversees."""
    viewer.require(Permission.HINT_OVERSEE)
    workers = {
        user.pk: (user.name, place)
        for place in viewer.communities(Permission.HINT_OVERSEE)
        for user in identity.colleagues("grid_worker", place, on)
    }
    wished = dict(Workload.objects.filter(user__in=workers).values_list("user", "families_a_week"))
    pairs = taken_this_week(workers, on)
    return [
        Load(
            user_id,
            place,
            name,
            wished.get(user_id, terms.FAMILIES_A_WEEK),
            sum(1 for worker, _family in pairs if worker == user_id),
        )
        for user_id, (name, place) in sorted(workers.items(), key=lambda one: one[1])
    ]


def taken_this_week(workers: Collection[UUID], on: datetime.date) -> set[tuple[UUID, UUID]]:
    """(worker, household): the families given to each of these workers since Monday."""
    return {
        pair
        for untold in (Hint.objects, HardshipNote.objects)
        for pair in untold.filter(
            given_to__in=workers, given_on__gte=terms.week_of(on)
        ).values_list("given_to", "household")
    }


def leave(viewer: Viewer, place: str, place_name: str) -> Leave:
    """Whether families may be looked for here. Raises ``NotFound`` elsewhere."""
    viewer.require(Permission.DISCOVERY_PERMIT, place=place)
    found = (
        ImpactAssessment.objects.select_related("written_by", "signed_by")
        .filter(place=place)
        .first()
    )
    if found is None:
        return Leave(place, place_name, (), may_sign=False)
    signed = [Signed(_("提出"), found.written_by.name, found.written_at)]
    if found.signed_by:
        signed.append(Signed(_("签字"), found.signed_by.name, found.signed_at))
    may_sign = not found.signed_by and found.written_by_id != viewer.user_id
    return Leave(place, place_name, tuple(signed), may_sign)


def any_permitted() -> bool:
    """Whether families may be looked for anywhere in this house."""
    return ImpactAssessment.objects.exclude(signed_at=None).exists()


def permitted_places() -> frozenset[str]:
    """The communities in which families may be looked for."""
    signed = ImpactAssessment.objects.exclude(signed_at=None)
    return frozenset(signed.values_list("place_id", flat=True))


def changed_since(cursor: int) -> tuple[int, list[UUID]]:
    """How far the deeds go, and the families they may have changed. The house's own question."""
    deeds = journal.after(cursor)
    residents, households = set(), set()
    for deed in deeds:
        if deed.verb not in CHANGES_A_FAMILY or deed.subject_kind == "note":
            continue
        (households if deed.subject_kind == "household" else residents).add(UUID(deed.subject_id))
    homes = people.households_of(clock(), list(residents)) if residents else {}
    return (deeds[-1].seq if deeds else cursor), sorted({*households, *homes.values()}, key=str)


def _rows(viewer: Viewer, hints: QuerySet[Hint], on: datetime.date) -> list[FamilyRow]:
    families = _by_family(hints, on)
    ids = list(families)
    opened = people.open_households(viewer, ids, on)
    everyone = [hint for some in families.values() for hint in some]
    workers = identity.names_of({hint.given_to_id for hint in everyone if hint.given_to_id})
    persons = people.labels(viewer, [hint.person_id for hint in everyone if hint.person_id], on)
    benefits = _names() if everyone else {}
    rows = [
        FamilyRow(
            household_id=household_id,
            label=label,
            given_to=workers.get(families[household_id][0].given_to_id, ""),
            hints=tuple(_row(hint, persons, benefits) for hint in families[household_id])
            if household_id in opened
            else (),
            closed=household_id not in opened,
        )
        for household_id, label in people.household_labels(viewer, ids, on).items()
    ]
    return sorted(rows, key=lambda row: (row.closed, -row.waiting_fen, -row.monthly_fen))


def _by_family(hints: QuerySet[Hint], on: datetime.date) -> dict[UUID, list[Hint]]:
    """The hints of each family, without those that a newer fact has made untrue."""
    families: dict[UUID, list[Hint]] = defaultdict(list)
    found = list(hints.order_by("-monthly_fen", "id"))
    still = _still_found({hint.household_id for hint in found}, on)
    for hint in found:
        now = still.get(hint.household_id)
        if now is None or (hint.benefit, hint.person_id) in now:
            families[hint.household_id].append(hint)
    return families


def _still_found(ids: Collection[UUID], on: datetime.date) -> dict[UUID, set[terms.Key]]:
    """Of these families, those changed since the clock last looked, and what still holds there."""
    _cursor, changed = changed_since(journal.cursor_of(CURSOR))
    stale = [household_id for household_id in changed if household_id in ids]
    if not stale:
        return {}
    rules = catalogue()
    return {
        family.household_id: set(terms.findings(family, evaluate_all(family, on, rules), on))
        for family in people.families(clock(), stale, on)
    }


def _row(hint: Hint, names: dict[UUID, str], benefits: dict[str, Words]) -> HintRow:
    why = json.loads(unseal(hint, "why") or "{}")
    return HintRow(
        id=hint.pk,
        benefit=benefits.get(hint.benefit, Words(hint.benefit, hint.benefit)),
        who=names.get(hint.person_id, "") if hint.person_id else "",
        state=hint.state,
        monthly_fen=hint.monthly_fen,
        waiting_fen=hint.waiting_fen,
        signs=tuple(_sign(sign) for sign in why["signs"]),
        papers=tuple(PAPERS[key].name for key in why["papers"] if key in PAPERS),
    )


def _sign(sign: str) -> Words:
    if sign == terms.NOTE:
        return Words("有人替这一家说了话", "somebody spoke for this family")
    if sign == terms.BIRTHDAY:
        return Words("刚过了生日", "a birthday just passed")
    return KINDS[sign].name if sign in KINDS else Words(sign, sign)


def _names() -> dict[str, Words]:
    packs: tuple[Pack, ...] = catalogue().packs
    return {pack.id: pack.name for pack in packs}
