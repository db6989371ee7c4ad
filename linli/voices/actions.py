"""What may be done with voices."""

import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy

from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.transactions import after_the_quicker, one_transaction
from linli.kernel.words import XIAMEN
from linli.papers import actions as papers
from linli.voices.models import Recording
from linli.voices.terms import LANGUAGES, LONGEST_NAME, MOST_SECONDS, Origin

__all__ = [
    "LengthUnknown",
    "NotAgreed",
    "Origin",
    "TooLong",
    "Withdrawn",
    "publish",
    "record",
    "withdraw",
]


class TooLong(Refused):
    """A minute is listened to, ten are not."""

    words = gettext_lazy("这段录音有 %(seconds)s 秒，最多 %(most)s 秒。")
    remedy = gettext_lazy("请只念要紧的：什么事、什么时候、在哪里、找谁。")


class LengthUnknown(Refused):
    """Nobody can tell how long it is."""

    words = gettext_lazy("听不出这段录音有多长。")
    remedy = gettext_lazy("请换手机自带的录音机再录一次。")


class NotAgreed(Refused):
    """A voice belongs to whoever spoke."""

    words = gettext_lazy("要说话的人听过、同意了，才能让大家听。")


class Withdrawn(Refused):
    """Who spoke took it back."""

    words = gettext_lazy("这段录音已经收回了。")
    remedy = gettext_lazy("请重新录一段。")


@one_transaction
def record(
    *,
    origin: Origin,
    place: str,
    language: str,
    content: bytes,
    spoken_by: str,
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
    told_seconds: int | None = None,
) -> Recording:
    """Keep a recording of something; it is heard by nobody on the street before it is published.

    ``told_seconds``: by the recorder, where the file does not tell. The same ``key`` again is the
    same recording. Raises ``NotAVoice``, ``VoiceTooLarge``, ``TooLong``, ``LengthUnknown``.
    """
    by.require(Permission.VOICE_KEEP, place=place)
    if earlier := pressed_before(Recording, key, place_id=place):
        return earlier
    sound = papers.cleaned_voice(content)
    seconds = sound.seconds or told_seconds
    if not seconds or language not in LANGUAGES:
        raise LengthUnknown
    whole = max(1, round(seconds))
    if whole > MOST_SECONDS:
        raise TooLong(seconds=whole, most=MOST_SECONDS)
    paper = papers.keep_voice(sound=sound, place=place, by=by, at=at)
    made = Recording.objects.create(
        place_id=place,
        room=origin.room,
        noun=origin.noun,
        origin=origin.id,
        title=origin.title[:80],
        language=language,
        spoken_by=spoken_by.strip()[:LONGEST_NAME],
        seconds=whole,
        paper=paper,
        recorded_by_id=by.user_id,
        recorded_at=at,
        key=key,
    )
    _record("voice.recorded", made, by, at)
    return made


@after_the_quicker
@one_transaction
def publish(*, recording_id: UUID, agreed: bool, by: Viewer, at: datetime.datetime) -> Recording:
    """Let everybody hear it; what was heard before in the same language is taken back.

    ``agreed``: by whoever spoke. Raises ``NotFound``, ``NotAgreed``, ``Withdrawn``.
    """
    if not agreed:
        raise NotAgreed
    found = _found(recording_id, by)
    if found.withdrawn_at:
        raise Withdrawn
    if found.published_at:
        return found
    before = Recording.objects.filter(
        place=found.place_id, room=found.room, noun=found.noun, origin=found.origin,
        language=found.language, published_at__isnull=False, withdrawn_at=None,
    )  # fmt: skip
    for each in before.select_for_update():
        _withdraw(each, by, at)
    found.published_at, found.published_by_id = at, by.user_id
    found.save(update_fields=["published_at", "published_by"])
    _record("voice.published", found, by, at)
    return found


@one_transaction
def withdraw(*, recording_id: UUID, by: Viewer, at: datetime.datetime) -> Recording:
    """Take it back, for whoever spoke or because it is wrong; the file is destroyed.

    Raises ``NotFound``.
    """
    found = _found(recording_id, by)
    if not found.withdrawn_at:
        _withdraw(found, by, at)
    return found


def _withdraw(found: Recording, by: Viewer, at: datetime.datetime) -> None:
    found.withdrawn_at, found.withdrawn_by_id = at, by.user_id
    found.save(update_fields=["withdrawn_at", "withdrawn_by"])
    papers.release(paper_id=found.paper_id, by=by, at=at, ended_on=at.astimezone(XIAMEN).date())
    _record("voice.withdrawn", found, by, at)


def _found(recording_id: UUID, by: Viewer) -> Recording:
    found = Recording.objects.select_for_update().filter(pk=recording_id).first()
    if found is None:
        raise NotFound
    by.require(Permission.VOICE_KEEP, place=found.place_id)
    return found


def _record(verb: str, found: Recording, by: Viewer, at: datetime.datetime) -> None:
    journal.record(
        verb=verb,
        by=by,
        at=at,
        subject=("recording", found.pk),
        place=found.place_id,
        details={"of": f"{found.room}.{found.noun}", "language": found.language},
    )
