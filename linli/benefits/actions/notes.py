"""Notes: a person's word that a family is having a hard time, and what became of it.

There is one way by which such a word becomes a sign: a note. Whoever enters one here gives the
words; a lead, whose words stay with cases above, calls down to leave its mark (``follow_lead``).
"""

import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.benefits.actions.discovery import named_workers
from linli.benefits.models import HardshipNote
from linli.benefits.terms import FOLLOWED_UP, LEAD, NO_NEED, NOTERS
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import seal
from linli.people import queries as people


class NothingSaid(Refused):
    """A note is a sentence."""

    words = gettext_lazy("请写一句您看到或听到的。")


class NobodyNamed(Refused):
    """A note must say whom it is about, or where they live."""

    words = gettext_lazy("请写一下是谁家，或者哪栋哪户。")


class NoteAnswered(Refused):
    """Somebody has followed it up."""

    words = gettext_lazy("这句话已经有人跟进了。")
    mendable = False


class WhyNothing(Refused):
    """Nothing needed, and why: or the next worker begins anew."""

    words = gettext_lazy("眼下不需要，请写一句为什么。")


@transaction.atomic
def note_hardship(
    *,
    place: str,
    words: str,
    said_by: str,
    by: Viewer,
    at: datetime.datetime,
    household_id: UUID | None = None,
    whereabouts: str = "",
    key: UUID | None = None,
) -> HardshipNote:
    """A worker, a building steward or a neighbour says that a family is having a hard time.

    By staff where they raise leads, or by a resident of the community, who names no household.
    ``said_by``: worker, steward or neighbour. Pressed twice with one key, it is one note.
    Raises ``NothingSaid``, ``NobodyNamed``, ``NotFound``.
    """
    _insist_on_standing(by, place, household_id, at)
    if said_by not in NOTERS or said_by == LEAD:
        raise NotFound
    if not words.strip():
        raise NothingSaid
    if household_id is None and not whereabouts.strip():
        raise NobodyNamed
    note = HardshipNote(
        place_id=place, household_id=household_id, said_by=said_by, raised_at=at,
        raised_by_id=by.user_id, key=key,
    )  # fmt: skip
    seal(note, "words", words.strip())
    seal(note, "whereabouts", whereabouts.strip() or None)
    _give(note, timezone.localdate(at))
    try:
        with transaction.atomic():
            note.save(force_insert=True)
    except IntegrityError:
        pressed = HardshipNote.objects.filter(key=key).exclude(key=None).first()
        if pressed is None:
            raise
        return pressed
    _remember("hardship.noted", note, by, at)
    return note


@transaction.atomic
def place_note(
    *, note_id: UUID, resident_id: UUID, by: Viewer, at: datetime.datetime
) -> HardshipNote:
    """Say whose household a note is about. Raises ``NoteAnswered``, ``NotFound``."""
    note = _waiting_note(note_id, by, timezone.localdate(at))
    home = people.household_of(by, resident_id)
    if home is None or people.place_of_household(by, home) != note.place_id:
        raise NotFound
    note.household_id = home
    _give(note, timezone.localdate(at))
    note.save(update_fields=["household", "given_to", "given_on"])
    _remember("hardship.noted", note, by, at)
    return note


@transaction.atomic
def follow_up(
    *, note_id: UUID, said: str, by: Viewer, at: datetime.datetime, words: str = ""
) -> HardshipNote:
    """Somebody has looked; ``said`` is one of ``terms.FOLLOWED_UP``. The noter learns only that.

    Raises ``NoteAnswered``, ``WhyNothing``, ``NotFound``.
    """
    note = _waiting_note(note_id, by, timezone.localdate(at))
    if said not in FOLLOWED_UP:
        raise NotFound
    if said == NO_NEED and not words.strip():
        raise WhyNothing
    _answer(note, said, by, at)
    seal(note, "answer_words", words.strip() or None)
    note.save(update_fields=["answer", "answered_by", "answered_at", "answer_words"])
    _remember("hardship.followed_up", note, by, at)
    return note


@transaction.atomic
def follow_lead(
    *,
    lead_id: UUID,
    household_id: UUID,
    raised_at: datetime.datetime,
    said: str,
    by: Viewer,
    at: datetime.datetime,
) -> HardshipNote:
    """What cases knows of a lead whose household is known: that it came, and what became of it.

    ``said`` as in ``follow_up``. Whoever calls has checked who may answer the lead.
    """
    place = people.place_of_household(by, household_id)
    made = HardshipNote(
        place_id=place, household_id=household_id, said_by=LEAD, lead=lead_id, raised_at=raised_at
    )
    note = HardshipNote.objects.select_for_update().filter(lead=lead_id).first() or made
    _answer(note, said, by, at)
    note.save()
    _remember("hardship.noted", note, by, at)
    return note


def _insist_on_standing(
    by: Viewer, place: str, household_id: UUID | None, at: datetime.datetime
) -> None:
    if by.may(Permission.LEAD_RAISE):
        by.require(Permission.LEAD_RAISE, place=place)
        if household_id and people.place_of_household(by, household_id) != place:
            raise NotFound
        return
    home = people.my_home(by, timezone.localdate(at)) if by.user_id else None
    if home is None or home.place != place or household_id:
        raise NotFound


def _give(note: HardshipNote, on: datetime.date) -> None:
    """To whoever has the family; any other waits for the next handing out, seen by everybody."""
    if note.household_id is None:
        return
    worker = named_workers([note.household_id], on).get(note.household_id)
    if worker is not None:
        note.given_to_id, note.given_on = worker, on


def _waiting_note(note_id: UUID, by: Viewer, on: datetime.date) -> HardshipNote:
    """The note nobody has answered yet, locked."""
    note = HardshipNote.objects.select_for_update().exclude(said_by=LEAD).filter(pk=note_id).first()
    if note is None:
        raise NotFound
    by.require(Permission.HINT_ANSWER, place=note.place_id)
    if note.household_id and note.household_id not in people.open_households(
        by, [note.household_id], on
    ):
        raise NotFound
    if note.answer:
        raise NoteAnswered
    return note


def _answer(note: HardshipNote, said: str, by: Viewer, at: datetime.datetime) -> None:
    note.answer, note.answered_by_id, note.answered_at = said, by.user_id, at


def _remember(verb: str, note: HardshipNote, by: Viewer, at: datetime.datetime) -> None:
    """A deed about the household where it is known, so that its policies are asked again."""
    about = ("household", note.household_id) if note.household_id else ("note", note.pk)
    journal.record(
        verb=verb, by=by, at=at, subject=about, place=note.place_id, details={"note": str(note.pk)}
    )
