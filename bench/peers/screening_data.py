"""Makes a registry with a fixed seed: `python screening_data.py PERSONS FOLDER` (NumPy, pyarrow).

35 households to 100 persons. Shares are invented, near a Chinese city's: one in fifteen disabled,
a third without income of their own, and of every fact some part unknown.
"""

import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

ROW_GROUP = 131_072
TODAY = np.datetime64("2026-11-24")
PLACES = np.array(["350206", "350203", "350211005", "350100", "360000", "710000"])
CATEGORIES = ["visual", "hearing", "speech", "limb", "intellectual", "mental", "multiple"]
DIAGNOSES = ["visual", "hearing", "speech", "limb", "intellectual", "autism", "multiple", "other"]
PARENTS = [
    *("dead", "untraceable", "missing", "severe_disability", "severe_illness", "imprisoned"),
    *("compulsory_rehab", "otherwise_detained", "out_of_touch", "guardianship_revoked", "deported"),
]
STAGES = [
    *("preschool", "compulsory", "senior_high", "vocational"),
    *("admitted", "college", "undergraduate", "postgraduate"),
]
EMERGENCIES = ["fire", "accident", "sudden_illness", "sudden_expense", "other_hardship"]


class Registry:
    """Draws columns; ``unknown`` is the share of whom nobody has asked."""

    def __init__(self, rows: int, dice: np.random.Generator) -> None:
        self.rows, self.dice = rows, dice

    def chance(self, share: float) -> np.ndarray:
        return self.dice.random(self.rows) < share

    def column(self, values: np.ndarray, unknown: float) -> pa.Array:
        return pa.array(values, mask=self.chance(unknown))

    def yes_no(self, share: float, unknown: float) -> pa.Array:
        return self.column(self.chance(share), unknown)

    def fen(self, typical: float, none: float, unknown: float) -> pa.Array:
        drawn = np.round(self.dice.lognormal(np.log(typical), 0.7, self.rows)) * 100
        drawn[self.chance(none)] = 0
        return self.column(drawn.astype(np.int64), unknown)

    def places(self, local: float, unknown: float) -> pa.Array:
        shares = [local / 2, local / 4, local / 4, (1 - local) / 2, 0.49 * (1 - local)]
        shares.append(1 - sum(shares))
        return self.column(self.dice.choice(PLACES, self.rows, p=shares), unknown)

    def papers(self, drawn: dict[str, tuple[np.ndarray, ...]]) -> dict[str, pa.Array]:
        """A value where it is there, "none" where somebody asked and it is not."""
        columns = {}
        for name, (values, there, asked) in drawn.items():
            columns[name] = pa.array(values, mask=~(there & asked))
            columns[f"{name}__none"] = pa.array(asked & ~there)
        return columns


def persons(rows: int, homes: int, dice: np.random.Generator) -> pa.Table:
    draw = Registry(rows, dice)
    ages = np.clip(dice.gamma(4, 10, rows) * 365, 0, 36_000).astype("timedelta64[D]")
    household = np.sort(np.concatenate([np.arange(homes), dice.integers(0, homes, rows - homes)]))
    certified, diagnosed, permitted = draw.chance(0.065), draw.chance(0.03), draw.chance(0.3)
    columns = {
        "person_id": pa.array(np.arange(rows, dtype=np.int64)),
        "household_id": pa.array(household.astype(np.int64)),
        "birth_date": draw.column(TODAY - ages, 0.01),
        "hukou_place": draw.places(0.6, 0.03),
        "tekun_status": draw.yes_no(0.005, 0.3),
        "orphan_support": draw.yes_no(0.001, 0.3),
        "work_injury_care": draw.yes_no(0.003, 0.4),
        "no_work_ability": draw.yes_no(0.05, 0.5),
        "no_livelihood": draw.yes_no(0.04, 0.5),
        "no_able_supporter": draw.yes_no(0.05, 0.5),
        "guardianship_lacking": draw.yes_no(0.005, 0.6),
        "receives_unsupported_child_aid": draw.yes_no(0.002, 0.4),
        "receives_disability_living_allowance": draw.yes_no(0.02, 0.4),
        "school_hardship": draw.yes_no(0.05, 0.6),
        "diagnosed_by_tertiary_specialist": draw.yes_no(0.5, 0.7),
        "contracted_rehab_institution": draw.yes_no(0.02, 0.3),
        "monthly_rehab_cost": draw.fen(2500, 0.1, 0.9),
        "monthly_income": draw.fen(3300, 0.35, 0.15),
        "financial_assets": draw.fen(40_000, 0.1, 0.25),
        "yearly_school_fees": draw.fen(6_000, 0.1, 0.8),
        "yearly_medical_cost": draw.fen(3_000, 0.3, 0.7),
    }
    papers = {
        "residence_permit_place": (dice.choice(PLACES, rows), permitted, draw.chance(0.9)),
        "disability_category": (dice.choice(CATEGORIES, rows), certified, draw.chance(0.95)),
        "disability_grade": (dice.integers(1, 5, rows), certified, draw.chance(0.95)),
        "diagnosis": (dice.choice(DIAGNOSES, rows), diagnosed, draw.chance(0.9)),
        "father_cannot": (dice.choice(PARENTS, rows), draw.chance(0.05), draw.chance(0.6)),
        "mother_cannot": (dice.choice(PARENTS, rows), draw.chance(0.05), draw.chance(0.6)),
        "school_stage": (dice.choice(STAGES, rows), draw.chance(0.2), draw.chance(0.8)),
        "ability_level": (dice.integers(0, 5, rows), draw.chance(0.05), draw.chance(0.5)),
    }
    return pa.table(columns | draw.papers(papers))


def households(rows: int, dice: np.random.Generator) -> pa.Table:
    draw = Registry(rows, dice)
    columns = {
        "household_id": pa.array(np.arange(rows, dtype=np.int64)),
        "dibao_status": draw.yes_no(0.02, 0.1),
        "low_income_status": draw.yes_no(0.02, 0.3),
        "rigid_expense_status": draw.yes_no(0.01, 0.4),
        "livelihood_broken": draw.yes_no(0.02, 0.5),
    }
    struck = {"emergency": (dice.choice(EMERGENCIES, rows), draw.chance(0.03), draw.chance(0.6))}
    return pa.table(columns | draw.papers(struck))


def main() -> None:
    rows, folder = int(sys.argv[1]), Path(sys.argv[2])
    homes, dice = rows * 35 // 100, np.random.default_rng(20261124)
    folder.mkdir(parents=True, exist_ok=True)
    people = persons(rows, homes, dice)
    pq.write_table(people, folder / "persons.parquet", row_group_size=ROW_GROUP)
    pq.write_table(households(homes, dice), folder / "households.parquet", row_group_size=ROW_GROUP)


if __name__ == "__main__":
    main()
