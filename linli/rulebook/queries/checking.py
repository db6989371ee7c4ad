"""Whether a text may stand among those that stand: read, compared, its examples run, like a file.

What is wrong is told with its line; of failing examples every one.
"""

from dataclasses import dataclass, replace
from typing import NamedTuple
from uuid import UUID

from linli.rulebook.models import Edition
from linli.rulebook.queries.standing import Shelf, shelf
from linli.rules.days import StatedDay
from linli.rules.faults import PackFault
from linli.rules.library import failing
from linli.rules.loading.packs import Loaded
from linli.rules.packs import Catalogue
from linli.rules.shelf import (
    FIGURES,
    Text,
    day_before,
    nearest,
    read_policy,
    together,
    written_in,
)
from linli.rules.words import Words

MOST_SHOWN = 80
"""Characters of a faulty line that stand beside what is wrong with it."""


class Fault(NamedTuple):
    """One thing that is wrong, the line it is wrong in, and what is written there."""

    line: int
    words: Words
    written: str


@dataclass(frozen=True)
class Check:
    """What a text would be. Without faults it may stand; ``failing`` are examples not coming out.

    ``catalogue``: all that rules once it stands. ``stands_now``: the row whose place it takes;
    ``ends``: the rows of earlier editions whose last day is the one before it begins.
    """

    text: Text | None
    faults: tuple[Fault, ...] = ()
    failing: tuple[Fault, ...] = ()
    loaded: Loaded | None = None
    catalogue: Catalogue | None = None
    stands_now: UUID | None = None
    ends: tuple[UUID, ...] = ()
    same: bool = False

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong and every example comes out."""
        return not self.faults and not self.failing


def check(jurisdiction: str, written: str, among: Shelf | None = None) -> Check:
    """A policy's text as a jurisdiction's own, among those that stand now."""
    kept = among or shelf()
    try:
        text = written_in(written)._replace(jurisdiction=jurisdiction)
        if text.is_figures:
            raise PackFault("", 1, Words(f"政策不能叫“{FIGURES}”。", f"no policy is “{FIGURES}”."))
        return _among(kept, text)
    except PackFault as fault:
        return Check(None, faults=(_told(fault, written),))


def _among(kept: Shelf, text: Text) -> Check:
    now = _standing_at(text)
    text = text._replace(until=now.until if now and now.ended_by_id else None)
    try:
        one = read_policy(text, nearest(text.jurisdiction, kept.figures))
        others, ends = _others(kept, one, now.pk if now else None)
        catalogue = together([*others, one])
    except PackFault as fault:
        return Check(text, faults=(_told(fault, text.text),), stands_now=now.pk if now else None)
    return Check(
        text,
        failing=tuple(_told(fault, text.text) for fault in failing(one, catalogue)),
        loaded=one,
        catalogue=catalogue,
        stands_now=now.pk if now else None,
        ends=ends,
        same=bool(now) and now.digest == text.digest,
    )


def _standing_at(text: Text) -> Edition | None:
    return Edition.objects.filter(
        jurisdiction=text.jurisdiction,
        benefit=text.benefit,
        edition=text.edition,
        stands_from__isnull=False,
        out_at=None,
    ).first()


def _others(kept: Shelf, new: Loaded, now: UUID | None) -> tuple[list[Loaded], tuple[UUID, ...]]:
    """The rest of the shelf; an earlier edition still in force ends the day before this begins."""
    others, ends = [], []
    last = day_before(new.pack)
    for key, one in kept.policies.items():
        if key == now:
            continue
        pack = one.pack
        same = (pack.id, pack.jurisdiction) == (new.pack.id, new.pack.jurisdiction)
        if (
            same
            and pack.effective_from.first <= last
            and pack.in_force(new.pack.effective_from.first)
        ):
            ends.append(key)
            one = replace(one, pack=replace(pack, effective_to=StatedDay(last, last)))
        others.append(one)
    return others, tuple(ends)


def _told(fault: PackFault, text: str) -> Fault:
    lines = text.splitlines()
    written = lines[fault.line - 1].strip() if fault.line <= len(lines) else ""
    return Fault(fault.line, fault.words, written[:MOST_SHOWN])
