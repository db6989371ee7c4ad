"""Writing in as few trips to the database as can be, where Django's way is too slow.

A deed is several rows, and on PostgreSQL each trip costs as much as the insert it carries. Here the
rows of one deed travel together. Nothing else differs from ``bulk_create``: same values, same
guards, same errors; only numbers that the database gives out are not handed back.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import connection, models


def insert(*rows: models.Model, unless_there: Sequence[models.Model] = ()) -> None:
    """Insert the rows in the order given, inside the caller's transaction.

    Every value must be set but a number that the database gives out (an ``AutoField``). Of
    ``unless_there``, all of one model, those are inserted that no unique index refuses.
    """
    statements = [_statement(model, list(same)) for model, same in groupby(rows, key=type)]
    if unless_there:
        statements.append(_statement_if_new(unless_there))
    with _one_trip(), connection.cursor() as cursor:
        for sql, values in statements:
            cursor.execute(sql, values)
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def insert_new(*rows: models.Model) -> int:
    """Insert those of the rows, all of one model, that no unique index refuses; returns how many.

    The engine decides between two who come at once, and no savepoint is needed to hear its answer.
    """
    with connection.cursor() as cursor:
        cursor.execute(*_statement_if_new(rows))
        return cursor.rowcount


def count_up(model: type[models.Model], column: str, by: Mapping[UUID, int]) -> None:
    """Add to a whole number in each of these rows what ``by`` says; guards and CHECKs as ever."""
    table, key = model._meta.db_table, model._meta.pk
    sql = f'UPDATE "{table}" SET "{column}" = "{column}" + %s WHERE "{key.column}" = %s'  # noqa: S608
    with connection.cursor() as cursor:
        for row, amount in sorted(by.items()):
            cursor.execute(sql, [amount, key.get_db_prep_value(row, connection)])


@contextmanager
def _one_trip() -> Iterator[None]:
    """What is executed within goes to PostgreSQL together; a refusal is heard at the end of it."""
    if connection.vendor == "postgresql":
        with connection.wrap_database_errors, connection.connection.pipeline():
            yield
    else:
        yield


def uuid_of(value: UUID | str | None) -> UUID | None:
    """A UUID out of a written-out query: PostgreSQL gives it, SQLite gives its text."""
    return UUID(value) if isinstance(value, str) else value


def _statement_if_new(rows: Sequence[models.Model]) -> tuple[str, list[Any]]:
    sql, values = _statement(type(rows[0]), rows)
    return f"{sql} ON CONFLICT DO NOTHING", values


def _statement(model: type[models.Model], rows: Sequence[models.Model]) -> tuple[str, list[Any]]:
    table, fields = _shape(model)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    places = f"({', '.join(['%s'] * len(fields))})"
    values = [
        field.get_db_prep_save(getattr(row, field.attname), connection)
        for row in rows
        for field in fields
    ]
    sql = f'INSERT INTO "{table}" ({columns}) VALUES {", ".join([places] * len(rows))}'  # noqa: S608
    return sql, values


@cache
def _shape(model: type[models.Model]) -> tuple[str, tuple[Any, ...]]:
    """The table and the fields whose values come from us."""
    meta = model._meta
    ours = (f for f in meta.local_concrete_fields if not isinstance(f, models.AutoField))
    return meta.db_table, tuple(field for field in ours if field.column)
