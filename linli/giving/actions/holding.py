"""What every action of this room does first: find the fund and ask whether this may be done."""

from typing import TypeVar
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext_lazy

from linli.fund import actions as fund, queries as funds
from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import Refused

Made = TypeVar("Made", bound=Model)


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
