"""Finding people, and reading one person's record."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet

from linli.identity.permissions import Permission, Viewer
from linli.kernel import citizen_id as citizen_ids, names
from linli.kernel.asking import Question
from linli.kernel.cipher import keyring
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal
from linli.people.models import Guardianship, Membership, Relation, Resident, SearchKey, Sex
from linli.people.queries.checking import as_kept
from linli.people.queries.facts import FactCard, bases_of, facts_of, spoken_place
from linli.people.queries.opening import (
    NotOpened,
    insist_open,
    opening_of,
    openings,
    resident_in_scope,
)
from linli.people.terms import (
    age_years,
    is_child,
    is_minor,
    masked_phone,
    phone_number,
)

PAGE_ROWS = 25
LONGEST_SEARCH = 60


@dataclass(frozen=True)
class ResidentRow:
    """One line of a list: enough to recognise, masked by rule. A closed minor shows a surname."""

    id: UUID
    name: str
    sex: str
    age_years: int | None  # None while a minor's record is closed
    minor: bool
    opened: bool
    citizen_id: str  # masked, or empty
    phone: str  # masked, or empty
    building: str
    fictional: bool


@dataclass(frozen=True)
class Page:
    """Some rows of many. ``number`` counts from 1."""

    rows: tuple[ResidentRow, ...]
    number: int
    pages: int
    total: int
    search: str


@dataclass(frozen=True)
class Kin:
    """A guardian of a person: enough to name and to find them."""

    guardianship_id: UUID
    id: UUID
    name: str
    kind: str


@dataclass(frozen=True)
class ResidentCard:
    """One person's record, as far as it is open to this viewer. Numbers are masked."""

    id: UUID
    place: str
    name: str
    sex: str
    born_on: datetime.date
    age_years: int
    minor: bool
    child: bool  # under 14
    citizen_id: str
    phone: str
    hukou_place: str
    fictional: bool
    registered_on: datetime.date
    household_id: UUID | None
    relation: str
    building: str
    guardians: tuple[Kin, ...]
    facts: tuple[FactCard, ...]
    bases: tuple[object, ...]
    whole: bool  # False: opened for contact only, so facts and bases are left out
    opened_by: str


@dataclass(frozen=True)
class Numbers:
    """What the card masks, in full. Reading it is logged as a part of its own."""

    id: UUID
    name: str
    citizen_id: str
    phone: str
    address: str


def residents(viewer: Viewer, on: datetime.date, search: str = "", page: int = 1) -> Page:
    """The residents of the viewer's communities by name, or those found, 25 masked rows a page.

    ``search``: a name or the end of one, its pinyin or initials; a whole citizen id; a whole phone
    number. At most five queries however long the list; masked, so not logged.
    """
    search = search.strip()[:LONGEST_SEARCH]
    found = _matching(viewer, search).order_by("name_pinyin", "id")
    pages = Paginator(found, PAGE_ROWS)
    shown = pages.get_page(page)
    return Page(
        rows=tuple(_rows(viewer, list(shown), on)),
        number=shown.number,
        pages=pages.num_pages,
        total=pages.count,
        search=search,
    )


def resident(viewer: Viewer, resident_id: UUID, on: datetime.date) -> ResidentCard:
    """One person's record. Logged. Raises ``NotFound``, ``NotOpened`` for a minor not opened."""
    found = resident_in_scope(viewer, resident_id)
    opening = opening_of(viewer, found, on)
    if opening is None:
        raise NotOpened(resident_id=found.pk)
    whole = opening.scope == "case"
    home = _home(found.pk)
    viewer.looked_at(
        "resident", found.pk, "record" if whole else "contact",
        place=found.place_id, basis=opening.basis,
    )  # fmt: skip
    return ResidentCard(
        id=found.pk,
        place=found.place_id,
        name=found.name,
        sex=str(Sex(found.sex).label),
        born_on=found.born_on,
        age_years=age_years(found.born_on, on),
        minor=is_minor(found.born_on, on),
        child=is_child(found.born_on, on),
        citizen_id=_masked_citizen_id(found),
        phone=_masked_phone(found),
        hukou_place=spoken_place(found.hukou_place),
        fictional=found.fictional,
        registered_on=found.registered_on,
        household_id=home.household_id if home else None,
        relation=str(Relation(home.relation).label) if home else "",
        building=home.household.building if home else "",
        guardians=tuple(_guardians(found.pk)),
        facts=tuple(facts_of(resident_id=found.pk)) if whole else (),
        bases=tuple(bases_of(resident_id=found.pk)) if whole else (),
        whole=whole,
        opened_by=opening.basis,
    )


