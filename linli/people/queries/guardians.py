"""Who may fetch a child: the guardians who may be told where it is, and who must be kept away.

For a room that hands children over. It asks the same of a guardian as "my file" does: a child is
theirs to see while they live with it, and never while it is shielded from them. Every answer is for
many children at once, in as many queries as for one.
"""

import datetime
from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal
from linli.people.models import Guardianship, Membership, Resident, Shield
from linli.people.terms import is_minor


class Told(NamedTuple):
    """A guardian who may be told where the child is."""

    id: UUID
    name: str


class Phone(NamedTuple):
    """Whom to call, and under which number; empty where none is known."""

    name: str
    number: str


def guardians_told(
    resident_ids: Collection[UUID], on: datetime.date
) -> dict[UUID, tuple[Told, ...]]:
    """The minors among these residents, each with the guardians whose own pages show the child."""
    born = Resident.objects.filter(pk__in=resident_ids).values_list("pk", "born_on")
    minors = {child for child, day in born if is_minor(day, on)}
    found: dict[UUID, list[Told]] = {child: [] for child in minors}
    in_force = Guardianship.objects.filter(child__in=minors, until=None)
    rows = list(
        in_force.order_by("pk").values_list("child_id", "guardian_id", "guardian__name").distinct()
    )
    involved = minors | {guardian for _, guardian, _ in rows}
    homes = _homes(involved)
    shielded = _shielded(involved, on)
    for child, guardian, name in rows:
        together = child in homes and homes[child] == homes.get(guardian)
        if together and (child not in shielded or guardian in shielded):
            found[child].append(Told(guardian, name))
    return {child: tuple(dict.fromkeys(told)) for child, told in found.items()}


def kept_away(child_ids: Collection[UUID], on: datetime.date) -> dict[UUID, dict[UUID, str]]:
    """Who must neither learn where each of these children is nor be given it, by name.

    While the child, or anybody it lives with, is shielded: whoever ever lived with the one who is,
    and every guardian on paper; except those who fled together, and guardians who may be told.
    """
    homes = _homes(child_ids)
    mates: dict[UUID, set[UUID]] = {}
    living = Membership.objects.filter(household__in=set(homes.values()), until=None)
    for household, resident in living.values_list("household_id", "resident_id"):
        mates.setdefault(household, set()).add(resident)
    around = {child: {child} | mates.get(homes.get(child), set()) for child in child_ids}
    shielded = _shielded({one for near in around.values() for one in near}, on)
    hiding = {child: near & shielded for child, near in around.items() if near & shielded}
    if not hiding:
        return {}
    known = _lived_with(shielded)
    papers: dict[UUID, set[UUID]] = {}
    named = Guardianship.objects.filter(child__in=shielded | hiding.keys())
    for child, guardian in named.values_list("child_id", "guardian_id"):
        papers.setdefault(child, set()).add(guardian)
    told = guardians_told(hiding.keys(), on)
    away = {}
    for child, hidden in hiding.items():
        near = papers.get(child, set()).union(
            *(known.get(one, set()) | papers.get(one, set()) for one in hidden)
        )
        away[child] = near - hidden - {child} - {one.id for one in told.get(child, ())}
    everybody = {one for near in away.values() for one in near}
    names = dict(Resident.objects.filter(pk__in=everybody).values_list("pk", "name"))
    return {child: {one: names[one] for one in near} for child, near in away.items()}


def phone_to_call(viewer: Viewer, child_id: UUID, guardian_id: UUID, on: datetime.date) -> Phone:
    """The telephone of a guardian who may be told, for whoever has the child in their hands; the
    room that asks has made sure of that. Logged. Raises ``NotFound``, ``NotAllowed``."""
    guardian = Resident.objects.filter(pk=guardian_id).first()
    told = guardians_told([child_id], on).get(child_id, ())
    if guardian is None or guardian_id not in {one.id for one in told}:
        raise NotFound
    viewer.require(Permission.RESIDENT_LIST, place=guardian.place_id)
    viewer.looked_at("resident", guardian_id, "contact", place=guardian.place_id)
    return Phone(guardian.name, unseal(guardian, "phone") or "")


def phones_to_call(viewer: Viewer, resident_id: UUID, on: datetime.date) -> list[Phone]:
    """The telephones by which somebody is reached whom somebody must call: their own; of a minor,
    those of the guardians who may be told, or nobody's. The room that asks has made sure that a
    call is due. Logged. Raises ``NotFound``, ``NotAllowed``."""
    called = _to_call(viewer, resident_id, on)
    for each in called:
        viewer.looked_at("resident", each.pk, "contact", place=each.place_id)
    return [Phone(each.name, unseal(each, "phone") or "") for each in called]


def has_number_to_call(viewer: Viewer, resident_id: UUID, on: datetime.date) -> bool:
    """Whether ``phones_to_call`` would name a number; none is opened. Raises the same."""
    return any(each.phone is not None for each in _to_call(viewer, resident_id, on))


def _to_call(viewer: Viewer, resident_id: UUID, on: datetime.date) -> list[Resident]:
    """Who picks up where somebody is called: they, or of a minor the guardians who may be told."""
    called = Resident.objects.filter(pk=resident_id).first()
    if called is None:
        raise NotFound
    viewer.require(Permission.RESIDENT_LIST, place=called.place_id)
    if not is_minor(called.born_on, on):
        return [called]
    told = [each.id for each in guardians_told([resident_id], on)[resident_id]]
    return list(Resident.objects.filter(pk__in=told).order_by("pk"))


def _homes(resident_ids: Collection[UUID]) -> dict[UUID, UUID]:
    living = Membership.objects.filter(resident__in=resident_ids, until=None)
    return dict(living.values_list("resident_id", "household_id"))


def _shielded(resident_ids: Collection[UUID], on: datetime.date) -> set[UUID]:
    in_force = Shield.objects.filter(Q(until_on=None) | Q(until_on__gt=on))
    found = in_force.filter(resident__in=resident_ids)
    return set(found.values_list("resident_id", flat=True))


def _lived_with(resident_ids: Collection[UUID]) -> dict[UUID, set[UUID]]:
    """Whoever ever was of a household each of these was of."""
    ever = list(
        Membership.objects.filter(resident__in=resident_ids).values_list(
            "resident_id", "household_id"
        )
    )
    members: dict[UUID, set[UUID]] = {}
    rows = Membership.objects.filter(household__in={household for _, household in ever})
    for household, resident in rows.values_list("household_id", "resident_id"):
        members.setdefault(household, set()).add(resident)
    found: dict[UUID, set[UUID]] = {}
    for resident, household in ever:
        found.setdefault(resident, set()).update(members[household])
    return found
