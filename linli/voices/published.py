"""What the street may hear: recordings that were published and not taken back."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from linli.kernel.asking import Question
from linli.kernel.refusal import NotFound
from linli.papers import published as papers
from linli.voices.models import Recording
from linli.voices.queries import LANGUAGE_WORDS, Heard, slot
from linli.voices.terms import Origin

__all__ = ["Heard", "Origin", "Voice", "slot", "sound", "voices_of"]


@dataclass(frozen=True)
class Voice:
    """Something to listen to. ``spoken_by``: as they wish to be called; mostly empty."""

    id: UUID
    language: str
    seconds: int
    spoken_by: str

    @property
    def language_word(self) -> Any:
        return LANGUAGE_WORDS[self.language]


def voices_of(place: str, room: str, noun: str, origins: Collection[str]) -> dict[str, list[Voice]]:
    """What can be heard of each of these things, 闽南话 first. One query."""
    found = _heard(place, room, noun, origins)
    order = list(LANGUAGE_WORDS)
    heard: dict[str, list[Voice]] = {}
    for each in sorted(found, key=lambda one: order.index(one.language)):
        heard.setdefault(each.origin, []).append(
            Voice(each.pk, each.language, each.seconds, each.spoken_by)
        )
    return heard


@Question
def _heard(place: Any, room: Any, noun: Any, origins: Any) -> QuerySet[Recording]:
    return Recording.objects.filter(
        place=place, room=room, noun=noun, origin__in=origins, published_at__isnull=False,
        withdrawn_at=None,
    )  # fmt: skip


def sound(recording_id: UUID) -> Heard:
    """A recording that is published. Raises ``NotFound``."""
    found = Recording.objects.filter(
        pk=recording_id, published_at__isnull=False, withdrawn_at=None
    ).first()
    if found is None:
        raise NotFound
    kept = papers.voice(found.paper_id)
    return Heard(kept.media_type, kept.content)
