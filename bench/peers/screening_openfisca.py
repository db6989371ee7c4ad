"""The peer: OpenFisca-Core screens for the same benefits, in an environment of its own.

`python screening_openfisca.py FOLDER OUT`. OpenFisca knows no "unknown", so it is carried by hand,
as its users must: a truth is 1, 0 (unknown) or -1, so that *and* is the least and *or* the
greatest; an amount below zero is unknown. What several benefits ask is a variable, which OpenFisca
reckons once. Figures are those of 24 November 2026: the dibao
standard is outdated by then, and turns nobody away.
"""

import sys
from functools import reduce
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
DEAD, UNTRACEABLE, MISSING, *CANNOT = range(1, 12)
PARENTS = [
    *("dead", "untraceable", "missing", "severe_disability", "severe_illness", "imprisoned"),
    *("compulsory_rehab", "otherwise_detained", "out_of_touch", "guardianship_revoked", "deported"),
]
STAGES = [
    *("preschool", "compulsory", "senior_high", "vocational"),
    *("admitted", "college", "undergraduate", "postgraduate"),
]
EMERGENCIES = ["fire", "accident", "sudden_illness", "sudden_expense", "other_hardship"]
YES_NO = [
    "tekun_status",
    "orphan_support",
    "work_injury_care",
    "no_work_ability",
    "no_livelihood",
    "no_able_supporter",
    "guardianship_lacking",
    "receives_unsupported_child_aid",
    "receives_disability_living_allowance",
    "school_hardship",
    "diagnosed_by_tertiary_specialist",
    "contracted_rehab_institution",
]
OF_HOME = ["dibao_status", "low_income_status", "rigid_expense_status", "livelihood_broken"]
FEN = [
    "monthly_rehab_cost",
    "monthly_income",
    "financial_assets",
    "yearly_school_fees",
    "yearly_medical_cost",
]
CHOICES = {
    "disability_category": CATEGORIES,
    "diagnosis": DIAGNOSES,
    "disability_grade": None,
    "father_cannot": PARENTS,
    "mother_cannot": PARENTS,
    "school_stage": STAGES,
    "ability_level": None,
}
OF_PERSONS = [
    "advanced_age_allowance",
    "child_in_difficulty",
    "child_rehab_aid",
    "de_facto_unsupported_child",
    "disability_care_allowance",
    "disability_living_allowance",
    "elder_service_subsidy",
    "meal_subsidy",
    "medical_aid",
    "orphan_living_support",
    "state_student_grant",
    "state_student_loan",
    "tekun",
]
OF_HOMES = ["dibao", "low_income", "temporary_aid"]
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


YES, OPEN, NO = np.int8(1), np.int8(0), np.int8(-1)


def both(*truths):
    return reduce(np.minimum, truths)


def either(*truths):
    return reduce(np.maximum, truths)


def when(known, holds):
    return np.where(known, np.where(holds, YES, NO), OPEN)


def among(codes, *wanted):
    """Codes: 0 unknown, -1 none, else the value."""
    answers = np.full(13, NO)  # looked up, which is quicker than isin; -1 finds the last
    answers[0], answers[list(wanted)] = OPEN, YES
    return answers[codes]


def there(codes):
    return np.sign(codes)


def pays(*cases):
    """What the first case that holds pays; -1 where that is not known to the fen."""
    fen, may_follow = np.full_like(cases[0][1], -1), np.zeros(len(cases[0][1]), bool)
    for holds, amount in reversed(cases):
        alike = np.where((amount == fen) | ~may_follow, amount, -1)
        fen = np.where(holds > 0, amount, np.where(holds < 0, fen, alike))
        may_follow = may_follow | (holds >= 0)
    return fen


def fen(person, amount):
    return np.full(person.count, amount, np.int32)


def always(person):
    return np.full(person.count, YES)


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


def struck(household, period, *wanted):
    return among(household("emergency", period), *wanted)


@rule(Household)
def temporary_aid(household, period):
    broken, dibao_ = household("livelihood_broken", period), household("dibao_status", period)
    return either(
        both(struck(household, period, 1, 2, 3), broken),
        both(struck(household, period, 4), broken, either(dibao_, OPEN)),
        both(struck(household, period, 5), OPEN),
    )


@rule(Person)
def minor(person, period):
    return -aged(person, period, 18)


@rule(Person)
def under_16(person, period):
    return -aged(person, period, 16)


@rule(Person)
def over_60(person, period):
    return aged(person, period, 60)


@rule(Person)
def over_65(person, period):
    return aged(person, period, 65)


@rule(Person)
def disabled(person, period):
    return there(person("disability_grade", period))


@rule(Person)
def severe(person, period):
    return among(person("disability_grade", period), 1, 2)


@rule(Household)
def known_poor(household, period):
    return either(*(household(name, period) for name in OF_HOME[:3]))


@rule(Person)
def poor(person, period):
    return either(person.household("known_poor", period), person("tekun_status", period))


@rule(Person)
def dibao_or_tekun(person, period):
    return either(person.household("dibao_status", period), person("tekun_status", period))


