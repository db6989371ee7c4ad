"""Tables of SQL text, run by DuckDB. The SQL is plain: a cluster's engine can run it too."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path
from typing import Self

import duckdb

from linli.rules.screening.expressions import (
    Against,
    All,
    AmongThese,
    Any,
    Choose,
    Column,
    Constant,
    Contrary,
    Expression,
    Greatest,
    IfUnknown,
    Known,
    Least,
    Plain,
    Reckoned,
    Shape,
    StartsWith,
)
from linli.rules.screening.plans import Grouped
from linli.rules.screening.snapshots import SnapshotFault

_TYPES = {
    Shape.TRUTH: "BOOLEAN",
    Shape.NUMBER: "BIGINT",
    Shape.TEXT: "VARCHAR",
    Shape.DAY: "DATE",
}
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
        sql = f"SELECT * FROM read_parquet({_text(str(file))})"
        try:
            return cls(sql, _described(sql))
        except duckdb.Error as fault:
            raise SnapshotFault(f"{file}: 不能当作 Parquet 读。 It is no Parquet file.") from fault

    @property
    def columns(self) -> Mapping[str, Shape | None]:
        return {name: _shape(kind) for name, kind in _described(self._sql).items()}

    def select(self, columns: Mapping[str, Expression]) -> Self:
        return type(self)(f"SELECT {_listed(columns)} FROM ({self._sql})", columns)

    def extended(self, columns: Mapping[str, Expression]) -> Self:
        return self.select({name: Column(name) for name in self._names} | dict(columns))

    def grouped(self, by: str, columns: Iterable[Grouped]) -> Self:
        columns, key = tuple(columns), _name(by)
        gathered = ", ".join(
            f"CAST({one.how}({_render(one.part)}) AS BIGINT) AS {_name(one.name)}"
            for one in columns
        )
        sql = f"SELECT {key}, {gathered} FROM ({self._sql}) GROUP BY {key}"
        return type(self)(sql, (by, *(one.name for one in columns)))

    def joined(self, other: Self, on: tuple[str, ...], there: tuple[str, ...]) -> Self:
        theirs = [name for name in other._names if name not in there]
        listed = ", ".join(["l.*", *(f"r.{_name(name)}" for name in theirs)])
        keys = " AND ".join(
            f"l.{_name(left)} = r.{_name(right)}" for left, right in zip(on, there, strict=True)
        )
        sql = f"SELECT {listed} FROM ({self._sql}) AS l LEFT JOIN ({other._sql}) AS r ON {keys}"
        return type(self)(sql, (*self._names, *theirs))

    def kept(self) -> Self:
        name = f"kept_{next(_numbers)}"
        _run(f"CREATE TEMP TABLE {name} AS {self._sql}")
        return type(self)(f"SELECT * FROM {name}", self._names)

    def add_up(self, columns: Mapping[str, Expression]) -> dict[str, int]:
        sums = ", ".join(f"sum(CAST({_render(one)} AS BIGINT))" for one in columns.values())
        [row] = _run(f"SELECT {sums} FROM ({self._sql})")
        return {name: int(str(value or 0)) for name, value in zip(columns, row, strict=True)}

    def different(self, column: str) -> int:
        [(found,)] = _run(f"SELECT count(DISTINCT {_name(column)}) FROM ({self._sql})")
        return int(str(found))

    def write(self, file: Path) -> None:
        _run(f"COPY ({self._sql}) TO {_text(str(file))} (FORMAT parquet, COMPRESSION lz4_raw)")


def _described(sql: str) -> dict[str, str]:
    return {str(row[0]): str(row[1]) for row in _run(f"DESCRIBE {sql}")}


def _shape(kind: str) -> Shape | None:
    if kind in _INTEGERS:
        return Shape.NUMBER
    return next((shape for shape, known in _TYPES.items() if kind == known), None)


def _listed(columns: Mapping[str, Expression]) -> str:
    return ", ".join(f"{_render(one)} AS {_name(name)}" for name, one in columns.items())


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _literal(value: Plain) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    return str(value) if isinstance(value, int) else _text(value)


def _render(expression: Expression) -> str:
    match expression:
        case Column(name):
            return _name(name)
        case Constant(None, shape):
            return f"CAST(NULL AS {_TYPES[shape]})"
        case Constant(int() | str() | date() as value, _):
            return _literal(value)
        case All(parts):
            return _joined(" AND ", parts)
        case Any(parts):
            return _joined(" OR ", parts)
        case Contrary(part):
            return f"(NOT {_render(part)})"
        case Known(part):
            return f"({_render(part)} IS NOT NULL)"
        case Choose(cases, otherwise):
            told = " ".join(f"WHEN {_render(one)} THEN {_render(value)}" for one, value in cases)
            return f"CASE {told} ELSE {_render(otherwise)} END"
    return _of_values(expression)


def _of_values(expression: Expression) -> str:
    match expression:
        case Against(left, how, right) | Reckoned(left, how, right):
            return f"({_render(left)} {how} {_render(right)})"
        case AmongThese(part, values):
            return f"({_render(part)} IN ({', '.join(map(_literal, values))}))"
        case StartsWith(part, beginning):
            return f"({_render(part)} LIKE {_text(beginning + '%')})"
        case IfUnknown(part, instead):
            return f"coalesce({_render(part)}, {_render(instead)})"
        case Least(parts):
            return "least" + _joined(", ", parts)
        case Greatest(parts):
            return "greatest" + _joined(", ", parts)
    raise TypeError(expression)


def _joined(between: str, parts: Iterable[Expression]) -> str:
    return f"({between.join(map(_render, parts))})"
