"""What may be done with partners: welcome one, write down what it promised, and what it kept."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.fund import queries as funds
from linli.giving.actions.holding import AmountNotPossible, DayNotPossible, NumberTaken
from linli.giving.models import Kept, Partner, Promise
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import seal


class ReceiptNeeded(Refused):
    """Money is kept when the fund has received it."""

    words = gettext_lazy("出钱的承诺，要写明是哪一张收条。")
    remedy = gettext_lazy("请先由基金经办登记这笔捐赠，开好收条。")


class NoSuchGift(Refused):
    """No paper of this number, or one that was counted already."""

    words = gettext_lazy("找不到收条“%(number)s”，或者它已经算过一次。")


@transaction.atomic
def welcome_partner(
    *,
    place: str,
    name: str,
    since: datetime.date,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
    contact: str = "",
) -> Partner:
    """A firm or an office stands by the community. Raises ``NumberTaken``."""
    by.require(Permission.PARTNER_KEEP, place=place)
    if earlier := pressed_before(Partner, key, name=name):
        return earlier
    if Partner.objects.filter(place=place, name=name).exists():
        raise NumberTaken(number=name)
    partner = Partner(place_id=place, name=name, since=since, key=key)
    seal(partner, "contact", contact or None)
    partner.save(force_insert=True)
    _record("partner.welcomed", partner, by, at)
    return partner


@transaction.atomic
def promise(
    *,
    partner_id: UUID,
    year: int,
    kind: str,
    quantity: int,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
    words: str = "",
) -> Promise:
    """What a partner promised for a year: fen, pieces or whole hours (``terms.UNITS``)."""
    partner = _held(partner_id, by)
    if earlier := pressed_before(Promise, key, kind=kind, quantity=quantity):
        return earlier
    if quantity <= 0:
        raise AmountNotPossible
    made = Promise.objects.create(
        partner=partner, year=year, kind=kind, quantity=quantity, words=words,
        by_id=by.user_id, at=at, key=key,
    )  # fmt: skip
    _record("partner.promised", partner, by, at)
    return made


@transaction.atomic
def keep_promise(
    *,
    promise_id: UUID,
    quantity: int,
    kept_on: datetime.date,
    became: str,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
    receipt: str = "",
) -> Kept:
    """A part of a promise was kept, and what it became, in words without anybody's name.

    ``receipt``: for money, the number of the fund's acknowledgement; the sum is the gift's own.
    Raises ``ReceiptNeeded``, ``NoSuchGift``, ``AmountNotPossible``, ``DayNotPossible``.
    """
    made = Promise.objects.select_related("partner").filter(pk=promise_id).first()
    if made is None:
        raise NotFound
    partner = _held(made.partner_id, by)
    if earlier := pressed_before(Kept, key, promise_id=made.pk):
        return earlier
    if kept_on > timezone.localdate(at):
        raise DayNotPossible
    gift = _gift(made, receipt) if made.kind == "money" else None
    quantity = gift.amount_fen if gift else quantity
    if quantity <= 0:
        raise AmountNotPossible
    kept = Kept.objects.create(
        promise=made, quantity=quantity, kept_on=kept_on, became=became,
        donation_id=gift.id if gift else None, by_id=by.user_id, at=at, key=key,
    )  # fmt: skip
    _record("partner.kept", partner, by, at)
    return kept


def _gift(made: Promise, receipt: str) -> funds.ReceiptOf:
    if not receipt:
        raise ReceiptNeeded
    gift = funds.gift_by_receipt(receipt, made.partner.place_id)
    if gift is None or Kept.objects.filter(donation=gift.id).exists():
        raise NoSuchGift(number=receipt)
    return gift


def _held(partner_id: UUID, by: Viewer) -> Partner:
    partner = Partner.objects.select_for_update().filter(pk=partner_id).first()
    if partner is None:
        raise NotFound
    by.require(Permission.PARTNER_KEEP, place=partner.place_id)
    return partner


def _record(verb: str, partner: Partner, by: Viewer, at: datetime.datetime) -> None:
    journal.record(verb=verb, by=by, at=at, subject=("partner", partner.pk), place=partner.place_id)
