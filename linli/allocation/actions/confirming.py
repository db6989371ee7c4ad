"""Somebody else confirms the plan; each hour becomes a series of dates; hours are given back."""

import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext, gettext_lazy, override

from linli.allocation.actions.planning import NotSuggestedYet
from linli.allocation.actions.scope import (
    ConfirmedAlready,
    application_for,
    insist_it_is_on,
    insist_on_theirs,
    note,
    round_for,
)
from linli.allocation.models import AllocatedSlot, AllocationRound, Application
from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import unseal
from linli.spaces import actions as spaces
from linli.spaces.actions import Booker

HOURS_A_PRESS = 20
"""So many weekly hours are booked while somebody waits; the clock books the rest."""


class PlannedByThemselves(Refused):
    """Who made or changed the plan does not confirm it."""

    words = gettext_lazy("排的人、改过的人不能自己核对。")
    remedy = gettext_lazy("请另一位工作人员看过、核对。")


class NotBookedYet(Refused):
    """There is nothing to give back."""

    words = gettext_lazy("这个时段还没有订下来，不用退。")


@transaction.atomic
def confirm(*, round_id: UUID, by: Viewer, at: datetime.datetime) -> AllocationRound:
    """Say that the plan holds: from now on it is public, and its hours are booked.

    Raises ``NotSuggestedYet``, ``ConfirmedAlready``, ``PlannedByThemselves``.
    """
    of = round_for(round_id, by, Permission.ALLOCATION_CONFIRM)
    insist_it_is_on(of)
    if not of.suggested_at:
        raise NotSuggestedYet
    if of.confirmed_at:
        raise ConfirmedAlready
    if by.user_id == of.planned_by_id or _changed_by(of, by):
        raise PlannedByThemselves
    of.confirmed_by_id, of.confirmed_at = by.user_id, at
    of.save(update_fields=["confirmed_by", "confirmed_at"])
    note("season.confirmed", of, by, at, hours=of.slots.filter(out_at=None).count())
    return of


def book_hours(*, round_id: UUID, by: Viewer, at: datetime.datetime) -> int:
    """Book the hours of a confirmed plan that are not booked yet, each in a transaction of its own;
    returns how many are left for the next time. Whoever comes second finds them booked."""
    waiting = AllocatedSlot.objects.filter(
        round=round_id, round__confirmed_at__isnull=False, out_at=None, series=None
    )
    ids = list(waiting.order_by("number").values_list("pk", flat=True))
    for slot_id in ids[:HOURS_A_PRESS]:
        _book(slot_id, by, at)
    return max(0, len(ids) - HOURS_A_PRESS)


@transaction.atomic
def give_back(*, slot_id: UUID, by: Viewer, at: datetime.datetime) -> AllocatedSlot:
    """Give a weekly hour back: its dates to come are free for others. Twice is once.

    Raises ``NotBookedYet``, ``NotFound`` for another's.
    """
    found = AllocatedSlot.objects.select_for_update().filter(pk=slot_id).first()
    if found is None:
        raise NotFound
    of = AllocationRound.objects.get(pk=found.round_id)
    insist_on_theirs(of, Application.objects.get(pk=found.application_id), by)
    if found.series_id is None:
        raise NotBookedYet
    if found.given_back_at is None:
        _give_back(found, by, at)
        note("season.given_back", of, by, at, slot=str(found.pk))
    return found


@transaction.atomic
def withdraw(*, application_id: UUID, by: Viewer, at: datetime.datetime) -> Application:
    """Take an application back, at any time: out of the plan, or its booked hours given back.

    Twice is once.
    """
    of, found = application_for(application_id, by)
    if found.withdrawn_at:
        return found
    found.withdrawn_by_id, found.withdrawn_at = by.user_id, at
    found.save(update_fields=["withdrawn_by", "withdrawn_at"])
    for slot in found.slots.select_for_update().filter(out_at=None, given_back_at=None):
        if slot.series_id is None:
            _take_out(slot, _withdrawn(), by, at)
        else:
            _give_back(slot, by, at)
    note("season.withdrawn", of, by, at, application=str(found.pk))
    return found


def _changed_by(of: AllocationRound, by: Viewer) -> bool:
    """Whether this person put an hour into the plan or took one out. Who only wrote down that
    somebody withdrew did not plan."""
    put = Q(put_by=by.user_id, suggested=False)
    out = Q(out_by=by.user_id, application__withdrawn_at=None)
    return of.suggested_by_id == by.user_id or of.slots.filter(put | out).exists()


@transaction.atomic
def _book(slot_id: UUID, by: Viewer, at: datetime.datetime) -> None:
    """One weekly hour becomes a series, whose every date has a verdict. ``key``: should two book it
    at once, spaces makes one."""
    slot = (
        AllocatedSlot.objects.select_for_update(of=("self",))
        .select_related("round", "application")
        .get(pk=slot_id)
    )
    if slot.series_id is not None or slot.out_at is not None:
        return
    asked = slot.application
    booker = Booker(
        organisation_id=asked.organisation_id,
        group_name=unseal(asked, "group_name") or "",
        contact=unseal(asked, "contact") or "",
    )
    try:
        with transaction.atomic():
            series = spaces.book_series(
                space_id=slot.space_id,
                from_on=slot.round.season_from,
                until_on=slot.round.season_until,
                weekdays=[slot.weekday],
                from_minute=slot.from_minute,
                until_minute=slot.until_minute,
                title=asked.title,
                purpose=asked.purpose,
                expected_people=asked.expected_people,
                booker=booker,
                key=slot.pk,
                decided=True,  # by who confirmed the plan, beside who made it
                by=by,
                at=at,
            )
    except Refused as refusal:
        with override("zh-hans"):
            _take_out(slot, str(refusal), by, at)
        return
    slot.series = series
    slot.save(update_fields=["series"])


def _take_out(slot: AllocatedSlot, reason: str, by: Viewer, at: datetime.datetime) -> None:
    slot.out_by_id, slot.out_at, slot.out_reason = by.user_id, at, reason[:200]
    slot.save(update_fields=["out_by", "out_at", "out_reason"])


def _give_back(slot: AllocatedSlot, by: Viewer, at: datetime.datetime) -> None:
    with override("zh-hans"):
        why = gettext("用的人把这一季的时段退了")
    spaces.release_series(series_id=slot.series_id, by=by, at=at, reason=why)
    slot.given_back_by_id, slot.given_back_at = by.user_id, at
    slot.save(update_fields=["given_back_by", "given_back_at"])


def _withdrawn() -> str:
    with override("zh-hans"):
        return gettext("申请撤回了")
