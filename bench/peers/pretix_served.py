"""pretix as its handbook serves it: PostgreSQL, Redis, Celery, gunicorn with two workers.

pretix (AGPL) lives in an environment of its own under ``bench/.peers``; nothing of it enters ours.
Redis comes from Debian's packages. Made once: the environment, and a database already migrated.
"""

import contextlib
import http.client
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from bench._process import ROOT
from house.network import free_port
from house.postgres import Cluster

HOME = ROOT / "bench" / ".peers" / "pretix"
NEEDS = ("pretix==2026.8.0", "gunicorn")
SHOP = ROOT / "bench" / "peers" / "pretix_shop.py"
READY_SECONDS = 90


class Shop(NamedTuple):
    """One open event: its path, a token of the API, the number of its ticket."""

    event: str
    token: str
    item: int


class Served(NamedTuple):
    """A running pretix: its port, and how it opens one more event."""

    port: int
    environment: dict[str, str]

    def open_event(self, places: int) -> Shop:
        """A fresh event with so many free places."""
        said = subprocess.run(
            [_python(), SHOP, str(places)], env=self.environment, check=False,
            capture_output=True, text=True, cwd=HOME,
        )  # fmt: skip
        if said.returncode:
            raise SystemExit(said.stderr)
        told: dict[str, Any] = json.loads(said.stdout)
        return Shop(told["event"], told["token"], told["item"])


@contextlib.contextmanager
def served(cluster: Cluster) -> Iterator[Served]:
    """pretix on a database of this cluster, until the block ends."""
    _install()
    cluster.psql("CREATE DATABASE pretix")
    with tempfile.TemporaryDirectory(prefix="linli-bench-pretix-") as folder:
        home, port, redis_port = Path(folder), free_port(), free_port()
        environment = _configure(home, port, redis_port, cluster.url)
        print("pretix: making its tables (two minutes)", flush=True)
        _run("-m", "pretix", "migrate", "-v0", environment=environment)
        with contextlib.ExitStack() as running:
            for command in _processes(port, redis_port, home):
                running.enter_context(_process(command, environment))
            _wait(port)
            yield Served(port, environment)


def _processes(port: int, redis_port: int, home: Path) -> list[list[str]]:
    """Redis, the Celery worker, the server."""
    programs = HOME / "bin"
    return [
        ["redis-server", "--port", str(redis_port), "--bind", "127.0.0.1", "--save", "",
         "--dir", str(home)],
        [str(programs / "celery"), "-A", "pretix.celery_app", "worker", "-l", "error", "-c", "2"],
        [str(programs / "gunicorn"), "pretix.wsgi", "--bind", f"127.0.0.1:{port}",
         "--workers", "2", "--log-level", "error"],
    ]  # fmt: skip


@contextlib.contextmanager
def _process(command: list[str], environment: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen(
        command, env=environment, cwd=HOME, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
        process.kill()
        process.wait()


def _configure(home: Path, port: int, redis_port: int, url: str) -> dict[str, str]:
    server = urlsplit(url)
    redis = f"redis://127.0.0.1:{redis_port}"
    (home / "pretix.cfg").write_text(
        f"""[pretix]
instance_name=bench
url=http://127.0.0.1:{port}
datadir={home}
registration=off
[database]
backend=postgresql
name=pretix
user={server.username}
host={server.hostname}
port={server.port}
[redis]
location={redis}/0
sessions=true
[celery]
backend={redis}/1
broker={redis}/2
[mail]
host=127.0.0.1
port={free_port()}
""",
        encoding="utf-8",
    )
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("LINLI")},
        "PRETIX_CONFIG_FILE": str(home / "pretix.cfg"),
        "DJANGO_SETTINGS_MODULE": "pretix.settings",
        "PYTHONWARNINGS": "ignore",
    }


def _install() -> None:
    if shutil.which("redis-server") is None:
        raise SystemExit("redis-server is missing: apt install redis-server")
    if not _python().exists():
        print("making pretix's environment", flush=True)
        subprocess.run([sys.executable, "-m", "venv", HOME], check=True)
        subprocess.run([_python(), "-m", "pip", "install", "--quiet", *NEEDS], check=True)


def _python() -> Path:
    return HOME / "bin" / "python"


def _run(*command: str, environment: dict[str, str]) -> None:
    subprocess.run([_python(), *command], env=environment, check=True, cwd=HOME)


def _wait(port: int) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            connection.request("GET", "/healthcheck/")
            if connection.getresponse().status == http.client.OK:
                return
        time.sleep(0.3)
    raise SystemExit("pretix did not start")
