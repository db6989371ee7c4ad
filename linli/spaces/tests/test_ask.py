"""Residents ask, the desk books and answers: holds, deadlines, limits, who comes and who does not.

Complaints 6 and 10: two wishes for one time can never both be granted; a room nobody uses is free.
"""

import datetime
from functools import partial
from uuid import uuid4

import pytest

from linli.identity.permissions import NotAllowed, nobody
from linli.journal.models import Deed, Read
from linli.kernel.refusal import NotFound
from linli.people import queries as people
from linli.spaces import actions, queries
from linli.spaces.models import Booking, Slot
from linli.spaces.terms import BY_PEOPLE, Booker
from linli.spaces.tests.conftest import origin, when
from tests.village import HERE, NOW, TODAY

pytestmark = pytest.mark.usefixtures("db")
LATER = NOW + datetime.timedelta(hours=25)


class TestAsk:
    def test_a_wish_holds_its_time_until_it_is_answered(self, hall):
        """Complaint 6: two pending requests for one slot can both be approved. The second is
        refused when it is asked."""
        hall.policy()
        wish = hall.ask(hall.meeting)
        assert (wish.state, wish.lapses_at) == ("requested", NOW + datetime.timedelta(hours=24))
        with pytest.raises(actions.RoomTaken) as refused:
            hall.ask(hall.meeting, by=hall.resident("李桂花"))
        assert [met.title for met in refused.value.conflicts] == [BY_PEOPLE]

    def test_where_no_answer_is_wanted_it_is_confirmed_at_once(self, hall):
        hall.policy(needs_approval=False)
        assert hall.ask(hall.meeting).state == "confirmed"

    def test_a_deadline_is_never_after_the_beginning(self, hall):
        hall.policy(decide_hours=72)
        assert hall.ask(hall.meeting).lapses_at == when("14:00")

    def test_two_taps_are_one(self, hall):
        hall.policy()
        key = uuid4()
        assert hall.ask(hall.meeting, key=key) == hall.ask(hall.meeting, key=key)
        assert Booking.objects.count() == 1

    def test_the_nearest_policy_counts(self, hall):
        hall.policy(needs_approval=False)
        hall.policy(space=hall.classroom, needs_approval=True)
        assert hall.ask(hall.meeting).state == "confirmed"
        assert hall.ask(hall.east).state == "requested"

    def test_a_new_policy_ends_the_old_one(self, hall):
        hall.policy(needs_approval=True)
        hall.policy(needs_approval=False, from_on=TODAY + datetime.timedelta(days=2))
        assert hall.ask(hall.meeting, days=1).state == "requested"
        assert hall.ask(hall.meeting, days=3).state == "confirmed"

    def test_refuses_without_a_policy_outside_its_limits_and_in_the_past(self, hall):
        with pytest.raises(actions.NotForThem):
            hall.ask(hall.meeting)
        hall.policy(max_lead_days=14, min_notice_hours=2, purposes=["meeting"])
        for which, about in (
            ("lead", {"days": 15, "purpose": "meeting"}),
            ("notice", {"days": 0, "start": "11:00", "end": "12:00", "purpose": "meeting"}),
            ("purpose", {}),
        ):
            with pytest.raises(actions.OverTheLimit) as refused:
                hall.ask(hall.meeting, **about)
            assert refused.value.which == which
        with pytest.raises(actions.InThePast):
            hall.ask(hall.meeting, "08:00", "09:00", days=0, purpose="meeting")

    def test_hours_of_a_week_count_every_room_and_no_lapsed_wish(self, hall):
        hall.policy(max_hours_week=2)
        wish = hall.ask(hall.meeting)
        hall.ask(hall.east, "16:00", "17:00")
        with pytest.raises(actions.OverTheLimit) as refused:
            hall.ask(hall.west, "18:00", "18:15")
        assert refused.value.which == "week"
        hall.ask(hall.west, days=8)  # another week
        hall.ask(hall.west, "18:00", "18:15", by=hall.resident("李桂花"))
        actions.refuse(booking_id=wish.pk, reason="那天换地板", by=hall.keeper, at=NOW)
        hall.ask(hall.west, "19:00", "20:00")

    def test_nobody_on_the_street_asks(self, hall):
        hall.policy()
        for who in (nobody(), hall.worker):
            with pytest.raises(NotFound):
                hall.ask(hall.meeting, by=who)


