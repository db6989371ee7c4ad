"""The rows that registering writes, gathered first and written in a few statements.

One person or twenty thousand go through here, so there is one way in and it is quick.
"""

import datetime
from uuid import UUID

from django.db import models

from linli.identity.permissions import Viewer
from linli.journal import actions as journal
from linli.kernel import names
from linli.kernel.cipher import keyring
from linli.kernel.ids import uuid7
from linli.kernel.sealed import seal
from linli.people.models import Basis, Guardianship, Household, Membership, Resident, SearchKey
from linli.people.queries.checking import Person
from linli.people.terms import CHILD_UNTIL_YEARS, birthday

BATCH = 500


class Rows:
    """Rows in the making. ``write`` saves them all and remembers who was registered."""

    def __init__(
        self, place: str, by: Viewer, at: datetime.datetime, on: datetime.date, fictional: bool
    ) -> None:
        self.place, self.by, self.at, self.on, self.fictional = place, by, at, on, fictional
        self.residents: list[Resident] = []
        self.households: list[Household] = []
        self.memberships: list[Membership] = []
        self.guardianships: list[Guardianship] = []
        self.bases: list[Basis] = []
        self.search_keys: list[SearchKey] = []

    def add_resident(self, person: Person, resident_id: UUID | None = None) -> Resident:
        """A resident and the keys they are found by."""
        resident = Resident(
            id=resident_id or uuid7(),
            place_id=self.place,
            fictional=self.fictional,
            registered_on=self.on,
        )
        put(resident, person)
        self.residents.append(resident)
        self.search_keys += search_keys(resident)
        return resident

    def add_household(self, number: str, building: str, door: str) -> Household:
        """A household; its door number is sealed."""
        household = Household(
            place_id=self.place,
            number=number,
            building=building,
            fictional=self.fictional,
            formed_on=self.on,
        )
        seal(household, "door", door or None)
        self.households.append(household)
        return household

    def add_membership(self, household: Household, resident: Resident, relation: str) -> None:
        """From today they live there."""
        self.memberships.append(
            Membership(household=household, resident=resident, relation=relation, since=self.on)
        )

    def write(self) -> None:
        """Save everything, what is pointed at before what points, and remember it."""
        for rows in (
            self.households,
            self.residents,
            self.memberships,
            self.guardianships,
            self.bases,
            self.search_keys,
        ):
            if rows:
                type(rows[0]).objects.bulk_create(rows, batch_size=BATCH)
        self._remember("household.formed", "household", self.households)
        self._remember("resident.registered", "resident", self.residents)

    def _remember(self, verb: str, kind: str, rows: list[models.Model]) -> None:
        if rows:
            journal.record_many(
                verb=verb,
                by=self.by,
                at=self.at,
                subjects=[(kind, row.pk) for row in rows],
                place=self.place,
            )


def put(resident: Resident, person: Person) -> None:
    """Write a checked person into a row: readable what must be found, sealed what could harm."""
    resident.name = person.name
    resident.name_pinyin = names.reading(person.name).pinyin
    resident.sex = person.sex
    resident.born_on = person.born_on
    resident.fourteen_on = birthday(person.born_on, CHILD_UNTIL_YEARS)
    resident.hukou_place = person.hukou_place
    for field, text in (("citizen_id", person.citizen_id), ("phone", person.phone)):
        seal(resident, field, text or None)
        setattr(resident, f"{field}_blind", keyring().blind(field, text) if text else None)


def search_keys(resident: Resident) -> list[SearchKey]:
    """The rows by which a resident is found."""
    return [
        SearchKey(place_id=resident.place_id, key=key.encode(), resident_id=resident.pk)
        for key in sorted(names.search_keys(resident.name))
    ]
