"""The counter for the rooms above: occupy, move, release."""

import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.kernel.refusal import NotFound
from linli.places import actions as places
from linli.spaces import actions, queries
from linli.spaces.models import Booking, Slot
from linli.spaces.terms import INTERNAL
from linli.spaces.tests.conftest import origin, slots_of, when
from tests.village import HERE, NOW

NEW_YEAR = "2027-01-01,休,元旦,New Year,（演示）通知"
pytestmark = pytest.mark.usefixtures("db")


class TestOccupy:
    def test_holds_every_quarter_of_the_room(self, hall):
        made = hall.occupy(hall.meeting, origin=origin())
        assert (made.state, made.origin_noun, made.place_id) == ("confirmed", "class_session", HERE)
        assert len(slots_of(made)) == 4

    def test_what_is_kept_free_before_and_after_is_held_too(self, hall):
        made = hall.occupy(hall.meeting, before_minutes=15, after_minutes=30)
        assert Slot.objects.filter(booking=made, buffer=True).count() == 3
        with pytest.raises(actions.RoomTaken):
            hall.occupy(hall.meeting, "15:15", "16:00")

    def test_the_next_may_begin_when_it_ends(self, hall):
        hall.occupy(hall.meeting)
        hall.occupy(hall.meeting, "15:00", "16:00")
        assert Slot.objects.count() == 8

    def test_tells_who_holds_it(self, hall):
        held = hall.occupy(hall.meeting, "14:30", "15:30", title="科普讲座")
        with pytest.raises(actions.RoomTaken) as refused:
            hall.occupy(hall.meeting)
        [met] = refused.value.conflicts
        assert (met.leaf, met.title.zh, met.start_at, met.booking_id) == (
            "会议室", "科普讲座", held.start_at, held.pk,
        )  # fmt: skip
        assert "科普讲座" in str(refused.value)
        assert "14:30–15:30" in str(refused.value)

    def test_a_private_one_is_internal_use_to_everybody(self, hall):
        hall.occupy(hall.meeting, title="王某家事", private=True)
        hall.occupy(hall.office, title="个案面谈")
        for room in (hall.meeting, hall.office):
            with pytest.raises(actions.RoomTaken) as refused:
                hall.occupy(room)
            assert [met.title for met in refused.value.conflicts] == [INTERNAL]

    @pytest.mark.parametrize(
        ("start", "end", "refusal"),
        [
            ("14:07", "15:00", actions.NotOnTheQuarterHour),
            ("15:00", "15:00", actions.EndsBeforeItBegins),
            ("15:00", "14:00", actions.EndsBeforeItBegins),
            ("07:00", "09:00", actions.OutsideOpeningHours),
            ("20:30", "21:15", actions.OutsideOpeningHours),
        ],
    )
    def test_refuses(self, hall, start, end, refusal):
        with pytest.raises(refusal):
            hall.occupy(hall.meeting, start, end)
        assert not Booking.objects.exists()

    def test_refuses_more_people_than_it_holds(self, hall):
        with pytest.raises(actions.TooManyPeople) as refused:
            hall.occupy(hall.meeting, expected_people=31)
        assert "30" in str(refused.value)

    def test_refuses_a_closed_day_with_the_reason(self, hall):
        actions.close_for(
            place=HERE, start_at=when("00:00"), end_at=when("00:00", 2), reason="换地板",
            by=hall.keeper, at=NOW, space_id=hall.meeting.pk,
        )  # fmt: skip
        with pytest.raises(actions.RoomClosed) as refused:
            hall.occupy(hall.meeting)
        assert "换地板" in str(refused.value)
        hall.occupy(hall.east)
        with pytest.raises(actions.RoomClosed):  # a part that is shut shuts the whole
            hall.occupy(hall.whole, "18:00", "19:00")

    def test_is_shut_on_a_day_off_unless_it_says_as_usual(self, hall):
        new_year = (datetime.date(2027, 1, 1) - NOW.date()).days
        hall.occupy(hall.meeting, days=new_year)  # nobody has told the house of it yet
        places.import_days_off(text=NEW_YEAR, by=hall.keeper, at=NOW)
        with pytest.raises(actions.OutsideOpeningHours):
            hall.occupy(hall.east, days=new_year)
        hall.open_daily(hall.east, on_days_off="usual")
        hall.occupy(hall.east, days=new_year)

    def test_the_same_key_twice_is_one(self, hall):
        key = uuid4()
        first = hall.occupy(hall.meeting, key=key)
        assert hall.occupy(hall.meeting, key=key) == first
        assert Booking.objects.count() == 1


