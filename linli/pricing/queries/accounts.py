"""What is due for a thing of a room above, what was paid, and what its sessions earned."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from linli.identity.permissions import Permission, Viewer
from linli.operator import queries as operations
from linli.operator.actions import Origin
from linli.operator.queries import TakingCard
from linli.pricing import terms
from linli.pricing.models import Quote
from linli.programmes import queries as programmes

UNPAID_SHOWN, UNPAID_DAYS = 100, 400


class LineCard(NamedTuple):
    """What a payer bears of a quote. ``by_paper``: of who showed one; lists do not say which."""

    title: str
    payer: str
    amount_fen: int
    by_paper: bool


class QuoteCard(NamedTuple):
    """A quote as its pages say it; ``kept_fen`` is what of the resident's part stays due."""

    id: UUID
    resident_id: UUID
    list_fen: int
    lines: list[LineCard]
    resident_fen: int
    kept_fen: int
    market_fen: int | None
    market_source: str
    ended: bool
    made_at: datetime.datetime

    @property
    def saved_fen(self) -> int | None:
        """Against the named market price; None where nobody named one."""
        return None if self.market_fen is None else self.market_fen - self.resident_fen


@dataclass(frozen=True)
class Account:
    """All the money of one thing (a party). ``left_fen`` below nought: so much is to go back."""

    place: str
    origin: Origin
    quotes: list[QuoteCard]
    takings: list[TakingCard]

    @property
    def due_fen(self) -> int:
        return sum(each.kept_fen for each in self.quotes)

    @property
    def paid_fen(self) -> int:
        return sum(each.left_fen for each in self.takings)

    @property
    def left_fen(self) -> int:
        return self.due_fen - self.paid_fen

    @property
    def back_fen(self) -> int:
        """What is to be given back."""
        return max(-self.left_fen, 0)


def accounts_of(room: str, noun: str, ids: Collection[UUID]) -> dict[UUID, Account]:
    """The money of these things by their id; a free one has none. Four queries."""
    found = (
        Quote.objects.filter(origin_room=room, origin_noun=noun, origin_id__in=ids)
        .select_related("price", "end")
        .prefetch_related("lines__subsidy", "lines__payer")
    )
    rows: dict[UUID, list[Quote]] = {}
    for each in found.order_by("made_at", "pk"):
        rows.setdefault(each.origin_id, []).append(each)
    takings = operations.takings_of(room, noun, list(rows))
    return {
        one: Account(
            quotes[0].place_id,
            Origin(room, noun, one, quotes[0].origin_title, quotes[0].on),
            [_card(each) for each in quotes],
            takings[one],
        )
        for one, quotes in rows.items()
    }


def unsettled(viewer: Viewer, room: str, noun: str, on: datetime.date) -> list[Account]:
    """What is not paid yet, and what is to be given back, in the viewer's communities."""
    places = viewer.communities(Permission.ENROLLMENT_KEEP)
    ids = (
        Quote.objects.filter(
            place__in=places,
            origin_room=room,
            origin_noun=noun,
            on__gte=on - datetime.timedelta(days=UNPAID_DAYS),
        )
        .order_by("on")
        .values_list("origin_id", flat=True)
    )
    accounts = accounts_of(room, noun, list(dict.fromkeys(ids)))
    open_ones = [each for each in accounts.values() if each.left_fen]
    return sorted(open_ones, key=lambda each: each.origin.on)[:UNPAID_SHOWN]


def paid_for(session_ids: Collection[UUID]) -> dict[UUID, int]:
    """What all payers together, the residents among them, pay or owe for these sessions, in fen.

    A term's price is divided over the sessions of its course that are held, to the last fen; what
    was given back with a place is not in it. A session nobody pays for is 0. Four queries.
    """
    wanted = {row.id: row for row in programmes.sessions_named(list(session_ids))}
    earned = dict.fromkeys(wanted, 0)
    courses = {row.course_id for row in wanted.values()}
    held: dict[UUID, list[UUID]] = {}
    for row in programmes.sessions_of_courses(list(courses)):
        if not row.cancelled:
            held.setdefault(row.course_id, []).append(row.id)
    for quote in Quote.objects.filter(course__in=courses).select_related("end"):
        total = terms.kept(quote.list_fen, _back(quote))
        over = [quote.session_id] if quote.session_id else held.get(quote.course_id, [])
        for session_id, fen in terms.each(total, over).items():
            if session_id in earned:
                earned[session_id] += fen
    return earned


def _card(row: Quote) -> QuoteCard:
    lines: list[Any] = sorted(row.lines.all(), key=lambda line: line.number)
    return QuoteCard(
        id=row.pk,
        resident_id=row.resident_id,
        list_fen=row.list_fen,
        lines=[
            LineCard(
                line.subsidy.title, line.payer.name, line.amount_fen, bool(line.subsidy.status)
            )
            for line in lines
        ],
        resident_fen=row.resident_fen,
        kept_fen=terms.kept(row.resident_fen, _back(row)),
        market_fen=row.market_fen,
        market_source=row.price.market_source,
        ended=hasattr(row, "end"),
        made_at=row.made_at,
    )


def _back(row: Quote) -> int:
    return row.end.back_permille if hasattr(row, "end") else 0
