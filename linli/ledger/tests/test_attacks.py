"""The attack table: what somebody with SQL in hand may try on committed books. All is refused.

Every row runs on both engines unless it names one. After each, the book still adds up.
"""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from linli.ledger import actions, queries
from linli.ledger.entry import ENTRY_STEP, GENESIS
from linli.ledger.guards import GUARDED
from linli.ledger.models import Account, Book, Lot
from linli.ledger.tests.conftest import ACCOUNTANT, BOOK, aid, gift, open_test_book, write
from tests.village import NOW, TODAY

YESTERDAY = TODAY - datetime.timedelta(days=1)
LONG_AGO = TODAY - datetime.timedelta(days=40)


@pytest.fixture
def sql(book) -> dict[str, object]:
    """A book with a gift, an aid payment, a closed period and a second book; names for the SQL."""
    write(gift(300, occurred_on=LONG_AGO))
    actions.close(
        book=BOOK, through=LONG_AGO + datetime.timedelta(days=9), key="close", by=ACCOUNTANT, at=NOW
    )
    first = write(gift(1000, "rehab"))
    paid = write(aid(400, "rehab"))
    undone = write(aid(10))
    undoing = actions.reverse(
        book=BOOK, seq=undone.seq, reason="entered_twice", key="undo", by=ACCOUNTANT, at=NOW
    ).entry
    open_test_book("other")
    newest = write(gift(50))
    actions.anchor(book=BOOK, shown_to="公告栏", by=ACCOUNTANT, at=NOW)
    with connection.cursor() as cursor:  # foreign keys are asked now; a commit would ask them
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        else:
            cursor.execute("PRAGMA recursive_triggers = OFF")
    accounts = {a.code: a.pk for a in Account.objects.filter(book__code=BOOK)}
    other = Book.objects.get(code="other")
    return {
        "book": newest.book_id,
        "other": other.pk,
        "undone": undone.pk,
        "undoing": undoing.pk,
        "first": first.pk,
        "paid": paid.pk,
        "newest": newest.pk,
        "next": newest.pk + ENTRY_STEP,
        "seq": newest.seq + 1,
        "head": newest.hash,
        "lot": Lot.objects.get(transfer__entry=first).pk,
        "free_lot": Lot.objects.get(transfer__entry=newest).pk,
        "next_lot": Lot.objects.get(transfer__entry=newest).pk + 1,
        "bank": accounts["bank"],
        "fund": accounts["fund"],
        "cost": accounts["cost"],
        "other_bank": Account.objects.get(book=other, code="bank").pk,
        "today": TODAY.isoformat(),
        "closed": LONG_AGO.isoformat(),
        "yesterday": YESTERDAY.isoformat(),
        "now": "2026-11-23 01:30:00+00:00",
        "hex": "ab" * 32,
        "hex2": "cd" * 32,
        "hex3": "ef" * 32,
        "genesis": GENESIS,
    }


TABLES = tuple(model._meta.db_table for model in GUARDED)
ENTRY = (
    "INSERT INTO ledger_entry (id, book_id, seq, occurred_on, posted_at, kind, key, actor, "
    "reverses_id, n_lines, lines_root, public, private_commit, prev, hash) VALUES "
)
VALUES = (
    "({next}, {book}, {seq}, '{today}', '{now}', '{kind}', '{key}', 'x', {reverses}, {n_lines}, "
    "'{hex}', '{public}', '{hex}', '{prev}', '{hex2}')"
)


def entry(**changed: str) -> str:
    """An entry that would be right in all but what is changed."""
    usual = {
        "kind": "gift.received", "key": "attack", "reverses": "NULL", "n_lines": "1",
        "public": "{{}}", "prev": "{head}",
    }  # fmt: skip
    text = ENTRY + VALUES
    for name, value in (usual | changed).items():
        text = text.replace(f"{{{name}}}", value)
    return text


