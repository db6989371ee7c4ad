"""Somebody else confirms; each hour becomes a series with a verdict per date; hours come back."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from linli.allocation import actions, errands, queries
from linli.allocation.actions import confirming
from linli.allocation.models import AllocationRound
from linli.allocation.tests.conftest import AFTER, FIRST, LAST, WEEK, plan_of, wanted
from linli.identity.permissions import NotAllowed
from linli.journal.models import Deed
from linli.kernel.refusal import NotFound
from linli.spaces import actions as spaces
from linli.spaces.models import Booking, Slot
from linli.spaces.terms import at_minute
from tests.village import HERE, NOW

pytestmark = pytest.mark.usefixtures("db")
EVENING = wanted(starts="18:00", ends="19:00")


def test_each_date_has_its_verdict_and_what_failed_can_be_tried_again(season):
    """A closure and a guest lecture cost two dates, and not the season."""
    hall, of = season.hall, season.open(space_ids=[season.hall.meeting.pk])
    asked = season.ask(of, "读书会", EVENING, title="读书", contact="13800000000")
    season.suggest(of)
    second = FIRST + datetime.timedelta(days=1)
    spaces.close_for(
        place=HERE, start_at=at_minute(second, 0), end_at=at_minute(second, 1440), reason="消杀",
        by=hall.keeper, at=AFTER,
    )  # fmt: skip
    third = at_minute(second + WEEK, 18 * 60)
    lecture = spaces.occupy(
        space_id=hall.meeting.pk, start_at=third, end_at=third + datetime.timedelta(hours=1),
        title="讲座", origin=None, by=hall.worker, at=AFTER,
    )  # fmt: skip
    season.confirm(of)
    slot = asked.slots.get()
    verdicts = list(slot.series.dates.order_by("on").values_list("verdict", flat=True))
    assert verdicts == ["closed", "taken", *["booked"] * 10]
    assert {one.state for one in Booking.objects.filter(series=slot.series)} == {"confirmed"}
    spaces.release(booking_id=lecture.pk, by=hall.worker, at=AFTER)
    [_shut, tried] = spaces.retry(series_id=slot.series_id, by=hall.worker, at=AFTER)
    assert tried.verdict == "booked"


def test_who_planned_or_changed_does_not_confirm_and_once_is_enough(season, village):
    of = season.open()
    asked = season.ask(of)
    act = {"round_id": of.pk, "at": AFTER}
    with pytest.raises(actions.NotSuggestedYet):
        actions.confirm(by=season.worker, **act)
    season.suggest(of)
    for who, refusal in (
        (season.keeper, actions.PlannedByThemselves),
        (village.grid_worker, NotAllowed),
        (village.outsider, NotFound),
    ):
        with pytest.raises(refusal):
            actions.confirm(by=who, **act)
    with pytest.raises(IntegrityError), transaction.atomic():  # whatever the action has looked at
        AllocationRound.objects.filter(pk=of.pk).update(
            confirmed_by=season.keeper.user_id, confirmed_at=AFTER
        )
    assert queries.round_card(of.pk, AFTER).row.state == "planned"
    season.confirm(of)
    with pytest.raises(actions.ConfirmedAlready):
        actions.confirm(by=season.worker, **act)
    with pytest.raises(actions.ConfirmedAlready):
        actions.take_out(slot_id=asked.slots.get().pk, reason="x", by=season.keeper, at=AFTER)
    assert Deed.objects.filter(verb="season.confirmed").count() == 1


@pytest.mark.parametrize(
    "about",
    [
        {"seed": "1"},
        {"suggested_at": AFTER},
        {"suggested_at": AFTER, "seed": "1"},
        {"confirmed_at": AFTER},
        {"season_until": FIRST - WEEK},
        {"closes_at": NOW},
    ],
)
def test_the_database_knows_how_far_a_round_can_be(season, about):
    of = season.open()
    with pytest.raises(IntegrityError), transaction.atomic():
        AllocationRound.objects.filter(pk=of.pk).update(**about)


def test_a_long_season_is_booked_a_few_hours_at_a_time_and_the_clock_goes_on(season, monkeypatch):
    monkeypatch.setattr(confirming, "HOURS_A_PRESS", 2)
    of = season.open(season_until=FIRST + 2 * WEEK)
    for weekday in range(5):
        season.ask(of, f"{weekday}队", wanted(weekday, "18:00", "19:00"))
    season.suggest(of)
    actions.confirm(round_id=of.pk, by=season.worker, at=AFTER)
    assert actions.book_hours(round_id=of.pk, by=season.worker, at=AFTER) == 3
    card = queries.round_card(of.pk, AFTER)
    assert (card.hours, card.booked, card.left) == (5, 2, 3)
    assert [errands.run(AFTER) for _round in range(3)] == [1, 1, 0]
    assert queries.round_card(of.pk, AFTER).left == 0


def test_an_hour_that_cannot_be_booked_at_all_says_why_and_stops_nothing(season):
    """The season is almost over when somebody confirms; the room has become smaller."""
    of = season.open()
    late = season.ask(of, "读书会", EVENING, title="读书")
    big = season.ask(of, "舞蹈队", wanted(6), title="舞蹈", expected_people=30)
    season.suggest(of)
    room = big.slots.get().space
    spaces.change_space(
        space_id=room.pk, name=room.name, name_en="", capacity_people=20, area_m2=None,
        features=[], equipment=[], open_access=False, private=False, order=0, known=True,
        by=season.keeper, at=AFTER,
    )  # fmt: skip
    season.confirm(of, at=at_minute(LAST - datetime.timedelta(days=2), 0))
    assert (late.slots.get().out_reason, big.slots.get().out_reason) == (
        "这段时间里没有这样的日子，一次也排不上。", str(actions_words(room)),
    )  # fmt: skip
    assert plan_of(of) == []


def actions_words(room):
    return spaces.TooManyPeople(room=room.name, most=20, people=30)


def test_a_weekly_hour_given_back_frees_the_dates_to_come(season):
    of, me = season.open(), season.hall.resident()
    asked = season.ask(of, "读书会", EVENING, by=me, title="读书")
    season.suggest(of)
    slot = asked.slots.get()
    with pytest.raises(actions.NotBookedYet):
        actions.give_back(slot_id=slot.pk, by=me, at=AFTER)
    season.confirm(of)
    card = queries.my_application(me, asked.pk)
    assert (card.told, card.row.got, card.wishes[0].given) == (True, 1, True)
    with pytest.raises(NotFound):
        actions.give_back(slot_id=slot.pk, by=season.hall.resident("李桂花"), at=AFTER)
    halfway = at_minute(FIRST + 6 * WEEK, 600)
    for _press in range(2):
        actions.give_back(slot_id=slot.pk, by=me, at=halfway)
    slot.refresh_from_db()
    states = Booking.objects.filter(series=slot.series_id).order_by("start_at")
    assert [one.state for one in states] == ["confirmed"] * 6 + ["cancelled"] * 6
    assert Slot.objects.filter(booking__start_at__gt=halfway).count() == 0
    assert spaces.retry(series_id=slot.series_id, by=season.worker, at=halfway) == []
    assert queries.my_application(me, asked.pk).row.got == 0


def test_who_withdraws_afterwards_gives_everything_back(season):
    of = season.open()
    asked = season.ask(of, "读书会", EVENING, wanted(3), times=2)
    season.suggest(of)
    season.confirm(of)
    actions.withdraw(application_id=asked.pk, by=season.worker, at=AFTER)
    assert not Slot.objects.exists()
    assert all(one.given_back_at for one in asked.slots.all())


def test_what_nobody_could_be_given_is_counted(season):
    of = season.open(space_ids=[season.hall.meeting.pk])
    for group in ("甲队", "乙队", "丙队"):
        season.ask(of, group, EVENING, wanted(6, "09:00", "10:00"), times=2)
    season.ask(of, "丁队", wanted(2, "09:00", "11:00"), wanted(3, "09:00", "11:00"))
    season.suggest(of)
    assert queries.unserved_wishes(HERE, FIRST, LAST) == []
    season.confirm(of)
    [told] = queries.unserved_wishes(HERE, LAST, LAST)
    assert (told.asked, told.given, told.hours, told.applications) == (7, 3, 4, 3)
    assert told.minutes_a_week == 4 * 60
    assert told.when == {(1, "evening"): 2, (6, "morning"): 2}
    assert queries.unserved_wishes(HERE, LAST + WEEK, LAST + 2 * WEEK) == []
