"""A GET cannot write, because the database engine keeps nothing of it: not because we promise.

PostgreSQL: one transaction, ``SET TRANSACTION … READ ONLY``, and REPEATABLE READ, since at its
usual level every statement would see a newer state than the last. SQLite: one transaction that is
always rolled back, and the engine's own count of changed rows, which tells whether there was
anything to undo. Its ``PRAGMA query_only`` would refuse a write one statement sooner, but with each
turn the engine forgets every statement it had prepared: an eighth of a page's time. Either way the
whole page is read from one snapshot.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError, connection, transaction


@contextmanager
def reads_only() -> Iterator[None]:
    """Everything inside reads one snapshot; a write raises Django's ``DatabaseError``."""
    if connection.vendor == "postgresql":
        with transaction.atomic():
            _refuse_writes()
            yield
    elif connection.in_atomic_block:  # a test's own transaction
        with _undone(connection):
            yield
    else:
        with _deferred(connection), _undone(connection):
            yield


def _refuse_writes() -> None:
    """Inside a test's transaction the level is settled; only the first statement may set it."""
    level = "" if connection.savepoint_ids else "ISOLATION LEVEL REPEATABLE READ, "
    connection.cursor().execute(f"SET TRANSACTION {level}READ ONLY")


@contextmanager
def _undone(wrapper: Any) -> Iterator[None]:
    """A transaction, or a savepoint, of which nothing stays; what it wrote fails the page."""
    with transaction.atomic():
        before = wrapper.connection.total_changes
        yield
        if wrapper.connection.total_changes != before:
            raise DatabaseError("a page is read-only, and this one wrote: nothing of it was kept")
        transaction.set_rollback(True)


@contextmanager
def _deferred(wrapper: Any) -> Iterator[None]:
    """A reader must not take SQLite's one write lock, which our transactions take at once."""
    wrapper.ensure_connection()  # a worker's first page: the mode is read when connecting
    usual = wrapper.transaction_mode
    wrapper.transaction_mode = "DEFERRED"
    try:
        yield
    finally:
        wrapper.transaction_mode = usual
