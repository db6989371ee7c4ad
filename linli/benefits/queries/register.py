"""The near-miss register: families that time alone will help within the next weeks.

Worked out when it is read, from days of birth and the days on which rules begin, so no job can miss
anybody. Only families whose members have a birthday that opens something are read at all.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from linli.benefits.queries.looking import not_looked_for, permitted_places
from linli.identity.permissions import Permission, Viewer, clock
from linli.people import queries as people
from linli.rulebook.queries import catalogue
from linli.rules.facts import Family
from linli.rules.later import births_that_open, opens_within, qualifies_then
from linli.rules.packs import Catalogue
from linli.rules.verdicts import Later
from linli.rules.words import Words

DAYS_AHEAD = (30, 90, 365)
"""How far one may look; the second is what is shown unasked."""

FAMILIES_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class ComingRow:
    """A family that will qualify on a day. ``closed``: a child's record is, so no more is told."""

    household_id: UUID
    label: str
    on: datetime.date
    benefit: Words
    who: str
    later: Later | None
    closed: bool


def coming(viewer: Viewer, on: datetime.date, days: int = DAYS_AHEAD[1]) -> list[ComingRow]:
    """What opens within so many days for families at the viewer's places, the nearest day first.

    Nothing drawn already, and nobody who does not wish to be looked for.
    """
    viewer.require(Permission.HINT_ANSWER)
    until = on + datetime.timedelta(days=days)
    here = viewer.communities(Permission.HINT_ANSWER) & permitted_places()
    rules = catalogue()
    found = {
        family.household_id: opening
        for place in sorted(here)
        for family in _worth_asking(place, on, until, rules)
        if (opening := _opening(family, on, until, rules))
    }
    ids = list(found)
    opened = people.open_households(viewer, ids, on)
    labels = people.household_labels(viewer, ids, on)
    rows = [
        _row(household_id, labels[household_id], one, household_id in opened)
        for household_id, openings in found.items()
        if household_id in labels
        for one in openings
    ]
    return sorted(dict.fromkeys(rows), key=lambda row: (row.on, row.label, str(row.household_id)))


Opening = tuple[str, Words, Later]
"""Whose it is, the benefit, and the day with its reasons."""


def _opening(
    family: Family, on: datetime.date, until: datetime.date, rules: Catalogue
) -> list[Opening]:
    names = {person.id: person.label for person in family.persons}
    return [
        (names[at.person.id] if at.person else "", at.pack.name, qualifies_then(at, there))
        for at, there in opens_within(family, on, until, rules)
    ]


def _worth_asking(
    place: str, on: datetime.date, until: datetime.date, rules: Catalogue
) -> Iterator[Family]:
    births = births_that_open(place, on, until, rules)
    if births is None:
        ids = people.households_at(clock(), place)
    else:
        ids = people.households_born(clock(), place, births)
    left_alone = not_looked_for(ids)
    ids = [one for one in ids if one not in left_alone]
    for start in range(0, len(ids), FAMILIES_AT_ONCE):
        yield from people.families(clock(), ids[start : start + FAMILIES_AT_ONCE], on)


def _row(household_id: UUID, label: str, opening: Opening, is_open: bool) -> ComingRow:
    who, benefit, later = opening
    if not is_open:
        return ComingRow(household_id, label, later.on, Words("", ""), "", None, closed=True)
    return ComingRow(household_id, label, later.on, benefit, who, later, closed=False)
