"""Who may open which record. Every page that shows one asks here first."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy

from linli.identity import queries as identity
from linli.identity.permissions import ROLES, Permission, Viewer
from linli.kernel.refusal import NotFound, Refused
from linli.people.models import Assignment, Household, Membership, OpeningRequest, Resident
from linli.people.terms import is_minor


class NotOpened(Refused):
    """A minor's record opens under an assignment in force or an approved request only."""

    words = gettext_lazy("这是未成年人的档案，还没有对您打开。")
    remedy = gettext_lazy("请写明理由申请打开；常要用到的，请督导把这份档案指定给您。")
    status = 403


class Opening(NamedTuple):
    """Why a record is open to this viewer: ``assignment:<id>``, ``opening:<id>``; and how far."""

    basis: str
    scope: str


THE_HOUSE_ITSELF = Opening("clock", Assignment.Scope.CASE)
NO_APPROVAL_NEEDED = Opening("", Assignment.Scope.CASE)


def resident_in_scope(viewer: Viewer, resident_id: UUID) -> Resident:
    """A resident of a place where the viewer opens records. Raises ``NotFound``, ``NotAllowed``."""
    resident = Resident.objects.filter(pk=resident_id).first()
    if resident is None:
        raise NotFound
    viewer.require(Permission.RESIDENT_OPEN, place=resident.place_id)
    return resident


def household_in_scope(viewer: Viewer, household_id: UUID) -> Household:
    """A household of a place where the viewer opens records. Raises as above."""
    household = Household.objects.filter(pk=household_id).first()
    if household is None:
        raise NotFound
    viewer.require(Permission.RESIDENT_OPEN, place=household.place_id)
    return household


def openings(viewer: Viewer, minors: Iterable[UUID], on: datetime.date) -> dict[UUID, Opening]:
    """Of these minors, those whose record is open to the viewer on a day, and why. Two queries."""
    wanted = set(minors)
    if viewer.kind == "clock":
        return dict.fromkeys(wanted, THE_HOUSE_ITSELF)
    if not wanted or viewer.user_id is None:
        return {}
    return _granted(viewer.user_id, wanted, on) | _assigned(viewer.user_id, wanted, on)


def opening_of(viewer: Viewer, resident: Resident, on: datetime.date) -> Opening | None:
    """Why this record is open to the viewer; None while it is closed."""
    if not is_minor(resident.born_on, on):
        return NO_APPROVAL_NEEDED
    return openings(viewer, [resident.pk], on).get(resident.pk)


def insist_open(
    viewer: Viewer, resident: Resident, on: datetime.date, scope: str = Assignment.Scope.CASE
) -> Opening:
    """The opening, wide enough for ``scope``. Raises ``NotOpened``."""
    opening = opening_of(viewer, resident, on)
    if opening is None or scope not in (opening.scope, Assignment.Scope.CONTACT):
        raise NotOpened(resident_id=resident.pk)
    return opening


def workers(place: str, on: datetime.date) -> dict[UUID, str]:
    """Whoever opens records in a community: id → name. One of them a record is assigned to."""
    roles = [name for name, role in ROLES.items() if Permission.RESIDENT_OPEN in role.permissions]
    return {user.pk: user.name for role in roles for user in identity.colleagues(role, place, on)}


def assigned_to(viewer: Viewer, household_ids: list[UUID], on: datetime.date) -> dict[UUID, UUID]:
    """The worker to whom a supervisor gave each household, or a minor living in it, whole.

    The house's own question (``clock()``), for whoever hands out what concerns such a household.
    """
    if viewer.kind != "clock":
        raise NotFound
    given = Assignment.objects.filter(
        scope=Assignment.Scope.CASE, since_on__lte=on, until_on__gte=on
    ).order_by("since_on", "pk")
    living = Membership.objects.filter(household__in=household_ids, until=None)
    homes = dict(living.values_list("resident_id", "household_id"))
    of_homes = given.filter(household__in=household_ids).values_list("household_id", "worker_id")
    of_minors = given.filter(resident__in=homes).values_list("resident_id", "worker_id")
    return {homes[minor]: worker for minor, worker in of_minors} | dict(of_homes)


def _assigned(user_id: UUID, wanted: set[UUID], on: datetime.date) -> dict[UUID, Opening]:
    """By assignment of the person or of the household they live in; the wider scope wins."""
    in_force = Assignment.objects.filter(worker=user_id, since_on__lte=on, until_on__gte=on)
    homes = Membership.objects.filter(resident__in=wanted, until=None)
    households = homes.values("household")
    found = in_force.filter(Q(resident__in=wanted) | Q(household__in=households))
    living_in = dict(homes.values_list("resident_id", "household_id")) if found else {}
    opened: dict[UUID, Opening] = {}
    for assignment in sorted(found, key=lambda one: one.scope == Assignment.Scope.CASE):
        opening = Opening(f"assignment:{assignment.pk}", assignment.scope)
        for minor in wanted:
            if minor == assignment.resident_id or (
                assignment.household_id and living_in.get(minor) == assignment.household_id
            ):
                opened[minor] = opening
    return opened


def _granted(user_id: UUID, wanted: set[UUID], on: datetime.date) -> dict[UUID, Opening]:
    granted = OpeningRequest.objects.filter(
        asked_by=user_id, resident__in=wanted, granted=True, until_on__gte=on
    )
    return {
        request.resident_id: Opening(f"opening:{request.pk}", Assignment.Scope.CASE)
        for request in granted
    }
