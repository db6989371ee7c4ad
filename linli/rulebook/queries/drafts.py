"""One draft, with what is wrong in it and what it would do."""

import datetime
import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.rulebook.models import Draft, Edition
from linli.rulebook.queries.checking import Check, check
from linli.rulebook.queries.editions import spoken_place
from linli.rulebook.queries.reckonings import Effects, effects_of


class Changed(NamedTuple):
    """One line of the difference: ``sign`` is "+", "-" or " "; "@" stands for lines left out."""

    sign: str
    line: str


@dataclass(frozen=True)
class DraftPage:
    """What is being written, checked among what stands now."""

    id: UUID
    place: str
    text: str
    writer: str
    written_at: datetime.datetime
    based_on: UUID | None
    mine: bool
    may_activate: bool
    check: Check
    changes: tuple[Changed, ...]
    effects: Effects | None
    starts_on: datetime.date | None
    needs_reason: bool


def draft(viewer: Viewer, draft_id: UUID, on: datetime.date) -> DraftPage:
    """An open draft at the viewer's places. Raises ``NotFound``."""
    row = open_draft(viewer, draft_id, Permission.POLICY_WRITE)
    found = check(row.jurisdiction, row.text)
    starts_on = found.loaded.pack.effective_from.first if found.loaded else None
    return DraftPage(
        id=row.pk,
        place=spoken_place(row.jurisdiction),
        text=row.text,
        writer=row.written_by.name,
        written_at=row.written_at,
        based_on=row.based_on_id,
        mine=row.written_by_id == viewer.user_id,
        may_activate=viewer.may(Permission.POLICY_ACTIVATE, place=row.jurisdiction)
        and row.written_by_id != viewer.user_id,
        check=found,
        changes=tuple(_changes(row, found)),
        effects=effects_of(row),
        starts_on=starts_on,
        needs_reason=starts_on is not None and starts_on < on,
    )


def _changes(row: Draft, found: Check) -> Iterator[Changed]:
    """What differs from the text whose place it takes, or from which it was begun."""
    compared = found.stands_now or row.based_on_id
    before = Edition.objects.filter(pk=compared).values_list("text", flat=True).first() or ""
    lines = difflib.unified_diff(before.splitlines(), row.text.splitlines(), n=1, lineterm="")
    for line in list(lines)[2:]:  # the first two name files
        yield Changed("@", "⋯") if line.startswith("@@") else Changed(line[0], line[1:])


def open_draft(viewer: Viewer, draft_id: UUID, permission: Permission) -> Draft:
    """A draft nobody has closed, in the viewer's scope. Raises ``NotFound``."""
    viewer.require(permission)
    row = Draft.objects.select_related("written_by").filter(pk=draft_id, closed_at=None).first()
    if row is None:
        raise NotFound
    viewer.require(permission, place=row.jurisdiction)
    return row
