"""Sheets and rows of the register as columns. Loads Polars: imported where a registry is asked for.

What holds of a family's facts holds here too: what was stated too long ago, or past its last day,
is unknown; "there is none" is knowledge (a sheet's null) and stands in a column of its own.
"""

import datetime
from collections import deque
from collections.abc import Collection, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import polars as pl

from linli.people.terms import MINOR_UNTIL_YEARS
from linli.rules.days import last_birth_of_age
from linli.rules.kinds import KINDS, Kind
from linli.rules.learning import Subject
from linli.rules.screening.expressions import Shape
from linli.rules.screening.on_polars import Rows
from linli.rules.screening.snapshots import (
    GUARDIANS,
    HOUSEHOLD,
    NO_GUARDIANS,
    PERSON,
    none_of,
    shape_of,
)

MOST_WAITING = 2
"""Batches of sheets opened and not read yet."""

BIRTH, HUKOU = "birth_date", "hukou_place"
REGISTER = {HOUSEHOLD: pl.String, PERSON: pl.String, BIRTH: pl.Date, HUKOU: pl.String}
"""What the register's own rows tell of a person."""

_AS_WRITTEN = {
    Shape.TRUTH: pl.Boolean,
    Shape.NUMBER: pl.Int64,
    Shape.TEXT: pl.String,
    Shape.DAY: pl.String,
}
_DASHES = (r"^(.{8})(.{4})(.{4})(.{4})(.{12})$", "$1-$2-$3-$4-$5")

Batch = tuple[list[str], list[bytes]]
"""Whom each sheet is about, and its text."""


class NotASheet(ValueError):
    """A sheet's text is not one line of JSON, or a value is not of its kind."""


class Wanted:
    """Which columns are asked for, and the day on which an answer must still hold."""

    def __init__(self, asked: Collection[str], on: datetime.date) -> None:
        self.asked, self.on = frozenset(asked), on

    @property
    def guardians(self) -> bool:
        """Whether anything is asked of guardians."""
        return NO_GUARDIANS in self.asked

    def kinds(self, subject: Subject) -> list[Kind]:
        """The kinds of fact to be read from the sheets of persons, or of households."""
        return [
            kind
            for kind in KINDS.values()
            if kind.subject is subject and kind.key not in REGISTER
            if kind.key in self.asked or none_of(kind.key) in self.asked
        ]

    def columns(self, kind: Kind) -> list[pl.Expr]:
        """A kind's value where it may still be relied on, and whether there surely is none."""
        read = pl.col(kind.key)
        value, until = read.struct.field("value"), read.struct.field("valid_until")
        holds = until.is_null() | (until >= self.on.isoformat())
        if kind.good_for_days is not None:
            oldest = self.on - datetime.timedelta(days=kind.good_for_days)
            holds &= read.struct.field("observed_on") >= oldest.isoformat()
        known = value.str.to_date() if shape_of(kind) is Shape.DAY else value
        told = [pl.when(holds).then(known).alias(kind.key)]
        if kind.may_be_none:
            none = read.is_not_null() & holds & value.is_null()
            told.append(none.fill_null(value=False).alias(none_of(kind.key)))
        return told


def persons(batches: Iterable[list[tuple[Any, ...]]]) -> pl.DataFrame:
    """Everybody, from the register's rows: household, person, birth, hukou."""
    dashed = [pl.col(key).str.replace(*_DASHES) for key in (HOUSEHOLD, PERSON)]
    hukou = pl.when(pl.col(HUKOU) != "").then(HUKOU).alias(HUKOU)
    frames = [_frame(batch).with_columns(*dashed, hukou) for batch in batches]
    return pl.concat([pl.DataFrame(schema=REGISTER), *frames])


def _frame(batch: list[tuple[Any, ...]]) -> pl.DataFrame:
    return pl.DataFrame(dict(zip(REGISTER, zip(*batch, strict=True), strict=True)), REGISTER)


