"""What may be done with the board."""

import datetime
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext, gettext_lazy

from linli.bulletin import terms
from linli.bulletin.models import Bulletin, Wording
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.transactions import after_the_quicker, one_transaction
from linli.kernel.words import XIAMEN
from linli.people import queries as people
from linli.voices import actions as voices, published as heard

ORIGIN = ("bulletin", "wording")
"""What a voice reads aloud: one wording, and none that comes after it."""


class SaysNothing(Refused):
    """A title and a text are needed, and no more than is read."""

    words = gettext_lazy(
        "公告要有标题和正文；标题不超过 %(title)s 个字，正文不超过 %(text)s 个字。"
    )


class DaysWrong(Refused):
    """It must come down one day, and not before it is put up."""

    words = gettext_lazy("贴到哪一天，要在今天和贴出去那天之后，最多一年。")


class ShowsIdentityNumber(Refused):
    """An identity number is never put up, whoever agrees."""

    words = gettext_lazy("文字里有身份证号码，不能贴出去。")
    remedy = gettext_lazy("请删掉号码再贴。")


class NamesSomebody(Refused):
    """A resident's name or somebody's number stands in it: asked about before it is put up."""

    words = gettext_lazy("文字里写到了：%(who)s。")
    remedy = gettext_lazy("本人同意、或者本来就是公开的，勾上下面那一项再贴；不然请先改掉。")


class NoReason(Refused):
    """The street is told why words that stood there are others now."""

    words = gettext_lazy("贴出去以后的更正、收回，都要写明原因。")


class ChangedMeanwhile(Refused):
    """Somebody else wrote other words since this page was opened."""

    words = gettext_lazy("别人刚改过这张公告。")
    remedy = gettext_lazy("请重新打开，看过新的再改。")


class Withdrawn(Refused):
    """It was taken down."""

    words = gettext_lazy("这张公告已经收回了。")
    remedy = gettext_lazy("要再说，就写一张新的。")


class NotUp(Refused):
    """Only what was put up can stand on top."""

    words = gettext_lazy("还没贴出去，不能置顶。")


@one_transaction
def draft(
    *,
    place: str,
    kind: str,
    title: str,
    text: str,
    shown_until: datetime.date,
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
) -> Bulletin:
    """Write a bulletin; nobody on the street reads it before it is put up.

    The same ``key`` again is the same one. Raises ``SaysNothing``, ``DaysWrong``.
    """
    by.require(Permission.BULLETIN_KEEP, place=place)
    if earlier := pressed_before(Bulletin, key, place_id=place):
        return earlier
    title, text = _tidy(title, text)
    _check_days(_day(at), shown_until)
    made = Bulletin.objects.create(
        place_id=place, kind=kind, drafted_by_id=by.user_id, drafted_at=at, key=key
    )
    _word(made, title, text, shown_until, "", by, at)
    _record("bulletin.drafted", made, by, at)
    return made


@after_the_quicker
@one_transaction
def publish(
    *, bulletin_id: UUID, shown_from: datetime.date, sure: bool, by: Viewer, at: datetime.datetime
) -> Bulletin:
    """Put it up, from a day on, under the next number of the community.

    ``sure``: whoever is named agrees, or the number is a public one. Pressed twice it is put up
    once. Raises ``NotFound``, ``Withdrawn``, ``DaysWrong``, ``ShowsIdentityNumber``,
    ``NamesSomebody``.
    """
    found = _found(bulletin_id, by)
    if found.number:
        return found
    words = _in_force(found)
    if shown_from < _day(at):
        raise DaysWrong
    _check_days(shown_from, words.shown_until)
    _check_names(words.title, words.text, found.place_id, sure, by)
    last = Bulletin.objects.filter(place=found.place_id).aggregate(last=Max("number"))["last"]
    found.number, found.put_up_version, found.shown_from = (
        (last or 0) + 1,
        words.version,
        shown_from,
    )
    found.published_at, found.published_by_id = at, by.user_id
    found.save(
        update_fields=["number", "put_up_version", "shown_from", "published_at", "published_by"]
    )
    _record("bulletin.published", found, by, at)
    return found


@one_transaction
def correct(
    *,
    bulletin_id: UUID,
    seen: int,
    title: str,
    text: str,
    shown_until: datetime.date,
    why: str,
    sure: bool,
    by: Viewer,
    at: datetime.datetime,
) -> Bulletin:
    """Say it in other words, or until another day. What was put up stays beside it.

    ``seen``: the version that was looked at. The words that hold already change nothing, so
    pressing twice corrects once. Who read the old words aloud is heard no more. Raises
    ``NotFound``, ``Withdrawn``, ``ChangedMeanwhile``, ``SaysNothing``, ``DaysWrong``, and once it
    was put up ``NoReason``, ``ShowsIdentityNumber``, ``NamesSomebody``.
    """
    found = _found(bulletin_id, by)
    title, text = _tidy(title, text)
    now = _in_force(found)
    if (now.title, now.text, now.shown_until) == (title, text, shown_until):
        return found
    if seen != found.version:
        raise ChangedMeanwhile
    _check_days(max(found.shown_from or _day(at), _day(at)), shown_until)
    if found.number:
        if not why.strip():
            raise NoReason
        _check_names(title, text, found.place_id, sure, by)
    _silence(found, by, at)
    found.version += 1
    found.save(update_fields=["version"])
    _word(found, title, text, shown_until, why.strip() if found.number else "", by, at)
    _record("bulletin.corrected", found, by, at)
    return found


