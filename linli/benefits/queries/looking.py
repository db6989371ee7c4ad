"""Where the house may look for families at all, and whom it leaves alone."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from linli.benefits import terms
from linli.benefits.models import HardshipNote, Hint, ImpactAssessment, LeftAlone
from linli.identity.permissions import clock
from linli.people import queries as people
from linli.rulebook.queries import catalogue
from linli.rules.words import Words


def permitted_places() -> frozenset[str]:
    """The communities whose impact assessment two people have signed."""
    signed = ImpactAssessment.objects.exclude(signed_at=None)
    return frozenset(signed.values_list("place_id", flat=True))


def not_looked_for(household_ids: Collection[UUID]) -> frozenset[UUID]:
    """Of these households, those that do not wish to be looked for."""
    in_force = LeftAlone.objects.filter(household__in=household_ids, until_at=None)
    return frozenset(in_force.values_list("household_id", flat=True))


def noted(household_ids: Collection[UUID]) -> frozenset[UUID]:
    """Of these households, those somebody spoke for, and nobody has found to want nothing."""
    spoken_for = HardshipNote.objects.filter(household__in=household_ids)
    still = spoken_for.filter(answer__in=("", terms.REAL))
    return frozenset(still.values_list("household_id", flat=True))


@dataclass(frozen=True, slots=True)
class Suggested:
    """What the house suggested for this resident or a child with them, and what became of it.

    ``who``: the child's name; empty for oneself.
    """

    benefit: Words
    who: str
    found_on: date
    answer: str


@dataclass(frozen=True, slots=True)
class MyLooking:
    """Whether the house looks for this household, and what it has suggested.

    ``permitted``: whether it looks for anybody here. ``since``: since when it is left alone.
    """

    household_id: UUID
    permitted: bool
    since: datetime | None
    suggested: tuple[Suggested, ...]


def my_looking(home: people.MyHome, on: date) -> MyLooking | None:
    """What the resident's own page says of being looked for; None for who lives in no household.

    Of another adult's benefit nothing is told, and near somebody shielded nothing at all.
    """
    if home.household_id is None:
        return None
    names = {pack.id: pack.name for pack in catalogue().packs}
    mine = Hint.objects.filter(
        household=home.household_id, person__in={home.resident_id, *home.children}
    )
    children = people.labels(clock(), list(home.children), on)
    left = LeftAlone.objects.filter(household=home.household_id, until_at=None).first()
    return MyLooking(
        household_id=home.household_id,
        permitted=home.place in permitted_places(),
        since=left.since_at if left else None,
        suggested=()
        if home.quiet
        else tuple(
            Suggested(
                names[hint.benefit],
                children.get(hint.person_id, ""),
                timezone.localdate(hint.found_at),
                hint.answer,
            )
            for hint in mine.order_by("-found_at", "id")
            if hint.benefit in names
        ),
    )


def left_alone_since(household_id: UUID) -> datetime | None:
    """Since when a household does not wish to be looked for, for whoever may open it."""
    in_force = LeftAlone.objects.filter(household=household_id, until_at=None)
    return in_force.values_list("since_at", flat=True).first()
