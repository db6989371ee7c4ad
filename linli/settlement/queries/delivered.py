"""How sessions went: from the door where it was kept, else from what the desk said of them.

Nothing is taken for given. A session nobody kept and nobody spoke of is a question.
"""

import datetime
from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from linli.attendance import queries as attendance
from linli.kernel.months import next_month
from linli.kernel.words import XIAMEN
from linli.pricing import queries as pricing
from linli.programmes.queries import SessionRow
from linli.providers import queries as providers
from linli.providers.queries import Teaching
from linli.settlement import terms
from linli.settlement.models import Line, Said
from linli.settlement.terms import Given


class Delivered(NamedTuple):
    """A session of a provider as it went. ``asks``: what is not known of it yet ("" if nothing):
    ``held``: whether it was given at all; ``fees``: what was paid for it; ``settled``: why who is
    absent has it on a statement, that is to be corrected first."""

    row: SessionRow
    teaching: Teaching
    given: Given
    asks: str

    @property
    def prepare_minutes(self) -> int:
        return self.teaching.rates.prepare_minutes if self.given.outcome == terms.HELD else 0


def span(month: datetime.date) -> tuple[datetime.datetime, datetime.datetime]:
    """A month's first moment and that of the next, where we live."""
    first, after = (
        datetime.datetime.combine(day, datetime.time(), tzinfo=XIAMEN)
        for day in (month, next_month(month))
    )
    return first, after


def delivered(provider_id: UUID, month: datetime.date, at: datetime.datetime) -> list[Delivered]:
    """The sessions of a month that are over and on no live line of the provider, in order."""
    start, end = span(month)
    rows = providers.sessions_of_provider(provider_id, start, min(end, at))
    rows = [row for row in rows if row.end_at <= at]
    settled = set(
        Line.objects.filter(
            provider=provider_id, live=True, origin_id__in=[row.id for row in rows]
        ).values_list("origin_id", flat=True)
    )
    went = as_they_went([row for row in rows if row.id not in settled], provider_id)
    return _not_paid_twice(went)


def _not_paid_twice(went: list[Delivered]) -> list[Delivered]:
    """Who stands in for somebody who has the session on a statement is asked about. At most one
    query."""
    instead = [each.row.id for each in went if each.teaching.instead_of]
    if not instead:
        return went
    theirs = set(
        Line.objects.filter(live=True, origin_id__in=instead)
        .exclude(outcome=terms.NOT_HELD)
        .values_list("provider_id", "origin_id")
    )
    return [
        each._replace(asks="settled") if (each.teaching.instead_of, each.row.id) in theirs else each
        for each in went
    ]


def as_they_went(rows: Collection[SessionRow], provider_id: UUID) -> list[Delivered]:
    """How these sessions of a provider went. A fixed number of queries."""
    ids = [row.id for row in rows]
    who = providers.teaching(rows, provider_id)
    counts = attendance.counts_of(ids)
    said = _said(ids)
    paid = pricing.paid_for(ids)
    found = []
    for row in rows:
        for teaching in who[row.id]:
            counted = counts.get(row.id, attendance.Counts())
            found.append(_delivered(row, teaching, counted, said.get(row.id), paid.get(row.id)))
    return found


def _delivered(
    row: SessionRow,
    teaching: Teaching,
    counted: attendance.Counts,
    said: Said | None,
    paid_fen: int | None,
) -> Delivered:
    kept = bool(counted.present or counted.absent)
    rates = teaching.rates
    heads = said.heads if said and said.heads is not None else counted.present
    minutes = int((row.end_at - row.start_at).total_seconds() // 60)
    # Nothing quoted is not nothing taken: fees may stand in a book of receipts. Then one asks.
    fees = said.fees_fen if said and said.fees_fen is not None else paid_fen or None
    given = Given(
        model=rates.model,
        rate=rate_of(teaching),
        outcome=_outcome(row, said),
        minutes=said.minutes if said and said.minutes is not None else minutes,
        heads=heads,
        fees_fen=fees or 0,
        cancelled_permille=rates.cancelled_permille,
    )
    if given.outcome != terms.HELD:
        return Delivered(row, teaching, given._replace(heads=0, fees_fen=0, minutes=0), "")
    if not kept and said is None:
        return Delivered(row, teaching, given, "held")
    asks = "fees" if rates.model == terms.SHARE and fees is None else ""
    return Delivered(row, teaching, given, asks)


def rate_of(teaching: Teaching) -> int:
    """The one rate of a model, in fen or per mille."""
    rates = teaching.rates
    return {
        terms.PER_SESSION: rates.per_session_fen,
        terms.PER_HEAD: rates.per_head_fen,
        terms.SHARE: rates.share_permille,
        terms.ROOM: rates.room_hour_fen,
    }.get(rates.model, 0)


def _outcome(row: SessionRow, said: Said | None) -> str:
    if row.cancelled:
        return terms.CANCELLED
    return terms.NOT_HELD if said is not None and not said.held else terms.HELD


def _said(ids: Collection[UUID]) -> dict[UUID, Said]:
    """The newest word on each session."""
    words = Said.objects.filter(session__in=ids).order_by("said_at", "pk")
    return {each.session_id: each for each in words}
