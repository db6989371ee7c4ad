"""Fixtures that hand out copies of the migrated database."""

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple
from uuid import uuid4

import psycopg
import pytest
from django.db import connection, connections
from django.test.utils import setup_databases, teardown_databases


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """A name of its own for each process that runs tests side by side.

    SQLite's is a file, since one in memory cannot be shared with a second process.
    """
    name = f"test_linli_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    if connection.vendor == "sqlite":
        name = str(Path(connection.settings_dict["NAME"]).with_name(f"{name}.sqlite3"))
    connection.settings_dict["TEST"]["NAME"] = name


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment, django_db_blocker, django_db_modify_db_settings
) -> Iterator[None]:
    """Migrate once. pytest-django's own leaves the template empty for ``fresh_database`` alone."""
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases={"default"})
    _empty.append(connection.settings_dict["NAME"])
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


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


def _copy(template: str) -> str:
    if connection.vendor == "sqlite":
        name = str(Path(template).with_name(f"copy-{uuid4().hex}.sqlite3"))
        with sqlite3.connect(template) as source, sqlite3.connect(name) as target:
            source.backup(target)
        return name
    name = f"copy_{uuid4().hex}"
    _on_the_server(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return name


def _drop(template: str, name: str) -> None:
    if connection.vendor == "sqlite":
        for file in Path(name).parent.glob(Path(name).name + "*"):
            file.unlink()
    else:
        _on_the_server(f'DROP DATABASE "{name}" WITH (FORCE)')


def _on_the_server(statement: str) -> None:
    known = connection.settings_dict
    with psycopg.connect(
        host=known["HOST"],
        port=known["PORT"],
        user=known["USER"],
        password=known["PASSWORD"],
        dbname="postgres",
        autocommit=True,
    ) as server:
        server.execute(statement)


__all__ = [
    "django_db_modify_db_settings", "django_db_setup", "fresh_database", "pytest_runtest_setup",
    "village_once",
]  # fmt: skip
