"""What a payment may cost: its statements are counted, as its speed is promised (bench)."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.fund import published

READS = 6
"""The request and its facts; the book, its key, its guards, its two accounts."""
WRITES = {
    "identity_signoff", "ledger_entry", "ledger_entryprivate", "ledger_transfer", "fund_payment",
    "journal_deed", "notices_notice",
}  # fmt: skip


def test_a_payment_writes_seven_rows_and_reads_little(desk):
    for _ in range(2):  # the first looks once whether the guards are in place
        request = desk.ask(900)
        desk.decide(request, 900)
        desk.instruct(request)
        with CaptureQueriesContext(connection) as asked:
            desk.pay(request)
    statements = [query["sql"] for query in asked]
    written = "; ".join(sql for sql in statements if "INSERT" in sql)
    assert {table for table in WRITES if f'"{table}"' in written} == WRITES
    reads = [sql for sql in statements if "INSERT" not in sql and "SAVEPOINT" not in sql]
    assert len(reads) <= READS, "\n".join(reads)


def test_the_street_reads_a_fund_in_one_statement(desk, django_assert_num_queries):
    desk.publish()
    with django_assert_num_queries(1):
        published.figures(desk.village.here)
