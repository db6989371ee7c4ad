"""A season in the hall of the spaces' tests: 会议室 and the classroom's two halves, handed out.

Applications are taken from ``NOW`` (Monday 23 November 2026, half past nine) until the night of
Sunday 29 November; the season runs from 4 January to 28 March 2027, twelve weeks.
"""

import datetime
from uuid import UUID, uuid4

import pytest

from linli.allocation import actions, terms
from linli.allocation.actions import About, Wanted
from linli.allocation.models import AllocationRound, Application
from linli.spaces.terms import at_minute
from linli.spaces.tests.conftest import Hall
from tests.village import HERE, NOW, TODAY

WEEK = datetime.timedelta(weeks=1)
CLOSING = at_minute(TODAY + WEEK, 0)
AFTER = CLOSING + datetime.timedelta(hours=10)
FIRST, LAST = datetime.date(2027, 1, 4), datetime.date(2027, 3, 28)
RULE = {terms.RESIDENTS: 3, terms.BENEFIT: 2, terms.LACKING: 2, terms.SERVED_LESS: 1}


def wanted(weekday=1, starts="18:00", ends="21:00", least=60, most=60, rooms=()) -> Wanted:
    minutes = [int(one[:2]) * 60 + int(one[3:]) for one in (starts, ends)]
    return Wanted(weekday, *minutes, least, most, tuple(one.pk for one in rooms))


class Season:
    """What the tests do with a season."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self.keeper, self.worker = hall.keeper, hall.worker
        self.rooms = [hall.meeting, hall.classroom, hall.east, hall.west]

    def open(self, **about) -> AllocationRound:
        about.setdefault("title", "2027 年春季")
        about.setdefault("season_from", FIRST)
        about.setdefault("season_until", LAST)
        about.setdefault("opens_at", NOW)
        about.setdefault("closes_at", CLOSING)
        about.setdefault("space_ids", [one.pk for one in self.rooms])
        about.setdefault("rule", RULE)
        about.setdefault("lacking_bands", ["toddler", "eldest"])
        about.setdefault("by", self.keeper)
        about.setdefault("at", NOW)
        return actions.open_round(place=HERE, **about)

    def ask(
        self, of, group="夕阳红合唱队", *wishes, by=None, at=NOW, key=None, **about
    ) -> Application:
        """A group asks at the desk, or (``by`` a resident) from the phone."""
        more = {"by": by} if by else {"by": self.worker, "channel": terms.PHONE}
        return actions.apply(
            round_id=of.pk, about=said(group, **about), wishes=wishes or [wanted()],
            key=key or uuid4(), at=at, **more,
        )  # fmt: skip

    def suggest(self, of, at=AFTER) -> AllocationRound:
        return actions.suggest(round_id=of.pk, by=self.keeper, at=at)

    def confirm(self, of, by=None, at=AFTER) -> AllocationRound:
        """Somebody else confirms, and everything is booked."""
        found = actions.confirm(round_id=of.pk, by=by or self.worker, at=at)
        while actions.book_hours(round_id=of.pk, by=by or self.worker, at=at):
            pass
        return found


def said(group="夕阳红合唱队", organisation: UUID | None = None, **about) -> About:
    about.setdefault("title", "合唱排练")
    about.setdefault("purpose", "rehearsal")
    about.setdefault("expected_people", 12)
    return About(group_name="" if organisation else group, organisation_id=organisation, **about)


def plan_of(of) -> list[tuple[str, str, int, str]]:
    """The hours that stand: title, room, weekday, hours."""
    rows = of.slots.filter(out_at=None).select_related("application", "space").order_by("number")
    return [
        (one.application.title, one.space.name, one.weekday,
         f"{terms.clock(one.from_minute)}–{terms.clock(one.until_minute)}")
        for one in rows
    ]  # fmt: skip


@pytest.fixture
def season(village) -> Season:
    return Season(Hall(village))
