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

    ``found``: 这一周有 12 次活动; ``holes``: 还没有的：i运动 下午、晚上.
    """

    band: str
    ages: Any
    found: str
    holes: str


@dataclass(frozen=True)
class AgesWeek:
    """The week's tables, and the same in words, an age after the other."""

    first: datetime.date
    tables: list[SceneTable]
    said: list[Told]

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
    return AgesWeek(
        first=first,
        tables=[
            SceneTable(word, [_row(band, scene, held, unmet) for band in BAND_WORDS])
            for scene, word in SCENE_WORDS.items()
        ],
        said=[_told(band, rows, held) for band in BAND_WORDS],
    )


def _count(rows: Collection[SessionRow], wanted: Wanted) -> int:
    return sum(wanted.fits(row) for row in rows)


def _row(band: str, scene: str, held: Mapping[Cell, int], unmet: Mapping[Cell, int]) -> BandRow:
    cells = [Cell(band, scene, part) for part in PART_WORDS]
    return BandRow(
        BAND_WORDS[band],
        [Square(each, PART_WORDS[each.part], held[each], _unmet(unmet.get(each, 0)))
         for each in cells],
    )  # fmt: skip


def _unmet(many: int) -> str:
    if not many:
        return ""
    if many < terms.SMALLEST_GROUP:
        return _("少于 5 人没排上")
    return ngettext("%(many)d 人没排上", "%(many)d 人没排上", many) % {"many": many}


def _told(band: str, rows: Collection[SessionRow], held: Mapping[Cell, int]) -> Told:
    many = _count(rows, Wanted(band=band))
    if not many:
        return Told(band, BAND_WORDS[band], _("这一周还没有活动"), "")
    found = ngettext("这一周有 %(many)d 次活动", "这一周有 %(many)d 次活动", many) % {"many": many}
    holes = _("；").join(filter(None, (_holes(band, scene, held) for scene in SCENE_WORDS)))
    missing = (
        _("还没有的：%(holes)s") % {"holes": holes}
        if holes
        else _("四个场景，上午、下午、晚上都有")
    )
    return Told(band, BAND_WORDS[band], found, missing)


def _holes(band: str, scene: str, held: Mapping[Cell, int]) -> str:
    empty: Sequence[str] = [part for part in PART_WORDS if not held[Cell(band, scene, part)]]
    if not empty:
        return ""
    parts = [ALL_DAY] if len(empty) == len(PART_WORDS) else [PART_WORDS[part] for part in empty]
    when = _("、").join(str(each) for each in parts)
    return _("%(scene)s %(when)s") % {"scene": SCENE_WORDS[scene], "when": when}
