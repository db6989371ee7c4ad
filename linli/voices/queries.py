"""What may be asked about voices by who keeps them."""

import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.core import signing
from django.utils.translation import gettext_lazy

from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.papers import queries as papers
from linli.voices import terms
from linli.voices.models import Recording
from linli.voices.terms import Origin

LANGUAGE_WORDS: dict[str, Any] = {
    terms.NAN: gettext_lazy("闽南话"),
    terms.ZH: gettext_lazy("普通话"),
    terms.HAKKA: gettext_lazy("客家话"),
    terms.EN: gettext_lazy("英语"),
}
ROWS = 100
SALT = "linli.voices.slot"


class RecordingCard(NamedTuple):
    """A recording. ``heard``: it is published and nobody took it back."""

    id: UUID
    place: str
    room: str
    noun: str
    origin: str
    title: str
    language: str
    spoken_by: str
    seconds: int
    media_type: str
    recorded_at: datetime.datetime
    published_at: datetime.datetime | None
    withdrawn_at: datetime.datetime | None

    @property
    def language_word(self) -> Any:
        return LANGUAGE_WORDS[self.language]

    @property
    def heard(self) -> bool:
        return self.published_at is not None and self.withdrawn_at is None


class Heard(NamedTuple):
    """A sound for the browser."""

    media_type: str
    content: bytes


def slot(place: str, origin: Origin) -> str:
    """A voice slot, for the address under which a room's page has something read aloud.

    Signed: nobody can have a voice recorded for what no page has offered.
    """
    return signing.dumps([place, *origin], salt=SALT)


def opened_slot(viewer: Viewer, text: str) -> tuple[str, Origin]:
    """The community and the thing of a slot. Raises ``NotFound``."""
    try:
        place, *origin = signing.loads(text, salt=SALT)
    except signing.BadSignature as fault:
        raise NotFound from fault
    viewer.require(Permission.VOICE_KEEP, place=place)
    return place, Origin(*origin)


def recordings(viewer: Viewer) -> list[RecordingCard]:
    """What was recorded in the viewer's communities, newest first. One query."""
    places = viewer.communities(Permission.VOICE_KEEP)
    found = Recording.objects.filter(place__in=places).select_related("paper")
    return [_card(each) for each in found.order_by("-recorded_at", "-id")[:ROWS]]


def recording(viewer: Viewer, recording_id: UUID) -> RecordingCard:
    """One recording. Raises ``NotFound``."""
    return _card(_found(viewer, recording_id))


def sound(viewer: Viewer, recording_id: UUID) -> Heard:
    """What was recorded, published or not, to be listened to. Logged. Raises ``NotFound``."""
    found = _found(viewer, recording_id)
    kept = papers.guarded_paper(viewer, found.paper_id, Permission.VOICE_KEEP)
    return Heard(kept.media_type, kept.content)


def _found(viewer: Viewer, recording_id: UUID) -> Recording:
    found = Recording.objects.select_related("paper").filter(pk=recording_id).first()
    if found is None:
        raise NotFound
    viewer.require(Permission.VOICE_KEEP, place=found.place_id)
    return found


def _card(each: Recording) -> RecordingCard:
    return RecordingCard(
        each.pk,
        each.place_id,
        each.room,
        each.noun,
        each.origin,
        each.title,
        each.language,
        each.spoken_by,
        each.seconds,
        each.paper.media_type,
        each.recorded_at,
        each.published_at,
        each.withdrawn_at,
    )
