"""A round as its rule sees it: the rooms with what of their week can be had, and tickets."""

import datetime
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from linli.allocation import terms
from linli.allocation.models import AllocatedSlot, AllocationRound, Application
from linli.allocation.terms import Asked, Hour, Room, Wished
from linli.spaces import queries as spaces
from linli.spaces.queries import SpaceCard


def cards_of(of: AllocationRound) -> list[SpaceCard]:
    """The rooms a round hands out, in the order of the house."""
    handed_out = set(of.rooms.values_list("space", flat=True))
    return [one for one in spaces.spaces_at(of.place_id) if one.id in handed_out]


def looked_at(of: AllocationRound, at: datetime.datetime) -> dict[UUID, dict[str, Any]]:
    """What the rule is to see of each room: how many it holds, what it has, its leaves, and what of
    its week can be had in most weeks of the season. Five queries a room, asked once a round."""
    days = [
        of.season_from + datetime.timedelta(days=number)
        for number in range((of.season_until - of.season_from).days + 1)
    ]
    found = {}
    for card in cards_of(of):
        book = spaces.book_of(card.id, days[0], days[-1])
        told = ((day, bool(book.hours_on(day)), book.free_on(day, at)) for day in days)
        found[card.id] = {
            "name": card.name,
            "people": card.capacity_people,
            "has": sorted((*card.features, *card.equipment)),
            "leaves": sorted(str(one) for one in card.leaves),
            "open": [
                [weekday, *span]
                for weekday, quarters in sorted(terms.usual(told).items())
                for span in terms.spans(quarters)
            ],
        }
    return found


def rooms_of(of: AllocationRound) -> list[Room]:
    """The rooms as the rule saw them. One query."""
    return [as_room(one.space_id, one.seen) for one in of.rooms.exclude(seen=None)]


def as_room(space_id: UUID, seen: Mapping[str, Any]) -> Room:
    """A room as the rule sees it."""
    week: dict[int, int] = {}
    for weekday, start, end in seen["open"]:
        week[weekday] = week.get(weekday, 0) | terms.bits(start, end)
    return Room(str(space_id), seen["people"], frozenset(seen["has"]), tuple(seen["leaves"]), week)


def asks_of(of: AllocationRound) -> dict[UUID, Asked]:
    """The applications that stand, as the rule sees them, by id. Two queries."""
    rows = Application.objects.filter(round=of, withdrawn_at=None).prefetch_related("wishes")
    return {row.pk: as_asked(row) for row in rows}


def as_asked(row: Application) -> Asked:
    """An application as the rule sees it; its wishes come with it."""
    wishes = sorted(row.wishes.all(), key=lambda one: (one.priority, one.pk))
    return Asked(
        ticket=str(row.ticket),
        points=row.points or 0,
        times=row.times,
        people=row.expected_people,
        needs=frozenset(row.needs),
        wishes=tuple(
            Wished(
                rank, one.weekday, one.earliest_minute, one.latest_minute, one.least_minutes,
                one.most_minutes, frozenset(one.rooms),
            )
            for rank, one in enumerate(wishes, start=1)
        ),
    )  # fmt: skip


def hours_of(of: AllocationRound, tickets: dict[UUID, str]) -> dict[UUID, Hour]:
    """The hours that stand in a round's plan, by slot. ``tickets``: by application. One query."""
    rows = AllocatedSlot.objects.filter(round=of, out_at=None).order_by("number")
    return {
        row.pk: Hour(
            tickets.get(row.application_id, ""), 0, str(row.space_id), row.weekday,
            row.from_minute, row.until_minute,
        )
        for row in rows
    }  # fmt: skip


def counts_of(of: AllocationRound, row: Application, served: frozenset[object] | None) -> list[str]:
    """What an application has points for. ``served``: who had an hour last season; None where there
    was none."""
    who = bytes(row.group_blind) if row.group_blind is not None else row.organisation_id
    true = {
        terms.RESIDENTS: row.residents,
        terms.BENEFIT: row.benefit,
        terms.LACKING: row.band in of.lacking_bands,
        terms.SERVED_LESS: served is not None and who not in served,
    }
    return [one for one in terms.COUNTS if true[one]]


def served_last(of: AllocationRound) -> frozenset[object] | None:
    """Who had an hour in the season before, by group or organisation; None where there was none."""
    before = AllocationRound.objects.filter(
        place=of.place_id, confirmed_at__isnull=False, season_from__lt=of.season_from
    )
    last = before.order_by("-season_from").first()
    if last is None:
        return None
    rows = Application.objects.filter(round=last, slots__series__isnull=False)
    return frozenset(
        bytes(blind) if blind is not None else organisation
        for blind, organisation in rows.values_list("group_blind", "organisation")
    )
