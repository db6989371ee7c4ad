"""Proves that Spark answers as Polars does: `make spark`. Every shipped pack, on the same files.

Spark lives in an environment of its own, with its own lock, and needs Java. One process screens
everything there, as a cluster's would; the answers are compared here, value by value.
"""

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import date
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements-spark.lock"
HOME = ROOT / "build" / "spark"
PYTHON = HOME / "bin" / "python"
SETTINGS = "--conf spark.sql.shuffle.partitions=4 --conf spark.ui.enabled=false pyspark-shell"
"""For one small machine; a cluster has its own."""

TODAY, BEFORE = date(2026, 11, 24), date(2020, 6, 1)
GUARDED = """\
  any:
    - {fact: hukou_place, within: "3502", says: {zh: 厦门户籍, en: Xiamen hukou}}
    - every: guardians
      satisfies: {fact: monthly_income, above: 1000, says: {zh: 有收入, en: has an income}}
      says: {zh: 监护人都有收入, en: every guardian has an income}
  says: {zh: 本地或有人养, en: local or provided for}
"""


class Question(NamedTuple):
    """One registry before the packs of a place and a day."""

    name: str
    families: int
    place: str
    on: date
    packs: Path | None = None

    def asked(self, folder: Path, engine: str) -> list[str]:
        """The words of the command."""
        words = ["screen", "--engine", engine, "--place", self.place, "--on", str(self.on)]
        for table in ("persons", "households"):
            words += [f"--{table}", str(folder / self.name / f"{table}.parquet")]
        words += ["--packs", str(self.packs)] if self.packs else []
        return [*words, "--out", str(folder / self.name / engine)]


def main() -> int:
    """Screen on both, compare, and tell what it took."""
    if not shutil.which("java"):
        print("Spark 需要 Java：apt install default-jre-headless · Spark needs Java", flush=True)
        return 1
    _environment()
    with tempfile.TemporaryDirectory(prefix="linli-spark-") as name:
        folder = Path(name)
        questions = list(_questions(folder))
        _on_spark(folder, questions)
        return 0 if all(_same(folder, question) for question in questions) else 1


def _questions(folder: Path) -> Iterator[Question]:
    """Every shipped pack is in force in one of these; the last asks about guardians."""
    from linli.rules.kept import catalogue
    from linli.rules.tests import registries, writing

    packs = folder / "packs"
    packs.mkdir()
    writing.catalogue_of(packs, small=writing.changed(writing.CONDITIONS, GUARDED))
    questions = (
        Question("xiamen", 8000, "350206005023", TODAY),
        Question("xiamen_2020", 400, "350206", BEFORE),
        Question("quanzhou", 400, "350502", TODAY),
        Question("fuzhou", 400, "350100", TODAY),
        Question("guardians", 2000, "350206", TODAY, packs),
    )
    shipped = [one for one in questions if one.packs is None]
    reached = {pack.digest for one in shipped for pack in catalogue().for_place(one.place, one.on)}
    if missing := [pack.id for pack in catalogue().packs if pack.digest not in reached]:
        raise SystemExit(f"in force in none of these places: {missing}")
    for seed, one in enumerate(questions):
        (folder / one.name).mkdir()
        registries.written(folder / one.name, registries.families(seed, one.families, one.on))
        yield one


def _environment() -> None:
    """Spark's own Python, made anew when its lock changes."""
    stamp, lock = HOME / ".stamp", hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == lock:
        return
    print("正在准备 Spark · making Spark's environment", flush=True)
    subprocess.run([sys.executable, "-m", "venv", "--clear", HOME], check=True)
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "--no-deps", "-r", LOCK], check=True)
    stamp.write_text(lock)


def _on_spark(folder: Path, questions: list[Question]) -> None:
    """All of them in one process of that environment, this file again."""
    asked = [one.asked(folder, "spark") for one in questions]
    subprocess.run(
        [PYTHON, "-m", "tests.spark", "--answer"],
        input=json.dumps(asked),
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYSPARK_SUBMIT_ARGS": SETTINGS},
        stderr=(folder / "said").open("w"),
        check=True,
    )


def _answer() -> int:
    """What runs in Spark's environment."""
    from linli.rules.__main__ import main as rules

    for words in json.load(sys.stdin):
        began = time.perf_counter()
        with redirect_stdout(io.StringIO()):
            code = rules(words)
        if code:
            return code
        print(f"{Path(words[-1]).parent.name}: {time.perf_counter() - began:.1f} s", flush=True)
    return 0


def _same(folder: Path, question: Question) -> bool:
    """Whether every answer and amount is the same on both, whatever the order of rows."""
    import polars as pl

    from linli.rules.__main__ import main as rules

    here = folder / question.name
    with redirect_stdout(io.StringIO()):
        rules(question.asked(folder, "polars"))
    for unit in ("person", "household"):
        ours = pl.read_parquet(here / "polars" / f"{unit}s.parquet").sort(f"{unit}_id")
        theirs = pl.read_parquet(here / "spark" / f"{unit}s.parquet" / "*.parquet")
        if not ours.equals(theirs.select(ours.columns).sort(f"{unit}_id"), null_equal=True):
            print(f"{question.name}: {unit}s differ")
            return False
        print(f"{question.name}: {ours.height:,} {unit}s, {ours.width} columns the same on both")
    return True


if __name__ == "__main__":
    sys.exit(_answer() if "--answer" in sys.argv else main())
