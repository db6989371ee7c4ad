"""The databases of the tests: made once by migrating, then copied; a guarded one is never flushed.

``db``               a transaction that is rolled back (pytest-django's own)
``fresh_database``   a copy of the migrated template with real commits, for threads and processes

LINLI_TEST_DATABASE=postgresql runs the same tests on PostgreSQL: $DATABASE_URL, or a throw-away
server of house/postgres.py.
"""

import atexit
import os
import tempfile
from pathlib import Path

# The settings read the environment when Django starts, which pytest-django does very early.
_folder = tempfile.TemporaryDirectory(prefix="linli-tests-")
atexit.register(_folder.cleanup)
os.environ["LINLI_DATA"] = _folder.name
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.site.settings")
if os.environ.get("LINLI_TEST_DATABASE") == "postgresql":
    if "DATABASE_URL" not in os.environ:
        from house.postgres import Cluster

        _cluster = Cluster()
        os.environ["DATABASE_URL"] = _cluster.__enter__().url
        atexit.register(_cluster.__exit__, None, None, None)
else:
    os.environ.pop("DATABASE_URL", None)

pytest_plugins = ["tests.databases", "tests.village"]
DATA = Path(_folder.name)
