"""The visits: sheets handed out, keyed as they were signed, confirmed by another, settled."""

import datetime
from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.fund import actions as fund
from linli.giving import actions as giving
from linli.goodwill import queries
from linli.goodwill.actions.scope import (
    held_round,
    held_sheet,
    insist_not_ended,
    insist_on_shelf,
    record,
)
from linli.goodwill.models import Settlement, Sheet, SheetLine
from linli.goodwill.terms import GOODS, Sums
from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound, Refused
from linli.papers import actions as papers


class ApprovedByYourself(Refused):
    """Who approved the list does not hand out."""

    words = gettext_lazy("批准和上门发放要两个人：这份名单是您批准的。")


class NotReady(Refused):
    """Before the list is approved, or the money has come."""

    words = gettext_lazy("现在还不能上门：名单要先批准；用钱的，要等基金通过、银行付出。")


class SheetOut(Refused):
    """One sheet at a time, or a household could sign on two."""

    words = gettext_lazy("还有一张签收单没有核对完，先把它录完、核对完。")


class EverybodySigned(Refused):
    """There is nobody to go to any more."""

    words = gettext_lazy("名单上的人家都签收了，不用再跑一趟。")


class NotThisSheet(Refused):
    """The number typed is another sheet's."""

    words = gettext_lazy("签收单上的编号应该是 %(code)s，请看看是不是拿错了单子。")


class PhotoMissing(Refused):
    """What was keyed is held against the signed paper."""

    words = gettext_lazy("请附上签了字的签收单照片。只拍单子，不拍人。")


class HandedOnNotPossible(Refused):
    """Before the sheet was printed, or tomorrow."""

    words = gettext_lazy("上门的日子不对：不会早于打印签收单那天，也不会晚于今天。")


class KeyedAlready(Refused):
    """A sheet is keyed once."""

    words = gettext_lazy("编号 %(code)s 的签收单已经录过了，一张单子只录一次。")
    remedy = gettext_lazy("录错了的，请核对的人退回重录。")


class NotKeyedYet(Refused):
    """There is nothing to confirm."""

    words = gettext_lazy("签收单还没有录，没有可以核对的。")


class KeyedByYourself(Refused):
    """Who handed out or keyed does not confirm."""

    words = gettext_lazy("上门、录入和核对要不同的人：请没有经手这张单子的人来核对。")


class NotHandedOutYet(Refused):
    """Nobody has gone there yet."""

    words = gettext_lazy("还没有核对过的签收单，不能结清。")


@transaction.atomic
def issue_sheet(*, round_id: UUID, by: Viewer, at: datetime.datetime) -> Sheet:
    """Take the sheet of the next visit: everybody who has not signed yet. ``by`` hands out.

    Raises ``NotReady``, ``ApprovedByYourself``, ``SheetOut``, ``EverybodySigned``, ``RoundEnded``,
    ``giving.NotSoMany``.
    """
    held = held_round(round_id, Permission.GOODWILL_HAND, by)
    insist_not_ended(held)
    if held.sheets.filter(confirmed_at=None).exists():
        raise SheetOut
    if queries.state_of(held) not in queries.ON_THE_WAY:
        raise NotReady
    if held.approved_by_id == by.user_id:
        raise ApprovedByYourself
    waiting = list(held.listed.exclude(lines__got=True).order_by("listed_at", "pk"))
    if not waiting:
        raise EverybodySigned
    if held.kind == GOODS:
        insist_on_shelf(held, len(waiting))
    sheet = Sheet.objects.create(
        round=held,
        number=held.sheets.count() + 1,
        handed_by_id=by.user_id,
        approved_by_id=held.approved_by_id,
        issued_at=at,
    )
    SheetLine.objects.bulk_create(
        SheetLine(sheet=sheet, listed=one, position=position)
        for position, one in enumerate(waiting, start=1)
    )
    record("goodwill.sheet_issued", held, by, at, sheet=sheet.number, households=len(waiting))
    return sheet


