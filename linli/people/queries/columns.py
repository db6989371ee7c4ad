"""Sheets and rows of the register as columns. Loads Polars: imported where a registry is asked for.

What holds of a family's facts holds here too: what was stated too long ago, or past its last day,
is unknown; "there is none" is knowledge (a sheet's null) and stands in a column of its own.
"""

import datetime
import json
import re
from collections import deque
from collections.abc import Collection, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Self

import polars as pl

from linli.people.terms import (
    AGREED,
    MINOR_UNTIL_YEARS,
    OBSERVED,
    UNTIL,
    VALUE,
    entry_of,
    fact_of,
)
from linli.rules.days import last_birth_of_age
from linli.rules.kinds import KINDS, Kind, Purpose
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

THREADS = 2
MOST_WAITING = 4
"""Batches of sheets opened and not read yet."""

BIRTH, HUKOU = "birth_date", "hukou_place"
REGISTER = {HOUSEHOLD: pl.String, PERSON: pl.String, BIRTH: pl.Date, HUKOU: pl.String}
"""What the register's own rows tell of a person."""

NOTHING = "null"
_TRUTHS = {"true": True, "false": False}
_OF_THE_FIRST_EDITION = re.compile(rb": ?{")
"""A fact was an object then."""

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

    def told(self, kind: Kind) -> dict[str, pl.Expr]:
        """A kind's value where it may still be relied on, and whether there surely is none."""
        entry = pl.col(kind.key)
        value, holds = _part(entry, VALUE), _part(entry, UNTIL) >= self.on.isoformat()
        if kind.good_for_days is not None:
            oldest = self.on - datetime.timedelta(days=kind.good_for_days)
            holds &= _part(entry, OBSERVED) >= oldest.isoformat()
        if Purpose.BENEFITS not in kind.purposes:
            holds &= _part(entry, AGREED).str.strip_chars_end() == Purpose.BENEFITS.value
        told = {kind.key: pl.when(holds).then(_read_as(shape_of(kind), value))}
        none = (holds & (value == NOTHING)).fill_null(value=False)
        return told | ({none_of(kind.key): none} if kind.may_be_none else {})


def _part(entry: pl.Expr, where: slice) -> pl.Expr:
    return entry.str.slice(where.start, where.stop and where.stop - where.start)


def _read_as(shape: Shape, value: pl.Expr) -> pl.Expr:
    """What JSON says, where it says something; a value of another shape stops the reading."""
    some = pl.when(value != NOTHING).then(value)
    if shape is Shape.TRUTH:
        return some.replace_strict(_TRUTHS, return_dtype=pl.Boolean)
    if shape is Shape.NUMBER:
        return some.cast(pl.Int64)
    text = some.str.strip_chars('"')
    return text.str.to_date() if shape is Shape.DAY else text


def persons(batches: Iterable[list[tuple[str | None, ...]]]) -> pl.DataFrame:
    """Everybody, from the register's rows as texts: household, person, birth, hukou."""
    dashed = [pl.col(key).str.replace(*_DASHES) for key in (HOUSEHOLD, PERSON)]
    hukou = pl.when(pl.col(HUKOU) != "").then(HUKOU).alias(HUKOU)
    born_on = pl.col(BIRTH).str.to_date("%Y-%m-%d")
    frames = [_frame(batch).with_columns(*dashed, born_on, hukou) for batch in batches]
    return pl.concat([pl.DataFrame(schema=REGISTER), *frames])


def _frame(batch: list[tuple[str | None, ...]]) -> pl.DataFrame:
    texts = dict(zip(REGISTER, zip(*batch, strict=True), strict=True))
    return pl.DataFrame(texts, dict.fromkeys(REGISTER, pl.String))


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


def of_persons(wanted: Wanted, everybody: pl.DataFrame, sheets: "Reading") -> Rows:
    """The persons' table: what the register tells and what the sheets do."""
    dropped = {BIRTH, HUKOU} - wanted.asked
    return Rows(everybody.drop(dropped).join(sheets.facts(), on=PERSON, how="left").lazy())


def of_households(everybody: pl.DataFrame, sheets: "Reading") -> Rows:
    """The households' table: everywhere somebody lives."""
    homes = everybody.select(pl.col(HOUSEHOLD).unique())
    return Rows(homes.join(sheets.facts(), on=HOUSEHOLD, how="left").lazy())


# ── Reading sheets ────────────────────────────────────────────────────────────────────────────


class Reader:
    """Reads sheets on the machine's other cores, while the next are being fetched and opened."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted, self._pool = wanted, ThreadPoolExecutor(THREADS)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self._pool.shutdown(cancel_futures=bool(_fault[0]))

    def read(self, subject: Subject, sheets: Iterable[Batch]) -> "Reading":
        """Begin to read them all; what is waiting to be read is never more than a few batches."""
        kinds = self._wanted.kinds(subject)
        reading = Reading(PERSON if subject is Subject.PERSON else HOUSEHOLD)
        reading.add([], self._pool.submit(_read, self._wanted, kinds, []))
        for subjects, texts in sheets if kinds else ():
            reading.add(subjects, self._pool.submit(_read, self._wanted, kinds, texts))
        return reading


class Reading:
    """The facts of everybody with a sheet, being read. ``key``: the column of whom they are."""

    def __init__(self, key: str) -> None:
        self._key = key
        self._read: list[pl.DataFrame] = []
        self._waiting: deque[tuple[list[str], Future[pl.DataFrame]]] = deque()

    def add(self, subjects: list[str], facts: Future[pl.DataFrame]) -> None:
        """One more batch; waits for the oldest where too many are waiting."""
        self._waiting.append((subjects, facts))
        if len(self._waiting) > MOST_WAITING:
            self._take()

    def facts(self) -> pl.DataFrame:
        """All of them. Raises ``NotASheet``."""
        while self._waiting:
            self._take()
        return pl.concat(self._read)

    def _take(self) -> None:
        subjects, facts = self._waiting.popleft()
        key = pl.Series(self._key, subjects, pl.String).str.replace(*_DASHES)
        self._read.append(facts.result().insert_column(0, key))


def _read(wanted: Wanted, kinds: list[Kind], texts: list[bytes]) -> pl.DataFrame:
    """One batch of sheets as columns, in their order. Raises ``NotASheet``."""
    told = {name: one for kind in kinds for name, one in wanted.told(kind).items()}
    lines = b"\n".join(texts)
    if _OF_THE_FIRST_EDITION.search(lines):
        lines = b"\n".join(map(_renewed, texts))
    try:
        read = pl.read_ndjson(lines, schema=dict.fromkeys((kind.key for kind in kinds), pl.String))
        columns = read.select(**told)
    except pl.exceptions.PolarsError:
        raise NotASheet from None  # the fault itself would tell the value
    if columns.height != len(texts):
        raise NotASheet
    return columns


def _renewed(text: bytes) -> bytes:
    """A sheet, its facts written as they are now."""
    entries = {
        kind: entry_of(fact_of(KINDS[kind], entry))
        for kind, entry in json.loads(text).items()
        if kind in KINDS
    }
    return json.dumps(entries).encode()
