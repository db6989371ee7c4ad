"""Writing a policy anew: what is typed is kept as typed, and stands nowhere."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy

from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound, Refused
from linli.rulebook.actions.turning import remember
from linli.rulebook.models import Draft, Edition
from linli.rulebook.queries.drafts import open_draft
from linli.rulebook.queries.editions import writable
from linli.rulebook.terms import LONGEST_TEXT
from linli.rules.loading.filling import moved
from linli.rules.shelf import FIGURES

PLACE = Permission.POLICY_WRITE


class NotYourDraft(Refused):
    """A draft has one writer, so that everybody else may activate it."""

    words = gettext_lazy("这份草稿是别人写的，不能替他改。")
    remedy = gettext_lazy("您可以从现行的文本另起一份，或者请他改。")


class TooLong(Refused):
    """Longer than any policy."""

    words = gettext_lazy("文本太长了，最多十万字。")


class FiguresAreStated(Refused):
    """Shared figures are changed one by one, each with its source."""

    words = gettext_lazy("共用的数字不在这里改。")
    remedy = gettext_lazy("请到“要核实的数字”里一个一个填，每个都要有出处。")


@transaction.atomic
def start_draft(*, edition_id: UUID, by: Viewer, at: datetime.datetime) -> Draft:
    """Begin from a text that stands, stood or waits: one's own edition where it is another place's.

    Raises ``NotFound`` where the viewer may change nothing of the kind, ``FiguresAreStated``.
    """
    by.require(PLACE)
    base = Edition.objects.filter(pk=edition_id).first()
    if base is None:
        raise NotFound
    if base.benefit == FIGURES:
        raise FiguresAreStated
    place = writable(by, base.jurisdiction, PLACE)
    if place is None:
        raise NotFound
    text = base.text if place == base.jurisdiction else moved(base.text, place)
    return _new(place, text, base, by, at)


@transaction.atomic
def start_policy(*, place: str, by: Viewer, at: datetime.datetime) -> Draft:
    """Begin a policy that nobody has written yet, for a place of one's own."""
    by.require(PLACE, place=place)
    return _new(place, "", None, by, at)


@transaction.atomic
def write_draft(*, draft_id: UUID, text: str, by: Viewer, at: datetime.datetime) -> Draft:
    """Keep what was typed, however wrong: the page tells line by line what is.

    Raises ``NotFound``, ``NotYourDraft``, ``TooLong``.
    """
    row = _mine(draft_id, by)
    if len(text) > LONGEST_TEXT:
        raise TooLong
    row.text, row.written_at = text.replace("\r\n", "\n"), at
    row.save(update_fields=["text", "written_at"])
    remember("policy.drafted", ("draft", row.pk), by, at, place=row.jurisdiction)
    return row


@transaction.atomic
def drop_draft(*, draft_id: UUID, by: Viewer, at: datetime.datetime) -> Draft:
    """Give a draft up; its text stays for the record. Raises ``NotFound``, ``NotYourDraft``."""
    row = _mine(draft_id, by)
    row.closed_at = at
    row.save(update_fields=["closed_at"])
    remember("policy.draft_dropped", ("draft", row.pk), by, at, place=row.jurisdiction)
    return row


def _mine(draft_id: UUID, by: Viewer) -> Draft:
    row = open_draft(by, draft_id, PLACE)
    if row.written_by_id != by.user_id:
        raise NotYourDraft
    return row


def _new(place: str, text: str, base: Edition | None, by: Viewer, at: datetime.datetime) -> Draft:
    row = Draft.objects.create(
        jurisdiction=place, based_on=base, text=text, written_by_id=by.user_id, written_at=at
    )
    remember("policy.drafted", ("draft", row.pk), by, at, place=place)
    return row