def transfer(
    of: str, line: int = 1, debit: str = "{bank}", credit: str = "{fund}", amount: int = 5
) -> str:
    return (
        "INSERT INTO ledger_transfer (id, entry_id, line, debit_id, credit_id, amount, purpose) "
        f"VALUES ({of} + {line}, {of}, {line}, {debit}, {credit}, {amount}, '')"
    )


OPENING = '{{"code":"new","floor":0,"kind":"asset","lines_shown":false,"side":1,"traced":0}}'
OPENED = entry(kind="account.opened", n_lines="0", public=OPENING) + "; "
PRIVATE = "INSERT INTO ledger_entryprivate (entry_id, salts, private) VALUES ({next}, '', '{{}}'); "
AFTER_NEXT = entry(key="attack2").replace("{next}", "{next} + 4096").replace(
    "{seq}", "{seq} + 1"
).replace("'{hex2}')", "'{hex3}')").replace("'{head}'", "'{hex2}'")  # fmt: skip
ACCOUNT = (
    "INSERT INTO ledger_account (book_id, code, name, side, kind, traced) VALUES "
    "({book}, '{code}', 'n', {side}, '{kind}', '{traced}')"
)
BOOKS = (
    "INSERT INTO ledger_book (code, name, unit, place_id, head_seq, head_hash, closed_through) "
    "VALUES ('past', 'n', 'fen', '350206005023', "
)
LOTS = (
    "INSERT INTO ledger_lot "
    "(id, account_id, transfer_id, part, purpose, amount, unspent, last_use) VALUES "
)
USES = "INSERT INTO ledger_lotuse (transfer_id, lot_id, amount) VALUES "
ANCHORS = "INSERT INTO ledger_anchor (digest, entry_id, hash, shown_to, at, actor) VALUES "


def account(code: str = "new", side: int = 1, kind: str = "asset", traced: int = 0) -> str:
    """An account that would be right in all but what is changed; its opening entry comes first."""
    text = ACCOUNT
    for name, value in {"code": code, "side": side, "kind": kind, "traced": traced}.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text


