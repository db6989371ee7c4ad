"""What is known of a person or a household, for the page and for the rules."""

import datetime
import json
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language

from linli.identity import queries as identity
from linli.identity.permissions import Viewer
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal
from linli.people.models import (
    Basis,
    Fact,
    Guardianship,
    Household,
    Membership,
    Resident,
    Sheet,
)
from linli.people.queries.opening import NotOpened, household_in_scope, openings
from linli.people.terms import is_minor
from linli.rules import divisions
from linli.rules.facts import FactValue, Family, Person
from linli.rules.kinds import KINDS


@dataclass(frozen=True)
class FactCard:
    """One fact in force, as people say it, with where it comes from and what it rests on."""

    id: UUID
    kind: str
    name: str
    value: str
    source: str
    observed_on: datetime.date
    valid_until: datetime.date | None
    verified_by: str
    verified_on: datetime.date | None
    basis_id: UUID | None
    paper_id: UUID | None


@dataclass(frozen=True)
class BasisCard:
    """Why something is kept, and whether that still holds."""

    id: UUID
    kind: str
    kind_name: str
    purpose: str
    article: str
    given_by: str
    given_by_id: UUID | None
    form: str
    version: str
    witness: str
    given_on: datetime.date
    withdrawn: bool
    paper_id: UUID | None


def spoken_place(code: str) -> str:
    """A division by its name, in the reader's language; nothing where none was given."""
    return divisions.spoken(code).speak(get_language() or "") if code else ""


def facts(viewer: Viewer, household_id: UUID, on: datetime.date) -> Family:
    """A household as the rules see it, from its sheets. Logged.

    Raises ``NotFound``, and ``NotOpened`` while a minor of the household is closed to the viewer:
    an answer about half a family would be a wrong answer.
    """
    household = household_in_scope(viewer, household_id)
    members = _members([household_id])[household_id]
    minors = [one.pk for one in members if is_minor(one.born_on, on)]
    opened = openings(viewer, minors, on)
    for minor in minors:
        if minor not in opened or opened[minor].scope != "case":
            raise NotOpened(resident_id=minor)
    _log(viewer, household_id, household.place_id, opened)
    [family] = _families([household], {household_id: members}, on)
    return family


def families(viewer: Viewer, household_ids: list[UUID], on: datetime.date) -> list[Family]:
    """Several households as the rules see them: four queries for any number. Not logged.

    For the house alone (``clock()``), which works something out and tells no more than a sentence;
    to everybody else there are no such households.
    """
    if viewer.kind != "clock":
        raise NotFound
    households = list(Household.objects.filter(pk__in=household_ids))
    return _families(households, _members(household_ids), on)


def _families(
    households: list[Household], members: dict[UUID, list[Resident]], on: datetime.date
) -> list[Family]:
    everybody = [one for home in members.values() for one in home]
    minors = {one.pk for one in everybody if is_minor(one.born_on, on)}
    sheets = _sheets([one.pk for one in everybody], [one.pk for one in households])
    guardians = _guardians_of(list(minors))
    return [
        Family(
            household_id=household.pk,
            place=household.place_id,
            persons=tuple(
                Person(
                    id=one.pk,
                    label=one.name,
                    facts=_registered(one) | sheets.get(one.pk, {}),
                    guardians=guardians.get(one.pk) if one.pk in minors else (),
                )
                for one in members[household.pk]
            ),
            facts=sheets.get(household.pk, {}),
        )
        for household in households
    ]


def facts_of(
    *, resident_id: UUID | None = None, household_id: UUID | None = None
) -> list[FactCard]:
    """The facts in force of one subject, for a page whose query has checked that it is open."""
    rows = Fact.objects.filter(
        resident=resident_id, household=household_id, retracted_at=None
    ).order_by("observed_on", "stated_at", "id")
    in_force = {fact.kind: fact for fact in rows}
    verifiers = {fact.verified_by_id for fact in in_force.values() if fact.verified_by_id}
    known = identity.names_of(verifiers) if verifiers else {}
    return [
        _card(in_force[kind], known.get(in_force[kind].verified_by_id, ""))
        for kind in KINDS
        if kind in in_force
    ]