class TestAnswer:
    @pytest.fixture
    def wish(self, hall):
        hall.policy(release_minutes=15)
        return hall.ask(hall.meeting)

    def test_yes_and_only_once(self, hall, wish):
        yes = partial(actions.approve, booking_id=wish.pk, by=hall.keeper, at=NOW)
        assert yes().state == "confirmed"
        with pytest.raises(actions.DecidedAlready):
            yes()
        with pytest.raises(actions.DecidedAlready):
            actions.refuse(booking_id=wish.pk, reason="x", by=hall.keeper, at=NOW)
        assert Deed.objects.filter(verb="booking.approved").count() == 1

    def test_no_with_a_reason_frees_the_time(self, hall, wish):
        actions.refuse(booking_id=wish.pk, reason="那天换地板", by=hall.keeper, at=NOW)
        hall.occupy(hall.meeting)
        [mine] = queries.bookings_of(hall.resident(), NOW)
        assert (mine.state, mine.title.zh) == ("refused", "外婆生日")

    def test_only_who_may_answers(self, hall, wish):
        with pytest.raises(NotAllowed):
            actions.approve(booking_id=wish.pk, by=hall.worker, at=NOW)
        assert queries.waiting(hall.worker, NOW) == []
        assert [row.id for row in queries.waiting(hall.keeper, NOW)] == [wish.pk]

    def test_not_answered_in_time_is_free_when_read_and_swept_by_who_needs_it(self, hall, wish):
        spans = [(when("14:00"), when("15:00"))]
        free = partial(queries.verdicts, space_id=hall.meeting.pk, spans=spans)
        assert not free(at=NOW)[0].free
        assert free(at=LATER)[0].free
        assert Slot.objects.filter(booking=wish).exists()  # nothing was written by reading
        hall.occupy(hall.meeting, at=LATER)
        wish.refresh_from_db()
        assert wish.state == "lapsed"
        assert Deed.objects.filter(verb="booking.lapsed").count() == 1
        with pytest.raises(actions.DecidedAlready):
            actions.approve(booking_id=wish.pk, by=hall.keeper, at=LATER)

    def test_a_late_yes_is_good_while_nobody_has_needed_the_time(self, hall, wish):
        assert queries.waiting(hall.keeper, LATER)[0].lapsed
        actions.approve(booking_id=wish.pk, by=hall.keeper, at=LATER)
        with pytest.raises(actions.RoomTaken):
            hall.occupy(hall.meeting, at=LATER)


class TestComing:
    """Complaint 10: free a quarter of an hour after the beginning, with no clock to switch off."""

    @pytest.fixture
    def booked(self, hall):
        hall.policy(needs_approval=False, release_minutes=15)
        return hall.ask(hall.meeting, "14:00", "16:00")

    def test_nobody_came_and_somebody_else_may_have_it(self, hall, booked):
        with pytest.raises(actions.RoomTaken):
            hall.occupy(hall.meeting, "14:15", "16:00", at=when("14:14"))
        [row] = queries.bookings_of(hall.resident(), when("14:15"))
        assert row.state_word.zh == "没有人来，时段让出"
        hall.occupy(hall.meeting, "14:15", "16:00", at=when("14:15"))
        booked.refresh_from_db()
        assert booked.state == "no_show"
        with pytest.raises(actions.NotHeldAnyMore):
            actions.check_in(booking_id=booked.pk, by=hall.worker, at=when("14:20"))

    def test_who_came_keeps_it(self, hall, booked):
        for _ in range(2):
            actions.check_in(booking_id=booked.pk, by=hall.worker, at=when("13:50"))
        with pytest.raises(actions.RoomTaken):
            hall.occupy(hall.meeting, "15:00", "16:00", at=when("15:00"))

    def test_late_is_fine_while_nobody_took_it(self, hall, booked):
        assert actions.check_in(booking_id=booked.pk, by=hall.worker, at=when("14:30"))

    def test_not_too_early_and_not_after(self, hall, booked):
        with pytest.raises(actions.NotYetTime):
            actions.check_in(booking_id=booked.pk, by=hall.worker, at=when("13:29"))
        with pytest.raises(actions.AlreadyOver):
            actions.check_in(booking_id=booked.pk, by=hall.worker, at=when("16:00"))

    def test_moved_it_waits_at_the_new_time(self, hall, booked):
        actions.shift(
            booking_id=booked.pk, start_at=when("16:00"), end_at=when("18:00"), by=hall.worker,
            at=NOW,
        )  # fmt: skip
        booked.refresh_from_db()
        assert booked.lapses_at == when("16:15")


