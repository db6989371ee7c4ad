"""A payment of the fund, permission to commit ÷ plain inserts of every row it writes.

Goal 0.25. PostgreSQL with fsync on, one process, one commit a payment, three interleaved rounds.
Ours is `fund.actions.confirm_paid`: it asks who may, locks the request and the book, signs, posts
behind the head of the chain with every guard in place, writes payment, deed and notice. The peer
inserts the same rows into tables of the same columns and indexes, without foreign keys or triggers.
"""

import datetime
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any
from uuid import UUID, uuid4

from bench._report import ROUNDS, compare, interleaved
from house.postgres import Cluster

GOAL = 0.25
PAYMENTS = 200

# One payment writes one row into each.
WRITTEN = (
    "identity_signoff", "ledger_entry", "ledger_entryprivate", "ledger_transfer", "fund_payment",
    "journal_deed", "notices_notice",
)  # fmt: skip


def main() -> int:
    """Pay and insert in turn, and print a line of JSON."""
    with a_house():
        from django.db import connection

        desk = open_desk()
        waiting = iter(desk.instructed(PAYMENTS * (ROUNDS + 1)))
        before = {table: count(connection, table) for table in WRITTEN}
        pay(desk, next_of(waiting))  # warms up, and shows the peer what to insert
        rows = {table: rows_after(connection, table, before[table]) for table in WRITTEN}
        ours, peer = interleaved(
            lambda: pay(desk, next_of(waiting)), lambda: insert(connection, rows)
        )
    return 0 if compare("posting", ours, peer, GOAL) else 1


@contextmanager
def a_house() -> Iterator[None]:
    """A migrated house on a PostgreSQL that really writes to its disk."""
    with Cluster(durable=True) as cluster, tempfile.TemporaryDirectory() as data:
        os.environ.update(
            DATABASE_URL=cluster.url,
            LINLI_DATA=data,
            DJANGO_SETTINGS_MODULE="linli.site.settings",
        )
        import django
        from django.core.management import call_command
        from django.db import connections

        django.setup()
        call_command("migrate", verbosity=0, skip_checks=True)
        yield
        connections.close_all()


def open_desk() -> Any:
    """Jin'an's fund with its cast and a great deal of money."""
    from tests.village import build_village

    return Desk(build_village())


class Desk:
    """The fund's desk: takes requests up to the payment, which is what is measured."""

    def __init__(self, village: Any) -> None:
        from linli.fund import actions

        self.village = village
        self.fund = actions.open_fund(
            place=village.here,
            holder_id=village.holder.pk,
            name="金安社区慈善公益基金",
            series="JA",
            by=village.holder_accountant,
            at=village.now,
        )
        actions.confirm_opening_balance(
            fund_id=self.fund.pk,
            amounts_fen={"general": 10**12},
            on=village.today,
            statement="bench",
            key=uuid4(),
            by=village.holder_accountant,
            at=village.now,
        )

    def instructed(self, wanted: int) -> list[UUID]:
        """So many requests that wait for the holder's bank."""
        return [self._instructed() for _ in range(wanted)]

    def _instructed(self) -> UUID:
        from linli.fund import actions

        village, at = self.village, self.village.now
        request = actions.ask(
            fund_id=self.fund.pk,
            purpose="estate_repair",
            reason="repair",
            amount_fen=900_00,
            key=uuid4(),
            by=village.social_worker,
            at=at,
        )
        step = {"request_id": request.pk, "at": at}
        actions.decide(grant_fen=900_00, key=uuid4(), by=village.committee_member, **step)
        actions.instruct(key=uuid4(), by=village.cashier, **step)
        return request.pk


def pay(desk: Desk, requests: Sequence[UUID]) -> float:
    """Payments a second."""
    from linli.fund import actions

    accountant = desk.village.holder_accountant
    today: datetime.date = desk.village.today
    began = time.perf_counter()
    for request_id in requests:
        actions.confirm_paid(
            request_id=request_id,
            bank_reference=request_id.hex,
            paid_on=today,
            key=uuid4(),
            by=accountant,
            at=desk.village.now,
        )
    return len(requests) / (time.perf_counter() - began)


def insert(connection: Any, rows: dict[str, list[tuple[Any, ...]]]) -> float:
    """The same rows a second, a payment's at a time, into fresh tables without keys or triggers."""
    from django.db import transaction

    inserts = {table: peer_of(connection, table, len(rows[table][0])) for table in WRITTEN}
    began = time.perf_counter()
    with connection.cursor() as cursor:
        for payment in zip(*(rows[table] for table in WRITTEN), strict=True):
            with transaction.atomic():
                for table, row in zip(WRITTEN, payment, strict=True):
                    cursor.execute(inserts[table], row)
    return PAYMENTS / (time.perf_counter() - began)


def peer_of(connection: Any, table: str, columns: int) -> str:
    """Make the peer's table anew, and say how a row is inserted into it."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS peer_{table}")
        cursor.execute(f"CREATE TABLE peer_{table} (LIKE {table} INCLUDING INDEXES)")
    return f"INSERT INTO peer_{table} VALUES ({', '.join(['%s'] * columns)})"


def count(connection: Any, table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


def rows_after(connection: Any, table: str, before: int) -> list[tuple[Any, ...]]:
    """The rows written since, in the order in which they stand on the disk."""
    from psycopg.types.json import Jsonb

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} ORDER BY ctid OFFSET {before}")
        return [
            tuple(Jsonb(value) if isinstance(value, dict) else value for value in row)
            for row in cursor.fetchall()
        ]


def next_of(requests: Iterator[UUID]) -> list[UUID]:
    """The requests of the next round."""
    return list(islice(requests, PAYMENTS))


if __name__ == "__main__":
    sys.exit(main())
