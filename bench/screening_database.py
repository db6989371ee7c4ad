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
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any
from uuid import UUID

from bench._process import ROOT, median, print_curve, timed
from bench._report import ROUNDS, limit
from linli.kernel.ids import uuid7

MILLION = 1_000_000
SIZES = (MILLION // 8, MILLION // 4, MILLION // 2, MILLION)
MOST_SECONDS = 30.0
DISTRICT = "350206"
DAY = datetime.date(2026, 11, 24)
SEED = 20261124
SEEN_ON = [str(DAY - datetime.timedelta(days)) for days in range(400)]
COLUMNS = {
    "household": ("id", "place_id", "number", "building", "fictional", "formed_on"),
    "resident": (
        *("id", "place_id", "name", "name_pinyin", "sex", "born_on", "fourteen_on"),
        *("hukou_place", "fictional", "registered_on", "basis"),
    ),
    "membership": ("id", "household_id", "resident_id", "relation", "since"),
    "sheet": ("id", "place_id", "resident_id", "household_id", "facts", "written_at"),
}
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
        from django.db import connection
        from django.utils import timezone

        from linli.benefits import actions as benefits
        from linli.identity import actions as identity, queries as who
        from linli.identity.permissions import clock
        from linli.kernel.cipher import keyring
        from linli.kernel.sealed import context_of
        from linli.people.models import Sheet
        from linli.places import actions, queries

        self.at, self.dice, self.residents = timezone.now(), random.Random(SEED), 0
        self.keys = keyring()
        self.context = context_of(Sheet(id=0), "facts").removesuffix("0")
        self.key = (
            (lambda one: one) if connection.features.has_native_uuid_field else attrgetter("hex")
        )
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
            with transaction.atomic(), connection.cursor() as cursor:
                for table, rows in self._rows(count).items():
                    columns, marks = ", ".join(COLUMNS[table]), ", ".join(["%s"] * len(rows[0]))
                    into = f"INSERT INTO people_{table} ({columns}) VALUES ({marks})"
                    cursor.executemany(into, rows)
            self.residents += count
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def _rows(self, residents: int) -> dict[str, list[tuple[Any, ...]]]:
        """Some thousand people: 35 households to 100, in each somebody."""
        homes = [
            (uuid7(), self.dice.choice(self.communities)) for _ in range(residents * 35 // 100)
        ]
        made: dict[str, list[tuple[Any, ...]]] = {table: [] for table in COLUMNS}
        for home, place in homes:
            made["household"].append((self.key(home), place, "", "", True, DAY))
            made["sheet"].append(self._sheet(place, OF_A_HOUSEHOLD, household=home))
        for number in range(residents):
            home, place = homes[number] if number < len(homes) else self.dice.choice(homes)
            one, key = uuid7(), self.key
            made["resident"].append((key(one), place, *self._registered(), True, DAY, key(one)))
            made["membership"].append((key(uuid7()), key(home), key(one), "97", DAY))
            made["sheet"].append(self._sheet(place, OF_A_PERSON, resident=one))
        return made

    def _registered(self) -> tuple[Any, ...]:
        born_on = DAY - datetime.timedelta(min(36_000, int(self.dice.gammavariate(4, 3650))))
        fourteen_on = born_on + datetime.timedelta(14 * 365 + 4)
        return "虚构", "xu gou", 1, born_on, fourteen_on, self.dice.choice(HUKOU)

    def _sheet(
        self,
        place: str,
        kinds: dict[str, Any],
        resident: UUID | None = None,
        household: UUID | None = None,
    ) -> tuple[Any, ...]:
        one = uuid7()
        text = "{" + ",".join(self._facts(kinds)) + "}"
        sealed = self.keys.seal(text.encode(), f"{self.context}{one}")
        about = (self.key(subject) if subject else None for subject in (resident, household))
        return (self.key(one), place, *about, sealed, self.at)

    def _facts(self, kinds: dict[str, Any]) -> Iterator[str]:
        """What was asked of somebody, as ``people.terms.entry_of`` writes it."""
        dice, pick = self.dice.random, self.dice.choice
        for kind, (asked, there, values) in kinds.items():
            if dice() < asked:
                told = _written(pick(values) if dice() < there else None)
                yield f'"{kind}":"{pick(SEEN_ON)} 9999-12-31 stated            {told}"'


@cache
def _written(value: bool | int | str | None) -> str:
    """JSON within a text of JSON."""
    return json.dumps(json.dumps(value))[1:-1]


# ── The same answers ──────────────────────────────────────────────────────────────────────────


def _insist_same(out: Path) -> None:
    """Some households of the last run, each judged alone by the evaluator that explains."""
    import polars as pl

    from linli.identity.permissions import clock
    from linli.people import queries as people
    from linli.rules.evaluate import evaluate
    from linli.rules.kept import catalogue

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
