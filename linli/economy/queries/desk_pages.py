"""A month for the desk: every number, and what has to be done before it is whole."""

import datetime
from typing import NamedTuple
from uuid import UUID

from linli.economy.queries.figures import (
    Figure,
    average_of,
    hall_figures,
    programme_figures,
    room_figures,
)
from linli.economy.queries.months import HallMonth, ProgrammeLine, RoomLine, month_of
from linli.identity.permissions import Viewer
from linli.kernel.refusal import NotFound
from linli.operator import queries as operator
from linli.operator.queries import OperationCard


class DeskMonth(NamedTuple):
    """A hall's month at the desk. ``unmeasured``: rooms without a floor area; ``unwritten``: those
    nobody wrote hours for."""

    hall: OperationCard
    halls: list[OperationCard]
    month: HallMonth
    figures: list[Figure]
    rooms: list[tuple[RoomLine, list[Figure]]]
    programmes: list[tuple[ProgrammeLine, list[Figure]]]
    unmeasured: list[RoomLine]
    unwritten: list[RoomLine]


def desk_month(
    viewer: Viewer, hall_id: UUID | None, month: datetime.date, at: datetime.datetime
) -> DeskMonth | None:
    """A month of one of the halls whose book the viewer may see (None: the first); None where there
    is no book. Raises ``NotFound``."""
    halls = [each for each in operator.operations(viewer) if each.kind == "hall"]
    if not halls and hall_id is None:
        return None
    hall = next((each for each in halls if hall_id in (None, each.id)), None)
    if hall is None:
        raise NotFound
    found = month_of(hall.place, month, at)
    average = average_of(found)
    return DeskMonth(
        hall, halls, found, hall_figures(found, public=False),
        [(each, room_figures(each, public=False)) for each in found.rooms],
        [(each, programme_figures(each, average, public=False)) for each in found.programmes],
        [each for each in found.rooms if not each.space.area_m2],
        [each for each in found.rooms if not each.use.hours_known],
    )  # fmt: skip
