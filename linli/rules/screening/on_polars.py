"""Tables of Polars, lazy and streaming: one machine, no server. The default."""

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import and_, eq, ge, gt, le, lt, mul, or_, sub
from pathlib import Path
from typing import Self

import polars as pl

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
    Reckoned,
    Shape,
    StartsWith,
)
from linli.rules.screening.plans import Grouped
from linli.rules.screening.snapshots import SnapshotFault

_TYPES = {
    Shape.TRUTH: pl.Boolean,
    Shape.NUMBER: pl.Int64,
    Shape.TEXT: pl.String,
    Shape.DAY: pl.Date,
}
_COMPARE = {"<": lt, "<=": le, ">": gt, ">=": ge, "=": eq}
_RECKON = {"-": sub, "*": mul}
_FAULTS = (pl.exceptions.PolarsError, OSError)


class Rows:
    """See ``tables.Table``. ``kept``: whether the rows are in memory already.

    Kept tables are grouped and joined at once, in memory. A registry is mostly written household by
    household; keys found in order are marked so, and a join then costs a third.
    """

    def __init__(self, frame: pl.LazyFrame, kept: bool = False) -> None:
        self._frame = frame
        self._kept = kept

    @classmethod
    def read(cls, file: Path) -> Self:
        try:
            frame = pl.scan_parquet(file, glob=False)
            schema = frame.collect_schema()
        except _FAULTS as fault:
            raise SnapshotFault(f"{file}: 不能当作 Parquet 读。 It is no Parquet file.") from fault
        texts = [name for name, kind in schema.items() if kind in (pl.Categorical, pl.Enum)]
        return cls(frame.with_columns(pl.col(texts).cast(pl.String)) if texts else frame)

    @property
    def columns(self) -> Mapping[str, Shape | None]:
        return {name: _shape(kind) for name, kind in self._frame.collect_schema().items()}

    def select(self, columns: Mapping[str, Expression]) -> Self:
        return type(self)(self._frame.select(**_rendered(columns)))

    def extended(self, columns: Mapping[str, Expression]) -> Self:
        return type(self)(self._frame.with_columns(**_rendered(columns)))

    def grouped(self, by: str, columns: Iterable[Grouped]) -> Self:
        gathered = {one.name: _gathered(one).cast(pl.Int64) for one in columns}
        groups = self._frame.group_by(by).agg(**gathered)
        return type(self)(groups.collect(engine="streaming").sort(by).lazy(), kept=True)

    def joined(self, other: Self, on: tuple[str, ...], there: tuple[str, ...]) -> Self:
        left, right = self._frame, other._frame
        if len(on) == 1:
            left, right = self._in_order(on[0]), other._in_order(there[0])
        both = left.join(right, left_on=list(on), right_on=list(there), how="left")
        if self._kept:
            return type(self)(both.collect(engine="in-memory").lazy(), kept=True)
        return type(self)(both)

    def _in_order(self, key: str) -> pl.LazyFrame:
        """These rows, marked where they are kept and in the order of their key."""
        if not self._kept:
            return self._frame
        rows = self._frame.collect()
        ordered = rows[key].is_sorted() and not rows[key].null_count()
        return (rows.with_columns(pl.col(key).set_sorted()) if ordered else rows).lazy()

    def kept(self) -> Self:
        if self._kept:
            return self
        return type(self)(self._frame.collect(engine="streaming").lazy(), kept=True)

    def add_up(self, columns: Mapping[str, Expression]) -> dict[str, int]:
        sums = {name: one.sum() for name, one in _rendered(columns).items()}
        row = self._frame.select(**sums).collect(engine="streaming").row(0, named=True)
        return {name: int(value) for name, value in row.items()}

    def different(self, column: str) -> int:
        one = self._frame.select(pl.col(column).drop_nulls().n_unique())
        return int(one.collect(engine="streaming").item())

    def write(self, file: Path) -> None:
        self._frame.sink_parquet(file, compression="lz4", statistics=False, engine="streaming")


def _shape(kind: pl.DataType) -> Shape | None:
    if kind.is_integer():
        return Shape.NUMBER
    return next((shape for shape, known in _TYPES.items() if kind == known), None)


def _gathered(one: Grouped) -> pl.Expr:
    part = _render(one.part)
    match one.how:
        case "sum":
            return part.cast(pl.Int64).sum()
        case "count":
            return part.count()
        case "min":
            return part.min()
        case "max":
            return part.max()


def _rendered(columns: Mapping[str, Expression]) -> dict[str, pl.Expr]:
    return {name: _render(one) for name, one in columns.items()}


def _render(expression: Expression) -> pl.Expr:
    match expression:
        case Column(name):
            return pl.col(name)
        case Constant(value, shape):
            return pl.lit(value, dtype=_TYPES[shape])
        case All(parts):
            return reduce(and_, map(_render, parts))
        case Any(parts):
            return reduce(or_, map(_render, parts))
        case Contrary(part):
            return ~_render(part)
        case Known(part):
            return _render(part).is_not_null()
        case Choose(cases, otherwise):
            return _chosen(cases, otherwise)
    return _of_values(expression)


def _of_values(expression: Expression) -> pl.Expr:
    match expression:
        case IfUnknown(part, instead):
            return _render(part).fill_null(_render(instead))
        case Against(left, how, right):
            compared: pl.Expr = _COMPARE[how](_render(left), _render(right))
            return compared
        case Reckoned(left, how, right):
            reckoned: pl.Expr = _RECKON[how](_render(left), _render(right))
            return reckoned
        case AmongThese(part, values):
            return _render(part).is_in(list(values))
        case StartsWith(part, beginning):
            return _render(part).str.starts_with(beginning)
        case Least(parts):
            return pl.min_horizontal(*map(_render, parts))
        case Greatest(parts):
            return pl.max_horizontal(*map(_render, parts))
    raise TypeError(expression)


def _chosen(cases: tuple[tuple[Expression, Expression], ...], otherwise: Expression) -> pl.Expr:
    result = _render(otherwise)
    for condition, value in reversed(cases):
        result = pl.when(_render(condition)).then(_render(value)).otherwise(result)
    return result
