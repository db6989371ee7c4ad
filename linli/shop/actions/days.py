"""What may be done with a selling day: open it by right, unlock tills, give shifts, count it."""

import datetime
import secrets
from collections.abc import Mapping
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.fund import actions as funds, queries as fund_queries
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.cipher import keyring
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused
from linli.papers import actions as papers
from linli.shop import terms
from linli.shop.actions.scope import corner_for, held_day, locked_day
from linli.shop.models import (
    Basis,
    BillDay,
    Closing,
    Corner,
    SecondCount,
    Shift,
    ShopDay,
    TallySheet,
    Till,
)
from linli.shop.queries.standing import basis_on, sums_of

SHIFT_BLIND = "shop.shift.code"


class PlanNotWhole(Refused):
    """A plan is known by its certificate, number, account and days."""

    words = gettext_lazy(
        "按公开募捐方案义卖，要写齐证书号、方案备案号、备案日、起止日和慈善会账户。"
    )


class FiledTooLate(Refused):
    """Filed less than ten days before it begins."""

    words = gettext_lazy("方案要在开始前至少 %(days)s 天备案，这个日期太近了。")


class EndsBeforeItBegins(Refused):
    """The last day is before the first."""

    words = gettext_lazy("最后一天比第一天还早。")


class NoRightToSell(Refused):
    """No recorded basis covers this day: goods can be given, not sold."""

    words = gettext_lazy("今天没有登记凭什么义卖，不能卖，只能送给需要的人家。")
    remedy = gettext_lazy("请慈善会会计先登记依据：备案的方案、变卖捐赠物品，或者社区互助。")


class DayOpenAlready(Refused):
    """One selling day a date."""

    words = gettext_lazy("%(on)s 已经开过门了，一天只开一次。")


class CountNotPossible(Refused):
    """A number of notes nobody counts."""

    words = gettext_lazy("张数不对，请再点一次。")


class DayClosed(Refused):
    """The box was counted; nothing is sold any more."""

    words = gettext_lazy("今天已经收摊点钱了，不能再卖。")


class NotCountedYet(Refused):
    """Nothing to count a second time."""

    words = gettext_lazy("还没有人点第一次。")


class CountedAgainAlready(Refused):
    """The day is done."""

    words = gettext_lazy("这一天已经两个人点过了。")


class SameCounter(Refused):
    """Whoever opened, or counted first, is not a second pair of eyes."""

    words = gettext_lazy("第二次要换一个人点：不能是开门的人，也不能是第一次点的人。")


class WrongShiftCode(Refused):
    """No volunteer of today has these four digits."""

    words = gettext_lazy("班次码不对，或者不是今天的。")
    remedy = gettext_lazy("请看看今天发给您的四位数字，或者问开门的人。")


class TillLocked(Refused):
    """The device was locked, or its day is over."""

    words = gettext_lazy("这台平板今天还没有开，或者已经锁上了。")
    remedy = gettext_lazy("请开门的人在工作台的义卖角里，按“用这台设备收款”。")


# By what right ------------------------------------------------------------------------------------


@transaction.atomic
def record_basis(
    *,
    corner_id: UUID,
    kind: str,
    from_on: datetime.date,
    by: Viewer,
    at: datetime.datetime,
    until_on: datetime.date | None = None,
    certificate: str = "",
    plan: str = "",
    account: str = "",
    filed_on: datetime.date | None = None,
) -> Basis:
    """Record by what right the corner sells from a day on; it takes the place of the one before.

    So a right is ended by recording it once more, with its last day.

    Raises ``PlanNotWhole``, ``FiledTooLate``, ``EndsBeforeItBegins``.
    """
    corner = corner_for(corner_id, by, Permission.SHOP_BASIS)
    if until_on and until_on < from_on:
        raise EndsBeforeItBegins
    if kind == "public_plan":
        if not (certificate and plan and account and filed_on and until_on):
            raise PlanNotWhole
        if (from_on - filed_on).days < terms.FILED_BEFORE_DAYS:
            raise FiledTooLate(days=terms.FILED_BEFORE_DAYS)
    basis = Basis.objects.create(
        corner=corner,
        kind=kind,
        certificate=certificate,
        plan=plan,
        account=account,
        filed_on=filed_on,
        from_on=from_on,
        until_on=until_on,
        recorded_by_id=by.user_id,
        recorded_at=at,
    )
    _note("basis_of_sale.recorded", corner, ("basis_of_sale", basis.pk), by, at, kind=kind)
    return basis


