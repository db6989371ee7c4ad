"""Walks a plan over a snapshot, on whatever engine the tables are of."""

import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple, cast

from linli.rules.kinds import KINDS
from linli.rules.learning import Subject
from linli.rules.screening.expressions import (
    Column,
    Contrary,
    Expression,
    IfUnknown,
    Known,
    Shape,
    number,
)
from linli.rules.screening.plans import MEMBERS, Plan, reads, same
from linli.rules.screening.sharing import selected
from linli.rules.screening.snapshots import (
    GUARDIANS,
    HOUSEHOLD,
    NO_GUARDIANS,
    PERSON,
    SnapshotFault,
    as_read,
    cannot_be,
    facts_of,
    ids_of,
    refuse_unless_it_fits,
)
from linli.rules.screening.tables import Table

ENGINES = {"polars": "polars", "duckdb": "duckdb", "spark": "pyspark"}
"""Each engine's library. It is as heavy as a web worker: loaded only when asked for."""

PERSONS_FILE, HOUSEHOLDS_FILE = "persons.parquet", "households.parquet"
ROWS, FAULT = "rows", "_fault_"


class NoEngine(LookupError):
    """The engine asked for is unknown, or its library is not installed here."""


def engine(name: str) -> type[Table]:
    """An engine's tables. Raises ``NoEngine``."""
    if name not in ENGINES:
        raise NoEngine(f"没有引擎“{name}”：{', '.join(ENGINES)}。 There is no engine “{name}”.")
    for missing in _missing(name):
        raise NoEngine(f"没有安装“{missing}”。 “{missing}” is not installed here.")
    return cast(type[Table], import_module(f"linli.rules.screening.on_{name}").Rows)


def _missing(name: str) -> Iterator[str]:
    if find_spec(ENGINES[name]) is None:
        yield ENGINES[name]
    if name == "spark" and not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        yield "java"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of whom a benefit reaches: true, false and null together are all there are."""

    benefit: str
    unit: str
    eligible: int
    not_eligible: int
    needs_information: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The two tables of a registry, as far as a plan reads them, and how many persons it has."""

    persons: Table
    households: Table
    count: int


class Files(NamedTuple):
    """A snapshot's two files, and the folder for the results."""

    persons: Path
    households: Path
    out: Path


class Registry(NamedTuple):
    """A snapshot's two tables, as they were read or as a database gave them."""

    persons: Table
    households: Table
    names: tuple[str, str] = ("persons", "households")
    """What a fault calls the two."""


def columns_for(plan: Plan) -> frozenset[str]:
    """The columns of a snapshot that a plan reads, besides the ids: no others need be there."""
    wanted = reads((*plan.asked.values(), *plan.later))
    known = {**facts_of(Subject.PERSON), **facts_of(Subject.HOUSEHOLD)}
    return wanted & known.keys() | ({NO_GUARDIANS} if plan.of_guardian else set())


def screen(plan: Plan, files: Files, on_engine: str = "polars") -> tuple[Tally, ...]:
    """Screen a registry's two files. Raises ``NoEngine`` besides what ``screen_registry`` does."""
    rows = engine(on_engine)
    tables = rows.read(files.persons), rows.read(files.households)
    registry = Registry(*tables, (files.persons.name, files.households.name))
    return screen_registry(plan, registry, files.out)


def screen_registry(plan: Plan, registry: Registry, out: Path) -> tuple[Tally, ...]:
    """Screen a registry and write both results.

    Writes ``persons.parquet`` (``person_id``, ``household_id``) and ``households.parquet``
    (``household_id``): for each benefit of that unit its truth, and ``<benefit>_fen``, fen a month
    where known to the fen and the answer is not no. Rows come in no particular order. Returns the
    tallies, read back.

    Raises ``SnapshotFault`` before anything is written.
    """
    found = opened(registry, plan)
    persons, households = reckoned(plan, found)
    out.mkdir(parents=True, exist_ok=True)
    households.write(out / HOUSEHOLDS_FILE)
    persons.write(out / PERSONS_FILE)
    rows = type(persons)
    return (
        *_tallies(rows.read(out / PERSONS_FILE), [one.benefit for one in plan.persons], "person"),
        *_tallies(
            rows.read(out / HOUSEHOLDS_FILE), [one.benefit for one in plan.households], "household"
        ),
    )


def _tallies(written: Table, benefits: list[str], unit: str) -> Iterable[Tally]:
    if not benefits:
        return ()
    yes = {f"{one} yes": Column(one) for one in benefits}
    no = {f"{one} no": Contrary(Column(one)) for one in benefits}
    open_ = {f"{one} open": Contrary(Known(Column(one))) for one in benefits}
    sums = written.add_up({**yes, **no, **open_})
    return [
        Tally(one, unit, sums[f"{one} yes"], sums[f"{one} no"], sums[f"{one} open"])
        for one in benefits
    ]


# ── Opening ───────────────────────────────────────────────────────────────────────────────────


def opened(registry: Registry, plan: Plan) -> Snapshot:
    """Both tables, read once, as far as the plan needs them. Raises ``SnapshotFault``."""
    wanted, (of_persons, of_households) = columns_for(plan), registry.names
    persons = _narrowed(registry.persons, of_persons, Subject.PERSON, wanted)
    households = _narrowed(registry.households, of_households, Subject.HOUSEHOLD, wanted)
    _refuse_other_ids(registry.names, persons, households)
    persons, count = _sound(persons, of_persons, Subject.PERSON, plan)
    households, known = _sound(households, of_households, Subject.HOUSEHOLD, plan)
    _refuse_twice(households, of_households, HOUSEHOLD, known)
    if plan.of_guardian:
        _refuse_twice(persons, of_persons, PERSON, count)
    return Snapshot(persons, households, count)


