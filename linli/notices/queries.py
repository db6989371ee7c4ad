"""What may be asked of notices."""

import datetime
from typing import NamedTuple
from uuid import UUID

from linli.identity.permissions import Viewer
from linli.notices import terms
from linli.notices.models import Notice


class Told(NamedTuple):
    """A notice as its reader sees it."""

    id: UUID
    sentence: str
    subject_kind: str
    subject_id: str
    at: datetime.datetime
    new: bool


def for_me(viewer: Viewer, limit: int = 30) -> list[Told]:
    """What was told to the viewer, unread first, then newest first."""
    rows = Notice.objects.filter(to=viewer.user_id).order_by("-created_at")[:limit]
    told = [_told(notice, viewer.language) for notice in rows]
    return sorted(told, key=lambda one: not one.new)


def uncertain(before: datetime.datetime) -> int:
    """How many notices were claimed before a moment and never confirmed as sent."""
    return Notice.objects.filter(claimed_at__lt=before, sent_at=None).count()


def _told(notice: Notice, language: str) -> Told:
    return Told(
        notice.pk,
        terms.sentence(notice.kind, notice.details, language),
        notice.subject_kind,
        notice.subject_id,
        notice.created_at,
        notice.seen_at is None,
    )