def with_guardians(
    everybody: pl.DataFrame, pairs: list[tuple[str, str]], on: datetime.date
) -> pl.DataFrame:
    """The first and second guardian of the same household, and whether there is none.

    Whoever is of age has none. Of a minor without any guardian, nobody has asked.
    """
    of_age = last_birth_of_age(MINOR_UNTIL_YEARS, on)
    home = everybody.select(PERSON, HOUSEHOLD)
    told = pl.DataFrame(pairs, {PERSON: pl.String, "guardian": pl.String}, orient="row")
    told = told.join(home, on=PERSON, maintain_order="left")
    told = told.join(
        home, left_on="guardian", right_on=PERSON, how="left", suffix="_2", maintain_order="left"
    )
    here = pl.col("guardian").filter(pl.col(HOUSEHOLD) == pl.col(f"{HOUSEHOLD}_2"))
    found = told.group_by(PERSON).agg(here)
    grown_up, count = pl.col(BIRTH) <= of_age, pl.col("guardian").list.len()
    one_or_two = ~grown_up & count.is_between(1, len(GUARDIANS))
    return everybody.join(found, on=PERSON, how="left").select(
        *REGISTER,
        *(
            pl.when(one_or_two).then(pl.col("guardian").list.get(n, null_on_oob=True)).alias(name)
            for n, name in enumerate(GUARDIANS)
        ),
        (grown_up | (count == 0).fill_null(value=False)).alias(NO_GUARDIANS),
    )


def of_persons(wanted: Wanted, everybody: pl.DataFrame, sheets: Iterable[Batch]) -> Rows:
    """The persons' table: what the register tells and what the sheets do."""
    facts = _facts(wanted, Subject.PERSON, sheets)
    dropped = {BIRTH, HUKOU} - wanted.asked
    return Rows(everybody.drop(dropped).join(facts, on=PERSON, how="left").lazy())


def of_households(wanted: Wanted, everybody: pl.DataFrame, sheets: Iterable[Batch]) -> Rows:
    """The households' table: everywhere somebody lives."""
    facts = _facts(wanted, Subject.HOUSEHOLD, sheets)
    homes = everybody.select(pl.col(HOUSEHOLD).unique())
    return Rows(homes.join(facts, on=HOUSEHOLD, how="left").lazy())


def _facts(wanted: Wanted, subject: Subject, sheets: Iterable[Batch]) -> pl.DataFrame:
    """The facts of everybody with a sheet. One batch is read while the next is being opened."""
    kinds = wanted.kinds(subject)
    key = PERSON if subject is Subject.PERSON else HOUSEHOLD
    frames = [_read(wanted, kinds, ([], [])).select(pl.lit("").alias(key), pl.all()).clear()]
    waiting: deque[tuple[list[str], Future[pl.DataFrame]]] = deque()

    def take() -> None:
        subjects, read = waiting.popleft()
        frames.append(read.result().insert_column(0, pl.Series(key, subjects)))

    with ThreadPoolExecutor(1) as reader:
        for batch in sheets if kinds else ():
            waiting.append((batch[0], reader.submit(_read, wanted, kinds, batch)))
            if len(waiting) > MOST_WAITING:
                take()
        while waiting:
            take()
    return pl.concat(frames)


def _read(wanted: Wanted, kinds: list[Kind], batch: Batch) -> pl.DataFrame:
    """One batch of sheets as columns, in the order of the batch. Raises ``NotASheet``."""
    schema = {
        kind.key: pl.Struct(
            {
                "value": _AS_WRITTEN[shape_of(kind)],
                "observed_on": pl.String,
                "valid_until": pl.String,
            }
        )
        for kind in kinds
    }
    try:
        read = pl.read_ndjson(b"\n".join(batch[1]), schema=schema)
    except pl.exceptions.PolarsError as fault:
        raise NotASheet from fault
    if read.height != len(batch[0]):
        raise NotASheet
    return read.select(column for kind in kinds for column in wanted.columns(kind))
