"""The whole registry of communities as columns, for the rules to screen at once.

Sheets are opened and read by the thousand: no row of a model is built, no family, no fact. Nothing
in the clear touches the disk. Polars is loaded when this is asked, never by a web worker.
"""

import datetime
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast

from linli.identity.permissions import Viewer
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unsealed
from linli.people.models import Guardianship, Membership, Sheet
from linli.rules.learning import Subject
from linli.rules.screening.walking import Registry

AT_ONCE = 20_000
"""Rows between two steps: so many sheets are in memory in the clear."""


def registry(
    viewer: Viewer, places: Collection[str], on: datetime.date, asked: Collection[str]
) -> Registry:
    """Everybody who lives in a household of these communities, as the rules see them.

    ``asked``: the columns wanted, as ``walking.columns_for`` a plan says; nothing else of a sheet
    is kept. They say the same as ``families``, except that of three guardians in one household
    none is told, as if nobody had asked: a row holds two.

    For the house alone (``clock()``); to everybody else there is no such registry. Not logged.
    """
    if viewer.kind != "clock":
        raise NotFound
    from linli.people.queries import columns

    living = Membership.objects.filter(until=None, household__place__in=places)
    wanted = columns.Wanted(asked, on)
    with columns.Reader(wanted) as reader:
        of_households = reader.read(Subject.HOUSEHOLD, _sheets(living, "household"))
        of_persons = reader.read(Subject.PERSON, _sheets(living, "resident"))
        persons = columns.persons(_batches(_everybody(living)))
    if wanted.guardians:
        persons = columns.with_guardians(persons, list(_guardians(living)), on)
    return Registry(
        columns.of_persons(wanted, persons, of_persons),
        columns.of_households(persons, of_households),
    )


def _everybody(living: QuerySet[Membership]) -> Iterable[tuple[Any, ...]]:
    columns = (*map(_text, ("household", "resident", "resident__born_on")), "resident__hukou_place")
    return living.values_list(*columns).iterator(AT_ONCE)


def _guardians(living: QuerySet[Membership]) -> Iterable[tuple[str, str]]:
    """Child and guardian, the first guardian first."""
    theirs = Guardianship.objects.filter(until=None, child__in=living.values("resident"))
    told = theirs.order_by("since", "id").values_list(_text("child"), _text("guardian"))
    return ((_key(child), _key(guardian)) for child, guardian in told)


def _sheets(living: QuerySet[Membership], about: str) -> Iterator[tuple[list[str], list[bytes]]]:
    """Whom each sheet is about, and its text, a batch at a time."""
    theirs = Sheet.objects.filter(**{f"{about}__in": living.values(about)})
    rows = theirs.values_list(_text("id"), _text(about), "facts").iterator(AT_ONCE)
    for batch in _batches(rows):
        ids, subjects, sealed = zip(*batch, strict=True)
        texts = unsealed(Sheet, "facts", zip(map(_key, ids), map(bytes, sealed), strict=True))
        yield list(subjects), list(texts)


def _batches(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    left = iter(rows)
    while batch := list(islice(left, AT_ONCE)):
        yield batch


def _text(key: str) -> Cast:
    """A key or a day as the database writes it: an object for each would be half of the work."""
    return Cast(key, CharField())


def _key(text: str) -> str:
    """A key as sealed contexts write it; SQLite keeps it without its dashes."""
    if len(text) != 32:
        return text
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
