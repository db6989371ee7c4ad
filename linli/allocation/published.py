"""What the public may know of a season: the rule, who got which hour by which points, and all that
is needed to work it out again. Groups by their name where they wished so, else by their ticket."""

import datetime
from typing import Any, NamedTuple
from uuid import UUID

from linli.allocation import terms
from linli.allocation.models import AllocatedSlot, AllocationRound, Application
from linli.allocation.queries.applications import HourRow, Lot, hours_of, lots_of
from linli.allocation.queries.plan import as_asked
from linli.allocation.queries.rounds import RoundCard, RoundRow, round_card, rounds_at
from linli.allocation.queries.unserved import Unserved, unserved_wishes
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal
from linli.rules.words import Words

FORMAT = "linli-season-1"
__all__ = ["RoundCard", "RoundPage", "RoundRow", "round_page", "rounds", "season"]


class Changed(NamedTuple):
    """What a person changed: the hour the rule gave, the one that stands now, and why."""

    given: Words | None
    now: Words | None
    why: str


class Served(NamedTuple):
    """Who applied (``name`` empty: only the lot), for what it had points, what it got."""

    name: str
    lot: Lot
    points: int
    counts: list[Words]
    times: int
    hours: list[HourRow]
    changed: list[Changed]


class Missing(NamedTuple):
    """Hours nobody could have, in a part of a weekday."""

    when: Words
    many: int


class RoundPage(NamedTuple):
    """A round in public. ``served`` and ``unserved`` are there once it is confirmed."""

    card: RoundCard
    served: list[Served]
    unserved: Unserved | None
    missing: list[Missing]


def rounds(place: str, at: datetime.datetime) -> list[RoundRow]:
    """The rounds of a place, the latest season first."""
    return rounds_at(place, at)


def round_page(round_id: UUID, at: datetime.datetime) -> RoundPage:
    """One round. Raises ``NotFound``."""
    card = round_card(round_id, at)
    if card.confirmed_at is None:
        return RoundPage(card, [], None, [])
    row = card.row
    told = unserved_wishes(row.place, row.season_from, row.season_until)
    unserved = next((one for one in told if one.round_id == round_id), None)
    missing = sorted(unserved.when.items(), key=lambda one: -one[1]) if unserved else []
    return RoundPage(card, _served(round_id), unserved, [_missing(*one) for one in missing])


def season(round_id: UUID) -> dict[str, Any]:
    """What the rule saw and what it gave, for ``recount.py``. Raises ``NotFound`` before the plan
    is confirmed."""
    of = AllocationRound.objects.filter(pk=round_id, confirmed_at__isnull=False).first()
    if of is None:
        raise NotFound
    rows = Application.objects.filter(round=of, points__isnull=False)
    asked = {row.pk: (row, as_asked(row)) for row in rows.prefetch_related("wishes")}
    ranks = {wish.pk: wish.priority for row, _ in asked.values() for wish in row.wishes.all()}
    lots = lots_of(round_id)
    suggested = of.slots.filter(suggested=True).order_by("number")
    return {
        "format": FORMAT,
        "round": of.title,
        "season": [of.season_from.isoformat(), of.season_until.isoformat()],
        "commitment": of.commitment,
        "seed": of.seed,
        "rule": of.rule,
        "rooms": [{"id": str(one.space_id), **one.seen} for one in of.rooms.order_by("space")],
        "applications": [
            {
                "ticket": one.ticket,
                "number": lots[row.pk].number,
                "counts": row.counts,
                "points": row.points,
                "times": one.times,
                "people": one.people,
                "needs": sorted(one.needs),
                "wishes": [[*wish[:6], sorted(wish.rooms)] for wish in one.wishes],
            }
            for row, one in asked.values()
        ],
        "hours": [
            [
                asked[one.application_id][1].ticket, ranks[one.wish_id], str(one.space_id),
                one.weekday, one.from_minute, one.until_minute,
            ]
            for one in suggested
        ],
        "changed": [
            {"hour": one.number, "why": one.out_reason or one.put_reason}
            for one in of.slots.exclude(suggested=True, out_at=None).order_by("number")
        ],
    }  # fmt: skip


def _served(round_id: UUID) -> list[Served]:
    """By what the rule went by: most points first, then the order in which hours were given."""
    slots: dict[UUID, list[HourRow]] = {}
    rows = AllocatedSlot.objects.filter(round=round_id).select_related("space").order_by("number")
    replaced = dict(rows.exclude(replaces=None).values_list("replaces", "pk"))
    for one in hours_of(rows):
        slots.setdefault(one.application_id, []).append(one)
    applications = Application.objects.filter(
        round=round_id, points__isnull=False, withdrawn_at=None
    ).select_related("organisation")
    lots = lots_of(round_id)
    found = [
        Served(
            _name(row),
            lots[row.pk],
            row.points,
            [terms.COUNTS[one] for one in row.counts],
            row.times,
            sorted(
                (one for one in slots.get(row.pk, []) if one.stands),
                key=lambda one: (one.weekday, one.from_minute),
            ),
            _changed(slots.get(row.pk, []), replaced),
        )
        for row in applications
    ]
    return sorted(found, key=lambda one: (-one.points, not one.hours, one.lot.ticket))


def _changed(hours: list[HourRow], replaced: dict[UUID, UUID]) -> list[Changed]:
    """A change a line: from what the rule gave, through however many steps, to what stands now."""
    by_id = {one.id: one for one in hours}
    put_instead = set(replaced.values())
    found = []
    for first in hours:
        if first.id in put_instead:
            continue
        last = first
        while last.id in replaced:
            last = by_id[replaced[last.id]]
        if last is first and not first.out and first.suggested:
            continue
        given = first.when if first.suggested else None
        now = None if last.out else last.when
        found.append(Changed(given, now, last.out or last.put_reason))
    return found


def _name(row: Application) -> str:
    if not row.named:
        return ""
    return str(row.organisation.name) if row.organisation else unseal(row, "group_name") or ""


def _missing(when: tuple[int, str], many: int) -> Missing:
    day, part = terms.WEEKDAYS[when[0]], terms.PARTS[when[1]]
    return Missing(Words(f"{day.zh}{part.zh}", f"{day.en} {part.en.lower()}"), many)
