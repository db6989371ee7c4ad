"""How a place's rooms were used: open and used minutes of each, by the hour of the day."""

import datetime
from typing import NamedTuple
from uuid import UUID

from linli.places import queries as places
from linli.spaces import terms
from linli.spaces.models import Closure, Space
from linli.spaces.queries.bookings import BookingRow, bookings_between
from linli.spaces.queries.free import open_on, rules_of
from linli.spaces.queries.rooms import SpaceCard, card
from linli.spaces.queries.tree import tree_at


class RoomUse(NamedTuple):
    """A leaf in some days. Minutes by the hour of the day (0 to 23), where we live.

    ``hours_known``: somebody wrote when it is open; else it is not open, as far as is known.
    ``open``: it could be had: within its hours and not shut, or used all the same. ``used``: a
    confirmed booking that nobody let lapse, without the time to make ready. ``by_origin``: the used
    minutes by the thing of a room above; those of residents and organisations under None.
    """

    space: SpaceCard
    hours_known: bool
    open: dict[int, int]
    used: dict[int, int]
    by_origin: dict[UUID | None, int]

    @property
    def open_minutes(self) -> int:
        return sum(self.open.values())

    @property
    def used_minutes(self) -> int:
        return sum(self.used.values())


def use_of(
    place: str, first: datetime.date, last: datetime.date, at: datetime.datetime
) -> list[RoomUse]:
    """Each leaf of a place from one day to another, nothing after ``at``. Five queries.

    A booking of a room with parts uses each of them; what runs past the span is cut off.
    """
    tree = tree_at(place)
    span = (terms.at_minute(first, 0), min(terms.at_minute(last, terms.DAY_MINUTES), at))
    rows = bookings_between(place, *span, at=at, states=("confirmed",))
    rules = rules_of(tree.rows)
    calendar = places.calendar(first, last)
    off = {day for day in terms.days(first, last) if calendar.kind_of(day) == "off"}
    shut = Closure.objects.filter(
        place=place, lifted_at=None, start_at__lt=span[1], end_at__gt=span[0]
    )
    shut_in: dict[UUID | None, list[Closure]] = {}
    for closure in shut:
        shut_in.setdefault(closure.space_id, []).append(closure)
    taken: dict[UUID, list[BookingRow]] = {}
    for row in rows:
        for leaf in tree.leaves(row.space_id):
            taken.setdefault(leaf.pk, []).append(row)
    found = []
    for depth, leaf in tree.in_order():
        if tree.parts(leaf.pk) or (leaf.closed_on and leaf.closed_on < first):
            continue
        chain = tree.chain(leaf.pk)
        known = any(rules.get(one) for one in chain)
        used, by_origin = _used(taken.get(leaf.pk, []), span)
        days = _days(leaf, first, last) if known else []
        could = {
            quarter
            for day in days
            for opens, closes in open_on(rules, chain, day, day in off)
            if closes <= terms.DAY_MINUTES  # else no rule is in force yet: nobody knows
            for quarter in _quarters(
                terms.at_minute(day, opens), min(terms.at_minute(day, closes), span[1])
            )
        }
        for closure in (each for one in (*chain, None) for each in shut_in.get(one, [])):
            could.difference_update(_quarters(closure.start_at, closure.end_at))
        opened = _by_hour(could | used) if known else {}
        found.append(RoomUse(card(tree, leaf, depth), known, opened, _by_hour(used), by_origin))
    return found


def _days(leaf: Space, first: datetime.date, last: datetime.date) -> list[datetime.date]:
    """The days on which a room is in use at all."""
    until = min(last, leaf.closed_on) if leaf.closed_on else last
    return list(terms.days(max(first, leaf.opened_on), until))


def _used(rows: list[BookingRow], span: terms.Span) -> tuple[set[int], dict[UUID | None, int]]:
    used: set[int] = set()
    by_origin: dict[UUID | None, int] = {}
    for row in rows:
        quarters = _quarters(max(row.start_at, span[0]), min(row.end_at, span[1]))
        key = row.origin.id if row.origin else None
        by_origin[key] = by_origin.get(key, 0) + len(quarters) * terms.QUARTER_MINUTES
        used.update(quarters)
    return used, by_origin


def _quarters(start: datetime.datetime, end: datetime.datetime) -> range:
    return range(terms.quarter_of(start), terms.quarter_after(end))


def _by_hour(quarters: set[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for quarter in quarters:
        hour = terms.begins(quarter).astimezone(terms.XIAMEN).hour
        found[hour] = found.get(hour, 0) + terms.QUARTER_MINUTES
    return dict(sorted(found.items()))
