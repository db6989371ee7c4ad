"""Figures without a value, or past their date: whom to ring, what was said, what waits.

First comes what holds up most families. A figure that several policies share stands here once.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.db.models import Min, Sum

from linli.identity.permissions import Permission, Viewer, clock
from linli.kernel.refusal import NotFound
from linli.papers import queries as papers
from linli.papers.queries import Sheet
from linli.people import queries as people
from linli.places import queries as places
from linli.rulebook.models import Edition, Enquiry, Reckoning, StatedFigure, Weight
from linli.rulebook.queries.checking import Fault, check
from linli.rulebook.queries.editions import concerns, spoken_place, writable
from linli.rulebook.queries.reckonings import said_value
from linli.rulebook.queries.standing import Shelf, shelf
from linli.rulebook.terms import MISSING, OLD, WEIGHTS
from linli.rules.evaluate import waits_for
from linli.rules.figures import TRUST_WORDS, Figure, Trust, Unit
from linli.rules.loading.filling import Value, filled, moved
from linli.rules.packs import Pack
from linli.rules.shelf import FIGURES, nearest_code, reach_of
from linli.rules.words import Words

STATE = Permission.POLICY_WRITE


class Key(NamedTuple):
    """Which figure: of a policy's edition; ``benefit`` "shared": of those a jurisdiction shares."""

    jurisdiction: str
    benefit: str
    edition: str
    parameter: str


@dataclass(frozen=True)
class FigureRow:
    """One figure to be found out. ``families``: whose answers it holds up; None before a count."""

    key: Key
    figure: Figure
    why: str
    place: str
    policies: tuple[Words, ...]
    issuers: tuple[Words, ...]
    families: int | None
    waits_for_another: bool


class Said(NamedTuple):
    """What an office said when it was asked."""

    on: datetime.date
    whom: str
    words: str
    by: str


class Stated(NamedTuple):
    """A value that waits for a second person, or was turned down."""

    id: UUID
    said: str
    since: datetime.date
    title: str
    address: str
    trust: Words
    read_on: datetime.date
    by: str
    place: str
    paper_id: UUID | None
    mine: bool
    may_confirm: bool
    changed_examples: tuple[Fault, ...]


@dataclass(frozen=True)
class FigurePage:
    """One figure: its present value and source, whom to ring, what was said, what waits."""

    row: FigureRow
    unit: Unit
    where: tuple[Words, ...]
    fill_place: str | None
    fill_place_name: str
    enquiries: tuple[Said, ...]
    stated: tuple[Stated, ...]


@dataclass(frozen=True)
class FigureList:
    """The list, the day on which families were counted, and whether they are being counted."""

    rows: tuple[FigureRow, ...]
    counted_on: datetime.date | None
    counting: bool


def figures(viewer: Viewer, on: datetime.date) -> FigureList:
    """Every figure to be found out that concerns the viewer's places, the heaviest first."""
    viewer.require(STATE)
    mine = places.communities_under(viewer.places(STATE))
    weights = _weights(mine)
    counted_on = Weight.objects.aggregate(on=Min("on"))["on"]
    waits = set(
        StatedFigure.objects.filter(closed_at=None).values_list("benefit", "edition", "parameter")
    )
    rows = [
        _row(key, users, on, weights if counted_on else None, waits)
        for key, users in _open(viewer, shelf(), on).items()
    ]
    return FigureList(
        tuple(sorted(rows, key=lambda row: (-(row.families or 0), row.why, row.key))),
        counted_on,
        Reckoning.objects.filter(question=WEIGHTS, finished_at=None).exists(),
    )


def figure(
    viewer: Viewer, jurisdiction: str, benefit: str, parameter: str, on: datetime.date
) -> FigurePage:
    """One figure, to be found out or not. Raises ``NotFound``."""
    viewer.require(STATE)
    kept = shelf()
    key, users = _found(viewer, kept, jurisdiction, benefit, parameter, on)
    waits = set(
        StatedFigure.objects.filter(closed_at=None).values_list("benefit", "edition", "parameter")
    )
    mine = places.communities_under(viewer.places(STATE))
    row = _row(key, users, on, _weights(mine), waits)
    place = _fill_place(viewer, key)
    return FigurePage(
        row=row,
        unit=users[0].parameters[parameter].unit,
        where=tuple(dict.fromkeys(pack.application.where for pack in users)),
        fill_place=place,
        fill_place_name=spoken_place(place) if place else "",
        enquiries=tuple(_enquiries(key)),
        stated=tuple(_stated(viewer, key, users[0].parameters[parameter].unit)),
    )


