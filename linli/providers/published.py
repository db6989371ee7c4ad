"""What the public may know of who teaches here: what each has released, and what they give.

Names stand as their bearers wish, and only while they wish it (``Provider.released_at``).
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from linli.kernel.asking import Question
from linli.kernel.refusal import NotFound
from linli.kernel.tongues import as_read
from linli.programmes import published as programmes
from linli.programmes.published import CourseFace, SessionRow
from linli.providers import queries
from linli.providers.models import AgreementCourse, Provider
from linli.providers.queries.agreements import courses_taught

BETWEEN = re.compile(r"[\u3001\uff0c,]\s*")
"""What people put between skills: a list comma, a comma of either width."""


class Face(NamedTuple):
    """A provider on the street, by the name it wishes."""

    id: UUID
    place: str
    name: str
    story: str
    skills: tuple[str, ...]
    kind: str


SHOWN = ("pk", "place_id", "shown_name", "shown_name_en", "story", "skills", "kind")
"""What is read of a provider for its face."""


class Taught(NamedTuple):
    """A course that a provider gives, and the next sessions it gives itself."""

    course: CourseFace
    sessions: list[SessionRow]


def faces(place: str) -> list[Face]:
    """Who has shown themselves in a community, by name."""
    found = Provider.objects.filter(place=place, released_at__isnull=False, closed_on=None)
    return [_face(each) for each in found.order_by("shown_name", "pk").values_list(*SHOWN)]


def face(provider_id: UUID) -> Face:
    """One of them. Raises ``NotFound`` for whoever is not on the street."""
    found = Provider.objects.filter(pk=provider_id, released_at__isnull=False, closed_on=None)
    for each in found.values_list(*SHOWN):
        return _face(each)
    raise NotFound


def of_courses(course_ids: Collection[UUID], on: datetime.date) -> dict[UUID, list[Face]]:
    """Who teaches these courses on a day and is on the street; of closed groups nobody is told.

    One query.
    """
    found: dict[UUID, dict[UUID, Face]] = defaultdict(dict)
    for course_id, *provider in _teaching(course_ids, on):
        found[course_id][provider[0]] = _face(provider)
    return {course_id: list(each.values()) for course_id, each in found.items()}


@Question
def _teaching(courses: Any, on: Any) -> QuerySet[AgreementCourse, Any]:
    links = AgreementCourse.objects.filter(
        Q(agreement__ends_on=None) | Q(agreement__ends_on__gt=on),
        course__in=courses,
        course__programme__closed_group=False,
        agreement__agreed_at__isnull=False,
        agreement__provider__released_at__isnull=False,
        agreement__provider__closed_on=None,
    ).order_by("agreement__provider__shown_name")
    return links.values_list("course_id", *(f"agreement__provider__{each}" for each in SHOWN))


def taught(provider_id: UUID, *, at: datetime.datetime, most: int = 6) -> list[Taught]:
    """The open courses of a provider with the next sessions that it gives. Closed groups are not
    told: who leads one would say who comes."""
    given = []
    for course_id in courses_taught(provider_id):
        course = programmes.course(course_id)
        if course.closed_group:
            continue
        ahead = [
            row
            for row in programmes.sessions_of(course_id)
            if row.start_at > at and not row.cancelled
        ]
        who = queries.teaching(ahead, provider_id)
        mine = [row for row in ahead if who[row.id]][:most]
        if mine:
            given.append(Taught(course, mine))
    return sorted(given, key=lambda each: each.sessions[0].start_at)


def _face(row: Sequence[Any]) -> Face:
    """Of the columns ``SHOWN``."""
    provider_id, place, name, name_en, story, skills, kind = row
    return Face(
        id=provider_id,
        place=place,
        name=as_read(name, name_en),
        story=story,
        skills=tuple(word for word in BETWEEN.split(skills) if word),
        kind=kind,
    )
