"""谁也没接住: hardship is signalled, and every policy refuses.

Worked out when it is read, from notes, facts and rules; only what was done about it is stored. So
no family drops out because a job did not run, and each stays until somebody has answered.
"""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max

from linli.benefits import terms
from linli.benefits.models import Caught, HardshipNote
from linli.benefits.queries.looking import not_looked_for, permitted_places
from linli.identity.permissions import Permission, Viewer, clock
from linli.kernel.refusal import NotFound
from linli.people import queries as people
from linli.rulebook.queries import catalogue
from linli.rules.evaluate import leaves_open
from linli.rules.facts import Family
from linli.rules.kinds import KINDS
from linli.rules.words import Words

A_PERSON_SAID = Words("有人替这一家说了话", "somebody spoke for this family")
FACTS_SAY = Words("登记的情况里有难处", "what is recorded tells of hardship")


@dataclass(frozen=True, slots=True)
class UncaughtRow:
    """A family nobody has caught, and since when it is known.

    The fund's people, who open no record, learn neither name nor facts: ``label`` is empty and
    ``why`` says no more than whether a person or a record spoke.
    """

    household_id: UUID
    label: str
    since: datetime.datetime
    why: tuple[Words, ...]


def uncaught(viewer: Viewer, on: datetime.date) -> list[UncaughtRow]:
    """The families at the viewer's places that no policy helps, the longest known first."""
    viewer.require(Permission.HARDSHIP_CATCH)
    here = viewer.communities(Permission.HARDSHIP_CATCH) & permitted_places()
    since, rules = _signalled(here), catalogue()
    families = people.families(clock(), list(since), on)
    refused = [
        family
        for family in families
        if _signs(family, on, since) and not leaves_open(family, on, rules)
    ]
    ids = [family.household_id for family in refused]
    named = people.household_labels(viewer, ids, on)
    opened = people.open_households(viewer, ids, on) & named.keys()
    rows = [
        UncaughtRow(
            household_id=family.household_id,
            label=named.get(family.household_id, ""),
            since=since[family.household_id][0],
            why=_why(family, on, since, in_full=family.household_id in opened),
        )
        for family in refused
    ]
    return sorted(rows, key=lambda row: (row.since, str(row.household_id)))


def uncaught_row(viewer: Viewer, household_id: UUID, on: datetime.date) -> UncaughtRow:
    """The row of one household. Raises ``NotFound`` where somebody has caught it."""
    for row in uncaught(viewer, on):
        if row.household_id == household_id:
            return row
    raise NotFound


Signs = dict[UUID, tuple[datetime.datetime, bool]]
"""Of each family, when its hardship was signalled last, and whether a person spoke."""


def _signalled(places: Collection[str]) -> Signs:
    """Families with a sign of hardship newer than what was last done about it."""
    notes = HardshipNote.objects.filter(place__in=places, answer__in=("", terms.REAL))
    spoken = dict(
        notes.exclude(household=None).values_list("household").annotate(at=Max("raised_at"))
    )
    recorded: dict[UUID, datetime.datetime] = {}
    for fact in people.stated(clock(), places, terms.HARDSHIP):
        recorded[fact.household_id] = max(
            fact.stated_at, recorded.get(fact.household_id, fact.stated_at)
        )
    alone = not_looked_for(recorded)
    recorded = {one: at for one, at in recorded.items() if one not in alone}
    everybody = {*spoken, *recorded}
    done = dict(
        Caught.objects.filter(household__in=everybody)
        .values_list("household")
        .annotate(at=Max("caught_at"))
    )
    found: Signs = {}
    for one in everybody:
        at = max(moments[one] for moments in (spoken, recorded) if one in moments)
        if one not in done or done[one] < at:
            found[one] = at, one in spoken
    return found


def _signs(family: Family, on: datetime.date, since: Signs) -> bool:
    return since[family.household_id][1] or bool(terms.hardships(family, on))


def _why(family: Family, on: datetime.date, since: Signs, *, in_full: bool) -> tuple[Words, ...]:
    said = (A_PERSON_SAID,) if since[family.household_id][1] else ()
    kinds = terms.hardships(family, on)
    if not in_full:
        return (*said, *((FACTS_SAY,) if kinds else ()))
    return (*said, *(KINDS[kind].name for kind in kinds))
