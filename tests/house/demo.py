"""A data folder with the demo community in it: loaded once for many houses, then copied.

Loading it takes as long as opening five houses. It is told from the hour in which it is loaded, so
one is kept for that hour, and for this state of the rooms. The kept one is never opened.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import psycopg

from house.bootstrap import ROOT, one_at_a_time
from tests.databases import KEPT, state_of_the_rooms
from tests.house.opening import copied_database, create_database, environment_of

RESIDENTS = "200"
DATABASE = "database"
"""The file that names PostgreSQL's database, sealed with the keys in the data folder beside it."""


@contextmanager
def demo_database(migrated: str, data: Path) -> Iterator[str | None]:
    """As ``migrated_database``, with the demo in it: opening need not load it."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with one_at_a_time(KEPT):
        kept = KEPT / f"demo-{'postgresql' if _server() else 'sqlite'}"
        stamp = f"{state_of_the_rooms()} {datetime.now().astimezone():%d %H}"
        if not _stands(kept, stamp):
            _load(migrated, kept)
            (kept / "stamp").write_text(stamp)
        shutil.copytree(kept / "data", data, dirs_exist_ok=True)
        name = (kept / DATABASE).read_text()
    with copied_database(name) as url:
        yield url


def _stands(kept: Path, stamp: str) -> bool:
    """Whether it was loaded for this hour and these rooms, on the server that is there now."""
    if not (kept / "stamp").exists() or (kept / "stamp").read_text() != stamp:
        return False
    if not (address := _server()):
        return True
    with psycopg.connect(address) as server:
        found = server.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [(kept / DATABASE).read_text()]
        )
        return found.fetchone() is not None


def _load(migrated: str, kept: Path) -> None:
    shutil.rmtree(kept, ignore_errors=True)
    data = kept / "data"
    data.mkdir(parents=True)
    environment = {**environment_of(None), "LINLI_DATA": str(data), "LINLI_DEMO": "1"}
    name = f"kept_demo_{uuid4().hex}"
    if _server():
        environment["DATABASE_URL"] = create_database(name, like=migrated)
    else:
        shutil.copy(migrated, data / "linli.sqlite3")
    subprocess.run(
        [sys.executable, "-m", "house.prepare", "--residents", RESIDENTS],
        cwd=ROOT,
        env=environment,
        check=True,
    )
    (kept / DATABASE).write_text(name)


def _server() -> str:
    """The address of the PostgreSQL under test; empty where SQLite is."""
    return os.environ.get("DATABASE_URL", "")
