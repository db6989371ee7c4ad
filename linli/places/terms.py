"""Days off and make-up days as the State Council's notices tell them: read from a table. Pure.

A notice names exceptions only: days off that are not a plain weekend, and weekend days on which
everybody works. A day no notice names is an ordinary day, and its weekday says what it is.
"""

import csv
import datetime
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final, Literal, NamedTuple, cast

Kind = Literal["off", "work"]
KINDS: Final[tuple[Kind, ...]] = ("off", "work")
KIND_NAMES: Final = {"off": "off", "休": "off", "work": "work", "班": "work"}
COLUMNS: Final = ("day", "kind", "name", "name_en", "source")
MOST_LINES: Final = 400
SHIPPED: Final = Path(__file__).parent / "data" / "days_off.csv"


class NamedDay(NamedTuple):
    """A day a notice names: off or made up for, of which festival, said by which notice."""

    day: datetime.date
    kind: Kind
    name: str
    name_en: str
    source: str


class LineNotRead(ValueError):
    """A line that is no day: its number, and what is wrong with it (one of ``FAULTS``)."""

    def __init__(self, line: int, fault: str) -> None:
        super().__init__(f"line {line}: {fault}")
        self.line = line
        self.fault = fault


FAULTS: Final = ("columns", "day", "kind", "name", "source", "twice", "year", "empty", "many")


def read(text: str) -> list[NamedDay]:
    """The days of a table ``day,kind,name,name_en,source``, of one year, by day.

    Commas or tabs; a heading line may be there; kind ``off``/``work`` or 休/班. Raises
    ``LineNotRead`` at the first line that is wrong.
    """
    rows: list[NamedDay] = []
    seen: set[datetime.date] = set()
    for number, cells in _lines(text):
        row = _row(number, cells)
        if row.day in seen:
            raise LineNotRead(number, "twice")
        if rows and row.day.year != rows[0].day.year:
            raise LineNotRead(number, "year")
        seen.add(row.day)
        rows.append(row)
    if not rows:
        raise LineNotRead(1, "empty")
    return sorted(rows)


@cache
def shipped() -> dict[datetime.date, NamedDay]:
    """The days of the years that came with the software; each row names its notice."""
    with SHIPPED.open(encoding="utf-8") as lines:
        rows = [_row(at, list(row.values())) for at, row in enumerate(csv.DictReader(lines), 2)]
    return {row.day: row for row in rows}


def _lines(text: str) -> Iterable[tuple[int, list[str]]]:
    lines = text.lstrip("\ufeff").splitlines()
    if len(lines) > MOST_LINES:
        raise LineNotRead(MOST_LINES + 1, "many")
    for number, line in enumerate(lines, 1):
        delimiter = "\t" if "\t" in line else ","
        cells = [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]
        heading = number == 1 and cells[:2] == ["day", "kind"]
        if any(cells) and not heading:
            yield number, cells


def _row(number: int, cells: list[str]) -> NamedDay:
    if len(cells) != len(COLUMNS):
        raise LineNotRead(number, "columns")
    day, kind, name, name_en, source = cells
    try:
        on = datetime.date.fromisoformat(day)
    except ValueError as error:
        raise LineNotRead(number, "day") from error
    if kind not in KIND_NAMES:
        raise LineNotRead(number, "kind")
    if not name or len(name) > 40 or len(name_en) > 60:
        raise LineNotRead(number, "name")
    if not source or len(source) > 60:
        raise LineNotRead(number, "source")
    return NamedDay(on, cast(Kind, KIND_NAMES[kind]), name, name_en, source)