class TestBook:
    def test_for_a_group_its_name_and_telephone_are_sealed(self, hall):
        made = hall.book(hall.meeting)
        assert "夕阳红" not in repr(bytes(made.group_name))
        card = queries.booking(hall.worker, made.pk, NOW)
        assert (card.whom, card.contact) == ("夕阳红合唱队", "13800000000")
        assert {(look.kind, look.part) for look in hall.worker.looks} == {("booking", "contact")}
        assert not Read.objects.exists()  # the door writes it
        assert card.row.title.zh == "合唱排练"
        [row] = queries.bookings_between(HERE, NOW, when("20:00"))
        assert (
            row.title.zh == "合唱排练"
        )  # a worker wrote it for the door; the name is no part of it

    def test_for_an_organisation_and_a_resident(self, hall, village):
        made = hall.book(hall.meeting, booker=Booker(organisation_id=village.holder.pk))
        assert queries.booking(hall.worker, made.pk, NOW).whom == village.holder.name
        resident_id = people.resident_of(hall.resident())
        made = hall.book(hall.east, booker=Booker(resident_id=resident_id))
        assert queries.booking(hall.worker, made.pk, NOW).whom == "陈秀兰"

    def test_for_nobody_is_refused(self, hall):
        with pytest.raises(actions.NobodyNamed):
            hall.book(hall.meeting, booker=Booker())
        with pytest.raises(NotFound):
            hall.book(hall.meeting, booker=Booker(resident_id=uuid4()))

    def test_limits_hold_at_the_desk_too_but_for_exempt_roles(self, hall):
        hall.policy("group", needs_approval=True, max_hours_month=1, exempt_roles=["hall_keeper"])
        assert hall.book(hall.meeting).state == "requested"  # who books here may not answer
        with pytest.raises(actions.OverTheLimit):
            hall.book(hall.meeting, days=2)
        assert hall.book(hall.meeting, days=2, by=hall.keeper).state == "confirmed"
        hall.book(hall.meeting, days=3, booker=Booker(group_name="书法小组"))

    def test_the_next_community_books_nothing_here(self, hall, village):
        with pytest.raises(NotFound):
            hall.book(hall.meeting, by=village.outsider)
        made = hall.book(hall.meeting)
        for read in (queries.booking, queries.get_booking):
            with pytest.raises(NotFound):
                read(village.outsider, made.pk, *([NOW] if read is queries.booking else []))

    def test_what_belongs_to_a_room_above_is_changed_there(self, hall):
        made = hall.occupy(hall.meeting, origin=origin("剪纸课"))
        for change in (
            partial(actions.cancel, booking_id=made.pk),
            partial(
                actions.shift, booking_id=made.pk, start_at=when("16:00"), end_at=when("17:00")
            ),
        ):
            with pytest.raises(actions.BelongsUpstairs) as refused:
                change(by=hall.keeper, at=NOW)
            assert "剪纸课" in str(refused.value)

    def test_a_private_booking_is_read_by_who_asked_alone(self, hall):
        made = hall.book(hall.office, title="个案面谈")
        assert queries.booking(hall.worker, made.pk, NOW).row.title.zh == "个案面谈"
        card = queries.booking(hall.keeper, made.pk, NOW)
        assert (card.row.title.zh, card.whom) == ("内部使用", "")


class TestCancel:
    def test_a_resident_cancels_their_own_and_nobody_elses(self, hall):
        hall.policy()
        wish = hall.ask(hall.meeting)
        with pytest.raises(NotFound):
            actions.cancel_mine(booking_id=wish.pk, by=hall.resident("李桂花"), at=NOW)
        actions.cancel_mine(booking_id=wish.pk, by=hall.resident(), at=NOW)
        assert not Slot.objects.exists()
