"""A deposit is kept by two people, and their no, or a later one, owes it back again.

Whether it may be kept at all, the room above has found out: somebody missed it, and was called.
"""

import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.identity.permissions import Permission, Viewer
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused
from linli.ledger import actions as ledger
from linli.operator import postings
from linli.operator.actions.scope import held, note, origin_of
from linli.operator.models import KeptDeposit, Taking
from linli.operator.terms import DEPOSITS


class NothingHeld(Refused):
    """It went back, or was kept before."""

    words = gettext_lazy("这笔押金已经不在手里了。")


class DecidedBefore(Refused):
    """Said once, and a no is a no."""

    words = gettext_lazy("这笔押金退不退已经定过了，不能再提。")


class WhyKept(Refused):
    """Keeping, and taking that back, say why."""

    words = gettext_lazy("请写明为什么。")


class KeptBySame(Refused):
    """Who says so does not confirm it."""

    words = gettext_lazy("这是您自己提的，要换一个人核对。")


@transaction.atomic
def propose_keeping(
    *,
    taking_id: UUID,
    reason: str,
    missed_at: datetime.datetime,
    called_at: datetime.datetime,
    by: Viewer,
    at: datetime.datetime,
    key: UUID,
) -> KeptDeposit:
    """Say that a deposit is not given back; nothing moves before another confirms it.

    Raises ``NotFound``, ``NothingHeld``, ``DecidedBefore``, ``WhyKept``.
    """
    taking = _held(taking_id, by)
    if earlier := pressed_before(KeptDeposit, key, taking_id=taking.pk):
        return earlier
    if not reason.strip():
        raise WhyKept
    if KeptDeposit.objects.filter(taking=taking).exists():
        raise DecidedBefore
    left = taking.amount_fen - taking.back_fen
    if left <= 0:
        raise NothingHeld
    kept = KeptDeposit.objects.create(
        taking=taking,
        amount_fen=left,
        reason=reason.strip(),
        missed_at=missed_at,
        called_at=called_at,
        proposed_by_id=by.user_id,
        proposed_at=at,
        key=key,
    )
    _note("deposit.keeping_proposed", kept, by, at)
    return kept


@transaction.atomic
def confirm_keeping(*, taking_id: UUID, by: Viewer, at: datetime.datetime) -> KeptDeposit:
    """A second person says so too: it is income from now on. A second press finds it done.

    Raises ``NotFound``, ``KeptBySame``, ``DecidedBefore``, ``NothingHeld``.
    """
    kept = _said(_held(taking_id, by))
    if kept.undone_at:
        raise DecidedBefore
    if kept.confirmed_at:
        return kept
    if kept.proposed_by_id == by.user_id:
        raise KeptBySame
    taking = kept.taking
    if taking.amount_fen - taking.back_fen < kept.amount_fen:
        raise NothingHeld
    draft = postings.deposit_kept(
        taking.operation.book_id, timezone.localdate(at), kept.amount_fen, origin_of(taking)
    )
    kept.entry = ledger.post(draft, key=f"{kept.pk}:kept", by=by, at=at).entry
    kept.confirmed_by_id, kept.confirmed_at = by.user_id, at
    kept.save(update_fields=["entry", "confirmed_by", "confirmed_at"])
    Taking.objects.filter(pk=taking.pk).update(kept_fen=F("kept_fen") + kept.amount_fen)
    _note("deposit.kept", kept, by, at)
    return kept


@transaction.atomic
def undo_keeping(*, taking_id: UUID, reason: str, by: Viewer, at: datetime.datetime) -> KeptDeposit:
    """No to what another says, or a correction of what two have confirmed: it is owed back, for
    good. A second press finds it done. Raises ``NotFound``, ``WhyKept``."""
    kept = _said(_held(taking_id, by))
    if kept.undone_at:
        return kept
    if not reason.strip():
        raise WhyKept
    kept.undone_by_id, kept.undone_at, kept.undone_reason = by.user_id, at, reason.strip()
    if kept.entry_id:
        taking = kept.taking
        draft = postings.deposit_restored(
            taking.operation.book_id, timezone.localdate(at), kept.amount_fen, origin_of(taking)
        )
        kept.undone_entry = ledger.post(draft, key=f"{kept.pk}:restored", by=by, at=at).entry
        Taking.objects.filter(pk=taking.pk).update(kept_fen=F("kept_fen") - kept.amount_fen)
    kept.save(update_fields=["undone_by", "undone_at", "undone_reason", "undone_entry"])
    _note("deposit.keeping_undone", kept, by, at)
    return kept


def _held(taking_id: UUID, by: Viewer) -> Taking:
    """A deposit that was left, its operation locked. Raises ``NotFound``."""
    found = Taking.objects.filter(pk=taking_id, kind=DEPOSITS)
    taking = found.first()
    if taking is None:
        raise NotFound
    held(taking.operation_id, by, Permission.DEPOSIT_KEEP)
    return found.select_related("operation").get()  # as it stands now that nobody else moves it


def _said(taking: Taking) -> KeptDeposit:
    kept = KeptDeposit.objects.filter(taking=taking).first()
    if kept is None:
        raise NotFound
    kept.taking = taking
    return kept


def _note(verb: str, kept: KeptDeposit, by: Viewer, at: datetime.datetime) -> None:
    about = {"taking": str(kept.taking_id), "amount_fen": kept.amount_fen}
    note(verb, kept.taking.operation, by, at, **about)
