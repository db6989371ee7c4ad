"""Fills an empty house from a backup."""

import sys
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from linli.kernel.refusal import Refused
from linli.site import archive


class Command(BaseCommand):
    """`manage.py restore FILE`."""

    help = (
        "Fill an empty, migrated house from a backup, then run verify_ledger: it adds every book "
        "up and compares with heads.log beside the data folder, so that an older copy is noticed "
        "(it stays restored, and this ends with 1). Put the folder `keys` into the data folder "
        "first: no backup holds it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **_: Any) -> None:
        try:
            manifest = archive.put_back(file)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{file}: {len(manifest['heads'])} books put back, without keys")
        try:
            call_command("verify_ledger", stdout=self.stdout)
        except SystemExit as wrong:
            sys.exit(wrong.code)
