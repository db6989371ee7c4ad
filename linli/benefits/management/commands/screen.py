"""`manage.py screen`: everybody this house knows of a place, before every policy in force there."""

import datetime
import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from linli.benefits import queries
from linli.identity.permissions import clock
from linli.people import queries as people
from linli.places import queries as places
from linli.rulebook.queries import catalogue
from linli.rules.commands.screen import line
from linli.rules.screening.compiling import compiled
from linli.rules.screening.walking import columns_for, screen_registry

ONLY_OURSELVES = 0o077


class Command(BaseCommand):
    """For a policy officer's question about a whole place, and for the operator."""

    requires_system_checks = ()
    help = (
        "Screen the registry of a place for every policy in force there, straight from the sealed "
        "sheets: one line of counts a policy, and two files of answers as `python -m linli.rules "
        "screen` writes them, readable by this user alone: delete them when the question is "
        "answered. Only communities whose impact assessment two people have signed are looked at."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--place", required=True, help="division code: a community or above")
        parser.add_argument("--on", required=True, type=datetime.date.fromisoformat)
        parser.add_argument("--out", required=True, type=Path, help="folder for the answers")

    def handle(
        self, *_args: Any, place: str, on: datetime.date, out: Path, **_options: Any
    ) -> None:
        communities = queries.permitted_places() & places.communities_under([place])
        if not communities:
            raise CommandError("那里没有签过影响评估的社区。 No community there has signed.")
        with _undisturbed():
            plan = compiled(catalogue(), place, on)
            registry = people.registry(clock(), communities, on, columns_for(plan))
            tallies = screen_registry(plan, registry, out)
        self.stdout.writelines(map(line, tallies))


@contextmanager
def _undisturbed() -> Iterator[None]:
    """What is written is ours alone; and looking for what is left over costs more than it frees."""
    before = os.umask(ONLY_OURSELVES)
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        os.umask(before)
