"""What may be done with notices."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, Protocol
from uuid import UUID

import structlog
from django.db import transaction
from django.utils import timezone

from linli.identity import queries as identity
from linli.identity.permissions import Viewer
from linli.kernel import rows
from linli.notices import terms
from linli.notices.models import Notice

log = structlog.stdlib.get_logger("linli.notices")


class Provider(Protocol):
    """Carries a notice out of the house: one call, one message."""

    def send(self, notice: Notice) -> None:
        """Hand the notice over; raise if it was not taken."""


class Console:
    """Writes each notice as a log line: what a small machine without a provider has."""

    def send(self, notice: Notice) -> None:
        log.info("notice", id=str(notice.pk), kind=notice.kind, to=str(notice.to_id))


def tell(
    *,
    kind: str,
    to: Iterable[UUID],
    subject: tuple[str, object],
    at: datetime.datetime,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Put a notice to each user into the outbox, in the caller's transaction: both or neither.

    The same kind on the same subject to the same user is told once, however often it is asked.
    Raises KeyError for a kind that has no sentence.
    """
    told = notices(kind=kind, to=to, subject=subject, at=at, details=details)
    if told:
        rows.insert_new(*told)


def notices(
    *,
    kind: str,
    to: Iterable[UUID],
    subject: tuple[str, object],
    at: datetime.datetime,
    details: Mapping[str, Any] | None = None,
) -> list[Notice]:
    """The rows of ``tell``, for whoever writes them in one trip with what they tell of.

    They go into ``kernel.rows.insert`` as ``unless_there``.
    """
    facts = dict(details or {})
    terms.sentence(kind, facts, "zh-hans")
    subject_kind, subject_id = subject
    return [
        Notice(
            key=f"{kind}:{subject_id}:{user_id}",
            to_id=user_id,
            kind=kind,
            subject_kind=subject_kind,
            subject_id=str(subject_id),
            details=facts,
            created_at=at,
        )
        for user_id in to
    ]


def tell_role(
    *,
    kind: str,
    role: str,
    place: str,
    subject: tuple[str, object],
    at: datetime.datetime,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Tell everybody who holds a role for a community today."""
    colleagues = identity.colleagues(role, place, timezone.localdate(at))
    tell(kind=kind, to=[user.pk for user in colleagues], subject=subject, at=at, details=details)


def mark_seen(*, by: Viewer, at: datetime.datetime) -> int:
    """The viewer has read what was told to them. Returns how many were new."""
    return Notice.objects.filter(to=by.user_id, seen_at=None).update(seen_at=at)


def send_waiting(*, provider: Provider, at: datetime.datetime, limit: int = 200) -> int:
    """Send what waits, each notice at most once, however many clocks run and wherever one dies.

    A notice is claimed and committed before it is handed over. If the machine dies in between, it
    stays claimed without ``sent_at`` and is shown as uncertain rather than sent twice.
    """
    sent = 0
    for notice in _claim(at, limit):
        provider.send(notice)
        Notice.objects.filter(pk=notice.pk).update(sent_at=timezone.now())
        sent += 1
    return sent


@transaction.atomic
def _claim(at: datetime.datetime, limit: int) -> list[Notice]:
    waiting = Notice.objects.filter(claimed_at=None).order_by("created_at")
    claimed = list(waiting.select_for_update(skip_locked=True)[:limit])
    Notice.objects.filter(pk__in=[notice.pk for notice in claimed]).update(claimed_at=at)
    return claimed
