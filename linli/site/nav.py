"""What every page knows of the house: the rooms on the rail, the language, the size of type."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, gettext_lazy as _

from linli.identity.permissions import Permission, Viewer, nobody
from linli.parts.look import elder_step
from linli.places import queries as places

# (address, permission, icon, word): the desk's rail, in the order of a day's work.
RAIL = [
    ("workbench:desk_today", Permission.DESK_OPEN, "sun", _("今天")),
    ("people:desk_index", Permission.RESIDENT_LIST, "users", _("居民")),
    ("benefits:desk_hints", Permission.HINT_ANSWER, "heart-handshake", _("政策找人")),
    ("claims:desk_index", Permission.CLAIM_SEE, "file-plus", _("申领")),
    ("rulebook:desk_index", Permission.POLICY_WRITE, "scale", _("政策库")),
    ("cases:desk_index", Permission.CASE_SEE, "folder-heart", _("个案")),
    ("fund:desk_index", Permission.FUND_SEE, "hand-coins", _("基金")),
    ("giving:desk_index", Permission.GIVING_SEE, "hand-heart", _("认捐捐物")),
    ("goodwill:desk_index", Permission.GOODWILL_SEE, "heart-handshake", _("慰问")),
    ("holder:desk_index", Permission.STATEMENT_KEEP, "landmark", _("慈善会")),
    ("holder:desk_reports", Permission.FUND_SEE, "chart-column", _("报表")),
    ("disclosure:desk_index", Permission.DISCLOSURE_SEE, "calendar-days", _("信息公开")),
    ("audit:desk_index", Permission.AUDIT_SAMPLE, "shield-check", _("审计")),
    ("shop:desk_index", Permission.SHOP_SEE, "hand-heart", _("义卖角")),
    ("spaces:desk_index", Permission.SPACE_SEE, "layout-grid", _("房间")),
    ("allocation:desk_index", Permission.ALLOCATION_KEEP, "calendar-days", _("排季")),
    ("bulletin:desk_index", Permission.BULLETIN_KEEP, "file-text", _("公告栏")),
    ("hall:desk_index", Permission.COURSE_KEEP, "calendar-days", _("活动")),
    ("attendance:desk_index", Permission.ATTENDANCE_KEEP, "check", _("到场")),
    ("gym:desk_index", Permission.ATTENDANCE_KEEP, "log-in", _("随到随用")),
    ("operator:desk_index", Permission.OPERATION_SEE, "chart-column", _("运营账")),
    ("pricing:desk_index", Permission.PRICE_WRITE, "receipt", _("计价")),
    ("providers:desk_index", Permission.PROVIDER_SEE, "users", _("服务输出者")),
    ("settlement:desk_index", Permission.SETTLEMENT_SEE, "hand-coins", _("结算")),
    ("economy:desk_index", Permission.OPERATION_SEE, "chart-column", _("账本看得见")),
    ("committee:desk_index", Permission.SITTING_SEE, "users", _("管委会")),
    ("workbench:desk_journal", Permission.JOURNAL_EXPORT, "history", _("日志")),
    ("identity:desk_index", Permission.ROLE_APPOINT, "key-round", _("人员")),
]

TODAY = ("workbench:desk_today", "home:my_today")
"""Where a day begins: the address of everything else begins with theirs, and is not theirs."""

BESIDES = {
    "hall:desk_index": "/desk/chat/",
    "attendance:desk_index": "/desk/deposits/",
    "bulletin:desk_index": "/desk/voices/",
}
"""What belongs to a room of the rail and has another address."""

SEARCH = Permission.RESIDENT_LIST
"""Who finds people by the box at the top of the desk."""

# (address, icon, word): the bar at a resident's thumb.
BAR = [
    ("home:my_today", "sun", _("今天")),
    ("home:my_services", "heart-handshake", _("服务")),
    ("people:my_file", "house", _("我家")),
    ("home:my_help", "life-buoy", _("求助")),
]

TAUGHT = ("settlement:my_index", "hand-heart", _("我教的课"))
"""The same for whoever teaches: at the beginning of the bar, and where their day begins."""

DEMO_PAGE = "/demo/"
"""Where one becomes somebody else; the address exists in demo mode only."""


def house(request: HttpRequest) -> dict[str, Any]:
    """The context of every layout."""
    viewer: Viewer = getattr(request, "viewer", None) or nobody()
    return {
        "viewer": viewer,
        "community": SimpleLazyObject(community_name),  # a part alone does not say where it is
        "ask_name": settings.LINLI_ASK_NAME,
        "ask_phone": settings.LINLI_ASK_PHONE,
        "icp": settings.LINLI_ICP,
        "demo": settings.LINLI_DEMO,
        "demo_url": DEMO_PAGE if settings.LINLI_DEMO else "",
        "elder": elder_step(request),
        "language": get_language(),
        "rooms": [
            {
                "url": reverse(name),
                "icon": icon,
                "word": word,
                "besides": BESIDES.get(name),
                "alone": name in TODAY,
            }
            for name, permission, icon, word in RAIL
            if viewer.may(permission)
        ],
        "search_url": reverse("workbench:desk_search") if viewer.may(SEARCH) else "",
        "bar": [
            {"url": reverse(name), "icon": icon, "word": word, "alone": name in TODAY}
            for name, icon, word in ((TAUGHT, *BAR) if _teaches(viewer) else BAR)
            if viewer.user_id
        ],
    }


def community_name() -> str:
    """The community whose street this is, in the reader's language; empty until it is entered."""
    place = places.get(settings.LINLI_COMMUNITY)
    return str(place) if place else ""


def first_room(viewer: Viewer) -> str | None:
    """The name of the first room of the rail that is open to the viewer; None for a resident."""
    rooms = (name for name, permission, _icon, _word in RAIL if viewer.may(permission))
    return next(rooms, TAUGHT[0] if _teaches(viewer) else None)


def _teaches(viewer: Viewer) -> bool:
    return viewer.may(Permission.TEACHING_SEE) and viewer.kind != "clock"
