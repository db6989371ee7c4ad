"""A text comes in: pasted from a group, or keyed from a numbered sheet, once."""

import datetime
from collections.abc import Sequence
from uuid import UUID

from django.db.models import Max
from django.utils.translation import get_language, gettext_lazy

from linli.groupchat import queries, terms
from linli.groupchat.models import EnrolmentSheet, Group, Paste
from linli.hall import queries as hall
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.cipher import keyring
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import seal
from linli.kernel.transactions import after_the_quicker, one_transaction
from linli.kernel.words import spoken_moment

MOST_ROWS = 40
DIGEST = "groupchat.text"


class NothingPasted(Refused):
    """There is a text."""

    words = gettext_lazy("还没有粘贴接龙的文字。")
    remedy = gettext_lazy("在微信群里长按接龙，复制，再粘贴到这里。")


class TooMuchPasted(Refused):
    """A text somebody looks through line by line."""

    words = gettext_lazy("这段文字太长了，最多 %(most)s 行。")
    remedy = gettext_lazy("请分几次粘贴。")


class GroupNameless(Refused):
    """A nickname means somebody in one group alone."""

    words = gettext_lazy("请选是哪个群，或者写上群名。")


class KeyedAlready(Refused):
    """A sheet is keyed once."""

    words = gettext_lazy("这张报名单 %(when)s 由%(who)s录过了。")
    remedy = gettext_lazy("后来又写上去的，请用“替人报名”一个一个报。")


@after_the_quicker
@one_transaction
def paste(
    *,
    offer_id: UUID,
    session_id: UUID | None,
    text: str,
    by: Viewer,
    at: datetime.datetime,
    group_id: UUID | None = None,
    group_name: str = "",
) -> Paste:
    """Keep a text for looking through; nobody is enrolled yet. The same text is the same paste.

    Raises ``NothingPasted``, ``TooMuchPasted``, ``GroupNameless``, ``NotFound``.
    """
    _insist_on_text(text)
    place = _place(offer_id, session_id, by, at)
    group = _group(place, group_id, group_name, at)
    digest = _digest(offer_id, session_id, group.pk, text)
    same = Paste.objects.filter(offer=offer_id, session=session_id, digest=digest).first()
    return same or _keep(place, offer_id, session_id, text, digest, by, at, group=group)


@after_the_quicker
@one_transaction
def print_sheet(
    *,
    offer_id: UUID,
    session_id: UUID | None,
    rows: int,
    by: Viewer,
    at: datetime.datetime,
) -> EnrolmentSheet:
    """A numbered sheet for something, to be laid out in the hall. Raises ``NotFound``."""
    place = _place(offer_id, session_id, by, at)
    # Whoever prints stands in line behind the place's first sheet, so numbers are taken one by one.
    list(EnrolmentSheet.objects.select_for_update().filter(place=place, number=1))
    last = EnrolmentSheet.objects.filter(place=place).aggregate(Max("number"))["number__max"]
    sheet = EnrolmentSheet.objects.create(
        place_id=place,
        number=(last or 0) + 1,
        offer_id=offer_id,
        session_id=session_id,
        rows=min(max(rows, 1), MOST_ROWS),
        printed_by_id=by.user_id,
        printed_at=at,
    )
    _record("enrolment_sheet.printed", ("enrolment_sheet", sheet.pk), place, by, at)
    return sheet


@one_transaction
def key_sheet(
    *, sheet_id: UUID, rows: Sequence[tuple[str, str]], by: Viewer, at: datetime.datetime
) -> Paste:
    """Key what was written on a sheet, once; its lines are looked through as a paste's are.

    Raises ``KeyedAlready``, ``NothingPasted``, ``NotFound``.
    """
    text = terms.as_text(rows)
    _insist_on_text(text)
    sheet = EnrolmentSheet.objects.filter(pk=sheet_id).first()
    if sheet is None:
        raise NotFound
    place = sheet.place_id
    by.require(Permission.ENROLLMENT_KEEP, place=place)
    mine = EnrolmentSheet.objects.filter(pk=sheet_id, keyed_at=None)
    if not mine.update(keyed_at=at, keyed_by_id=by.user_id):
        raise _keyed(sheet)
    digest = _digest(sheet.offer_id, sheet.session_id, sheet_id, text)
    made = _keep(place, sheet.offer_id, sheet.session_id, text, digest, by, at, sheet=sheet)
    _record("enrolment_sheet.keyed", ("enrolment_sheet", sheet_id), place, by, at)
    return made


@one_transaction
def forget(*, paste_id: UUID, by: Viewer, at: datetime.datetime) -> None:
    """A text's time is over: it goes; what became of its lines stays."""
    paste = Paste.objects.select_for_update().get(pk=paste_id)
    seal(paste, "text", None)
    paste.save(update_fields=["text"])
    _record("chat.forgotten", ("paste", paste_id), paste.place_id, by, at)


def _keyed(sheet: EnrolmentSheet) -> KeyedAlready:
    kept = EnrolmentSheet.objects.select_related("keyed_by").get(pk=sheet.pk)
    assert kept.keyed_at is not None
    assert kept.keyed_by is not None
    when = spoken_moment(kept.keyed_at, language=get_language() or "zh-hans")
    return KeyedAlready(when=when, who=kept.keyed_by.name)


def _keep(
    place: str,
    offer_id: UUID,
    session_id: UUID | None,
    text: str,
    digest: bytes,
    by: Viewer,
    at: datetime.datetime,
    group: Group | None = None,
    sheet: EnrolmentSheet | None = None,
) -> Paste:
    made = Paste(
        place_id=place,
        group=group,
        sheet=sheet,
        offer_id=offer_id,
        session_id=session_id,
        digest=digest,
        pasted_by_id=by.user_id,
        pasted_at=at,
    )
    seal(made, "text", text)
    made.save(force_insert=True)
    signs = sum(line.kind == terms.SIGN for line in terms.read(text))
    _record("chat.pasted", ("paste", made.pk), place, by, at, lines=signs)
    return made


def _group(place: str, group_id: UUID | None, group_name: str, at: datetime.datetime) -> Group:
    if group_id is not None:
        found = Group.objects.filter(pk=group_id, place=place).first()
        if found is None:
            raise NotFound
        return found
    name = group_name.strip()
    if not name:
        raise GroupNameless
    found = Group.objects.filter(place=place, name=name).first()
    return found or Group.objects.create(place_id=place, name=name, since=at)


def _insist_on_text(text: str) -> None:
    if not text.strip():
        raise NothingPasted
    if len(text) > terms.LONGEST_TEXT or text.count("\n") >= terms.MOST_LINES:
        raise TooMuchPasted(most=terms.MOST_LINES)


def _place(offer_id: UUID, session_id: UUID | None, by: Viewer, at: datetime.datetime) -> str:
    """The community of what is enrolled for, where its desk is the worker's own."""
    place = queries.place_of_offer(by, offer_id, at=at)
    offer = hall.offer_card(offer_id, at=at)
    if offer is None or session_id not in offer.pools:
        raise NotFound
    return place


def _digest(offer_id: UUID, session_id: UUID | None, source: UUID, text: str) -> bytes:
    what = f"{offer_id}|{session_id or ''}|{source}|{text.strip()}"
    return keyring().blind(DIGEST, what)


def _record(
    verb: str,
    subject: tuple[str, UUID],
    place: str,
    by: Viewer,
    at: datetime.datetime,
    **details: int,
) -> None:
    journal.record(verb=verb, by=by, at=at, subject=subject, place=place, details=details)
