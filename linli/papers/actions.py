"""What may be done with papers."""

import datetime
import os
from uuid import UUID

from django.db import transaction

from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.cipher import keyring
from linli.kernel.refusal import NotFound
from linli.papers import queries
from linli.papers.models import Paper, folder
from linli.papers.scans import Scan, Sound, cleaned, cleaned_sound
from linli.papers.terms import keep_until

ORPHAN_AFTER = datetime.timedelta(days=1)


@transaction.atomic
def keep(
    *,
    content: bytes,
    kind: str,
    retention: str,
    place: str,
    by: Viewer,
    at: datetime.datetime,
    guarded: bool = False,
) -> Paper:
    """Check a photo or a PDF, make it harmless, seal it on disk.

    Raises what ``scans.cleaned`` raises. The file is written before the row is committed: should
    the transaction fail, a sealed file without a row remains, which ``destroy_due`` sweeps away.
    """
    by.require(Permission.PAPER_KEEP, place=place)
    scan = cleaned(content)
    return _keep(scan, kind=kind, retention=retention, place=place, by=by, at=at, guarded=guarded)


@transaction.atomic
def keep_voice(*, sound: Sound, place: str, by: Viewer, at: datetime.datetime) -> Paper:
    """Seal a recording that ``cleaned_voice`` gave. Guarded: the room that asks has checked who may
    record, and says itself whom it lets listen."""
    scan = Scan(sound.media_type, sound.content, pages=1)
    return _keep(
        scan, kind=Paper.Kind.VOICE, retention="voice", place=place, by=by, at=at, guarded=True
    )


def cleaned_voice(content: bytes) -> Sound:
    """A recording by its own bytes, with its length where it tells it, without its notes.

    Raises ``NotAVoice``, ``VoiceTooLarge``.
    """
    return cleaned_sound(content)


def _keep(
    scan: Scan,
    *,
    kind: str,
    retention: str,
    place: str,
    by: Viewer,
    at: datetime.datetime,
    guarded: bool,
) -> Paper:
    paper = Paper(
        place_id=place,
        kind=kind,
        guarded=guarded,
        media_type=scan.media_type,
        size_bytes=len(scan.content),
        pages=scan.pages,
        retention=retention,
        kept_at=at,
        kept_by_id=by.user_id,
    )
    _write(paper, keyring().seal(scan.content, paper.context))
    paper.save(force_insert=True)
    journal.record(
        verb="paper.kept",
        by=by,
        at=at,
        subject=("paper", paper.pk),
        place=place,
        details={"kind": kind, "retention": retention, "pages": scan.pages},
    )
    return paper


@transaction.atomic
def release(*, paper_id: UUID, by: Viewer, at: datetime.datetime, ended_on: datetime.date) -> Paper:
    """Its purpose has ended: from this day its class says how long it may still be kept.

    Of a guarded paper the room that guards it has checked who may say so.
    """
    paper = Paper.objects.select_for_update().filter(pk=paper_id).first()
    if paper is None:
        raise NotFound
    if not paper.guarded:
        by.require(Permission.PAPER_KEEP, place=paper.place_id)
    paper.keep_until = keep_until(paper.retention, ended_on)
    paper.save(update_fields=["keep_until"])
    journal.record(
        verb="paper.released",
        by=by,
        at=at,
        subject=("paper", paper.pk),
        place=paper.place_id,
        details={"keep_until": paper.keep_until.isoformat()},
    )
    return paper


@transaction.atomic
def hold_on(*, paper_id: UUID, by: Viewer, at: datetime.datetime) -> Paper:
    """Its purpose has not ended after all. Raises ``NotFound`` for one that is destroyed."""
    paper = Paper.objects.select_for_update().filter(pk=paper_id, destroyed_at=None).first()
    if paper is None:
        raise NotFound
    if not paper.guarded:
        by.require(Permission.PAPER_KEEP, place=paper.place_id)
    paper.keep_until = None
    paper.save(update_fields=["keep_until"])
    journal.record(
        verb="paper.held", by=by, at=at, subject=("paper", paper.pk), place=paper.place_id
    )
    return paper


def destroy_due(*, by: Viewer, at: datetime.datetime, on: datetime.date) -> int:
    """Destroy the files whose time is over, and those a failed transaction left; gives how many."""
    due = queries.due(on)
    for paper_id in due:
        _destroy(paper_id, by=by, at=at)
    return len(due) + _sweep_orphans(at)


@transaction.atomic
def _destroy(paper_id: UUID, *, by: Viewer, at: datetime.datetime) -> None:
    paper = Paper.objects.select_for_update().get(pk=paper_id)
    paper.destroyed_at = at
    paper.save(update_fields=["destroyed_at"])
    journal.record(
        verb="paper.destroyed", by=by, at=at, subject=("paper", paper.pk), place=paper.place_id
    )
    # After the commit: better a file that is swept later than a row promising a file that is gone.
    transaction.on_commit(lambda: paper.file.unlink(missing_ok=True))


def _sweep_orphans(at: datetime.datetime) -> int:
    """Remove files that no living row names, unless so young that their action may be open."""
    swept = 0
    for shelf in folder().glob("??"):
        files = {file.stem: file for file in shelf.glob("*.sealed")}
        kept = Paper.objects.filter(pk__in=files, destroyed_at=None).values_list("pk", flat=True)
        for orphan in files.keys() - {str(paper_id) for paper_id in kept}:
            if at.timestamp() - files[orphan].stat().st_mtime > ORPHAN_AFTER.total_seconds():
                files[orphan].unlink(missing_ok=True)
                swept += 1
    return swept


def _write(paper: Paper, sealed: bytes) -> None:
    """Put the content where it belongs, whole or not at all, and on the disk before we say so."""
    paper.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = paper.file.with_suffix(".draft")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(paper.file)
