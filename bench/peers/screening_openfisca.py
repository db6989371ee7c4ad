"""The peer: OpenFisca-Core screens for the same five benefits, in an environment of its own.

`python screening_openfisca.py FOLDER OUT`. OpenFisca knows no "unknown", so it is carried by hand,
as its users must: a truth is 1, 0 (unknown) or -1, so that *and* is the least and *or* the
greatest; an amount below zero is unknown. Figures are those of 24 November 2026: the dibao
standard is outdated by then, and turns nobody away.
"""

import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

MONTH = "2026-11"
TODAY = np.datetime64("2026-11-24")
DIBAO = 800_00
CATEGORIES = ["visual", "hearing", "speech", "limb", "intellectual", "mental", "multiple"]
DIAGNOSES = ["visual", "hearing", "speech", "limb", "intellectual", "autism", "multiple", "other"]
YES_NO = [
    "tekun_status",
    "orphan_support",
    "work_injury_care",
    "diagnosed_by_tertiary_specialist",
    "contracted_rehab_institution",
]
OF_HOME = ["dibao_status", "low_income_status"]
FEN = ["monthly_rehab_cost", "monthly_income", "financial_assets"]
CHOICES = {"disability_category": CATEGORIES, "diagnosis": DIAGNOSES, "disability_grade": None}
NOT_BORN = 10**6

Household = build_entity(
    key="household",
    plural="households",
    label="a household",
    roles=[{"key": "member", "plural": "members", "label": "a member"}],
)
Person = build_entity(key="person", plural="persons", label="a person", is_person=True)
SYSTEM = TaxBenefitSystem([Household, Person])


def variable(name, entity, formula=None, default=0):
    body = {
        "value_type": int,
        "entity": entity,
        "definition_period": DateUnit.MONTH,
        "label": name,
        "default_value": default,
    }
    if formula:
        body["formula"] = formula
    SYSTEM.add_variable(type(name, (Variable,), body))


def rule(entity):
    """A formula that is a variable of its own name."""
    return lambda formula: variable(formula.__name__, entity, formula)


# ── Three values by hand ──────────────────────────────────────────────────────────────────────


def both(*truths):
    return np.minimum.reduce(truths)


def either(*truths):
    return np.maximum.reduce(truths)


def when(known, holds):
    return np.where(known, np.where(holds, 1, -1), 0)


def among(codes, *wanted):
    """Codes: 0 unknown, -1 none, else the value."""
    return when(codes != 0, np.isin(codes, wanted))


def pays(*cases):
    """What the first case that holds pays; -1 where that is not known to the fen."""
    fen, may_follow = np.full_like(cases[0][1], -1), np.zeros(len(cases[0][1]), bool)
    for holds, amount in reversed(cases):
        alike = np.where((amount == fen) | ~may_follow, amount, -1)
        fen = np.where(holds > 0, amount, np.where(holds < 0, fen, alike))
        may_follow = may_follow | (holds >= 0)
    return fen


def lesser(cost, limit):
    """The lesser of a cost, perhaps unknown, and a limit no source may give."""
    if limit is None:
        return np.where(cost == 0, 0, -1)
    return np.where(cost < 0, -1, np.minimum(cost, limit))


# ── Rules ─────────────────────────────────────────────────────────────────────────────────────


def aged(person, period, years):
    """Whether somebody has completed so many years: born on the day before years or earlier."""
    born = person("birth_day", period)
    last = (np.datetime64(f"{2026 - years}-11-24") - np.datetime64("1970-01-01")).astype(int)
    return when(born != NOT_BORN, born <= last)


@rule(Household)
def members(household, period):
    return household.nb_persons()


@rule(Household)
def local_member(household, period):
    local = household.members("local_hukou", period)
    some, unknown = household.sum(local == 1), household.sum(local == 0)
    return np.where(some > 0, 1, np.where(unknown > 0, 0, -1))


