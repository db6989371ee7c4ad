"""The one clock process: runs every room's errands, woken by a commit or once a while."""

import signal
import time
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import structlog
from django.apps import apps
from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections, connection
from django.utils import timezone

log = structlog.stdlib.get_logger("linli.errands")

POLL_SECONDS = 0.2  # SQLite cannot wake us, and is asked so often; PostgreSQL does (NOTIFY)
PATIENCE_SECONDS = 5  # what is due by the hour waits no longer than this


class Command(BaseCommand):
    """`manage.py errands`: keep running. `--once`: one round, for tests and timers."""

    help = "运行各个房间的定时事务 · Runs every room's errands until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="one round, then stop")

    def handle(self, *, once: bool, **_: Any) -> None:
        errands = _all_errands()
        running = True

        def stop(*_: object) -> None:
            nonlocal running
            running = False

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        while running:
            before = changes()
            for name, errand in errands:
                _run(name, errand)
            if once:
                return
            given_up = time.monotonic() + PATIENCE_SECONDS
            while running and time.monotonic() < given_up and not has_changed_since(before):
                pass


def _all_errands() -> list[tuple[str, Any]]:
    rooms = [app.name for app in apps.get_app_configs() if app.name.startswith("linli.")]
    with_errands = [room for room in rooms if find_spec(f"{room}.errands")]
    return [(room, import_module(f"{room}.errands").run) for room in with_errands]


def _run(name: str, errand: Any) -> None:
    """One room's failure must not stop another's errands; it is logged and tried again."""
    try:
        errand(at=timezone.now())
    except Exception:
        log.exception("errand failed", room=name)
        close_old_connections()


def changes() -> tuple[int, ...]:
    """SQLite's number of what others committed, and of what we wrote; nothing on PostgreSQL.

    What was told up to here, PostgreSQL tells no more: an errand that begins now sees it all.
    """
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        connection.cursor().execute("LISTEN linli_deed")
        for _told_before in connection.connection.notifies(timeout=0):
            pass
        return ()
    [committed] = connection.cursor().execute("PRAGMA data_version").fetchone()
    return committed, connection.connection.total_changes


def has_changed_since(before: tuple[int, ...]) -> bool:
    """Wait a moment for a commit; whether there was one. Somebody may want to stop meanwhile."""
    if connection.vendor == "postgresql":
        heard = connection.connection.notifies(timeout=POLL_SECONDS, stop_after=1)
        return any(True for _ in heard)
    time.sleep(POLL_SECONDS)
    return changes() != before
