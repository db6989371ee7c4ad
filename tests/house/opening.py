"""Really starts `./run`, for the tests that look at the house from the street."""

import os
import re
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg

from house.bootstrap import ROOT
from house.network import free_port

READY_LINE = "Ctrl-C"


class Opening:
    """One `./run`: what it printed so far, and the programs it started."""

    def __init__(self, *arguments: str, env: dict[str, str], port: int | None = None) -> None:
        self.port = port or free_port()
        self.printed: list[str] = []
        self.process = subprocess.Popen(
            [ROOT / "run", "--port", str(self.port), *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd="/",  # the commands work from anywhere
            env=env,
        )
        self._said_something_final = Event()
        # Somebody has to read on, or the house would stop at a full pipe.
        self._listener = Thread(target=self._listen, daemon=True)
        self._listener.start()

    def wait_until_ready(self) -> None:
        self._said_something_final.wait()
        if READY_LINE not in self.text:
            raise AssertionError(f"./run ended with {self.wait_until_closed()}:\n{self.text}")

    def wait_until_closed(self, seconds: float = 30) -> int:
        """Its exit status, once it and its programs have let go of the terminal."""
        self._listener.join(seconds)
        assert not self._listener.is_alive(), "a program of ./run still holds the terminal"
        return self.process.wait(seconds)

    def close(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.wait_until_closed()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                self.printed.append(line)
                if READY_LINE in line:
                    self._said_something_final.set()
        self._said_something_final.set()

    @property
    def text(self) -> str:
        return "".join(self.printed)

    def read(self, path: str) -> str:
        """The page at `path`; raises HTTPError when the house refuses it."""
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(f"http://127.0.0.1:{self.port}{path}", timeout=20) as answer:
            return str(answer.read().decode())

    def programs(self, word: str) -> list[int]:
        """The process ids below ours whose command line contains `word`, parents first."""
        return [pid for pid in _descendants(self.process.pid) if word in _command_line(pid)]


@contextmanager
def opened(*arguments: str, env: dict[str, str], port: int | None = None) -> Iterator[Opening]:
    """A house that answers; closed at the end whatever happened."""
    opening = Opening(*arguments, env=env, port=port)
    try:
        opening.wait_until_ready()
        yield opening
    finally:
        if opening.process.poll() is None:
            opening.close()


def wait_for(condition: Callable[[], bool], seconds: float = 20) -> None:
    """Return once `condition` holds; fail when it does not in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)


def is_running(pid: int) -> bool:
    """Whether a process is alive: one that ended and waits to be collected is not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0]
    except FileNotFoundError:
        return False
    return state != "Z"


def _descendants(pid: int) -> list[int]:
    listing = subprocess.run(
        ["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True
    )
    children: dict[int, list[int]] = {}
    for line in listing.stdout.splitlines():
        child, parent = map(int, line.split())
        children.setdefault(parent, []).append(child)
    found = [pid]
    for known in found:
        found.extend(children.get(known, []))
    return found[1:]


def _command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except FileNotFoundError:
        return ""


def environment_of(database_url: str | None) -> dict[str, str]:
    """Ours, without what the tests' own Django was told; with a database of its own, if any."""
    ours = {
        name: value
        for name, value in os.environ.items()
        if not re.match(r"LINLI_|DJANGO_|DATABASE_URL|PYTEST_", name)
    }
    return {**ours, "DATABASE_URL": database_url} if database_url else ours


@contextmanager
def migrated_database(kept: str, data: Path) -> Iterator[str | None]:
    """As ``empty_database``, with a copy of ``kept`` in it: opening need not make the tables."""
    if "DATABASE_URL" not in os.environ:
        shutil.copy(kept, data / "linli.sqlite3")
    with copied_database(kept) as url:
        yield url


@contextmanager
def empty_database() -> Iterator[str | None]:
    """The address of an empty PostgreSQL database, or None where SQLite is under test."""
    with copied_database("template1") as url:
        yield url


@contextmanager
def copied_database(like: str) -> Iterator[str | None]:
    """The address of a copy of a PostgreSQL database, or None where SQLite is under test."""
    if "DATABASE_URL" not in os.environ:
        yield None
        return
    name = f"run_{uuid4().hex}"
    address = create_database(name, like=like)
    try:
        yield address
    finally:
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def create_database(name: str, like: str) -> str:
    """Copy a database of the PostgreSQL under test; gives the copy's address."""
    url = os.environ["DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
    return urlsplit(url)._replace(path=f"/{name}").geturl()
