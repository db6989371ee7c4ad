"""Which database: SQLite for one community on one small machine, PostgreSQL for more."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

# WAL and IMMEDIATE together: either alone still loses to a stale snapshot under two writers.
# FULL: a receipt that was handed out must survive a power cut.
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
    "PRAGMA temp_store=MEMORY;PRAGMA mmap_size=134217728;PRAGMA journal_size_limit=67108864;"
    "PRAGMA cache_size=-20000;PRAGMA recursive_triggers=ON;"
)

KNOWN_AFTER = 3
"""A connection of PostgreSQL keeps the plan of a statement it has met so often (decision 36)."""


UNUSED_APPS = frozenset({"auth", "contenttypes"})
"""Django's rows of permissions and of models: ours are code (identity.permissions)."""


class WithoutUnusedTables:
    """A router that makes no table nobody would read, and no rows in it after each migration."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        return False if app_label in UNUSED_APPS else None


def database_from(url: str | None, data: Path) -> dict[str, Any]:
    """Django's settings for the database that ``url`` names, or for SQLite in ``data``."""
    return _postgresql(url) if url else _sqlite(data)


def _sqlite(data: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": data / "linli.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": SQLITE_PRAGMAS,
        },
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    return {
        "ENGINE": "linli.site.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": KNOWN_AFTER},
    }
