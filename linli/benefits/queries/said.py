"""Notes: what waits to be looked at, the words opened (a logged look), and what the noter hears."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from linli.benefits import terms
from linli.benefits.models import HardshipNote
from linli.identity import queries as identity
from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal
from linli.people import queries as people


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note in a list: who said it and when, never the words. ``label``: the family, if known."""

    id: UUID
    said_by: str
    raised_at: datetime.datetime
    label: str
    given_to: str
    mine: bool
    closed: bool


@dataclass(frozen=True, slots=True)
class NoteCard:
    """A note opened. ``closed``: a child's record of that household is, so no word is shown."""

    id: UUID
    place: str
    said_by: str
    raised_at: datetime.datetime
    household_id: UUID | None
    label: str
    words: str
    whereabouts: str
    closed: bool


@dataclass(frozen=True, slots=True)
class Noted:
    """What a noter hears: when they said it, and whether somebody has looked. No more."""

    raised_at: datetime.datetime
    followed_up: bool


def notes(viewer: Viewer, on: datetime.date) -> list[NoteRow]:
    """Notes nobody has answered: those given to the viewer, and those given to nobody yet.

    A supervisor sees every one. The oldest first.
    """
    viewer.require(Permission.HINT_ANSWER)
    here = viewer.communities(Permission.HINT_ANSWER)
    overseen = viewer.communities(Permission.HINT_OVERSEE)
    open_still = _spoken().filter(place__in=here, answer="")
    visible = open_still.filter(
        Q(given_to=viewer.user_id) | Q(given_to=None) | Q(place__in=overseen)
    )
    return _rows(viewer, visible.order_by("raised_at", "id"), on)


def count_notes(viewer: Viewer) -> int:
    """How many notes on the viewer's own list want an answer."""
    return _spoken().filter(given_to=viewer.user_id, answer="").count()


def note(viewer: Viewer, note_id: UUID, on: datetime.date) -> NoteCard:
    """One note with its words, which is a look at the household. Raises ``NotFound``."""
    viewer.require(Permission.HINT_ANSWER)
    here = viewer.communities(Permission.HINT_ANSWER)
    found = _spoken().filter(pk=note_id, place__in=here, answer="").first()
    if found is None:
        raise NotFound
    closed = bool(_closed(viewer, [found], on))
    if not closed:
        about = ("household", found.household_id) if found.household_id else ("note", found.pk)
        viewer.looked_at(*about, "note", place=found.place_id)
    return NoteCard(
        id=found.pk,
        place=found.place_id,
        said_by=found.said_by,
        raised_at=found.raised_at,
        household_id=found.household_id,
        label=_labels(viewer, [found], on).get(found.household_id, ""),
        words="" if closed else unseal(found, "words") or "",
        whereabouts="" if closed else unseal(found, "whereabouts") or "",
        closed=closed,
    )


def noted_by(viewer: Viewer, limit: int = 20) -> list[Noted]:
    """What became of the viewer's own notes, the newest first."""
    if viewer.user_id is None:
        return []
    own = HardshipNote.objects.filter(raised_by=viewer.user_id).order_by("-raised_at", "id")
    return [Noted(one.raised_at, bool(one.answer)) for one in own[:limit]]


def _spoken() -> QuerySet[HardshipNote]:
    """Notes with words of their own; a lead is answered where it came in."""
    return HardshipNote.objects.exclude(said_by=terms.LEAD)


def _rows(viewer: Viewer, found: Iterable[HardshipNote], on: datetime.date) -> list[NoteRow]:
    rows = list(found)
    labels, closed = _labels(viewer, rows, on), _closed(viewer, rows, on)
    workers = identity.names_of({one.given_to_id for one in rows if one.given_to_id})
    return [
        NoteRow(
            id=one.pk,
            said_by=one.said_by,
            raised_at=one.raised_at,
            label=labels.get(one.household_id, ""),
            given_to=workers.get(one.given_to_id, ""),
            mine=one.given_to_id == viewer.user_id,
            closed=one.household_id in closed,
        )
        for one in rows
    ]


def _labels(
    viewer: Viewer, rows: Iterable[HardshipNote], on: datetime.date
) -> dict[UUID | None, str]:
    ids = [one.household_id for one in rows if one.household_id]
    return dict(people.household_labels(viewer, ids, on))


def _closed(
    viewer: Viewer, rows: Iterable[HardshipNote], on: datetime.date
) -> frozenset[UUID | None]:
    ids = [one.household_id for one in rows if one.household_id]
    return frozenset(ids) - people.open_households(viewer, ids, on)
