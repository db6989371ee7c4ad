"""What is found by the box at the top, and what was done last."""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from linli.cases import queries as cases
from linli.fund import queries as fund
from linli.identity import queries as identity
from linli.identity.permissions import Permission, Viewer
from linli.journal import queries as journal
from linli.people import queries as people
from linli.workbench import terms

MOST_FOUND_REQUESTS = 5


@dataclass(frozen=True, slots=True)
class Deed:
    """A line of the journal as an auditor reads it. No name for the clock and for a passer-by."""

    at: datetime.datetime
    words: str
    name: str
    subject: str


@dataclass(frozen=True, slots=True)
class Found:
    """What one search box found."""

    people: people.Page
    homes: dict[UUID, UUID]
    cases: list[cases.CaseRow]
    requests: list[fund.RequestRow]


def latest_deeds(viewer: Viewer) -> list[Deed]:
    """The latest deeds of the places the viewer audits, newest first, in words."""
    deeds = journal.recent(viewer.communities(Permission.JOURNAL_EXPORT))
    names = identity.names_of({deed.actor_id for deed in deeds if deed.actor_id})
    return [
        Deed(
            at=deed.at,
            words=terms.deed_words(deed.verb, viewer.language),
            name=names.get(deed.actor_id, ""),
            subject=f"{deed.subject_kind} {deed.subject_id}",
        )
        for deed in deeds
    ]


def search(viewer: Viewer, q: str, on: datetime.date, page: int = 1) -> Found:
    """Residents by name, pinyin or initials; with them their households' cases and requests."""
    found = people.residents(viewer, on, search=q, page=page)
    homes = people.households_of(viewer, [row.id for row in found.rows])
    households = list(dict.fromkeys(homes.values()))
    requests: list[Any] = []
    if viewer.may(Permission.CASE_SEE):
        for household in households[:MOST_FOUND_REQUESTS]:
            requests += fund.of_household(viewer, household)
    return Found(
        people=found,
        homes=homes,
        cases=cases.of_households(viewer, households, on=on),
        requests=requests[:MOST_FOUND_REQUESTS],
    )