def count_to_confirm(viewer: Viewer) -> int:
    """How many values wait for this viewer's second signature."""
    waiting = StatedFigure.objects.filter(closed_at=None).exclude(stated_by=viewer.user_id)
    return sum(
        viewer.may(Permission.POLICY_ACTIVATE, place=place)
        for place in waiting.values_list("jurisdiction", flat=True)
    )


def source_paper(viewer: Viewer, stated_id: UUID) -> Sheet:
    """The photographed source of a value. Raises ``NotFound``."""
    viewer.require(STATE)
    row = StatedFigure.objects.filter(pk=stated_id).exclude(paper=None).first()
    if row is None:
        raise NotFound
    return papers.guarded_paper(viewer, row.paper_id, permission=STATE)


# For actions -------------------------------------------------------------------------------------


def key_of(
    viewer: Viewer, jurisdiction: str, benefit: str, parameter: str, on: datetime.date
) -> tuple[Key, Pack, str]:
    """The figure, a policy that reads it, and the place for which the viewer may state it.

    Raises ``NotFound``.
    """
    key, users = _found(viewer, shelf(), jurisdiction, benefit, parameter, on)
    place = _fill_place(viewer, key)
    if place is None:
        raise NotFound
    return key, users[0], place


def base_of(row: StatedFigure) -> Edition:
    """The text into which a value goes: the one that stands at its place, or the nearest above.

    Raises ``NotFound``.
    """
    standing = Edition.objects.filter(
        benefit=row.benefit, edition=row.edition, stands_from__isnull=False, out_at=None
    )
    above = [one for one in standing if _covers(one.jurisdiction, row.jurisdiction)]
    if not above:
        raise NotFound
    return max(above, key=lambda one: len(reach_of(one.jurisdiction)))


def text_with(row: StatedFigure, base: Edition, unit: Unit) -> str:
    """The base's text with the value in it, as the place's own. Raises ``PackFault``."""
    value = row.value
    text = filled(
        base.text,
        Value(
            parameter=row.parameter,
            since=row.since.isoformat(),
            value=f"{value // 100}.{value % 100:02}" if unit.is_money else str(value),
            title=row.title,
            address=row.address or f"paper:{row.paper_id}",
            stated_on=row.read_on,
            trust=row.trust,
        ),
        base.benefit,
    )
    return text if base.jurisdiction == row.jurisdiction else moved(text, row.jurisdiction)


def waiting_figures(
    household_ids: list[UUID], kept: Shelf, on: datetime.date
) -> Iterator[tuple[str, str]]:
    """(place, figure's name) for each answer of these families that waits for a figure alone."""
    for family in people.families(clock(), household_ids, on):
        names = set()
        for benefit, parameter in waits_for(family, on, kept.catalogue):
            pack = kept.catalogue.in_force(benefit, family.place, on)
            if pack:
                key = _key(kept, pack, parameter)
                names.add(f"{key.jurisdiction} {key.benefit} {key.parameter}")
        yield from ((family.place, name) for name in names)


# Finding -----------------------------------------------------------------------------------------


def _open(viewer: Viewer, kept: Shelf, on: datetime.date) -> dict[Key, list[Pack]]:
    """The figures to be found out, each with the policies that read it."""
    users: dict[Key, list[Pack]] = defaultdict(list)
    for pack in _ruling(viewer, kept, on):
        for name, parameter in pack.parameters.items():
            if parameter.on(on).stale:
                users[_key(kept, pack, name)].append(pack)
    return users


def _ruling(viewer: Viewer, kept: Shelf, on: datetime.date) -> list[Pack]:
    """The policies in force that concern the viewer; where a nearer edition stands, that one."""
    mine = viewer.places(STATE)
    in_force = [
        pack for pack in kept.catalogue.packs if pack.in_force(on) and concerns(viewer, pack)
    ]
    return [
        pack
        for pack in in_force
        if any(
            pack.reach.startswith(place) or kept.catalogue.in_force(pack.id, place, on) is pack
            for place in mine
        )
    ]


