"""What may be done to match a line with papers of ours, and to undo it before the month is closed.

Every action locks the line first; what it books is then booked in the fund. A line never carries
more than its amount, and a paper is matched by one line: the engines insist (guards.py).
"""

import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.fund import actions as funds, queries as books
from linli.holder.actions.lines import (
    NothingLeft,
    assign,
    closed_through,
    line_for_update,
    set_free,
)  # fmt: skip
from linli.holder.models import Match, StatementLine, Unmatch
from linli.holder.queries import left_of
from linli.holder.terms import (
    DONATION,
    FEE,
    INSTRUCTION,
    INTEREST,
    MATCH_KINDS,
    TAKINGS,
    WRONG_PURPOSE,
)
from linli.identity.permissions import Viewer
from linli.journal import actions as journal
from linli.kernel.money import spoken
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import unseal


class MoreThanTheLine(Refused):
    """What is left of the line does not suffice."""

    words = gettext_lazy("这笔流水只剩 %(left)s 没有对上，%(amount)s 对不进去。")


class MatchedAlready(Refused):
    """Another line carries this paper."""

    words = gettext_lazy("这张单据已经对在另一笔流水上了。")
    remedy = gettext_lazy("要改，请先撤销那一笔的匹配。")


class WrongWay(Refused):
    """Money that came in pays nobody, and money that went out is no gift."""

    words = gettext_lazy("收入的流水不能对付款，支出的流水不能对捐赠。")


class MonthClosed(Refused):
    """The line's month is closed: what was signed stays."""

    words = gettext_lazy("这笔流水的月份已经结账，不能撤销匹配。")
    remedy = gettext_lazy("请在本月冲正，并说明原因。")


class NotAGift(Refused):
    """Only a gift can have been written down for the wrong fund or use."""

    words = gettext_lazy("只有捐赠才能连账一起冲回。")


class UnmatchedAlready(Refused):
    """It was undone before."""

    words = gettext_lazy("这个匹配已经撤销了。")


@transaction.atomic
def match_donation(
    *, line_id: UUID, donation_id: UUID, key: UUID, by: Viewer, at: datetime.datetime
) -> Match:
    """The line is a gift that was written down before. Raises ``MoreThanTheLine``, ``WrongWay``,
    ``MatchedAlready``, ``fund.GiftTakenBack``."""
    line = line_for_update(line_id, by)
    if earlier := pressed_before(Match, key, line_id=line.pk, kind=DONATION, target=donation_id):
        return earlier
    gift = books.donation(by, donation_id).card
    if gift.taken_back:
        raise funds.GiftTakenBack
    return _match(line, DONATION, gift.id, gift.fund_id, gift.amount_fen, key, by, at)


@transaction.atomic
def receive_from_line(
    *,
    line_id: UUID,
    fund_id: UUID,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
    amount_fen: int | None = None,
    purpose: str = "general",
    display: str = "anonymous",
    shown_as: str = "",
) -> Match:
    """Write down a gift from the line, of what is left of it unless less is said, and match it.

    The donor's name is the other side's, sealed. Raises what ``fund.receive_donation`` raises.
    """
    line = line_for_update(line_id, by)
    if earlier := pressed_before(Match, key, line_id=line.pk, kind=DONATION, fund_id=fund_id):
        return earlier
    amount_fen = _insist_on_room(line, DONATION, amount_fen)
    gift = funds.receive_donation(
        fund_id=fund_id,
        amount_fen=amount_fen,
        received_on=_booked_on(line, at),
        purpose=purpose,
        display=display,
        shown_as=shown_as,
        donor_name=(unseal(line, "other_name") or "")[:40],
        key=key,
        by=by,
        at=at,
    )
    return _match(line, DONATION, gift.pk, fund_id, amount_fen, key, by, at)


@transaction.atomic
def match_instruction(
    *, line_id: UUID, request_id: UUID, key: UUID, by: Viewer, at: datetime.datetime
) -> Match:
    """The line paid what the fund instructed: it, and no button, makes the aid *paid*.

    Raises ``MoreThanTheLine``, ``WrongWay``, and what ``fund.confirm_paid`` raises: among it
    ``SamePersonTwice`` for whoever asked, decided or instructed.
    """
    line = line_for_update(line_id, by)
    if earlier := pressed_before(Match, key, line_id=line.pk, kind=INSTRUCTION, target=request_id):
        return earlier
    card = books.instruction(by, request_id)
    _insist_on_room(line, INSTRUCTION, card.amount_fen)
    funds.confirm_paid(
        request_id=request_id,
        bank_reference=_reference(line),
        paid_on=_booked_on(line, at),
        key=key,
        by=by,
        at=at,
    )
    return _match(line, INSTRUCTION, request_id, card.fund_id, card.amount_fen, key, by, at)


@transaction.atomic
def match_bank_item(
    *, line_id: UUID, kind: str, fund_id: UUID, key: UUID, by: Viewer, at: datetime.datetime
) -> Match:
    """What is left of the line is the bank's own: a charge ("fee") or its interest.

    Raises ``WrongWay``, ``NothingLeft``, and what ``fund.book_bank_item`` raises.
    """
    line = line_for_update(line_id, by)
    if earlier := pressed_before(Match, key, line_id=line.pk, kind=kind, fund_id=fund_id):
        return earlier
    amount_fen = _insist_on_room(line, kind, None)
    item = funds.book_bank_item(
        fund_id=fund_id,
        kind=kind,
        amount_fen=amount_fen,
        on=_booked_on(line, at),
        key=key,
        by=by,
        at=at,
    )
    return _match(line, kind, item.pk, fund_id, amount_fen, key, by, at)


