"""A house with the demo community, served as ./run serves it, to be pressed by wrk."""

import contextlib
import http.client
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from house.network import free_port

ROOT = Path(__file__).resolve().parent.parent
OURS = ("linli.site.settings", "linli.site.wsgi", "linli.site.server")
PLAIN = ("bench.peers.plain", "bench.peers.plain_wsgi", "granian")
"""What is served: the settings, the module of the application, and the server that loads it."""

SECONDS = 4
CONNECTIONS = 8


@contextlib.contextmanager
def demo_data(residents: int = 2000) -> Iterator[Path]:
    """A temporary data folder holding a migrated database with the demo community."""
    with tempfile.TemporaryDirectory(prefix="linli-bench-") as folder:
        subprocess.run(
            [sys.executable, "-m", "house.prepare", "--residents", str(residents)],
            cwd=ROOT,
            env=environment(Path(folder)),
            check=True,
            stdout=subprocess.DEVNULL,
        )
        yield Path(folder)


@contextlib.contextmanager
def served(
    data: Path, what: tuple[str, str, str] = OURS, *, keep_pages_seconds: int = 0
) -> Iterator[int]:
    """The port of a granian with two workers, until the block ends. Pages are made anew each time
    unless told."""
    settings, module, server = what
    port = free_port()
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", server, "--interface", "wsgi", "--host", "127.0.0.1"),
            *("--port", str(port), "--workers", "2", "--blocking-threads", "2"),
            *("--workers-kill-timeout", "5", "--no-ws", "--log-level", "warning"),
            f"{module}:application",
        ],
        cwd=ROOT,
        env=environment(data, settings) | {"LINLI_KEEP_PAGES": str(keep_pages_seconds)},
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_until_it_answers(port)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def environment(data: Path, settings: str = OURS[0]) -> dict[str, str]:
    """What a served house finds in its environment: demo mode; of the log, a line a request."""
    return {
        **os.environ,
        "LINLI_DATA": str(data),
        "LINLI_DEMO": "1",
        "LINLI_LOG": "ERROR",
        "DJANGO_SETTINGS_MODULE": settings,
    }


def requests_a_second(port: int, path: str, cookie: str = "") -> float:
    """How many answers a second wrk gets; refuses a run with any answer but 2xx."""
    wrk = shutil.which("wrk")
    if wrk is None:
        raise SystemExit("wrk is missing: apt install wrk")
    header = ["-H", f"Cookie: {cookie}"] if cookie else []
    said = subprocess.run(
        [
            wrk,
            "-t1",
            f"-c{CONNECTIONS}",
            f"-d{SECONDS}s",
            *header,
            f"http://127.0.0.1:{port}{path}",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    if "Non-2xx" in said:
        raise SystemExit(f"{path} did not answer with a page:\n{said}")
    return float(re.findall(r"Requests/sec:\s+([\d.]+)", said)[0])


def page(port: int, path: str, cookie: str = "") -> bytes:
    """One answer's body; refuses anything but 200."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != http.client.OK:
        raise SystemExit(f"{path} answered {answer.status}")
    return body


def _wait_until_it_answers(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError, SystemExit, http.client.HTTPException):
            page(port, "/healthz")
            return
        time.sleep(0.1)
    raise SystemExit("the server did not start")
