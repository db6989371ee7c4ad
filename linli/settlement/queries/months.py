"""A month at the desk: who gave what, what waits, and what has to be asked first."""

import datetime
from typing import NamedTuple
from uuid import UUID

from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.operator import queries as operators
from linli.programmes import queries as programmes
from linli.programmes.queries import SessionRow
from linli.providers import queries as providers
from linli.providers.queries import ProviderCard
from linli.settlement.queries.delivered import Delivered, as_they_went, delivered
from linli.settlement.queries.statements import StatementRow, statements_of_month


class ProviderMonth(NamedTuple):
    """A provider in a month. ``ready``: sessions that can be put on a statement now; ``asked``:
    those of which nobody knows how they went."""

    card: ProviderCard
    ready: list[Delivered]
    asked: list[Delivered]
    statements: list[StatementRow]


class Month(NamedTuple):
    """A month of a community: who taught, as far as the viewer may know of it, and the statements
    that were drafted. ``has_book``: whether there is a book to pay from."""

    first: datetime.date
    providers: list[ProviderMonth]
    statements: list[StatementRow]
    has_book: bool

    @property
    def ready(self) -> int:
        return sum(bool(each.ready) for each in self.providers)

    @property
    def asked(self) -> list[tuple[ProviderCard, Delivered]]:
        return [(each.card, row) for each in self.providers for row in each.asked]


def month(viewer: Viewer, first: datetime.date, on: datetime.date, at: datetime.datetime) -> Month:
    """Everybody who gave something in a month, for the desk; whoever pays and knows no providers
    has the statements alone."""
    cards = providers.providers(viewer, on)
    statements = statements_of_month(viewer, first, at)
    found = []
    for card in cards:
        rows = delivered(card.id, first, at)
        mine = [each for each in statements if each.provider_id == card.id]
        if rows or mine:
            ready = [row for row in rows if not row.asks]
            found.append(ProviderMonth(card, ready, [row for row in rows if row.asks], mine))
    return Month(first, found, statements, bool(operators.operations(viewer)))


def asked_session(
    viewer: Viewer, session_id: UUID, permission: Permission
) -> tuple[SessionRow, list[Delivered]]:
    """A session and how it went for each who gave it. Raises ``NotFound``."""
    row = programmes.session(session_id)
    viewer.require(permission, place=row.place)
    given = [
        went
        for teaching in providers.teaching([row])[session_id]
        for went in as_they_went([row], teaching.provider_id)
    ]
    if not given:
        raise NotFound
    return row, given
