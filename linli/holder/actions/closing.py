"""What may be done at a month's end: one person prepares it, another confirms, the books close."""

import datetime
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.holder import postings
from linli.holder.actions.lines import closed_through
from linli.holder.models import BankAccount, MonthClose, Reconciliation
from linli.holder.queries import MonthEnd, month_end
from linli.holder.terms import last_day
from linli.identity import actions as identity
from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.presses import pressed_before
from linli.kernel.refusal import NotFound, Refused
from linli.kernel.sealed import seal
from linli.ledger import actions as ledger


class LinesWait(Refused):
    """A line of the month is neither wholly matched nor explained."""

    words = gettext_lazy("到这一天还有 %(lines)s 笔流水没有对上，也没有说明。")
    remedy = gettext_lazy("请先把它们认领、匹配，或写明原因。")


class DifferenceNeedsWords(Refused):
    """A difference is said why, or it is not signed."""

    words = gettext_lazy("银行余额和账本不一样，请写明差在哪里。")


class MonthNotOver(Refused):
    """Only whole months that are over are closed, and none twice."""

    words = gettext_lazy("%(through)s 不能结账：要是一个月的最后一天，已经过完，而且没有结过。")


class BooksHaveMoved(Refused):
    """Since it was prepared something was booked, or a line came in."""

    words = gettext_lazy("准备以后账本或流水又有了变化，不能照原来的数字结账。")
    remedy = gettext_lazy("请重新准备一次，再由另一个人确认。")


class NothingToClose(Refused):
    """No fund of the holder's has begun."""

    words = gettext_lazy("名下还没有开始记账的基金。")


@transaction.atomic
def prepare_close(
    *,
    holder_id: UUID,
    through: datetime.date,
    bank_fen: int,
    key: UUID,
    by: Viewer,
    at: datetime.datetime,
    words: str = "",
) -> MonthClose:
    """Sign what the bank says on a month's last day against our books; nothing is closed by it.

    A difference wants ``words``. Raises ``LinesWait``, ``DifferenceNeedsWords``, ``MonthNotOver``,
    ``NothingToClose``.
    """
    by.require(Permission.BOOK_CLOSE, organisation=holder_id)
    if earlier := pressed_before(MonthClose, key, holder_id=holder_id, through=through):
        return earlier
    _insist_on_month(holder_id, through, at)
    now = month_end(by, holder_id, through)
    _insist_on_nothing_waiting(now)
    if bank_fen != now.books_fen and not words.strip():
        raise DifferenceNeedsWords
    close = MonthClose(
        holder_id=holder_id,
        through=through,
        bank_fen=bank_fen,
        books_fen=now.books_fen,
        digest=now.digest,
        prepared_by_id=by.user_id,
        prepared_at=at,
        key=key,
    )
    seal(close, "words", words.strip() or None)
    close.save(force_insert=True)
    identity.sign_off(subject=("month_close", close.pk), step="prepare", by=by, at=at)
    _record("month.prepared", close, by, at)
    return close


@transaction.atomic
def confirm_close(*, close_id: UUID, by: Viewer, at: datetime.datetime) -> Reconciliation:
    """Another person signs the very same figures: every book of the holder's funds is closed.

    In each book stands, in public, up to when it was reconciled and with what difference.
    Raises ``SamePersonTwice``, ``BooksHaveMoved``, ``LinesWait``.
    """
    close = MonthClose.objects.select_for_update().filter(pk=close_id).first()
    if close is None:
        raise NotFound
    by.require(Permission.BOOK_CLOSE, organisation=close.holder_id)
    if earlier := Reconciliation.objects.filter(pk=close_id).first():
        return earlier
    _lock_lines_of(close.holder_id)
    _insist_on_month(close.holder_id, close.through, at)
    now = month_end(by, close.holder_id, close.through)
    _insist_on_nothing_waiting(now)
    if now.digest != close.digest:
        raise BooksHaveMoved
    identity.sign_off(subject=("month_close", close.pk), step="confirm", by=by, at=at)
    reconciled = _write(close, by, at)
    _close_books(close, now, by, at)
    if month_end(by, close.holder_id, close.through).digest != close.digest:
        raise BooksHaveMoved  # somebody posted between our reading and our lock on his book
    _record("month.closed", close, by, at)
    return reconciled


def _write(close: MonthClose, by: Viewer, at: datetime.datetime) -> Reconciliation:
    try:
        with transaction.atomic():
            return Reconciliation.objects.create(
                close=close,
                holder_id=close.holder_id,
                through=close.through,
                prepared_by_id=close.prepared_by_id,
                confirmed_by_id=by.user_id,
                at=at,
            )
    except IntegrityError as conflict:
        raise MonthNotOver(through=close.through) from conflict


def _close_books(close: MonthClose, now: MonthEnd, by: Viewer, at: datetime.datetime) -> None:
    """In the order of the books' codes, as whoever writes into several must."""
    for book in sorted(fund.book for fund in now.funds):
        draft = postings.statement_reconciled(
            book,
            timezone.localdate(at),
            through=close.through,
            difference_fen=close.bank_fen - close.books_fen,
            digest=close.digest,
        )
        ledger.post(draft, key=str(uuid5(close.key, f"{book} reconciled")), by=by, at=at)
        key = str(uuid5(close.key, f"{book} closed"))
        ledger.close(book=book, through=close.through, key=key, by=by, at=at)


def _lock_lines_of(holder_id: UUID) -> None:
    """No statement comes in while a month is closed."""
    list(BankAccount.objects.select_for_update().filter(holder=holder_id).order_by("pk"))


def _insist_on_month(holder_id: UUID, through: datetime.date, at: datetime.datetime) -> None:
    closed = closed_through(holder_id)
    over = through == last_day(through) and through < timezone.localdate(at)
    if not over or (closed is not None and through <= closed):
        raise MonthNotOver(through=through)


def _insist_on_nothing_waiting(now: MonthEnd) -> None:
    if not now.funds:
        raise NothingToClose
    if now.waiting:
        raise LinesWait(lines=now.waiting)


def _record(verb: str, close: MonthClose, by: Viewer, at: datetime.datetime) -> None:
    journal.record(
        verb=verb,
        by=by,
        at=at,
        subject=("month_close", close.pk),
        details={
            "through": close.through.isoformat(),
            "bank_fen": close.bank_fen,
            "books_fen": close.books_fen,
        },
    )
