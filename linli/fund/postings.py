"""How the fund's facts are booked: pure, one fact → one entry. The accountant's file.

Three accounts tell the whole story of a fund's book::

    holder      asset       what the holder keeps for us         never overdrawn
    available   net assets  what may still be granted            never overdrawn, traced by lots
    approved    liability   granted, and not yet paid            never overdrawn

``holder`` = ``available`` + ``approved`` at every moment, because every line moves one against
another. What a donation was given for stays with its lot in ``available``: the ledger draws money
of the very purpose first, then free money, and never another purpose's.

Gifts and works are published line by line; what goes to a family shows the root of its lines
alone, until a batch publishes the sum over enough households.
"""

import datetime
from collections.abc import Mapping
from typing import NamedTuple

from linli.fund.terms import GENERAL
from linli.kernel.canon import Json
from linli.ledger.entry import EntryDraft, Line

HOLDER = "holder"
AVAILABLE = "available"
APPROVED = "approved"

OPENING_CONFIRMED = "opening.confirmed"
DONATION_RECEIVED = "donation.received"
TAKINGS_RECEIVED = "takings.received"
AID_GRANTED = "aid.granted"
AID_PAID = "aid.paid"
FEE_CHARGED = "fee.charged"
INTEREST_RECEIVED = "interest.received"
AID_RETURNED = "aid.returned"
FIGURES_PUBLISHED = "figures.published"


class Account(NamedTuple):
    """An account of a fund's book, as ``ledger.actions.open_account`` takes it."""

    code: str
    name: str
    kind: str
    traced: bool


ACCOUNTS = (
    Account(HOLDER, "慈善会代持资金", "asset", traced=False),
    Account(AVAILABLE, "可以动用的善款", "net_assets", traced=True),
    Account(APPROVED, "已通过、还没有付的", "liability", traced=False),
)


def opening_confirmed(
    book: str, on: datetime.date, amounts: Mapping[str, int], statement: str
) -> EntryDraft:
    """What the holder confirmed to hold on the day our books begin, in fen by purpose."""
    return EntryDraft(
        book,
        OPENING_CONFIRMED,
        on,
        lines=tuple(
            Line(HOLDER, AVAILABLE, amount, _bound_to(purpose))
            for purpose, amount in sorted(amounts.items())
            if amount
        ),
        public={"statement": statement},
        lines_shown=True,
    )


def donation_received(book: str, on: datetime.date, amount_fen: int, purpose: str) -> EntryDraft:
    """A gift. The chain bears no name, not even one the donor wants: it could not be taken back."""
    return EntryDraft(
        book,
        DONATION_RECEIVED,
        on,
        lines=(Line(HOLDER, AVAILABLE, amount_fen, _bound_to(purpose)),),
        lines_shown=True,
    )


def takings_received(
    book: str,
    on: datetime.date,
    amount_fen: int,
    purpose: str,
    part: str,
    sold_on: datetime.date,
    sold_fen: int,
    difference_fen: int,
) -> EntryDraft:
    """A selling day's money as it was counted: one line, one lot.

    What the slips say and what was more or less stand beside it in the chain, for ever. Where
    nothing was found the entry has no line and still says what is missing.
    """
    lines = (Line(HOLDER, AVAILABLE, amount_fen, _bound_to(purpose)),) if amount_fen else ()
    return EntryDraft(
        book,
        TAKINGS_RECEIVED,
        on,
        lines=lines,
        public={
            "part": part,
            "sold_on": sold_on.isoformat(),
            "sold_fen": sold_fen,
            "difference_fen": difference_fen,
        },
        lines_shown=True,
    )


def aid_granted(
    book: str, on: datetime.date, amount_fen: int, purpose: str, request: str, shown: bool
) -> EntryDraft:
    """The committee granted: money is set aside at once, so that no two grants share a yuan."""
    return EntryDraft(
        book,
        AID_GRANTED,
        on,
        lines=(Line(AVAILABLE, APPROVED, amount_fen, purpose),),
        private={"request": request},
        lines_shown=shown,
    )


def aid_paid(
    book: str,
    on: datetime.date,
    amount_fen: int,
    purpose: str,
    request: str,
    bank_reference: str,
    shown: bool,
) -> EntryDraft:
    """The holder paid what was set aside."""
    return EntryDraft(
        book,
        AID_PAID,
        on,
        lines=(Line(APPROVED, HOLDER, amount_fen, purpose),),
        private={"request": request, "bank_reference": bank_reference},
        lines_shown=shown,
    )


def fee_charged(book: str, on: datetime.date, amount_fen: int) -> EntryDraft:
    """The bank took its charge. Only free money bears it: a gift for a purpose stays whole."""
    line = Line(AVAILABLE, HOLDER, amount_fen)
    return EntryDraft(book, FEE_CHARGED, on, lines=(line,), lines_shown=True)


def interest_received(book: str, on: datetime.date, amount_fen: int) -> EntryDraft:
    """The bank paid interest: free money, given by nobody for nothing in particular."""
    line = Line(HOLDER, AVAILABLE, amount_fen)
    return EntryDraft(book, INTEREST_RECEIVED, on, lines=(line,), lines_shown=True)


def aid_returned(
    book: str,
    on: datetime.date,
    amounts: Mapping[str, int],
    request: str,
    bank_reference: str,
    shown: bool,
) -> EntryDraft:
    """Money came back to the holder, free again for what it was given for, in fen by purpose."""
    return EntryDraft(
        book,
        AID_RETURNED,
        on,
        lines=tuple(
            Line(HOLDER, AVAILABLE, amount, purpose) for purpose, amount in sorted(amounts.items())
        ),
        private={"request": request, "bank_reference": bank_reference},
        lines_shown=shown,
    )


def figures_published(book: str, on: datetime.date, figures: Mapping[str, Json]) -> EntryDraft:
    """What the public page says from now on, put into the chain word for word."""
    return EntryDraft(book, FIGURES_PUBLISHED, on, public={"figures": figures})


def _bound_to(purpose: str) -> str:
    """What the ledger's lots remember: nothing where the giver named no purpose."""
    return "" if purpose == GENERAL else purpose
