"""A series: a verdict per date, a retry, and cancelling that says exactly what goes.

Complaints 2, 3, 4 and 5: every date is checked, one blocked date kills nothing and can be added
later, "cancel this" cancels this, and the past never changes.
"""

import datetime

import pytest

from linli.places import actions as places
from linli.spaces import actions
from linli.spaces.models import Booking, BookingSeries, SeriesDate, Slot
from linli.spaces.terms import Booker
from linli.spaces.tests.conftest import when
from tests.village import HERE, NOW, TODAY

pytestmark = pytest.mark.usefixtures("db")


def verdicts(series):
    rows = series.dates.order_by("on")
    return [(row.on.day, row.verdict) for row in rows]


class TestBookSeries:
    def test_every_date_has_a_verdict_of_its_own(self, hall):
        """Complaint 3: one blocked date kills the whole series. Here it is one date's verdict."""
        blocked = hall.occupy(hall.meeting, "14:30", "16:00", days=8, title="科普讲座")
        actions.close_for(
            place=HERE, start_at=when("00:00", 15), end_at=when("00:00", 16), reason="消杀",
            by=hall.keeper, at=NOW,
        )  # fmt: skip
        series = hall.series(hall.meeting)
        assert verdicts(series) == [(24, "booked"), (1, "taken"), (8, "closed"), (15, "booked")]
        assert series.dates.get(verdict="taken").blocked_by == blocked
        assert Booking.objects.filter(series=series).count() == 2

    def test_many_dates_do_not_go_round_an_answer_that_one_must_wait_for(self, hall):
        """Who may book and not answer has each date wait; ticking "every week" decided for all."""
        hall.policy("group")
        assert hall.book(hall.meeting).state == "requested"
        with pytest.raises(actions.WantsAnAnswer, match="自发小组"):
            hall.series(hall.east)
        assert BookingSeries.objects.count() == 0
        assert verdicts(hall.series(hall.east, by=hall.keeper))
        # What two have answered in a room above waits for nobody else.
        assert verdicts(hall.series(hall.west, decided=True))

    @pytest.mark.parametrize(
        ("limit", "refused"),
        [
            ({"max_hours_week": 2}, False),
            ({"max_hours_week": 1}, True),
            ({"max_hours_month": 8}, False),
            ({"max_hours_month": 5}, True),
            ({"max_lead_days": 7}, True),
            ({"purposes": ["learning"]}, True),
            ({"max_hours_week": 1, "exempt_roles": ["hall_keeper"]}, False),
        ],
    )
    def test_many_dates_together_are_no_more_than_the_policy_allows(self, hall, limit, refused):
        """Twice a week an hour, from the 24th of November to the 21st of December."""
        hall.policy("group", needs_approval=False, **limit)
        if refused:
            with pytest.raises(actions.OverTheLimit):
                hall.series(hall.east, weekdays=[1, 3], by=hall.keeper)
        else:
            assert len(verdicts(hall.series(hall.east, weekdays=[1, 3], by=hall.keeper))) == 8

    def test_a_whole_years_dates_are_each_checked(self, hall):
        """Complaint 2: a recurring booking is checked only on its first dates."""
        hall.occupy(hall.meeting, days=1 + 7 * 50)
        series = hall.series(hall.meeting, until_on=TODAY + datetime.timedelta(days=365))
        assert [v for _, v in verdicts(series)].count("taken") == 1
        assert verdicts(series)[50][1] == "taken"

    def test_days_off_are_skipped_if_told_to(self, hall):
        hall.open_daily(hall.meeting, on_days_off="usual")
        text = "2026-12-01,休,演示节,Demo,（演示）通知"
        places.import_days_off(text=text, by=hall.keeper, at=NOW)
        skips = hall.series(hall.meeting)
        keeps = hall.series(hall.meeting, from_minute=960, until_minute=1020, skip_days_off=False)
        assert dict(verdicts(skips))[1] == "day_off"
        assert dict(verdicts(keeps))[1] == "booked"
        actions.retry(series_id=skips.pk, by=hall.worker, at=NOW)
        assert dict(verdicts(skips))[1] == "day_off"

    @pytest.mark.parametrize(
        ("about", "refusal"),
        [
            ({"until_on": TODAY}, actions.NoDates),
            ({"until_on": TODAY - datetime.timedelta(days=400)}, actions.NoDates),
            ({"weekdays": []}, actions.NoDates),
            ({"until_on": datetime.date(9999, 12, 31)}, actions.TooManyDates),
            ({"weekdays": range(7), "until_on": TODAY + datetime.timedelta(days=250)},
             actions.TooManyDates),
            ({"from_minute": 900, "until_minute": 900}, actions.EndsBeforeItBegins),
            ({"until_minute": 845}, actions.NotOnTheQuarterHour),
            ({"expected_people": 31}, actions.TooManyPeople),
            ({"booker": Booker()}, actions.NobodyNamed),
        ],
    )  # fmt: skip
    def test_refuses(self, hall, about, refusal):
        with pytest.raises(refusal):
            hall.series(hall.meeting, **about)
        assert not BookingSeries.objects.exists()


class TestRetry:
    def test_what_became_free_is_added_and_what_was_taken_out_is_not(self, hall):
        """Complaint 3: skipped dates can never be added back."""
        blocked = [hall.occupy(hall.meeting, days=days) for days in (1, 8, 15, 22)]
        series = hall.series(hall.meeting)
        assert {v for _, v in verdicts(series)} == {"taken"}  # all failed, and it can be tried
        for booking in blocked[1:]:
            actions.release(booking_id=booking.pk, by=hall.worker, at=NOW)
        after_first = when("09:00", 2)
        tried = actions.retry(series_id=series.pk, by=hall.worker, at=after_first)
        assert [row.verdict for row in tried] == ["booked"] * 3  # the past is not tried
        assert actions.retry(series_id=series.pk, by=hall.worker, at=after_first) == []
        assert Booking.objects.filter(series=series, group_blind__isnull=False).count() == 3


class TestCancel:
    def cancelled(self, series):
        rows = Booking.objects.filter(series=series, state="cancelled").order_by("start_at")
        return [booking.start_at for booking in rows]

    def test_this_one_is_this_one(self, hall):
        series = hall.series(hall.meeting)
        second = series.bookings.order_by("start_at")[1]
        actions.cancel(booking_id=second.pk, by=hall.worker, at=NOW)
        assert self.cancelled(series) == [second.start_at]

    def test_this_and_those_that_follow(self, hall):
        series = hall.series(hall.meeting)
        third = series.bookings.order_by("start_at")[2]
        gone = actions.cancel_series(
            series_id=series.pk, from_on=TODAY + datetime.timedelta(days=15), by=hall.worker, at=NOW
        )
        assert gone[0] == third
        assert self.cancelled(series) == [when("14:00", 15), when("14:00", 22)]

    def test_all_is_all_to_come_and_never_the_past(self, hall):
        hall.occupy(hall.meeting, days=22)
        series = hall.series(hall.meeting)
        actions.cancel_series(series_id=series.pk, by=hall.worker, at=when("09:00", 2))
        assert self.cancelled(series) == [when("14:00", 8), when("14:00", 15)]
        assert SeriesDate.objects.get(on=TODAY + datetime.timedelta(days=22)).verdict == "dropped"
        first = series.bookings.order_by("start_at")[0]
        assert (first.state, Slot.objects.filter(booking=first).count()) == ("confirmed", 4)
