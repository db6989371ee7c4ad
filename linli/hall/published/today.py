"""What goes on in a day, wherever it is held: in the rooms, on the square; and what was called off.

The rooms know what is booked in them, whoever booked it, and say nothing of what is private. What
is held outside, or not at all, stands in no room: the courses know of it.
"""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language

from linli.kernel.words import XIAMEN
from linli.programmes import published as programmes
from linli.programmes.published import SessionRow
from linli.spaces import published as spaces


@dataclass(frozen=True)
class OnToday:
    """Something of a day. ``where``: a room, or a place outside. ``now``: it runs at this moment.
    ``reason``: why it is called off; empty also where that is nobody's matter."""

    title: str
    where: str
    start_at: datetime.datetime
    end_at: datetime.datetime
    now: bool
    over: bool
    called_off: bool = False
    reason: str = ""

    @property
    def hours(self) -> str:
        start, end = (each.astimezone(XIAMEN) for each in (self.start_at, self.end_at))
        return f"{start:%H:%M}–{end:%H:%M}"


def programme_of(place: str, day: datetime.date, at: datetime.datetime) -> list[OnToday]:
    """What goes on in a place in a day, by beginning. Four queries, however much it is."""
    midnight = datetime.datetime.combine(day, datetime.time(), tzinfo=XIAMEN)
    sessions = programmes.sessions_between(place, midnight, midnight + datetime.timedelta(days=1))
    known = {row.id: row for row in sessions}
    rooms = {room.id: room for room in spaces.rooms(place, day)}
    found = [
        _in_a_room(row, known.get(row.of_id) if row.of_id else None)
        for row in spaces.programme(place, day, at)
    ]
    found += [_in_none(row, rooms, at) for row in sessions if row.space_id is None]
    return sorted(found, key=lambda each: (each.start_at, each.end_at))


def _in_a_room(row: spaces.OnNow, session: SessionRow | None) -> OnToday:
    title = session.said_title if session else row.title.speak(_language())
    where = row.said_room
    return OnToday(title, where, row.start_at, row.end_at, row.now, row.over)


def _in_none(
    row: SessionRow, rooms: dict[UUID, spaces.SpaceCard], at: datetime.datetime
) -> OnToday:
    """A session outside, or one that is not held: it is told where it would have been. What was to
    be in a private room stays as neutral as if it were held there."""
    room = rooms.get(row.meant_space_id) if row.cancelled and row.meant_space_id else None
    private = room is not None and room.private
    called_off = bool(row.cancelled)
    return OnToday(
        title=spaces.INTERNAL.speak(_language()) if private else row.said_title,
        where=str(room) if room else row.room,
        start_at=row.start_at,
        end_at=row.end_at,
        now=not called_off and row.start_at <= at < row.end_at,
        over=row.end_at <= at,
        called_off=called_off,
        reason="" if private or row.closed_group else row.cancelled,
    )


def _language() -> str:
    return get_language() or "zh-hans"
