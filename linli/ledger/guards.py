"""The rules the database itself keeps over a book, on both engines, whoever writes and however.

A constraint in models.py says what one row may look like; a rule here says what may happen to it.
Together they refuse every attack of ``tests/test_attacks.py``, and what they cannot refuse (an
administrator who drops them) ``queries.verify`` finds.
"""

import time
import weakref
from typing import NamedTuple

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext_lazy

from linli.kernel.refusal import Refused
from linli.kernel.triggers import Guards, Refuse, Rule, append_only
from linli.ledger.entry import BOOK_STEP, ENTRY_STEP, GENESIS
from linli.ledger.models import (
    Account,
    Anchor,
    Balance,
    Book,
    Entry,
    EntryPrivate,
    Lot,
    LotUse,
    Transfer,
)
from linli.ledger.postings import ACCOUNT_OPENED, BOOK_OPENED, FLOOR_SET, PERIOD_CLOSED

GUARDED = (Book, Account, Balance, Entry, EntryPrivate, Transfer, Lot, LotUse, Anchor)

# The newest entry of the book that ``b`` is, as ``e``.
NEWEST = "ledger_book b JOIN ledger_entry e ON e.book_id = b.id AND e.seq = b.head_seq"


def _frozen(table: str, *columns: str) -> list[Refuse]:
    """These columns are written once, with their row."""
    return [
        Refuse(f"{table}.{column} is written once", f"NEW.{column} IS DISTINCT FROM OLD.{column}")
        for column in columns
    ]


def _stays(table: str) -> Rule:
    return Rule(table, "BEFORE DELETE", [Refuse(f"rows of {table} stay")])


BOOK = [
    Rule(
        "ledger_book",
        "BEFORE INSERT",
        [
            Refuse(
                "a book begins empty",
                f"NEW.head_seq <> 0 OR NEW.head_hash <> '{GENESIS}' "
                "OR NEW.closed_through IS NOT NULL",
            )
        ],
    ),
    Rule(
        "ledger_book",
        "BEFORE UPDATE",
        [
            *_frozen("ledger_book", "id", "code", "unit", "owner_id", "place_id"),
            Refuse(
                "the head moves to the next entry only",
                "(NEW.head_seq <> OLD.head_seq OR NEW.head_hash <> OLD.head_hash) AND NOT EXISTS ("
                "SELECT 1 FROM ledger_entry e WHERE e.book_id = OLD.id "
                "AND e.seq = NEW.head_seq AND e.seq = OLD.head_seq + 1 "
                "AND e.hash = NEW.head_hash AND e.prev = OLD.head_hash)",
            ),
            Refuse(
                "a period is closed by the newest entry, and never opened again",
                "NEW.closed_through IS DISTINCT FROM OLD.closed_through AND NOT EXISTS ("
                "SELECT 1 FROM ledger_entry e WHERE e.book_id = OLD.id "
                f"AND e.seq = NEW.head_seq AND e.kind = '{PERIOD_CLOSED}' "
                "AND e.occurred_on = NEW.closed_through "
                "AND (OLD.closed_through IS NULL OR e.occurred_on > OLD.closed_through))",
            ),
        ],
    ),
    _stays("ledger_book"),
]

ACCOUNT = [
    Rule(
        "ledger_account",
        "BEFORE INSERT",
        [
            Refuse(
                "an account is opened by the newest entry",
                f"NOT EXISTS (SELECT 1 FROM {NEWEST} WHERE b.id = NEW.book_id "
                f"AND e.kind = '{ACCOUNT_OPENED}' AND JSON(e.public, code) = NEW.code "
                "AND JSON(e.public, kind) = NEW.kind "
                "AND CAST(JSON(e.public, side) AS integer) = NEW.side "
                "AND CAST(JSON(e.public, traced) AS integer) "
                "= CASE WHEN NEW.traced THEN 1 ELSE 0 END)",
            )
        ],
    ),
    Rule(
        "ledger_account",
        "BEFORE UPDATE",
        _frozen("ledger_account", "id", "book_id", "code", "side", "kind", "traced"),
    ),
    _stays("ledger_account"),
]