def _found(
    viewer: Viewer, kept: Shelf, jurisdiction: str, benefit: str, parameter: str, on: datetime.date
) -> tuple[Key, list[Pack]]:
    users: dict[Key, list[Pack]] = defaultdict(list)
    for pack in _ruling(viewer, kept, on):
        if parameter in pack.parameters:
            users[_key(kept, pack, parameter)].append(pack)
    for key, found in users.items():
        if (key.jurisdiction, key.benefit) == (jurisdiction, benefit):
            return key, found
    raise NotFound


def _key(kept: Shelf, pack: Pack, parameter: str) -> Key:
    """A policy's own figure, or the shared one it reads."""
    code = nearest_code(pack.jurisdiction, kept.figures)
    if code is not None and kept.figures[code].get(parameter) == pack.parameters[parameter]:
        return Key(code, FIGURES, "", parameter)
    return Key(pack.jurisdiction, pack.id, pack.edition, parameter)


def _fill_place(viewer: Viewer, key: Key) -> str | None:
    """Where the viewer may state it; a shared figure for its own jurisdiction alone."""
    place = writable(viewer, key.jurisdiction, STATE)
    return None if key.benefit == FIGURES and place != key.jurisdiction else place


def _row(
    key: Key,
    users: list[Pack],
    on: datetime.date,
    weights: Counter[tuple[str, str, str]] | None,
    waits: set[tuple[str, str, str]],
) -> FigureRow:
    found = users[0].parameters[key.parameter].on(on)
    return FigureRow(
        key=key,
        figure=found,
        why=MISSING if found.value is None else OLD if found.outdated else "",
        place=spoken_place(key.jurisdiction),
        policies=tuple(dict.fromkeys(pack.name for pack in users)),
        issuers=tuple(dict.fromkeys(pack.issuer for pack in users)),
        families=None if weights is None else weights[key.jurisdiction, key.benefit, key.parameter],
        waits_for_another=(key.benefit, key.edition, key.parameter) in waits,
    )


def _weights(mine: frozenset[str]) -> Counter[tuple[str, str, str]]:
    counted = (
        Weight.objects.filter(place__in=mine)
        .values_list("jurisdiction", "benefit", "parameter")
        .annotate(all=Sum("families"))
    )
    return Counter({(place, benefit, name): total for place, benefit, name, total in counted})


def _enquiries(key: Key) -> Iterator[Said]:
    rows = Enquiry.objects.filter(
        jurisdiction=key.jurisdiction, benefit=key.benefit, parameter=key.parameter
    )
    for row in rows.select_related("asked_by").order_by("-asked_on", "-id"):
        yield Said(row.asked_on, row.whom, row.words, row.asked_by.name)


def _stated(viewer: Viewer, key: Key, unit: Unit) -> Iterator[Stated]:
    rows = StatedFigure.objects.filter(
        benefit=key.benefit, edition=key.edition, parameter=key.parameter, closed_at=None
    )
    for row in rows.select_related("stated_by").order_by("stated_at"):
        if not _covers(key.jurisdiction, row.jurisdiction):
            continue
        mine = row.stated_by_id == viewer.user_id
        yield Stated(
            id=row.pk,
            said=said_value(row.value, unit),
            since=row.since,
            title=row.title,
            address=row.address,
            trust=TRUST_WORDS[Trust(row.trust)],
            read_on=row.read_on,
            by=row.stated_by.name,
            place=spoken_place(row.jurisdiction),
            paper_id=row.paper_id,
            mine=mine,
            may_confirm=not mine and viewer.may(Permission.POLICY_ACTIVATE, place=row.jurisdiction),
            changed_examples=_changed_examples(row, unit),
        )


def _changed_examples(row: StatedFigure, unit: Unit) -> tuple[Fault, ...]:
    """The examples that come out otherwise with the value: no fault, but worth a look."""
    if row.benefit == FIGURES:
        return ()
    found = check(row.jurisdiction, text_with(row, base_of(row), unit))
    return found.failing


def _covers(jurisdiction: str, place: str) -> bool:
    return place.startswith(reach_of(jurisdiction))
