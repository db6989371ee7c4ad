"""What a rule, or a change of one, would do: every date with its verdict, before it is done."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from linli.places import queries as places
from linli.programmes import terms
from linli.programmes.models import ClassSession
from linli.programmes.queries.courses import standing_from
from linli.programmes.terms import Change, Meeting, Occasion
from linli.spaces import queries as spaces
from linli.spaces.queries import Verdict

Span = tuple[datetime.datetime, datetime.datetime]
NEAR = datetime.timedelta(days=31)
"""How far from a holiday its make-up days may lie."""


class Preview(NamedTuple):
    """A date of a rule: where it goes, and whether its room is free. ``verdict`` None: no room."""

    occasion: Occasion
    start_at: datetime.datetime | None
    end_at: datetime.datetime | None
    verdict: Verdict | None

    @property
    def possible(self) -> bool:
        """Whether a session can be made of it."""
        free = self.verdict is None or self.verdict.state == "free"
        return self.start_at is not None and free


class ChangeView(NamedTuple):
    """A change with the verdict of its new time; None where nothing new is asked of a room."""

    change: Change
    verdict: Verdict | None


def preview_course(meeting: Meeting, *, at: datetime.datetime) -> list[Preview]:
    """Every date of a course not yet open, as it stands at a moment. Raises ``NotARule``."""
    wanted = occasions(meeting)
    spans = [meeting.span(each.held_on) for each in wanted if each.held_on]
    verdicts = iter(_verdicts(meeting, spans, (), at))
    previews = []
    for each in wanted:
        if each.held_on is None:
            previews.append(Preview(each, None, None, None))
            continue
        start, end = meeting.span(each.held_on)
        previews.append(Preview(each, start, end, next(verdicts)))
    return previews


def preview_change(
    course_id: UUID, meeting: Meeting, *, since: datetime.datetime, at: datetime.datetime
) -> list[ChangeView]:
    """What becomes of a course's sessions from a moment on. Raises ``NotARule``."""
    changes = terms.plan(standing_from(course_id, since), meeting, occasions(meeting))
    asking = [each for each in changes if each.step in ("moved", "added")]
    freed = bookings_of([each.standing.id for each in changes if each.standing and gives_up(each)])
    verdicts = _verdicts(meeting, [(each.start_at, each.end_at) for each in asking], freed, at)
    by_change = dict(zip(map(id, asking), verdicts, strict=True))
    return [ChangeView(each, by_change.get(id(each))) for each in changes]


def occasions(meeting: Meeting) -> list[Occasion]:
    """The days of a rule, with the State Council's days off. Raises ``NotARule``."""
    days = meeting.rule.days(meeting.first_on)
    calendar = places.calendar(days[0] - NEAR, days[-1] + NEAR)
    by_kind: dict[str, dict[datetime.date, str]] = {"off": {}, "work": {}}
    for day, named in calendar.named.items():
        by_kind[named.kind][day] = named.name
    return terms.occasions(meeting, by_kind["off"], by_kind["work"])


def years_without_notice(meeting: Meeting) -> list[int]:
    """The years of a rule for which nobody has entered the days off yet: a page must say so."""
    days = meeting.rule.days(meeting.first_on)
    return sorted(places.calendar(days[0], days[-1]).unknown)


def gives_up(change: Change) -> bool:
    """Whether a session's present booking ends with the change."""
    return change.standing is not None and change.step in ("moved", "cancelled")


def bookings_of(session_ids: Sequence[UUID]) -> list[UUID]:
    """The bookings that hold rooms for these sessions."""
    found = ClassSession.objects.filter(pk__in=session_ids, booking__isnull=False)
    return list(found.values_list("booking_id", flat=True))


def _verdicts(
    meeting: Meeting, spans: Sequence[Span], freed: Sequence[UUID], at: datetime.datetime
) -> Sequence[Verdict | None]:
    if meeting.space_id is None:
        return [None] * len(spans)
    return spaces.verdicts(
        space_id=meeting.space_id,
        spans=spans,
        before_minutes=meeting.before_minutes,
        after_minutes=meeting.after_minutes,
        except_bookings=freed,
        at=at,
    )
