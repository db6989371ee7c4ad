"""What may be done with goods given for use: receive them, and say where each piece went."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.giving.actions.holding import (
    AmountNotPossible,
    DayNotPossible,
    fund_for,
    insist_on_purpose,
)
from linli.giving.models import GoodsGift, GoodsUse
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import seal
from linli.people import queries as people


class NotSoMany(Refused):
    """What is not there cannot leave."""

    words = gettext_lazy("只剩 %(left)s %(unit)s，不够。")


class OutOfDate(Refused):
    """What has gone off is given to nobody."""

    words = gettext_lazy("这批东西 %(day)s 就过期了，不能再发给人。")
    remedy = gettext_lazy("请登记为“坏了、过期了”。")


class ForWhom(Refused):
    """A family's share names the family; what spoiled went to nobody."""

    words = gettext_lazy("发给家庭的，要写明哪一户；其他的不能写。")


@transaction.atomic
def receive_goods(
    *,
    fund_id: UUID,
    what: str,
    unit: str,
    quantity: int,
    received_on: datetime.date,
    purpose: str,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
    value_fen: int | None = None,
    value_from: str = "",
    good_until: datetime.date | None = None,
    donor_name: str = "",
    display: str = "anonymous",
    shown_as: str = "",
) -> GoodsGift:
    """Write down goods that were given for use (慈善法 arts 36, 38).

    ``value_fen`` only where an invoice or a market price says it (``value_from``).
    Raises ``AmountNotPossible``, ``DayNotPossible``, ``OutOfDate``, ``KeyUsedForOther``.
    """
    home = fund_for(fund_id, Permission.GIVING_KEEP, by)
    if earlier := pressed_before(GoodsGift, key, what=what, quantity=quantity):
        return earlier
    today = timezone.localdate(at)
    if quantity <= 0 or (value_fen is not None and value_fen <= 0):
        raise AmountNotPossible
    insist_on_purpose(fund_id, purpose)
    if received_on > today:
        raise DayNotPossible
    if good_until and good_until < today:
        raise OutOfDate(day=good_until)
    gift = GoodsGift(
        fund_id=fund_id, place_id=home.place, what=what, unit=unit, quantity=quantity,
        left=quantity, value_fen=value_fen, value_from=value_from if value_fen else "",
        good_until=good_until, purpose=purpose, display=display,
        shown_as="" if display == "anonymous" else shown_as, received_on=received_on,
        received_by_id=by.user_id, key=key,
    )  # fmt: skip
    seal(gift, "donor_name", donor_name or None)
    gift.save(force_insert=True)
    _record("goods.received", gift, by, at, quantity=quantity)
    return gift


@transaction.atomic
def use_goods(
    *,
    gift_id: UUID,
    quantity: int,
    reason: str,
    used_on: datetime.date,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
    household_id: UUID | None = None,
    origin: tuple[str, str, UUID] | None = None,
) -> GoodsUse:
    """So many pieces left: to a family, for an activity, or because they spoiled.

    ``origin``: the upper room's record (room, noun, id) that says more.
    Raises ``NotSoMany``, ``OutOfDate``, ``ForWhom``, ``AmountNotPossible``, ``DayNotPossible``.
    """
    gift = GoodsGift.objects.select_for_update().filter(pk=gift_id).first()
    if gift is None:
        raise NotFound
    home = fund_for(gift.fund_id, Permission.GOODS_GIVE, by)
    if earlier := pressed_before(GoodsUse, key, gift_id=gift.pk, quantity=quantity):
        return earlier
    if (reason == "family") != (household_id is not None):
        raise ForWhom
    if household_id and people.place_of_household(by, household_id) != home.place:
        raise NotFound
    _insist_on_use(gift, quantity, reason, used_on, timezone.localdate(at))
    gift.left -= quantity
    gift.save(update_fields=["left"])
    room, noun, origin_id = origin or ("", "", None)
    use = GoodsUse.objects.create(
        gift=gift, quantity=quantity, reason=reason, household_id=household_id, used_on=used_on,
        origin_room=room, origin_noun=noun, origin_id=origin_id, by_id=by.user_id, at=at, key=key,
    )  # fmt: skip
    _record("goods.used", gift, by, at, quantity=quantity)
    return use


def _insist_on_use(
    gift: GoodsGift, quantity: int, reason: str, used_on: datetime.date, today: datetime.date
) -> None:
    if quantity <= 0:
        raise AmountNotPossible
    if not gift.received_on <= used_on <= today:
        raise DayNotPossible
    if quantity > gift.left:
        raise NotSoMany(left=gift.left, unit=gift.unit)
    if reason != "spoiled" and gift.good_until and gift.good_until < used_on:
        raise OutOfDate(day=gift.good_until)


def _record(verb: str, gift: GoodsGift, by: Viewer, at: datetime.datetime, **details: int) -> None:
    journal.record(
        verb=verb, by=by, at=at, subject=("goods_gift", gift.pk), place=gift.place_id,
        details=details,
    )  # fmt: skip