# What the engine says: the same attempts on both, told apart by the law that refuses them.
ATTACKS = {
    "ledger_entry is append-only": {
        "rewrite an entry": "UPDATE ledger_entry SET public = '{{}}' WHERE id = {first}",
        "back-date an entry": "UPDATE ledger_entry SET occurred_on = '{closed}' WHERE id = {first}",
        "delete an entry": "DELETE FROM ledger_entry WHERE id = {newest}",
    },
    "ledger_transfer is append-only": {
        "rewrite an amount": "UPDATE ledger_transfer SET amount = 1 WHERE entry_id = {first}",
        "move a line": "UPDATE ledger_transfer SET debit_id = {cost} WHERE entry_id = {first}",
        "re-parent a line": "UPDATE ledger_transfer SET entry_id = {newest}, id = {newest} + 1 "
        "WHERE entry_id = {first}",
        "delete a line": "DELETE FROM ledger_transfer WHERE entry_id = {newest}",
    },
    "ledger_entryprivate is append-only": {
        "rewrite a private part": "UPDATE ledger_entryprivate SET private = '{{}}' "
        "WHERE entry_id = {paid}",
        "change the salts": "UPDATE ledger_entryprivate SET salts = (SELECT o.salts "
        "FROM ledger_entryprivate o WHERE o.entry_id = {first}) WHERE entry_id = {paid}",
        "delete a private part": "DELETE FROM ledger_entryprivate WHERE entry_id = {paid}",
    },
    "ledger_lotuse is append-only": {
        "rewrite a lot's use": "UPDATE ledger_lotuse SET amount = 1 WHERE lot_id = {lot}",
        "delete a lot's use": "DELETE FROM ledger_lotuse WHERE lot_id = {lot}",
    },
    "ledger_anchor is append-only": {
        "rewrite an anchor": "UPDATE ledger_anchor SET shown_to = 'nobody'",
        "delete an anchor": "DELETE FROM ledger_anchor",
    },
    "rows of ledger_[a-z]+ stay": {
        "delete a lot": "DELETE FROM ledger_lot WHERE id = {free_lot}",
        "delete a balance": "DELETE FROM ledger_balance WHERE account_id = {cost}",
        "delete an account": "DELETE FROM ledger_account WHERE id = {cost}",
        "delete a book": "DELETE FROM ledger_book WHERE id = {other}",
    },
    "is written once": {
        "change the unit": "UPDATE ledger_book SET unit = 'minute' WHERE id = {book}",
        "change the code": "UPDATE ledger_book SET code = 'mine' WHERE id = {book}",
        "change the place": "UPDATE ledger_book SET place_id = '3502' WHERE id = {book}",
        "change an account's code": "UPDATE ledger_account SET code = 'x' WHERE id = {cost}",
        "swap an account's side": "UPDATE ledger_account SET side = -1, kind = 'income' "
        "WHERE id = {cost}",
        "untrace an account": "UPDATE ledger_account SET traced = '0' WHERE id = {fund}",
        "move an account to another book": "UPDATE ledger_account SET book_id = {other}, "
        "code = 'y' WHERE id = {cost}",
        "move a balance to another account": "UPDATE ledger_balance SET account_id = 99999 "
        "WHERE account_id = {bank}",
        "swap the side of a balance": "UPDATE ledger_balance SET side = -side "
        "WHERE account_id = {cost}",
        "rewrite a lot's purpose": "UPDATE ledger_lot SET purpose = '' WHERE id = {lot}",
    },
    "a lot only follows its uses": {
        "refill a lot": "UPDATE ledger_lot SET unspent = amount WHERE id = {lot}",
        "empty a lot": "UPDATE ledger_lot SET unspent = 0 WHERE id = {free_lot}",
    },
    "a balance only follows a transfer": {
        "set a balance": "UPDATE ledger_balance SET debits = debits + 5 WHERE account_id = {bank}",
        "set a balance by an old transfer": "UPDATE ledger_balance SET debits = debits + 1000, "
        "last_transfer = {first} + 1 WHERE account_id = {bank}",
        "set a balance by a transfer of others": "UPDATE ledger_balance SET debits = debits + 50, "
        "last_transfer = {newest} + 1 WHERE account_id = {cost}",
        "apply the newest transfer twice": "UPDATE ledger_balance SET debits = debits + 50, "
        "last_transfer = {newest} + 1 WHERE account_id = {bank}",
        "forget the last transfer": "UPDATE ledger_balance SET last_transfer = 0 "
        "WHERE account_id = {bank}",
    },
    "a floor is set by the newest entry": {
        "lift a floor": "UPDATE ledger_balance SET floor = NULL WHERE account_id = {bank}",
    },
    "a balance begins at 0": {
        "a balance from nothing": "INSERT INTO ledger_balance (account_id, side, floor, debits, "
        "credits, last_transfer) VALUES (99999, 1, NULL, 5, 0, 0)",
    },
    "a balance is opened by the newest entry": {
        "a second balance": "INSERT INTO ledger_balance (account_id, side, floor, debits, "
        "credits, last_transfer) VALUES (99999, 1, NULL, 0, 0, 0)",
    },
    "an account is opened by the newest entry": {
        "an account nobody opened": account(),
        "open an account of another code": OPENED + account(code="newer"),
        "open an account of another side": OPENED + account(side=-1, kind="income"),
        "open an account of another kind": OPENED + account(kind="expense"),
        "open an account traced": OPENED + account(traced=1),
    },
    "a book begins empty": {
        "a book with a past": BOOKS + "7, '{hex}', NULL)",
        "a book closed in advance": BOOKS + "0, '{genesis}', '{today}')",
    },
    "the head moves to the next entry only": {
        "move the head back": "UPDATE ledger_book SET head_seq = head_seq - 1 WHERE id = {book}",
        "move the head ahead": "UPDATE ledger_book SET head_seq = head_seq + 1 WHERE id = {book}",
        "change the head's hash": "UPDATE ledger_book SET head_hash = '{hex}' WHERE id = {book}",
    },
    "a period is closed by the newest entry, and never opened again": {
        "open the closed period": "UPDATE ledger_book SET closed_through = NULL WHERE id = {book}",
        "lower closed_through": "UPDATE ledger_book SET closed_through = '{closed}' "
        "WHERE id = {book}",
        "raise closed_through by hand": "UPDATE ledger_book SET closed_through = '{yesterday}' "
        "WHERE id = {book}",
    },
    "an entry follows the head of its book": {
        "skip a number": entry(next="{next} + 4096", seq="{seq} + 1"),
        "use a number again": entry(next="{newest}", seq="{seq} - 1"),
        "fork the chain": entry(prev="{hex}"),
    },
    "the first entry opens the book, and no other does": {
        "open a book again": entry(kind="book.opened", n_lines="0"),
    },
    "such a row|duplicate key": {
        "the same key twice": entry(key="close"),
        "a line twice": transfer("{newest}"),
        "reverse twice": entry(kind="entry.reversed", reverses="{undone}"),
    },
    "the period is closed": {
        "post into a closed period": entry(today="{closed}"),
        "close what is closed": entry(kind="period.closed", today="{closed}", n_lines="0"),
    },
    "entry_id_of_its_seq|lacks": {
        "an id that is not its number's": entry(next="{next} + 1"),
    },
    "entry_lines_fit": {"more lines than fit": entry(n_lines="4096")},
    "an entry reverses an earlier one of its own book that is no reversal itself": {
        "reverse what is another book's": entry(
            kind="entry.reversed",
            reverses="(SELECT id FROM ledger_entry WHERE book_id = {other} AND seq = 1)",
        ),
        "reverse nothing": entry(kind="entry.reversed", reverses="{next} - 1"),
        "reverse with fewer lines": entry(
            kind="entry.reversed", reverses="{first}", n_lines="0"
        ),
        "reverse a reversal": entry(kind="entry.reversed", reverses="{undoing}"),
    },
    "a reversal has the same lines the other way round": {
        "reverse with other accounts": entry(kind="entry.reversed", reverses="{first}") + "; "
        + transfer("{next}"),
    },
    "the entry before it lacks lines": {
        "go on while the newest lacks its line": entry() + "; " + PRIVATE + AFTER_NEXT,
    },
    "the entry before it lacks its private row": {
        "go on while the newest lacks its private row": entry(n_lines="0") + "; " + AFTER_NEXT,
    },
    "the entry before it moved traced money without lots": {
        "go on without the lots": entry() + "; " + PRIVATE + transfer("{next}") + "; "
        + AFTER_NEXT,
    },
    "the entry is sealed": {
        "a line in a sealed entry": transfer("{first}", 2),
        "a line above n_lines": transfer("{newest}", 2),
        "a line of no entry": transfer("{next}"),
        "a private part for a sealed entry": "INSERT INTO ledger_entryprivate "
        "(entry_id, salts, private) VALUES ({first}, '', '{{}}')",
    },
    "both accounts are of the entry's book": {
        "pay another book's account": entry() + "; " + transfer("{next}", debit="{other_bank}"),
        "take from another book's account": entry() + "; "
        + transfer("{next}", credit="{other_bank}"),
    },
    "transfer_between_two_accounts": {
        "an account that pays itself": entry() + "; " + transfer("{next}", credit="{bank}"),
    },
    "transfer_amount_above_0": {
        "a negative amount": entry() + "; " + transfer("{next}", amount=-5),
        "no amount": entry() + "; " + transfer("{next}", amount=0),
    },
    "balance_above_its_floor": {
        "an overdraft": entry() + "; "
        + transfer("{next}", debit="{fund}", credit="{bank}", amount=1_000_000),
    },
    "a lot is made where the newest entry adds to a traced account": {
        "a lot of a sealed entry": LOTS + "({next_lot}, {fund}, {first} + 1, 2, '', 5, 5, 0)",
        "more lots than the line moved": LOTS
        + "({next_lot}, {fund}, {newest} + 1, 2, '', 5, 5, 0)",
        "a lot in an account that is not traced": LOTS
        + "({next_lot}, {bank}, {newest} + 1, 2, '', 5, 5, 0)",
    },
    "a lot begins unspent": {
        "a lot that begins half spent": LOTS + "({next_lot}, {fund}, {newest} + 1, 2, '', 5, 4, 0)",
    },
    "a lot is used where the newest entry takes from its account, for its purpose": {
        "a use in a sealed entry": USES + "({paid} + 1, {free_lot}, 1)",
        "a use for another purpose": entry() + "; "
        + transfer("{next}", debit="{fund}", credit="{bank}") + "; "
        + USES + "({next} + 1, {lot}, 5)",
        "a use of more than the line moves": entry() + "; "
        + transfer("{next}", debit="{fund}", credit="{bank}") + "; "
        + USES + "({next} + 1, {free_lot}, 6)",
    },
    "lots are numbered without a gap": {
        "skip a lot's number": LOTS + "({next_lot} + 1, {fund}, {newest} + 1, 2, '', 5, 5, 0)",
    },
    "lot_never_spent_twice": {
        "a lot spent beyond what it held": entry() + "; "
        + transfer("{next}", debit="{fund}", credit="{bank}", amount=51) + "; "
        + USES + "({next} + 1, {free_lot}, 51)",
    },
    "an anchor names an entry and its hash": {
        "an anchor that lies": ANCHORS + "('{hex}', {first}, '{hex}', 'x', '{now}', 'x')",
    },
}  # fmt: skip

