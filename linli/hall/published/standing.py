"""How it stands with places, in the words of a notice board: never a number that says too much.

A place counts as left only if a telephone may have it now: whoever is shown places and refused is
cheated. What is kept for those who call is said beside it.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import get_language, gettext as _, ngettext

from linli.hall import queries, terms
from linli.hall.queries import Asked, Given, Lots, OfferRow, PoolRow, ages_word
from linli.kernel.words import XIAMEN, spoken_moment, spoken_time
from linli.programmes.published import SessionRow

NOBODY = Asked()


@dataclass(frozen=True)
class Standing:
    """Places of one thing. ``open``: one may ask now; ``act``: what the button says then."""

    words: str
    tone: str = ""
    open: bool = False
    act: str = ""
    more: str = ""


def standing(
    row: SessionRow,
    offer: OfferRow | None,
    asked: Asked,
    lots: Lots | None,
    at: datetime.datetime,
    begins_at: datetime.datetime,
    *,
    goes_on: bool = False,
) -> Standing:
    """How it stands with a session's places; ``begins_at``: until when one may ask; ``goes_on``: a
    course that has begun meets again."""
    ahead = row.start_at > at or goes_on
    if row.cancelled:
        return Standing(_called_off(row), "stop")
    if not ahead:
        return Standing(_("已经开始了") if row.end_at > at else _("已经结束"))
    if row.closed_group:
        return Standing(_("不公开报名"), more=_("想参加，请到服务台或打电话问一声。"))
    if begins_at <= at:
        return Standing(_("课已经开了，不再收人"), more=_("想试一次，到门口问一声，有空位就能进。"))
    if offer is None:
        return Standing(_("没有放出名额"), more=_("能不能来，请到服务台或打电话问一声。"))
    if offer.ended:
        return Standing(_("提前截止了：%(why)s") % {"why": offer.ended})
    if at < offer.opens_at:
        return _before_everybody(row, offer, asked, at)
    drawn = lots is not None and lots.drawn_at is not None
    if offer.closes_at is not None and offer.closes_at <= at and not drawn:
        return Standing(_("报名截止了，等抽签") if lots else _("报名截止了"))
    if lots is not None and not drawn:
        assert offer.closes_at is not None
        said = ngettext("要抽签，%(many)d 人报了", "要抽签，%(many)d 人报了", asked.entered)
        return Standing(
            said % {"many": asked.entered}, "info", open=True, act=_("报名，等抽签"),
            more=_("%(when)s 截止") % {"when": soon(offer.closes_at, at)},
        )  # fmt: skip
    return _places_of(row, offer, asked)


def _called_off(row: SessionRow) -> str:
    """Why a closed group is called off is a matter of those who come to it."""
    if row.closed_group:
        return _("已取消")
    return _("已取消：%(reason)s") % {"reason": row.cancelled}


def _before_everybody(
    row: SessionRow, offer: OfferRow, asked: Asked, at: datetime.datetime
) -> Standing:
    """Not open, or in its rounds: for some already, and said for whom."""
    everybody = soon(offer.opens_at, at)
    if not offer.rounds:
        return Standing(_("%(when)s 开始报名") % {"when": everybody}, "info")
    first = offer.rounds[0].opens_at
    if at < first:
        more = _("%(when)s 起大家都能报") % {"when": everybody}
        return Standing(_("%(when)s 起分轮报名") % {"when": soon(first, at)}, "info", more=more)
    now = _("、").join(queries.round_words(one, at) for one in offer.rounds if one.opens_at <= at)
    how = _places_of(row, offer, asked)
    told = _("现在先给%(whom)s报，%(when)s 起大家都能报") % {"whom": now, "when": everybody}
    words = _("分轮报名，%(how)s") % {"how": how.words}
    return replace(how, words=words, more=_("；").join(filter(None, (told, how.more))))


def _places_of(row: SessionRow, offer: OfferRow, asked: Asked) -> Standing:
    how = _places(offer.pools.get(row.id) or offer.pools.get(None, []), asked)
    if offer.mode != terms.APPROVAL:
        return how
    act = _("报名，等答应") if how.tone == "good" else how.act
    return replace(how, words=_("%(how)s，要工作人员答应") % {"how": how.words}, act=act)


def rounds_told(offer: OfferRow, at: datetime.datetime) -> list[str]:
    """The rounds before everybody's hour, and that hour, a line each; empty where there are none or
    they are over."""
    if not offer.rounds or offer.ended:
        return []
    about = [(soon(one.opens_at, at), queries.round_words(one, at)) for one in offer.rounds]
    about.append((soon(offer.opens_at, at), _("大家")))
    return [_("%(when)s 起：%(whom)s") % {"when": when, "whom": whom} for when, whom in about]


def given_words(given: Given, at: datetime.datetime) -> str:
    """How places are given, in a sentence that is true whenever it is read: with its days."""
    said = [_("报名后由工作人员答应才算。")] if given.approval else []
    if given.rounds:
        hours = [(one.opens_at, queries.round_words(one, at)) for one in given.rounds]
        hours.append((given.opens_at, _("大家")))
        rounds = _("；").join(
            _("%(when)s 起：%(whom)s") % {"when": queries.moment_words(when, at), "whom": whom}
            for when, whom in hours
        )
        said.append(_("分轮报名。%(rounds)s。") % {"rounds": rounds})
    return "".join(said)


def _places(pools: Sequence[PoolRow], asked: Asked) -> Standing:
    mine = sum(pool.free for pool in pools if pool.for_all or pool.door == terms.ANYBODY)
    kept = sum(pool.free for pool in pools) - mine
    more = (
        ngettext(
            "另有 %(many)d 个留给打电话和到服务台的",
            "另有 %(many)d 个留给打电话和到服务台的",
            kept,
        )
        % {"many": kept}
        if kept > 0
        else ""
    )
    if asked.waiting:
        said = ngettext("排队 %(many)d 人", "排队 %(many)d 人", asked.waiting)
        return Standing(
            said % {"many": asked.waiting}, "attention", open=True, act=_("排队等候"), more=more
        )
    if mine > 0:
        said = ngettext("还有 %(many)d 个名额", "还有 %(many)d 个名额", mine)
        return Standing(said % {"many": mine}, "good", open=True, act=_("报名"), more=more)
    full = _("手机上的名额满了") if kept > 0 else _("满了，可以排队")
    return Standing(full, "attention", open=True, act=_("排队等候"), more=more)


def pool_words(pool: PoolRow, at: datetime.datetime) -> str:
    """A pool in plain words: ``4 个留给60 岁以上的，今天 上午9:00 起没报完的大家都能报``."""
    if pool.for_all:
        return _("%(many)d 个大家都能报（“%(name)s”的已经放开）") % {
            "many": pool.capacity, "name": pool.name,
        }  # fmt: skip
    whom = []
    if pool.age_from is not None or pool.age_to is not None:
        whom.append(ages_word(pool.age_from, pool.age_to))
    if pool.hukou:
        whom.append(_("户籍在本地"))
    if pool.door == terms.SPOKEN_ONLY:
        whom.append(_("打电话或到服务台报名"))
    if not whom:
        return _("%(many)d 个大家都能报") % {"many": pool.capacity}
    said = _("%(many)d 个留给%(whom)s的") % {"many": pool.capacity, "whom": _("、").join(whom)}
    if pool.flows_at is None:
        return said
    return _("%(said)s，%(when)s 起没报完的大家都能报") % {
        "said": said, "when": soon(pool.flows_at, at),
    }  # fmt: skip


def soon(moment: datetime.datetime, at: datetime.datetime) -> str:
    """``今天 上午9:00``, else as any moment is spoken."""
    language = get_language() or "zh-hans"
    day, today = moment.astimezone(XIAMEN).date(), at.astimezone(XIAMEN).date()
    if day == today:
        return _("今天 %(time)s") % {"time": spoken_time(moment, language)}
    return spoken_moment(moment, today, language)
