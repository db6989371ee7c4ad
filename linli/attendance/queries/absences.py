"""Who did not come, without a word, more often than the published number: whom to call."""

import datetime
from typing import NamedTuple
from uuid import UUID

from linli.attendance.models import Attendance, Reminder
from linli.attendance.queries.counts import kept_doors
from linli.attendance.terms import NO_SHOW_DAYS, NO_SHOW_TIMES
from linli.hall import queries as hall
from linli.identity.permissions import Permission, Viewer
from linli.people import queries as people
from linli.programmes import queries as programmes


class NoShowRow(NamedTuple):
    """Somebody to call: how often they did not come, and when last."""

    resident_id: UUID
    name: str
    times: int
    last_at: datetime.datetime


def to_call(viewer: Viewer, *, on: datetime.date, at: datetime.datetime) -> list[NoShowRow]:
    """Who did not come ``NO_SHOW_TIMES`` times in ``NO_SHOW_DAYS`` days, since the last call if
    there was one; the latest first. Reckoned now, in ten queries however many.

    Closed groups are left out: that somebody is in one is nobody's at this list.
    """
    places = sorted(viewer.communities(Permission.ATTENDANCE_KEEP))
    since = at - datetime.timedelta(days=NO_SHOW_DAYS)
    rows = [
        row
        for place in places
        for row in programmes.sessions_between(place, since, at, with_cancelled=False)
        if row.end_at <= at and not row.closed_group
    ]
    kept = kept_doors([row.id for row in rows])
    rows = [row for row in rows if row.id in kept]
    known = set(
        Attendance.objects.filter(session__in=kept, taken_back_at=None).values_list(
            "session_id", "resident_id"
        )
    )
    called = dict(
        Reminder.objects.filter(place__in=places, at__gt=since)
        .order_by("at")
        .values_list("resident_id", "at")
    )
    missed: dict[UUID, list[datetime.datetime]] = {}
    for session_id, expected in hall.expected_at(rows).items():
        start = next(row.start_at for row in rows if row.id == session_id)
        for one in expected.people:
            told = called.get(one.resident_id)
            if (session_id, one.resident_id) not in known and (told is None or start > told):
                missed.setdefault(one.resident_id, []).append(start)
    often = {one: starts for one, starts in missed.items() if len(starts) >= NO_SHOW_TIMES}
    names = people.labels(viewer, list(often), on)
    found = [NoShowRow(one, names[one], len(often[one]), max(often[one])) for one in names]
    return sorted(found, key=lambda row: row.last_at, reverse=True)