BALANCE = [
    Rule(
        "ledger_balance",
        "BEFORE INSERT",
        [
            Refuse(
                "a balance begins at 0",
                "NEW.debits <> 0 OR NEW.credits <> 0 OR NEW.last_transfer <> 0",
            ),
            Refuse(
                "a balance is opened by the newest entry",
                "NOT EXISTS (SELECT 1 FROM ledger_account a "
                "JOIN ledger_book b ON b.id = a.book_id "
                "JOIN ledger_entry e ON e.book_id = b.id AND e.seq = b.head_seq "
                f"WHERE a.id = NEW.account_id AND a.side = NEW.side "
                f"AND e.kind = '{ACCOUNT_OPENED}' AND JSON(e.public, code) = a.code "
                "AND CAST(JSON(e.public, floor) AS bigint) IS NOT DISTINCT FROM NEW.floor)",
            ),
        ],
    ),
    Rule(
        "ledger_balance",
        "BEFORE UPDATE",
        [
            *_frozen("ledger_balance", "account_id", "side"),
            Refuse(
                "a floor is set by the newest entry",
                "NEW.floor IS DISTINCT FROM OLD.floor AND NOT EXISTS ("
                "SELECT 1 FROM ledger_account a JOIN ledger_book b ON b.id = a.book_id "
                "JOIN ledger_entry e ON e.book_id = b.id AND e.seq = b.head_seq "
                f"WHERE a.id = OLD.account_id AND e.kind = '{FLOOR_SET}' "
                "AND JSON(e.public, code) = a.code "
                "AND CAST(JSON(e.public, floor) AS bigint) IS NOT DISTINCT FROM NEW.floor)",
            ),
            # A proof in one step that every update is one transfer, applied once and in order.
            Refuse(
                "a balance only follows a transfer",
                "(NEW.debits <> OLD.debits OR NEW.credits <> OLD.credits "
                "OR NEW.last_transfer <> OLD.last_transfer) AND NOT EXISTS ("
                "SELECT 1 FROM ledger_transfer t WHERE t.id = NEW.last_transfer "
                "AND t.id > OLD.last_transfer AND OLD.account_id IN (t.debit_id, t.credit_id) "
                "AND NEW.debits - OLD.debits "
                "= CASE WHEN t.debit_id = OLD.account_id THEN t.amount ELSE 0 END "
                "AND NEW.credits - OLD.credits "
                "= CASE WHEN t.credit_id = OLD.account_id THEN t.amount ELSE 0 END)",
            ),
        ],
    ),
    _stays("ledger_balance"),
]

# The entry before a new one, by its id (entry.entry_id).
BEFORE = f"(NEW.id - {ENTRY_STEP})"
# What a line ``t`` brought into the traced account ``a`` by lots, and took out of it by lots.
MADE = (
    "(SELECT COALESCE(SUM(x.amount), 0) FROM ledger_lot x "
    "WHERE x.transfer_id = t.id AND x.account_id = a.id)"
)
DRAWN = (
    "(SELECT COALESCE(SUM(x.amount), 0) FROM ledger_lotuse x "
    "JOIN ledger_lot y ON y.id = x.lot_id WHERE x.transfer_id = t.id AND y.account_id = a.id)"
)

ENTRY = [
    Rule(
        "ledger_entry",
        "BEFORE INSERT",
        [
            Refuse(
                "an entry follows the head of its book",
                "NOT EXISTS (SELECT 1 FROM ledger_book b WHERE b.id = NEW.book_id "
                "AND b.head_seq + 1 = NEW.seq AND b.head_hash = NEW.prev)",
            ),
            Refuse(
                "the first entry opens the book, and no other does",
                f"(NEW.seq = 1) <> (NEW.kind = '{BOOK_OPENED}')",
            ),
            Refuse(
                "the period is closed",
                "EXISTS (SELECT 1 FROM ledger_book b WHERE b.id = NEW.book_id "
                "AND NEW.occurred_on <= b.closed_through)",
            ),
            Refuse(
                "the entry before it lacks lines",
                f"NEW.seq > 1 AND (SELECT e.n_lines FROM ledger_entry e WHERE e.id = {BEFORE}) "
                f"<> (SELECT COUNT(*) FROM ledger_transfer t WHERE t.entry_id = {BEFORE})",
            ),
            Refuse(
                "the entry before it lacks its private row",
                "NEW.seq > 1 AND NOT EXISTS ("
                f"SELECT 1 FROM ledger_entryprivate p WHERE p.entry_id = {BEFORE})",
            ),
            Refuse(
                "the entry before it moved traced money without lots",
                "EXISTS (SELECT 1 FROM ledger_transfer t JOIN ledger_account a "
                "ON a.traced AND a.id IN (t.debit_id, t.credit_id) "
                f"WHERE t.entry_id = {BEFORE} AND t.amount <> CASE "
                f"WHEN (a.side = 1) = (a.id = t.debit_id) THEN {MADE} ELSE {DRAWN} END)",
            ),
            Refuse(
                "an entry reverses an earlier one of its own book that is no reversal itself",
                "NEW.reverses_id IS NOT NULL AND NOT EXISTS ("
                "SELECT 1 FROM ledger_entry o WHERE o.id = NEW.reverses_id "
                "AND o.book_id = NEW.book_id AND o.reverses_id IS NULL "
                "AND o.n_lines = NEW.n_lines AND o.n_lines > 0)",
            ),
        ],
    ),
    Rule(
        "ledger_entry",
        "AFTER INSERT",
        then=[
            "UPDATE ledger_book SET head_seq = NEW.seq, head_hash = NEW.hash, closed_through = "
            f"CASE WHEN NEW.kind = '{PERIOD_CLOSED}' THEN NEW.occurred_on ELSE closed_through END "
            "WHERE id = NEW.book_id"
        ],
    ),
    *append_only("ledger_entry"),
]

