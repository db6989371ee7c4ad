"""Programs we start and answer for: none outlives us, and none dies unnoticed."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

# The web server takes some seconds to give up on a worker that does not stop.
PATIENCE_SECONDS = 10
POLL_SECONDS = 0.1


class Child(NamedTuple):
    """A program in a session of its own: Ctrl-C reaches us first, and we close in order."""

    name: str
    process: subprocess.Popen[bytes]


def tied_to_us(signal_name: str = "TERM") -> tuple[str, ...]:
    """A prefix that has Linux end a program when we die, even by kill -9; empty elsewhere."""
    setpriv = shutil.which("setpriv")
    return (setpriv, "--pdeathsig", signal_name) if setpriv else ()


class Children:
    """The programs of one start. `watch` returns the first that ends; `stop` ends the others."""

    def __init__(self) -> None:
        self._all: list[Child] = []

    def start(self, name: str, command: Sequence[str | Path], env: Mapping[str, str]) -> None:
        process = subprocess.Popen([*tied_to_us(), *command], env=env, start_new_session=True)
        self._all.append(Child(name, process))

    def ended(self) -> Child | None:
        """The first program that is no longer running, if there is one."""
        return next((child for child in self._all if child.process.poll() is not None), None)

    def watch(self) -> Child:
        """Wait until one of them ends, and say which."""
        while (child := self.ended()) is None:
            time.sleep(POLL_SECONDS)
        return child

    def stop(self) -> None:
        """Ask all to end, wait, then end what is left, the workers of a dead server included."""
        for child in self._all:
            child.process.terminate()
        deadline = time.monotonic() + PATIENCE_SECONDS
        for child in self._all:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.process.wait(max(0.0, deadline - time.monotonic()))
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.process.pid, signal.SIGKILL)
            child.process.wait()
        self._all.clear()