def total(kind):
    def formula(household, period):
        return household.sum(np.maximum(household.members(kind, period), 0))

    return formula


def all_known(kind):
    def formula(household, period):
        return household.sum(household.members(kind, period) < 0) == 0

    return formula


for one in ("monthly_income", "financial_assets"):
    variable(f"{one}_total", Household, total(one))
    variable(f"{one}_known", Household, all_known(one))


def per_head(household, period, kind, passes):
    """An outdated ceiling: met is yes where all is known, and anything else is unknown."""
    known = household(f"{kind}_known", period) != 0
    held = passes(household(f"{kind}_total", period), household("members", period).astype(np.int64))
    return np.where(household("members", period) == 0, -1, np.where(known & held, 1, 0))


@rule(Household)
def assets_low(household, period):
    return per_head(household, period, "financial_assets", lambda sum_, n: sum_ <= 48 * DIBAO * n)


@rule(Household)
def dibao(household, period):
    poor = per_head(household, period, "monthly_income", lambda sum_, n: sum_ < DIBAO * n)
    unsettled = np.zeros_like(poor)
    return both(household("local_member", period), poor, household("assets_low", period), unsettled)


@rule(Household)
def low_income(household, period):
    low = per_head(household, period, "monthly_income", lambda sum_, n: sum_ <= 2 * DIBAO * n)
    return both(household("local_member", period), low, household("assets_low", period))


@rule(Person)
def child_rehab_aid(person, period):
    grade, diagnosis = person("disability_grade", period), person("diagnosis", period)
    specialist = person("diagnosed_by_tertiary_specialist", period)
    hukou = both(person("local_hukou", period), -aged(person, period, 18))
    permit = both(person("local_permit", period), -aged(person, period, 7))
    speech = both(among(diagnosis, 3), either(aged(person, period, 4), specialist))
    ill = either(when(grade != 0, grade > 0), among(diagnosis, 1, 2, 4, 5, 6, 7), speech)
    return both(either(hukou, permit), ill, person("contracted_rehab_institution", period))


@rule(Person)
def child_rehab_aid_fen(person, period):
    diagnosis, cost = person("diagnosis", period), person("monthly_rehab_cost", period)
    category = person("disability_category", period)
    limb = either(among(diagnosis, 4), both(among(category, 4), -among(diagnosis, 1, 2, 3, 5, 6)))
    return pays((limb, lesser(cost, None)), (np.ones_like(limb), lesser(cost, 1_700_00)))


def uninjured(person, period):
    return either(-aged(person, period, 16), -person("work_injury_care", period))


@rule(Person)
def disability_care_allowance(person, period):
    grade, category = person("disability_grade", period), person("disability_category", period)
    severe = either(among(grade, 1, 2), both(among(category, 5, 6), among(grade, 3)))
    return both(
        person("local_hukou", period),
        severe,
        -person("tekun_status", period),
        uninjured(person, period),
    )


@rule(Person)
def disability_care_allowance_fen(person, period):
    grade, category = person("disability_grade", period), person("disability_category", period)
    severe, poor = among(grade, 1, 2), person.household("dibao_status", period)

    def fen(amount):
        return np.full(len(grade), amount)

    return pays(
        (among(category, 7), fen(-1)),
        (both(severe, among(category, 2, 3)), fen(150_00)),
        (both(severe, poor), fen(510_00)),
        (severe, fen(430_00)),
        (poor, fen(430_00)),
        (np.ones_like(severe), fen(340_00)),
    )


@rule(Person)
def disability_living_allowance(person, period):
    grade = person("disability_grade", period)
    low = either(
        person.household("low_income_status", period), person.household("low_income", period)
    )
    hardship = either(
        person.household("dibao_status", period),
        person.household("dibao", period),
        both(low, np.zeros_like(low)),
    )
    return both(
        person("local_hukou", period),
        when(grade != 0, grade > 0),
        hardship,
        -person("tekun_status", period),
        either(aged(person, period, 18), -person("orphan_support", period)),
        uninjured(person, period),
    )


