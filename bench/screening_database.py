"""A registry of 1,000,000 residents in 350,000 households, in the house's own database, screened.

`manage.py screen` as a whole process: rows of the register and every sealed sheet read and opened,
all packs in force, answers written to two files. Limit 30 s. Sheets are made and sealed by the
house's own functions; of eleven questions about a person more than eight are answered, far more
than a community knows. Of some hundred families every answer is compared with `evaluate` first.

The database is SQLite; `--postgresql` measures PostgreSQL.
"""

import argparse
import datetime
import json
import os
import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import UUID

from bench._process import ROOT, median, print_curve, timed
from bench._report import ROUNDS, limit

MILLION = 1_000_000
SIZES = (MILLION // 8, MILLION // 4, MILLION // 2, MILLION)
MOST_SECONDS = 30.0
DISTRICT = "350206"
DAY = datetime.date(2026, 11, 24)
SEED = 20261124
COMPARED = 300
TRUTHS = {"eligible": True, "not_eligible": False}
HUKOU = ["", "350206", "350206", "350211005", "350100", "360000"]
AT_ONCE = 10_000

OF_A_PERSON = {
    # how many were asked; of these, how many have one at all; what they have
    "tekun_status": (0.7, 1, [True] + 199 * [False]),
    "orphan_support": (0.7, 1, [True] + 999 * [False]),
    "work_injury_care": (0.6, 1, [True] + 332 * [False]),
    "diagnosed_by_tertiary_specialist": (0.3, 1, [True, False]),
    "contracted_rehab_institution": (0.7, 1, [True] + 49 * [False]),
    "monthly_rehab_cost": (0.1, 1, [0, 100_000, 170_000, 250_000, 300_000]),
    "monthly_income": (0.85, 1, [0, 0, 0, 60_000, 150_000, 330_000, 500_000, 900_000]),
    "financial_assets": (0.75, 1, [0, 1_000_000, 4_000_000, 30_000_000]),
    "residence_permit_place": (0.9, 0.3, ["350206", "350203", "350100", "360000"]),
    "disability_category": (0.95, 0.065, ["visual", "hearing", "limb", "intellectual", "mental"]),
    "disability_grade": (0.95, 0.065, [1, 2, 3, 4]),
    "diagnosis": (0.9, 0.03, ["hearing", "limb", "intellectual", "autism"]),
}
OF_A_HOUSEHOLD = {
    "dibao_status": (0.9, 1, [True] + 49 * [False]),
    "low_income_status": (0.7, 1, [True] + 49 * [False]),
    "rigid_expense_status": (0.6, 1, [True] + 99 * [False]),
}


def main() -> int:
    """Settle, screen at four sizes, and print a line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    asked = parser.parse_args()
    with ExitStack() as open_:
        data = open_.enter_context(tempfile.TemporaryDirectory(prefix="linli-screening-"))
        os.environ.pop("DATABASE_URL", None)
        if asked.postgresql:
            from house.postgres import Cluster

            os.environ["DATABASE_URL"] = open_.enter_context(Cluster()).url
        os.environ.update(
            LINLI_DATA=data, LINLI_LOG="ERROR", DJANGO_SETTINGS_MODULE="linli.site.settings"
        )
        import django

        django.setup()
        return 0 if _measure(Path(data), asked.sizes) else 1


def _measure(data: Path, sizes: list[int]) -> bool:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    district, curve = District(), {}
    for size in sizes:
        district.grow_to(size)
        command = (sys.executable, ROOT / "manage.py", "screen", "--place", DISTRICT, "--on", DAY)
        rounds = ROUNDS if size == sizes[-1] else 1
        runs = [timed([*command, "--out", data / "out"]) for _ in range(rounds)]
        curve[size] = median(runs)
        print_curve({size: curve[size]})
    _insist_same(data / "out")
    print_curve(curve)
    return limit("screening-database", [run.seconds for run in runs], MOST_SECONDS)


# ── The district ──────────────────────────────────────────────────────────────────────────────


class District:
    """Communities of one district, whose assessments are signed, and everybody in them."""

    def __init__(self) -> None:
        from django.utils import timezone

        from linli.benefits import actions as benefits
        from linli.identity import actions as identity, queries as who
        from linli.identity.permissions import clock
        from linli.places import actions, queries

        self.at, self.dice, self.residents = timezone.now(), random.Random(SEED), 0
        actions.load_divisions(by=clock(), at=self.at)
        self.communities = sorted(queries.communities_under([DISTRICT]))
        by = []
        for role in ("administrator", "supervisor"):
            user = identity.invite(username=role, name=role, office="", by=clock(), at=self.at)
            identity.appoint(
                user_id=user.pk,
                role=role,
                place=DISTRICT,
                from_on=self.at.date(),
                by=clock(),
                at=self.at,
            )
            by.append(who.viewer_for(user, on=self.at.date()))
        for place in self.communities:
            benefits.write_assessment(place=place, by=by[0], at=self.at)
            benefits.sign_assessment(place=place, by=by[1], at=self.at)

    def grow_to(self, residents: int) -> None:
        """More households, until so many people live here."""
        from django.db import connection, transaction

        while self.residents < residents:
            count = min(AT_ONCE, residents - self.residents)
            with transaction.atomic():
                for rows in self._rows(count):
                    type(rows[0]).objects.bulk_create(rows)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def _rows(self, residents: int) -> tuple[list[Any], ...]:
        """Some thousand people: 35 households to 100, in each somebody."""
        from linli.people.models import Household, Membership, Resident

        homes = [
            Household(place_id=self.dice.choice(self.communities), formed_on=DAY, fictional=True)
            for _ in range(residents * 35 // 100)
        ]
        sheets = [self._sheet("household", home, OF_A_HOUSEHOLD) for home in homes]
        people, memberships = [], []
        for number in range(residents):
            home = homes[number] if number < len(homes) else self.dice.choice(homes)
            one = Resident(place_id=home.place_id, fictional=True, **self._registered())
            one.basis = one.pk  # stands for that of a child
            people.append(one)
            memberships.append(Membership(household=home, resident=one, relation="97", since=DAY))
            sheets.append(self._sheet("resident", one, OF_A_PERSON))
        self.residents += residents
        return homes, people, memberships, sheets

    def _registered(self) -> dict[str, Any]:
        from linli.people.terms import birthday

        born_on = DAY - datetime.timedelta(days=min(36_000, int(self.dice.gammavariate(4, 3650))))
        return {
            "name": "虚构",
            "name_pinyin": "xu gou",
            "sex": 1,
            "born_on": born_on,
            "fourteen_on": birthday(born_on, 14),
            "hukou_place": self.dice.choice(HUKOU),
            "registered_on": DAY,
        }

    def _sheet(self, about: str, subject: Any, kinds: dict[str, Any]) -> Any:
        from linli.kernel.sealed import seal
        from linli.people.models import Sheet

        sheet = Sheet(place_id=subject.place_id, written_at=self.at, **{about: subject})
        seal(sheet, "facts", json.dumps(dict(self._facts(kinds))))
        return sheet

    def _facts(self, kinds: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
        """What was asked of somebody, as ``people.actions.sheets`` writes it."""
        for kind, (asked, there, values) in kinds.items():
            if self.dice.random() < asked:
                yield (
                    kind,
                    {
                        "value": self.dice.choice(values) if self.dice.random() < there else None,
                        "observed_on": str(DAY - datetime.timedelta(self.dice.randrange(400))),
                        "source": "stated",
                        "valid_until": None,
                        "fact": str(UUID(int=self.dice.getrandbits(128))),
                    },
                )


# ── The same answers ──────────────────────────────────────────────────────────────────────────


def _insist_same(out: Path) -> None:
    """Some households of the last run, each judged alone by the evaluator that explains."""
    import polars as pl

    from linli.identity.permissions import clock
    from linli.people import queries as people
    from linli.rules.evaluate import evaluate
    from linli.rules.library import catalogue

    told = {
        unit: {row[f"{unit}_id"]: row for row in _answers(pl, out, unit)}
        for unit in ("household", "person")
    }
    packs, compared = catalogue(), 0
    for home in people.families(clock(), [UUID(one) for one in told["household"]], DAY):
        for pack in packs.for_place(DISTRICT, DAY):
            for one in home.persons if pack.is_personal else (None,):
                verdict = evaluate(pack, home, DAY, packs, one.id if one else None)
                unit, subject = ("person", one.id) if one else ("household", home.household_id)
                row = told[unit][str(subject)]
                fen = verdict.amount.exact_fen if verdict.amount else None
                if (row[pack.id], row[f"{pack.id}_fen"]) != (
                    TRUTHS.get(verdict.outcome.value),
                    fen,
                ):
                    raise SystemExit(f"{pack.id} of {unit} {subject} differs")
                compared += 1
    print(f"{compared:,} answers of {COMPARED} households are the evaluator's", flush=True)


def _answers(pl: Any, out: Path, unit: str) -> list[dict[str, Any]]:
    """The results of the first households, by id."""
    homes = pl.scan_parquet(out / "households.parquet").select("household_id")
    first = homes.sort("household_id").head(COMPARED)
    rows = pl.scan_parquet(out / f"{unit}s.parquet").join(first, on="household_id", how="semi")
    return rows.collect().rows(named=True)


if __name__ == "__main__":
    sys.exit(main())
