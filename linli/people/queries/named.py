"""Who is meant by a name as somebody wrote it, and who lives with them: many at once.

For a room that reads a list of names. Rows are masked as in every list, so nothing is logged.
"""

import datetime
from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from django.db.models import CharField, F, Value
from django.db.models.functions import Length

from linli.identity.permissions import Permission, Viewer
from linli.kernel import names
from linli.people.models import Membership, Relation, Resident, SearchKey
from linli.people.queries.opening import openings
from linli.people.queries.residents import ResidentRow, _rows
from linli.people.terms import is_minor

MOST_OF_A_NAME = 30
"""More of one name are not told apart by a list; one looks for them in the register."""

SHORTEST_NAME = 2
MOST_NAMES = 10

_UP = {
    **dict.fromkeys((Relation.GRANDPARENT,), 2),
    **dict.fromkeys((Relation.PARENT, Relation.FATHER, Relation.MOTHER), 1),
    **dict.fromkeys(
        (
            Relation.SON, Relation.ADOPTED_SON, Relation.SON_IN_LAW, Relation.DAUGHTER,
            Relation.ADOPTED_DAUGHTER, Relation.DAUGHTER_IN_LAW,
        ),
        -1,
    ),
    Relation.GRANDCHILD: -2,
}  # fmt: skip
_NO_KIN = frozenset({Relation.OTHER_RELATIVE, Relation.NOT_RELATED})


class Mate(NamedTuple):
    """Somebody who lives with a resident. ``name`` as lists show it. ``up``: how many generations
    above them (a child: -1), None where the register does not say; ``sex`` as in GB/T 2261.1."""

    id: UUID
    name: str
    up: int | None
    sex: int


def named(
    viewer: Viewer, texts: Collection[str], on: datetime.date
) -> dict[str, list[ResidentRow]]:
    """For each text the residents of the viewer's communities whom it names, masked.

    Those who bear the very name where there are any; else those whose name, or its end, is written
    or read so. At most ``MOST_OF_A_NAME`` each. Six queries, however many texts.
    """
    places = viewer.communities(Permission.RESIDENT_LIST)
    wanted = {text: _keys(text) for text in texts}
    keys = {key for of_text in wanted.values() for key in of_text}
    found: dict[bytes, set[UUID]] = {}
    for key, resident in SearchKey.objects.filter(place__in=places, key__in=keys).values_list(
        "key", "resident"
    ):
        found.setdefault(bytes(key), set()).add(resident)
    ids = {one for of_key in found.values() for one in of_key}
    people = list(Resident.objects.filter(pk__in=ids, left_on=None).order_by("name_pinyin", "id"))
    meant: dict[str, list[Resident]] = {}
    for text, of_text in wanted.items():
        near = {one for key in of_text for one in found.get(key, ())}
        bearing = [one for one in people if one.pk in near]
        exact = [one for one in bearing if one.name == names.tidy(text)]
        meant[text] = (exact or bearing)[:MOST_OF_A_NAME]
    shown = {one.pk: one for each in meant.values() for one in each}
    rows = {row.id: row for row in _rows(viewer, list(shown.values()), on)}
    return {text: [rows[one.pk] for one in each] for text, each in meant.items()}


def names_in(viewer: Viewer, text: str, place: str) -> list[str]:
    """The names of residents of a place that stand in a text, ``MOST_NAMES`` at most.

    For words that everybody will read: whoever writes them is asked about each. One query, which
    looks through the register once.
    """
    if place not in viewer.communities(Permission.RESIDENT_LIST):
        return []
    living = Resident.objects.filter(place=place, left_on=None).alias(
        said=Value(text, output_field=CharField()), letters=Length("name")
    )
    found = living.filter(letters__gte=SHORTEST_NAME, said__contains=F("name"))
    return list(found.order_by("name").values_list("name", flat=True).distinct()[:MOST_NAMES])


def rows_of(
    viewer: Viewer, resident_ids: Collection[UUID], on: datetime.date
) -> dict[UUID, ResidentRow]:
    """These residents as the viewer's lists show them; others have no entry. Four queries."""
    places = viewer.communities(Permission.RESIDENT_LIST)
    found = Resident.objects.filter(pk__in=resident_ids, place__in=places, left_on=None)
    return {row.id: row for row in _rows(viewer, list(found), on)}


def mates_of(
    viewer: Viewer, resident_ids: Collection[UUID], on: datetime.date
) -> dict[UUID, list[Mate]]:
    """Who lives with each of these residents, children first. Four queries."""
    places = viewer.communities(Permission.RESIDENT_LIST)
    theirs = Membership.objects.filter(
        resident__in=resident_ids, until=None, resident__place__in=places
    )
    home_of = dict(theirs.values_list("resident_id", "household_id"))
    homes: dict[UUID, list[Membership]] = {}
    living = Membership.objects.filter(household__in=set(home_of.values()), until=None)
    for one in living.select_related("resident").order_by("-resident__born_on", "id"):
        homes.setdefault(one.household_id, []).append(one)
    minors = [
        one.resident_id
        for mates in homes.values()
        for one in mates
        if is_minor(one.resident.born_on, on)
    ]
    opened = openings(viewer, minors, on)
    closed = set(minors) - set(opened)
    return {resident: _mates(resident, homes[home], closed) for resident, home in home_of.items()}


def _mates(resident_id: UUID, living: list[Membership], closed: set[UUID]) -> list[Mate]:
    me = next(one for one in living if one.resident_id == resident_id)
    return [
        Mate(
            one.resident_id,
            names.masked(one.resident.name) if one.resident_id in closed else one.resident.name,
            _above(me, one),
            one.resident.sex,
        )
        for one in living
        if one.resident_id != resident_id
    ]


def _above(me: Membership, other: Membership) -> int | None:
    if _NO_KIN & {me.relation, other.relation}:
        return None
    return _UP.get(other.relation, 0) - _UP.get(me.relation, 0)


def _keys(text: str) -> set[bytes]:
    """The keys under which somebody is kept whose whole name, or its end, is written so."""
    typed = names.search_text(names.tidy(text))
    return {typed.encode(), names.search_text(names.reading(names.tidy(text)).pinyin).encode()} - {
        b""
    }