# REPLACE removes the old row without asking any trigger on DELETE; a new row is refused first.
ON_SQLITE = {
    ".": {
        f"replace a row of {table}": f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"
        for table in TABLES
    }
    | {"update or replace": "UPDATE OR REPLACE ledger_transfer SET amount = 1"},
    "such a row": {
        "replace an entry by its key": entry(key="close").replace("INSERT", "INSERT OR REPLACE"),
        "upsert": entry(key="close") + " ON CONFLICT DO UPDATE SET public = 'x'",
    },
}
ON_POSTGRESQL = {
    "is never emptied": {f"truncate {table}": f"TRUNCATE {table} CASCADE" for table in TABLES},
    "ledger_entry is append-only": {
        "upsert": entry(key="close") + " ON CONFLICT (book_id, key) DO UPDATE SET public = 'x'",
    },
}
ON_THIS = ON_SQLITE if connection.vendor == "sqlite" else ON_POSTGRESQL
EVERY = [
    pytest.param(statements, reason, id=name)
    for table in (ATTACKS, ON_THIS)
    for reason, attacks in table.items()
    for name, statements in attacks.items()
]


def attack(sql: dict[str, object], statements: str) -> None:
    """All statements in one transaction, as an attacker would commit them."""
    for name, value in sql.items():
        statements = statements.replace(f"{{{name}}}", str(value))
    statements = statements.replace("{{", "{").replace("}}", "}")
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements.split("; "):
            cursor.execute(statement)


@pytest.mark.parametrize(("statements", "reason"), EVERY)
def test_refuses_to(sql, statements, reason):
    with pytest.raises(DatabaseError, match=reason):
        attack(sql, statements)
    assert queries.verify(BOOK).sound


@pytest.mark.parametrize(
    "statements",
    [
        entry() + "; " + PRIVATE + transfer("{next}") + "; "
        + LOTS + "({next_lot}, {fund}, {next} + 1, 1, '', 5, 5, 0); " + AFTER_NEXT,
        entry() + "; " + transfer("{next}", debit="{fund}", credit="{bank}") + "; "
        + USES + "({next} + 1, {free_lot}, 5)",
        OPENED + account(),
    ],
    ids=["a gift", "a payment", "an account"],
)  # fmt: skip
def test_lets_the_ledgers_own_statements_through(sql, statements):
    """Control: without the wrong part, an attack's statements are what the ledger itself writes."""
    attack(sql, statements)


def test_renaming_is_no_attack(sql):
    attack(sql, "UPDATE ledger_account SET name = 'x'; UPDATE ledger_book SET name = 'y'")
    assert queries.verify(BOOK).sound
