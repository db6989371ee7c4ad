"""A course and its sessions in the words of schema.org: EventSeries, Schedule, Event.

What a search engine, a calendar or a neighbour's program reads off the course's page. A closed
group says its neutral title, its time and its room, as the page does, and no places.
"""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from linli.kernel.recurrence import DAILY, MONTHLY, WEEKLY, ordinal_of
from linli.kernel.words import XIAMEN
from linli.programmes import published as programmes
from linli.programmes.published import CourseFace, Pattern, SessionRow

SCHEMA = "https://schema.org/"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
UNITS = {DAILY: "D", WEEKLY: "W", MONTHLY: "M"}
ZONE = "Asia/Shanghai"


def events(
    face: CourseFace,
    rows: Sequence[SessionRow],
    free: Mapping[UUID, int],
    url: str,
    *,
    costs_nothing: bool,
) -> list[dict[str, Any]]:
    """The course as a series, then each session that is not over. ``free``: places left by session
    or course. One query."""
    if not rows:
        return []
    common = _common(face, costs_nothing=costs_nothing)
    patterns = programmes.patterns(face.id, rows)
    series = {
        "@context": SCHEMA,
        "@type": "EventSeries",
        "@id": url,
        "url": url,
        "name": face.title,
        "startDate": _moment(rows[0].start_at),
        "endDate": _moment(rows[-1].end_at),
        "eventSchedule": [schedule(each, _day_of(rows[0])) for each in patterns],
        **common,
    }
    if face.summary:
        series["description"] = face.summary
    return [series, *(_event(row, free, common, url) for row in rows)]


def _event(
    row: SessionRow, free: Mapping[UUID, int], common: Mapping[str, Any], url: str
) -> dict[str, Any]:
    event: dict[str, Any] = {
        "@context": SCHEMA,
        "@type": "Event",
        "@id": f"{url}#{row.id}",
        "url": f"{url}#{row.id}",
        "name": row.title,
        "superEvent": {"@id": url},
        "startDate": _moment(row.start_at),
        "endDate": _moment(row.end_at),
        "eventStatus": SCHEMA + _status(row),
        "maximumAttendeeCapacity": row.capacity,
        **common,
    }
    if row.moved and not row.cancelled:
        event["previousStartDate"] = row.recurrence_on.isoformat()
    if row.room:
        event["location"] = {"@type": "Place", "name": row.room}
    left = free.get(row.id, free.get(row.course_id))
    if left is not None and not row.closed_group:
        event["remainingAttendeeCapacity"] = 0 if row.cancelled else left
    return event


def _status(row: SessionRow) -> str:
    if row.cancelled:
        return "EventCancelled"
    return "EventRescheduled" if row.moved else "EventScheduled"


def _common(face: CourseFace, *, costs_nothing: bool) -> dict[str, Any]:
    """What a course and each of its sessions say alike."""
    told: dict[str, Any] = {
        "eventAttendanceMode": SCHEMA + "OfflineEventAttendanceMode",
        "isAccessibleForFree": costs_nothing,
    }
    if face.age_from is not None or face.age_to is not None:
        to = "" if face.age_to is None else face.age_to
        told["typicalAgeRange"] = f"{face.age_from or 0}-{to}"
    return told


def schedule(pattern: Pattern, since: datetime.date) -> dict[str, Any]:
    """A rule as schema.org says it: ``repeatFrequency`` is a duration, days are named; of the days
    left out, those from ``since`` on."""
    rule, begins = pattern.rule, pattern.starts_at
    ends = (datetime.datetime.combine(pattern.first_on, begins)
            + datetime.timedelta(minutes=pattern.minutes)).time()  # fmt: skip
    days = rule.days(pattern.first_on)
    told: dict[str, Any] = {
        "@type": "Schedule",
        "repeatFrequency": f"P{rule.interval}{UNITS[rule.frequency]}",
        "startDate": days[0].isoformat(),
        "endDate": days[-1].isoformat(),
        "startTime": begins.isoformat(),
        "endTime": ends.isoformat(),
        "duration": f"PT{pattern.minutes}M",
        "scheduleTimezone": ZONE,
    }
    if rule.by_day:
        told["byDay"] = [_day(each) for each in rule.by_day]
    if rule.by_month_day:
        told["byMonthDay"] = list(rule.by_month_day)
    if left_out := [day.isoformat() for day in pattern.except_on if day >= since]:
        told["exceptDate"] = left_out
    return told


def _day(text: str) -> str:
    """A weekday; of the month's second or last, schema.org takes iCalendar's own letters."""
    number, weekday = ordinal_of(text)
    return SCHEMA + DAYS[weekday] if number is None else text


def _day_of(row: SessionRow) -> datetime.date:
    return row.start_at.astimezone(XIAMEN).date()


def _moment(moment: datetime.datetime) -> str:
    return moment.astimezone(XIAMEN).isoformat()
