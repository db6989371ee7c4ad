"""What sessions cost in teaching, and what the desk said of those whose door nobody kept."""

import datetime
from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from linli.kernel.months import last_month
from linli.programmes.queries import SessionRow
from linli.providers import queries as providers
from linli.providers.queries import Teaching
from linli.settlement.models import Line, Said
from linli.settlement.terms import FREE, HELD, PER_SESSION, ROOM


class TeachingCost(NamedTuple):
    """A session's teaching: ``agreed_fen`` of statements that were agreed, and so are owed;
    ``open``: somebody is paid for it, and no statement of it is agreed yet."""

    agreed_fen: int
    minutes: int
    open: bool


def teaching_costs(rows: Collection[SessionRow]) -> dict[UUID, TeachingCost]:
    """What each of these sessions costs in teaching; ``minutes`` are paid ones, with preparation.
    Three queries, however many."""
    lines: dict[UUID, list[Line]] = {}
    for line in Line.objects.filter(
        live=True, statement__agreed_at__isnull=False, origin_id__in=[row.id for row in rows]
    ):
        lines.setdefault(line.origin_id, []).append(line)
    who = providers.teaching(rows)
    found = {}
    for row in rows:
        agreed = lines.get(row.id, [])
        settled = {line.provider_id for line in agreed}
        waits = any(_is_paid(row, each) and each.provider_id not in settled for each in who[row.id])
        paid = [line for line in agreed if line.outcome == HELD and line.model not in (FREE, ROOM)]
        found[row.id] = TeachingCost(
            sum(line.amount_fen for line in agreed),
            sum(line.minutes + line.prepare_minutes for line in paid),
            waits,
        )
    return found


def _is_paid(row: SessionRow, given: Teaching) -> bool:
    """Whether who gives a session is paid for it: of one that was called off, where the terms say
    so."""
    if row.cancelled:
        return given.rates.model == PER_SESSION and given.rates.cancelled_permille > 0
    return given.rates.model not in (FREE, ROOM)


def said_of(session_ids: Collection[UUID]) -> dict[UUID, tuple[bool, int | None]]:
    """Whether the desk said a session was held, and how many came where it said so; of those it
    said nothing of, nothing. One query."""
    words = Said.objects.filter(session__in=session_ids).order_by("said_at", "pk")
    return {each.session_id: (each.held, each.heads) for each in words}


def teachers_of(place: str, month: datetime.date) -> tuple[frozenset[UUID], frozenset[UUID]]:
    """Who gave something in a month, as statements say, and in the month before: for counting who
    stays. One query."""
    before = last_month(month)
    held = Line.objects.filter(
        live=True, outcome=HELD, statement__place=place, statement__month__in=(before, month)
    )
    by_month: dict[datetime.date, set[UUID]] = {before: set(), month: set()}
    for of_month, provider in held.values_list("statement__month", "provider_id").distinct():
        by_month[of_month].add(provider)
    return frozenset(by_month[month]), frozenset(by_month[before])
