"""Opening books and accounts, setting floors, closing periods."""

import datetime
from uuid import UUID

from django.utils import timezone

from linli.identity.permissions import Permission, Viewer
from linli.journal import actions as journal
from linli.kernel.transactions import one_transaction
from linli.ledger import guards, postings, queries
from linli.ledger.actions.refusals import (
    BadCode,
    CodeTaken,
    DatedAhead,
    NoSuchAccount,
    NotEnough,
    UnknownWord,
)
from linli.ledger.actions.writing import Posted, append, hold_book, posted_before
from linli.ledger.entry import CODE, day_text
from linli.ledger.models import SIDES, UNITS, Account, Balance, Book


@one_transaction
def open_book(
    *,
    code: str,
    name: str,
    unit: str,
    place: str,
    by: Viewer,
    at: datetime.datetime,
    owner: UUID | None = None,
) -> Book:
    """Begin a book that counts ``unit`` ("fen" or "minute"); its opening is its first entry.

    Raises ``BadCode``, ``CodeTaken``, ``UnknownWord``.
    """
    by.require(Permission.BOOK_OPEN, place=place, organisation=owner)
    guards.insist()
    _insist_on_code(code)
    if unit not in UNITS:
        raise UnknownWord(word=unit)
    if Book.objects.filter(code=code).exists():
        raise CodeTaken(code=code)
    book = Book.objects.create(code=code, name=name, unit=unit, owner_id=owner, place_id=place)
    owned_by = str(owner) if owner else None
    draft = postings.book_opened(code, unit, place, owned_by, timezone.localdate(at))
    append(book, draft, key="book.opened", by=by, at=at)
    _record("book.opened", book, by, at)
    return book


@one_transaction
def open_account(
    *,
    book: str,
    code: str,
    name: str,
    kind: str,
    by: Viewer,
    at: datetime.datetime,
    floor: int | None = None,
    traced: bool = False,
) -> Account:
    """Open an account of ``kind`` (a key of ``models.SIDES``) with balance 0.

    ``floor``   the least it may hold: 0 is never overdrawn, None is without limit
    ``traced``  what comes in remembers its purpose, and leaves purpose first, oldest first

    Raises ``BadCode``, ``CodeTaken``, ``UnknownWord``, ``NotEnough`` for a floor above 0.
    """
    held = hold_book(book)
    _require(Permission.BOOK_OPEN, held, by)
    guards.insist()
    _insist_on_code(code)
    if kind not in SIDES:
        raise UnknownWord(word=kind)
    if Account.objects.filter(book=held, code=code).exists():
        raise CodeTaken(code=code)
    _insist_on_floor(held, name, 0, floor)
    side = SIDES[kind]
    draft = postings.account_opened(book, code, kind, side, floor, traced, timezone.localdate(at))
    append(held, draft, key=f"account.opened:{code}", by=by, at=at)
    account = Account.objects.create(
        book=held, code=code, name=name, kind=kind, side=side, traced=traced
    )
    Balance.objects.create(account=account, side=side, floor=floor)
    _record("account.opened", held, by, at, account=code)
    return account


@one_transaction
def set_floor(
    *,
    book: str,
    account: str,
    floor: int | None,
    key: str,
    by: Viewer,
    at: datetime.datetime,
) -> Posted:
    """Set the least an account may hold from now on. Raises ``NotEnough`` when it holds less."""
    held = hold_book(book)
    _require(Permission.BOOK_OPEN, held, by)
    draft = postings.floor_set(book, account, floor, timezone.localdate(at))
    if (earlier := posted_before(held, draft, key, by, ours_to_date=True)) is not None:
        return Posted(earlier, created=False)
    guards.insist()
    balance = Balance.objects.filter(account__book=held, account__code=account).first()
    if balance is None:
        raise NoSuchAccount(book=book, account=account)
    holds = (balance.debits - balance.credits) * balance.side
    _insist_on_floor(held, balance.account.name, holds, floor)
    entry = append(held, draft, key=key, by=by, at=at)
    Balance.objects.filter(pk=balance.pk).update(floor=floor)
    _record("floor.set", held, by, at, account=account, floor=floor)
    return Posted(entry, created=True)


@one_transaction
def close(
    *, book: str, through: datetime.date, key: str, by: Viewer, at: datetime.datetime
) -> Posted:
    """Close everything up to and including ``through``, a day that is over, for good.

    The entry holds the trial balance as of that day in its private part, so the chain commits to
    it. Raises ``PeriodClosed`` when the day is closed already, ``DatedAhead`` when it is not over.
    """
    held = hold_book(book)
    _require(Permission.BOOK_CLOSE, held, by)
    draft = postings.period_closed(book, through, queries.trial_balance(held, through))
    if (earlier := posted_before(held, draft, key, by)) is not None:
        return Posted(earlier, created=False)
    guards.insist()
    if through >= timezone.localdate(at):
        raise DatedAhead(day=through)
    entry = append(held, draft, key=key, by=by, at=at)
    _record("period.closed", held, by, at, through=day_text(through))
    return Posted(entry, created=True)


def _insist_on_code(code: str) -> None:
    if not CODE.fullmatch(code):
        raise BadCode(code=code)


def _insist_on_floor(book: Book, account: str, holds: int, floor: int | None) -> None:
    if floor is not None and holds < floor:
        raise NotEnough(account=account, missing=queries.spoken(book.unit, floor - holds))


def _require(permission: Permission, book: Book, by: Viewer) -> None:
    by.require(permission, place=book.place_id, organisation=book.owner_id)


def _record(
    verb: str, book: Book, by: Viewer, at: datetime.datetime, **details: str | int | None
) -> None:
    journal.record(
        verb=verb, by=by, at=at, subject=("book", book.code), place=book.place_id, details=details
    )
