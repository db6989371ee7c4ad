"""The claim lives on: bills by month, handing them in, and the money that came."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy

from linli.claims import terms
from linli.claims.actions.holding import held, keep_photo, remember, state_of, steps_of
from linli.claims.models import Arrival, Bill, Claim, Settlement, Step
from linli.identity.permissions import Viewer
from linli.kernel.refusal import Refused
from linli.kernel.sealed import seal
from linli.kernel.words import spoken_month


class NotPayingYet(Refused):
    """The office has not said yes."""

    words = gettext_lazy("这件申领还没有批准，先不能记这个。")


class NotOnBills(Refused):
    """It is paid without bills."""

    words = gettext_lazy("这一项按月直接发放，不用交票据。")


class WrongMonths(Refused):
    """Months in the future, before it counts, or the wrong way round."""

    words = gettext_lazy("月份不对：要从%(first)s起，到这个月为止。")


class DayNotPossible(Refused):
    """In the future, or before the months it is about."""

    words = gettext_lazy("日期不对：不能在将来，也不能早于它说的那几个月。")


class NothingToSettle(Refused):
    """No bills that were not handed in before."""

    words = gettext_lazy("这几个月没有还没交过的票据。")


class AlreadyHandedIn(Refused):
    """The bill belongs to months that were handed in."""

    words = gettext_lazy("这个月的票据已经交出去结算了。")
    remedy = gettext_lazy("如果漏了一张，请先撤回那次结算，加上以后再交。")


@transaction.atomic
def add_bill(
    *,
    claim_id: UUID,
    month: datetime.date,
    amount_fen: int,
    by: Viewer,
    at: datetime.datetime,
    institution: str = "",
    photo: bytes | None = None,
    key: UUID | None = None,
) -> Bill:
    """Enter what an institution charged for a month. Several bills of a month add up.

    Raises ``NotPayingYet``, ``NotOnBills``, ``WrongMonths``, ``AlreadyHandedIn``.
    """
    claim = held(claim_id, by, at)
    if key and (pressed_before := Bill.objects.filter(pk=key, claim=claim).first()):
        return pressed_before
    month = terms.month_of(month)
    granted = _insist_granted(claim)
    if not granted.rhythm:
        raise NotOnBills
    _insist_on_months(granted, month, month, at)
    if _settled(claim, month, month):
        raise AlreadyHandedIn
    bill = Bill(
        claim=claim, month=month, amount_fen=amount_fen, recorded_at=at, recorded_by_id=by.user_id
    )
    if key:
        bill.pk = key
    seal(bill, "institution", institution.strip() or None)
    bill.photo_id = keep_photo(claim, photo, "bill", by=by, at=at)
    bill.save(force_insert=True)
    remember("billed", claim, by, at, bill=bill.pk)
    return bill


@transaction.atomic
def settle(
    *,
    claim_id: UUID,
    first_month: datetime.date,
    last_month: datetime.date,
    on: datetime.date,
    by: Viewer,
    at: datetime.datetime,
    key: UUID | None = None,
) -> Settlement:
    """The bills of these months were handed in on a day.

    Raises ``NotPayingYet``, ``NotOnBills``, ``WrongMonths``, ``DayNotPossible``,
    ``NothingToSettle``, ``AlreadyHandedIn``.
    """
    claim = held(claim_id, by, at)
    if key and (pressed_before := Settlement.objects.filter(pk=key, claim=claim).first()):
        return pressed_before
    first, last = terms.month_of(first_month), terms.month_of(last_month)
    granted = _insist_granted(claim)
    if not granted.rhythm:
        raise NotOnBills
    _insist_on_months(granted, first, last, at)
    if not first <= on <= timezone.localdate(at):
        raise DayNotPossible
    if _settled(claim, first, last):
        raise AlreadyHandedIn
    bills = Bill.objects.filter(claim=claim, taken_back_at=None, month__range=(first, last))
    if not bills.exists():
        raise NothingToSettle
    handed = Settlement(
        claim=claim,
        first_month=first,
        last_month=last,
        handed_in_on=on,
        recorded_at=at,
        recorded_by_id=by.user_id,
    )
    if key:
        handed.pk = key
    handed.save(force_insert=True)
    remember("settled", claim, by, at, settlement=handed.pk)
    return handed


@transaction.atomic
def record_arrival(
    *,
    claim_id: UUID,
    amount_fen: int,
    arrived_on: datetime.date,
    first_month: datetime.date,
    last_month: datetime.date,
    seen_as: str,
    by: Viewer,
    at: datetime.datetime,
    photo: bytes | None = None,
    key: UUID | None = None,
) -> Arrival:
    """Money reached the family, for these months. It never passes through our books.

    Raises ``NotPayingYet``, ``WrongMonths``, ``DayNotPossible``.
    """
    claim = held(claim_id, by, at)
    if key and (pressed_before := Arrival.objects.filter(pk=key, claim=claim).first()):
        return pressed_before
    first, last = terms.month_of(first_month), terms.month_of(last_month)
    granted = _insist_granted(claim)
    _insist_on_months(granted, first, last, at)
    if not first <= arrived_on <= timezone.localdate(at):
        raise DayNotPossible
    arrival = Arrival(
        claim=claim,
        amount_fen=amount_fen,
        arrived_on=arrived_on,
        first_month=first,
        last_month=last,
        seen_as=seen_as,
        recorded_at=at,
        recorded_by_id=by.user_id,
    )
    if key:
        arrival.pk = key
    arrival.photo_id = keep_photo(claim, photo, "other", by=by, at=at)
    arrival.save(force_insert=True)
    remember("money_came", claim, by, at, arrival=arrival.pk)
    return arrival


def _insist_granted(claim: Claim) -> Step:
    """The grant in force. Money may still come after it was stopped."""
    granted = steps_of(claim).filter(kind=terms.GRANTED).last()
    if granted is None or state_of(claim) in (terms.IN_APPEAL, terms.TURNED_DOWN):
        raise NotPayingYet
    return granted


def _insist_on_months(
    granted: Step, first: datetime.date, last: datetime.date, at: datetime.datetime
) -> None:
    if not granted.from_month <= first <= last <= timezone.localdate(at):
        raise _wrong_months(granted)


def _wrong_months(granted: Step) -> WrongMonths:
    return WrongMonths(first=spoken_month(granted.from_month, get_language() or "zh-hans"))


def _settled(claim: Claim, first: datetime.date, last: datetime.date) -> bool:
    handed = Settlement.objects.filter(claim=claim, taken_back_at=None)
    return handed.filter(first_month__lte=last, last_month__gte=first).exists()
