"""The suggestion is made by the published rule, once; a keeper may change it and says why."""

import datetime
import runpy
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.allocation import actions, published, queries, terms
from linli.allocation.models import AllocatedSlot, Wish
from linli.allocation.tests.conftest import AFTER, CLOSING, FIRST, LAST, WEEK, plan_of, wanted
from linli.spaces import actions as spaces
from linli.spaces.terms import at_minute
from tests.village import HERE, NOW

pytestmark = pytest.mark.usefixtures("db")
DAY = datetime.timedelta(days=1)
EVENING = wanted(starts="18:00", ends="19:00")


def change(season, slot, **about):
    about.setdefault("reason", "楼上在练琴")
    about.setdefault("weekday", slot.weekday)
    about.setdefault("from_minute", slot.from_minute)
    about.setdefault("until_minute", slot.until_minute)
    space = about.pop("space", season.hall.west)
    return actions.move_hour(
        slot_id=slot.pk, space_id=space.pk, by=about.pop("by", season.keeper), at=AFTER, **about
    )


def test_points_decide_and_what_was_not_given_says_why(season):
    of = season.open(space_ids=[season.hall.meeting.pk])
    low = season.ask(of, "舞蹈队", EVENING, title="舞蹈")
    high = season.ask(of, "读书会", EVENING, title="读书", residents=True)
    wrong = season.ask(of, "假公益", EVENING, title="推销", residents=True, benefit=True)
    early = season.ask(of, "早起队", wanted(starts="06:00", ends="07:00"), title="早起")
    huge = season.ask(of, "大合唱", EVENING, title="大合唱", expected_people=99)
    with pytest.raises(actions.NotClosedYet):
        season.suggest(of, at=CLOSING - datetime.timedelta(seconds=1))
    about = {"application_id": wrong.pk, "by": season.keeper, "at": NOW, "band": ""}
    with pytest.raises(actions.ReasonMissing):
        actions.correct(residents=True, benefit=False, reason=" ", **about)
    actions.correct(residents=False, benefit=False, reason="收费的，人也是外面的", **about)
    season.suggest(of)
    assert plan_of(of) == [("读书", "会议室", 1, "18:00–19:00")]
    why = dict(Wish.objects.values_list("application", "why"))
    assert why == {
        high.pk: "", low.pk: terms.TAKEN, wrong.pk: terms.TAKEN, early.pk: terms.NOT_OPEN,
        huge.pk: terms.NO_ROOM,
    }  # fmt: skip
    high.refresh_from_db()
    assert (high.points, high.counts) == (3, [terms.RESIDENTS])
    for again in (lambda: season.suggest(of), lambda: actions.correct(
        residents=True, benefit=True, reason="x", **about
    )):  # fmt: skip
        with pytest.raises(actions.SuggestedAlready):
            again()


def test_what_is_shut_or_taken_most_weeks_is_not_handed_out(season):
    """A course on Tuesdays at six, a closure of three weeks, a room that shuts for good."""
    hall = season.hall
    hall.series(
        hall.meeting, from_on=FIRST, until_on=LAST, weekdays=[1], from_minute=18 * 60,
        until_minute=19 * 60,
    )  # fmt: skip
    spaces.close_for(
        place=HERE, space_id=hall.east.pk, start_at=at_minute(FIRST, 0),
        end_at=at_minute(FIRST + 3 * WEEK, 0), reason="换地板", by=hall.keeper, at=NOW,
    )  # fmt: skip
    of = season.open(space_ids=[hall.meeting.pk, hall.east.pk])
    season.ask(of, "舞蹈队", wanted(rooms=[hall.meeting]), title="舞蹈")
    season.ask(of, "读书会", EVENING, title="读书")
    season.suggest(of)
    assert sorted(plan_of(of)) == [
        ("舞蹈", "会议室", 1, "19:00–20:00"), ("读书", "悦享教室东半间", 1, "18:00–19:00"),
    ]  # fmt: skip


def test_who_had_nothing_last_season_comes_first(season):
    def whole(start, groups):
        of = season.open(
            season_from=start, season_until=start + 4 * WEEK, space_ids=[season.hall.meeting.pk]
        )
        for group in groups:
            season.ask(of, group, EVENING, title=group)
        season.suggest(of)
        season.confirm(of)
        return of

    first = whole(FIRST, ["甲队", "乙队"])
    [(served, *_)] = plan_of(first)
    second = whole(FIRST + 8 * WEEK, ["甲队", "乙队"])
    [(then, *_)] = plan_of(second)
    assert {served, then} == {"甲队", "乙队"}
    assert sorted(second.applications.values_list("points", flat=True)) == [0, 1]
    assert set(first.applications.values_list("points", flat=True)) == {0}


