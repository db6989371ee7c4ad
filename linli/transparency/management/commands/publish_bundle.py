"""Writes what the public downloads, with the script that adds it up."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from linli.kernel.reading import reads_only
from linli.transparency import published


class Command(BaseCommand):
    """`manage.py publish_bundle --out DIR`; then `python3 -I DIR/verify.py DIR`."""

    help = (
        "Write the published book of a community's fund, up to its last batch, into a folder: "
        "journal, batches, figures, receipts' numbers, witnessed heads, and verify.py, which needs "
        "nothing but Python. The same book gives the same bytes."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, required=True, help="the folder; made if missing")
        parser.add_argument("--place", default=settings.LINLI_COMMUNITY, help="the community")

    def handle(self, *, out: Path, place: str, **_: Any) -> None:
        try:
            with reads_only():
                published.write_bundle(place, out)
        except published.NothingPublished as nothing:
            raise CommandError(str(nothing)) from nothing
        self.stdout.write(f"{out}: python3 -I {out / 'verify.py'} {out}")
