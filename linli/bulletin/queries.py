"""What may be asked about bulletins by who keeps the board."""

import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy

from linli.bulletin import terms
from linli.bulletin.models import Bulletin, Wording
from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.kernel.words import XIAMEN

KIND_WORDS: dict[str, Any] = {
    terms.NEWS: gettext_lazy("通知"),
    terms.CLOSED: gettext_lazy("停开"),
    terms.EVENT: gettext_lazy("活动"),
    terms.CALL: gettext_lazy("招募"),
}
KIND_TONES = {terms.CLOSED: "attention", terms.EVENT: "info"}
ROWS = 100


class Notice(NamedTuple):
    """A bulletin with the wording in force. ``number`` None: a draft. ``corrected_at``: when the
    street last got other words than it was first given."""

    id: UUID
    place: str
    number: int | None
    kind: str
    pinned: bool
    shown_from: datetime.date | None
    published_at: datetime.datetime | None
    withdrawn_at: datetime.datetime | None
    reason: str
    wording_id: UUID
    version: int
    title: str
    text: str
    shown_until: datetime.date
    corrected_at: datetime.datetime | None

    @property
    def kind_word(self) -> Any:
        return KIND_WORDS[self.kind]

    @property
    def tone(self) -> str:
        return KIND_TONES.get(self.kind, "")

    @property
    def on_paper(self) -> terms.Setting:
        """How it is printed: its type, and what stands on each sheet."""
        return terms.setting_of(self.title, self.text)

    def stands(self, on: datetime.date) -> bool:
        """Whether the street is told it on that day."""
        return (
            self.shown_from is not None
            and self.withdrawn_at is None
            and self.shown_from <= on <= self.shown_until
        )


class Told(NamedTuple):
    """A wording the street had or has. ``why``: what was wrong with the one before."""

    title: str
    text: str
    shown_until: datetime.date
    why: str
    written_at: datetime.datetime


class DeskRow(NamedTuple):
    """A bulletin on the keeper's list. ``state``: draft, ahead, up, over or withdrawn."""

    notice: Notice
    state: str


def bulletins(viewer: Viewer, *, at: datetime.datetime) -> list[DeskRow]:
    """The board of the viewer's communities, newest first. One query."""
    places = viewer.communities(Permission.BULLETIN_KEEP)
    found = in_force().filter(bulletin__place__in=places).order_by("-bulletin__drafted_at", "-id")
    return [_row(notice_of(each), at) for each in found[:ROWS]]


def bulletin(viewer: Viewer, bulletin_id: UUID, *, at: datetime.datetime) -> DeskRow:
    """One of them. Raises ``NotFound``."""
    found = in_force().filter(bulletin=bulletin_id).first()
    if found is None:
        raise NotFound
    viewer.require(Permission.BULLETIN_KEEP, place=found.bulletin.place_id)
    return _row(notice_of(found), at)


def in_force() -> QuerySet[Wording]:
    """The wording of each bulletin that holds now, with its bulletin."""
    return Wording.objects.filter(version=F("bulletin__version")).select_related("bulletin")


def told(notice: Notice) -> list[Told]:
    """What the street was told, the wording in force first. One query."""
    found = Wording.objects.filter(
        bulletin=notice.id, version__gte=F("bulletin__put_up_version")
    ).order_by("-version")
    return [
        Told(each.title, each.text, each.shown_until, each.why, each.written_at) for each in found
    ]


def notice_of(wording: Wording) -> Notice:
    """As the pages show it."""
    of: Bulletin = wording.bulletin
    corrected = of.put_up_version is not None and wording.version > of.put_up_version
    return Notice(
        of.pk,
        of.place_id,
        of.number,
        of.kind,
        of.pinned,
        of.shown_from,
        of.published_at,
        of.withdrawn_at,
        of.reason,
        wording.pk,
        wording.version,
        wording.title,
        wording.text,
        wording.shown_until,
        wording.written_at if corrected else None,
    )


def _row(notice: Notice, at: datetime.datetime) -> DeskRow:
    on = at.astimezone(XIAMEN).date()
    if notice.withdrawn_at:
        return DeskRow(notice, "withdrawn")
    if notice.shown_from is None:
        return DeskRow(notice, "draft")
    if on < notice.shown_from:
        return DeskRow(notice, "ahead")
    return DeskRow(notice, "up" if on <= notice.shown_until else "over")
