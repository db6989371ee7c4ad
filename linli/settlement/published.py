"""What the public may know of a teacher: what they released, what they gave, what people felt.

Numbers of people under ``LEAST`` are not told.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.providers import published as providers
from linli.providers.published import Face, Taught
from linli.settlement import queries
from linli.settlement.terms import LEAST


@dataclass(frozen=True)
class TeacherView:
    """A teacher's page. ``felt``: how many said how it was; ``good``: of them, that it was good;
    both 0 while they are fewer than ``LEAST``. ``hours``: given so far, ``free``: without pay.
    ``returning_percent``: of those whose course is over, how many came to another; None of few."""

    face: Face
    taught: list[Taught]
    sessions: int
    hours: str
    free: str
    felt: int
    good: int
    returning_percent: int | None


def teachers(place: str) -> list[Face]:
    """Who has shown themselves in a community, by name."""
    return providers.faces(place)


def teacher(provider_id: UUID, *, at: datetime) -> TeacherView:
    """A teacher who is on the street. Raises ``NotFound``."""
    face = providers.face(provider_id)
    given = queries.given(provider_id, at)
    felt = given.felt if given.felt >= LEAST else 0
    return TeacherView(
        face=face,
        taught=providers.taught(provider_id, at=at),
        sessions=given.sessions,
        hours=f"{given.minutes / 60:g}",
        free=f"{given.free_minutes / 60:g}",
        felt=felt,
        good=given.good if felt else 0,
        returning_percent=given.returning_percent,
    )
