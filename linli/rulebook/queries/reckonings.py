"""What a change would do, as far as the clock has counted."""

import datetime
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from linli.identity.permissions import Permission, Viewer, clock
from linli.kernel.money import spoken
from linli.kernel.refusal import NotFound
from linli.people import queries as people
from linli.places import queries as places
from linli.rulebook.models import Draft, Reckoning
from linli.rulebook.queries.editions import spoken_place, writable
from linli.rulebook.queries.standing import shelf
from linli.rulebook.terms import EFFECTS
from linli.rules.figures import Unit
from linli.rules.packs import NATIONWIDE
from linli.rules.shelf import Text
from linli.rules.words import Words


@dataclass(frozen=True)
class Effects:
    """How far the count has come, and what it found: families now and then, who gains and loses."""

    id: UUID
    done: int
    total: int | None
    finished_at: datetime.datetime | None
    broke: bool
    on: datetime.date
    counted: dict[str, Any]


class Point(NamedTuple):
    """One value of a simulation: said, families, yuan a year, and whether it is today's."""

    said: str
    families: int
    year_fen: int
    unpriced: int
    middle: bool


@dataclass(frozen=True)
class Question:
    """A figure of a policy to be tried: what it is now, and where families would be counted."""

    edition_id: UUID
    name: Words
    figure: Words
    unit: Unit
    value: int | None
    place: str


@dataclass(frozen=True)
class SimulationPage:
    """A simulation, and its curve when it is finished."""

    id: UUID
    edition_id: UUID
    name: Words
    figure: Words
    place: str
    on: datetime.date
    done: int
    total: int | None
    finished_at: datetime.datetime | None
    broke: bool
    points: tuple[Point, ...]

    @property
    def families(self) -> list[tuple[str, int]]:
        """The bars of the families' chart."""
        return [(point.said, point.families) for point in self.points]

    @property
    def money(self) -> list[tuple[str, int]]:
        """The bars of the money's chart."""
        return [(point.said, point.year_fen) for point in self.points]

    @property
    def middle(self) -> str:
        """The word of the value in the middle."""
        return next((point.said for point in self.points if point.middle), "")

    @property
    def unpriced(self) -> bool:
        """Whether some amounts are not in the sums."""
        return any(point.unpriced for point in self.points)


def effects_of(draft: Draft, stamp: UUID | None = None) -> Effects | None:
    """The last count of a draft's very text, among the policies that stand; None where none was."""
    digest = Text("", "", "", draft.text).digest
    asked = Reckoning.objects.filter(
        question=EFFECTS, draft=draft, digest=digest, stamp=stamp or shelf().stamp
    )
    row = asked.order_by("-asked_at").first()
    return _effects(row) if row else None


def question(viewer: Viewer, edition_id: UUID, parameter: str, on: datetime.date) -> Question:
    """One figure that may be tried. Raises ``NotFound``."""
    viewer.require(Permission.POLICY_WRITE)
    found = shelf().policies.get(edition_id)
    if found is None or parameter not in found.pack.parameters:
        raise NotFound
    place = writable(viewer, found.pack.jurisdiction, Permission.POLICY_WRITE)
    if place is None:
        raise NotFound
    meant = found.pack.parameters[parameter]
    value = meant.on(on).value
    return Question(edition_id, found.pack.name, meant.name, meant.unit, value, spoken_place(place))


def simulation(viewer: Viewer, reckoning_id: UUID) -> SimulationPage:
    """A simulation of the viewer's places. Raises ``NotFound``."""
    viewer.require(Permission.POLICY_WRITE)
    row = Reckoning.objects.select_related("edition").filter(pk=reckoning_id).first()
    if row is None or row.edition is None:
        raise NotFound
    viewer.require(Permission.POLICY_WRITE, place=row.place)
    found = shelf().policies.get(row.edition.pk)
    if found is None:
        raise NotFound
    parameter = found.pack.parameters[row.parameter]
    return SimulationPage(
        id=row.pk,
        edition_id=row.edition.pk,
        name=found.pack.name,
        figure=parameter.name,
        place=spoken_place(row.place),
        on=row.on,
        done=row.done,
        total=row.total,
        finished_at=row.finished_at,
        broke=row.broke,
        points=tuple(
            Point(
                said_value(point["value"], parameter.unit),
                point["families"],
                point["year_fen"],
                point["unpriced"],
                point["value"] == row.middle,
            )
            for point in row.counted.get("points", ())
        )
        if row.finished_at
        else (),
    )


def said_value(value: int, unit: Unit) -> str:
    """A figure's value as people say it."""
    if unit.is_money:
        return spoken(value)
    return f"{value}%" if unit is Unit.PERCENT else _("%(times)s 倍") % {"times": value}


def communities_of(place: str) -> list[tuple[str, int]]:
    """The communities at or beneath a place, with how many households live there now."""
    if place == NATIONWIDE:
        codes = [one.code for one in places.of_level("community")]
    else:
        codes = sorted(places.communities_under([place]))
    return [(code, len(people.households_at(clock(), code))) for code in codes]


def households_after(communities: list[tuple[str, int]], done: int, most: int) -> list[UUID]:
    """The next households of the community in which so many already asked end; at most so many.

    Nobody is asked twice; who moves in while it is counted may be missed.
    """
    for code, households in communities:
        if done < households:
            last = min(done + most, households)
            return people.households_at(clock(), code)[done:last]
        done -= households
    return []


def _effects(row: Reckoning) -> Effects:
    return Effects(row.pk, row.done, row.total, row.finished_at, row.broke, row.on, row.counted)
