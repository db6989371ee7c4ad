"""What may be done with the demo: put the invented community into an empty house, and step in.

Everything is made through the rooms' own actions, so the demo cannot lie about what they allow.
"""

import datetime
from uuid import UUID

from django.conf import settings
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy, override

from linli.demo import cast
from linli.demo.terms import began_at
from linli.identity import queries as identity, sign_in
from linli.identity.permissions import NotAllowed, Viewer
from linli.kernel.refusal import NotFound, Refused
from linli.notices import actions as notices
from linli.people import queries as people
from linli.places import actions as places


class NotInDemoMode(Refused):
    """The house was not opened as a demo."""

    words = gettext_lazy("现在不是演示模式，不能载入演示数据。")
    remedy = gettext_lazy("演示请用 ./run 打开；真实的社区从空的名册开始。")


class HouseInUse(Refused):
    """Somebody real signs in or is registered here."""

    words = gettext_lazy("这个数据库里已经有真实的登录或居民，不能再放演示数据。")
    remedy = gettext_lazy("请另选一个数据文件夹和数据库来演示。")


class _LongAgo:
    """Carries the notices of the invented past: nobody waits for them any more."""

    def send(self, notice: object) -> None:
        """Nothing leaves the house."""


@transaction.atomic
def load(*, residents: int, by: Viewer, at: datetime.datetime) -> bool:
    """Fill an empty house with the cast, their stories and at least so many ``residents``.

    All or nothing, so a start that was cut off leaves an empty house, and the next one fills it.
    Returns False where the demo stands already. Raises ``NotInDemoMode``, ``HouseInUse``.
    """
    # Wanted once in the life of a house, and not by whoever serves its pages.
    from linli.demo.actions import (
        allocation,
        attendance,
        bulletin,
        committee,
        disclosure,
        families,
        fund,
        giving,
        goodwill,
        groupchat,
        gym,
        hall,
        helped,
        holder,
        operator,
        policies,
        shop,
        spaces,
        staff,
        teaching,
    )

    if not settings.LINLI_DEMO:
        raise NotInDemoMode
    if stands():
        return False
    if identity.has_any_user() or people.anybody_real():
        raise HouseInUse
    began = began_at(at)
    with override("zh-hans"):
        places.load_divisions(by=by, at=began)
        holder_id, workers = staff.employ(by=by, at=began)
        staff.permit_discovery(workers=workers, at=began)
        homes = families.register(residents=residents, by=workers["grid_worker"], at=began)
        staff.invite_residents(homes.logins, by=by, registrar=workers["social_worker"], at=began)
        fund_id = fund.open_with_gifts(holder_id=holder_id, workers=workers, began=began, at=at)
        committee.seat(fund_id=fund_id, holder_id=holder_id, workers=workers, at=began)
        committee.open_round(fund_id=fund_id, workers=workers, at=at)
        helped.live_through(homes.to_help, fund_id=fund_id, workers=workers, at=at)
        holder.bring_a_statement(holder_id=holder_id, workers=workers, at=at)
        disclosure.tell(fund_id=fund_id, workers=workers, at=at)
        policies.find_out(workers=workers, at=at)
        shop.open_with_goods(workers=workers, at=at)
        spaces.furnish(homes=homes, workers=workers, began=began, at=at)
        bulletin.put_up(workers=workers, at=at)
        operator.run(workers=workers, at=at)
        hall.teach(homes=homes, workers=workers, at=at)
        allocation.plan_a_season(homes=homes, workers=workers, at=at)
        attendance.remember(workers=workers, at=at)
        gym.open_to_all(workers=workers, began=began, at=at)
        groupchat.paste_a_list(workers=workers, at=at)
        teaching.settle(workers=workers, began=began, at=at)
        teaching.read_aloud(workers=workers, began=began, at=at)
        giving.promise(fund_id=fund_id, workers=workers, at=at)
        goodwill.plan_visits(fund_id=fund_id, homes=homes, workers=workers, at=at)
        notices.send_waiting(provider=_LongAgo(), at=at, limit=1000)
    return True


def stands() -> bool:
    """Whether the demo has been loaded here."""
    player = identity.user_named("wang")
    return player is not None and player.demo


def step_in(*, request: HttpRequest, username: str) -> UUID:
    """Sign a visitor in as one of the cast; it counts as a second factor until they leave.

    Raises ``NotAllowed`` outside demo mode, ``NotFound`` for anybody who is not of the cast.
    """
    if not settings.LINLI_DEMO:
        raise NotAllowed
    player = identity.user_named(username) if username in cast.PLAYERS else None
    if player is None or not player.demo:
        raise NotFound
    sign_in.enter(request, player, demo=True)
    return player.pk


def step_out(*, request: HttpRequest) -> None:
    """Be nobody again, as whoever walks by on the street."""
    logout(request)


__all__ = ["HouseInUse", "NotInDemoMode", "load", "stands", "step_in", "step_out"]
