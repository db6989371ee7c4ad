"""Made-up registries for the tests of screening: families by a seed, and their two files."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

import polars as pl

from linli.rules.amounts import AmountRule
from linli.rules.conditions import Group
from linli.rules.days import birthday_in
from linli.rules.facts import NONE, FactValue, Family, Person, Value
from linli.rules.kept import catalogue
from linli.rules.kinds import KINDS, Kind, Shape
from linli.rules.learning import Subject
from linli.rules.packs import AgesOn, Catalogue, Pack
from linli.rules.screening import expressions
from linli.rules.screening.on_duckdb import Rows as DuckRows
from linli.rules.screening.on_polars import Rows as PolarsRows
from linli.rules.screening.snapshots import NO_GUARDIANS, facts_of, none_of
from linli.rules.situation import Situation

PLACE = "350206005023"
PLACES = ("350206", "350206005023", "3502", "350100", "36")
AGES = (0, 1, 3, 4, 6, 7, 14, 15, 16, 18, 60, 80)
FEN = (0, 1, 1_500_00, 1_700_00, 1_600_00, 799_99, 800_00, 800_01, 3_000_00, 38_400_00, 38_400_01)
TYPES = {
    expressions.Shape.TRUTH: pl.Boolean,
    expressions.Shape.NUMBER: pl.Int64,
    expressions.Shape.TEXT: pl.String,
    expressions.Shape.DAY: pl.Date,
}
ROWS = {"polars": PolarsRows, "duckdb": DuckRows}


def families(seed: int, count: int, on: date) -> list[Family]:
    """Households of nobody to five, some of whom all is known and some of whom nothing."""
    dice = Random(seed)
    return [_family(dice, number, on) for number in range(count)]


def _family(dice: Random, number: int, on: date) -> Family:
    known = dice.choice((0.0, 0.3, 0.7, 0.95, 1.0))
    ids = [UUID(int=number * 10 + one + 1) for one in range(dice.choice((0, 1, 1, 2, 3, 4, 5)))]
    persons = tuple(
        Person(one, _facts(dice, Subject.PERSON, known, on), _guardians(dice, ids)) for one in ids
    )
    household = _facts(dice, Subject.HOUSEHOLD, known, on)
    return Family(UUID(int=10**9 + number), PLACE, persons, household)


def _guardians(dice: Random, ids: list[UUID]) -> tuple[UUID, ...] | None:
    """Never asked, nobody, one or two of the household, or somebody who lives elsewhere."""
    if dice.random() < 0.3:
        return None
    elsewhere = UUID(int=10**8)
    return tuple(dice.sample([*ids, elsewhere], dice.choice((0, 1, 1, min(2, len(ids))))))


def _facts(dice: Random, subject: Subject, known: float, on: date) -> dict[str, FactValue]:
    return {
        kind.key: FactValue(_value(dice, kind, on), on, "document")
        for kind in KINDS.values()
        if kind.subject is subject and dice.random() < known
    }


def _value(dice: Random, kind: Kind, on: date) -> Value:
    if kind.may_be_none and dice.random() < 0.3:
        return NONE
    if kind.shape is Shape.YES_NO:
        return dice.random() < 0.5
    if kind.shape is Shape.DAY:
        return _birthday(dice, on)
    if kind.shape is Shape.FEN:
        return dice.choice(FEN)
    return dice.choice(PLACES if kind.shape is Shape.PLACE else list(kind.choices))


def _birthday(dice: Random, on: date) -> date:
    """Round the days on which one grows older, 29 February, and a child not born yet."""
    near = birthday_in(on, on.year - dice.choice(AGES)) + timedelta(days=dice.choice((-1, 0, 1)))
    leap = date(dice.choice((2004, 2008, 2012, 2016, 2020)), 2, dice.choice((28, 29)))
    new_year = date(on.year - dice.choice(AGES), dice.choice((1, 12)), dice.choice((1, 2, 31)))
    return dice.choice((near, leap, new_year, on + timedelta(days=dice.choice((1, 20)))))


# ── Files ─────────────────────────────────────────────────────────────────────────────────────


def written(folder: Path, registry: list[Family]) -> tuple[Path, Path]:
    """The registry as a snapshot: two files."""
    persons = [
        {
            "person_id": str(person.id),
            "household_id": str(family.household_id),
            **_guardian_columns(person),
            **columns(person.facts),
        }
        for family in registry
        for person in family.persons
    ]
    households = [
        {"household_id": str(family.household_id), **columns(family.facts)} for family in registry
    ]
    ids = ("person_id", "household_id", "guardian_1_id", "guardian_2_id")
    return (
        table(folder / "persons.parquet", persons, ids, Subject.PERSON),
        table(folder / "households.parquet", households, ("household_id",), Subject.HOUSEHOLD),
    )


def table(path: Path, rows: list[dict], ids: tuple[str, ...], subject: Subject) -> Path:
    """One file of a snapshot, with every column it may hold."""
    schema = dict.fromkeys(ids, pl.String) | {
        name: TYPES[shape] for name, shape in facts_of(subject).items()
    }
    pl.DataFrame(rows, schema=schema).write_parquet(path)
    return path


def columns(facts: dict[str, FactValue]) -> dict[str, Value | None]:
    """What is known of one subject, as its row holds it."""
    row: dict[str, Value | None] = {}
    for key, fact in facts.items():
        row[key] = None if fact.value is NONE else fact.value
        if KINDS[key].may_be_none:
            row[none_of(key)] = fact.value is NONE
    return row


def _guardian_columns(person: Person) -> dict[str, Value | None]:
    guardians = [str(one) for one in person.guardians or ()]
    first, second, *_ = [*guardians, None, None]
    nobody = person.guardians == ()
    return {"guardian_1_id": first, "guardian_2_id": second, NO_GUARDIANS: nobody}


# ── Answers ───────────────────────────────────────────────────────────────────────────────────


def judged(pack: Pack, family: Family, person: Person | None, on: date, packs: Catalogue):
    """What the evaluator for one family says: the truth, and fen where known to the fen."""
    at = Situation(family, on, pack, packs, person)
    truth = at.truth(pack.conditions)
    pays = isinstance(pack.amount, AmountRule) and truth is not False
    return truth, pack.amount.amount(at).exact_fen if pays else None


# ── A catalogue ───────────────────────────────────────────────────────────────────────────────


def parameters():
    """The shared figures, one nobody has found, and a small one."""
    [low_income] = [pack for pack in catalogue().packs if pack.id == "low_income"]
    [dibao] = [pack for pack in catalogue().packs if pack.id == "dibao"]
    standard = low_income.parameters["dibao_standard"]

    def figure(key, value):
        return replace(standard, key=key, values=(replace(standard.values[0], value=value),))

    figures = {"nobody_knows": figure("nobody_knows", None), "small": figure("small", 500_00)}
    return {**dibao.parameters, **low_income.parameters, **figures}


def with_one_more(conditions, amount, unit):
    """The packs we ship, and one that asks just this."""
    [model] = [pack for pack in catalogue().packs if pack.id == "low_income"]
    more = replace(
        model,
        id="random",
        unit=unit,
        ages_on=AgesOn.JANUARY_1 if isinstance(conditions, Group) else AgesOn.THE_DAY,
        conditions=conditions,
        amount=amount,
        parameters=parameters(),
    )
    return Catalogue((*catalogue().packs, more))
