"""An outside calendar's dates become bookings; the same file again adds only what is new."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.spaces.actions import holding
from linli.spaces.outside import OutsideDate
from linli.spaces.queries.outside import NOUN, ROOM, OutsideRow, compare_outside
from linli.spaces.terms import Origin


class Imported(NamedTuple):
    """How many dates were booked, moved, the same as before, given up; ``left``: not to be had."""

    made: int
    moved: int
    same: int
    dropped: int
    left: list[OutsideRow]


@transaction.atomic
def import_outside(
    *,
    space_id: UUID,
    name: str,
    dates: Sequence[OutsideDate],
    drop: bool,
    by: Viewer,
    at: datetime.datetime,
    private: bool = True,
) -> Imported:
    """Book what is new of a calendar's dates, move what has moved, leave what cannot be had.

    ``drop``: whether what is gone from the calendar is given up; nothing is, unasked. Raises
    ``RoomTaken`` when somebody was quicker than the look: nothing is done then.
    """
    tree = holding.held_tree(space_id)
    place = tree.get(space_id).place_id
    by.require(Permission.SPACE_BOOK, place=place)
    before = compare_outside(space_id, name, dates, at=at)
    gone = [one.id for one in before.gone] if drop else []
    dropped = holding.release_many(booking_ids=gone, by=by, at=at)
    moved = sum(_moved(row, by, at) for row in before.asking if row.booking_id)
    now = compare_outside(space_id, name, dates, at=at).asking
    taking = _beside_each_other(
        [row for row in now if row.booking_id is None and row.verdict and row.verdict.free]
    )
    holding.occupy_many(
        space_id=space_id,
        spans=[(row.date.start_at, row.date.end_at) for row in taking],
        titles=[row.date.title for row in taking],
        origins=[Origin(ROOM, NOUN, row.date.origin_id, name) for row in taking],
        private=private,
        by=by,
        at=at,
    )
    taken = {row.date.origin_id for row in taking}
    left = [row for row in now if row.date.origin_id not in taken]
    done = Imported(len(taking), moved, before.same, len(dropped), left)
    journal.record(
        verb="outside.imported", by=by, at=at, subject=("space", space_id), place=place,
        details={"made": done.made, "moved": moved, "dropped": done.dropped, "left": len(left)},
    )  # fmt: skip
    return done


def _moved(row: OutsideRow, by: Viewer, at: datetime.datetime) -> bool:
    assert row.booking_id is not None
    try:
        with transaction.atomic():
            holding.move(
                booking_id=row.booking_id,
                start_at=row.date.start_at,
                end_at=row.date.end_at,
                by=by,
                at=at,
            )
    except holding.NotHeld:
        return False
    return True


def _beside_each_other(rows: Sequence[OutsideRow]) -> list[OutsideRow]:
    """Of dates that overlap among themselves, those that begin first."""
    found: list[OutsideRow] = []
    for row in sorted(rows, key=lambda one: one.date.start_at):
        if not found or found[-1].date.end_at <= row.date.start_at:
            found.append(row)
    return found