@one_transaction
def pin(*, bulletin_id: UUID, pinned: bool, by: Viewer, at: datetime.datetime) -> Bulletin:
    """Put it on top, or back in its turn. Raises ``NotFound``, ``Withdrawn``, ``NotUp``."""
    found = _found(bulletin_id, by)
    if not found.number:
        raise NotUp
    if found.pinned != pinned:
        found.pinned = pinned
        found.save(update_fields=["pinned"])
        _record("bulletin.pinned" if pinned else "bulletin.unpinned", found, by, at)
    return found


@one_transaction
def withdraw(*, bulletin_id: UUID, reason: str, by: Viewer, at: datetime.datetime) -> Bulletin:
    """Take it down and say why; none of its words is shown any more, and no voice is heard.

    Raises ``NotFound``, ``NoReason``.
    """
    found = _found(bulletin_id, by, gone=True)
    if found.withdrawn_at:
        return found
    if not reason.strip():
        raise NoReason
    _silence(found, by, at)
    found.withdrawn_at, found.withdrawn_by_id = at, by.user_id
    found.reason = reason.strip()[: terms.LONGEST_REASON]
    found.save(update_fields=["withdrawn_at", "withdrawn_by", "reason"])
    _record("bulletin.withdrawn", found, by, at)
    return found


# Small words --------------------------------------------------------------------------------------


def _found(bulletin_id: UUID, by: Viewer, *, gone: bool = False) -> Bulletin:
    found = Bulletin.objects.select_for_update().filter(pk=bulletin_id).first()
    if found is None:
        raise NotFound
    by.require(Permission.BULLETIN_KEEP, place=found.place_id)
    if found.withdrawn_at and not gone:
        raise Withdrawn
    return found


def _in_force(found: Bulletin) -> Wording:
    return Wording.objects.get(bulletin=found, version=found.version)


def _word(
    of: Bulletin,
    title: str,
    text: str,
    shown_until: datetime.date,
    why: str,
    by: Viewer,
    at: datetime.datetime,
) -> None:
    Wording.objects.create(
        bulletin=of, version=of.version, title=title, text=text, shown_until=shown_until,
        why=why[: terms.LONGEST_REASON], written_by_id=by.user_id, written_at=at,
    )  # fmt: skip


def _tidy(title: str, text: str) -> tuple[str, str]:
    title, text = " ".join(title.split()), terms.tidy(text)
    fits = len(title) <= terms.LONGEST_TITLE and len(text) <= terms.LONGEST_TEXT
    if not (title and text and fits):
        raise SaysNothing(title=terms.LONGEST_TITLE, text=terms.LONGEST_TEXT)
    return title, text


def _check_days(first: datetime.date, last: datetime.date) -> None:
    if not first <= last <= first + datetime.timedelta(days=terms.LONGEST_DAYS):
        raise DaysWrong


def _check_names(title: str, text: str, place: str, sure: bool, by: Viewer) -> None:
    """Nobody is named by a slip of the pen: what everybody reads cannot be taken back."""
    whole = f"{title}\n{text}"
    if terms.shows_identity_number(whole):
        raise ShowsIdentityNumber
    if sure:
        return
    if named := [*people.names_in(by, whole, place), *terms.mobiles(whole)]:
        raise NamesSomebody(who=gettext("、").join(named))


def _silence(of: Bulletin, by: Viewer, at: datetime.datetime) -> None:
    """Take back whoever reads aloud what holds no more."""
    now = str(_in_force(of).pk)
    for voice in heard.voices_of(of.place_id, *ORIGIN, [now]).get(now, []):
        voices.withdraw(recording_id=voice.id, by=by, at=at)


def _day(at: datetime.datetime) -> datetime.date:
    return at.astimezone(XIAMEN).date()


def _record(verb: str, of: Bulletin, by: Viewer, at: datetime.datetime) -> None:
    journal.record(
        verb=verb,
        by=by,
        at=at,
        subject=("bulletin", of.pk),
        place=of.place_id,
        details={"number": of.number, "version": of.version},
    )


__all__ = [
    "ORIGIN", "ChangedMeanwhile", "DaysWrong", "NamesSomebody", "NoReason", "NotUp", "SaysNothing",
    "ShowsIdentityNumber", "Withdrawn", "correct", "draft", "pin", "publish", "withdraw",
]  # fmt: skip