PRIVATE = [
    Rule(
        "ledger_entryprivate",
        "BEFORE INSERT",
        [
            Refuse(
                "the entry is sealed",
                f"NOT EXISTS (SELECT 1 FROM {NEWEST} WHERE e.id = NEW.entry_id)",
            )
        ],
    ),
    *append_only("ledger_entryprivate"),
]


def _account_of_the_book(column: str) -> Refuse:
    return Refuse(
        "both accounts are of the entry's book",
        "NOT EXISTS (SELECT 1 FROM ledger_account a "
        "JOIN ledger_entry e ON e.book_id = a.book_id "
        "JOIN ledger_balance l ON l.account_id = a.id "
        f"WHERE a.id = NEW.{column} AND e.id = NEW.entry_id)",
    )


TRANSFER = [
    Rule(
        "ledger_transfer",
        "BEFORE INSERT",
        [
            Refuse(
                "the entry is sealed, or has fewer lines",
                f"NOT EXISTS (SELECT 1 FROM {NEWEST} "
                "WHERE e.id = NEW.entry_id AND NEW.line <= e.n_lines)",
            ),
            _account_of_the_book("debit_id"),
            _account_of_the_book("credit_id"),
            Refuse(
                "a reversal has the same lines the other way round, the last one first",
                "EXISTS (SELECT 1 FROM ledger_entry e WHERE e.id = NEW.entry_id "
                "AND e.reverses_id IS NOT NULL AND NOT EXISTS ("
                "SELECT 1 FROM ledger_transfer o "
                "WHERE o.id = e.reverses_id + e.n_lines + 1 - NEW.line "
                "AND o.debit_id = NEW.credit_id AND o.credit_id = NEW.debit_id "
                "AND o.amount = NEW.amount AND o.purpose = NEW.purpose))",
            ),
        ],
    ),
    Rule(
        "ledger_transfer",
        "AFTER INSERT",
        then=[
            "UPDATE ledger_balance SET debits = debits + NEW.amount, last_transfer = NEW.id "
            "WHERE account_id = NEW.debit_id",
            "UPDATE ledger_balance SET credits = credits + NEW.amount, last_transfer = NEW.id "
            "WHERE account_id = NEW.credit_id",
        ],
    ),
    *append_only("ledger_transfer"),
]

# The transfer is a line of the newest entry of its book.
OF_THE_NEWEST = f"SELECT 1 FROM {NEWEST} JOIN ledger_transfer t ON t.entry_id = e.id"

# The id before all those of the book of a new lot (entry.entry_id).
OF_THE_BOOK = f"(NEW.transfer_id - NEW.transfer_id % {BOOK_STEP})"

