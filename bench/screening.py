"""A registry of 1,000,000 persons before five benefits, three-valued, from file to file.

Ours is the command `screen` on Polars as a whole process, with amounts and with every value checked
first; the peer is OpenFisca-Core as a whole process, in an environment of its own, doing the same
rules and amounts on the same files (`peers/screening_openfisca.py`). Every row of both results is
compared before any figure is told. Figures are persons a second; the goal is 3 times the peer's at
1,000,000 persons, within 0.6 of its memory.

`--large` goes on to 10,000,000 persons: 5 times, within half the memory. `--engine duckdb` measures
our second engine against the same peer.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bench._report import ROUNDS, compare

ROOT = Path(__file__).resolve().parent.parent
PEERS = ROOT / "bench" / "peers"
PEER_HOME = ROOT / "bench" / ".peers" / "openfisca"
PEER_NEEDS = ("openfisca-core==46.0.1", "pyarrow>=20")
DAY = "2026-11-24"
MILLION = 1_000_000
CURVE = (MILLION // 8, MILLION // 4, MILLION // 2)
GOAL, MEMORY_GOAL = 3.0, 0.6
LARGE_GOAL, LARGE_MEMORY_GOAL = 5.0, 0.5
POLICIES = (
    "child_rehab_aid",
    "dibao",
    "disability_care_allowance",
    "disability_living_allowance",
    "low_income",
)


class Run(NamedTuple):
    """One whole process: seconds on the clock, seconds of processor, and most memory held."""

    seconds: float
    cpu: float
    mib: float

    def __str__(self) -> str:
        return f"{self.seconds:.2f} s ({self.cpu:.2f} s of processor), {self.mib:.0f} MiB"


def main() -> int:
    """Compare at a million, print the curve, and a line of JSON."""
    asked = _asked()
    if asked.same:
        return 0 if _same(*asked.same) else 1
    peer = _peer()
    with tempfile.TemporaryDirectory(prefix="linli-screening-") as name:
        folder = Path(name)
        curve = {size: _ours_alone(peer, folder, size, asked.engine) for size in CURVE}
        curve[MILLION], met = _both(peer, folder, MILLION, asked.engine, (GOAL, MEMORY_GOAL))
        _print_curve(curve)
        if asked.large:
            goals = LARGE_GOAL, LARGE_MEMORY_GOAL
            curve[10 * MILLION], large = _both(peer, folder, 10 * MILLION, asked.engine, goals)
            _print_curve(curve)
            met = met and large
    return 0 if met else 1


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="10,000,000 persons too")
    parser.add_argument("--engine", default="polars")
    parser.add_argument("--same", nargs=2, type=Path, help="only compare two folders of results")
    return parser.parse_args()


def _peer() -> Path:
    """The peer's Python, made once: it never enters our own environment or lock."""
    python = PEER_HOME / "bin" / "python"
    if not python.exists():
        print("making the peer's environment", flush=True)
        subprocess.run([sys.executable, "-m", "venv", PEER_HOME], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PEER_NEEDS], check=True)
    return python


# ── Runs ──────────────────────────────────────────────────────────────────────────────────────


def _data(peer: Path, folder: Path, size: int) -> Path:
    data = folder / str(size)
    if not data.exists():
        subprocess.run([peer, PEERS / "screening_data.py", str(size), data], check=True)
    return data


def _ours(data: Path, engine: str) -> Run:
    only = [word for policy in POLICIES for word in ("--policy", policy)]
    return _timed(
        [
            *(sys.executable, "-m", "linli.rules", "screen", "--on", DAY, "--engine", engine),
            *("--persons", data / "persons.parquet", "--households", data / "households.parquet"),
            *("--out", data / "ours", *only),
        ]
    )


def _theirs(peer: Path, data: Path) -> Run:
    return _timed([peer, PEERS / "screening_openfisca.py", data, data / "peer"])


def _timed(command: Sequence[object]) -> Run:
    """Run a program to its end; its memory is what the kernel saw it hold at most."""
    began = time.perf_counter()
    process = subprocess.Popen([str(word) for word in command], cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]} ended with {process.returncode}")
    seconds = time.perf_counter() - began
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _environment() -> dict[str, str]:
    """As installed: a program's modules are compiled once, not at every start."""
    return {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def _ours_alone(peer: Path, folder: Path, size: int, engine: str) -> Run:
    data = _data(peer, folder, size)
    runs = [_ours(data, engine) for _ in range(ROUNDS)]
    shutil.rmtree(data)
    return _median(runs)


def _both(
    peer: Path, folder: Path, size: int, engine: str, goals: tuple[float, float]
) -> tuple[Run, bool]:
    """Both in turn, their results compared row by row; whether both goals are met."""
    data = _data(peer, folder, size)
    mine: list[Run] = []
    theirs: list[Run] = []
    for number in range(1, ROUNDS + 1):
        theirs.append(_theirs(peer, data))
        mine.append(_ours(data, engine))
        print(f"{size:,}, round {number}: ours {mine[-1]}; peer {theirs[-1]}", flush=True)
    subprocess.run(
        [sys.executable, "-m", "bench.screening", "--same", data / "ours", data / "peer"],
        cwd=ROOT,
        check=True,
    )
    shutil.rmtree(data)
    memory = _median(mine).mib / _median(theirs).mib
    lean = memory <= goals[1]
    print(f"{size:,}: {memory:.2f} of the peer's memory (goal {goals[1]}, met: {lean})")
    name = "screening" if size == MILLION else f"screening-{size // MILLION}m"
    fast = compare(name, _speeds(mine, size), _speeds(theirs, size), goals[0])
    return _median(mine), fast and lean


def _speeds(runs: Sequence[Run], size: int) -> list[float]:
    return [size / run.seconds for run in runs]


def _median(runs: Sequence[Run]) -> Run:
    return Run(*(statistics.median(column) for column in zip(*runs, strict=True)))


def _print_curve(curve: dict[int, Run]) -> None:
    for size, run in curve.items():
        print(f"{size:>10,} persons: {run}, {1e6 * run.seconds / size:.2f} s a million")


# ── The same answers ──────────────────────────────────────────────────────────────────────────


def _same(ours: Path, theirs: Path) -> bool:
    """Whether every answer and amount of both results is the same, whatever the order of rows."""
    import polars as pl

    for file, key in (("persons.parquet", "person_id"), ("households.parquet", "household_id")):
        one, other = (pl.read_parquet(folder / file).sort(key) for folder in (ours, theirs))
        for column in other.columns:
            if not one[column].equals(other[column], null_equal=True):
                print(f"{file}: “{column}” differs")
                return False
        counts = {name: int(one[name].sum() or 0) for name in one.columns if name in POLICIES}
        print(f"{file}: {one.height:,} rows the same in both; eligible: {counts}", flush=True)
    return True


if __name__ == "__main__":
    sys.exit(main())
