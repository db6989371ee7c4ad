"""A database of its own for every `./run` the tests start."""

import os
from collections.abc import Iterator
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest

from tests.house.opening import environment_of


@pytest.fixture
def house_environment() -> Iterator[dict[str, str]]:
    """What `./run` finds in its environment: SQLite in its data folder, or an empty PostgreSQL."""
    url = os.environ.get("DATABASE_URL")
    if url is None:
        yield environment_of(None)
        return
    name = f"run_{uuid4().hex}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        yield environment_of(urlsplit(url)._replace(path=f"/{name}").geturl())
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