# A day --------------------------------------------------------------------------------------------


@transaction.atomic
def open_day(
    *,
    corner_id: UUID,
    float_counts: Mapping[str, int],
    code_is_ours: bool,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
    lower_percent: int = 0,
    free_most: int = 0,
    purpose: str = "general",
    title: str = "",
    spot: str = "",
    sheet_photo: bytes | None = None,
) -> ShopDay:
    """Open today: the change in the box is counted, the printed code was looked at.

    ``code_is_ours``  the code on the counter is the holder's; if not, no phone payment is offered
    ``title``, ``spot``  of an event elsewhere than on the corner's own shelf

    Raises ``NoRightToSell``, ``DayOpenAlready``, ``CountNotPossible``.
    """
    corner = corner_for(corner_id, by, Permission.SHOP_OPEN)
    Corner.objects.select_for_update().get(pk=corner.pk)  # two who open at once
    on = timezone.localdate(at)
    if earlier := pressed_before(ShopDay, key, corner_id=corner.pk, on=on):
        return earlier
    if ShopDay.objects.filter(corner=corner, on=on).exists():
        raise DayOpenAlready(on=on.isoformat())
    basis = basis_on(corner.pk, on)
    if basis is None:
        raise NoRightToSell
    if not fund_queries.permits(corner.fund_id, purpose):
        raise funds.PurposeNotPermitted
    counts = _counts(float_counts)
    photo = None
    if sheet_photo is not None:
        photo = papers.keep(
            content=sheet_photo, kind="other", retention="evidence", place=corner.place_id,
            guarded=True, by=by, at=at,
        )  # fmt: skip
    day = ShopDay.objects.create(
        corner=corner,
        basis=basis,
        on=on,
        title=title,
        spot=spot,
        purpose=purpose,
        lower_percent=lower_percent,
        free_most=free_most,
        code_is_ours=code_is_ours,
        sheet_photo=photo,
        float_counts=counts,
        float_fen=terms.counted_fen(counts),
        opened_by_id=by.user_id,
        opened_at=at,
        key=key,
    )
    _note(
        "shop_day.opened", corner, ("shop_day", day.pk), by, at,
        float_fen=day.float_fen, code_is_ours=code_is_ours,
    )  # fmt: skip
    return day


@transaction.atomic
def unlock_till(*, day_id: UUID, by: Viewer, at: datetime.datetime) -> Till:
    """Make this device a till for the day. Raises ``DayClosed``."""
    day = _open_day(day_id, by)
    last = Till.objects.filter(day=day).aggregate(Max("number"))["number__max"]
    till = Till.objects.create(
        day=day, number=(last or 0) + 1, unlocked_by_id=by.user_id, unlocked_at=at
    )
    _note("till.unlocked", day.corner, ("till", till.pk), by, at, number=till.number)
    return till


@transaction.atomic
def lock_till(*, till_id: UUID, by: Viewer, at: datetime.datetime) -> Till:
    """Lock a device that was lost or is not needed any more; locking twice is locking once."""
    till = Till.objects.select_for_update().filter(pk=till_id).first()
    if till is None:
        raise NotFound
    day = held_day(till.day_id, by, Permission.SHOP_OPEN)
    if till.locked_at is None:
        till.locked_at = at
        till.save(update_fields=["locked_at"])
        _note("till.locked", day.corner, ("till", till.pk), by, at, number=till.number)
    return till


