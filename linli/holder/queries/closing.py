"""What may be asked of a month's end: what the bank says, what the books say, what still waits."""

import datetime
from typing import NamedTuple
from uuid import UUID

from linli.fund import queries as funds
from linli.fund.queries import FundCard
from linli.holder.models import MonthClose, Reconciliation, StatementLine
from linli.holder.queries.lines import waiting_through
from linli.holder.terms import last_day
from linli.identity.permissions import Permission, Viewer
from linli.kernel.canon import canon, sha256hex
from linli.kernel.refusal import NotFound
from linli.kernel.sealed import unseal
from linli.ledger import queries as ledger

HOLDER = "holder"


class FundState(NamedTuple):
    """A fund's book at a month's end: what the holder keeps for it by our account."""

    name: str
    book: str
    holder_fen: int


class MonthEnd(NamedTuple):
    """The books at a month's end, whatever happened after. ``digest`` is of all they said."""

    through: datetime.date
    funds: tuple[FundState, ...]
    digest: str
    waiting: int

    @property
    def books_fen(self) -> int:
        """What the holder keeps for all its funds, by our books."""
        return sum(fund.holder_fen for fund in self.funds)


class Prepared(NamedTuple):
    """A month's end that one person has signed."""

    id: UUID
    through: datetime.date
    bank_fen: int
    books_fen: int
    words: str
    prepared_by: UUID
    prepared_by_name: str
    stale: bool

    @property
    def difference_fen(self) -> int:
        """What the bank has more than the books; below zero, less."""
        return self.bank_fen - self.books_fen


class ClosedMonth(NamedTuple):
    """A month's end that two people have signed."""

    through: datetime.date
    bank_fen: int
    books_fen: int
    words: str
    prepared_by: str
    confirmed_by: str

    @property
    def difference_fen(self) -> int:
        """What the bank had more than the books."""
        return self.bank_fen - self.books_fen


def holder_of(viewer: Viewer) -> UUID:
    """The organisation for which the viewer keeps statements. Raises ``NotFound`` without one."""
    held = sorted(viewer.organisations(Permission.STATEMENT_KEEP))
    if not held:
        raise NotFound
    return held[0]


def funds_of(viewer: Viewer, holder_id: UUID) -> list[FundCard]:
    """The holder's funds whose books have begun."""
    ours = [fund for fund in funds.funds(viewer) if fund.holder_id == holder_id]
    return [fund for fund in ours if fund.opening_on]


def month_end(viewer: Viewer, holder_id: UUID, through: datetime.date) -> MonthEnd:
    """The books of all the holder's funds as of a day, and how many lines still wait."""
    ours = funds_of(viewer, holder_id)
    trials = {fund.book: ledger.trial_balance(ledger.book(fund.book), through) for fund in ours}
    states = tuple(FundState(fund.name, fund.book, _held(trials[fund.book])) for fund in ours)
    told = {book: [list(row) for row in rows] for book, rows in trials.items()}
    return MonthEnd(through, states, sha256hex(canon(told)), waiting_through(holder_id, through))


def month_to_close(viewer: Viewer, holder_id: UUID, on: datetime.date) -> datetime.date | None:
    """The last day of the oldest month that is over and not closed; None when there is none."""
    closed = Reconciliation.objects.filter(holder=holder_id).order_by("-through").first()
    if closed:
        first = closed.through + datetime.timedelta(days=1)
    else:
        begun = [fund.opening_on for fund in funds_of(viewer, holder_id) if fund.opening_on]
        lines = StatementLine.objects.filter(bank_account__holder=holder_id).order_by("on")
        oldest = lines.values_list("on", flat=True).first()
        if not begun:
            return None
        first = min([*begun, oldest] if oldest else begun)
    through = last_day(first)
    return through if through < on else None


def prepared(viewer: Viewer, holder_id: UUID, through: datetime.date) -> Prepared | None:
    """The newest preparation of a month's end that nobody has confirmed; stale when books moved."""
    viewer.require(Permission.BOOK_CLOSE, organisation=holder_id)
    rows = MonthClose.objects.filter(holder=holder_id, through=through, reconciliation=None)
    found = rows.select_related("prepared_by").order_by("-prepared_at", "-pk").first()
    if found is None:
        return None
    now = month_end(viewer, holder_id, through)
    return Prepared(
        id=found.pk,
        through=through,
        bank_fen=found.bank_fen,
        books_fen=found.books_fen,
        words=unseal(found, "words") or "",
        prepared_by=found.prepared_by_id,
        prepared_by_name=found.prepared_by.name,
        stale=now.digest != found.digest or now.waiting > 0,
    )


def closed_months(viewer: Viewer, holder_id: UUID) -> list[ClosedMonth]:
    """The months that were closed, newest first."""
    viewer.require(Permission.BOOK_CLOSE, organisation=holder_id)
    rows = Reconciliation.objects.filter(holder=holder_id).order_by("-through")
    return [
        ClosedMonth(
            through=row.through,
            bank_fen=row.close.bank_fen,
            books_fen=row.close.books_fen,
            words=unseal(row.close, "words") or "",
            prepared_by=row.prepared_by.name,
            confirmed_by=row.confirmed_by.name,
        )
        for row in rows.select_related("close", "prepared_by", "confirmed_by")[:24]
    ]


def _held(trial: list[tuple[str, int, int]]) -> int:
    return next((debits - credits for code, debits, credits in trial if code == HOLDER), 0)
