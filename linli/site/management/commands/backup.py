"""Takes a backup while the house is open."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from linli.kernel.refusal import Refused
from linli.site import archive


class Command(BaseCommand):
    """`manage.py backup --out FILE`."""

    help = (
        "Write one file with the whole database and the sealed papers, of one moment, while the "
        "house is open; every book in it is added up again. KEYS DO NOT TRAVEL: what is sealed "
        "stays unreadable without the folder `keys` of the data folder. Keep that elsewhere."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, required=True, help="the file to write")

    def handle(self, *, out: Path, **_: Any) -> None:
        try:
            manifest = archive.back_up(out)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        for code, seq, digest in manifest["heads"]:
            self.stdout.write(f"{code}: adds up, {seq} entries, head {digest}")
        self.stdout.write(f"{out}: without keys; keep the folder `keys` elsewhere")