@rule(Person)
def advanced_age_allowance(person, period):
    return both(person("local_hukou", period), aged(person, period, 80))


@rule(Person)
def advanced_age_allowance_fen(person, period):
    return pays(
        (aged(person, period, 100), fen(person, 1_100_00)),
        (aged(person, period, 90), fen(person, 200_00)),
        (always(person), fen(person, 100_00)),
    )


@rule(Person)
def child_in_difficulty(person, period):
    difficulty = either(
        person("poor", period), person("disabled", period), person("guardianship_lacking", period)
    )
    return both(person("minor", period), difficulty)


@rule(Person)
def child_rehab_aid(person, period):
    diagnosis = person("diagnosis", period)
    specialist = person("diagnosed_by_tertiary_specialist", period)
    hukou = both(person("local_hukou", period), person("minor", period))
    permit = both(person("local_permit", period), -aged(person, period, 7))
    speech = both(among(diagnosis, 3), either(aged(person, period, 4), specialist))
    ill = either(person("disabled", period), among(diagnosis, 1, 2, 4, 5, 6, 7), speech)
    return both(either(hukou, permit), ill, person("contracted_rehab_institution", period))


@rule(Person)
def child_rehab_aid_fen(person, period):
    diagnosis, cost = person("diagnosis", period), person("monthly_rehab_cost", period)
    category = person("disability_category", period)
    limb = either(among(diagnosis, 4), both(among(category, 4), -among(diagnosis, 1, 2, 3, 5, 6)))
    return pays((limb, lesser(cost, None)), (always(person), lesser(cost, 1_700_00)))


@rule(Person)
def student(person, period):
    return among(person("school_stage", period), 3, 4, 5, 6, 7, 8)


@rule(Person)
def de_facto_unsupported_child(person, period):
    father, mother = person("father_cannot", period), person("mother_cannot", period)
    drawn = both(person("receives_unsupported_child_aid", period), person("student", period), OPEN)
    lost = both(
        among(father, DEAD, MISSING, *CANNOT),
        among(mother, DEAD, MISSING, *CANNOT),
        either(among(father, *CANNOT), among(mother, *CANNOT)),
    )
    unclear = both(
        there(father),
        there(mother),
        either(among(father, UNTRACEABLE, MISSING), among(mother, UNTRACEABLE, MISSING)),
        OPEN,
    )
    return both(
        person("fujian_hukou", period),
        either(person("minor", period), drawn),
        either(lost, unclear),
        -person("tekun_status", period),
    )


@rule(Person)
def de_facto_unsupported_child_fen(person, period):
    topped_up = either(
        person.household("dibao_status", period),
        person("receives_disability_living_allowance", period),
    )
    return pays((topped_up, fen(person, -1)), (always(person), fen(person, 1_400_00)))


@rule(Person)
def uninjured(person, period):
    return either(person("under_16", period), -person("work_injury_care", period))


@rule(Person)
def disability_care_allowance(person, period):
    grade, category = person("disability_grade", period), person("disability_category", period)
    enough = either(person("severe", period), both(among(category, 5, 6), among(grade, 3)))
    return both(
        person("local_hukou", period),
        enough,
        -person("tekun_status", period),
        person("uninjured", period),
    )


@rule(Person)
def disability_care_allowance_fen(person, period):
    category = person("disability_category", period)
    severe_, poor_ = person("severe", period), person.household("dibao_status", period)
    return pays(
        (among(category, 7), fen(person, -1)),
        (both(severe_, among(category, 2, 3)), fen(person, 150_00)),
        (both(severe_, poor_), fen(person, 510_00)),
        (severe_, fen(person, 430_00)),
        (poor_, fen(person, 430_00)),
        (always(person), fen(person, 340_00)),
    )


@rule(Household)
def hardship(household, period):
    low = either(household("low_income_status", period), household("low_income", period))
    return either(household("dibao_status", period), household("dibao", period), both(low, OPEN))


@rule(Person)
def disability_living_allowance(person, period):
    return both(
        person("local_hukou", period),
        person("disabled", period),
        person.household("hardship", period),
        -person("tekun_status", period),
        either(-person("minor", period), -person("orphan_support", period)),
        person("uninjured", period),
    )


@rule(Person)
def disability_living_allowance_fen(person, period):
    return fen(person, 360_00)


@rule(Person)
def elder_service_subsidy(person, period):
    level = person("ability_level", period)
    unable = either(among(level, 2, 3, 4, 5), OPEN)
    return both(person("over_60", period), person("poor", period), unable)


@rule(Person)
def meal_subsidy(person, period):
    old = person("over_65", period)
    guest = both(person("taiwan_hukou", period), person("local_permit", period), either(old, OPEN))
    return either(both(person("local_hukou", period), old), guest)


@rule(Person)
def meal_subsidy_fen(person, period):
    return fen(person, 3_00)


@rule(Person)
def medical_aid(person, period):
    cost = person("yearly_medical_cost", period)
    others = either(person("poor", period), when(cost >= 0, cost > 0))
    return either(person("dibao_or_tekun", period), both(others, OPEN))