@transaction.atomic
def give_shift(
    *, day_id: UUID, volunteer: str, by: Viewer, at: datetime.datetime
) -> tuple[Shift, str]:
    """Give a volunteer four digits for today; they are told once, and only a keyed hash is kept."""
    day = _open_day(day_id, by)
    taken = {bytes(blind) for blind in day.shifts.values_list("code_blind", flat=True)}
    while True:
        code = f"{secrets.randbelow(10_000):04}"
        blind = shift_blind(day.pk, code)
        if blind not in taken:
            break
    shift = Shift.objects.create(
        day=day, volunteer=volunteer, code_blind=blind, made_by_id=by.user_id, made_at=at
    )
    _note("shift.given", day.corner, ("shift", shift.pk), by, at)
    return shift, code


def shift_blind(day_id: UUID, code: str) -> bytes:
    """What is kept of a shift's code; bound to its day, so yesterday's digits find nothing."""
    return keyring().blind(SHIFT_BLIND, f"{day_id}:{code}")


@transaction.atomic
def begin_shift(*, till_id: UUID, code: str, by: Viewer, at: datetime.datetime) -> Shift:
    """A volunteer takes over a till. Raises ``TillLocked``, ``WrongShiftCode``."""
    till = Till.objects.select_related("day__corner").filter(pk=till_id, locked_at=None).first()
    if till is None:
        raise TillLocked
    shift = Shift.objects.filter(day=till.day, code_blind=shift_blind(till.day_id, code)).first()
    if shift is None:
        raise WrongShiftCode
    _note("shift.begun", till.day.corner, ("shift", shift.pk), by, at, till=till.number)
    return shift


@transaction.atomic
def print_tally(*, day_id: UUID, by: Viewer, at: datetime.datetime) -> TallySheet:
    """Number a paper sheet of the day's codes, for when there is no power. Each is keyed once."""
    day = _open_day(day_id, by)
    Corner.objects.select_for_update().get(pk=day.corner_id)
    last = TallySheet.objects.filter(corner=day.corner).aggregate(Max("number"))["number__max"]
    sheet = TallySheet.objects.create(
        corner=day.corner, day=day, number=(last or 0) + 1, printed_by_id=by.user_id, printed_at=at
    )
    _note("tally.printed", day.corner, ("tally", sheet.pk), by, at, number=sheet.number)
    return sheet


# Counting -----------------------------------------------------------------------------------------


@transaction.atomic
def close_day(
    *,
    day_id: UUID,
    counts: Mapping[str, int],
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
    bag: str = "",
) -> Closing:
    """The first count: selling ends here. ``bag``: the sealed bag's number, of who is alone.

    Closing twice is closing once. Raises ``DayClosed``, ``CountNotPossible``.
    """
    day = held_day(day_id, by, Permission.SHOP_OPEN)
    if earlier := Closing.objects.filter(day=day).first():
        if earlier.key != key:
            raise DayClosed
        return earlier
    kept = _counts(counts)
    closing = Closing.objects.create(
        day=day,
        counted_by_id=by.user_id,
        counted_at=at,
        counts=kept,
        counted_fen=terms.counted_fen(kept),
        expected_fen=sums_of(day).cash_fen,
        bag=bag,
        key=key,
    )
    _note(
        "shop_day.counted", day.corner, ("shop_day", day.pk), by, at,
        counted_fen=closing.counted_fen, bag=bool(bag),
    )  # fmt: skip
    return closing


