"""From a fresh clone to the first styled page with the demo: at most 30 s; again: at most 5 s.

Making the environment (packages downloaded cold) is timed apart and printed, as networks differ.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from bench._report import limit
from house.network import free_port

ROOT = Path(__file__).resolve().parent.parent
FIRST_SECONDS, SECOND_SECONDS = 30.0, 5.0


def main() -> int:
    """Clone, make the environment, open twice, and print a line of JSON for each opening."""
    with tempfile.TemporaryDirectory(prefix="linli-start-") as folder:
        clone = Path(folder) / "linli"
        subprocess.run(["git", "clone", "-q", ROOT, clone], check=True)
        print(f"environment, packages downloaded cold: {_environment(clone):.1f} s")
        first = _open(clone)
        again = [_open(clone) for _ in range(3)]
    met = [limit("first-start", [first], FIRST_SECONDS), limit("start", again, SECOND_SECONDS)]
    return 0 if all(met) else 1


def _environment(clone: Path) -> float:
    began = time.perf_counter()
    subprocess.run(
        ["python3", "-m", "house.bootstrap"],
        cwd=clone,
        env={**os.environ, "PATH": _path(), "PIP_NO_CACHE_DIR": "1", "UV_NO_CACHE": "1"},
        check=True,
    )
    return time.perf_counter() - began


def _path() -> str:
    """The machine's own programs: not those of the environment this benchmark runs in."""
    inside = Path(sys.prefix) / "bin"
    return ":".join(part for part in os.environ["PATH"].split(":") if Path(part) != inside)


def _open(clone: Path) -> float:
    """Seconds from `./run` to a home page whose stylesheet has come too."""
    port = free_port()
    began = time.perf_counter()
    house = subprocess.Popen(
        [clone / "run", "--port", str(port), "--data", clone / "data" / "demo"],
        stdout=subprocess.DEVNULL,
    )
    try:
        while house.poll() is None:
            if _styled(f"http://127.0.0.1:{port}"):
                return time.perf_counter() - began
            time.sleep(0.05)
        raise SystemExit("./run ended by itself")
    finally:
        house.terminate()
        house.wait(30)


def _styled(origin: str) -> bool:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(origin + "/", timeout=10) as answer:
            html = answer.read().decode()
        sheet = re.findall(r'href="(/static/[^"]+\.css)"', html)[0]
        with opener.open(origin + sheet, timeout=10) as answer:
            return answer.status == 200
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main())
