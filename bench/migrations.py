"""How long an empty database takes to become a house: the whole, and what each table costs.

Limits: 6 s on each engine. Printed beside: tables, milliseconds a table.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench._report import ROUNDS, limit
from house.postgres import Cluster

ROOT = Path(__file__).resolve().parent.parent
MOST_SECONDS = 6.0


def main() -> int:
    """Migrate three times on each engine and print a line of JSON for each."""
    sqlite = [_sqlite() for _ in range(ROUNDS)]
    with Cluster(durable=True) as cluster:
        postgresql = [_postgresql(cluster, number) for number in range(ROUNDS)]
    met = [
        limit("migrations-sqlite", sqlite, MOST_SECONDS),
        limit("migrations-postgresql", postgresql, MOST_SECONDS),
    ]
    return 0 if all(met) else 1


def _sqlite() -> float:
    with tempfile.TemporaryDirectory() as data:
        return _migrate({"LINLI_DATA": data})


def _postgresql(cluster: Cluster, number: int) -> float:
    name = f"bench_{number}"
    cluster.psql(f"CREATE DATABASE {name}")
    url = cluster.url.rsplit("/", 1)[0] + f"/{name}"
    with tempfile.TemporaryDirectory() as data:
        return _migrate({"LINLI_DATA": data, "DATABASE_URL": url})


def _migrate(setting: dict[str, str]) -> float:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "linli.site.settings", **setting}
    manage = [sys.executable, "manage.py"]
    began = time.perf_counter()
    subprocess.run([*manage, "migrate", "-v0"], cwd=ROOT, env=environment, check=True)
    seconds = time.perf_counter() - began
    tables = _tables(environment)
    engine = "PostgreSQL" if "DATABASE_URL" in setting else "SQLite"
    print(f"{engine}: {seconds:.2f} s, {tables} tables, {seconds / tables * 1000:.0f} ms a table")
    return seconds


def _tables(environment: dict[str, str]) -> int:
    count = "import django; django.setup(); from django.db import connection as c; "
    count += "print(len(c.introspection.table_names()))"
    done = subprocess.run(
        [sys.executable, "-c", count],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return int(re.findall(r"\d+", done.stdout)[-1])


if __name__ == "__main__":
    sys.exit(main())
