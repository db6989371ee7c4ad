"""The fund's payment, permission to commit ÷ bare inserts of all the rows it writes.

PostgreSQL, fsync on, one process, three interleaved rounds, one commit a payment on both sides.
The peer's tables have the same columns and indexes, no foreign keys and no triggers, and take the
very rows that ours wrote in the same round. Goal 0.25.
"""

import os
import statistics
import sys
import tempfile
import time
from typing import Any
from uuid import uuid4

from bench._report import ROUNDS, compare
from house.postgres import Cluster

PAYMENTS = 300
GOAL = 0.25


def main() -> int:
    """Pay, copy, compare; print a line of JSON."""
    with Cluster(durable=True) as cluster, tempfile.TemporaryDirectory() as data:
        os.environ.update(
            DATABASE_URL=cluster.url,
            LINLI_DATA=data,
            DJANGO_SETTINGS_MODULE="linli.site.settings",
            LINLI_LOG="ERROR",
        )
        import django

        django.setup()
        return 0 if _measure() else 1


def _measure() -> bool:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    fund = _Fund()
    fund.pay(fund.instructed(20))  # warm: prepared statements, caches, the check of the guards
    ours, peer = [], []
    for number in range(1, ROUNDS + 1):
        waiting = fund.instructed(PAYMENTS)
        before = _marks()
        ours.append(PAYMENTS / fund.pay(waiting))
        payments = _rows_of_each_payment(before, PAYMENTS)
        peer.append(PAYMENTS / _insert_barely(payments))
        per_payment = sum(len(rows) for _table, rows in payments[0])
        print(
            f"round {number}: ours {ours[-1]:.0f}/s, bare inserts {peer[-1]:.0f}/s, "
            f"{per_payment} rows a payment in {len(payments[0])} tables"
        )
    print(f"one payment: {1000 / statistics.median(ours):.2f} ms")
    return compare("posting", ours, peer, GOAL)


class _Fund:
    """A fund with money, and requests that wait to be paid. Made through the actions."""

    def __init__(self) -> None:
        from linli.fund.tests.conftest import Desk
        from tests.village import build_village

        self.village = build_village()
        self.desk = Desk(self.village, {"student_aid": 1_000_000})
        self.family = self.desk.family()

    def instructed(self, count: int) -> list[Any]:
        """So many requests of ¥1, asked, decided and instructed."""
        return [self._instructed() for _ in range(count)]

    def _instructed(self) -> Any:
        from linli.fund import actions
        from linli.fund.tests.conftest import PAYEE

        request = self.desk.ask(1, "student_aid", household_id=self.family)
        on_it = {"request_id": request.pk, "at": self.village.now}
        self.desk.decide(request, 1)
        actions.instruct(payee=PAYEE, key=uuid4(), by=self.village.cashier, **on_it)
        return request.pk

    def pay(self, waiting: list[Any]) -> float:
        """Seconds to confirm them all as paid, from permission to commit, one after another."""
        from linli.fund import actions

        presses = [(request, uuid4(), uuid4().hex) for request in waiting]
        began = time.perf_counter()
        for request, key, line in presses:
            actions.confirm_paid(
                request_id=request,
                bank_reference=line,
                paid_on=self.village.today,
                key=key,
                by=self.village.holder_accountant,
                at=self.village.now,
            )
        return time.perf_counter() - began


def _tables() -> list[str]:
    from django.db import connection

    names = connection.introspection.table_names()
    return [name for name in names if not name.startswith(("bare_", "django_"))]


def _marks() -> dict[str, int]:
    """How many rows each table has."""
    from django.db import connection

    with connection.cursor() as cursor:
        marks = {}
        for table in _tables():
            cursor.execute(f"SELECT count(*) FROM {table}")
            marks[table] = cursor.fetchone()[0]
    return marks


def _rows_of_each_payment(before: dict[str, int], payments: int) -> list[list[tuple[str, list]]]:
    """For each payment, the rows it added to each table, in the order they were written."""
    from django.db import connection

    added = {}
    with connection.cursor() as cursor:
        for table, count in _marks().items():
            new = count - before[table]
            if new:
                # ctid is where a row lies: in the order of writing, where nothing was deleted.
                cursor.execute(f"SELECT * FROM {table} ORDER BY ctid OFFSET {before[table]}")
                added[table] = cursor.fetchall()
    for table, rows in added.items():
        if len(rows) % payments:
            raise SystemExit(f"{table}: {len(rows)} rows for {payments} payments")
    return [
        [(table, _share(rows, number, payments)) for table, rows in added.items()]
        for number in range(payments)
    ]


def _share(rows: list, number: int, payments: int) -> list:
    each = len(rows) // payments
    return rows[number * each : (number + 1) * each]


def _insert_barely(payments: list[list[tuple[str, list]]]) -> float:
    """Seconds to insert the same rows into bare tables, one commit a payment."""
    import psycopg
    from psycopg.types.json import set_json_loads

    set_json_loads(lambda text: text)  # a row goes back as the text it came as
    with psycopg.connect(os.environ["DATABASE_URL"]) as server:
        for table, _rows in payments[0]:
            server.execute(f"DROP TABLE IF EXISTS bare_{table}")
            server.execute(f"CREATE TABLE bare_{table} (LIKE {table} INCLUDING INDEXES)")
        server.commit()
        began = time.perf_counter()
        for payment in payments:
            for table, rows in payment:
                places = ", ".join(["%s"] * len(rows[0]))
                for row in rows:
                    server.execute(f"INSERT INTO bare_{table} VALUES ({places})", row)
            server.commit()
        return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
