"""The environment both commands need: `.venv` with exactly the versions of a lock file.

A stamp remembers the lock and the Python it was made for, so a second start looks at one file.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from house.words import CannotGoOn, say

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"

RUN_LOCK = ROOT / "requirements.lock"
TEST_LOCK = ROOT / "requirements-test.lock"


def environment(*locks: Path) -> Path:
    """The Python of `.venv` after everything in `locks` is installed there; quick when it is.

    Name every lock the last one contains: a lock that is a part of another is then stamped too.
    Raises `CannotGoOn` when the environment cannot be made.
    """
    # A house is many short processes: without byte code each would compile it again (a second).
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if not _is_stamped(locks):
        with one_at_a_time(ROOT):
            if not _is_stamped(locks):
                _make_venv()
                _install(locks[-1])
                for lock in locks:
                    _stamp(lock).write_text(_fingerprint(lock))
    return PYTHON


@contextlib.contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Wait until no other start of ours is making something in `folder`."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _is_stamped(locks: tuple[Path, ...]) -> bool:
    with contextlib.suppress(FileNotFoundError):
        return PYTHON.exists() and all(
            _stamp(lock).read_text() == _fingerprint(lock) for lock in locks
        )
    return False


def _stamp(lock: Path) -> Path:
    return VENV / f".{lock.name}.stamp"


def _fingerprint(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()


def _make_venv() -> None:
    """Make `.venv`, or make it again when it belongs to another Python."""
    if _speaks_our_version():
        return
    say("正在准备 Python 环境", "making the Python environment")
    # Inside an activated .venv the Python that runs us would be the one we clear.
    outside = getattr(sys, "_base_executable", sys.executable)
    made = subprocess.run(
        [outside, "-m", "venv", "--clear", VENV], capture_output=True, text=True, check=False
    )
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        raise CannotGoOn(
            "缺少 Python 的 venv 模块，请先运行 apt install python3-venv。",
            f"Python's venv does not work here; on Debian: apt install python3-venv.\n{made.stdout}"
            f"{made.stderr}",
        )


def _speaks_our_version() -> bool:
    with contextlib.suppress(OSError):
        asked = subprocess.run(
            [PYTHON, "-c", "import pip, sys; print(sys.version)"],
            capture_output=True,
            text=True,
            check=False,
        )
        return asked.stdout.strip() == sys.version.strip()
    return False


def _install(lock: Path) -> None:
    """Install by uv where it is at hand, by pip otherwise: wheels only, every one by its hash."""
    say("正在下载和安装依赖，约需半分钟", "installing what Linli needs, about half a minute")
    uv = shutil.which("uv")
    installer: list[str | Path] = (
        [uv, "pip", "install", "--python", PYTHON]
        if uv
        else [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--quiet"]
    )
    options: list[str | Path] = [
        "--quiet",
        "--require-hashes",
        "--only-binary",
        ":all:",
        "--no-deps",
        "-r",
        lock,
    ]
    if subprocess.run([*installer, *options], check=False).returncode:
        raise CannotGoOn(
            "依赖没有装上：请检查网络，然后再运行一次。",
            "The packages could not be installed: check the network, then run this again.",
        )


def main() -> int:
    """`python3 -m house.bootstrap`: the environment of developers and tests, for the Makefile."""
    try:
        environment(RUN_LOCK, TEST_LOCK)
    except CannotGoOn as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
