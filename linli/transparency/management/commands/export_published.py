"""Writes what was published for others' machines and forms."""

import csv
import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from openpyxl import Workbook

from linli.kernel.reading import reads_only
from linli.kernel.refusal import Refused
from linli.transparency import published


class Command(BaseCommand):
    """`manage.py export_published --format 360giving|holder-csv|holder-xlsx --out FILE`."""

    help = (
        "Write the published grants as 360Giving 1.4 (through a privacy gate that refuses names, "
        "addresses and small groups), or the entries the holder has to make at 慈善中国."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=FORMATS, required=True)
        parser.add_argument("--out", type=Path, required=True)
        parser.add_argument("--place", default=settings.LINLI_COMMUNITY, help="the community")

    def handle(self, *, out: Path, place: str, **options: Any) -> None:
        try:
            with reads_only():
                FORMATS[options["format"]](place, out)
        except Refused as refused:
            raise CommandError(str(refused)) from refused


def _as_360giving(place: str, out: Path) -> None:
    grants = published.as_360giving(place)
    out.write_text(json.dumps(grants, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _as_csv(place: str, out: Path) -> None:
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(published.holder_entries(place, timezone.localdate()))


def _as_xlsx(place: str, out: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("慈善中国")
    for row in published.holder_entries(place, timezone.localdate()):
        sheet.append(row)
    book.save(out)


FORMATS = {"360giving": _as_360giving, "holder-csv": _as_csv, "holder-xlsx": _as_xlsx}