LOT = [
    Rule(
        "ledger_lot",
        "BEFORE INSERT",
        [
            Refuse("a lot begins unspent", "NEW.unspent <> NEW.amount OR NEW.last_use <> 0"),
            Refuse(
                "lots are numbered without a gap",
                f"NEW.id <> 1 + (SELECT COALESCE(MAX(l.id), {OF_THE_BOOK}) FROM ledger_lot l "
                f"WHERE l.id > {OF_THE_BOOK} AND l.id < {OF_THE_BOOK} + {BOOK_STEP})",
            ),
            Refuse(
                "a lot is made where the newest entry adds to a traced account",
                f"NOT EXISTS ({OF_THE_NEWEST} JOIN ledger_account a ON a.traced "
                "AND a.id = CASE WHEN a.side = 1 THEN t.debit_id ELSE t.credit_id END "
                "WHERE t.id = NEW.transfer_id AND a.id = NEW.account_id "
                f"AND NEW.amount + {MADE} <= t.amount)",
            ),
        ],
    ),
    Rule(
        "ledger_lot",
        "BEFORE UPDATE",
        [
            *_frozen(
                "ledger_lot", "id", "account_id", "transfer_id", "part", "purpose", "amount",
                "source_id",
            ),
            Refuse(
                "a lot only follows its uses",
                "NOT EXISTS (SELECT 1 FROM ledger_lotuse u WHERE u.lot_id = OLD.id "
                "AND u.transfer_id = NEW.last_use AND u.transfer_id > OLD.last_use "
                "AND u.amount = OLD.unspent - NEW.unspent)",
            ),
        ],
    ),
    _stays("ledger_lot"),
]  # fmt: skip

LOT_USE = [
    Rule(
        "ledger_lotuse",
        "BEFORE INSERT",
        [
            Refuse(
                "a lot is used where the newest entry takes from its account, for its purpose",
                f"NOT EXISTS ({OF_THE_NEWEST} JOIN ledger_lot l ON l.id = NEW.lot_id "
                "JOIN ledger_account a ON a.id = l.account_id "
                "AND a.id = CASE WHEN a.side = 1 THEN t.credit_id ELSE t.debit_id END "
                "WHERE t.id = NEW.transfer_id AND l.transfer_id < t.entry_id "
                "AND l.purpose IN ('', t.purpose) "
                f"AND NEW.amount + {DRAWN} <= t.amount)",
            )
        ],
    ),
    Rule(
        "ledger_lotuse",
        "AFTER INSERT",
        then=[
            "UPDATE ledger_lot SET unspent = unspent - NEW.amount, last_use = NEW.transfer_id "
            "WHERE id = NEW.lot_id"
        ],
    ),
    *append_only("ledger_lotuse"),
]

ANCHOR = [
    Rule(
        "ledger_anchor",
        "BEFORE INSERT",
        [
            Refuse(
                "an anchor names an entry and its hash",
                "NOT EXISTS (SELECT 1 FROM ledger_entry e "
                "WHERE e.id = NEW.entry_id AND e.hash = NEW.hash)",
            )
        ],
    ),
    *append_only("ledger_anchor"),
]

GUARDS = Guards.of(
    [
        *BOOK, *ACCOUNT, *BALANCE, *ENTRY, *PRIVATE, *TRANSFER, *LOT, *LOT_USE, *ANCHOR,
    ],
    guarded=GUARDED,
)  # fmt: skip


class GuardsMissing(Refused):
    """A trigger that protects the books is not in place: nothing may be posted."""

    words = gettext_lazy("账本的保护没有装好（%(missing)s），现在不能记账。")
    remedy = gettext_lazy("请管理员运行 manage.py migrate，它会把保护重新装上。")


RECHECK_SECONDS = 1.0


class _Found(NamedTuple):
    """When the guards of a connection's database were last found standing, and in what state."""

    state: tuple[object, object]
    at: float


_found: "weakref.WeakKeyDictionary[BaseDatabaseWrapper, _Found]" = weakref.WeakKeyDictionary()


def insist() -> None:
    """Refuse to go on unless every guard stands. Raises ``GuardsMissing``.

    Asked before every posting. Every guard's text is compared on a connection's first posting, and
    again whenever the guards' fingerprint has changed, which is looked at once a second: so a
    migration beside a running server, or an administrator's hand, is noticed within a second.
    """
    asked = connections[DEFAULT_DB_ALIAS]
    database = (asked.settings_dict["NAME"], id(asked.connection))
    last, now = _found.get(asked), time.monotonic()
    if last and last.state[0] == database and now - last.at < RECHECK_SECONDS:
        return
    state = (database, GUARDS.fingerprint(asked))
    if last is None or last.state != state:
        missing = GUARDS.missing(asked)
        if missing:
            raise GuardsMissing(missing=", ".join(sorted(missing)))
    _found[asked] = _Found(state, now)