def _narrowed(table: Table, file: str, subject: Subject, wanted: frozenset[str]) -> Table:
    """Only what is read. A kind without a column is unknown of everybody."""
    found = table.columns
    refuse_unless_it_fits(file, found, subject)
    facts = facts_of(subject)
    read = {one: as_read(one, facts[one], found) for one in facts if one in wanted}
    if subject is Subject.PERSON and NO_GUARDIANS in wanted:
        shape = found[PERSON] or Shape.TEXT
        read |= {guardian: as_read(guardian, shape, found) for guardian in GUARDIANS}
    return table.select(same(ids_of(subject)[0]) | read)


def _refuse_other_ids(names: tuple[str, str], persons: Table, households: Table) -> None:
    shapes = {table.columns.get(HOUSEHOLD) for table in (persons, households)}
    if len(shapes) > 1:
        raise SnapshotFault(
            f"{', '.join(names)}: 两个文件的“{HOUSEHOLD}”类型不同。 "
            f"“{HOUSEHOLD}” holds numbers in one file and texts in the other."
        )


def _sound(table: Table, file: str, subject: Subject, plan: Plan) -> tuple[Table, int]:
    """What later steps read, kept, and how many rows. Raises ``SnapshotFault`` for a bad value."""
    asked = plan.asked if subject is Subject.PERSON else {}
    faults = _faults(table, subject)
    later = reads(plan.later) | {*ids_of(subject)[0], *GUARDIANS}
    kept = same(name for name in table.columns if name in later)
    read = selected(table, kept, {**asked, **faults}).kept()
    found = read.add_up({**same(faults), ROWS: Known(Column(HOUSEHOLD))})
    for name in faults:
        if found[name]:
            column = name.removeprefix(FAULT)
            raise SnapshotFault(
                f"{file}: 列“{column}”有{found[name]}行的值不能用。 "
                f"“{column}” holds what it cannot in {found[name]} rows."
            )
    return read, found[ROWS]


def _faults(table: Table, subject: Subject) -> dict[str, Expression]:
    """Of each column: true of a row whose value cannot be."""
    missing = {FAULT + one: Contrary(Known(Column(one))) for one in ids_of(subject)[0]}
    faults = {FAULT + one: cannot_be(KINDS[one]) for one in table.columns if one in KINDS}
    return missing | {name: fault for name, fault in faults.items() if fault}


def _refuse_twice(table: Table, file: str, column: str, count: int) -> None:
    if table.different(column) != count:
        raise SnapshotFault(
            f"{file}: “{column}”有重复。 The same “{column}” stands in more than one row."
        )


# ── Reckoning ─────────────────────────────────────────────────────────────────────────────────


def reckoned(plan: Plan, found: Snapshot) -> tuple[Table, Table]:
    """The results of persons and of households. Raises ``SnapshotFault`` for persons astray."""
    persons, households = found.persons, found.households
    for layer in range(1, plan.layers + 1):
        seen = _with_household(persons, households, plan.of_persons(layer))
        households = _gathered(plan, layer, seen, households).kept()
        persons = _with_guardians(plan, layer, seen, persons)
    if households.add_up({MEMBERS: Column(MEMBERS)})[MEMBERS] != found.count:
        raise SnapshotFault(
            f"有人的“{HOUSEHOLD}”不在家庭文件里。 "
            f"Somebody's “{HOUSEHOLD}” is not in the households' file."
        )
    answers = plan.answers_of_persons()
    persons = _with_household(persons, households, answers.values())
    return (
        selected(persons, same([PERSON, HOUSEHOLD]), answers),
        selected(households, same([HOUSEHOLD]), plan.answers_of_households()),
    )


def _with_household(persons: Table, households: Table, wanted: Iterable[Expression]) -> Table:
    """The persons, each with the columns of the household that these expressions read."""
    asked = reads(wanted) - {HOUSEHOLD}
    names = [name for name in households.columns if name in asked]
    if not names:
        return persons
    carried = households.select(same([HOUSEHOLD, *names]))
    return persons.joined(carried, (HOUSEHOLD,), (HOUSEHOLD,))


def _gathered(plan: Plan, layer: int, persons: Table, households: Table) -> Table:
    """The households with this layer's columns; where nobody lives, everything counts 0."""
    steps = [step for step in plan.grouped.values() if step.layer == layer]
    if steps:
        gathered = persons.grouped(HOUSEHOLD, steps)
        households = households.joined(gathered, (HOUSEHOLD,), (HOUSEHOLD,))
        households = households.extended({step.name: _or_nothing(step.name) for step in steps})
    for truth in plan.of_household.values():
        if truth.layer == layer:
            households = households.extended({truth.name: truth.part})
    return households


def _or_nothing(name: str) -> Expression:
    return IfUnknown(Column(name), number(0))


def _with_guardians(plan: Plan, layer: int, seen: Table, persons: Table) -> Table:
    """The persons with what this layer reckons of their guardians, of the same household only."""
    steps = [step for step in plan.of_guardian.values() if step.layer == layer]
    if not steps:
        return persons
    for which, guardian in enumerate(GUARDIANS):
        theirs = seen.select(
            same([PERSON, HOUSEHOLD]) | {step.columns[which]: step.part for step in steps}
        )
        persons = persons.joined(theirs, (guardian, HOUSEHOLD), (PERSON, HOUSEHOLD))
    return persons
