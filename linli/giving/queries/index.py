"""The room's doors: which are open to a viewer, and what waits behind each."""

import datetime
from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from linli.fund import queries as funds
from linli.giving.queries.boxes import boxes, goods
from linli.giving.queries.plans import plans
from linli.giving.queries.pledges import pledges
from linli.giving.queries.related import related_gifts
from linli.identity.permissions import Permission, Viewer

GOES_OFF_DAYS = 60
"""Two months before goods go off, somebody looks at them (charity-shop practice)."""


class Door(NamedTuple):
    """A door: where it leads, what it is called, what waits behind it in words (or nothing)."""

    url: str
    icon: str
    word: Any
    waits: str


def doors(viewer: Viewer, on: datetime.date) -> list[Door]:
    """Every door that is open to the viewer, for each fund in reach."""
    found = [
        Door(reverse(f"giving:{name}", args=[fund_id]), icon, word, waits(viewer, fund_id, on))
        for fund_id in _funds(viewer)
        for name, permission, icon, word, waits in OF_A_FUND
        if viewer.may(permission)
    ]
    if viewer.may(Permission.PARTNER_KEEP):
        found.append(Door(reverse("giving:desk_partners"), "users", _("共建单位"), ""))
    return found


def _funds(viewer: Viewer) -> list[UUID]:
    """The funds the viewer sees, and those of the communities where the viewer lends a hand."""
    seen = [card.id for card in funds.funds(viewer)] if viewer.may(Permission.FUND_SEE) else []
    helps = viewer.communities(Permission.BOX_COUNT) | viewer.communities(Permission.GOODS_GIVE)
    here = [found for place in sorted(helps) if (found := funds.fund_of(place))]
    return list(dict.fromkeys([*seen, *here]))


def _late_pledges(viewer: Viewer, fund_id: UUID, on: datetime.date) -> str:
    late = sum(row.late for row in pledges(viewer, fund_id, on))
    return (
        ngettext("%(n)s 份过了日子没有收到", "%(n)s 份过了日子没有收到", late) % {"n": late}
        if late
        else ""
    )


def _counts_waiting(viewer: Viewer, fund_id: UUID, _on: datetime.date) -> str:
    waiting = sum(row.waiting is not None for row in boxes(viewer, fund_id))
    return (
        ngettext("%(n)s 个等第二个人数", "%(n)s 个等第二个人数", waiting) % {"n": waiting}
        if waiting
        else ""
    )


def _going_off(viewer: Viewer, fund_id: UUID, on: datetime.date) -> str:
    soon = on + datetime.timedelta(days=GOES_OFF_DAYS)
    count = sum(
        bool(row.left and row.good_until and row.good_until <= soon)
        for row in goods(viewer, fund_id)
    )
    return ngettext("%(n)s 批快过期", "%(n)s 批快过期", count) % {"n": count} if count else ""


def _plans_running(viewer: Viewer, fund_id: UUID, on: datetime.date) -> str:
    running = sum(row.running(on) for row in plans(viewer, fund_id))
    return (
        ngettext("%(n)s 个正在进行", "%(n)s 个正在进行", running) % {"n": running}
        if running
        else ""
    )


def _undisclosed(viewer: Viewer, fund_id: UUID, on: datetime.date) -> str:
    open_ = sum(gift.disclosed_on is None for gift in related_gifts(viewer, fund_id, on))
    return (
        ngettext("%(n)s 笔还没有公开", "%(n)s 笔还没有公开", open_) % {"n": open_} if open_ else ""
    )


def _nothing(_viewer: Viewer, _fund_id: UUID, _on: datetime.date) -> str:
    return ""


Waits = Callable[[Viewer, UUID, datetime.date], str]
OF_A_FUND: list[tuple[str, Permission, str, Any, Waits]] = [
    ("desk_pledges", Permission.FUND_SEE, "calendar-days", gettext_lazy("认捐"), _late_pledges),
    ("desk_agreements", Permission.FUND_SEE, "file-text", gettext_lazy("捐赠协议"), _nothing),
    ("desk_boxes", Permission.BOX_COUNT, "inbox", gettext_lazy("捐款箱"), _counts_waiting),
    ("desk_goods", Permission.GOODS_GIVE, "hand-heart", gettext_lazy("捐来的东西"), _going_off),
    ("desk_plans", Permission.FUND_SEE, "clipboard-list", gettext_lazy("募捐方案"), _plans_running),
    ("desk_related", Permission.FUND_SEE, "network", gettext_lazy("关联方捐赠"), _undisclosed),
]