def test_a_change_has_a_reason_and_stands_beside_what_was_suggested(season):
    of = season.open()
    asked = season.ask(of, "读书会", EVENING, title="读书", times=2)
    season.ask(of, "舞蹈队", EVENING, title="舞蹈")
    slot = _suggested(season, of, asked)
    with pytest.raises(actions.ReasonMissing):
        change(season, slot, reason=" ")
    made = change(season, slot, space=season.hall.west, weekday=3)
    assert (made.replaces, made.suggested, made.put_reason) == (slot, False, "楼上在练琴")
    with pytest.raises(actions.OutAlready):
        change(season, slot)
    page = queries.plan_page(season.keeper, of.pk)
    [row] = [row for day in page.days for row in day.rows if row.hour.id == made.pk]
    assert row.instead_of.when.zh == "周二 18:00–19:00"
    assert (page.changes, [one.title for one in page.short]) == (1, ["读书"])
    act = {"reason": "两次", "by": season.keeper, "at": AFTER}
    where = {"weekday": 4, "from_minute": 600, "until_minute": 660}
    put = actions.put_in(application_id=asked.pk, space_id=season.hall.west.pk, **where, **act)
    with pytest.raises(actions.EnoughHours):
        actions.put_in(application_id=asked.pk, space_id=season.hall.west.pk, **where, **act)
    actions.take_out(slot_id=put.pk, **act)
    assert len(plan_of(of)) == 2


def _suggested(season, of, asked) -> AllocatedSlot:
    season.suggest(of)
    return asked.slots.get()


def test_a_change_cannot_stand_where_it_meets_somebody_or_the_room_is_shut(season):
    of = season.open()
    asked = season.ask(of, "读书会", EVENING, title="读书", expected_people=30)
    other = season.ask(of, "舞蹈队", wanted(2, "18:00", "19:00"), title="舞蹈")
    slot, there = _suggested(season, of, asked), other.slots.get()
    for about in (
        {"weekday": 2, "space": there.space},
        {"from_minute": 21 * 60, "until_minute": 22 * 60},
        {"space": season.hall.office},
    ):
        with pytest.raises(actions.CannotStand):
            change(season, slot, **about)
    for minutes in ((1080, 1080), (1080, 1100)):
        with pytest.raises(actions.EndsBeforeItBegins):
            change(season, slot, from_minute=minutes[0], until_minute=minutes[1])
    assert slot.pk in of.slots.filter(out_at=None).values_list("pk", flat=True)
    change(season, slot, from_minute=slot.from_minute - 15)  # over its own old place


@pytest.mark.parametrize(
    "about",
    [
        {"suggested": False},
        {"out_at": AFTER},
        {"until_minute": 0},
        {"given_back_at": AFTER},
        {"weekday": 7},
    ],
)
def test_the_database_knows_what_an_hour_is(season, about):
    of = season.open()
    slot = _suggested(season, of, season.ask(of))
    with pytest.raises(IntegrityError), transaction.atomic():
        AllocatedSlot.objects.filter(pk=slot.pk).update(**about)


def test_a_withdrawal_after_the_closing_is_left_out_or_taken_out(season):
    of = season.open(space_ids=[season.hall.meeting.pk])
    gone, stays = season.ask(of, "甲队", EVENING), season.ask(of, "乙队", EVENING, title="乙")
    third = season.ask(of, "丙队", wanted(3), title="丙")
    actions.withdraw(application_id=gone.pk, by=season.worker, at=AFTER)
    season.suggest(of)
    assert [title for title, *_ in plan_of(of)] in (["乙", "丙"], ["丙", "乙"])
    actions.withdraw(application_id=third.pk, by=season.worker, at=AFTER)
    assert [title for title, *_ in plan_of(of)] == ["乙"]
    season.confirm(of)  # who wrote down a withdrawal has not planned
    assert stays.slots.get().series_id


def test_the_published_file_gives_the_same_hours_again(season):
    of = season.open()
    for number, group in enumerate("甲乙丙丁戊"):
        season.ask(
            of, f"{group}队", wanted(number % 2, "18:00", "21:00", 60, 120), wanted(4),
            times=2, residents=number % 2 == 0, needs=(), named=number == 0, title=f"{group}唱",
        )  # fmt: skip
    season.suggest(of)
    slot = of.slots.get(number=1)
    actions.take_out(slot_id=slot.pk, reason="退了", by=season.keeper, at=AFTER)
    season.confirm(of)
    told = published.season(of.pk)
    script = Path(terms.__file__).parent / "static" / "allocation" / "recount.py"
    assert runpy.run_path(str(script))["recount"](told) == told["hours"]
    assert [one["hour"] for one in told["changed"]] == [1]
    text = str(told)
    assert not any(f"{group}队" in text or f"{group}唱" in text for group in "甲乙丙丁戊")
    page = published.round_page(of.pk, AFTER)
    assert sorted(one.name for one in page.served) == ["", "", "", "", "甲队"]


def test_nobody_is_planned_around_who_pressed_before_the_closing_and_is_heard_after_it(season):
    """The plan is made at the closing; what comes later, whenever it was pressed, is refused."""
    of = season.open()
    first = season.ask(of)
    season.suggest(of, at=CLOSING)
    just_before = CLOSING - datetime.timedelta(milliseconds=5)
    with pytest.raises(actions.NotOpenNow):
        season.ask(of, "书法小组", at=just_before)
    with pytest.raises(actions.NotOpenNow):
        actions.add_wish(
            application_id=first.pk, wanted=wanted(weekday=2), by=season.worker, at=just_before,
            key=uuid4(),
        )  # fmt: skip
    assert of.applications.count() == 1
