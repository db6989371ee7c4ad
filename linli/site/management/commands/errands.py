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

POLL_SECONDS = 0.5  # SQLite cannot wake us; PostgreSQL does (NOTIFY), this is then only its timeout


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
            for name, errand in errands:
                _run(name, errand)
            if once:
                return
            _wait_for_a_commit()


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


def _wait_for_a_commit() -> None:
    if connection.vendor != "postgresql":
        time.sleep(POLL_SECONDS)
        return
    connection.ensure_connection()
    connection.cursor().execute("LISTEN linli_deed")
    for _ in connection.connection.notifies(timeout=5, stop_after=1):
        return
