"""What may be done with places."""

import csv
import datetime
from collections.abc import Iterable
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_lazy

from linli.journal import actions as journal
from linli.journal.actions import Doer
from linli.kernel.refusal import Refused
from linli.places import terms
from linli.places.models import LEVELS, DayOff, Place

ROOTS = [
    ("35", None, "province", "福建省", "Fujian"),
    ("3502", "35", "city", "厦门市", "Xiamen"),
    ("350206", "3502", "district", "湖里区", "Huli District"),
]
EDITION = "国家统计局 2023-06-30"


class CodeOutsideParent(Refused):
    """A code must begin with its parent's code, and a level lies beneath its parent's."""

    words = gettext_lazy("“%(code)s”不在上级“%(parent)s”之下，请检查区划代码。")


class DaysNotRead(Refused):
    """A line of the table of days off is wrong; nothing was entered."""

    words = gettext_lazy("第 %(line)s 行读不了：%(fault)s")
    remedy = gettext_lazy("请改好这一行，整张表再贴一次；现在什么都没有录入。")


FAULTS = {
    "columns": gettext_lazy("要五格：日期、休或班、节日、英文名、出处。"),
    "day": gettext_lazy("日期要写成 2027-01-01。"),
    "kind": gettext_lazy("第二格要写“休”或“班”。"),
    "name": gettext_lazy("没有写是什么节，或者太长。"),
    "source": gettext_lazy("没有写出处（哪一份通知），或者太长。"),
    "twice": gettext_lazy("这一天前面已经写过。"),
    "year": gettext_lazy("一次只录一年，这一行是另一年的。"),
    "empty": gettext_lazy("表里一天也没有。"),
    "many": gettext_lazy("行数太多，一年用不了这么多。"),
}


@transaction.atomic
def import_days_off(*, text: str, by: Doer, at: datetime.datetime) -> list[DayOff]:
    """Enter the days off and make-up days of one year, as its notice tells them.

    A year entered before is replaced as a whole: a notice is sometimes amended. The same table
    again changes nothing. Raises ``DaysNotRead`` with the number of the line.
    """
    try:
        rows = terms.read(text)
    except terms.LineNotRead as wrong:
        raise DaysNotRead(line=wrong.line, fault=FAULTS[wrong.fault]) from wrong
    year = rows[0].day.year
    DayOff.objects.filter(day__year=year).delete()
    entered = DayOff.objects.bulk_create(DayOff(**row._asdict()) for row in rows)
    journal.record(
        verb="days_off.entered",
        by=by,
        at=at,
        subject=("year", year),
        details={"days": len(entered), "source": rows[0].source},
    )
    return entered


@transaction.atomic
def open_place(
    *,
    code: str,
    level: str,
    name: str,
    by: Doer,
    at: datetime.datetime,
    parent: str | None = None,
    name_en: str = "",
    opened_on: datetime.date | None = None,
    edition: str = "",
) -> Place:
    """Add a place to the tree. Raises ``CodeOutsideParent``."""
    above = Place.objects.filter(code=parent).first() if parent else None
    if parent and not (above and _lies_under(code, level, above)):
        raise CodeOutsideParent(code=code, parent=parent)
    place = Place.objects.create(
        code=code,
        parent=above,
        level=level,
        name=name,
        name_en=name_en,
        opened_on=opened_on,
        edition=edition,
    )
    journal.record(verb="place.opened", by=by, at=at, subject=("place", code), place=code)
    return place


@transaction.atomic
def load_divisions(*, by: Doer, at: datetime.datetime) -> int:
    """Load the district's official codes from the files beside this; again adds only the new.

    Source: National Bureau of Statistics, edition of 2023-06-30 (codes may differ from those of
    civil affairs). Returns how many places were added.
    """
    known = set(Place.objects.values_list("code", flat=True))
    fresh = [place for place in _official_places() if place.code not in known]
    Place.objects.bulk_create(fresh)
    if fresh:
        journal.record(
            verb="places.loaded",
            by=by,
            at=at,
            subject=("place", ROOTS[0][0]),
            details={"added": len(fresh), "edition": EDITION},
        )
    return len(fresh)


def _official_places() -> Iterable[Place]:
    for code, parent, level, name, name_en in ROOTS:
        yield Place(
            code=code, parent_id=parent, level=level, name=name, name_en=name_en, edition=EDITION
        )
    folder = Path(__file__).parent / "data"
    with (folder / "huli_subdistricts.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            yield Place(
                code=row["code"],
                parent_id=row["code"][:6],
                level="subdistrict",
                name=row["name"],
                name_en=row["name_en"],
                edition=EDITION,
            )
    with (folder / "huli_communities_en.csv").open(encoding="utf-8") as lines:
        in_english = {row["code"]: row["name_en"] for row in csv.DictReader(lines)}
    with (folder / "huli_divisions.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            yield Place(
                code=row["code"],
                parent_id=row["streetCode"],
                level="community",
                name=row["name"].removesuffix("居委会"),
                name_en=in_english[row["code"]],
                edition=EDITION,
            )


def _lies_under(code: str, level: str, above: Place) -> bool:
    deeper = LEVELS.index(level) > LEVELS.index(above.level)
    return code.startswith(above.code) and code != above.code and deeper
