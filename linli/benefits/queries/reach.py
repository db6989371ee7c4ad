"""How well families are reached: from the first sign to help, and who came by themselves unseen."""

import datetime
from collections import Counter
from collections.abc import Collection, Iterable
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from linli.benefits import terms
from linli.benefits.models import HardshipNote, Hint, ImpactAssessment
from linli.identity.permissions import Permission, Viewer, clock
from linli.people import queries as people
from linli.rulebook.queries import catalogue
from linli.rules.words import Words


class Signalled(NamedTuple):
    """A family somebody or something spoke for: since when, and when it was first told of its due.

    ``waiting``: a hint or a note of it is still unanswered, or its hardship was found to be so.
    """

    household_id: UUID
    at: datetime.datetime
    told_at: datetime.datetime | None
    waiting: bool


class Rate(NamedTuple):
    """How one policy's hints have proved.

    ``found`` hinted at all; ``answered`` by a person, ``right`` among these. ``too_late``: the
    family came by it while the hint waited; ``missed``: it came by it and we had never hinted.
    """

    benefit: Words
    found: int
    answered: int
    right: int
    too_late: int
    missed: int


def signalled(viewer: Viewer, since: datetime.datetime) -> list[Signalled]:
    """The families signalled since a moment, at the places the viewer oversees."""
    viewer.require(Permission.HINT_OVERSEE)
    here = viewer.communities(Permission.HINT_OVERSEE)
    hints = Hint.objects.filter(place__in=here, found_at__gte=since)
    notes = HardshipNote.objects.filter(place__in=here, raised_at__gte=since)
    began: dict[UUID, datetime.datetime] = {}
    told: dict[UUID, datetime.datetime] = {}
    waiting: set[UUID] = set()
    for home, at, answer, answered_at in hints.values_list(
        "household_id", "found_at", "answer", "answered_at"
    ):
        began[home] = min(at, began.get(home, at))
        if answer == terms.RIGHT:
            told[home] = min(answered_at, told.get(home, answered_at))
        elif not answer:
            waiting.add(home)
    known = notes.exclude(household=None)
    for home, at, answer in known.values_list("household_id", "raised_at", "answer"):
        began[home] = min(at, began.get(home, at))
        if answer in ("", terms.REAL):
            waiting.add(home)
    return [Signalled(home, at, told.get(home), home in waiting) for home, at in began.items()]


def proved(viewer: Viewer) -> list[Rate]:
    """How the hints of each policy have proved, at the places the viewer oversees."""
    viewer.require(Permission.HINT_OVERSEE)
    here = viewer.communities(Permission.HINT_OVERSEE)
    by_person = Q(answered_by__isnull=False)
    counted = {
        benefit: numbers
        for benefit, *numbers in Hint.objects.filter(place__in=here)
        .values_list("benefit")
        .annotate(
            found=Count("pk"),
            answered=Count("pk", filter=by_person),
            right=Count("pk", filter=Q(answer__in=terms.PROVED_RIGHT)),
            too_late=Count("pk", filter=Q(answer=terms.HAS_IT) & ~by_person),
        )
    }
    missed = _missed(here)
    names = {pack.id: pack.name for pack in catalogue().packs}
    return [
        Rate(
            names.get(benefit, Words(benefit, benefit)),
            *counted.get(benefit, [0, 0, 0, 0]),
            missed[benefit],
        )
        for benefit in sorted({*counted, *missed})
    ]


def unhinted(household_ids: Collection[UUID], before: datetime.datetime) -> frozenset[UUID]:
    """Of these households, those of whom no hint and no note was there before a moment."""
    hinted = Hint.objects.filter(household__in=household_ids, found_at__lt=before)
    noted = HardshipNote.objects.filter(household__in=household_ids, raised_at__lt=before)
    return frozenset(household_ids) - {
        *hinted.values_list("household_id", flat=True),
        *noted.values_list("household_id", flat=True),
    }


def _missed(places: Iterable[str]) -> Counter[str]:
    """Of each benefit, how many families came by it unseen: told us that they have it already.

    Only what was told since families are looked for there, and of whom the house knew before.
    """
    told_by = {pack.received_when.key: pack.id for pack in catalogue().packs if pack.received_when}
    signed = ImpactAssessment.objects.filter(place__in=places).exclude(signed_at=None)
    began = dict(signed.values_list("place_id", "signed_at"))
    missed: Counter[str] = Counter()
    for place, signed_at in began.items():
        told = [
            (fact, told_by[fact.kind])
            for fact in people.stated(clock(), [place], told_by)
            if fact.stated_at > signed_at and fact.known_since < timezone.localdate(fact.stated_at)
        ]
        hinted = set(
            Hint.objects.filter(household__in={fact.household_id for fact, _benefit in told})
            .values_list("household_id", "person_id", "benefit")
        )  # fmt: skip
        for fact, benefit in told:
            missed[benefit] += (fact.household_id, fact.resident_id, benefit) not in hinted
    return +missed
