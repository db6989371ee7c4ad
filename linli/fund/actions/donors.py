"""What a donor may ask of a gift already made: another use for what is unspent; to be forgotten."""

import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.fund import postings
from linli.fund.actions.donations import PurposeNotPermitted, insist_stands
from linli.fund.actions.funds import fund_for_update
from linli.fund.models import Donation, Fund, Purpose, PurposeChange
from linli.fund.terms import GENERAL
from linli.identity.actions import SamePersonTwice
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused
from linli.ledger import actions as ledger
from linli.papers import actions as papers


class SamePurpose(Refused):
    """It is bound to that use already."""

    words = gettext_lazy("这笔捐赠现在就是这个用途。")


class ChangeUnderWay(Refused):
    """One change of a gift at a time."""

    words = gettext_lazy("这笔捐赠已经有一份更改等着第二个人办。")


class PaperNeeded(Refused):
    """What is said in writing is kept; a telephone call is written down by whoever made it."""

    words = gettext_lazy("书面同意的，要附上照片。")


class PartlySpent(Refused):
    """A lot of which something was spent cannot be bound anew as a whole."""

    words = gettext_lazy("这笔捐赠已经用掉了一部分，不能再改用途。")
    remedy = gettext_lazy("请告诉捐赠人已经用在哪里；没用的部分会照原来的用途用完。")


class AgreedAhead(Refused):
    """Agreed tomorrow, or before it was given."""

    words = gettext_lazy("同意的日子不会早于到账那天，也不会晚于今天。")


@transaction.atomic
def ask_purpose_change(
    *,
    donation_id: UUID,
    purpose: str,
    way: str,
    agreed_on: datetime.date,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
    photo: bytes = b"",
) -> PurposeChange:
    """Write down that the donor agreed to another use (慈善法 art. 56). Nothing moves yet.

    ``way``: "signed", "message" (both with a photo) or "phone".
    Raises ``SamePurpose``, ``PurposeNotPermitted``, ``PaperNeeded``, ``ChangeUnderWay``,
    ``AgreedAhead``, ``KeyUsedForOther``, ``GiftTakenBack``.
    """
    donation, fund = held_gift(donation_id, Permission.DONATION_RECEIVE, by)
    if earlier := pressed_before(PurposeChange, key, donation_id=donation.pk, purpose=purpose):
        return earlier
    _insist_on_change(donation, fund, purpose, agreed_on, at)
    if way != "phone" and not photo:
        raise PaperNeeded
    change = PurposeChange.objects.create(
        donation=donation,
        before=donation.purpose,
        purpose=purpose,
        way=way,
        agreed_on=agreed_on,
        paper=_kept(photo, fund, by, at),
        asked_by_id=by.user_id,
        asked_at=at,
        key=key,
    )
    _record("donation.change_agreed", donation, by, at, purpose=purpose)
    return change


@transaction.atomic
def change_purpose(*, change_id: UUID, by: Viewer, at: datetime.datetime) -> PurposeChange:
    """A second person binds the money anew: what bound it is taken back, and posted again today.

    Both entries stay in the book, so the public sees the correction (信息公开办法 art. 16).
    Raises ``SamePersonTwice``, ``PartlySpent``, and what ``ledger.post`` raises.
    """
    change = PurposeChange.objects.filter(pk=change_id).first()
    if change is None:
        raise NotFound
    donation, fund = held_gift(change.donation_id, Permission.PURPOSE_CHANGE, by)
    change.refresh_from_db()
    if change.done_by_id:
        return change
    if change.asked_by_id == by.user_id:
        raise SamePersonTwice
    insist_stands(donation)
    change.taken_back = _take_back(donation, fund, change, by, at)
    draft = postings.donation_received(
        fund.book_id, timezone.localdate(at), donation.amount_fen, change.purpose
    )
    change.entry = ledger.post(draft, key=f"{change.key}.again", by=by, at=at).entry
    change.done_by_id, change.changed_at = by.user_id, at
    change.save(update_fields=["taken_back", "entry", "done_by", "changed_at"])
    donation.purpose = change.purpose
    donation.save(update_fields=["purpose"])
    _record("donation.purpose_changed", donation, by, at, purpose=change.purpose)
    return change


@transaction.atomic
def forget_donor(*, donation_id: UUID, by: Viewer, at: datetime.datetime) -> Donation:
    """The donor asks to be forgotten: name and public name go, amount and paper stay.

    The chain never bore a name, so it holds (个人信息保护法 art. 47). Twice is once.
    """
    donation, _fund = held_gift(donation_id, Permission.DONATION_RECEIVE, by)
    if donation.donor_name is None and donation.display == "anonymous":
        return donation
    donation.donor_name, donation.donor_blind = None, None
    donation.display, donation.shown_as = "anonymous", ""
    donation.save(update_fields=["donor_name", "donor_blind", "display", "shown_as"])
    _record("donation.donor_forgotten", donation, by, at)
    return donation


def held_gift(donation_id: UUID, permission: Permission, by: Viewer) -> tuple[Donation, Fund]:
    """The gift and its fund, both locked until the transaction ends."""
    found = Donation.objects.filter(pk=donation_id).first()
    if found is None:
        raise NotFound
    fund = fund_for_update(found.fund_id, by, permission)
    return Donation.objects.select_for_update().get(pk=donation_id), fund


def bound_by(donation: Donation) -> Any:
    """The entry that binds the gift now: its own, or that of its newest change."""
    done = PurposeChange.objects.filter(donation=donation, done_by__isnull=False)
    newest = done.order_by("-changed_at", "-entry").first()
    return newest.entry if newest else donation.entry


def _insist_on_change(
    donation: Donation, fund: Fund, purpose: str, agreed_on: datetime.date, at: datetime.datetime
) -> None:
    insist_stands(donation)
    if purpose == donation.purpose:
        raise SamePurpose
    if purpose != GENERAL and not Purpose.objects.filter(fund=fund, kind=purpose).exists():
        raise PurposeNotPermitted
    if not donation.received_on <= agreed_on <= timezone.localdate(at):
        raise AgreedAhead
    if PurposeChange.objects.filter(donation=donation, done_by=None).exists():
        raise ChangeUnderWay


def _kept(photo: bytes, fund: Fund, by: Viewer, at: datetime.datetime) -> object | None:
    if not photo:
        return None
    return papers.keep(
        content=photo, kind="consent", retention="evidence", place=fund.place_id,
        by=by, at=at, guarded=True,
    )  # fmt: skip


def _take_back(
    donation: Donation, fund: Fund, change: PurposeChange, by: Viewer, at: datetime.datetime
) -> object:
    """The entry that reverses the one that binds the gift now."""
    try:
        return ledger.reverse(
            book=fund.book_id, seq=bound_by(donation).seq, reason="purpose_changed",
            key=f"{change.key}.back", by=by, at=at,
        ).entry  # fmt: skip
    except ledger.AlreadySpent as spent:
        raise PartlySpent from spent


def _record(
    verb: str, donation: Donation, by: Viewer, at: datetime.datetime, **details: str
) -> None:
    journal.record(
        verb=verb, by=by, at=at, subject=("donation", donation.pk), place=donation.place_id,
        details=details,
    )  # fmt: skip