def accept_offer(
    *, line_id: UUID, act: str, target: UUID, key: UUID, by: Viewer, at: datetime.datetime
) -> Match:
    """Match a line with what was offered for it (``queries.Offer``), by one press.

    Raises what the action of its kind raises.
    """
    told: dict[str, Any] = {"line_id": line_id, "key": key, "by": by, "at": at}
    if act == DONATION:
        return match_donation(donation_id=target, **told)
    if act == INSTRUCTION:
        return match_instruction(request_id=target, **told)
    if act == TAKINGS:
        return match_takings(takings_id=target, **told)
    return match_bank_item(kind=act, fund_id=target, **told)


@transaction.atomic
def match_takings(
    *, line_id: UUID, takings_id: UUID, key: UUID, by: Viewer, at: datetime.datetime
) -> Match:
    """The line, or a part of it, is the deposit of a selling day, which the shop has booked.

    Raises ``MoreThanTheLine``, ``WrongWay``, ``MatchedAlready``.
    """
    line = line_for_update(line_id, by)
    if earlier := pressed_before(Match, key, line_id=line.pk, kind=TAKINGS, target=takings_id):
        return earlier
    day = books.takings_held(by, takings_id)
    return _match(line, TAKINGS, day.id, day.fund_id, day.amount_fen, key, by, at)


@transaction.atomic
def unmatch(
    *,
    match_id: UUID,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
    mistake: str = "",
    words: str = "",
) -> Unmatch:
    """The match was a mistake. What it booked is reversed: a payment, a charge, interest.

    A gift stays a gift and waits for its own line, unless ``mistake`` (``fund.terms.MISTAKES``)
    says that it was none of this fund's, or this use's: then it is reversed too, by somebody else
    than who had matched it, or with ``words``; and where the fund was wrong the line is no fund's
    again. Raises ``MonthClosed``, ``UnmatchedAlready``, ``PaymentPublished``, ``NotAGift``, and
    what ``fund.take_back_gift`` raises.
    """
    match = Match.objects.filter(pk=match_id).first()
    if match is None:
        raise NotFound
    if mistake and match.kind != DONATION:
        raise NotAGift
    line = line_for_update(match.line_id, by)
    earlier = Unmatch.objects.filter(pk=match_id).first()
    if earlier:
        if earlier.key != key:
            raise UnmatchedAlready
        return earlier
    closed = closed_through(line.bank_account.holder_id)
    if closed and line.on <= closed:
        raise MonthClosed
    made = Unmatch.objects.create(match=match, by_id=by.user_id, at=at, key=key)
    if match.kind == INSTRUCTION:
        funds.undo_payment(request_id=match.target, key=key, by=by, at=at)
    elif match.kind in (FEE, INTEREST):
        funds.take_back_bank_item(item_id=match.target, key=key, by=by, at=at)
    elif mistake:
        _take_back_gift(match, line, mistake, words, key, by, at)
    _record("line.unmatched", match, by, at)
    return made


def _take_back_gift(
    match: Match,
    line: StatementLine,
    mistake: str,
    words: str,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
) -> None:
    funds.take_back_gift(
        donation_id=match.target,
        reason=mistake,
        first_hand=match.by_id,
        words=words,
        key=key,
        by=by,
        at=at,
    )
    if mistake != WRONG_PURPOSE:
        set_free(line, by, at)


def _match(
    line: StatementLine,
    kind: str,
    target: UUID,
    fund_id: UUID,
    amount_fen: int,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
) -> Match:
    _insist_on_room(line, kind, amount_fen)
    before = Match.objects.filter(kind=kind, target=target)
    if before.filter(unmatch=None).exists():
        raise MatchedAlready
    assign(line, fund_id, "match", by, at)
    try:
        with transaction.atomic():
            match = Match.objects.create(
                line=line,
                kind=kind,
                target=target,
                nth=before.count() + 1,
                fund_id=fund_id,
                amount_fen=amount_fen,
                by_id=by.user_id,
                at=at,
                key=key,
            )
    except IntegrityError as conflict:
        # Only the database can tell between two lines that reach for one paper at once.
        raise MatchedAlready from conflict
    _record("line.matched", match, by, at)
    return match


def _insist_on_room(line: StatementLine, kind: str, amount_fen: int | None) -> int:
    """How much may be matched: what was said, or all that is left."""
    if MATCH_KINDS[kind] != line.direction:
        raise WrongWay
    left = left_of(line)
    if not left:
        raise NothingLeft
    wanted = left if amount_fen is None else amount_fen
    if wanted > left:
        raise MoreThanTheLine(left=spoken(left), amount=spoken(wanted))
    return wanted


def _booked_on(line: StatementLine, at: datetime.datetime) -> datetime.date:
    """The bank's day; today for a line of a closed month, as every correction is."""
    closed = closed_through(line.bank_account.holder_id)
    return timezone.localdate(at) if closed and line.on <= closed else line.on


def _reference(line: StatementLine) -> str:
    """What the payment remembers of the line: never the same twice, though a bank's may be."""
    nth = Match.objects.filter(line=line, kind=INSTRUCTION).count() + 1
    once = line.identity[:8] if nth == 1 else f"{line.identity[:8]}-{nth}"
    return f"{line.reference} {once}".strip()


def _record(verb: str, match: Match, by: Viewer, at: datetime.datetime) -> None:
    details: dict[str, Any] = {
        "line": str(match.line_id),
        "kind": match.kind,
        "amount_fen": match.amount_fen,
    }
    journal.record(
        verb=verb, by=by, at=at, subject=("match", match.pk),
        place=books.fund(by, match.fund_id).place, details=details,
    )  # fmt: skip
