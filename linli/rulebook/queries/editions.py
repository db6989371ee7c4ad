"""The policies of the desk: which edition is in force where, on what source, in plain words."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language, gettext as _

from linli.identity.permissions import Permission, Viewer
from linli.kernel.refusal import NotFound
from linli.places import queries as places
from linli.rulebook.models import Draft, Edition
from linli.rulebook.queries.standing import Broken, shelf
from linli.rulebook.terms import EDITED, FIGURE, SHIPPED
from linli.rules import divisions
from linli.rules.days import StatedDay
from linli.rules.facts import Family, Person
from linli.rules.figures import Figure, Source
from linli.rules.packs import NATIONWIDE, Pack
from linli.rules.shelf import FIGURES, reach_of
from linli.rules.situation import Situation
from linli.rules.words import Words

IN_FORCE, LATER, ENDED = "in_force", "later", "ended"


class PolicyRow(NamedTuple):
    """One edition on the desk's list."""

    id: UUID
    name: Words
    edition: str
    place: str
    since: StatedDay
    until: StatedDay | None
    state: str
    origin: str
    source: Source


class BrokenRow(NamedTuple):
    """A text that cannot be read: which, where, why."""

    id: UUID
    name: str
    line: int
    words: Words
    stands_in: bool


class WaitingRow(NamedTuple):
    """A text the program brought, which nobody has adopted."""

    id: UUID
    name: str
    place: str
    came_at: datetime.datetime


class FiguresRow(NamedTuple):
    """A text of figures that several policies share."""

    id: UUID
    name: str
    origin: str


class DraftRow(NamedTuple):
    """Something an officer is writing."""

    id: UUID
    name: str
    place: str
    writer: str
    written_at: datetime.datetime


@dataclass(frozen=True)
class Line:
    """One line of a rule, and what it is made of."""

    says: Words
    beneath: list["Line"]


class Step(NamedTuple):
    """One line of a text's history, for the timeline."""

    at: datetime.datetime
    title: str
    text: str
    by: str
    url: str


@dataclass(frozen=True)
class PolicyPage:
    """One edition: its row, its rule in words, figures, text, and how it came to be.

    ``row`` and ``pack`` are None while the text cannot be read, or no longer stands.
    """

    id: UUID
    title: str
    place: str
    row: PolicyRow | None
    pack: Pack | None
    lines: tuple[Line, ...]
    figures: tuple[Figure, ...]
    text: str
    digest: str
    stands: bool
    adoptable: bool
    withdrawable: bool
    history: tuple[Step, ...]


ORIGIN_WORDS: dict[str, Any] = {
    SHIPPED: lambda: _("随程序带来"),
    EDITED: lambda: _("政策专员改写"),
    FIGURE: lambda: _("填了一个数字"),
}


def spoken_place(code: str) -> str:
    """A jurisdiction by its name, in the reader's language."""
    if code == NATIONWIDE:
        return _("全国")
    if place := places.get(code):
        return str(place)
    return divisions.spoken(code).speak(get_language() or "")


def writable(viewer: Viewer, jurisdiction: str, permission: Permission) -> str | None:
    """Where this viewer may change a jurisdiction's policy: there, or at her own place beneath.

    A city may make its own edition of a national policy, and the nearest edition rules.
    """
    if viewer.may(permission, place=jurisdiction):
        return jurisdiction
    reach = reach_of(jurisdiction)
    beneath = [place for place in viewer.places(permission) if place.startswith(reach)]
    return min(beneath, key=lambda place: (len(place), place), default=None)


class PlaceRow(NamedTuple):
    """A place for which the viewer may write."""

    code: str
    name: str


def places_of(viewer: Viewer) -> list[PlaceRow]:
    """The places at which the viewer holds the officer's role."""
    mine = sorted(viewer.places(Permission.POLICY_WRITE))
    return [PlaceRow(code, spoken_place(code)) for code in mine]


def concerns(viewer: Viewer, pack: Pack) -> bool:
    """Whether a policy rules at, above or beneath a place of the viewer's."""
    return _lies_along(viewer, pack.reach)


def _lies_along(viewer: Viewer, reach: str) -> bool:
    mine = viewer.places(Permission.POLICY_WRITE)
    return any(place.startswith(reach) or reach.startswith(place) for place in mine)


def policies(viewer: Viewer, on: datetime.date) -> list[PolicyRow]:
    """The policies that concern the viewer's places, those in force first."""
    viewer.require(Permission.POLICY_WRITE)
    kept = shelf()
    origins = dict(Edition.objects.filter(pk__in=kept.policies).values_list("pk", "origin"))
    rows = [
        _row(key, one.pack, origins.get(key, SHIPPED), on)
        for key, one in kept.policies.items()
        if concerns(viewer, one.pack)
    ]
    order = (IN_FORCE, LATER, ENDED)
    return sorted(rows, key=lambda row: (order.index(row.state), row.place, row.name.zh))


def shared_figures(viewer: Viewer) -> list[FiguresRow]:
    """The texts of shared figures that concern the viewer's places."""
    viewer.require(Permission.POLICY_WRITE)
    rows = Edition.objects.filter(benefit=FIGURES, stands_from__isnull=False, out_at=None)
    return [
        FiguresRow(row.pk, _name(row, {}), str(ORIGIN_WORDS[row.origin]()))
        for row in rows.order_by("jurisdiction")
        if _lies_along(viewer, reach_of(row.jurisdiction))
    ]