@transaction.atomic
def key_sheet(
    *,
    sheet_id: UUID,
    code: str,
    handed_on: datetime.date,
    signed: Collection[UUID],
    photo: bytes | None,
    by: Viewer,
    at: datetime.datetime,
) -> Sheet:
    """Key, once and under the paper's own number, which lines are signed; the others were absent.

    Raises ``NotThisSheet``, ``KeyedAlready``, ``PhotoMissing``, ``HandedOnNotPossible``; what
    ``papers.keep`` refuses.
    """
    sheet, held = held_sheet(sheet_id, Permission.GOODWILL_HAND, by)
    its_code = queries.code_of(held, sheet)
    if code.strip() != its_code:
        raise NotThisSheet(code=its_code)
    if sheet.keyed_at is not None:
        raise KeyedAlready(code=its_code)
    if photo is None and sheet.photo_id is None:
        raise PhotoMissing
    if not timezone.localdate(sheet.issued_at) <= handed_on <= timezone.localdate(at):
        raise HandedOnNotPossible
    lines = list(sheet.lines.all())
    if not set(signed) <= {line.pk for line in lines}:
        raise NotFound
    for line in lines:
        line.got = line.pk in signed
    SheetLine.objects.bulk_update(lines, ["got"])
    if photo is not None:
        sheet.photo_id = papers.keep(
            content=photo, kind="other", retention="evidence", place=held.place_id, guarded=True,
            by=by, at=at,
        ).pk  # fmt: skip
    sheet.handed_on, sheet.keyed_by_id, sheet.keyed_at = handed_on, by.user_id, at
    sheet.save()
    record("goodwill.sheet_keyed", held, by, at, sheet=sheet.number)
    return sheet


@transaction.atomic
def return_sheet(*, sheet_id: UUID, by: Viewer, at: datetime.datetime) -> Sheet:
    """What was keyed is not what was signed: it is keyed again. Raises ``NotKeyedYet``."""
    sheet, held = held_sheet(sheet_id, Permission.GOODWILL_CONFIRM, by)
    _insist_keyed(sheet)
    sheet.lines.update(got=None)
    sheet.keyed_by_id = sheet.keyed_at = None
    sheet.save()
    record("goodwill.sheet_returned", held, by, at, sheet=sheet.number)
    return sheet


@transaction.atomic
def confirm_sheet(*, sheet_id: UUID, by: Viewer, at: datetime.datetime) -> Sheet:
    """Another person has held the keyed lines against the photo. Goods leave the shelf now.

    Raises ``NotKeyedYet``, ``KeyedByYourself``, ``giving.NotSoMany``, ``giving.OutOfDate``.
    """
    sheet, held = held_sheet(sheet_id, Permission.GOODWILL_CONFIRM, by)
    _insist_keyed(sheet)
    if by.user_id in (sheet.keyed_by_id, sheet.handed_by_id):
        raise KeyedByYourself
    signed = list(sheet.lines.filter(got=True).select_related("listed"))
    if held.kind == GOODS:
        for line in signed:
            giving.use_goods(
                gift_id=held.gift_id,
                quantity=held.each,
                reason="family",
                household_id=line.listed.household_id,
                used_on=sheet.handed_on,
                origin=("goodwill", "sheet", sheet.pk),
                key=line.pk,
                by=by,
                at=at,
            )
    sheet.confirmed_by_id, sheet.confirmed_at = by.user_id, at
    sheet.save()
    record("goodwill.sheet_confirmed", held, by, at, sheet=sheet.number, households=len(signed))
    return sheet


@transaction.atomic
def settle(*, round_id: UUID, by: Viewer, at: datetime.datetime) -> Settlement:
    """End the round: who has signed got it, what is left goes back, and the sums are written down.

    Twice is once. Raises ``NotHandedOutYet``, ``SheetOut``.
    """
    held = held_round(round_id, Permission.GOODWILL_CONFIRM, by)
    if earlier := Settlement.objects.filter(round=held).first():
        return earlier
    if held.sheets.filter(confirmed_at=None).exists():
        raise SheetOut
    if not held.sheets.exists():
        raise NotHandedOutYet
    got = set(held.listed.filter(lines__got=True).values_list("household_id", flat=True))
    sums = Sums(held.each, held.listed.count(), len(got))
    if held.request_id is not None:
        fund.settle_round(request_id=held.request_id, got=got, key=held.pk, by=by, at=at)
    settled = Settlement.objects.create(
        round=held,
        each=sums.each,
        planned=sums.planned,
        given=sums.given,
        taken_out=sums.taken_out,
        handed_out=sums.handed_out,
        went_back=sums.went_back,
        by_id=by.user_id,
        at=at,
    )
    record("goodwill.settled", held, by, at, given=sums.given, returned=sums.returned)
    return settled


def _insist_keyed(sheet: Sheet) -> None:
    if sheet.keyed_at is None or sheet.confirmed_at is not None:
        raise NotKeyedYet
