"""The databases of the tests: made once by migrating, then copied; a guarded one is never flushed.

``db``               a transaction that is rolled back (pytest-django's own)
``fresh_database``   a copy of the migrated template with real commits, for threads and processes

LINLI_TEST_DATABASE=postgresql runs the same tests on PostgreSQL: $DATABASE_URL, or a throw-away
server of house/postgres.py.
"""

import atexit
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import hypothesis
import pytest

# The settings read the environment when Django starts.
_folder = tempfile.TemporaryDirectory(prefix="linli-tests-")
atexit.register(_folder.cleanup)
os.environ["LINLI_DATA"] = _folder.name
os.environ["LINLI_HEADS"] = f"{_folder.name}/heads.log"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.site.settings")
if os.environ.get("LINLI_TEST_DATABASE") == "postgresql":
    if "DATABASE_URL" not in os.environ:
        from house.postgres import Cluster

        _cluster = Cluster()
        os.environ["DATABASE_URL"] = _cluster.__enter__().url
        atexit.register(_cluster.__exit__, None, None, None)
else:
    os.environ.pop("DATABASE_URL", None)

# pytest-django would read the settings before this file could name the folder, so the settings are
# named here alone and the plugins below find Django ready.
django.setup()
# A second process that runs tests beside this one must not read them early either.
del os.environ["DJANGO_SETTINGS_MODULE"]
pytest_plugins = ["tests.databases", "tests.village"]
# How long an example takes says how busy the machine is, not whether the house stands. A gate says
# the same of the same commit; new examples are looked for by whoever works on it.
hypothesis.settings.register_profile(
    "house",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("house")
DATA = Path(_folder.name)
(DATA / "static").mkdir()  # where a served house has its collected files


@pytest.fixture(scope="session", autouse=True)
def what_a_house_does_once(django_test_environment: None) -> Iterator[None]:
    """Pages name their files as they lie in the rooms, which a test need not collect first; and a
    password is hashed at the least cost."""
    from django.test import override_settings

    lying = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    default = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    with override_settings(
        STORAGES={"default": default, "staticfiles": lying},
        PASSWORD_HASHERS=["tests.village.Argon2AtOnce"],
    ):
        yield


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """The cache counts how often somebody tried in the last minute; each test starts at nought."""
    from django.core.cache import caches

    for cache in caches.all(initialized_only=True):
        cache.clear()


PAGES = ("doors", "pages", "page")
"""Files of a room's tests that ask what pages say. Every address is asked for by every role on
both engines (the permission table), and what stands behind it is tested there."""
ASKING = {"db", "transactional_db", "migrated", "django_db_setup"}
"""Without one of these fixtures, or its mark, pytest-django lets no test reach the database."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What cannot tell one engine from the other is asked once; slow files come first.

    That is what a room's pages say, and whatever reaches no database; but a house that is opened
    has one of its own.
    """
    rooms = Path(__file__).parent / "linli"
    for item in items:
        of_pages = item.path.is_relative_to(rooms) and item.path.stem.endswith(PAGES)
        marks = {mark.name for mark in item.iter_markers()}
        fixtures = set(getattr(item, "fixturenames", ()))
        if of_pages or not (marks & {"server", "django_db"} or fixtures & ASKING):
            item.add_marker(pytest.mark.once)
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)
