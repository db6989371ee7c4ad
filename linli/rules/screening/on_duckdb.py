"""Tables of SQL text, run by DuckDB: a second engine on one machine, for the tests."""

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import count
from pathlib import Path
from typing import Self

import duckdb

from linli.rules.screening.expressions import Column, Expression, Shape
from linli.rules.screening.plans import Grouped
from linli.rules.screening.snapshots import SnapshotFault
from linli.rules.screening.sql import Dialect

_TYPES = {
    Shape.TRUTH: "BOOLEAN",
    Shape.NUMBER: "BIGINT",
    Shape.TEXT: "VARCHAR",
    Shape.DAY: "DATE",
}
_SQL = Dialect('"', "''", _TYPES)
_INTEGERS = {f"{sign}{size}INT" for sign in ("", "U") for size in ("TINY", "SMALL", "BIG", "")} | {
    "INTEGER",
    "UINTEGER",
}
_numbers = count()


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    """One for the process, in memory: two files must be seen together."""
    connection = duckdb.connect()
    connection.execute("SET preserve_insertion_order = false")
    return connection


def _run(sql: str) -> list[tuple[object, ...]]:
    return _connection().execute(sql).fetchall()


class Rows:
    """See ``tables.Table``. ``names``: the columns of this query."""

    def __init__(self, sql: str, names: Iterable[str]) -> None:
        self._sql = sql
        self._names = tuple(names)

    @classmethod
    def read(cls, file: Path) -> Self:
        sql = f"SELECT * FROM read_parquet({_SQL.text(str(file))})"
        try:
            return cls(sql, _described(sql))
        except duckdb.Error as fault:
            raise SnapshotFault(f"{file}: 不能当作 Parquet 读。 It is no Parquet file.") from fault

    @property
    def columns(self) -> Mapping[str, Shape | None]:
        return {name: _shape(kind) for name, kind in _described(self._sql).items()}

    def select(self, columns: Mapping[str, Expression]) -> Self:
        return type(self)(f"SELECT {_SQL.listed(columns)} FROM ({self._sql})", columns)

    def extended(self, columns: Mapping[str, Expression]) -> Self:
        return self.select({name: Column(name) for name in self._names} | dict(columns))

    def grouped(self, by: str, columns: Iterable[Grouped]) -> Self:
        columns, key = tuple(columns), _SQL.name(by)
        gathered = ", ".join(
            f"CAST({one.how}({_SQL.render(one.part)}) AS BIGINT) AS {_SQL.name(one.name)}"
            for one in columns
        )
        sql = f"SELECT {key}, {gathered} FROM ({self._sql}) GROUP BY {key}"
        return type(self)(sql, (by, *(one.name for one in columns)))

    def joined(self, other: Self, on: tuple[str, ...], there: tuple[str, ...]) -> Self:
        theirs = [name for name in other._names if name not in there]
        listed = ", ".join(["l.*", *(f"r.{_SQL.name(name)}" for name in theirs)])
        keys = " AND ".join(
            f"l.{_SQL.name(left)} = r.{_SQL.name(right)}"
            for left, right in zip(on, there, strict=True)
        )
        sql = f"SELECT {listed} FROM ({self._sql}) AS l LEFT JOIN ({other._sql}) AS r ON {keys}"
        return type(self)(sql, (*self._names, *theirs))

    def kept(self) -> Self:
        name = f"kept_{next(_numbers)}"
        _run(f"CREATE TEMP TABLE {name} AS {self._sql}")
        return type(self)(f"SELECT * FROM {name}", self._names)

    def add_up(self, columns: Mapping[str, Expression]) -> dict[str, int]:
        sums = ", ".join(f"sum(CAST({_SQL.render(one)} AS BIGINT))" for one in columns.values())
        [row] = _run(f"SELECT {sums} FROM ({self._sql})")
        return {name: int(str(value or 0)) for name, value in zip(columns, row, strict=True)}

    def different(self, column: str) -> int:
        [(found,)] = _run(f"SELECT count(DISTINCT {_SQL.name(column)}) FROM ({self._sql})")
        return int(str(found))

    def write(self, file: Path) -> None:
        _run(f"COPY ({self._sql}) TO {_SQL.text(str(file))} (FORMAT parquet, COMPRESSION lz4_raw)")


def _described(sql: str) -> dict[str, str]:
    return {str(row[0]): str(row[1]) for row in _run(f"DESCRIBE {sql}")}


def _shape(kind: str) -> Shape | None:
    if kind in _INTEGERS:
        return Shape.NUMBER
    return next((shape for shape, known in _TYPES.items() if kind == known), None)
