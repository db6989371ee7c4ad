"""Rooms: opened, changed, closed; what a change would meet is said before it is made."""

import pytest
from django.db import IntegrityError, transaction

from linli.identity.permissions import NotAllowed
from linli.kernel.refusal import NotFound
from linli.spaces import actions, queries
from linli.spaces.models import BookingPolicy, Closure, OpeningRule, Space
from linli.spaces.tests.conftest import when
from tests.village import HERE, NEXT_DOOR, NOW, TODAY

pytestmark = pytest.mark.usefixtures("db")


def change(hall, space, **about):
    about = {"name": space.name, "capacity_people": space.capacity_people} | about
    return actions.change_space(space_id=space.pk, by=hall.keeper, at=NOW, **about)


def close_for(hall, **about):
    about = {"start_at": when("08:00"), "end_at": when("12:00"), "reason": "换地板"} | about
    return actions.close_for(place=HERE, by=hall.keeper, at=NOW, **about)


class TestOpen:
    def test_a_tree_is_read_parts_after_the_room_they_lie_in(self, hall):
        cards = queries.spaces_at(HERE)
        assert [(card.depth, card.name) for card in cards] == [
            (0, "全龄友好馆"), (1, "会议室"), (1, "悦享教室"), (2, "悦享教室东半间"),
            (2, "悦享教室西半间"), (1, "社工室"),
        ]  # fmt: skip
        assert len(cards[0].leaves) == 4

    def test_refuses_a_name_twice_and_who_may_not(self, hall, village):
        with pytest.raises(actions.NameTaken):
            hall.room("会议室")
        with pytest.raises(NotAllowed):
            hall.room("新", by=hall.worker)
        with pytest.raises(NotFound):
            actions.open_space(
                place=NEXT_DOOR, name="新", kind="other", capacity_people=1, by=hall.keeper, at=NOW
            )

    def test_closed_for_good_only_without_bookings(self, hall):
        hall.occupy(hall.whole)
        with pytest.raises(actions.StillBooked):
            actions.close_space(space_id=hall.meeting.pk, by=hall.keeper, at=NOW)
        hall.village.here = HERE
        spare = hall.room("阅览角")
        actions.close_space(space_id=spare.pk, by=hall.keeper, at=NOW)
        with pytest.raises(actions.RoomClosed):
            hall.occupy(spare)


class TestChange:
    def test_a_smaller_capacity_says_whom_it_affects(self, hall):
        large = hall.occupy(hall.meeting, expected_people=25)
        hall.occupy(hall.meeting, "16:00", "17:00", expected_people=20)
        with pytest.raises(actions.WouldNotFit) as refused:
            change(hall, hall.meeting, capacity_people=20)
        assert [row.id for row in refused.value.bookings] == [large.pk]
        assert change(hall, hall.meeting, capacity_people=20, known=True).capacity_people == 20
        large.refresh_from_db()
        assert large.state == "confirmed"


class TestClosure:
    def test_says_which_bookings_it_meets_and_cancels_none(self, hall):
        held = hall.occupy(hall.whole, "10:00", "11:00")
        with pytest.raises(actions.MeetsBookings) as refused:
            close_for(hall, space_id=hall.east.pk)
        assert [row.id for row in refused.value.bookings] == [held.pk]
        close_for(hall, space_id=hall.east.pk, known=True)
        held.refresh_from_db()
        assert held.state == "confirmed"

    def test_lifted_it_is_open_again(self, hall):
        closure = close_for(hall)
        with pytest.raises(actions.RoomClosed):
            hall.occupy(hall.meeting, "09:00", "10:00")
        for _ in range(2):
            actions.lift_closure(closure_id=closure.pk, by=hall.keeper, at=NOW)
        hall.occupy(hall.meeting, "09:00", "10:00")
        assert queries.closures(HERE, NOW) == []

    def test_forwards_only_and_only_here(self, hall, village):
        with pytest.raises(actions.EndsBeforeItBegins):
            close_for(hall, end_at=when("08:00"))
        closure = close_for(hall)
        with pytest.raises(NotFound):
            queries.closure(village.outsider, closure.pk)


class TestOpening:
    def test_a_rooms_own_rules_stand_for_the_halls(self, hall):
        rule = hall.open_daily(hall.meeting, (6, 9))
        hall.occupy(hall.meeting, "06:00", "07:00")
        with pytest.raises(actions.OutsideOpeningHours):
            hall.occupy(hall.meeting)
        actions.end_opening(rule_id=rule.pk, until_on=TODAY, by=hall.keeper, at=NOW)
        hall.occupy(hall.meeting)
        [row] = queries.openings(hall.meeting.pk, when("09:00").date())
        assert (row.hours, row.days.zh, row.over) == ("06:00–09:00", "每天", True)

    def test_refuses_backwards(self, hall):
        with pytest.raises(actions.EndsBeforeItBegins):
            hall.open_daily(hall.meeting, (9, 9))
        with pytest.raises(actions.DayEndsBeforeItBegins):
            hall.open_daily(hall.meeting, from_on=TODAY, until_on=TODAY.replace(day=1))


class TestTheDatabase:
    @pytest.mark.parametrize(
        ("model", "wrong"),
        [
            (Space, {"kind": "castle"}), (Space, {"capacity_people": 0}),
            (OpeningRule, {"until_minute": 1441}), (OpeningRule, {"on_days_off": "maybe"}),
            (Closure, {"reason": ""}), (BookingPolicy, {"booker": "cat"}),
            (BookingPolicy, {"decide_hours": 0}),
        ],
    )  # fmt: skip
    def test_refuses(self, hall, model, wrong):
        close_for(hall)
        hall.policy()
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.update(**wrong)
