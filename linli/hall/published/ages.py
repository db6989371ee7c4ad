"""Every age finds something: a week by age, scene and part of the day, with its holes.

Closed groups are left out on both sides: nobody walks in there, and who waits for one is private.
"""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _, gettext_lazy, ngettext

from linli.hall import queries, terms
from linli.hall.published.programme import BAND_WORDS, PART_WORDS, Wanted, week_of
from linli.hall.queries import Cell
from linli.kernel.words import XIAMEN
from linli.programmes import published as programmes
from linli.programmes.published import SCENE_WORDS, SessionRow

ALL_DAY = gettext_lazy("一整天")


@dataclass(frozen=True)
class Square:
    """A cell of the week. ``sessions`` 0: a hole. ``unmet``: who found no place, in words."""

    cell: Cell
    scene: Any
    part: Any
    sessions: int
    unmet: str


@dataclass(frozen=True)
class BandRow:
    """What people of some ages find in a scene, by part of the day."""

    word: Any
    squares: list[Square]


@dataclass(frozen=True)
class SceneTable:
    """A scene, and what each age finds in it."""

    word: Any
    rows: list[BandRow]

    @property
    def empty(self) -> bool:
        """Whether nobody finds anything in it, and nobody waits for it."""
        squares = [each for row in self.rows for each in row.squares]
        return not any(each.sessions or each.unmet for each in squares)


@dataclass(frozen=True)
class Told:
    """What people of some ages find in a week, in words that may be read aloud.

    ``found``: 这一周有 12 次活动; ``holes``: 还没有的：i运动 下午、晚上; ``missing``: the same,
    scene by scene. ``squares``: where there is something or somebody waits.
    """

    band: str
    ages: Any
    found: str
    holes: str
    missing: list[str]
    squares: list[Square]

    @property
    def unmet(self) -> list[Square]:
        """Where somebody of these ages found no place."""
        return [each for each in self.squares if each.unmet]

    @property
    def there(self) -> list[Square]:
        """Where there is something, and a place for everybody who asked."""
        return [each for each in self.squares if not each.unmet]

    @property
    def short(self) -> str:
        """What is wanting, counted: 2 处有人没排上，5 处还没有."""
        waited, holes = len(self.unmet), self._holes
        words = [
            ngettext("%(many)d 处有人没排上", "%(many)d 处有人没排上", waited) % {"many": waited},
            ngettext("%(many)d 处还没有", "%(many)d 处还没有", holes) % {"many": holes},
        ]
        return _("，").join(word for word, many in zip(words, (waited, holes), strict=True) if many)

    @property
    def _holes(self) -> int:
        found = sum(bool(each.sessions) for each in self.squares)
        return len(SCENE_WORDS) * len(PART_WORDS) - found


@dataclass(frozen=True)
class AgesWeek:
    """The week's tables, and the same in words, an age after the other."""

    first: datetime.date
    tables: list[SceneTable]
    said: list[Told]

    def of(self, band: str) -> Told | None:
        """What is told of one age; None where nobody is of it."""
        return next((each for each in self.said if each.band == band), None)

    @property
    def last(self) -> datetime.date:
        return self.first + datetime.timedelta(days=6)

    @property
    def earlier(self) -> datetime.date:
        return self.first - datetime.timedelta(days=7)

    @property
    def later(self) -> datetime.date:
        return self.first + datetime.timedelta(days=7)


def ages(place: str, day: datetime.date) -> AgesWeek:
    """The week in which a day lies. Four queries, however much goes on and whoever waits."""
    first = week_of(day)
    start = datetime.datetime.combine(first, datetime.time(), tzinfo=XIAMEN)
    rows = [
        row
        for row in programmes.sessions_between(place, start, start + datetime.timedelta(days=7))
        if not row.cancelled and not row.closed_group
    ]
    held = {
        Cell(band, scene, part): _count(rows, Wanted(band=band, scene=scene, part=part))
        for band in BAND_WORDS
        for scene in SCENE_WORDS
        for part in PART_WORDS
    }
    unmet = queries.unserved(rows)
    tables = [
        SceneTable(word, [_row(band, scene, held, unmet) for band in BAND_WORDS])
        for scene, word in SCENE_WORDS.items()
    ]
    squares = [each for table in tables for row in table.rows for each in row.squares]
    return AgesWeek(first, tables, [_told(band, rows, held, squares) for band in BAND_WORDS])


def _count(rows: Collection[SessionRow], wanted: Wanted) -> int:
    return sum(wanted.fits(row) for row in rows)


def _row(band: str, scene: str, held: Mapping[Cell, int], unmet: Mapping[Cell, int]) -> BandRow:
    cells = [Cell(band, scene, part) for part in PART_WORDS]
    return BandRow(
        BAND_WORDS[band],
        [
            Square(
                cell=each,
                scene=SCENE_WORDS[scene],
                part=PART_WORDS[each.part],
                sessions=held[each],
                unmet=_unmet(unmet.get(each, 0)),
            )
            for each in cells
        ],
    )


def _unmet(many: int) -> str:
    if not many:
        return ""
    if many < terms.SMALLEST_GROUP:
        return _("少于 5 人没排上")
    return ngettext("%(many)d 人没排上", "%(many)d 人没排上", many) % {"many": many}


def _told(
    band: str,
    rows: Collection[SessionRow],
    held: Mapping[Cell, int],
    squares: Collection[Square],
) -> Told:
    missing = [words for scene in SCENE_WORDS if (words := _holes(band, scene, held))]
    holes = _("；").join(missing)
    told = (
        _("还没有的：%(holes)s") % {"holes": holes}
        if holes
        else _("四个场景，上午、下午、晚上都有")
    )
    many = _count(rows, Wanted(band=band))
    found = ngettext("这一周有 %(many)d 次活动", "这一周有 %(many)d 次活动", many) % {"many": many}
    return Told(
        band=band,
        ages=BAND_WORDS[band],
        found=found if many else _("这一周还没有活动"),
        holes=told if many else "",
        missing=missing,
        squares=[
            each for each in squares if each.cell.band == band and (each.sessions or each.unmet)
        ],
    )


def _holes(band: str, scene: str, held: Mapping[Cell, int]) -> str:
    empty: Sequence[str] = [part for part in PART_WORDS if not held[Cell(band, scene, part)]]
    if not empty:
        return ""
    parts = [ALL_DAY] if len(empty) == len(PART_WORDS) else [PART_WORDS[part] for part in empty]
    when = _("、").join(str(each) for each in parts)
    return _("%(scene)s %(when)s") % {"scene": SCENE_WORDS[scene], "when": when}
