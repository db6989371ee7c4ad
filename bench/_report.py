"""How every benchmark ends: the raw figures, then one line of JSON.

A ratio is ours ÷ the peer's (more is better), or the limit ÷ ours where there is no peer;
``met`` compares it with the goal. Rounds are interleaved, because a shared machine drifts.
"""

import json
import os
import platform
import statistics
from collections.abc import Callable, Sequence

ROUNDS = 3


def interleaved(
    ours: Callable[[], float], peer: Callable[[], float], rounds: int = ROUNDS
) -> tuple[list[float], list[float]]:
    """Run the two in turn, ``rounds`` times each; each returns its own figure."""
    mine, theirs = [], []
    for number in range(1, rounds + 1):
        theirs.append(peer())
        mine.append(ours())
        print(f"round {number}: ours {mine[-1]:.1f}, peer {theirs[-1]:.1f}", flush=True)
    return mine, theirs


def compare(name: str, ours: Sequence[float], peer: Sequence[float], goal: float) -> bool:
    """Print the last line of a benchmark that has a peer (figures: more is better)."""
    median, other = statistics.median(ours), statistics.median(peer)
    ratios = [mine / theirs for mine, theirs in zip(ours, peer, strict=True)]
    return _say(name, median, other, statistics.median(ratios), goal, list(ours))


def limit(name: str, ours: Sequence[float], most: float) -> bool:
    """Print the last line of a benchmark that has a limit (figures: less is better)."""
    median = statistics.median(ours)
    return _say(name, median, most, most / median, 1.0, list(ours))


def _say(
    name: str, median: float, peer: float, ratio: float, goal: float, runs: list[float]
) -> bool:
    met = ratio >= goal
    line = {
        "name": name,
        "median": round(median, 3),
        "peer": round(peer, 3),
        "ratio": round(ratio, 3),
        "goal": goal,
        "met": met,
        "runs": [round(run, 3) for run in runs],
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python "
        f"{platform.python_version()}",
    }
    print(json.dumps(line), flush=True)
    return met
