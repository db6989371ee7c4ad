"""The texts in force, read into the one catalogue that answers; and which of them cannot be read.

Read once and kept by the process: a request asks one row whether anything has changed since. A text
that cannot be read (somebody changed the row, or this program no longer takes it) never takes the
house down: the text that stood before it stands in, at the last the program's own, and the desk
says which, which line, and why.

While the rulebook is empty, what the program ships rules.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple
from uuid import UUID

from linli.rulebook.models import Edition, Rulebook
from linli.rules.faults import PackFault
from linli.rules.kept import catalogue as shipped_catalogue
from linli.rules.loading.figures import Shared
from linli.rules.loading.packs import Loaded
from linli.rules.packs import Catalogue
from linli.rules.shelf import (
    Text,
    nearest,
    read_figures,
    read_policy,
    shipped_texts,
    together,
)
from linli.rules.words import Words

ALTERED = Words(
    "这段文本和它的指纹对不上，有人在数据库里改过它。",
    "this text does not match its fingerprint: somebody changed it in the database.",
)

Slot = tuple[str, str, str]
"""Jurisdiction, benefit, edition: where one text stands at a time."""


class Broken(NamedTuple):
    """A text that should stand and cannot be read; ``stands_in``: whether an earlier one does."""

    edition_id: UUID
    name: str
    line: int
    words: Words
    stands_in: bool


@dataclass(frozen=True)
class Shelf:
    """What rules, and the rows it was read from: policies as loaded, figures by jurisdiction."""

    stamp: UUID | None
    catalogue: Catalogue
    policies: Mapping[UUID, Loaded]
    figures: Mapping[str, Shared]
    broken: tuple[Broken, ...]
    mark: int


def catalogue() -> Catalogue:
    """Every policy in force by its days. One query; reads the texts anew only after a change."""
    return shelf().catalogue


def mark() -> int:
    """A number that differs whenever any text in force does: whoever kept an answer compares it."""
    return shelf().mark


def shelf() -> Shelf:
    """The shelf as it stands now."""
    stamp = Rulebook.objects.filter(pk=1).values_list("stamp", flat=True).first()
    if stamp is None:
        return _shipped()
    if _Kept.shelf is None or _Kept.shelf.stamp != stamp:
        _Kept.shelf = _read(stamp)
    return _Kept.shelf


class _Kept:
    """What this process has read. Two threads may read it twice, to the same end."""

    shelf: Shelf | None = None


@cache
def _shipped() -> Shelf:
    return Shelf(None, shipped_catalogue(), {}, {}, (), _mark(shipped_texts()))


def _read(stamp: UUID) -> Shelf:
    rows = _standing()
    present = {row.pk for row in rows}
    standing = {_slot(row): _Place(row.pk, _text(row, present), row.digest, row) for row in rows}
    broken: list[Broken] = []
    while True:
        try:
            policies, figures, read = _loaded(standing)
        except PackFault as fault:
            slot = next(slot for slot, one in standing.items() if one.text.name == fault.file)
            gone = standing.pop(slot)
            if instead := _instead_of(gone):
                standing[slot] = instead
            broken.append(_broken(gone, fault, instead))
            continue
        texts = [one.text for one in standing.values()]
        return Shelf(stamp, read, policies, figures, tuple(broken), _mark(texts))


class _Place(NamedTuple):
    """What stands in a place: whose text, the hash it must have, and its row if it is a row's."""

    edition_id: UUID
    text: Text
    digest: str
    row: Edition | None


def _standing() -> list[Edition]:
    """Those in force by their days, the latest last: of two that do not fit it is the one to go."""
    rows = Edition.objects.filter(stands_from__isnull=False, out_at=None)
    return list(rows.select_related("replaces").order_by("stands_from", "id"))


def _loaded(
    standing: Mapping[Slot, _Place],
) -> tuple[dict[UUID, Loaded], dict[str, Shared], Catalogue]:
    for one in standing.values():
        if one.text.digest != one.digest:
            raise PackFault(one.text.name, 1, ALTERED)
    figures = [one.text for one in standing.values() if one.text.is_figures]
    shared = {text.jurisdiction: read_figures(text) for text in figures}
    policies = {
        one.edition_id: read_policy(one.text, nearest(one.text.jurisdiction, shared))
        for one in standing.values()
        if not one.text.is_figures
    }
    return policies, shared, together(list(policies.values()))


def _instead_of(gone: _Place) -> _Place | None:
    """The text that stood there before; at the last, the one this program itself ships."""
    if gone.row and gone.row.replaces:
        before = gone.row.replaces
        text = gone.text._replace(text=before.text)
        return _Place(before.pk, text, before.digest, before)
    for shipped in shipped_texts():
        if shipped.name == gone.text.name and shipped.text != gone.text.text:
            return _Place(gone.edition_id, shipped, shipped.digest, None)
    return None


def _text(row: Edition, present: set[UUID]) -> Text:
    """An edition's end holds for as long as the later one that ended it is there."""
    until = row.until if row.ended_by_id in present else None
    return Text(*_slot(row), row.text, until)


def _slot(row: Edition) -> Slot:
    return row.jurisdiction, row.benefit, row.edition


def _broken(gone: _Place, fault: PackFault, instead: _Place | None) -> Broken:
    return Broken(gone.edition_id, fault.file, fault.line, fault.words, bool(instead))


def _mark(texts: Iterable[Text]) -> int:
    told = sorted(f"{one.name}\0{one.digest}\0{one.until or ''}" for one in texts)
    return int(hashlib.sha256("\n".join(told).encode()).hexdigest()[:15], 16)


def edition_text(benefit: str, edition: str, digest: str) -> str | None:
    """The text a decision rested on, by what its snapshot keeps; None where it never stood here."""
    kept = Edition.objects.filter(benefit=benefit, edition=edition, digest=digest)
    return kept.values_list("text", flat=True).first()