class TestParts:
    def test_who_claims_the_whole_claims_every_part(self, hall):
        made = hall.occupy(hall.classroom)
        assert {leaf for leaf, _ in slots_of(made)} == {hall.east.pk, hall.west.pk}
        for room in (hall.east, hall.west, hall.whole):
            with pytest.raises(actions.RoomTaken):
                hall.occupy(room)
        hall.occupy(hall.meeting)

    def test_one_half_leaves_the_other(self, hall):
        hall.occupy(hall.east)
        hall.occupy(hall.west)
        with pytest.raises(actions.RoomTaken) as refused:
            hall.occupy(hall.classroom)
        assert {met.leaf for met in refused.value.conflicts} == {"悦享教室东半间", "悦享教室西半间"}

    def test_who_has_booked_the_whole_has_booked_a_part_that_is_new(self, hall):
        whole = hall.occupy(hall.classroom, before_minutes=30)
        gone = hall.occupy(hall.classroom, "10:00", "11:00")
        actions.release(booking_id=gone.pk, by=hall.worker, at=NOW)
        stage = hall.room("小舞台", parent_id=hall.classroom.pk)
        for start, end in (("14:00", "15:00"), ("13:30", "14:00")):  # and what is kept free before
            with pytest.raises(actions.RoomTaken):
                hall.occupy(stage, start, end)
        hall.occupy(stage, "10:00", "11:00")
        actions.release(booking_id=whole.pk, by=hall.worker, at=NOW)
        hall.occupy(stage)

    def test_a_room_with_bookings_is_not_divided(self, hall):
        held = hall.occupy(hall.meeting)
        with pytest.raises(actions.StillBooked) as refused:
            hall.room("会议室甲", parent_id=hall.meeting.pk)
        assert [row.id for row in refused.value.bookings] == [held.pk]
        actions.release(booking_id=held.pk, by=hall.worker, at=NOW)
        hall.room("会议室甲", parent_id=hall.meeting.pk)


class TestOccupyMany:
    def many(self, hall, spans, **about):
        return actions.occupy_many(
            space_id=hall.meeting.pk, spans=spans, titles=["剪纸课"] * len(spans),
            origins=[origin() for _ in spans], by=hall.worker, at=NOW, **about,
        )  # fmt: skip

    def spans(self, number):
        return [(when("14:00", day), when("16:00", day)) for day in range(1, number + 1)]

    def test_a_term_is_thirteen_statements(self, hall, django_assert_max_num_queries):
        with django_assert_max_num_queries(13):
            made = self.many(hall, self.spans(60))
        assert (len(made), Slot.objects.count()) == (60, 480)

    def test_is_all_or_nothing_and_names_every_date_that_is_taken(self, hall):
        hall.occupy(hall.meeting, "15:00", "17:00", days=3)
        hall.occupy(hall.meeting, "13:00", "14:15", days=40)
        with pytest.raises(actions.RoomTaken) as refused:
            self.many(hall, self.spans(60))
        assert [met.start_at for met in refused.value.conflicts] == [
            when("15:00", 3), when("13:00", 40),
        ]  # fmt: skip
        assert Booking.objects.count() == 2

    def test_refuses_spans_that_meet_each_other(self, hall):
        twice = [(when("14:00"), when("15:00")), (when("15:00"), when("16:00"))]
        with pytest.raises(actions.MeetThemselves):
            self.many(hall, twice, after_minutes=15)
        assert len(self.many(hall, twice)) == 2


class TestMove:
    def move(self, hall, booking, start="16:00", end="17:00", days=1, at=NOW, **about):
        return actions.move(
            booking_id=booking.pk, start_at=when(start, days), end_at=when(end, days),
            by=hall.worker, at=at, **about,
        )  # fmt: skip

    def test_takes_its_slots_along(self, hall):
        made = hall.occupy(hall.meeting)
        moved = self.move(hall, made, space_id=hall.classroom.pk)
        assert len(slots_of(moved)) == 8
        hall.occupy(hall.meeting)

    def test_may_overlap_what_it_was(self, hall):
        made = hall.occupy(hall.meeting)
        self.move(hall, made, "14:30", "15:30")
        assert len(slots_of(made)) == 4

    def test_into_a_taken_time_leaves_everything_as_it_was(self, hall):
        """Complaint 15: the room moves with the event, or the move fails whole."""
        made, other = hall.occupy(hall.meeting), hall.occupy(hall.meeting, "16:00", "17:00")
        before = slots_of(made)
        with pytest.raises(actions.RoomTaken):
            self.move(hall, made)
        made.refresh_from_db()
        assert (made.start_at, slots_of(made)) == (when("14:00"), before)
        assert len(slots_of(other)) == 4

    def test_the_past_does_not_change(self, hall):
        made = hall.occupy(hall.meeting)
        with pytest.raises(actions.AlreadyOver):
            self.move(hall, made, at=when("15:00"))
        with pytest.raises(actions.AlreadyOver):  # nor may one move into it
            self.move(hall, made, "09:00", "10:00", at=when("12:00"))
        self.move(hall, made, "14:00", "16:00", at=when("14:30"))  # what runs may run longer

    def test_what_is_gone_is_not_moved(self, hall):
        made = hall.occupy(hall.meeting)
        actions.release(booking_id=made.pk, by=hall.worker, at=NOW)
        with pytest.raises(actions.NotHeldAnyMore):
            self.move(hall, made)

    def test_not_to_another_place(self, hall, village):
        made = hall.occupy(hall.meeting)
        with pytest.raises(NotFound):
            self.move(hall, made, space_id=uuid4())


