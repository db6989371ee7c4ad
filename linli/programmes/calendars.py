"""A programme as RFC 5545 writes it.

One event per timetable with its rule, dates left out and added, and an override for every session
that is held otherwise or not at all, so that a subscriber's calendar shows a cancellation instead
of forgetting the date.
"""

import datetime
from collections.abc import Iterable, Sequence
from uuid import UUID

from icalendar import Calendar, Event, vRecur

from linli.kernel import recurrence
from linli.kernel.words import XIAMEN
from linli.programmes.models import Timetable
from linli.programmes.queries import CalendarLine, SessionRow

PRODUCT = "-//Linli//Programmes//ZH"
REFRESH_HOURS = 12


def written(
    name: str, held: Sequence[tuple[Timetable, list[SessionRow]]], at: datetime.datetime
) -> bytes:
    """The calendar of this name: each timetable with its sessions, by time. ``at``: DTSTAMP."""
    made = _calendar(name)
    for timetable, sessions in held:
        for event in _events(timetable, sessions, at):
            made.add_component(event)
    made.add_missing_timezones()
    return bytes(made.to_ical())


def single(name: str, lines: Iterable[CalendarLine], at: datetime.datetime) -> bytes:
    """The calendar of this name: an event a session, each with the title and room it is given."""
    made = _calendar(name)
    for line in lines:
        row = line.session
        event = _single(row, at, title=line.title, room=line.room)
        if row.cancelled:
            event.add("status", "CANCELLED")
        elif line.tentative:
            event.add("status", "TENTATIVE")
        made.add_component(event)
    made.add_missing_timezones()
    return bytes(made.to_ical())


def _calendar(name: str) -> Calendar:
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("refresh-interval", datetime.timedelta(hours=REFRESH_HOURS), {"value": "DURATION"})
    return made


def _events(
    timetable: Timetable, sessions: list[SessionRow], at: datetime.datetime
) -> Iterable[Event]:
    """A timetable's event and the overrides of its sessions. What was added on a day of the rule
    that has a session already, cancelled or moved, is an event by itself: an override has one."""
    by_day: dict[datetime.date, SessionRow] = {}
    for row in sorted(sessions, key=lambda row: row.id):  # the rule's own was made first
        by_day.setdefault(row.recurrence_on, row)
    rule = recurrence.parse(timetable.rule)
    days = rule.days(timetable.first_on)
    first = sessions[0]
    begins, ends = _usual(timetable, days[0])
    event = _event(first, begins, ends, at)
    event.add("rrule", vRecur.from_ical(_in_utc(rule, timetable)))
    for day in days:
        if day not in by_day:
            event.add("exdate", _usual(timetable, day)[0])
    for day in sorted(set(by_day) - set(days)):
        event.add("rdate", _usual(timetable, day)[0])
    yield event
    for row in sessions:
        if row is not by_day[row.recurrence_on]:
            if not row.cancelled:
                yield _single(row, at, title=row.title, room=row.room)
            continue
        usual = _usual(timetable, row.recurrence_on)
        if row.cancelled or (row.start_at, row.end_at) != usual:
            changed = _event(
                row, row.start_at.astimezone(XIAMEN), row.end_at.astimezone(XIAMEN), at
            )
            changed.add("recurrence-id", usual[0])
            if row.cancelled:
                changed.add("status", "CANCELLED")
            yield changed


def _single(row: SessionRow, at: datetime.datetime, *, title: str, room: str) -> Event:
    begins, ends = row.start_at.astimezone(XIAMEN), row.end_at.astimezone(XIAMEN)
    return _event(row, begins, ends, at, uid=row.id, title=title, room=room)


def _event(
    row: SessionRow,
    begins: datetime.datetime,
    ends: datetime.datetime,
    at: datetime.datetime,
    *,
    uid: UUID | None = None,
    title: str = "",
    room: str | None = None,
) -> Event:
    event = Event()
    event.add("uid", f"{uid or row.timetable_id}@linli")
    event.add("dtstamp", at.astimezone(datetime.UTC))
    event.add("sequence", row.sequence)
    event.add("summary", title or row.title)
    event.add("dtstart", begins)
    event.add("dtend", ends)
    if where := row.room if room is None else room:
        event.add("location", where)
    return event


def _usual(timetable: Timetable, day: datetime.date) -> tuple[datetime.datetime, datetime.datetime]:
    begins = datetime.datetime.combine(day, timetable.starts_at, tzinfo=XIAMEN)
    return begins, begins + datetime.timedelta(minutes=timetable.minutes)


def _in_utc(rule: recurrence.Recurrence, timetable: Timetable) -> str:
    """The rule as a feed says it: UNTIL is a moment in UTC where DTSTART has an hour and a zone."""
    if rule.until is None:
        return rule.text
    last = datetime.datetime.combine(rule.until, timetable.starts_at, tzinfo=XIAMEN)
    return rule.text.replace(
        f"UNTIL={rule.until:%Y%m%d}", f"UNTIL={last.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"
    )
