"""What may be done with the journal: add to it."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from linli.journal.models import Cursor, Deed, Read, Slot


class Doer(Protocol):
    """Whoever acts: identity's Viewer, which stands a floor above and cannot be named here."""

    user_id: UUID | None
    on_behalf_of: UUID | None


class Look(NamedTuple):
    """One part of one record that a page has shown."""

    kind: str
    subject_id: str
    part: str
    place: str = ""
    basis: str = ""


def record(
    *,
    verb: str,
    by: Doer,
    at: datetime.datetime,
    subject: tuple[str, object],
    place: str = "",
    details: Mapping[str, Any] | None = None,
    sealed: bytes | None = None,
) -> Deed:
    """Remember a deed, in the caller's transaction: both happen or neither does.

    ``verb`` is in the past tense, ``room.done`` (``aid.granted``); ``subject`` is (kind, id);
    ``details`` may hold ids, states, dates and amounts in fen, never a name or a free text.
    """
    made = deed(
        verb=verb, by=by, at=at, subject=subject, place=place, details=details, sealed=sealed
    )
    made.save(force_insert=True)
    return made


def deed(
    *,
    verb: str,
    by: Doer,
    at: datetime.datetime,
    subject: tuple[str, object],
    place: str = "",
    details: Mapping[str, Any] | None = None,
    sealed: bytes | None = None,
) -> Deed:
    """The row of a deed, for whoever writes it in one trip with what was done (``kernel.rows``)."""
    kind, subject_id = subject
    return Deed(
        at=at,
        verb=verb,
        actor_id=by.user_id,
        on_behalf_of=by.on_behalf_of,
        place_code=place,
        subject_kind=kind,
        subject_id=str(subject_id),
        details=dict(details or {}),
        sealed=sealed,
    )


def record_many(
    *,
    verb: str,
    by: Doer,
    at: datetime.datetime,
    subjects: Iterable[tuple[str, object]],
    place: str = "",
) -> None:
    """Remember the same deed of many subjects (a roster), one row each, in one statement."""
    Deed.objects.bulk_create(
        [
            Deed(
                at=at,
                verb=verb,
                actor_id=by.user_id,
                on_behalf_of=by.on_behalf_of,
                place_code=place,
                subject_kind=kind,
                subject_id=str(subject_id),
            )
            for kind, subject_id in subjects
        ],
        batch_size=500,
    )


def record_reads(*, viewer_id: UUID | None, at: datetime.datetime, looks: Iterable[Look]) -> None:
    """One row per record looked at. The door calls it after the view and before the answer."""
    with transaction.atomic():
        Read.objects.bulk_create(
            Read(
                at=at,
                viewer_id=viewer_id,
                place_code=look.place,
                subject_kind=look.kind,
                subject_id=look.subject_id,
                part=look.part,
                basis=look.basis,
            )
            for look in looks
        )


def wake_the_clock() -> None:
    """Have the clock go round again at once: a long question is not answered in one round.

    A deed does so by itself; on SQLite whatever is written does, and there is nothing to do.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("NOTIFY linli_deed")


def move_cursor(*, name: str, seq: int) -> None:
    """An errand has dealt with every deed up to ``seq``; in the errand's own transaction."""
    Cursor.objects.update_or_create(name=name, defaults={"seq": seq})


def take_slot(*, name: str, due_at: datetime.datetime, at: datetime.datetime) -> bool:
    """True for exactly one caller per (name, due_at): the database decides between two clocks."""
    try:
        with transaction.atomic():
            Slot.objects.create(name=name, due_at=due_at, taken_at=at)
    except IntegrityError:
        return False
    return True