class TestRelease:
    def test_frees_the_room_and_twice_is_once(self, hall):
        made = hall.occupy(hall.meeting)
        for _ in range(2):
            gone = actions.release(booking_id=made.pk, by=hall.worker, at=NOW, reason="老师病了")
        assert (gone.state, gone.reason) == ("cancelled", "老师病了")
        hall.occupy(hall.meeting)

    def test_what_has_begun_gives_back_its_rest(self, hall):
        made = hall.occupy(hall.meeting)
        gone = actions.release(booking_id=made.pk, by=hall.worker, at=when("14:20"))
        assert gone.state == "released"
        hall.occupy(hall.meeting, "14:30", "15:00", at=when("14:20"))

    def test_what_is_over_stays(self, hall):
        made = hall.occupy(hall.meeting)
        with pytest.raises(actions.AlreadyOver):
            actions.release(booking_id=made.pk, by=hall.worker, at=when("15:00"))
        assert actions.release_many(booking_ids=[made.pk], by=hall.worker, at=when("15:00")) == []


class TestInsideACaller:
    def test_a_refusal_may_be_caught_and_the_caller_goes_on(self, hall):
        hall.occupy(hall.meeting)
        with transaction.atomic():
            kept = hall.occupy(hall.east)
            with pytest.raises(actions.RoomTaken):
                hall.occupy(hall.whole)
        assert Booking.objects.filter(pk=kept.pk).exists()

    def test_what_the_caller_undoes_is_undone(self, hall):
        with transaction.atomic():
            hall.occupy(hall.meeting)
            transaction.set_rollback(True)
        assert not Slot.objects.exists()


class TestVerdicts:
    def ask(self, hall, spans, **about):
        return queries.verdicts(space_id=hall.meeting.pk, spans=spans, **about)

    def test_one_of_each(self, hall):
        held = hall.occupy(hall.meeting)
        actions.close_for(
            place=HERE, start_at=when("08:00", 2), end_at=when("21:00", 2), reason="消杀",
            by=hall.keeper, at=NOW,
        )  # fmt: skip
        spans = [
            (when("10:00"), when("11:00")), (when("14:30"), when("16:00")),
            (when("10:00", 2), when("11:00", 2)), (when("06:00"), when("07:00")),
        ]  # fmt: skip
        found = self.ask(hall, spans)
        assert [one.state for one in found] == ["free", "taken", "closed", "outside_hours"]
        assert found[1].words.zh == "会议室 11月24日 周二 14:00–15:00 有“剪纸课”"
        assert found[1].words.en == "会议室 has “剪纸课” Tue 24 Nov 14:00–15:00"
        assert self.ask(hall, spans[1:2], except_bookings=[held.pk])[0].free

    def test_as_many_queries_for_one_as_for_two_hundred(self, hall, django_assert_num_queries):
        hall.occupy(hall.meeting)
        for number in (1, 200):
            spans = [(when("14:00", day), when("15:00", day)) for day in range(1, number + 1)]
            with django_assert_num_queries(5):
                found = self.ask(hall, spans)
            assert [one.state for one in found] == ["taken"] + ["free"] * (number - 1)

    def test_of_no_room_there_is_none(self, hall):
        with pytest.raises(NotFound):
            queries.verdicts(space_id=uuid4(), spans=[(when("10:00"), when("11:00"))])


class TestTheDatabase:
    def test_two_bookings_never_share_a_quarter_of_a_leaf(self, hall):
        one, two = hall.occupy(hall.meeting), hall.occupy(hall.east)
        slot = Slot.objects.filter(booking=one)[0]
        with pytest.raises(IntegrityError), transaction.atomic():
            Slot(leaf=slot.leaf, quarter=slot.quarter, booking=two, buffer=False).save(
                force_insert=True
            )

    @pytest.mark.parametrize(
        "wrong",
        [
            {"end_at": when("14:00")}, {"before_minutes": 10}, {"state": "maybe"},
            {"expected_people": 0}, {"origin_room": "programmes"}, {"purpose": "party"},
            {"state": "requested"}, {"checked_in_at": NOW, "lapses_at": NOW},
        ],
    )  # fmt: skip
    def test_a_booking_is_one_that_can_be(self, hall, wrong):
        made = hall.occupy(hall.meeting)
        with pytest.raises(IntegrityError), transaction.atomic():
            Booking.objects.filter(pk=made.pk).update(**wrong)
