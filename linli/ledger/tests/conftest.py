"""A small book to write into, and a short way to write."""

import datetime
from itertools import count
from uuid import UUID

import pytest

from linli.identity.permissions import Held, Viewer, clock
from linli.ledger import actions
from linli.ledger.entry import EntryDraft, Line
from tests.village import HERE, NOW, TODAY

BOOK = "test-fund"
ACCOUNTS = [
    ("bank", "asset", 0, False),
    ("fund", "net_assets", 0, True),
    ("approved", "liability", 0, True),
    ("cost", "expense", None, False),
]
_keys = count(1)

ACCOUNTANT = Viewer(
    user_id=UUID(int=7),
    held=(Held("holder_accountant", frozenset({HERE}), None),),
    second_factor=True,
)
"""Somebody who may open and close books in Jin'an."""


def open_test_book(code: str = BOOK, unit: str = "fen") -> None:
    """``bank`` never overdrawn; ``fund`` and ``approved`` remember what their money is for."""
    actions.open_book(code=code, name="测试账本", unit=unit, place=HERE, by=clock(), at=NOW)
    for account, kind, floor, traced in ACCOUNTS:
        actions.open_account(
            book=code, code=account, name=account, kind=kind, floor=floor, traced=traced,
            by=clock(), at=NOW,
        )  # fmt: skip


def draft(*lines: tuple, kind: str = "gift.received", **more) -> EntryDraft:
    more.setdefault("book", BOOK)
    more.setdefault("occurred_on", TODAY)
    return EntryDraft(kind=kind, lines=tuple(Line(*line) for line in lines), **more)


def gift(amount: int, purpose: str = "", **more) -> EntryDraft:
    return draft(("bank", "fund", amount, purpose), lines_shown=True, **more)


def aid(amount: int, purpose: str = "", **more) -> EntryDraft:
    return draft(("fund", "bank", amount, purpose), kind="aid.paid", **more)


def write(entry: EntryDraft, key: str = "", by=None, at: datetime.datetime = NOW):
    """Post with a key of its own; the entry."""
    posted = actions.post(entry, key=key or f"key-{next(_keys)}", by=by or clock(), at=at)
    return posted.entry


@pytest.fixture
def book(db) -> str:
    build_places()
    open_test_book()
    return BOOK


@pytest.fixture
def committed_book(fresh_database) -> str:
    """The same, in a database of its own with real commits."""
    build_places()
    open_test_book()
    return BOOK


def build_places() -> None:
    from linli.places import actions as places

    places.load_divisions(by=clock(), at=NOW)
