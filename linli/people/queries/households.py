"""Reading a household: who lives there, as far as this viewer may know."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from linli.identity.permissions import Permission, Viewer
from linli.kernel import names
from linli.kernel.refusal import NotFound
from linli.people.models import Basis, Household, Membership, Relation
from linli.people.queries.facts import BasisCard, FactCard, bases_of, facts_of
from linli.people.queries.opening import Opening, household_in_scope, openings
from linli.people.terms import HEAD, age_years, is_minor


@dataclass(frozen=True)
class Member:
    """One person of a household. A closed minor shows a surname and no age."""

    id: UUID
    name: str
    relation: str
    head: bool
    age_years: int | None
    minor: bool
    opened: bool
    since: datetime.date


@dataclass(frozen=True)
class HouseholdCard:
    """A household and its members, the head first. The door number stands on a member's numbers."""

    id: UUID
    place: str
    number: str
    building: str
    formed_on: datetime.date
    dissolved_on: datetime.date | None
    fictional: bool
    members: tuple[Member, ...]
    facts: tuple[FactCard, ...]
    bases: tuple[BasisCard, ...]

    @property
    def head(self) -> Member | None:
        """The head, or whoever stands first; None in an empty household."""
        return self.members[0] if self.members else None

    @property
    def all_open(self) -> bool:
        """Whether every minor of it is open to the viewer."""
        return all(member.opened for member in self.members)


def household(viewer: Viewer, household_id: UUID, on: datetime.date) -> HouseholdCard:
    """A household with its members and its own facts. Logged. Raises ``NotFound``."""
    found = household_in_scope(viewer, household_id)
    memberships = _memberships(household_id)
    minors = [one.resident_id for one in memberships if is_minor(one.resident.born_on, on)]
    opened = openings(viewer, minors, on)
    viewer.looked_at("household", found.pk, "record", place=found.place_id)
    for minor, opening in opened.items():
        viewer.looked_at("resident", minor, "household", place=found.place_id, basis=opening.basis)
    return HouseholdCard(
        id=found.pk,
        place=found.place_id,
        number=found.number,
        building=found.building,
        formed_on=found.formed_on,
        dissolved_on=found.dissolved_on,
        fictional=found.fictional,
        members=tuple(_member(one, opened, on) for one in memberships),
        facts=tuple(facts_of(household_id=found.pk)),
        bases=tuple(bases_of(household_id=found.pk)),
    )


def place_of_household(viewer: Viewer, household_id: UUID) -> str:
    """The community of a household in the viewer's scope. Raises ``NotFound``."""
    place = Household.objects.filter(pk=household_id).values_list("place_id", flat=True).first()
    if place is None or not viewer.may(Permission.RESIDENT_LIST, place=place):
        raise NotFound
    return place


def members_of(viewer: Viewer, household_id: UUID) -> frozenset[UUID]:
    """The ids of those who live in a household now. Raises ``NotFound``."""
    place_of_household(viewer, household_id)
    living_here = Membership.objects.filter(household=household_id, until=None)
    return frozenset(living_here.values_list("resident_id", flat=True))


def household_of(viewer: Viewer, resident_id: UUID) -> UUID | None:
    """The household a resident lives in now, in the viewer's scope; None where there is none."""
    places = viewer.communities(Permission.RESIDENT_LIST)
    homes = Membership.objects.filter(resident=resident_id, until=None)
    if viewer.kind != "clock":
        homes = homes.filter(household__place__in=places)
    return homes.values_list("household_id", flat=True).first()


def households_of(viewer: Viewer, resident_ids: list[UUID]) -> dict[UUID, UUID]:
    """The household each of several residents lives in now, in the viewer's scope. One query."""
    homes = Membership.objects.filter(resident__in=resident_ids, until=None)
    if viewer.kind != "clock":
        homes = homes.filter(household__place__in=viewer.communities(Permission.RESIDENT_LIST))
    return dict(homes.values_list("resident_id", "household_id"))


def household_labels(
    viewer: Viewer, household_ids: list[UUID], on: datetime.date
) -> dict[UUID, str]:
    """The name of each household's head, for the lists of upper rooms. One query.

    Outside the viewer's communities there is no entry; a head who is a minor shows a surname.
    """
    heads = Membership.objects.filter(household__in=household_ids, until=None, relation=HEAD)
    if viewer.kind != "clock":
        places = viewer.communities(Permission.RESIDENT_LIST)
        heads = heads.filter(household__place__in=places)
    named = heads.values_list("household_id", "resident__name", "resident__born_on")
    return {
        household_id: names.masked(name) if is_minor(born_on, on) else name
        for household_id, name, born_on in named
    }


