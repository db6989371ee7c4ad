"""A registry of 1,000,000 persons before every benefit in force, three-valued, from file to file.

Ours is the command `screen` on Polars as a whole process, with amounts and with every value checked
first; the peer is OpenFisca-Core as a whole process, in an environment of its own, doing the same
rules and amounts on the same files (`peers/screening_openfisca.py`). Every row of both results is
compared before any figure is told. Figures are persons a second; the goal is 3 times the peer's at
1,000,000 persons, within 0.6 of its memory.

`--large` goes on to 10,000,000 persons: 5 times, within half the memory. `--engine duckdb` measures
our second engine against the same peer.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench._process import ROOT, Run, median, print_curve, timed
from bench._report import ROUNDS, compare

PEERS = ROOT / "bench" / "peers"
PEER_HOME = ROOT / "bench" / ".peers" / "openfisca"
PEER_NEEDS = ("openfisca-core==46.0.1", "pyarrow>=20")
DAY = "2026-11-24"
MILLION = 1_000_000
CURVE = (MILLION // 8, MILLION // 4, MILLION // 2)
GOAL, MEMORY_GOAL = 3.0, 0.6
LARGE_GOAL, LARGE_MEMORY_GOAL = 5.0, 0.5


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
        print_curve(curve)
        if asked.large:
            goals = LARGE_GOAL, LARGE_MEMORY_GOAL
            curve[10 * MILLION], large = _both(peer, folder, 10 * MILLION, asked.engine, goals)
            print_curve(curve)
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
    return timed(
        [
            *(sys.executable, "-m", "linli.rules", "screen", "--on", DAY, "--engine", engine),
            *("--persons", data / "persons.parquet", "--households", data / "households.parquet"),
            *("--out", data / "ours"),
        ]
    )


def _theirs(peer: Path, data: Path) -> Run:
    return timed([peer, "-m", "bench.peers.screening_openfisca", data, data / "peer"])


def _ours_alone(peer: Path, folder: Path, size: int, engine: str) -> Run:
    data = _data(peer, folder, size)
    runs = [_ours(data, engine) for _ in range(ROUNDS)]
    shutil.rmtree(data)
    return median(runs)


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
    memory = median(mine).mib / median(theirs).mib
    lean = memory <= goals[1]
    print(f"{size:,}: {memory:.2f} of the peer's memory (goal {goals[1]}, met: {lean})")
    name = "screening" if size == MILLION else f"screening-{size // MILLION}m"
    fast = compare(name, _speeds(mine, size), _speeds(theirs, size), goals[0])
    return median(mine), fast and lean


def _speeds(runs: Sequence[Run], size: int) -> list[float]:
    return [size / run.seconds for run in runs]


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
        if set(one.columns) != set(other.columns):
            print(f"{file}: one of the two has columns the other has not")
            return False
        counts = {
            name: int(one[name].sum() or 0) for name in one.columns if one[name].dtype == pl.Boolean
        }
        print(f"{file}: {one.height:,} rows the same in both; eligible: {counts}", flush=True)
    return True


if __name__ == "__main__":
    sys.exit(main())