@rule(Person)
def medical_aid_fen(person, period):
    return lesser(person("yearly_medical_cost", period), None)


@rule(Person)
def orphan_living_support(person, period):
    father, mother = person("father_cannot", period), person("mother_cannot", period)
    dead = both(among(father, DEAD, UNTRACEABLE), among(mother, DEAD, UNTRACEABLE))
    gone = (DEAD, UNTRACEABLE, MISSING)
    missing = both(among(father, *gone), among(mother, *gone), OPEN)
    return both(person("local_hukou", period), person("minor", period), either(dead, missing))


@rule(Person)
def orphan_living_support_fen(person, period):
    return fen(person, 2_000_00)


@rule(Person)
def short_of_fees(person, period):
    return either(person("dibao_or_tekun", period), person("school_hardship", period))


@rule(Person)
def state_student_grant(person, period):
    return both(person("student", period), person("short_of_fees", period))


@rule(Person)
def state_student_grant_fen(person, period):
    university = among(person("school_stage", period), 5, 6, 7)
    return pays((university, fen(person, 4_000_00)), (always(person), fen(person, -1)))


@rule(Person)
def state_student_loan(person, period):
    university = among(person("school_stage", period), 5, 6, 7, 8)
    return both(university, person("short_of_fees", period))


@rule(Person)
def state_student_loan_fen(person, period):
    fees, postgraduate = (
        person("yearly_school_fees", period),
        among(person("school_stage", period), 8),
    )
    return pays((postgraduate, lesser(fees, None)), (always(person), lesser(fees, 8_000_00)))


@rule(Person)
def tekun(person, period):
    under_16_ = person("under_16", period)
    weak = either(
        person("over_60", period),
        person("disabled", period),
        under_16_,
        both(person("minor", period), OPEN),
    )
    return both(
        person("local_hukou", period),
        weak,
        either(under_16_, person("no_work_ability", period)),
        person("no_livelihood", period),
        person("no_able_supporter", period),
    )


@rule(Person)
def tekun_fen(person, period):
    return fen(person, 1_200_00)


HUKOU = {"local_hukou": "3502", "fujian_hukou": "35", "taiwan_hukou": "71"}
for one in [*YES_NO, *HUKOU, "local_permit", *CHOICES, "birth_day"]:
    variable(one, Person)
for one in FEN:
    variable(one, Person, default=-1)
for one in [*OF_HOME, "emergency"]:
    variable(one, Household)


# ── From file to file ─────────────────────────────────────────────────────────────────────────


def column(table, name):
    return table[name].combine_chunks()


def numbers(array, unknown):
    return pc.fill_null(array, unknown).to_numpy(zero_copy_only=False)


def truths(array):
    return numbers(pc.if_else(array, 1, -1), 0)


def within(table, name, code):
    return truths(pc.starts_with(column(table, name), code))


def codes(table, name, choices):
    """0 unknown, -1 none, else the place in the list of choices, from 1."""
    found = column(table, name)
    if choices:
        found = pc.add(pc.index_in(found, pa.array(choices)), 1)
    if name == "ability_level":
        found = pc.add(found, 1)  # it begins at 0
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
    tell("emergency", codes(homes, "emergency", EMERGENCIES))
    for name, code in HUKOU.items():
        tell(name, within(persons, "hukou_place", code))
    no_permit = numbers(column(persons, "residence_permit_place__none"), False)
    permit = within(persons, "residence_permit_place", "3502")
    tell("local_permit", np.where(no_permit, NO, permit))


def answers(simulation, benefit):
    truth = simulation.calculate(benefit, MONTH)
    columns = {benefit: pa.array(truth > 0, mask=truth == 0)}
    if f"{benefit}_fen" in SYSTEM.variables:
        told = simulation.calculate(f"{benefit}_fen", MONTH)
        columns[f"{benefit}_fen"] = pa.array(told.astype(np.int64), mask=(told < 0) | (truth < 0))
    else:
        columns[f"{benefit}_fen"] = pa.nulls(len(truth), pa.int64())
    return columns


def main():
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    read = ["person_id", "household_id", *YES_NO, *FEN, "birth_date", "hukou_place"]
    papers = [*CHOICES, "residence_permit_place"]
    read += [*papers, *(f"{name}__none" for name in papers)]
    persons = pq.read_table(folder / "persons.parquet", columns=read)
    asked = ["household_id", *OF_HOME, "emergency", "emergency__none"]
    homes = pq.read_table(folder / "households.parquet", columns=asked)
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
    of_homes, of_persons = {}, {}
    for benefit in OF_HOMES:
        of_homes |= answers(simulation, benefit)
    for benefit in OF_PERSONS:
        of_persons |= answers(simulation, benefit)
    keys = {name: persons[name] for name in ("person_id", "household_id")}
    write(pa.table(keys | of_persons), out / "persons.parquet")
    write(pa.table({"household_id": homes["household_id"]} | of_homes), out / "households.parquet")


def write(table, file):
    pq.write_table(table, file, compression="lz4", write_statistics=False)


if __name__ == "__main__":
    main()
