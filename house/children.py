"""Programs we start and answer for: none outlives us, and none dies unnoticed."""

from __future__ import annotations

import contextlib
import logging.handlers
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Thread
from typing import IO, NamedTuple

# The web server takes some seconds to give up on a worker that does not stop.
PATIENCE_SECONDS = 10
POLL_SECONDS = 0.1
# What they say is kept in three files of this size: a counter's computer runs for years.
LOG_BYTES = 5_000_000
LOG_FILES = 3
LAST_WORDS = 15  # lines


class Child(NamedTuple):
    """A program in a session of its own: Ctrl-C reaches us first, and we close in order."""

    name: str
    process: subprocess.Popen[bytes]
    scribe: Thread


def tied_to_us(signal_name: str = "TERM") -> tuple[str, ...]:
    """A prefix that has Linux end a program when we die, even by kill -9; empty elsewhere."""
    setpriv = shutil.which("setpriv")
    return (setpriv, "--pdeathsig", signal_name) if setpriv else ()


class Children:
    """The programs of one start. `watch` returns the first that ends; `stop` ends the others.

    What they say goes to the file `log`: a terminal shows what a person has to know.
    """

    def __init__(self, log: Path) -> None:
        self._all: list[Child] = []
        self._log = log
        self._handler = logging.handlers.RotatingFileHandler(
            log, maxBytes=LOG_BYTES, backupCount=LOG_FILES - 1, encoding="utf-8"
        )
        self._book = logging.Logger("children")
        self._book.addHandler(self._handler)

    def start(self, name: str, command: Sequence[str | Path], env: Mapping[str, str]) -> None:
        process = subprocess.Popen(
            [*tied_to_us(), *command],
            env=env,
            start_new_session=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        assert process.stdout is not None
        scribe = Thread(target=self._write_down, args=[process.stdout], daemon=True)
        scribe.start()
        self._all.append(Child(name, process, scribe))

    def last_words(self) -> str:
        """The end of what they said: where the reason stands when one of them failed."""
        if (child := self.ended()) is not None:
            child.scribe.join(1)  # its last line may still be on the way
        lines = self._log.read_text(encoding="utf-8").splitlines()
        return "\n".join(lines[-LAST_WORDS:])

    def _write_down(self, said: IO[bytes]) -> None:
        with said:
            for line in said:
                self._book.info("%s", line.decode(errors="replace").rstrip())

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
            child.scribe.join(1)
        self._all.clear()
        self._handler.close()