def broken(viewer: Viewer) -> list[BrokenRow]:
    """Every text that cannot be read: everybody here has to know."""
    viewer.require(Permission.POLICY_WRITE)
    return [_broken(one) for one in shelf().broken]


def waiting(viewer: Viewer) -> list[WaitingRow]:
    """Texts that came with the program and wait because people had decided otherwise."""
    viewer.require(Permission.POLICY_WRITE)
    rows = Edition.objects.filter(stands_from=None).order_by("came_at", "id")
    return [
        WaitingRow(
            row.pk, f"{row.benefit} {row.edition}", spoken_place(row.jurisdiction), row.came_at
        )
        for row in rows
    ]


def drafts(viewer: Viewer) -> list[DraftRow]:
    """What is being written at the viewer's places."""
    viewer.require(Permission.POLICY_WRITE)
    rows = Draft.objects.filter(closed_at=None).select_related("written_by", "based_on")
    names = {one.pack.id: one.pack.name for one in shelf().policies.values()}
    return [
        DraftRow(
            row.pk,
            _name(row.based_on, names),
            spoken_place(row.jurisdiction),
            row.written_by.name,
            row.written_at,
        )
        for row in rows.order_by("-written_at")
        if viewer.may(Permission.POLICY_WRITE, place=row.jurisdiction)
    ]


def policy(viewer: Viewer, edition_id: UUID, on: datetime.date) -> PolicyPage:
    """One edition. A law is public: whoever holds the role anywhere may read it. ``NotFound``."""
    viewer.require(Permission.POLICY_WRITE)
    row = Edition.objects.filter(pk=edition_id).first()
    if row is None:
        raise NotFound
    found = shelf().policies.get(row.pk)
    pack = found.pack if found else None
    names = {one.pack.id: one.pack.name for one in shelf().policies.values()}
    mine = writable(viewer, row.jurisdiction, Permission.POLICY_WRITE) is not None
    stands = bool(row.stands_from) and row.out_at is None
    return PolicyPage(
        id=row.pk,
        title=_name(row, names),
        place=spoken_place(row.jurisdiction),
        row=_row(row.pk, pack, row.origin, on) if pack else None,
        pack=pack,
        lines=in_words(pack, on) if pack else (),
        figures=tuple(one.on(on) for one in pack.parameters.values()) if pack else (),
        text=row.text,
        digest=row.digest,
        stands=stands,
        adoptable=mine and row.benefit != FIGURES,
        withdrawable=stands
        and row.origin != SHIPPED
        and viewer.may(Permission.POLICY_ACTIVATE, place=row.jurisdiction),
        history=tuple(_history(row)),
    )


def in_words(pack: Pack, on: datetime.date) -> tuple[Line, ...]:
    """The rule line by line, as a neighbour would be told it: asked of somebody nobody knows."""
    somebody = Person(UUID(int=1), {})
    family = Family(UUID(int=0), pack.jurisdiction, (somebody,), {})
    asked = somebody if pack.is_personal else None
    top: list[Line] = []
    path = [top]
    for reason in pack.conditions.explain(Situation(family, on, pack, shelf().catalogue, asked)):
        line = Line(reason.says, [])
        del path[reason.depth + 1 :]
        path[-1].append(line)
        path.append(line.beneath)
    return tuple(top)


def _row(key: UUID, pack: Pack, origin: str, on: datetime.date) -> PolicyRow:
    state = IN_FORCE if pack.in_force(on) else LATER if pack.effective_from.first > on else ENDED
    return PolicyRow(
        id=key,
        name=pack.name,
        edition=pack.edition,
        place=spoken_place(pack.jurisdiction),
        since=pack.effective_from,
        until=pack.effective_to,
        state=state,
        origin=str(ORIGIN_WORDS[origin]()),
        source=pack.legal_source,
    )


def _broken(one: Broken) -> BrokenRow:
    return BrokenRow(one.edition_id, one.name, one.line, one.words, one.stands_in)


def _name(row: Edition | None, names: dict[str, Words]) -> str:
    if row is None:
        return _("新的政策")
    if row.benefit == FIGURES:
        return _("%(place)s几项政策共用的数字") % {"place": spoken_place(row.jurisdiction)}
    known = names.get(row.benefit)
    return f"{known.speak(get_language() or '') if known else row.benefit} {row.edition}"


def _history(row: Edition) -> Iterable[Step]:
    """This text and every other of the same policy and place, the latest first."""
    rows = list(
        Edition.objects.filter(jurisdiction=row.jurisdiction, benefit=row.benefit)
        .select_related("written_by", "activated_by", "out_by")
        .order_by("-came_at", "-id")
    )
    for one in rows:
        who = one.activated_by.name if one.activated_by else ""
        title = f"{one.edition} · {ORIGIN_WORDS[one.origin]()}"
        here = reverse("rulebook:desk_policy", args=[one.pk])
        yield Step(one.came_at, title, _story(one), who, here)


def _story(one: Edition) -> str:
    said = []
    if one.written_by:
        said.append(_("%(name)s 写的") % {"name": one.written_by.name})
    if one.reason:
        said.append(one.reason)
    if one.out_why == "replaced":
        said.append(_("后来换成了新的文本"))
    if one.out_why == "withdrawn":
        said.append(_("后来撤回了"))
    if one.until:
        said.append(_("执行到 %(day)s") % {"day": one.until.isoformat()})
    if not one.stands_from:
        said.append(_("还没有采用"))
    return _("；").join(said)
