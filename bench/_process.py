"""A program as a whole process: how long it runs, what it costs, what it holds."""

import os
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent


class Run(NamedTuple):
    """One whole process: seconds on the clock, seconds of processor, and most memory held."""

    seconds: float
    cpu: float
    mib: float

    def __str__(self) -> str:
        return f"{self.seconds:.2f} s ({self.cpu:.2f} s of processor), {self.mib:.0f} MiB"


def timed(command: Sequence[object], environment: Mapping[str, str] | None = None) -> Run:
    """Run a program to its end; its memory is what the kernel saw it hold at most."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [str(word) for word in command],
        cwd=ROOT,
        env=dict(environment) if environment else None,
        stdout=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]} ended with {process.returncode}")
    seconds = time.perf_counter() - began
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def median(runs: Sequence[Run]) -> Run:
    """Of each figure its own median."""
    return Run(*(statistics.median(column) for column in zip(*runs, strict=True)))


def print_curve(curve: Mapping[int, Run]) -> None:
    """A line for each size, and what a million of its persons would take."""
    for size, run in curve.items():
        print(f"{size:>10,} persons: {run}, {1e6 * run.seconds / size:.2f} s a million", flush=True)
