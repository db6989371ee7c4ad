"""Where a gift or a day's takings went: a function of the journal, told so that no family shows.

Only what a published batch has counted is told; the rest is "in the fund or on its way". And
because a gift is small and its lots are drawn one after another, even a part of it could be one
family's whole grant. So what families received is told in **releases**: a release waits until five
families have shared in this very gift since the last one, or until the gift is all used (then the
sum told is the gift's own, which says nothing). Within a release no use of fewer than five families
stands alone (``terms.roll_up``): they are told together, by quarter, or else by year. So neither a
line nor the difference between two days' lines is one family's money.

Nor is the difference to what the batches themselves have published. A release waits while, in the
batches it lies in, one to four families were helped for other uses: what the batch told as one sum
would fall apart into a use and those few. And where one to four others were helped for the same
use, it is told in one, among everybody whom those batches have counted.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from linli.fund.queries import (
    PURPOSE_WORDS,
    Counted,
    Part,
    counted_since,
    followed,
    households_counted,
)
from linli.fund.terms import SMALLEST_GROUP, Helped, quarter_of, roll_up, together
from linli.ledger.published import shown_line


@dataclass(frozen=True, slots=True)
class TraceLine:
    """What a part became. ``households`` is at least five; None for works, which help no family."""

    fen: int
    purposes: tuple[str, ...]
    first: datetime.date
    last: datetime.date
    households: int | None

    @property
    def words(self) -> list[Any]:
        """The uses in words."""
        return [PURPOSE_WORDS[purpose] for purpose in self.purposes]

    @property
    def year(self) -> int:
        return self.last.year

    @property
    def quarter(self) -> int | None:
        """The quarter, where the line lies within one."""
        within = quarter_of(self.first) == quarter_of(self.last)
        return (self.last.month + 2) // 3 if within else None


@dataclass(frozen=True, slots=True)
class Trace:
    """An entry's money: ``fen`` = what the lines tell + ``taken_back_fen`` + ``left_fen``."""

    fen: int
    lines: tuple[TraceLine, ...]
    taken_back_fen: int
    left_fen: int


def trace(book: str, seq: int) -> Trace | None:
    """Follow the lots of an entry whose lines are public; None where there is nothing to follow."""
    if shown_line(book, seq) is None:
        return None
    money = followed(book, seq)
    if money is None:
        return None
    works = [part for part in money.parts if part.household is None]
    families = [part for part in money.parts if part.household is not None]
    told_of = sum(part.fen for part in money.parts)
    is_used_up = told_of + money.taken_back_fen == money.fen
    lines = [*_lines_of_works(works), *_lines_of_families(book, families, is_used_up)]
    lines.sort(key=lambda line: (line.first, line.last, line.purposes))
    told = sum(line.fen for line in lines)
    left_fen = money.fen - told - money.taken_back_fen
    return Trace(money.fen, tuple(lines), money.taken_back_fen, left_fen)


@dataclass
class _Release:
    """Parts that are told together. ``beside``: what else the batches they lie in have counted, in
    fen by use and household."""

    parts: list[Part] = field(default_factory=list)
    beside: dict[tuple[str, str], int] = field(default_factory=dict)

    @property
    def households(self) -> int:
        return len({part.household for part in self.parts})

    @property
    def purposes(self) -> set[str]:
        return {part.purpose for part in self.parts}

    def weigh(self, counted: Iterable[Counted], through: int) -> None:
        """Work out what stands beside it in the batches from its first to ``through``."""
        first = self.parts[0].batch
        beside: dict[tuple[str, str], int] = {}
        for one in counted:
            if first <= one.batch <= through:
                use = one.purpose, one.household
                beside[use] = beside.get(use, 0) + one.fen
        for part in self.parts:
            beside[part.purpose, str(part.household)] -= part.fen
        self.beside = {use: fen for use, fen in beside.items() if fen}

    @property
    def shows_few(self) -> bool:
        """Whether a few families who were helped for other uses would show as the difference."""
        others = {home for purpose, home in self.beside if purpose not in self.purposes}
        return 0 < len(others) < SMALLEST_GROUP

    @property
    def hides_in_all(self) -> bool:
        """Whether its own few, or few others of the same uses, want the crowd of the batches."""
        same = {home for purpose, home in self.beside if purpose in self.purposes}
        return self.households < SMALLEST_GROUP or 0 < len(same) < SMALLEST_GROUP


