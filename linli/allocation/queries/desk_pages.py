"""What the desk's plan shows: the week as it stands, beside what the rule had suggested."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from linli.allocation import terms
from linli.allocation.models import AllocatedSlot
from linli.allocation.queries.applications import ApplicationRow, HourRow, applications_of, hours_of
from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.rules.words import Words


class PlanRow(NamedTuple):
    """An hour that stands, for whom, and the one that was suggested where a person moved it."""

    hour: HourRow
    of: ApplicationRow
    instead_of: HourRow | None

    @property
    def by_hand(self) -> bool:
        """Whether a person put it there, not the rule."""
        return not self.hour.suggested


class DayOfPlan(NamedTuple):
    """The hours of a weekday, by beginning. ``free``: those nobody has, where it is of one room."""

    day: Words
    rows: list[PlanRow]
    free: Sequence[str] = ()


class PlanPage(NamedTuple):
    """The plan of a round. ``out``: hours a person took out and put nowhere else. ``short``:
    who got less than they asked for."""

    days: list[DayOfPlan]
    out: list[PlanRow]
    short: list[ApplicationRow]
    changes: int

    @property
    def standing(self) -> list[PlanRow]:
        """The hours of all days."""
        return [row for day in self.days for row in day.rows]


class HourPage(NamedTuple):
    """One hour of a plan, for the page that changes it."""

    hour: HourRow
    round_id: UUID
    who: str


def plan_page(viewer: Viewer, round_id: UUID) -> PlanPage:
    """The plan of a round of the viewer's communities. Five queries. Raises ``NotFound``."""
    applications = {one.id: one for one in applications_of(viewer, round_id)}
    slots = AllocatedSlot.objects.filter(round=round_id).select_related("space").order_by("number")
    replaced = dict(slots.exclude(replaces=None).values_list("pk", "replaces"))
    hours = {one.id: one for one in hours_of(slots)}
    rows = [
        PlanRow(one, applications[one.application_id], _first(hours, replaced, one.id))
        for one in hours.values()
    ]
    standing = [row for row in rows if not row.hour.out]
    gone = set(replaced.values())
    return PlanPage(
        days=[
            DayOfPlan(day, found)
            for weekday, day in enumerate(terms.WEEKDAYS)
            if (found := [row for row in _by_beginning(standing) if row.hour.weekday == weekday])
        ],
        out=[row for row in rows if row.hour.out and row.hour.id not in gone],
        short=[one for one in applications.values() if one.got < one.times and not one.withdrawn],
        changes=sum(not one.suggested for one in hours.values()),
    )


def hour_page(viewer: Viewer, slot_id: UUID) -> HourPage:
    """One hour of a plan of the viewer's communities. Raises ``NotFound``."""
    slots = AllocatedSlot.objects.filter(pk=slot_id).select_related("space", "round")
    slot = slots.first()
    if slot is None or not viewer.may(Permission.SPACE_SEE, place=slot.round.place_id):
        raise NotFound
    rows = {one.id: one for one in applications_of(viewer, slot.round_id)}
    [hour] = hours_of([slot])
    return HourPage(hour, slot.round_id, rows[slot.application_id].who)


def _by_beginning(rows: list[PlanRow]) -> list[PlanRow]:
    return sorted(rows, key=lambda row: (row.hour.from_minute, row.hour.room))


def _first(hours: dict[UUID, HourRow], replaced: dict[UUID, UUID], slot_id: UUID) -> HourRow | None:
    """What stood in its place at the very beginning."""
    while slot_id in replaced:
        slot_id = replaced[slot_id]
        if slot_id not in replaced:
            return hours[slot_id]
    return None
