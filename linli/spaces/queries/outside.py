"""What an outside calendar's file would do to a room, date by date."""

import datetime
from collections.abc import Collection, Sequence
from typing import NamedTuple
from uuid import UUID

from linli.spaces import terms
from linli.spaces.models import Booking
from linli.spaces.outside import OutsideDate
from linli.spaces.queries.free import verdicts
from linli.spaces.terms import Verdict

ROOM, NOUN = terms.OUTSIDE, "calendar_event"


class OutsideRow(NamedTuple):
    """A date of the file. ``booking_id``: the booking it has already; None for a new one.

    ``verdict`` None: nothing is asked of the room, it stands as it is.
    """

    date: OutsideDate
    booking_id: UUID | None
    verdict: Verdict | None


class Gone(NamedTuple):
    """A booking to come whose date is not in the file any more."""

    id: UUID
    title: str
    start_at: datetime.datetime
    end_at: datetime.datetime


class Comparison(NamedTuple):
    """The file beside what is booked: each date, and what is gone."""

    rows: list[OutsideRow]
    gone: list[Gone]

    @property
    def same(self) -> int:
        return sum(row.verdict is None for row in self.rows)

    @property
    def asking(self) -> list[OutsideRow]:
        """What is new or moved."""
        return [row for row in self.rows if row.verdict is not None]


def compare_outside(
    space_id: UUID, name: str, dates: Sequence[OutsideDate], *, at: datetime.datetime
) -> Comparison:
    """What is new, moved, the same and gone of a calendar in a room. Eleven queries, whatever many.

    A date that is moved does not meet its own booking. What begins in the past is nobody's matter.
    """
    standing = {
        each.origin_id: each
        for each in Booking.objects.filter(
            origin_room=ROOM, origin_noun=NOUN, space=space_id, origin_title=name,
            state__in=terms.LIVE, start_at__gt=at,
        )
    }  # fmt: skip
    moved = [one for one in dates if one.origin_id in standing and not _as(one, standing)]
    fresh = [one for one in dates if one.origin_id not in standing]
    freed = [standing[one.origin_id].pk for one in moved]
    said = {
        **_judged(space_id, fresh, (), at),
        **_judged(space_id, moved, freed, at),
    }
    rows = [
        OutsideRow(
            one,
            standing[one.origin_id].pk if one.origin_id in standing else None,
            said.get(one.origin_id),
        )
        for one in dates
    ]
    kept = {one.origin_id for one in dates}
    gone = [
        Gone(each.pk, each.title, each.start_at, each.end_at)
        for origin_id, each in standing.items()
        if origin_id not in kept
    ]
    return Comparison(rows, sorted(gone, key=lambda one: one.start_at))


def _as(one: OutsideDate, standing: dict[UUID | None, Booking]) -> bool:
    booking = standing[one.origin_id]
    return (booking.start_at, booking.end_at) == (one.start_at, one.end_at)


def _judged(
    space_id: UUID,
    dates: Sequence[OutsideDate],
    freed: Collection[UUID],
    at: datetime.datetime,
) -> dict[UUID, Verdict]:
    spans = [(one.start_at, one.end_at) for one in dates]
    found = verdicts(space_id=space_id, spans=spans, except_bookings=freed, at=at)
    return {one.origin_id: verdict for one, verdict in zip(dates, found, strict=True)}