@rule(Person)
def disability_living_allowance_fen(person, period):
    return np.full(person.count, 360_00)


for one in [*YES_NO, "local_hukou", "local_permit", *CHOICES, "birth_day"]:
    variable(one, Person)
for one in FEN:
    variable(one, Person, default=-1)
for one in OF_HOME:
    variable(one, Household)


# ── From file to file ─────────────────────────────────────────────────────────────────────────


def column(table, name):
    return table[name].combine_chunks()


def numbers(array, unknown):
    return pc.fill_null(array, unknown).to_numpy(zero_copy_only=False)


def truths(array):
    return numbers(pc.if_else(array, 1, -1), 0)


def local(table, name):
    return truths(pc.starts_with(column(table, name), "3502"))


def codes(table, name, choices):
    """0 unknown, -1 none, else the place in the list of choices, from 1."""
    found = column(table, name)
    if choices:
        found = pc.add(pc.index_in(found, pa.array(choices)), 1)
    return np.where(numbers(column(table, f"{name}__none"), False), -1, numbers(found, 0))


def fill(simulation, persons, homes):
    def tell(name, values):
        simulation.set_input(name, MONTH, values)

    for name in YES_NO:
        tell(name, truths(column(persons, name)))
    for name in OF_HOME:
        tell(name, truths(column(homes, name)))
    for name in FEN:
        tell(name, numbers(column(persons, name), -1))
    for name, choices in CHOICES.items():
        tell(name, codes(persons, name, choices))
    tell("birth_day", numbers(column(persons, "birth_date").cast(pa.int32()), NOT_BORN))
    tell("local_hukou", local(persons, "hukou_place"))
    no_permit = numbers(column(persons, "residence_permit_place__none"), False)
    tell("local_permit", np.where(no_permit, -1, local(persons, "residence_permit_place")))


def answers(simulation, benefit, has_fen=True):
    truth = simulation.calculate(benefit, MONTH)
    columns = {benefit: pa.array(truth > 0, mask=truth == 0)}
    fen = simulation.calculate(f"{benefit}_fen", MONTH) if has_fen else np.full(len(truth), -1)
    columns[f"{benefit}_fen"] = pa.array(fen.astype(np.int64), mask=(fen < 0) | (truth < 0))
    return columns


def main():
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    read = ["person_id", "household_id", *YES_NO, *FEN, "birth_date", "hukou_place"]
    papers = [*CHOICES, "residence_permit_place"]
    read += [*papers, *(f"{name}__none" for name in papers)]
    persons = pq.read_table(folder / "persons.parquet", columns=read)
    homes = pq.read_table(folder / "households.parquet", columns=["household_id", *OF_HOME])
    builder = SimulationBuilder()
    builder.create_entities(SYSTEM)
    ids = column(persons, "person_id").to_numpy()
    builder.declare_person_entity("person", ids)
    population = builder.declare_entity("household", column(homes, "household_id").to_numpy())
    home_of = column(persons, "household_id").to_numpy()
    builder.join_with_persons(population, home_of, np.full(len(ids), "member"))
    simulation = builder.build(SYSTEM)
    fill(simulation, persons, homes)
    out.mkdir(parents=True, exist_ok=True)
    of_homes = answers(simulation, "dibao", False) | answers(simulation, "low_income", False)
    of_persons = {}
    for benefit in (
        "child_rehab_aid",
        "disability_care_allowance",
        "disability_living_allowance",
    ):
        of_persons |= answers(simulation, benefit)
    keys = {name: persons[name] for name in ("person_id", "household_id")}
    write(pa.table(keys | of_persons), out / "persons.parquet")
    write(pa.table({"household_id": homes["household_id"]} | of_homes), out / "households.parquet")


def write(table, file):
    pq.write_table(table, file, compression="lz4", write_statistics=False)


if __name__ == "__main__":
    main()
