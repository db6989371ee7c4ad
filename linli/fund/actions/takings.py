"""What may be done with what a charity corner took: enter it, once, as a lot of the fund."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from linli.fund import postings
from linli.fund.actions.aid import Origin
from linli.fund.actions.donations import PurposeNotPermitted
from linli.fund.actions.funds import (
    AmountNotPossible,
    NoOpeningYet,
    fund_for_update,
)  # fmt: skip
from linli.fund.models import OpeningBalance, Purpose, Takings
from linli.fund.terms import GENERAL
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.money import MOST_FEN
from linli.kernel.presses import pressed_before
from linli.ledger import actions as ledger


@transaction.atomic
def receive_takings(
    *,
    fund_id: UUID,
    amount_fen: int,
    sold_fen: int,
    difference_fen: int,
    part: str,
    origin: Origin,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
    purpose: str = GENERAL,
) -> Takings:
    """Enter what was counted as one lot; the second time gives the first.

    ``sold_fen``        what the slips say was sold, less what was taken back
    ``difference_fen``  what was found more (or, below nought, less) than that
    ``part``            "cash" (counted by two) or "phone" (confirmed by the merchant's bill)

    It is dated on the day it is entered, so that a bag counted after a month was closed still can
    be; the selling day stands in the origin. Nothing found is an entry without a line.
    Raises ``AmountNotPossible``, ``PurposeNotPermitted``, ``NoOpeningYet``, ``KeyUsedForOther``.
    """
    fund = fund_for_update(fund_id, by, Permission.TAKINGS_RECEIVE)
    if earlier := pressed_before(Takings, key, fund_id=fund.pk, amount_fen=amount_fen):
        return earlier
    if not OpeningBalance.objects.filter(fund=fund).exists():
        raise NoOpeningYet
    if not 0 <= amount_fen <= MOST_FEN:
        raise AmountNotPossible
    if purpose != GENERAL and not Purpose.objects.filter(fund=fund, kind=purpose).exists():
        raise PurposeNotPermitted
    on = timezone.localdate(at)
    draft = postings.takings_received(
        fund.book_id, on, amount_fen, purpose, part, origin.on, sold_fen, difference_fen
    )
    takings = Takings.objects.create(
        fund=fund,
        place_id=fund.place_id,
        purpose=purpose,
        amount_fen=amount_fen,
        sold_fen=sold_fen,
        difference_fen=difference_fen,
        part=part,
        on=on,
        origin_room=origin.room,
        origin_noun=origin.noun,
        origin_id=origin.id,
        origin_title=origin.title,
        origin_on=origin.on,
        entry=ledger.post(draft, key=str(key), by=by, at=at).entry,
        key=key,
    )
    journal.record(
        verb="takings.received",
        by=by,
        at=at,
        subject=("takings", takings.pk),
        place=fund.place_id,
        details={"amount_fen": amount_fen, "difference_fen": difference_fen, "part": part},
    )
    return takings
