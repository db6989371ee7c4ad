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
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


class Settled(NamedTuple):
    """A copy of the template in which the village lives, and its people."""

    name: str
    cast: SimpleNamespace


@pytest.fixture(scope="session")
def village_once(django_db_setup, django_db_blocker) -> Iterator[Settled]:
    """The village, made once for all tests that begin with it: making it takes a tenth of a second.

    Its database is never written to but in transactions that are rolled back.
    """
    from tests.village import build_village

    template = connection.settings_dict["NAME"]
    connections.close_all()
    name = _copy(template)
    _point_at(name)
    with django_db_blocker.unblock():
        cast = build_village()
        connections.close_all()
    _point_at(template)
    yield Settled(name, cast)
    connections.close_all()
    _point_at(template)
    _drop(template, name)


@pytest.fixture(autouse=True)
def where_it_begins(request: pytest.FixtureRequest) -> None:
    """Each test's transaction opens in the database it begins with: the village's, or an empty one.

    The door is left where it was: most tests of a file begin alike.
    """
    assert not connection.in_atomic_block, "ask for the fixture `db`: a mark opens it too early"
    wanted = set(request.fixturenames)
    if not wanted & {"db", "fresh_database", "transactional_db"}:
        return
    template = request.getfixturevalue("migrated_template")
    name = request.getfixturevalue("village_once").name if "village" in wanted else template
    if connection.settings_dict["NAME"] != name:
        connections.close_all()
        _point_at(name)


@pytest.fixture(scope="session")
def migrated_template(django_db_setup) -> str:
    """The name of the migrated database in which nobody lives."""
    return str(connection.settings_dict["NAME"])


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
    "django_db_modify_db_settings", "django_db_setup", "fresh_database", "migrated_template",
    "village_once", "where_it_begins",
]  # fmt: skip
