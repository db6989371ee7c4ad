"""Whom a number means, for rooms that keep a tie or an interest: an id, and no more.

Who types the number knows it already; no name is given back, so nothing is learnt of anybody.
"""

import datetime
from collections.abc import Collection
from uuid import UUID

from linli.kernel import citizen_id as citizen_ids
from linli.kernel.cipher import keyring
from linli.people.models import Household, Membership, Resident


def known_by(place: str, number: str, on: datetime.date) -> tuple[UUID | None, UUID | None] | None:
    """The household of this number in a community, or the resident of this citizen id.

    Returns (household, None) or (None, resident); None where nobody is meant.
    """
    typed = number.strip()
    household = Household.objects.filter(place=place, number=typed, dissolved_on=None).first()
    if household is not None:
        return household.pk, None
    try:
        normal = citizen_ids.parse(typed, on).number
    except citizen_ids.NotACitizenId:
        return None
    blind = keyring().blind("citizen_id", normal)
    found = Resident.objects.filter(place=place, citizen_id_blind=blind).first()
    return (None, found.pk) if found else None


def living_in(household_id: UUID) -> frozenset[UUID]:
    """The ids of those who live in a household now; the house's own question."""
    rows = Membership.objects.filter(household=household_id, until=None)
    return frozenset(rows.values_list("resident_id", flat=True))


def homes_of(resident_ids: Collection[UUID]) -> frozenset[UUID]:
    """The households some residents live in now; the house's own question."""
    rows = Membership.objects.filter(resident__in=resident_ids, until=None)
    return frozenset(rows.values_list("household_id", flat=True))
