"""What may be done with promises of donors: write one down, end it, receive what comes of it."""

import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from linli.fund import actions as fund
from linli.giving.actions.holding import (
    AmountNotPossible,
    DayNotPossible,
    NumberTaken,
    fund_for,
    insist_on_purpose,
)
from linli.giving.models import Agreement, Pledge
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import seal, unseal
from linli.papers import actions as papers


class PledgeEnded(Refused):
    """Nothing is due any more."""

    words = gettext_lazy("这份认捐已经结束了。")
    remedy = gettext_lazy("捐赠人又给的，请作为一笔新的捐赠登记。")


class NothingPromised(Refused):
    """An agreement is about money or goods."""

    words = gettext_lazy("协议里要写清楚捐多少钱，或者捐什么东西。")


@transaction.atomic
def sign_agreement(
    *,
    fund_id: UUID,
    number: str,
    donor_name: str,
    purpose: str,
    signed_on: datetime.date,
    photo: bytes,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
    amount_fen: int | None = None,
    goods: str = "",
    conditions: str = "",
    until_on: datetime.date | None = None,
) -> Agreement:
    """Keep a signed donation agreement (慈善法 art. 39) with its paper.

    Raises ``NothingPromised``, ``NumberTaken``, ``DayNotPossible``, ``KeyUsedForOther``.
    """
    home = fund_for(fund_id, Permission.GIVING_KEEP, by)
    if earlier := pressed_before(Agreement, key, number=number):
        return earlier
    if amount_fen is None and not goods:
        raise NothingPromised
    insist_on_purpose(fund_id, purpose)
    if signed_on > timezone.localdate(at) or (until_on and until_on < signed_on):
        raise DayNotPossible
    if Agreement.objects.filter(fund=fund_id, number=number).exists():
        raise NumberTaken(number=number)
    paper = papers.keep(
        content=photo, kind="agreement", retention="evidence", place=home.place, by=by, at=at,
        guarded=True,
    )  # fmt: skip
    agreement = Agreement(
        fund_id=fund_id, place_id=home.place, number=number, purpose=purpose,
        amount_fen=amount_fen, signed_on=signed_on, until_on=until_on, paper=paper,
        written_by_id=by.user_id, written_at=at, key=key,
    )  # fmt: skip
    seal(agreement, "donor_name", donor_name)
    seal(agreement, "goods", goods or None)
    seal(agreement, "conditions", conditions or None)
    agreement.save(force_insert=True)
    _record("agreement.signed", "agreement", agreement, by, at)
    return agreement


@transaction.atomic
def pledge(
    *,
    fund_id: UUID,
    donor_name: str,
    amount_fen: int,
    every: str,
    begins_on: datetime.date,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
    ends_on: datetime.date | None = None,
    purpose: str,
    display: str = "anonymous",
    shown_as: str = "",
    phone: str = "",
    agreement_id: UUID | None = None,
) -> Pledge:
    """Write down what somebody promised to give, once or every month, quarter or year.

    Raises ``AmountNotPossible``, ``DayNotPossible``, ``KeyUsedForOther``.
    """
    home = fund_for(fund_id, Permission.GIVING_KEEP, by)
    if earlier := pressed_before(Pledge, key, amount_fen=amount_fen, every=every):
        return earlier
    if amount_fen <= 0:
        raise AmountNotPossible
    if ends_on and ends_on < begins_on:
        raise DayNotPossible
    insist_on_purpose(fund_id, purpose)
    if agreement_id and not Agreement.objects.filter(pk=agreement_id, fund=fund_id).exists():
        raise NotFound
    made = Pledge(
        fund_id=fund_id, place_id=home.place, amount_fen=amount_fen, every=every,
        begins_on=begins_on, ends_on=ends_on, purpose=purpose, display=display,
        shown_as="" if display == "anonymous" else shown_as, agreement_id=agreement_id,
        made_by_id=by.user_id, made_at=at, key=key,
    )  # fmt: skip
    seal(made, "donor_name", donor_name)
    seal(made, "phone", phone or None)
    made.save(force_insert=True)
    _record("pledge.made", "pledge", made, by, at, amount_fen=amount_fen)
    return made


@transaction.atomic
def receive_instalment(
    *,
    pledge_id: UUID,
    amount_fen: int,
    received_on: datetime.date,
    way: str,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
) -> Any:
    """What came of a promise, as a gift of the fund: under the donor's name, for the same use.

    Less or more than promised is received as it is. Raises ``PledgeEnded``, and what
    ``fund.actions.receive_donation`` raises.
    """
    promised = _held(pledge_id, by)
    if promised.ended_at:
        raise PledgeEnded
    return fund.receive_donation(
        fund_id=promised.fund_id,
        amount_fen=amount_fen,
        received_on=received_on,
        way=way,
        purpose=promised.purpose,
        display=promised.display,
        shown_as=promised.shown_as,
        donor_name=unseal(promised, "donor_name") or "",
        origin=fund.Origin(
            "giving", "pledge", promised.pk, gettext("认捐"), timezone.localdate(promised.made_at)
        ),
        key=key,
        by=by,
        at=at,
    )


@transaction.atomic
def end_pledge(*, pledge_id: UUID, because: str, by: Viewer, at: datetime.datetime) -> Pledge:
    """The donor stops. What was given stays; twice is once."""
    promised = _held(pledge_id, by)
    if promised.ended_at:
        return promised
    promised.ended_at = at
    seal(promised, "ended_because", because or None)
    promised.save(update_fields=["ended_at", "ended_because"])
    _record("pledge.ended", "pledge", promised, by, at)
    return promised


def _held(pledge_id: UUID, by: Viewer) -> Pledge:
    promised = Pledge.objects.select_for_update().filter(pk=pledge_id).first()
    if promised is None:
        raise NotFound
    fund_for(promised.fund_id, Permission.GIVING_KEEP, by)
    return promised


def _record(
    verb: str, noun: str, row: Agreement | Pledge, by: Viewer, at: datetime.datetime, **details: int
) -> None:
    journal.record(
        verb=verb, by=by, at=at, subject=(noun, row.pk), place=row.place_id, details=details
    )
