"""What is due for a thing of a room above, what was paid, and what its sessions earned."""

import datetime
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet, prefetch_related_objects

from linli.identity.permissions import Permission, Viewer
from linli.kernel.asking import Question
from linli.operator import queries as operations
from linli.operator.actions import Origin
from linli.operator.queries import TakingCard
from linli.pricing import terms
from linli.pricing.models import Quote, QuoteLine
from linli.programmes import queries as programmes

UNPAID_SHOWN, UNPAID_DAYS = 100, 400


class LineCard(NamedTuple):
    """What a payer bears of a quote. ``by_paper``: of who showed one; lists do not say which.
    ``payer`` empty: the resident's own season pass."""

    title: str
    payer: str
    amount_fen: int
    by_paper: bool


class QuoteCard(NamedTuple):
    """A quote as its pages say it; ``kept_fen`` is what of the resident's part stays due.
    ``deposit_fen`` is left here besides, and is in none of these sums.
    ``covered``: by a season pass, which was paid before."""

    id: UUID
    resident_id: UUID
    list_fen: int
    lines: list[LineCard]
    resident_fen: int
    kept_fen: int
    deposit_fen: int
    market_fen: int | None
    market_source: str
    covered: bool
    ended: bool
    made_at: datetime.datetime

    @property
    def saved_fen(self) -> int | None:
        """Against the named market price; None where nobody named one, or a pass was paid."""
        if self.market_fen is None or self.covered:
            return None
        return self.market_fen - self.resident_fen


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
    """The money of these things by their id; a free one has none. Six queries."""
    found = _quotes(room, noun, ids)
    if not found:
        return {}
    prefetch_related_objects(found, "lines__subsidy", "lines__payer", "lines__season_pass__kind")
    rows: dict[UUID, list[Quote]] = {}
    for each in found:
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


@Question
def _quotes(room: Any, noun: Any, ids: Any) -> QuerySet[Quote]:
    found = Quote.objects.filter(origin_room=room, origin_noun=noun, origin_id__in=ids)
    return found.select_related("price", "end").order_by("made_at", "pk")


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


class Earned(NamedTuple):
    """What one session is paid, in fen, given-back places left out. ``by_payer``: what others than
    the residents bear, by (kind, name) of the payer; ``helped``: whom each helps, as a set of ids
    that is for counting alone. ``market_fen``: what the places with a named market price would
    cost there, for which their residents pay ``priced_fen``; ``sources``: who says so."""

    residents_fen: int = 0
    by_payer: dict[tuple[str, str], int] = {}
    helped: dict[tuple[str, str], frozenset[UUID]] = {}
    market_fen: int = 0
    priced_fen: int = 0
    sources: frozenset[str] = frozenset()

    @property
    def total_fen(self) -> int:
        return self.residents_fen + sum(self.by_payer.values())


def paid_for(session_ids: Collection[UUID]) -> dict[UUID, int]:
    """What all payers together, the residents among them, pay or owe for these sessions, in fen.

    A session nobody pays for is 0. See ``earned_by``.
    """
    return {one: each.total_fen for one, each in earned_by(session_ids).items()}


def earned_by(session_ids: Collection[UUID]) -> dict[UUID, Earned]:
    """What these sessions are paid, and by whom.

    A term's price is divided over the sessions of its course that are held, to the last fen; what
    was given back with a place is not in it. A place a season pass paid for brings what one use of
    that pass is worth, and who bears it is who bore the pass; a pass without a number of uses is
    the hall's income, not a session's. Nine queries, however many.
    """
    wanted = {row.id: row for row in programmes.sessions_named(list(session_ids))}
    earned = dict.fromkeys(wanted, Earned())
    courses = {row.course_id for row in wanted.values()}
    held: dict[UUID, list[UUID]] = {}
    for row in programmes.sessions_of_courses(list(courses)):
        if not row.cancelled:
            held.setdefault(row.course_id, []).append(row.id)
    quotes = Quote.objects.filter(course__in=courses).select_related("end", "price")
    paid_with = "lines__season_pass__quote__lines__payer"
    for quote in quotes.prefetch_related("lines__payer", paid_with):
        over = [quote.session_id] if quote.session_id else held.get(quote.course_id, [])
        for session_id, part in _shared(quote, over).items():
            if session_id in earned:
                earned[session_id] = _added(earned[session_id], part)
    return earned


