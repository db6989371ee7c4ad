"""A GET cannot write, because the database engine refuses: not because we promise.

SQLite: ``PRAGMA query_only``. PostgreSQL: one transaction, ``SET TRANSACTION … READ ONLY``, and
REPEATABLE READ, since at its usual level every statement would see a newer state than the last.
Either way the whole page is read from one snapshot.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper


@contextmanager
def reads_only() -> Iterator[None]:
    """Everything inside reads one snapshot; a write raises Django's ``DatabaseError``."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), _refusing_writes(connection):
            yield
    elif connection.in_atomic_block:  # a test's own transaction
        with _refusing_writes(connection), transaction.atomic():
            yield
    else:
        with _deferred(connection), _refusing_writes(connection), transaction.atomic():
            yield


@contextmanager
def _refusing_writes(wrapper: BaseDatabaseWrapper) -> Iterator[None]:
    if wrapper.vendor == "postgresql":
        # Inside a test's transaction the level is settled; only the first statement may set it.
        level = "" if wrapper.savepoint_ids else "ISOLATION LEVEL REPEATABLE READ, "
        wrapper.cursor().execute(f"SET TRANSACTION {level}READ ONLY")
        yield
        return
    wrapper.cursor().execute("PRAGMA query_only = 1")
    try:
        yield
    finally:
        wrapper.cursor().execute("PRAGMA query_only = 0")


@contextmanager
def _deferred(wrapper: BaseDatabaseWrapper) -> Iterator[None]:
    """A reader must not take SQLite's one write lock, which our transactions take at once."""
    wrapper.ensure_connection()  # a worker's first page: the mode is read when connecting
    usual = wrapper.transaction_mode
    wrapper.transaction_mode = "DEFERRED"
    try:
        yield
    finally:
        wrapper.transaction_mode = usual
