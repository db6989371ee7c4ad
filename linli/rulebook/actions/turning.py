"""Holding the rulebook while its texts change, so that two changes never cross."""

import datetime
from uuid import UUID, uuid4

from django.utils.translation import get_language

from linli.identity.permissions import Viewer
from linli.journal import actions as journal
from linli.rulebook.models import Edition, Rulebook
from linli.rules.words import Words


def hold() -> Rulebook:
    """The one row, held until the caller's transaction ends; a first stamp where there is none."""
    Rulebook.objects.get_or_create(pk=1, defaults={"stamp": uuid4()})
    return Rulebook.objects.select_for_update().get(pk=1)


def turn_the_page(book: Rulebook) -> None:
    """The texts in force have changed: every process reads them anew."""
    book.stamp = uuid4()
    book.save(update_fields=["stamp"])


def remember(
    verb: str,
    subject: tuple[str, UUID | str],
    by: Viewer,
    at: datetime.datetime,
    row: Edition | None = None,
    place: str = "",
) -> None:
    """A deed about a text, with what tells which one it was."""
    details = (
        {"benefit": row.benefit, "edition": row.edition, "sha256": row.digest} if row else None
    )
    where = row.jurisdiction if row else place
    journal.record(verb=verb, by=by, at=at, subject=subject, place=where, details=details)


def told(words: Words) -> str:
    """What the rules say, in the reader's language, for a refusal."""
    return words.speak(get_language() or "")