def _shared(quote: Quote, over: Collection[UUID]) -> dict[UUID, Earned]:
    """A quote over its sessions: the payers' parts as they are due, the rest is the resident's."""
    total_fen, by_payer = _borne(quote)
    total = terms.each(total_fen, over)
    parts = {key: terms.each(fen, over) for key, fen in by_payer.items() if fen}
    passes = any(line.season_pass_id for line in quote.lines.all())
    priced = quote.market_fen is not None and not hasattr(quote, "end") and not passes
    market = terms.each(quote.market_fen or 0, over)
    found = {}
    for one in over:
        others = {key: share[one] for key, share in parts.items()}
        own = total[one] - sum(others.values())
        found[one] = Earned(
            residents_fen=own,
            by_payer=others,
            helped={key: frozenset({quote.resident_id}) for key in others},
            market_fen=market[one] if priced else 0,
            priced_fen=own if priced else 0,
            sources=frozenset({quote.price.market_source} if priced else ()),
        )
    return found


def _borne(quote: Quote) -> tuple[int, dict[tuple[str, str], int]]:
    """What a place brings in all, and what of it others than the resident bear."""
    back = _back(quote)
    lines = list(quote.lines.all())
    held = next((line.season_pass for line in lines if line.season_pass_id), None)
    if held is None:
        return terms.kept(quote.list_fen, back), _by_payer(lines, lambda fen: terms.kept(fen, back))
    if not held.uses or back:  # what was given back is a use again
        return 0, {}
    uses, bought = held.uses, held.quote
    shares = _by_payer(bought.lines.all(), lambda fen: terms.use_fen(fen, uses))
    return terms.use_fen(bought.resident_fen, uses) + sum(shares.values()), shares


def _by_payer(lines: Iterable[QuoteLine], due: Callable[[int], int]) -> dict[tuple[str, str], int]:
    by_payer: dict[tuple[str, str], int] = {}
    for line in lines:
        key = (line.payer.kind, line.payer.name)
        by_payer[key] = by_payer.get(key, 0) + due(line.amount_fen)
    return by_payer


def _added(one: Earned, other: Earned) -> Earned:
    keys = {*one.by_payer, *other.by_payer}
    nobody: frozenset[UUID] = frozenset()
    return Earned(
        one.residents_fen + other.residents_fen,
        {key: one.by_payer.get(key, 0) + other.by_payer.get(key, 0) for key in keys},
        {key: one.helped.get(key, nobody) | other.helped.get(key, nobody) for key in keys},
        one.market_fen + other.market_fen,
        one.priced_fen + other.priced_fen,
        one.sources | other.sources,
    )


def _card(row: Quote) -> QuoteCard:
    lines: list[Any] = sorted(row.lines.all(), key=lambda line: line.number)
    return QuoteCard(
        id=row.pk,
        resident_id=row.resident_id,
        list_fen=row.list_fen,
        lines=[_line(line) for line in lines],
        resident_fen=row.resident_fen,
        kept_fen=terms.kept(row.resident_fen, _back(row)),
        deposit_fen=row.deposit_fen,
        market_fen=row.market_fen,
        market_source=row.price.market_source if row.price else "",
        covered=any(line.season_pass_id for line in lines),
        ended=hasattr(row, "end"),
        made_at=row.made_at,
    )


def _line(row: QuoteLine) -> LineCard:
    if row.season_pass_id:
        return LineCard(row.season_pass.kind.title, "", row.amount_fen, False)
    return LineCard(row.subsidy.title, row.payer.name, row.amount_fen, bool(row.subsidy.status))


def _back(row: Quote) -> int:
    return row.end.back_permille if hasattr(row, "end") else 0
