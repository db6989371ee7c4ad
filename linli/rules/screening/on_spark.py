"""Tables of Apache Spark: the same rules for a province, on a cluster or on this machine.

Which cluster, and how much of it, Spark's own settings say (``spark-submit``, ``SPARK_CONF_DIR``);
without any it is this machine. A result is a folder of Parquet files, as Spark writes it.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Self

from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.functions import expr

from linli.rules.screening.expressions import Column, Expression, Shape
from linli.rules.screening.plans import Grouped
from linli.rules.screening.snapshots import SnapshotFault
from linli.rules.screening.sql import Dialect

_SQL = Dialect(
    "`",
    r"\'",
    {
        Shape.TRUTH: "BOOLEAN",
        Shape.NUMBER: "BIGINT",
        Shape.TEXT: "STRING",
        Shape.DAY: "DATE",
    },
)
_SHAPES = {
    "boolean": Shape.TRUTH,
    "string": Shape.TEXT,
    "date": Shape.DAY,
    **dict.fromkeys(("tinyint", "smallint", "int", "bigint"), Shape.NUMBER),
}


@cache
def _session() -> SparkSession:
    session = SparkSession.builder.appName("linli").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


class Rows:
    """See ``tables.Table``."""

    def __init__(self, frame: DataFrame) -> None:
        self._frame = frame

    @classmethod
    def read(cls, file: Path) -> Self:
        try:
            return cls(_session().read.parquet(str(file)))
        except PySparkException as fault:
            raise SnapshotFault(f"{file}: 不能当作 Parquet 读。 It is no Parquet file.") from fault

    @property
    def columns(self) -> Mapping[str, Shape | None]:
        return {name: _SHAPES.get(kind) for name, kind in self._frame.dtypes}

    def select(self, columns: Mapping[str, Expression]) -> Self:
        listed = [_SQL.named(name, one) for name, one in columns.items()]
        return type(self)(self._frame.selectExpr(*listed))

    def extended(self, columns: Mapping[str, Expression]) -> Self:
        return self.select({name: Column(name) for name in self._frame.columns} | dict(columns))

    def grouped(self, by: str, columns: Iterable[Grouped]) -> Self:
        gathered = [
            f"CAST({one.how}({_SQL.render(one.part)}) AS BIGINT) AS {_SQL.name(one.name)}"
            for one in columns
        ]
        return type(self)(self._frame.groupBy(by).agg(*map(expr, gathered)))

    def joined(self, other: Self, on: tuple[str, ...], there: tuple[str, ...]) -> Self:
        theirs = [name for name in other._frame.columns if name not in there]
        keys = " AND ".join(
            f"l.{_SQL.name(left)} = r.{_SQL.name(right)}"
            for left, right in zip(on, there, strict=True)
        )
        both = self._frame.alias("l").join(other._frame.alias("r"), expr(keys), "left")
        return type(self)(both.selectExpr("l.*", *(f"r.{_SQL.name(name)}" for name in theirs)))

    def kept(self) -> Self:
        return type(self)(self._frame.persist())

    def add_up(self, columns: Mapping[str, Expression]) -> dict[str, int]:
        sums = [f"sum(CAST({_SQL.render(one)} AS BIGINT))" for one in columns.values()]
        [row] = self._frame.selectExpr(*sums).collect()
        return {name: int(value or 0) for name, value in zip(columns, row, strict=True)}

    def different(self, column: str) -> int:
        [(found,)] = self._frame.selectExpr(f"count(DISTINCT {_SQL.name(column)})").collect()
        return int(found)

    def write(self, file: Path) -> None:
        self._frame.write.mode("overwrite").parquet(str(file))
