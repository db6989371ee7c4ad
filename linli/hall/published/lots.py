"""A drawing of lots as anybody can make it again: seed, tickets, order. Tickets name nobody."""

import datetime
from typing import Any
from uuid import UUID

from linli.hall import queries, terms
from linli.hall.queries import Lots
from linli.kernel.refusal import NotFound
from linli.programmes import published as programmes

FORMAT = "linli-lots-1"


def lots_of_course(course_id: UUID, *, at: datetime.datetime) -> dict[str, Any]:
    """The course's drawing, for ``recount.py``. Raises ``NotFound`` before entering has closed."""
    face = programmes.course(course_id)
    offers = queries.offers_of([course_id], at=at).get(course_id, [])
    lotteries = [each for each in offers if each.mode == terms.LOTTERY]
    closed = [each.id for each in lotteries if each.closes_at and each.closes_at <= at]
    if not closed or face.closed_group:
        raise NotFound
    return {
        "format": FORMAT,
        "course": face.title,
        "drawings": [as_table(each) for each in queries.lots_of(closed).values()],
    }


def as_table(lots: Lots) -> dict[str, Any]:
    """One offer's drawing as plain values."""
    return {
        "commitment": lots.commitment,
        "thrown_by_hand": lots.by_hand,
        "seed": lots.seed,
        "drawn_at": lots.drawn_at.isoformat() if lots.drawn_at else None,
        "sets": [
            {
                "session": str(session) if session else None,
                "tickets": [
                    {
                        "ticket": each.ticket,
                        "number": each.number,
                        "not_drawn_before": each.lost_before,
                        "rank": each.rank,
                    }
                    for each in tickets
                ],
            }
            for session, tickets in lots.tickets.items()
        ],
    }
