"""What may be done with donation boxes: put one up, and count it, two people each for himself."""

import datetime
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from linli.fund import actions as fund
from linli.giving import terms
from linli.giving.actions.holding import NumberTaken, fund_for
from linli.giving.models import Box, BoxCount
from linli.identity.actions import SamePersonTwice
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.money import spoken
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused


class CountDiffers(Refused):
    """Two counts, two sums: both count again."""

    words = gettext_lazy("两个人数的不一样，相差 %(difference)s。这次没有入账。")
    remedy = gettext_lazy("请两个人当面从头再数一遍。")


class CountUnderWay(Refused):
    """One count of a box at a time."""

    words = gettext_lazy("这个捐款箱已经有人数过，等第二个人来数。")


class BoxTakenAway(Refused):
    """It does not stand any more."""

    words = gettext_lazy("这个捐款箱已经撤了。")


@transaction.atomic
def place_box(
    *,
    fund_id: UUID,
    label: str,
    stands: str,
    by: Viewer,
    at: datetime.datetime,
) -> Box:
    """Put up a box under a label of its own. Raises ``NumberTaken``."""
    home = fund_for(fund_id, Permission.GIVING_KEEP, by)
    if Box.objects.filter(fund=fund_id, label=label).exists():
        raise NumberTaken(number=label)
    box = Box.objects.create(
        fund_id=fund_id, place_id=home.place, label=label, stands=stands,
        placed_on=timezone.localdate(at),
    )  # fmt: skip
    _record("box.placed", ("box", box.pk), home.place, by, at)
    return box


@transaction.atomic
def take_box_away(*, box_id: UUID, by: Viewer, at: datetime.datetime) -> Box:
    """It does not stand any more. Refused while a count waits for its second person."""
    box = _box(box_id, Permission.GIVING_KEEP, by)
    if BoxCount.objects.filter(box=box, second_by=None).exists():
        raise CountUnderWay
    if box.taken_away_on is None:
        box.taken_away_on = timezone.localdate(at)
        box.save(update_fields=["taken_away_on"])
        _record("box.taken_away", ("box", box.pk), box.place_id, by, at)
    return box


@transaction.atomic
def count_box(
    *,
    box_id: UUID,
    pieces: Mapping[int, int],
    seal: str,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
) -> BoxCount:
    """The first person's count: how many of each denomination; ``seal``: the strip that was cut.

    Raises ``CountUnderWay``, ``BoxTakenAway``, ``KeyUsedForOther``.
    """
    box = _box(box_id, Permission.BOX_COUNT, by)
    counted_fen = terms.counted_fen(pieces)
    if earlier := pressed_before(BoxCount, key, first_fen=counted_fen):
        return earlier
    if box.taken_away_on:
        raise BoxTakenAway
    if BoxCount.objects.filter(box=box, second_by=None).exists():
        raise CountUnderWay
    try:
        with transaction.atomic():
            count = BoxCount.objects.create(
                box=box, seal=seal, pieces={str(one): many for one, many in pieces.items()},
                first_fen=counted_fen, first_by_id=by.user_id, counted_at=at, key=key,
            )  # fmt: skip
    except IntegrityError as at_once:
        raise CountUnderWay from at_once
    _record("box.counted", ("box_count", count.pk), box.place_id, by, at)
    return count


def count_again(*, count_id: UUID, counted_fen: int, by: Viewer, at: datetime.datetime) -> BoxCount:
    """The second person's own count, who has not been told the first.

    The same sum makes the gift; an empty box makes none. Another sum is kept, and raises
    ``CountDiffers``: both count again. Also raises ``SamePersonTwice``, and what
    ``fund.actions.receive_donation`` raises.
    """
    count = _counted_again(count_id, counted_fen, by, at)
    if count.second_fen != count.first_fen:
        difference = abs(count.first_fen - (count.second_fen or 0))
        raise CountDiffers(difference=spoken(difference))
    return count


@transaction.atomic
def _counted_again(count_id: UUID, counted_fen: int, by: Viewer, at: datetime.datetime) -> BoxCount:
    count = BoxCount.objects.select_for_update().filter(pk=count_id).first()
    if count is None:
        raise NotFound
    box = _box(count.box_id, Permission.BOX_COUNT, by)
    if count.second_by_id:
        return count
    if count.first_by_id == by.user_id:
        raise SamePersonTwice
    count.second_fen, count.second_by_id, count.again_at = counted_fen, by.user_id, at
    if counted_fen == count.first_fen and counted_fen:
        count.donation = _gift(box, count, by, at)
    count.save(update_fields=["second_fen", "second_by", "again_at", "donation"])
    _record(
        "box.counted_again", ("box_count", count.pk), box.place_id, by, at,
        differs_fen=counted_fen - count.first_fen,
    )  # fmt: skip
    return count


def _gift(box: Box, count: BoxCount, by: Viewer, at: datetime.datetime) -> Any:
    day = timezone.localdate(at)
    origin = fund.Origin(
        "giving", "box_count", count.pk, gettext("捐款箱 %(label)s") % {"label": box.label}, day
    )
    return fund.receive_donation(
        fund_id=box.fund_id, amount_fen=count.first_fen, received_on=day, way="box",
        origin=origin, key=count.key, by=by, at=at,
    )  # fmt: skip


def _box(box_id: UUID, permission: Permission, by: Viewer) -> Box:
    box = Box.objects.select_for_update().filter(pk=box_id).first()
    if box is None:
        raise NotFound
    fund_for(box.fund_id, permission, by)
    return box


def _record(
    verb: str,
    subject: tuple[str, UUID],
    place: str,
    by: Viewer,
    at: datetime.datetime,
    **details: int,
) -> None:
    journal.record(verb=verb, by=by, at=at, subject=subject, place=place, details=details)