def _lines_of_works(works: Iterable[Part]) -> list[TraceLine]:
    sums: dict[tuple[str, datetime.date], int] = {}
    for part in works:
        sums[part.purpose, part.quarter] = sums.get((part.purpose, part.quarter), 0) + part.fen
    return [_line(fen, [purpose], [day], None) for (purpose, day), fen in sums.items()]


def _lines_of_families(book: str, families: list[Part], is_used_up: bool) -> list[TraceLine]:
    told: dict[tuple[tuple[str, ...], tuple[datetime.date, ...]], list[Helped]] = {}
    lines = []
    for release in _releases(book, families, is_used_up):
        if release.hides_in_all:
            lines.append(_all_of_it(book, release))
            continue
        groups = _groups(release.parts)
        shown = roll_up({name: together(parts) for name, parts in groups.items()})
        for name, group in shown.alone.items():
            purpose, day = name.split("|")
            key = (purpose,), (datetime.date.fromisoformat(day),)
            told.setdefault(key, []).append(group)
        if shown.pooled.households:
            pooled = [name.split("|") for name in groups if name not in shown.alone]
            days = sorted({datetime.date.fromisoformat(day) for _purpose, day in pooled})
            key = tuple(sorted({purpose for purpose, _day in pooled})), tuple(days)
            told.setdefault(key, []).append(shown.pooled)
    for (purposes, spanned), each in told.items():
        whole = together(each)
        lines.append(_line(whole.fen, purposes, spanned, whole.households))
    return lines


def _releases(book: str, families: list[Part], is_used_up: bool) -> list[_Release]:
    """The parts in the order of their batches, cut where five families have come together and no
    few others would show."""
    if not families:
        return []
    counted = counted_since(book, families[0].batch)
    newest = max(one.batch for one in counted)
    releases, waiting = [], _Release()
    for number, part in enumerate(families):
        waiting.parts.append(part)
        ends_batch = number + 1 == len(families) or families[number + 1].batch != part.batch
        if ends_batch and waiting.households >= SMALLEST_GROUP:
            waiting.weigh(counted, part.batch)
            if not waiting.shows_few:
                releases.append(waiting)
                waiting = _Release()
    if waiting.parts and (is_used_up or waiting.households >= SMALLEST_GROUP):
        waiting.weigh(counted, newest)
        if not waiting.shows_few:
            releases.append(waiting)
    return releases


def _groups(parts: Iterable[Part]) -> dict[str, list[Helped]]:
    groups: dict[str, list[Helped]] = {}
    for part in parts:
        helped = Helped({str(part.household): part.persons}, part.fen)
        groups.setdefault(f"{part.purpose}|{part.quarter}", []).append(helped)
    return groups


def _all_of_it(book: str, release: _Release) -> TraceLine:
    """The rest of a gift that is all used, told in one; the group is that of its batches."""
    batches = {part.batch for part in release.parts}
    fen = sum(part.fen for part in release.parts)
    purposes = sorted({part.purpose for part in release.parts})
    years = [datetime.date(part.quarter.year, 1, 1) for part in release.parts]
    households = households_counted(book, batches)
    if len({part.quarter for part in release.parts}) == 1:
        return _line(fen, purposes, [release.parts[0].quarter], households)
    ends = [datetime.date(day.year, 12, 31) for day in years]
    return _line(fen, purposes, [*years, *ends], households)


def _line(
    fen: int,
    purposes: Iterable[str],
    days: Iterable[datetime.date],
    households: int | None,
) -> TraceLine:
    spanned = [quarter_of(day) for day in days]
    first, last = min(span[0] for span in spanned), max(span[1] for span in spanned)
    return TraceLine(fen, tuple(purposes), first, last, households)
