"""An outside calendar, read from a file somebody brings: its dates to come, and what is not clear.

A file of others is not trusted: its size and number of events are looked at before it is parsed,
a rule is followed in the subset ``kernel.recurrence`` lets through, and no further than a year.
"""

import datetime
from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import NAMESPACE_OID, UUID, uuid5

from django.utils.translation import gettext as _, gettext_lazy

from linli.kernel import recurrence
from linli.kernel.recurrence import NotARule
from linli.kernel.refusal import Refused
from linli.kernel.words import XIAMEN
from linli.spaces import terms

MOST_BYTES = 1_000_000
MOST_EVENTS = 1_000
MOST_DATES = 500
AHEAD = datetime.timedelta(days=366)


class NotACalendar(Refused):
    """It cannot be read as iCalendar."""

    words = gettext_lazy("这个文件不是日历（.ics），读不出来。")
    remedy = gettext_lazy("请在原来的日历里选“导出”，再选导出的文件。")


class TooLargeACalendar(Refused):
    """A slip of the hand, or malice."""

    words = gettext_lazy("这个日历太大了：最多 1 MB、%(events)s 个日程、今后一年里 %(dates)s 次。")


class OutsideDate(NamedTuple):
    """A date of an outside calendar. ``origin_id`` names it again when the file comes again."""

    origin_id: UUID
    title: str
    start_at: datetime.datetime
    end_at: datetime.datetime


class OutsideRead(NamedTuple):
    """The dates to come by time; and events that are not taken, each with why."""

    dates: list[OutsideDate]
    faults: list[tuple[str, str]]


class Unclear(Exception):
    """Why an event cannot be taken, in words for the page."""


def read(data: bytes, *, name: str, space_id: UUID, at: datetime.datetime) -> OutsideRead:
    """The dates of a file from now on, a year at most, on whole quarters of an hour.

    ``name``: which calendar it is; the same event of the same calendar has the same origin each
    time. Raises ``NotACalendar``, ``TooLargeACalendar``.
    """
    if len(data) > MOST_BYTES or data.upper().count(b"BEGIN:VEVENT") > MOST_EVENTS:
        raise TooLargeACalendar(events=MOST_EVENTS, dates=MOST_DATES)
    events = _events(data)
    changed = {
        (_uid(each), _moment(each["RECURRENCE-ID"])) for each in events if "RECURRENCE-ID" in each
    }
    dates: dict[UUID, OutsideDate] = {}
    faults: list[tuple[str, str]] = []
    for event in events:
        try:
            for which, start, end in _dates(event, changed, at):
                if at < start <= at + AHEAD:
                    origin = uuid5(NAMESPACE_OID, f"{space_id}|{name}|{_uid(event)}|{which}")
                    dates[origin] = OutsideDate(origin, _title(event), start, end)
        except Unclear as why:
            faults.append((_title(event), str(why)))
        if len(dates) > MOST_DATES:
            raise TooLargeACalendar(events=MOST_EVENTS, dates=MOST_DATES)
    return OutsideRead(sorted(dates.values(), key=lambda one: (one.start_at, one.title)), faults)


def _events(data: bytes) -> list[Any]:
    from icalendar import Calendar  # large, and wanted on this page alone

    try:
        calendar = Calendar.from_ical(data)
        if calendar.name != "VCALENDAR":
            raise NotACalendar
        return [each for each in calendar.walk("VEVENT") if "DTSTART" in each]
    except (ValueError, KeyError, IndexError, AttributeError, TypeError) as fault:
        raise NotACalendar from fault


def _dates(
    event: Any, changed: set[tuple[str, str]], at: datetime.datetime
) -> Iterable[tuple[str, datetime.datetime, datetime.datetime]]:
    """Which of the event, from when, to when. Raises ``Unclear``."""
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return
    start = _clear(event["DTSTART"])
    end = _clear(event["DTEND"]) if "DTEND" in event else start + _length(event)
    if not start < end <= start + datetime.timedelta(hours=terms.LONGEST_HOURS):
        raise Unclear(_("没有结束的时间，或者超过一天"))
    if "RECURRENCE-ID" in event:
        yield _moment(event["RECURRENCE-ID"]), *_on_quarters(start, end)
        return
    if "RRULE" not in event and "RDATE" not in event:
        yield "", *_on_quarters(start, end)
        return
    left_out = {_moment(each) for each in _listed(event, "EXDATE")}
    begins = {start, *_ruled(event, start, at), *map(_clear, _listed(event, "RDATE"))}
    for each in sorted(begins):
        which = each.astimezone(datetime.UTC).isoformat()
        if which not in left_out and (_uid(event), which) not in changed:
            yield which, *_on_quarters(each, each + (end - start))


def _ruled(
    event: Any, start: datetime.datetime, at: datetime.datetime
) -> Iterable[datetime.datetime]:
    """The moments of an event's rule, at its own wall clock. Raises ``Unclear``."""
    rules = event.get("RRULE", [])
    for rule in rules if isinstance(rules, list) else [rules]:
        parts = {key: ",".join(map(str, value)) for key, value in rule.items()}
        if parts.get("INTERVAL", "1") == "1":
            parts.pop("WKST", None)  # where every week counts, it is the same
        if until := rule.get("UNTIL"):
            last = until[0]
            last = last.astimezone(start.tzinfo) if hasattr(last, "hour") and last.tzinfo else last
            parts["UNTIL"] = f"{last:%Y%m%d}"
        elif "COUNT" not in parts:
            parts["UNTIL"] = f"{at + AHEAD:%Y%m%d}"
        try:
            text = ";".join(f"{key}={value}" for key, value in parts.items())
            days = recurrence.parse(text).days(start.date())
        except (NotARule, ValueError) as fault:
            raise Unclear(_("重复的写法看不懂，或者次数太多")) from fault
        yield from (datetime.datetime.combine(day, start.timetz()) for day in days)


def _clear(value: Any) -> datetime.datetime:
    """A moment with its zone; one without is of here. Raises ``Unclear``."""
    moment = getattr(value, "dt", value)
    if not isinstance(moment, datetime.datetime):
        raise Unclear(_("整天的，不占房间"))
    if moment.tzinfo is not None:
        return moment
    if getattr(value, "params", {}).get("TZID"):
        raise Unclear(_("时区看不懂"))
    return moment.replace(tzinfo=XIAMEN)


def _moment(value: Any) -> str:
    """A moment as what names a date of a series; of one that is not clear, its text."""
    try:
        return _clear(value).astimezone(datetime.UTC).isoformat()
    except Unclear:
        return str(getattr(value, "dt", value))


def _listed(event: Any, name: str) -> list[Any]:
    """Moments of a property that may come several times, each with several."""
    given = event.get(name, [])
    return [each for one in (given if isinstance(given, list) else [given]) for each in one.dts]


def _length(event: Any) -> datetime.timedelta:
    return event["DURATION"].dt if "DURATION" in event else datetime.timedelta()


def _on_quarters(
    start: datetime.datetime, end: datetime.datetime
) -> tuple[datetime.datetime, datetime.datetime]:
    """The whole quarters of an hour it needs: rooms are held by these."""
    return terms.begins(terms.quarter_of(start)), terms.begins(terms.quarter_after(end))


def _uid(event: Any) -> str:
    return str(event.get("UID", ""))


def _title(event: Any) -> str:
    return " ".join(str(event.get("SUMMARY", "")).split())[:60] or _("没有标题")