def bases_of(
    *, resident_id: UUID | None = None, household_id: UUID | None = None
) -> list[BasisCard]:
    """The bases of one subject, newest first, withdrawn ones too."""
    rows = Basis.objects.filter(resident=resident_id, household=household_id)
    return [_basis_card(basis) for basis in rows.select_related("given_by").order_by("-id")]


def _members(household_ids: list[UUID]) -> dict[UUID, list[Resident]]:
    """Who lives in each household now, the head first. One query."""
    homes: dict[UUID, list[Resident]] = {household_id: [] for household_id in household_ids}
    current = Membership.objects.filter(household__in=household_ids, until=None)
    for one in current.select_related("resident").order_by("relation", "since", "id"):
        homes[one.household_id].append(one.resident)
    return homes


def _sheets(
    resident_ids: list[UUID], household_ids: list[UUID]
) -> dict[UUID, dict[str, FactValue]]:
    """Every sheet of these people and households in one query, by whom it is about."""
    of_people = Sheet.objects.filter(resident__in=resident_ids)
    of_household = Sheet.objects.filter(household__in=household_ids)
    return {
        sheet.resident_id or sheet.household_id: read_sheet(unseal(sheet, "facts") or "{}")
        for sheet in of_people.union(of_household, all=True)
    }


def read_sheet(text: str) -> dict[str, FactValue]:
    """A sheet's text as the values rules read. A kind no longer declared is left out."""
    return {
        kind: FactValue(
            KINDS[kind].read(entry["value"]),
            observed_on=datetime.date.fromisoformat(entry["observed_on"]),
            source=entry["source"],
            valid_until=datetime.date.fromisoformat(until)
            if (until := entry.get("valid_until"))
            else None,
        )
        for kind, entry in json.loads(text).items()
        if kind in KINDS
    }


def _registered(one: Resident) -> dict[str, FactValue]:
    """The columns of the register that rules read."""
    known = {"birth_date": FactValue(one.born_on, observed_on=one.registered_on, source="register")}
    if one.hukou_place:
        known["hukou_place"] = FactValue(
            one.hukou_place, observed_on=one.registered_on, source="register"
        )
    return known


def _guardians_of(minors: list[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """Guardians in force; a minor without any is left out: nobody has asked."""
    found: dict[UUID, tuple[UUID, ...]] = {}
    rows = Guardianship.objects.filter(child__in=minors, until=None).order_by("since", "id")
    for child, guardian in rows.values_list("child_id", "guardian_id"):
        found[child] = (*found.get(child, ()), guardian)
    return found


def _log(viewer: Viewer, household_id: UUID, place: str, opened: dict) -> None:
    viewer.looked_at("household", household_id, "facts", place=place)
    for minor, opening in opened.items():
        viewer.looked_at("resident", minor, "facts", place=place, basis=opening.basis)


def _card(fact: Fact, verified_by: str) -> FactCard:
    kind = KINDS[fact.kind]
    text = unseal(fact, "value_sealed") if fact.sensitive else fact.value
    language = get_language() or "zh-hans"
    return FactCard(
        id=fact.pk,
        kind=fact.kind,
        name=kind.name.speak(language),
        value=kind.say(kind.read(json.loads(text))).speak(language),
        source=str(fact.get_source_display()),
        observed_on=fact.observed_on,
        valid_until=fact.valid_until,
        verified_by=verified_by,
        verified_on=fact.verified_on,
        basis_id=fact.basis_id,
        paper_id=fact.paper_id,
    )


def _basis_card(basis: Basis) -> BasisCard:
    return BasisCard(
        id=basis.pk,
        kind=basis.kind,
        kind_name=str(basis.get_kind_display()),
        purpose=basis.purpose,
        article=basis.article,
        given_by=basis.given_by.name if basis.given_by else "",
        given_by_id=basis.given_by_id,
        form=str(basis.get_form_display()) if basis.form else "",
        version=basis.version,
        witness=basis.witness,
        given_on=basis.given_on,
        withdrawn=basis.withdrawn_at is not None,
        paper_id=basis.paper_id,
    )
