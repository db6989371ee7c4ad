"""A family may say that it does not wish to be looked for, and take that back (PIPL art. 24)."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from linli.benefits.models import Hint, LeftAlone
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.refusal import NotFound
from linli.people import queries as people


@transaction.atomic
def refuse_looking(*, household_id: UUID, by: Viewer, at: datetime.datetime) -> LeftAlone:
    """From now on no policy is asked about this household by the house itself.

    By a resident of it, or by a worker for them. Hints nobody has answered are taken away. Said
    twice, it is said once. Raises ``NotFound``, ``NotAllowed``.
    """
    place = _place_of(household_id, by, at)
    left, new = LeftAlone.objects.get_or_create(
        household_id=household_id,
        until_at=None,
        defaults={"place_id": place, "since_at": at, "said_by_id": by.user_id},
    )
    if new:
        Hint.objects.filter(household=household_id, answer="").delete()
        _remember("looking.refused", household_id, place, by, at)
    return left


@transaction.atomic
def allow_looking(*, household_id: UUID, by: Viewer, at: datetime.datetime) -> None:
    """The household may be looked for again. Raises as ``refuse_looking``."""
    place = _place_of(household_id, by, at)
    in_force = LeftAlone.objects.filter(household=household_id, until_at=None)
    if in_force.update(until_at=at, taken_back_by=by.user_id):
        _remember("looking.allowed", household_id, place, by, at)


def _place_of(household_id: UUID, by: Viewer, at: datetime.datetime) -> str:
    """Where the household lives; only for who lives there or registers for those who do."""
    home = people.my_home(by, timezone.localdate(at)) if by.user_id else None
    if home is not None and home.household_id == household_id:
        return home.place
    if not by.may(Permission.RESIDENT_EDIT):
        raise NotFound
    place = people.place_of_household(by, household_id)
    by.require(Permission.RESIDENT_EDIT, place=place)
    return place


def _remember(verb: str, household_id: UUID, place: str, by: Viewer, at: datetime.datetime) -> None:
    journal.record(verb=verb, by=by, at=at, subject=("household", household_id), place=place)
