"""What the public may know of programmes: when what goes on, for whom. No name, no closed group."""

import datetime
from uuid import UUID

from linli.programmes import queries
from linli.programmes.models import ClassSession, Timetable
from linli.programmes.queries import SessionRow


def calendar(place: str, *, at: datetime.datetime) -> bytes:
    """A community's programme as iCalendar: every course with a session not yet over.

    Private titles never enter: a closed group stands under its neutral one. ``at``: DTSTAMP.
    """
    from linli.programmes import calendars  # the library behind it is large, and seldom wanted

    ahead = ClassSession.objects.filter(place_id=place, end_at__gt=at).values("course_id")
    timetables = list(
        Timetable.objects.filter(course__in=ahead)
        .select_related("course__place")
        .order_by("set_at", "id")
    )
    rows: dict[UUID, list[SessionRow]] = {}
    for row in queries.sessions_of_courses({each.course_id for each in timetables}):
        rows.setdefault(row.timetable_id, []).append(row)
    name = str(timetables[0].course.place) if timetables else place
    held = [(each, rows[each.pk]) for each in timetables if each.pk in rows]
    return calendars.written(name, held, at)
