"""`./test`: the whole house, on both databases, in a real browser.

Without arguments: `make read`, then every test on SQLite, on PostgreSQL, and the journeys in
Chromium on both. With arguments: pytest with them, on both databases. The last line counts.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from house import machine
from house.bootstrap import ROOT, RUN_LOCK, TEST_LOCK, environment
from house.children import tied_to_us
from house.postgres import Cluster, PostgresUnavailable
from house.words import CannotGoOn, say

# What pytest's closing line counts: "3 failed, 120 passed, 1 skipped in 4.20s".
COUNTED = re.compile(r"(\d+) (passed|failed|errors?|skipped|xfailed|xpassed)\b")
CLOSING = re.compile(
    r"^(?:\x1b\[[\d;]*m|=)*\s*(?:\x1b\[[\d;]*m)*(?:\d+ \w+|no tests ran).* in [\d.]+s"
)
# What pytest is asked without arguments, round by round, two tests at a time: first what opens no
# house, whose files come in the order of conftest.py, the slow ones first (begun last, one of them
# would run on alone); then the stories, house by house, and each opening of a house whenever one of
# two hands is free.
ROUNDS = [
    ("not browser and not server", ["--dist", "loadfile", "--no-loadscope-reorder"]),
    ("browser or server", ["--dist", "loadgroup"]),
]
HOW = ["-n", "2", "--durations", "12"]
# A test that cannot mean anything on one engine is left out there by its mark: none is skipped.
NOT_ON = {"SQLite": "postgresql", "PostgreSQL": "once"}
NO_TESTS = 5  # pytest's status for "nothing matched"


class Trial:
    """Everything that was run so far, and how it went."""

    def __init__(self, python: Path) -> None:
        self.python = python
        self.counts: Counter[str] = Counter()
        self.broken: list[str] = []
        self.began = time.monotonic()

    def check(self) -> None:
        """What is found by reading; the tests of the quick gate are among all the others."""
        self._announce("make read")
        if subprocess.run([*tied_to_us(), "make", "read"], cwd=ROOT, check=False).returncode:
            self._failed("make read")

    def pytest(self, database: str, env: Mapping[str, str], arguments: Sequence[str]) -> None:
        """Run pytest on one database, showing what it says and remembering its closing line."""
        title = f"pytest · {database} · {' '.join(arguments)}".rstrip(" ·")
        self._announce(title)
        colour = "--color=yes" if sys.stdout.isatty() else "--color=no"
        process = subprocess.Popen(
            [*tied_to_us(), self.python, "-m", "pytest", colour, *arguments],
            cwd=ROOT,
            env={**os.environ, **env},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        counted: Counter[str] = Counter()
        for line in process.stdout:
            print(line, end="", flush=True)
            if CLOSING.match(line):
                counted = count(line)
        self.counts += counted
        if process.wait() not in (0, NO_TESTS):
            self._failed(title, already_counted=counted["failed"] + counted["error"] > 0)

    def verdict(self) -> int:
        """Print what broke and, last, the sum in pytest's own words; 0 when all is well."""
        print()
        if not self.counts["passed"] and not self.broken:
            self._failed("没有运行任何测试 no test ran")
        if self.counts["skipped"]:
            self._failed("有测试被跳过 a test was skipped")
        for title in self.broken:
            say(f"未通过：{title}", "failed")
        words = [f"{self.counts['passed']} passed", f"{self.counts['failed']} failed"]
        words += [
            f"{self.counts[word]} {word}" for word in ("error", "skipped") if self.counts[word]
        ]
        print(f"{', '.join(words)} in {time.monotonic() - self.began:.0f}s", flush=True)
        return 1 if self.broken else 0

    def _announce(self, title: str) -> None:
        print(f"\n── {title}", flush=True)

    def _failed(self, title: str, *, already_counted: bool = False) -> None:
        self.broken.append(title)
        if not already_counted:
            self.counts["failed"] += 1


def count(line: str) -> Counter[str]:
    """The numbers in a closing line of pytest, by word; "errors" counts as "error"."""
    found: Counter[str] = Counter()
    for number, word in COUNTED.findall(line):
        found["error" if word == "errors" else word] += int(number)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the tests; 0 when all passed, 1 when any failed or something they need is missing."""
    asked = list(sys.argv[1:] if arguments is None else arguments)
    if asked and asked[0] in ("-h", "--help"):
        print(f"{__doc__}\n./test [pytest arguments]")
        return 0
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        python = environment(RUN_LOCK, TEST_LOCK)
        machine.furnish()
        return _run(Trial(python), asked)
    except (CannotGoOn, PostgresUnavailable) as reason:
        print(f"{reason}\n0 passed, 1 failed", flush=True)
        return 1
    except KeyboardInterrupt:
        return 130


def _run(trial: Trial, asked: list[str]) -> int:
    """Ask everything even after a failure: one run tells all there is to mend."""
    with _postgresql() as postgresql:
        engines = {"SQLite": {"LINLI_TEST_DATABASE": "sqlite"}, "PostgreSQL": postgresql}
        if asked:
            for engine, env in engines.items():
                trial.pytest(engine, env, ["-m", f"not {NOT_ON[engine]}", *asked])
            return trial.verdict()
        trial.check()
        for wanted, in_order in ROUNDS:
            for engine, env in engines.items():
                asked_for = f"({wanted}) and not {NOT_ON[engine]}"
                trial.pytest(engine, env, ["-m", asked_for, *HOW, *in_order])
    return trial.verdict()


@contextlib.contextmanager
def _postgresql() -> Iterator[dict[str, str]]:
    """The environment that names a PostgreSQL: the one we were given, or one of our own."""
    chosen = {"LINLI_TEST_DATABASE": "postgresql"}
    if "DATABASE_URL" in os.environ:
        yield chosen
        return
    with Cluster() as cluster:
        yield {**chosen, "DATABASE_URL": cluster.url}
