"""Memory of the server and its two workers after 2,000 mixed requests: at most 180 MiB PSS.

PSS shares each page of memory among the processes that map it. The clock is printed beside.
"""

import subprocess
import sys
import time
from pathlib import Path

from bench._report import limit
from bench._server import ROOT, demo_data, environment, page, served
from bench.desk_list import session_of_a_worker

MOST_MIB = 180.0
REQUESTS = 2000
STREET = ["/", "/transparency/", "/tell/", "/sign-in/", "/healthz"]
DESK = ["/desk/", "/desk/people/", "/desk/cases/"]


def main() -> int:
    """Walk the pages, add up the memory, print a line of JSON."""
    with demo_data() as data:
        with served(data) as port:
            _walk(port, f"sessionid={session_of_a_worker(data)}")
            family = _family_of_port(port)
            used = sum(_pss_mib(pid) for pid in family)
            print(f"server and {len(family) - 1} workers: {used:.0f} MiB")
        print(f"the clock: {_clock(data):.0f} MiB")
    return 0 if limit("memory", [used], MOST_MIB) else 1


def _walk(port: int, cookie: str) -> None:
    paths = [(path, "") for path in STREET] + [(path, cookie) for path in DESK]
    for number in range(REQUESTS):
        path, with_cookie = paths[number % len(paths)]
        page(port, path, with_cookie)


def _clock(data: Path) -> float:
    clock = subprocess.Popen(
        [sys.executable, "manage.py", "errands"], cwd=ROOT, env=environment(data)
    )
    time.sleep(5)
    used = _pss_mib(clock.pid)
    clock.terminate()
    clock.wait(20)
    return used


def _family_of_port(port: int) -> list[int]:
    """The server that listens on the port, and its children."""
    named = [pid for pid in _pids() if f"--port\0{port}\0" in _read(pid, "cmdline")]
    [master] = [pid for pid in named if _parent(pid) not in named]
    return [master, *(pid for pid in _pids() if _parent(pid) == master)]


def _pids() -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]


def _parent(pid: int) -> int:
    status = _read(pid, "status")
    found = [line.split()[1] for line in status.splitlines() if line.startswith("PPid:")]
    return int(found[0]) if found else 0


def _pss_mib(pid: int) -> float:
    lines = _read(pid, "smaps_rollup").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def _read(pid: int, name: str) -> str:
    try:
        return Path(f"/proc/{pid}/{name}").read_text()
    except OSError:
        return ""


if __name__ == "__main__":
    sys.exit(main())
