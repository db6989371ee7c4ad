"""Fixtures that hand out copies of the migrated database.

Migrating takes as long as a hundred tests, and every process needs a migrated database: the first
makes it, for this state of the rooms' files, and all others copy it, those of later rounds too.
SQLite's lies in ``build/tests``; PostgreSQL's is a database beside the tests' own.
"""

import copy
import fcntl
import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple
from uuid import uuid4

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction

from house.bootstrap import ROOT

KEPT = ROOT / "build" / "tests"
MADE_OF = ("requirements.lock", "conftest.py", "tests/databases.py")
"""What a migrated database depends on besides the rooms' files."""


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """A name of its own for each process that runs tests side by side.

    SQLite's is a file, since one in memory cannot be shared with a second process; as on the tests'
    PostgreSQL, a commit does not wait for the disk: tests kill programs, not machines.
    """
    name = f"test_linli_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    if connection.vendor == "sqlite":
        name = str(Path(connection.settings_dict["NAME"]).with_name(f"{name}.sqlite3"))
        connection.settings_dict["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
    connection.settings_dict["TEST"]["NAME"] = name


@pytest.fixture(scope="session")
def migrated(django_test_environment, django_db_blocker) -> str:
    """The migrated database, which is only copied: SQLite's file, PostgreSQL's name."""
    with django_db_blocker.unblock():
        connections.close_all()
        return _kept_file() if connection.vendor == "sqlite" else _kept_database()


@pytest.fixture(scope="session")
def django_db_setup(migrated, django_db_blocker, django_db_modify_db_settings) -> Iterator[None]:
    """A copy for this process. pytest-django's own migrates, in each process anew."""
    own = connection.settings_dict["NAME"]
    name = _copy(migrated, connection.settings_dict["TEST"]["NAME"])
    _point_at(name)
    _empty.append(name)
    yield
    with django_db_blocker.unblock():
        connections.close_all()
        _point_at(own)
        _drop(own, name)


def _kept_file() -> str:
    KEPT.mkdir(parents=True, exist_ok=True)
    kept = KEPT / f"{state_of_the_rooms()}.sqlite3"
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            for older in KEPT.glob("*.sqlite3*"):
                older.unlink()
            part = str(KEPT / "part.sqlite3")
            _migrate(part)
            _copy(part, str(kept.with_suffix(".sqlite3.whole")))
            kept.with_suffix(".sqlite3.whole").rename(kept)
    return str(kept)


def _kept_database() -> str:
    kept = f"kept_{state_of_the_rooms()}"
    with _server() as server:
        server.execute("SELECT pg_advisory_lock(hashtext('kept by the tests of Linli'))")
        found = server.execute(r"SELECT datname FROM pg_database WHERE datname LIKE 'kept\_%'")
        names = {name for (name,) in found}
        if kept not in names:
            for older in names:
                server.execute(f'DROP DATABASE "{older}"')
            server.execute('CREATE DATABASE "kept_part"')
            _migrate("kept_part")
            server.execute(f'ALTER DATABASE "kept_part" RENAME TO "{kept}"')
    return kept


def _migrate(name: str) -> None:
    own = connection.settings_dict["NAME"]
    _point_at(name)
    call_command("migrate", verbosity=0, interactive=False)
    connections.close_all()
    _point_at(own)


def state_of_the_rooms() -> str:
    """A name that changes with any file of the rooms that is no test."""
    files = [
        path
        for path in (ROOT / "linli").rglob("*")
        if path.suffix in (".py", ".csv", ".json", ".toml") and "tests" not in path.parts
    ]
    state = hashlib.sha256()
    for path in sorted([*files, *(ROOT / name for name in MADE_OF)]):
        state.update(f"{path.relative_to(ROOT)}\0{path.stat().st_size}\0".encode())
        state.update(path.read_bytes())
    return state.hexdigest()[:16]


class Settled(NamedTuple):
    """A copy of the template in which the village lives, and its people."""

    name: str
    cast: SimpleNamespace


# The migrated database in which nobody lives, and the village's, once they are made.
_empty: list[str] = []
_settled: list[str] = []


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Each test opens its transaction where it begins: in the village, or in an empty database.

    Before any fixture, since wider ones open theirs first. A file that holds one open keeps it.
    """
    if not _empty or connection.in_atomic_block:
        return
    in_village = _settled and "village" in getattr(item, "fixturenames", ())
    [name] = _settled if in_village else _empty
    if connection.settings_dict["NAME"] != name:
        connections.close_all()
        _point_at(name)


@pytest.fixture(scope="session")
def village_once(django_db_setup, django_db_blocker) -> Iterator[Settled]:
    """The village, made once for all tests that begin with it: making it takes a tenth of a second.

    Its database is never written to but in transactions that are rolled back. Whoever asks first
    begins in it.
    """
    from tests.village import build_village

    [template] = _empty
    connections.close_all()
    name = _copy(template)
    _point_at(name)
    with django_db_blocker.unblock():
        cast = build_village()
        connections.close_all()
    _settled.append(name)
    yield Settled(name, cast)
    connections.close_all()
    _point_at(template)
    _drop(template, name)


@contextmanager
def undone(settled: Settled, blocker) -> Iterator[SimpleNamespace]:
    """The village, for what is made of it once and kept elsewhere; it is left as it was."""
    before = connection.settings_dict["NAME"]
    connections.close_all()
    _point_at(settled.name)
    with blocker.unblock():
        with transaction.atomic():
            yield copy.deepcopy(settled.cast)
            transaction.set_rollback(True)
        connections.close_all()
    _point_at(before)


@pytest.fixture
def fresh_database(django_db_setup, django_db_blocker) -> Iterator[str]:
    """A copy of the migrated template under ``default``, with real commits; its name is given.

    Threads open their own connections to it; a process is told by ``database_url``. Dropped after.
    """
    template = connection.settings_dict["NAME"]
    connections.close_all()
    name = _copy(template)
    _point_at(name)
    with django_db_blocker.unblock():
        yield name
        connections.close_all()
    _point_at(template)
    _drop(template, name)


def _point_at(name: str) -> None:
    connections["default"].settings_dict["NAME"] = name


def _copy(template: str, name: str = "") -> str:
    name = name or _name_beside(template)
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(template)) as one, closing(sqlite3.connect(name)) as other:
            one.backup(other)
    else:
        with _server() as server:
            server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return name


def _name_beside(template: str) -> str:
    if connection.vendor == "sqlite":
        return str(Path(template).with_name(f"copy-{uuid4().hex}.sqlite3"))
    return f"copy_{uuid4().hex}"


def _drop(template: str, name: str) -> None:
    if connection.vendor == "sqlite":
        for file in Path(name).parent.glob(Path(name).name + "*"):
            file.unlink()
    else:
        with _server() as server:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def _server() -> Iterator[psycopg.Connection]:
    known = connection.settings_dict
    with psycopg.connect(
        host=known["HOST"],
        port=known["PORT"],
        user=known["USER"],
        password=known["PASSWORD"],
        dbname="postgres",
        autocommit=True,
    ) as server:
        yield server


__all__ = [
    "django_db_modify_db_settings", "django_db_setup", "fresh_database", "migrated",
    "pytest_runtest_setup", "village_once",
]  # fmt: skip
