"""The hall's calligraphy: a programme and how its course is opened, moved and looked at.

``NOW`` is Monday 23 November 2026, half past nine; the hall is that of the spaces' own tests.
"""

import datetime
from types import SimpleNamespace
from uuid import uuid4

import pytest

from linli.kernel.recurrence import parse
from linli.kernel.words import XIAMEN
from linli.programmes import actions, queries
from linli.programmes.models import ClassSession, Course, Programme
from linli.programmes.terms import Meeting
from linli.spaces.tests.conftest import Hall
from tests.village import HERE, NOW

TUESDAYS = "FREQ=WEEKLY;BYDAY=TU;COUNT=3"
FIRST = datetime.date(2026, 12, 1)


class School:
    """What the tests do with courses."""

    def __init__(self, village: SimpleNamespace) -> None:
        self.village = village
        self.hall = Hall(village)
        self.keeper = village.hall_keeper
        self.programme = self.open_programme("老年书法", scene="i_learning", age_from=60)

    def open_programme(self, title: str, **about) -> Programme:
        about.setdefault("scene", "i_family")
        about.setdefault("goals", ["resident_benefit"])
        about.setdefault("by", self.keeper)
        return actions.open_programme(place=HERE, title=title, at=NOW, key=uuid4(), **about)

    def meeting(self, rule: str = TUESDAYS, first: datetime.date = FIRST, **about) -> Meeting:
        about.setdefault("starts_at", datetime.time(9))
        about.setdefault("minutes", 90)
        about.setdefault("space_id", self.hall.east.pk)
        return Meeting(parse(rule), first, **about)

    def open_course(
        self, rule: str = TUESDAYS, programme: Programme | None = None, **about
    ) -> Course:
        meeting = {
            key: about.pop(key)
            for key in ("starts_at", "minutes", "space_id", "first")
            if key in about
        }
        about.setdefault("title", "书法入门")
        about.setdefault("capacity", 12)
        about.setdefault("key", uuid4())
        about.setdefault("by", self.keeper)
        about.setdefault("at", NOW)
        return actions.open_course(
            programme_id=(programme or self.programme).pk,
            meeting=about.pop("meeting", None) or self.meeting(rule, **meeting),
            **about,
        )

    def change(self, course: Course, meeting: Meeting, **about):
        """Change a course's rule after looking at what it would do."""
        views = queries.preview_change(course.pk, meeting, since=actions.since(meeting), at=NOW)
        about.setdefault("shown", actions.digest([each.change for each in views]))
        about.setdefault("by", self.keeper)
        about.setdefault("at", NOW)
        return actions.change_timetable(course_id=course.pk, meeting=meeting, **about)

    def sessions(self, course: Course) -> list[ClassSession]:
        return list(ClassSession.objects.filter(course=course).order_by("start_at"))

    def told(self, course: Course) -> list[str]:
        """Each session as ``12-01 09:00 悦享教室东半间``, with 停 before one that is cancelled."""
        return [
            ("停 " if row.cancelled else "")
            + f"{row.start_at.astimezone(XIAMEN):%m-%d %H:%M}"
            + (f" {row.room}" if not row.cancelled else "")
            for row in queries.sessions_of(course.pk)
        ]


@pytest.fixture
def school(village) -> School:
    return School(village)