class MaskedHome(NamedTuple):
    """A household on paper that leaves the house: the head's masked name, and the building."""

    name: str
    building: str


def masked_homes(viewer: Viewer, household_ids: Collection[UUID]) -> dict[UUID, MaskedHome]:
    """Several households of the viewer's communities, masked; in one with no head, no name."""
    homes = Household.objects.filter(pk__in=household_ids)
    if viewer.kind != "clock":
        homes = homes.filter(place__in=viewer.communities(Permission.RESIDENT_LIST))
    heads = Membership.objects.filter(household__in=homes, until=None, relation=HEAD)
    named = dict(heads.values_list("household_id", "resident__name"))
    return {
        one.pk: MaskedHome(names.masked(named[one.pk]) if one.pk in named else "", one.building)
        for one in homes
    }


class Payable(NamedTuple):
    """The grown-up of a household by name, and who of it gave a consent that holds, and when."""

    adults: tuple[str, ...]
    agreed: tuple[tuple[str, datetime.date], ...]


def payable(household_id: UUID, on: datetime.date) -> Payable:
    """Whom money for a household may be paid to; the house's own question.

    Whoever shows it to somebody masks the names.
    """
    living = Membership.objects.filter(household=household_id, until=None)
    known = living.order_by("pk").values_list("resident", "resident__name", "resident__born_on")
    residents = [resident for resident, _name, _born_on in known]
    bases = Basis.objects.filter(
        Q(household=household_id) | Q(resident__in=residents),
        kind=Basis.Kind.CONSENT, withdrawn_at=None, given_on__lte=on,
    )  # fmt: skip
    newest = dict(bases.order_by("given_on").values_list("given_by__name", "given_on"))
    return Payable(
        adults=tuple(name for _resident, name, born_on in known if not is_minor(born_on, on)),
        agreed=tuple(newest.items()),
    )


def open_households(
    viewer: Viewer, household_ids: list[UUID], on: datetime.date
) -> frozenset[UUID]:
    """Of these households, those with no minor whose record is closed to the viewer. Three queries.

    For lists that would otherwise tell by a benefit what a child has.
    """
    current = Membership.objects.filter(household__in=household_ids, until=None)
    living = list(current.values_list("household_id", "resident_id", "resident__born_on"))
    minors = {resident: home for home, resident, born_on in living if is_minor(born_on, on)}
    opened = openings(viewer, minors, on)
    whole = {one for one, opening in opened.items() if opening.scope == "case"}
    closed = {home for minor, home in minors.items() if minor not in whole}
    return frozenset(home for home, _resident, _born_on in living) - closed


def households_at(viewer: Viewer, place: str) -> list[UUID]:
    """Every household of a community somebody lives in; the house's own question (``clock()``)."""
    if viewer.kind != "clock":
        raise NotFound
    lived_in = Membership.objects.filter(household__place=place, until=None)
    return sorted(set(lived_in.values_list("household_id", flat=True)), key=str)


def households_born(
    viewer: Viewer, place: str, born: Collection[tuple[datetime.date, datetime.date]]
) -> list[UUID]:
    """The households of a community with somebody born in one of these spans, both days included.

    The house's own question (``clock()``), to read a few families instead of all.
    """
    if viewer.kind != "clock":
        raise NotFound
    spans = reduce(or_, (Q(resident__born_on__range=span) for span in born), Q(pk__in=()))
    living = Membership.objects.filter(spans, household__place=place, until=None)
    return sorted(set(living.values_list("household_id", flat=True)), key=str)


def _memberships(household_id: UUID) -> list[Membership]:
    """Who lives there, the head first: its code is the lowest in use."""
    current = Membership.objects.filter(household=household_id, until=None)
    return list(current.select_related("resident").order_by("relation", "since", "id"))


def _member(one: Membership, opened: dict[UUID, Opening], on: datetime.date) -> Member:
    person = one.resident
    minor = is_minor(person.born_on, on)
    open_to_viewer = not minor or person.pk in opened
    return Member(
        id=person.pk,
        name=person.name if open_to_viewer else names.masked(person.name),
        relation=str(Relation(one.relation).label),
        head=one.relation == HEAD,
        age_years=age_years(person.born_on, on) if open_to_viewer else None,
        minor=minor,
        opened=open_to_viewer,
        since=one.since,
    )
