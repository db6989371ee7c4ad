"""A GET cannot write, because the database engine refuses: not because we promise.

SQLite: ``PRAGMA query_only``. PostgreSQL: one transaction, ``SET TRANSACTION READ ONLY``.
Either way the whole page is read from one snapshot.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper


@contextmanager
def reads_only() -> Iterator[None]:
    """Everything inside reads one snapshot; a write raises Django's ``DatabaseError``."""
    if connection.in_atomic_block:  # a test's own transaction: PostgreSQL can still be told
        with transaction.atomic(), _refusing_writes(connection):
            yield
    elif connection.vendor == "sqlite":
        with _deferred(connection), _refusing_writes(connection), transaction.atomic():
            yield
    else:
        with transaction.atomic(), _refusing_writes(connection):
            yield


@contextmanager
def _refusing_writes(wrapper: BaseDatabaseWrapper) -> Iterator[None]:
    if wrapper.vendor == "postgresql":
        wrapper.cursor().execute("SET TRANSACTION READ ONLY")
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
    usual = wrapper.transaction_mode
    wrapper.transaction_mode = "DEFERRED"
    try:
        yield
    finally:
        wrapper.transaction_mode = usual
