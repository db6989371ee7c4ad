"""A printed list by its number: the same names in the same order as on the paper."""

import datetime
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from linli.attendance.models import Attendance, Keying, Sheet
from linli.attendance.queries.children import in_hand_over_room
from linli.attendance.queries.doors import seen
from linli.attendance.queries.named import Signs, signs_of
from linli.attendance.terms import GUEST_LINES, PRESENT, sheet_number
from linli.identity import queries as identity
from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.people import queries as people
from linli.programmes.queries import SessionRow

__all__ = ["GUEST_LINES", "Keyed", "Line", "SheetPage", "sheet", "sheet_by_number", "sheets_of"]


class Line(NamedTuple):
    """One line of the paper. ``here``: known to have come already. ``signs``: of a child in a room
    that hands children over."""

    line: int
    name: str
    here: bool
    signs: Signs | None = None


class Keyed(NamedTuple):
    """By whom and when it was keyed."""

    id: UUID
    who: str
    at: datetime.datetime


@dataclass(frozen=True)
class SheetPage:
    """A sheet with its session."""

    id: UUID
    number: str
    row: SessionRow
    printed_at: datetime.datetime
    lines: tuple[Line, ...]
    handed: bool
    keyed: Keyed | None


def sheet(viewer: Viewer, sheet_id: UUID, on: datetime.date) -> SheetPage:
    """A sheet whose names this viewer may read. Raises ``NotFound``, ``NotAllowed``."""
    found = Sheet.objects.filter(pk=sheet_id).first()
    if found is None:
        raise NotFound
    row = seen(viewer, found.session_id)
    lines = list(found.lines.order_by("line").values_list("line", "resident_id"))
    names = people.labels(viewer, [one for _, one in lines], on)
    here = set(
        Attendance.objects.filter(
            session=found.session_id, state=PRESENT, taken_back_at=None
        ).values_list("resident_id", flat=True)
    )
    handed = in_hand_over_room(row)
    signs = _signs(viewer, row, [one for _, one in lines], on) if handed else {}
    return SheetPage(
        id=found.pk,
        number=found.number,
        row=row,
        printed_at=found.printed_at,
        lines=tuple(
            Line(line, names.get(one, ""), one in here, signs.get(one)) for line, one in lines
        ),
        handed=handed,
        keyed=_keyed(found),
    )


def sheet_by_number(viewer: Viewer, typed: str) -> UUID | None:
    """The sheet with this number in the viewer's communities, however it was typed."""
    places = viewer.communities(Permission.ATTENDANCE_KEEP)
    found = Sheet.objects.filter(number=sheet_number(typed), place__in=places)
    return found.values_list("pk", flat=True).first()


def sheets_of(session_id: UUID) -> list[tuple[UUID, str, bool]]:
    """The sheets printed of a session: id, number, whether keyed. Two queries."""
    keyed = set(
        Keying.objects.filter(sheet__session=session_id, taken_back_at=None).values_list(
            "sheet_id", flat=True
        )
    )
    found = Sheet.objects.filter(session=session_id).order_by("printed_at")
    return [(each.pk, each.number, each.pk in keyed) for each in found]


def _signs(
    viewer: Viewer, row: SessionRow, ids: list[UUID], on: datetime.date
) -> dict[UUID, Signs]:
    """What was told of the children on a list; the look is remembered with each."""
    signs = signs_of(people.guardians_told(ids, on).keys())
    for child in signs:
        viewer.looked_at("resident", child, "hand_over", place=row.place)
    return signs


def _keyed(found: Sheet) -> Keyed | None:
    for keying in Keying.objects.filter(sheet=found, taken_back_at=None):
        names = identity.names_of({keying.keyed_by_id})
        return Keyed(keying.pk, names[keying.keyed_by_id], keying.keyed_at)
    return None
