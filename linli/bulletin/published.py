"""What the street may know of the board: what stands, what stood, one of them to be told.

Of what was withdrawn only the number, the moment and the reason are told.
"""

import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils.translation import get_language, gettext as _

from linli.bulletin.actions import ORIGIN
from linli.bulletin.models import Wording
from linli.bulletin.queries import Notice, Told, in_force, notice_of, told
from linli.kernel.asking import Question
from linli.kernel.refusal import NotFound
from linli.kernel.words import XIAMEN, spoken_day
from linli.parts.sharing import Poster, Shared, as_png
from linli.voices import published as voices
from linli.voices.published import Voice

ROWS_A_PAGE = 30


class NoticePage(NamedTuple):
    """A bulletin on the street. ``corrections``: newest first, each with what was wrong before;
    ``before``: the words they took the place of."""

    notice: Notice
    stands: bool
    corrections: list[Told]
    before: list[Told]
    voices: list[Voice]


def standing(place: str, on: datetime.date) -> list[Notice]:
    """What the street is told on a day: what is pinned, then the newest. One query."""
    return [notice_of(each) for each in _standing(place, on)]


def edition(place: str, on: datetime.date) -> tuple[tuple[UUID, bool], ...]:
    """What ``standing`` hangs on: it is the same as long as this is. One query."""
    return tuple((each.pk, each.bulletin.pinned) for each in _standing(place, on))


@Question
def _standing(place: Any, on: Any) -> QuerySet[Wording]:
    return in_force().filter(
        bulletin__place=place, bulletin__withdrawn_at=None, bulletin__shown_from__lte=on,
        shown_until__gte=on,
    ).order_by("-bulletin__pinned", "-bulletin__number")  # fmt: skip


def past(place: str, on: datetime.date, page: int | str = 1) -> Page:
    """A page of what stood once, the newest first."""
    rows = in_force().filter(bulletin__place=place, bulletin__shown_from__lte=on)
    over = rows.filter(Q(shown_until__lt=on) | Q(bulletin__withdrawn_at__isnull=False))
    found = Paginator(over.order_by("-bulletin__number"), ROWS_A_PAGE).get_page(page)
    found.object_list = [notice_of(each) for each in found.object_list]
    return found


def notice(place: str, number: int, on: datetime.date) -> NoticePage:
    """One of them by its number, also when it is over. Raises ``NotFound``."""
    found = _numbered(place, number, on)
    if found.withdrawn_at:
        return NoticePage(found, False, [], [], [])
    words = told(found)
    return NoticePage(found, found.stands(on), words[:-1], words[1:], voices_of(found))


def readable(place: str, number: int, on: datetime.date) -> Notice:
    """One whose words may be read. Raises ``NotFound``, also for what was withdrawn."""
    found = _numbered(place, number, on)
    if found.withdrawn_at:
        raise NotFound
    return found


def _numbered(place: str, number: int, on: datetime.date) -> Notice:
    found = in_force().filter(
        bulletin__place=place, bulletin__number=number, bulletin__shown_from__lte=on
    )
    if (one := found.first()) is None:
        raise NotFound
    return notice_of(one)


def voices_of(notice: Notice) -> list[Voice]:
    """Who reads the words in force aloud. One query."""
    origin = str(notice.wording_id)
    return voices.voices_of(notice.place, *ORIGIN, [origin]).get(origin, [])


def slot_of(notice: Notice) -> str:
    """Where the words in force are read aloud."""
    origin = voices.Origin(*ORIGIN, str(notice.wording_id), notice.title)
    return voices.slot(notice.place, origin)


def shared(notice: Notice, *, url: str, phone: str, on: datetime.date) -> Shared:
    """A bulletin for the group. ``url``: its address."""
    text = [
        _("【%(kind)s】%(title)s") % {"kind": notice.kind_word, "title": notice.title},
        notice.text,
        *_corrected(notice, on),
        _("听人念、看更正：%(url)s") % {"url": url},
    ]
    if phone:
        text.append(_("打电话问也一样：%(phone)s") % {"phone": phone})
    return Shared(notice.title, " ".join(notice.text.split()), "\n".join(text), url)


def picture(notice: Notice, *, url: str, phone: str, on: datetime.date) -> bytes:
    """A bulletin as a picture."""
    foot = [_("扫一扫，听人念、看更正"), url.partition("://")[2]]
    if phone:
        foot.append(_("打电话问也一样：%(phone)s") % {"phone": phone})
    head = _("公告 · %(kind)s · 第 %(number)s 号") % {
        "kind": notice.kind_word,
        "number": notice.number,
    }
    poster = Poster(
        head=head,
        title=notice.title,
        lead=tuple(_corrected(notice, on)),
        rows=(),
        foot=tuple(foot),
        url=url,
        more=_("还有几句，扫码看。"),
        body=tuple(notice.text.split("\n")),
    )
    return as_png(poster)


def _corrected(notice: Notice, on: datetime.date) -> list[str]:
    if notice.corrected_at is None:
        return []
    day = spoken_day(notice.corrected_at.astimezone(XIAMEN).date(), on, get_language() or "zh-hans")
    return [_("更正于%(day)s") % {"day": day}]
