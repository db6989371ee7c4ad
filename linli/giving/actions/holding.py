"""What every action of this room does first: find the fund and ask whether this may be done."""

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext_lazy

from linli.fund import actions as fund, queries as funds
from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import Refused

Made = TypeVar("Made", bound=Model)


class KeyUsedForOther(Refused):
    """The page was sent twice, with different content."""

    words = gettext_lazy("这张单子刚才已经交过一次，内容和这次不一样。这次没有记。")
    remedy = gettext_lazy("请刷新页面，看看已经记下的那一张。")


class NumberTaken(Refused):
    """A number, a label or a name stands for one thing."""

    words = gettext_lazy("“%(number)s”已经有了，请看看是不是登记过。")


class DayNotPossible(Refused):
    """Tomorrow has not happened."""

    words = gettext_lazy("日子不对：不能晚于今天，也不能早于它开始的那天。")


class AmountNotPossible(Refused):
    """Zero or less."""

    words = gettext_lazy("数目要大于零。")


def fund_for(fund_id: UUID, permission: Permission, by: Viewer) -> funds.Home:
    """Where a fund is at home, if ``by`` may do this with it; else refused or ``NotFound``."""
    home = funds.home_of(fund_id)
    by.require(permission, place=home.place, organisation=home.holder)
    return home


def insist_on_purpose(fund_id: UUID, purpose: str) -> None:
    """Raises ``fund.PurposeNotPermitted`` for a use that the fund's agreement does not know."""
    if not funds.permits(fund_id, purpose):
        raise fund.PurposeNotPermitted


def pressed(model: type[Made], key: UUID, **same: Any) -> Made | None:
    """The first result of a press that comes again. Raises ``KeyUsedForOther``."""
    earlier = model._default_manager.filter(key=key).first()
    if earlier and any(getattr(earlier, name) != value for name, value in same.items()):
        raise KeyUsedForOther
    return earlier
