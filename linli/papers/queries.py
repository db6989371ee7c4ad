"""What may be asked about papers. Showing one is a read that the door logs."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from linli.identity.permissions import Permission, Viewer
from linli.kernel.cipher import keyring
from linli.kernel.refusal import NotFound
from linli.papers.models import Paper


@dataclass(frozen=True)
class Sheet:
    """A paper opened: the bytes may be sent to the browser as they are."""

    id: UUID
    kind: str
    media_type: str
    content: bytes
    pages: int


def paper(viewer: Viewer, paper_id: UUID) -> Sheet:
    """Open a paper that no other room guards. Raises ``NotFound``, for guarded ones too."""
    found = _kept(paper_id)
    if found.guarded:
        raise NotFound
    viewer.require(Permission.RESIDENT_OPEN, place=found.place_id)
    return _opened(viewer, found)


def guarded_paper(
    viewer: Viewer,
    paper_id: UUID,
    permission: Permission = Permission.RESIDENT_OPEN,
    organisation: UUID | None = None,
) -> Sheet:
    """Open a guarded paper for a room that has itself checked that this viewer may see it.

    ``permission``: what it takes at the paper's place; of a paper about nobody, another.
    ``organisation``: the one whose people may see it as well.
    """
    found = _kept(paper_id)
    viewer.require(permission, place=found.place_id, organisation=organisation)
    return _opened(viewer, found)


def place_of(paper_id: UUID) -> str | None:
    """The community a kept paper belongs to; None where there is no such paper."""
    kept = Paper.objects.filter(pk=paper_id, destroyed_at=None)
    return kept.values_list("place_id", flat=True).first()


def due(on: datetime.date) -> list[UUID]:
    """The papers whose time is over and whose file still lies here, a batch at a time."""
    rows = Paper.objects.filter(destroyed_at=None, keep_until__lt=on)
    return list(rows.order_by("keep_until").values_list("pk", flat=True)[:500])


def _kept(paper_id: UUID) -> Paper:
    found = Paper.objects.filter(pk=paper_id, destroyed_at=None).first()
    if found is None:
        raise NotFound
    return found


def _opened(viewer: Viewer, found: Paper) -> Sheet:
    viewer.looked_at("paper", found.pk, "content", place=found.place_id)
    content = keyring().open(found.file.read_bytes(), found.context)
    return Sheet(found.pk, found.kind, found.media_type, content, found.pages)
