"""Who asked for a place and never got one: a number for each age, scene and part of the day."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from linli.hall import terms
from linli.hall.models import Enrollment
from linli.kernel.words import XIAMEN
from linli.people import queries as people
from linli.programmes.published import AGE_BANDS
from linli.programmes.queries import SessionRow
from linli.rules.days import age_on

UNSERVED = (terms.WAITING, terms.UNHEARD)


class Cell(NamedTuple):
    """People of a band of ages, in a scene, in a part of the day."""

    band: str
    scene: str
    part: str


class _Asked(NamedTuple):
    """Who asked for a place, of a session or (None) of a whole course."""

    course_id: UUID
    session_id: UUID | None
    resident_id: UUID


def unserved(rows: Collection[SessionRow]) -> dict[Cell, int]:
    """How many different people waited, or were not heard, for one of these sessions in vain.

    Whoever has a place in the same cell was served and is not counted. Ages are those on the
    session's day. Three queries, or one where nobody waits.
    """
    asked = _who(rows, Q(state__in=UNSERVED))
    if not asked:
        return {}
    ids = {each.resident_id for each in asked}
    born = {each.id: each.born_on for each in people.comers(list(ids))}
    served = _who(rows, Q(state__in=terms.HOLDING, resident__in=ids))
    got = _in_cells(served, rows, born)
    found = _in_cells(asked, rows, born)
    left = {cell: len(who - got.get(cell, set())) for cell, who in found.items()}
    return {cell: many for cell, many in left.items() if many}


def refused_by_programme(rows: Collection[SessionRow]) -> dict[UUID, frozenset[UUID]]:
    """Who waited, or was not heard, in vain for these sessions of each programme: for counting
    alone. Whoever has a place in one of the programme's sessions is not among them. Two queries."""
    asked, served = _who(rows, Q(state__in=UNSERVED)), _who(rows, Q(state__in=terms.HOLDING))
    programme_of = {row.course_id: row.programme_id for row in rows}
    got = {(programme_of[each.course_id], each.resident_id) for each in served}
    found: dict[UUID, set[UUID]] = {}
    for each in asked:
        programme_id = programme_of[each.course_id]
        if (programme_id, each.resident_id) not in got:
            found.setdefault(programme_id, set()).add(each.resident_id)
    return {one: frozenset(who) for one, who in found.items()}


def part_of(row: SessionRow) -> str:
    """The part of the day in which a session begins, where we live."""
    return terms.part_of(row.start_at.astimezone(XIAMEN).time())


def _who(rows: Iterable[SessionRow], how: Q) -> list[_Asked]:
    courses, sessions = {row.course_id for row in rows}, {row.id for row in rows}
    of_these = Q(session=None) | Q(session__in=sessions)
    found = Enrollment.objects.filter(how, of_these, offer__course__in=courses)
    return [_Asked(*each) for each in found.values_list("offer__course", "session", "resident")]


def _in_cells(
    asked: Iterable[_Asked], rows: Iterable[SessionRow], born: Mapping[UUID, object]
) -> dict[Cell, set[UUID]]:
    by_course: dict[UUID, list[SessionRow]] = {}
    for row in rows:
        by_course.setdefault(row.course_id, []).append(row)
    cells: dict[Cell, set[UUID]] = {}
    for each in asked:
        for row in by_course[each.course_id]:
            if each.resident_id in born and each.session_id in (None, row.id):
                years = age_on(born[each.resident_id], row.start_at.astimezone(XIAMEN).date())
                cell = Cell(_band(years), row.scene, part_of(row))
                cells.setdefault(cell, set()).add(each.resident_id)
    return cells


def _band(years: int) -> str:
    return next((band for band, (low, high) in AGE_BANDS.items() if low <= years <= high), "eldest")
