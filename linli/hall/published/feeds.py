"""A resident's own calendar, for whoever has its secret address: no names, neutral titles."""

import datetime

from django.utils.translation import gettext as _, override

from linli.hall import queries
from linli.hall.queries import Mine
from linli.programmes import published as programmes
from linli.programmes.published import CalendarLine


def personal_calendar(token: str, *, at: datetime.datetime) -> bytes:
    """The calendar behind a token. Raises ``NotFound``, as for an address that never was.

    It goes to telephones and their makers' clouds: children are "孩子", a closed group has its
    neutral title and no room.
    """
    mine = queries.of_token(token, at=at)
    with override("zh-hans"):
        return programmes.personal_calendar(
            _("我在全龄友好馆的活动"), [_line(each) for each in mine], at=at
        )


def _line(each: Mine) -> CalendarLine:
    row = each.session
    who = [_("我")] if each.myself and each.children else []
    if each.children:
        who.append(_("孩子"))
    title = row.title
    if who:
        title = _("%(title)s（%(who)s）") % {"title": title, "who": _("和").join(who)}
    if each.asked:
        title = _("%(title)s · 等您答复") % {"title": title}
    room = "" if row.closed_group else row.room
    return CalendarLine(row, title, room, tentative=each.asked)
