"""A gift that was written down wrongly: reversed, kept, and told of where it had been published."""

import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy

from linli.fund.actions.donations import GiftTakenBack
from linli.fund.actions.donors import bound_by, held_gift
from linli.fund.models import Batch, Donation, Fund, OfficialReceipt, TakenBack
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.refusal import Refused
from linli.kernel.sealed import seal
from linli.ledger import actions as ledger


class GiftSpent(Refused):
    """Some of it became aid: what was spent cannot have been somebody else's."""

    words = gettext_lazy("这笔捐赠已经用掉了一部分，不能冲回。")
    remedy = gettext_lazy("请告诉管委会和审计员：用掉的部分要怎样补上，由会议来定。")


class OfficialReceiptIssued(Refused):
    """The donor holds a fiscal receipt for it: that comes first."""

    words = gettext_lazy("慈善会已经为这笔捐赠开了捐赠票据“%(number)s”，不能冲回。")
    remedy = gettext_lazy("钱还是这个基金的，请捐赠人同意后改用途；别的情况先由慈善会处理票据。")


class GiftFromElsewhere(Refused):
    """It came with a box that two counted, a pledge or a plan: the mistake, if any, is there."""

    words = gettext_lazy("这笔捐赠来自“%(origin)s”，不能在这里冲回。")
    remedy = gettext_lazy("只是对错了流水的，撤销匹配就可以。")


class NeedsAnotherOrWords(Refused):
    """Who said what it was takes it back only with words."""

    words = gettext_lazy("这笔是您自己认的：请写明错在哪里，或者请另一个人来冲回。")


@transaction.atomic
def take_back_gift(
    *,
    donation_id: UUID,
    reason: str,
    first_hand: UUID,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
    words: str = "",
) -> TakenBack:
    """Reverse a gift that was written down wrongly; both entries stay in the book.

    ``reason``      a class (``terms.MISTAKES``), published with the reversal
    ``first_hand``  who had said what the money was; the same person needs ``words``

    Raises ``GiftTakenBack``, ``GiftSpent``, ``OfficialReceiptIssued``, ``GiftFromElsewhere``,
    ``NeedsAnotherOrWords``.
    """
    donation, fund = held_gift(donation_id, Permission.STATEMENT_KEEP, by)
    if earlier := TakenBack.objects.filter(donation=donation).first():
        if earlier.key != key:
            raise GiftTakenBack
        return earlier
    _insist_on_mistake(donation)
    if by.user_id == first_hand and not words.strip():
        raise NeedsAnotherOrWords
    taken_back = TakenBack(
        donation=donation,
        reason=reason,
        first_hand_id=first_hand,
        by_id=by.user_id,
        batch=_told_in(donation, fund),
        reversal=_reverse(donation, fund, reason, key, by, at),
        at=at,
        key=key,
    )
    seal(taken_back, "words", words.strip() or None)
    try:
        with transaction.atomic():
            taken_back.save(force_insert=True)
    except IntegrityError as conflict:
        raise GiftTakenBack from conflict
    journal.record(
        verb="donation.taken_back", by=by, at=at, subject=("donation", donation.pk),
        place=donation.place_id, details={"reason": reason, "amount_fen": donation.amount_fen},
    )  # fmt: skip
    return taken_back


def _insist_on_mistake(donation: Donation) -> None:
    if donation.origin_id is not None:
        raise GiftFromElsewhere(origin=donation.origin_title)
    issued = OfficialReceipt.objects.filter(pk=donation.pk).first()
    if issued:
        raise OfficialReceiptIssued(number=issued.number)


def _told_in(donation: Donation, fund: Fund) -> Batch | None:
    """The newest batch, where it has told of this gift."""
    newest = Batch.objects.filter(fund=fund).order_by("-number").select_related("entry").first()
    return newest if newest and newest.entry.seq > donation.entry.seq else None


def _reverse(
    donation: Donation, fund: Fund, reason: str, key: UUID, by: Viewer, at: datetime.datetime
) -> object:
    try:
        return ledger.reverse(
            book=fund.book_id, seq=bound_by(donation).seq, reason=reason, key=f"{key}.gift", by=by,
            at=at,
        ).entry  # fmt: skip
    except ledger.AlreadySpent as spent:
        raise GiftSpent from spent
