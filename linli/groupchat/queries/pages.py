"""Groups, pastes and sheets of a viewer's community, as the desk lists them."""

import datetime
from typing import NamedTuple
from uuid import UUID

from linli.groupchat import terms
from linli.groupchat.models import EnrolmentSheet, Group, Paste
from linli.hall import queries as hall
from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal

LATEST_ROWS = 12
BATCH = 500


class PasteCard(NamedTuple):
    """A paste and its text. ``group`` is empty for a sheet, ``sheet`` (its number) for a chat."""

    id: UUID
    place: str
    group_id: UUID | None
    group: str
    sheet: int | None
    offer_id: UUID
    session_id: UUID | None
    text: str
    forgotten: bool
    pasted_at: datetime.datetime


class PasteRow(NamedTuple):
    """A paste in a list."""

    id: UUID
    group: str
    sheet: int | None
    by: str
    pasted_at: datetime.datetime


class SheetCard(NamedTuple):
    """A numbered sheet. ``keyed_by`` is empty until it is keyed; then ``paste_id`` leads there."""

    id: UUID
    place: str
    number: int
    offer_id: UUID
    session_id: UUID | None
    rows: int
    printed_at: datetime.datetime
    keyed_by: str
    keyed_at: datetime.datetime | None
    paste_id: UUID | None


def place_of_offer(viewer: Viewer, offer_id: UUID, *, at: datetime.datetime) -> str:
    """The community whose desk gives these places, if the viewer does. Raises ``NotFound``."""
    course_id = hall.course_of_offer(offer_id)
    found = hall.desk_course(viewer, course_id, Permission.ENROLLMENT_KEEP, at=at)
    return found.card.programme.place


def groups_at(place: str) -> list[tuple[UUID, str]]:
    """The groups of a community, by name."""
    return list(Group.objects.filter(place=place).order_by("name").values_list("id", "name"))


def paste_card(viewer: Viewer, paste_id: UUID) -> PasteCard:
    """A paste with its text. Raises ``NotFound``."""
    found = Paste.objects.select_related("group", "sheet").filter(pk=paste_id).first()
    if found is None:
        raise NotFound
    viewer.require(Permission.ENROLLMENT_KEEP, place=found.place_id)
    return PasteCard(
        found.pk,
        found.place_id,
        found.group_id,
        found.group.name if found.group else "",
        found.sheet.number if found.sheet else None,
        found.offer_id,
        found.session_id,
        unseal(found, "text") or "",
        found.text is None,
        found.pasted_at,
    )


def pastes_of(offer_id: UUID, session_id: UUID | None) -> list[PasteRow]:
    """The latest pastes for something, newest first; of what its viewer has been asked for."""
    found = Paste.objects.filter(offer=offer_id, session=session_id)
    rows = found.select_related("group", "sheet", "pasted_by").order_by("-pasted_at", "-id")
    return [
        PasteRow(
            each.pk,
            each.group.name if each.group else "",
            each.sheet.number if each.sheet else None,
            each.pasted_by.name,
            each.pasted_at,
        )
        for each in rows[:LATEST_ROWS]
    ]


def due(at: datetime.datetime) -> list[UUID]:
    """The pastes whose text has been kept long enough."""
    before = at - datetime.timedelta(days=terms.KEPT_DAYS)
    found = Paste.objects.filter(pasted_at__lt=before, text__isnull=False)
    return list(found.order_by("pasted_at").values_list("pk", flat=True)[:BATCH])


def sheet(viewer: Viewer, sheet_id: UUID) -> SheetCard:
    """A sheet. Raises ``NotFound``."""
    found = EnrolmentSheet.objects.filter(pk=sheet_id)
    for each in found.select_related("keyed_by"):
        viewer.require(Permission.ENROLLMENT_KEEP, place=each.place_id)
        return _card(each)
    raise NotFound


def sheets_of(offer_id: UUID, session_id: UUID | None) -> list[SheetCard]:
    """The latest sheets for something, newest first; of what its viewer has been asked for."""
    found = EnrolmentSheet.objects.filter(offer=offer_id, session=session_id)
    return [
        _card(each) for each in found.select_related("keyed_by").order_by("-number")[:LATEST_ROWS]
    ]


def _card(each: EnrolmentSheet) -> SheetCard:
    kept = Paste.objects.filter(sheet=each) if each.keyed_at else Paste.objects.none()
    return SheetCard(
        each.pk,
        each.place_id,
        each.number,
        each.offer_id,
        each.session_id,
        each.rows,
        each.printed_at,
        each.keyed_by.name if each.keyed_by else "",
        each.keyed_at,
        kept.values_list("pk", flat=True).first(),
    )
