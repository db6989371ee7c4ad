"""Fixtures that hand out copies of the migrated database."""

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
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


__all__ = ["django_db_modify_db_settings", "django_db_setup", "fresh_database"]
