"""What may be asked of the journal. Scope is the caller's to keep: it knows no rooms, no roles."""

import datetime
from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Max, Min, QuerySet
from django.db.models.expressions import RawSQL

from linli.journal.models import Cursor, Deed, Read
from linli.kernel.asking import Question

TAIL = 64
"""More actions than can begin and end at a place while one is still open."""


def history(subject: tuple[str, object], limit: int = 100) -> list[Deed]:
    """The deeds on one subject, newest first."""
    return list(_about(Deed.objects.all(), subject).order_by("-seq")[:limit])


def reads_of(subject: tuple[str, object], limit: int = 100) -> list[Read]:
    """Who looked at one subject, newest first."""
    return list(_about(Read.objects.all(), subject).order_by("-seq")[:limit])


def reads_of_many(kind: str, subject_ids: list[UUID], limit: int = 100) -> list[Read]:
    """Who looked at any of several subjects of one kind, newest first."""
    ids = [str(subject_id) for subject_id in subject_ids]
    rows = Read.objects.filter(subject_kind=kind, subject_id__in=ids)
    return list(rows.order_by("-seq")[:limit])


def first_reads(kind: str, subject_ids: list[UUID], part: str) -> dict[str, datetime.datetime]:
    """When a part of each of several subjects was first shown, by the subject's id. One query."""
    rows = Read.objects.filter(subject_kind=kind, subject_id__in=map(str, subject_ids), part=part)
    return dict(rows.values_list("subject_id").annotate(first=Min("at")).order_by())


def after(cursor: int, limit: int = 500) -> list[Deed]:
    """The deeds after ``cursor`` in order, without those a still open transaction may precede.

    Sequence numbers are drawn before the commit, so on PostgreSQL a slow action can become visible
    behind a quick one; stepping over it would lose it for ever. Only deeds of transactions older
    than every open one are given. SQLite has one writer, so order of number is order of commit.
    """
    return list(_settled().filter(seq__gt=cursor).order_by("seq")[:limit])


def end() -> int:
    """How far ``after`` would come by now: for whoever has looked at everything and reads on."""
    return _settled().order_by("-seq").values_list("seq", flat=True).first() or 0


def edition(place: str) -> int:
    """A number that is another as soon as anything was done at a place: for pages that are kept.

    The sum of the newest ``TAIL`` numbers, not the newest alone: on PostgreSQL a slow action comes
    to be seen behind a quick one, and then a number among the last is new.
    """
    return sum(_tail(place))


@Question
def _tail(place: Any) -> QuerySet[Deed, Any]:
    newest = Deed.objects.filter(place_code=place).order_by("-seq")
    return newest.values_list("seq", flat=True)[:TAIL]


def newest(place: str, kinds: Collection[str], *, since: int) -> dict[tuple[str, str], int]:
    """The number of the newest deed on each subject of these kinds, where it is ``since`` or later.

    Settled deeds only (``after``): as open transactions end, a subject's number rises and never
    falls, so whoever reads on by it misses nothing. Ask it before what the deeds were done to: a
    number that is too old is mended by the next question, one that is too new never.
    """
    rows = _settled().filter(place_code=place, seq__gte=since, subject_kind__in=kinds)
    found = rows.values_list("subject_kind", "subject_id").annotate(last=Max("seq"))
    return {(kind, subject): last for kind, subject, last in found}


def _settled() -> QuerySet[Deed]:
    """The deeds that no open transaction can still come before."""
    if connection.vendor != "postgresql":
        return Deed.objects.all()
    oldest_open = RawSQL("pg_snapshot_xmin(pg_current_snapshot())::text::bigint", ())
    return Deed.objects.filter(xid__lt=oldest_open)


def cursor_of(name: str) -> int:
    """How far an errand has come; 0 when it has never run."""
    return Cursor.objects.filter(name=name).values_list("seq", flat=True).first() or 0


def recent(places: frozenset[str], limit: int = 100) -> list[Deed]:
    """The latest deeds of the given places, newest first."""
    return list(Deed.objects.filter(place_code__in=places).order_by("-seq")[:limit])


def export(places: frozenset[str]) -> Iterator[Deed]:
    """Every deed of the given places in order, a chunk at a time, for an auditor's file."""
    return Deed.objects.filter(place_code__in=places).order_by("seq").iterator(chunk_size=1000)


def _about(rows: QuerySet, subject: tuple[str, object]) -> QuerySet:
    kind, subject_id = subject
    return rows.filter(subject_kind=kind, subject_id=str(subject_id))