def numbers(viewer: Viewer, resident_id: UUID, on: datetime.date) -> Numbers:
    """The full citizen id, phone and address. Logged. Raises ``NotFound``, ``NotOpened``."""
    found = resident_in_scope(viewer, resident_id)
    opening = insist_open(viewer, found, on, scope="contact")
    viewer.looked_at("resident", found.pk, "numbers", place=found.place_id, basis=opening.basis)
    home = _home(found.pk)
    door = unseal(home.household, "door") if home else None
    return Numbers(
        id=found.pk,
        name=found.name,
        citizen_id=unseal(found, "citizen_id") or "",
        phone=unseal(found, "phone") or "",
        address=" ".join(part for part in (home and home.household.building, door) if part),
    )


def registration(viewer: Viewer, resident_id: UUID, on: datetime.date) -> dict[str, object]:
    """What was registered, in full, for the form that corrects it. Logged as ``numbers``."""
    found = resident_in_scope(viewer, resident_id)
    opening = insist_open(viewer, found, on)
    viewer.looked_at("resident", found.pk, "numbers", place=found.place_id, basis=opening.basis)
    return as_kept(found)._asdict()


def place_of_resident(viewer: Viewer, resident_id: UUID) -> str:
    """The community of a resident in the viewer's scope. Raises ``NotFound``."""
    return resident_in_scope(viewer, resident_id).place_id


class Comer(NamedTuple):
    """What a place that is kept for some asks of a person; nothing that is shown to anybody."""

    id: UUID
    born_on: datetime.date
    hukou_place: str
    place: str


def comers(resident_ids: Collection[UUID]) -> list[Comer]:
    """Those of these residents who are still here, for a room's own reckoning. One query."""
    return [Comer(*row) for row in _comers(resident_ids)]


@Question
def _comers(residents: Any) -> QuerySet[Resident, Any]:
    found = Resident.objects.filter(pk__in=residents, left_on=None)
    return found.values_list("id", "born_on", "hukou_place", "place_id")


def listed_place(viewer: Viewer, resident_id: UUID) -> str:
    """The community of a resident whom the viewer's lists show, masked or not; the record stays
    closed. Raises ``NotFound``, ``NotAllowed``."""
    found = Resident.objects.filter(pk=resident_id).only("place").first()
    if found is None:
        raise NotFound
    viewer.require(Permission.RESIDENT_LIST, place=found.place_id)
    return found.place_id


def anybody_real() -> bool:
    """Whether somebody is registered anywhere who was not invented for a demo."""
    return Resident.objects.filter(fictional=False).exists()


def ask_card(viewer: Viewer, resident_id: UUID, on: datetime.date) -> ResidentRow:
    """As much of a closed record as its list shows: for the page that asks to open it."""
    found = resident_in_scope(viewer, resident_id)
    return next(iter(_rows(viewer, [found], on)))


def labels(viewer: Viewer, resident_ids: list[UUID], on: datetime.date) -> dict[UUID, str]:
    """The names of some residents as this viewer's lists may show them: minors masked unless open.

    For the lists of upper rooms; outside the viewer's communities there is no entry. Two queries.
    """
    found = Resident.objects.filter(pk__in=resident_ids)
    if viewer.kind != "clock":
        found = found.filter(place__in=viewer.communities(Permission.RESIDENT_LIST))
    people = list(found.only("id", "name", "born_on"))
    opened = openings(viewer, [one.pk for one in people if is_minor(one.born_on, on)], on)
    return {
        one.pk: names.masked(one.name)
        if is_minor(one.born_on, on) and one.pk not in opened
        else one.name
        for one in people
    }


