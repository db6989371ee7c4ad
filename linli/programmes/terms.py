"""On what terms a course meets: its days, what days off do to them, and what a change changes.

Pure. Days are the community's own; hours are wall time in Xiamen, which knows no summer time.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from linli.kernel.recurrence import Recurrence
from linli.kernel.words import XIAMEN

SCENES = ("i_charity", "i_family", "i_learning", "i_sports")
GOALS = ("cost_down", "efficiency_up", "resident_benefit", "sustainability")
AGE_BANDS: Mapping[str, tuple[int, int]] = {
    "toddler": (0, 2),
    "preschool": (3, 5),
    "school": (6, 11),
    "teen": (12, 17),
    "adult": (18, 59),
    "elder": (60, 79),
    "eldest": (80, 120),
}
"""First and last year of age, both meant; 120 stands for no end."""

SKIP, KEEP, MOVE = "skip", "keep", "move"
ON_DAYS_OFF = (SKIP, KEEP, MOVE)
QUARTER_MINUTES = 15
MOST_MINUTES = 12 * 60

Step = Literal["kept", "moved", "added", "cancelled"]


@dataclass(frozen=True)
class Meeting:
    """When and where a course meets by rule. ``starts_at``: wall time. Without a space: outside."""

    rule: Recurrence
    first_on: datetime.date
    starts_at: datetime.time
    minutes: int
    on_days_off: str = SKIP
    space_id: UUID | None = None
    where: str = ""
    before_minutes: int = 0
    after_minutes: int = 0

    def span(self, day: datetime.date) -> tuple[datetime.datetime, datetime.datetime]:
        """The moments a meeting on this day begins and ends."""
        start = datetime.datetime.combine(day, self.starts_at, tzinfo=XIAMEN)
        return start, start + datetime.timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class Occasion:
    """A day the rule means, and the day it is held on: another one, or None, for a day off.

    ``day_off``: the name of the holiday that moved or took it.
    """

    recurrence_on: datetime.date
    held_on: datetime.date | None
    day_off: str = ""


@dataclass(frozen=True)
class Standing:
    """A session as it stands, for reckoning a change. ``by_hand``: somebody changed it alone."""

    id: UUID
    recurrence_on: datetime.date
    start_at: datetime.datetime
    end_at: datetime.datetime
    space_id: UUID | None
    cancelled: bool = False
    by_hand: bool = False


@dataclass(frozen=True)
class Change:
    """What a change does to one session; ``standing`` None for one that is added."""

    step: Step
    standing: Standing | None
    recurrence_on: datetime.date
    start_at: datetime.datetime
    end_at: datetime.datetime


def occasions(
    meeting: Meeting,
    off: Mapping[datetime.date, str],
    make_up: Mapping[datetime.date, str],
) -> list[Occasion]:
    """The days of a rule, with days off as the course wants them.

    ``off`` names each day off, ``make_up`` each working weekend day that pays for one, by the same
    name. A meeting that moves takes the first make-up day of its own holiday that no other meeting
    of the course stands on; with none left it is skipped. Raises ``NotARule``.
    """
    days = meeting.rule.days(meeting.first_on)
    if meeting.on_days_off == KEEP:
        return [Occasion(day, day) for day in days]
    taken = {day for day in days if day not in off}
    found = []
    for day in days:
        if day not in off:
            found.append(Occasion(day, day))
            continue
        instead = None
        if meeting.on_days_off == MOVE:
            instead = next(
                (
                    other
                    for other, name in sorted(make_up.items())
                    if name == off[day] and other not in taken and other >= meeting.first_on
                ),
                None,
            )
        if instead is not None:
            taken.add(instead)
        found.append(Occasion(day, instead, off[day]))
    return found


def plan(
    standing: Iterable[Standing], meeting: Meeting, wanted: Sequence[Occasion]
) -> list[Change]:
    """What becomes of the sessions that stand when the course meets by ``meeting`` from now on.

    A session goes with the new one of its own day, else of its own week (Monday to Sunday), in
    order: whoever signed up for it comes along. One changed by hand, or cancelled, stays as it is
    and its week's meeting is not made a second time. What is left over is cancelled or added.
    """
    fresh = [each for each in wanted if each.held_on is not None]
    pairs, left = _by_day(sorted(standing, key=lambda each: each.start_at), fresh)
    pairs += _by_week(left, fresh)
    changes = [_paired(before, after, meeting) for before, after in pairs]
    paired = {before.id for before, _ in pairs}
    changes += [
        Change(
            "kept" if _stays(each) else "cancelled",
            each,
            each.recurrence_on,
            each.start_at,
            each.end_at,
        )
        for each in left
        if each.id not in paired
    ]
    changes += [
        Change("added", None, each.recurrence_on, *meeting.span(each.held_on))
        for each in fresh
        if each.held_on is not None
    ]
    return sorted(changes, key=lambda each: (each.start_at, each.step))


def digest(changes: Iterable[Change]) -> str:
    """A word for exactly this plan: who confirms, confirms what was shown."""
    told = [
        f"{each.step} {each.standing.id if each.standing else ''} "
        f"{each.start_at.isoformat()} {each.end_at.isoformat()}"
        for each in changes
    ]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:20]


def _stays(session: Standing) -> bool:
    return session.cancelled or session.by_hand


def _by_day(
    standing: list[Standing], fresh: list[Occasion]
) -> tuple[list[tuple[Standing, Occasion]], list[Standing]]:
    """Pairs of the same day, taken out of ``fresh``; and the sessions without one."""
    by_day = {each.held_on: each for each in fresh}
    pairs, left = [], []
    for session in standing:
        same = by_day.pop(session.start_at.astimezone(XIAMEN).date(), None)
        if same is None:
            left.append(session)
        else:
            pairs.append((session, same))
            fresh.remove(same)
    return pairs, left


def _by_week(left: list[Standing], fresh: list[Occasion]) -> list[tuple[Standing, Occasion]]:
    """Pairs of the same week among what is left of both, taken out of ``fresh``."""
    pairs = []
    for session in left:
        week = session.recurrence_on.isocalendar()[:2]
        same = next((each for each in fresh if each.recurrence_on.isocalendar()[:2] == week), None)
        if same is not None:
            pairs.append((session, same))
            fresh.remove(same)
    return pairs


def _paired(before: Standing, after: Occasion, meeting: Meeting) -> Change:
    assert after.held_on is not None
    if _stays(before):
        return Change("kept", before, before.recurrence_on, before.start_at, before.end_at)
    start, end = meeting.span(after.held_on)
    same = (start, end, meeting.space_id) == (before.start_at, before.end_at, before.space_id)
    return Change("kept" if same else "moved", before, after.recurrence_on, start, end)
