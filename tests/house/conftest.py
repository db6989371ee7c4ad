"""What the tests of `./run` start from: a database of their own, or a house prepared once."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from house.bootstrap import ROOT
from tests.house.demo import demo_database
from tests.house.opening import empty_database, environment_of, migrated_database


@pytest.fixture
def house_environment() -> Iterator[dict[str, str]]:
    """What `./run` finds in its environment: SQLite in its data folder, or an empty PostgreSQL."""
    with empty_database() as url:
        yield environment_of(url)


@pytest.fixture
def migrated_environment(migrated: str, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The same where the tables are made already, for a house whose data folder is this test's."""
    with migrated_database(migrated, tmp_path) as url:
        yield environment_of(url)


@pytest.fixture
def demo_environment(migrated: str, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The same with the demo community in it."""
    with demo_database(migrated, tmp_path) as url:
        yield environment_of(url)


@pytest.fixture(scope="session")
def prepared_once(migrated: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated empty register on SQLite, with its static files: never opened, only copied."""
    data = tmp_path_factory.mktemp("prepared")
    shutil.copy(migrated, data / "linli.sqlite3")
    subprocess.run(
        [sys.executable, "-m", "house.prepare"],
        cwd=ROOT,
        env={**environment_of(None), "LINLI_DATA": str(data)},
        check=True,
    )
    return data


@pytest.fixture
def prepared(prepared_once: Path, tmp_path: Path) -> Path:
    """The data folder of a house that only has to open its doors."""
    return Path(shutil.copytree(prepared_once, tmp_path / "data"))