def door_names(resident_ids: Collection[UUID], place: str, on: datetime.date) -> dict[UUID, str]:
    """The names of those of these residents who are of a community, as a list at a door there
    shows them to whoever may open no record: minors masked. For a room that has asked who may read
    its list. One query."""
    found = Resident.objects.filter(pk__in=resident_ids, place=place)
    return {
        one: names.masked(name) if is_minor(born_on, on) else name
        for one, name, born_on in found.values_list("pk", "name", "born_on")
    }


def _matching(viewer: Viewer, search: str) -> QuerySet[Resident]:
    """One indexed query on either engine."""
    places = viewer.communities(Permission.RESIDENT_LIST)
    living_here = Resident.objects.filter(place__in=places, left_on=None)
    if not search:
        return living_here
    number = citizen_ids.normalised(search)
    if len(number) == 18 and number[:17].isdecimal():
        return living_here.filter(citizen_id_blind=keyring().blind("citizen_id", number))
    try:
        return living_here.filter(phone_blind=keyring().blind("phone", phone_number(search)))
    except ValueError:
        beginning = names.search_text(search).encode()
    if not beginning:  # nothing but punctuation was typed
        return living_here.none()
    # Keys are UTF-8, which never contains the byte FF: everything that begins so lies between.
    keys = SearchKey.objects.filter(
        place__in=places, key__gte=beginning, key__lt=beginning + b"\xff"
    )
    return living_here.filter(pk__in=keys.values("resident"))


def _rows(viewer: Viewer, people: list[Resident], on: datetime.date) -> list[ResidentRow]:
    minors = [one.pk for one in people if is_minor(one.born_on, on)]
    opened = openings(viewer, minors, on)
    ids = [one.pk for one in people]
    homes = Membership.objects.filter(resident__in=ids, until=None)
    buildings = dict(homes.values_list("resident", "household__building"))
    return [
        _closed_row(one)
        if one.pk in minors and one.pk not in opened
        else _row(one, on, buildings.get(one.pk, ""))
        for one in people
    ]


def _row(one: Resident, on: datetime.date, building: str) -> ResidentRow:
    return ResidentRow(
        id=one.pk,
        name=one.name,
        sex=str(Sex(one.sex).label),
        age_years=age_years(one.born_on, on),
        minor=is_minor(one.born_on, on),
        opened=True,
        citizen_id=_masked_citizen_id(one),
        phone=_masked_phone(one),
        building=building,
        fictional=one.fictional,
    )


def _closed_row(one: Resident) -> ResidentRow:
    """A minor whose record is closed: a surname, and that there is one."""
    return ResidentRow(
        id=one.pk,
        name=names.masked(one.name),
        sex="",
        age_years=None,
        minor=True,
        opened=False,
        citizen_id="",
        phone="",
        building="",
        fictional=one.fictional,
    )


def _masked_citizen_id(one: Resident) -> str:
    number = unseal(one, "citizen_id")
    return citizen_ids.mask(number) if number else ""


def _masked_phone(one: Resident) -> str:
    digits = unseal(one, "phone")
    return masked_phone(digits) if digits else ""


def _home(resident_id: UUID) -> Membership | None:
    current = Membership.objects.filter(resident=resident_id, until=None)
    return current.select_related("household").first()


def _guardians(child_id: UUID) -> list[Kin]:
    in_force = Guardianship.objects.filter(child=child_id, until=None).select_related("guardian")
    return [
        Kin(one.pk, one.guardian_id, one.guardian.name, str(one.get_kind_display()))
        for one in in_force.order_by("since", "id")
    ]