@transaction.atomic
def count_again(
    *, day_id: UUID, counts: Mapping[str, int], key: UUID, by: Viewer, at: datetime.datetime
) -> SecondCount:
    """The second count, by another person: it holds, and its money becomes a lot of the fund.

    Pressing twice is counting once. Raises ``NotCountedYet``, ``SameCounter``,
    ``CountedAgainAlready``, ``CountNotPossible``, and what ``fund.receive_takings`` raises.
    """
    day = held_day(day_id, by, Permission.SHOP_OPEN)
    closing = Closing.objects.filter(day=day).first()
    if closing is None:
        raise NotCountedYet
    if earlier := SecondCount.objects.filter(closing=closing).first():
        if earlier.key != key:
            raise CountedAgainAlready
        return earlier
    if by.user_id in (day.opened_by_id, closing.counted_by_id):
        raise SameCounter
    kept = _counts(counts)
    counted = terms.counted_fen(kept)
    settled = terms.settle(counted, day.float_fen, closing.expected_fen)
    second = SecondCount.objects.create(
        closing=closing,
        opened_by_id=day.opened_by_id,
        counted_by_id=closing.counted_by_id,
        second_by_id=by.user_id,
        at=at,
        counts=kept,
        counted_fen=counted,
        float_fen=day.float_fen,
        expected_fen=closing.expected_fen,
        key=key,
        **settled._asdict(),
    )
    _note(
        "shop_day.closed", day.corner, ("shop_day", day.pk), by, at,
        takings_fen=settled.takings_fen, difference_fen=settled.difference_fen,
    )  # fmt: skip
    if settled.takings_fen or settled.difference_fen:
        _to_the_fund(day, "cash", settled, closing.expected_fen, by, at)
    enter_phone(day, by=by, at=at)
    return second


def enter_phone(day: ShopDay, *, by: Viewer, at: datetime.datetime) -> None:
    """Phone payments of a counted day become a lot, once the merchant's bill has a word for it.

    The caller holds the day locked.
    """
    said = BillDay.objects.filter(corner=day.corner, on=day.on).first()
    counted = SecondCount.objects.filter(closing__day=day).exists()
    shown = sums_of(day).phone_fen
    if not counted or said is None or not (said.amount_fen or shown):
        return
    settled = terms.Settled(said.amount_fen, said.amount_fen - shown)
    _to_the_fund(day, "phone", settled, shown, by, at)


# Small words --------------------------------------------------------------------------------------


def _to_the_fund(
    day: ShopDay,
    part: str,
    settled: terms.Settled,
    sold_fen: int,
    by: Viewer,
    at: datetime.datetime,
) -> None:
    funds.receive_takings(
        fund_id=day.corner.fund_id,
        amount_fen=settled.takings_fen,
        sold_fen=sold_fen,
        difference_fen=settled.difference_fen,
        part=part,
        purpose=day.purpose,
        origin=funds.Origin("shop", "shop_day", day.pk, day.title or day.corner.name, day.on),
        key=uuid5(day.pk, part),
        by=by,
        at=at,
    )


def _open_day(day_id: UUID, by: Viewer) -> ShopDay:
    day = held_day(day_id, by, Permission.SHOP_OPEN)
    if Closing.objects.filter(day=day).exists():
        raise DayClosed
    return day


def till_and_day(till_id: UUID) -> tuple[Till, ShopDay]:
    """A till that sells and its day, locked. Raises ``TillLocked``."""
    till = Till.objects.filter(pk=till_id, locked_at=None).first()
    if till is None:
        raise TillLocked
    return till, locked_day(till.day_id)


def _counts(counts: Mapping[str, int]) -> dict[str, int]:
    """Notes and coins as they are kept: known ones, none below nought."""
    known = {str(fen) for fen in terms.DENOMINATIONS_FEN}
    if not set(counts) <= known:
        raise CountNotPossible
    if not all(0 <= number <= terms.MOST_PIECES for number in counts.values()):
        raise CountNotPossible
    return {fen: number for fen, number in counts.items() if number}


def _note(
    verb: str,
    corner: Corner,
    subject: tuple[str, object],
    by: Viewer,
    at: datetime.datetime,
    **details: object,
) -> None:
    journal.record(verb=verb, by=by, at=at, subject=subject, place=corner.place_id, details=details)
