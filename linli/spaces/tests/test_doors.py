"""The pages: what a worker, a resident and a passer-by can do, and what none of them reads."""

import datetime
import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linli.identity.models import User
from linli.people import queries as people
from linli.spaces import actions
from linli.spaces.models import Booking, BookingSeries, Closure, OpeningRule, Space
from linli.spaces.tests.conftest import origin, when
from tests.village import HERE, NOW, TODAY, come_in

TOMORROW = (TODAY + datetime.timedelta(days=1)).isoformat()


@pytest.fixture
def now(monkeypatch, settings):
    """The doors read the village's clock; the street is Jin'an's."""
    settings.LINLI_COMMUNITY = HERE
    monkeypatch.setattr("linli.identity.doors.timezone.now", lambda: NOW)


@pytest.fixture
def keeper(client, village, now):
    return come_in(client, village.users["hall_keeper"])


@pytest.fixture
def at_home(client, hall, now):
    return come_in(client, User.objects.get(pk=hall.resident().user_id), second_factor=False)


def page(client, door, *args, **query):
    answer = client.get(reverse(f"spaces:{door}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def press(client, door, *args, **fields):
    return client.post(reverse(f"spaces:{door}", args=args), fields)


def booked(hall, **about):
    fields = {
        "space": hall.meeting.pk, "on": TOMORROW, "starts": "14:00", "ends": "15:00",
        "title": "合唱排练", "purpose": "rehearsal", "group_name": "夕阳红合唱队",
        "before_minutes": 0, "after_minutes": 15, "every_weeks": 0, "key": uuid4(),
    }  # fmt: skip
    return fields | about


class TestPlan:
    def test_a_day_shows_every_room_once_and_private_ones_neutrally(self, hall, keeper):
        hall.occupy(hall.classroom, title="太极")
        hall.occupy(hall.office, title="个案面谈")
        shown = page(keeper, "desk_index", on=TOMORROW)
        assert shown.count("太极") == 2  # in either half
        assert "内部使用" in shown
        assert "个案面谈" not in shown
        week = page(keeper, "desk_week", on=TOMORROW)
        assert week.count("太极") == 2
        assert "个案面谈" not in week

    def test_a_day_off_and_a_year_nobody_entered_say_so(self, hall, keeper):
        assert "国庆节" in page(keeper, "desk_index", on="2026-10-01")
        assert "还没有录入" in page(keeper, "desk_index", on="2029-10-01")
        assert "房间" in page(keeper, "desk_index", on="tomorrow")

    def test_a_week_is_as_many_queries_for_forty_bookings_as_for_none(self, hall, keeper):
        page(keeper, "desk_week", on=TOMORROW)  # signed in, templates read
        with CaptureQueriesContext(connection) as empty:
            page(keeper, "desk_week", on=TOMORROW)
        for day in range(1, 6):
            for hour in range(9, 17):
                hall.occupy(hall.meeting, f"{hour}:00", f"{hour + 1}:00", days=day)
        with CaptureQueriesContext(connection) as full:
            page(keeper, "desk_week", on=TOMORROW)
        assert len(full) == len(empty) <= 16

    def test_the_door_is_printed_with_a_code(self, hall, keeper):
        hall.occupy(hall.meeting, title="科普讲座")
        shown = page(keeper, "desk_door", hall.meeting.pk, on=TOMORROW)
        assert "科普讲座" in shown
        assert '<span class="qr"' in shown


class TestBook:
    def test_no_room_is_meant_until_one_is_chosen(self, hall, keeper):
        assert '<option value="" selected>请选房间</option>' in page(keeper, "desk_book")
        answer = press(keeper, "desk_book", **booked(hall, space=""))
        assert answer.status_code == 422
        assert 'id="id_space_error"' in answer.content.decode()
        chosen = page(keeper, "desk_book", space=str(hall.meeting.pk))
        assert f'<option value="{hall.meeting.pk}" selected>' in chosen

    def test_for_a_resident_found_by_name(self, hall, keeper):
        resident_id = people.resident_of(hall.resident())
        found = page(keeper, "desk_book", find="陈秀", space=hall.meeting.pk)
        assert f"resident={resident_id}" in found
        chosen = page(keeper, "desk_book", resident=resident_id)
        assert "陈秀兰" in chosen
        answer = press(keeper, "desk_book", **booked(hall, resident=resident_id, group_name=""))
        made = Booking.objects.get()
        assert answer["Location"] == reverse("spaces:desk_booking", args=[made.pk])
        assert "陈秀兰" in page(keeper, "desk_booking", made.pk)

    def test_what_is_taken_comes_back_with_who_has_it(self, hall, keeper):
        hall.occupy(hall.meeting, "14:30", "16:00", title="科普讲座")
        answer = press(keeper, "desk_book", **booked(hall))
        assert answer.status_code == 422
        assert "科普讲座" in answer.content.decode()
        assert 'value="合唱排练"' in answer.content.decode()

    def test_every_week_makes_a_series_with_a_verdict_per_date_and_a_retry(self, hall, keeper):
        blocking = hall.occupy(hall.meeting, days=8, title="科普讲座")
        until = (TODAY + datetime.timedelta(days=22)).isoformat()
        assert press(keeper, "desk_book", **booked(hall, every_weeks=1)).status_code == 422
        answer = press(keeper, "desk_book", **booked(hall, every_weeks=1, until_on=until))
        series = BookingSeries.objects.get()
        assert answer["Location"] == reverse("spaces:desk_series", args=[series.pk])
        shown = page(keeper, "desk_series", series.pk)
        assert "排上 3 次，1 次没有排上" in shown
        assert "科普讲座" in shown
        actions.release(booking_id=blocking.pk, by=hall.keeper, at=NOW)
        assert "现在可以排了" in page(keeper, "desk_series", series.pk)
        press(keeper, "desk_retry", series.pk)
        assert "4 次都排上了" in page(keeper, "desk_series", series.pk)

    def test_buttons_say_exactly_what_they_cancel(self, hall, keeper):
        """Complaint 4."""
        series = hall.series(hall.meeting)
        second = series.bookings.order_by("start_at")[1]
        shown = page(keeper, "desk_booking", second.pk)
        assert "只取消这一次" in shown
        assert "取消这一次和后面的，一共 3 次？" in shown
        press(keeper, "desk_cancel", second.pk)
        third = series.bookings.order_by("start_at")[2]
        press(keeper, "desk_cancel_series", series.pk, from_booking=third.pk)
        states = series.bookings.order_by("start_at").values_list("state", flat=True)
        assert list(states) == ["confirmed", "cancelled", "cancelled", "cancelled"]
        assert "取消后面 1 次？" in page(keeper, "desk_series", series.pk)

    def test_moved_into_a_taken_time_it_says_so_on_its_own_page(self, hall, keeper):
        made = hall.book(hall.meeting)
        hall.occupy(hall.meeting, "16:00", "17:00", title="科普讲座")
        fields = {"space": hall.meeting.pk, "on": TOMORROW, "starts": "16:00", "ends": "17:00"}
        answer = press(keeper, "desk_move", made.pk, **fields)
        assert answer.status_code == 422
        assert "科普讲座" in answer.content.decode()
        assert (
            press(keeper, "desk_move", made.pk, **fields | {"space": hall.east.pk}).status_code
            == 302
        )

    def test_what_belongs_upstairs_has_no_button_here(self, hall, keeper):
        made = hall.occupy(hall.meeting, origin=origin("剪纸课"))
        shown = page(keeper, "desk_booking", made.pk)
        assert "剪纸课" in shown
        assert "只取消这一次" not in shown


class TestAnswer:
    def test_from_the_queue_yes_or_no_with_a_reason(self, hall, keeper):
        hall.policy()
        wish = hall.ask(hall.meeting)
        shown = page(keeper, "desk_requests")
        assert str(wish.pk) in shown
        assert "8 人" in shown
        assert "周二 11月24日 上午9:30 以前答复" in shown
        assert press(keeper, "desk_refuse", wish.pk, reason="").status_code == 422
        press(keeper, "desk_refuse", wish.pk, reason="那天换地板")
        assert "那天换地板" in page(keeper, "desk_booking", wish.pk)
        assert press(keeper, "desk_approve", wish.pk).status_code == 409
        assert "没有人在等" in page(keeper, "desk_requests")


class TestRooms:
    def test_opened_given_hours_and_shut_for_a_day(self, hall, keeper):
        fields = {"name": "阅览角", "kind": "other", "capacity_people": 12, "order": 9,
                  "features": ["step_free"], "equipment": "书架，沙发"}  # fmt: skip
        press(keeper, "desk_open", **fields)
        made = Space.objects.get(name="阅览角")
        assert made.equipment == ["书架", "沙发"]
        press(keeper, "desk_opening", made.pk, weekdays=[5, 6], opens="09:00", closes="00:00",
              from_on=TODAY.isoformat(), on_days_off="usual")  # fmt: skip
        assert OpeningRule.objects.get(space=made).until_minute == 1440
        shown = page(keeper, "desk_space", made.pk)
        assert "周六、周日" in shown
        assert "09:00–24:00" in shown

    def test_a_closure_shows_whom_it_meets_before_it_is_made(self, hall, keeper):
        hall.occupy(hall.meeting, title="科普讲座")
        fields = {"space": hall.meeting.pk, "first_on": TOMORROW, "first": "08:00",
                  "last_on": TOMORROW, "last": "20:00", "reason": "换地板"}  # fmt: skip
        answer = press(keeper, "desk_closures", **fields)
        assert answer.status_code == 422
        assert "科普讲座" in answer.content.decode()
        assert not Closure.objects.exists()
        press(keeper, "desk_closures", known="on", **fields)
        assert "科普讲座" in page(keeper, "desk_closure", Closure.objects.get().pk)

    def test_a_smaller_room_shows_whom_it_affects(self, hall, keeper):
        hall.occupy(hall.meeting, title="科普讲座", expected_people=25)
        fields = {"name": "会议室", "capacity_people": 20, "order": 0, "equipment": ""}
        answer = press(keeper, "desk_change", hall.meeting.pk, **fields)
        assert "科普讲座" in answer.content.decode()
        press(keeper, "desk_change", hall.meeting.pk, known="on", **fields)
        assert Space.objects.get(pk=hall.meeting.pk).capacity_people == 20

    def test_a_policy_is_data_and_so_are_days_off(self, hall, keeper):
        press(keeper, "desk_policies", booker="resident", needs_approval="on", decide_hours=48,
              max_hours_week=4, from_on=TODAY.isoformat())  # fmt: skip
        assert "一周最多 4 小时" in page(keeper, "desk_policies")
        wrong = press(keeper, "desk_days_off", text="2027-01-01,休,元旦,New Year,通知\n1月2日")
        assert "第 2 行" in wrong.content.decode()
        press(keeper, "desk_days_off", text="2027-01-01,休,元旦,New Year,（演示）通知")
        assert "（演示）通知" in page(keeper, "desk_days_off")


class TestAtHome:
    def test_asked_from_the_phone_seen_and_cancelled(self, hall, at_home):
        hall.policy(needs_approval=False)
        hall.occupy(hall.meeting, "08:00", "14:00", title="剪纸课")
        assert "14:00–21:00" in page(at_home, "my_ask", hall.meeting.pk)
        form = page(at_home, "my_ask", hall.meeting.pk, on=TOMORROW)
        assert "剪纸课" not in form
        key = re.search(r'name="key" value="([^"]+)"', form)[1]
        fields = {"on": TOMORROW, "starts": 14 * 60, "length": 60, "purpose": "celebration",
                  "title": "外婆生日", "expected_people": 8, "key": key}  # fmt: skip
        for _tap in range(2):
            press(at_home, "my_ask", hall.meeting.pk, **fields)
        made = Booking.objects.get(title="外婆生日")
        assert made.start_at == when("14:00")
        assert "外婆生日" in page(at_home, "my_index")
        press(at_home, "my_cancel", made.pk)
        assert "已取消" in page(at_home, "my_index")

    def test_a_private_room_and_one_without_a_policy_are_not_there(self, hall, at_home):
        assert "现在没有可以自己订的房间" in page(at_home, "my_index")
        hall.policy()
        assert "社工室" not in page(at_home, "my_index")
        assert at_home.get(reverse("spaces:my_ask", args=[hall.office.pk])).status_code == 404


class TestStreet:
    def test_reads_rooms_and_hours_and_no_name(self, hall, client, now):
        hall.policy(needs_approval=False)
        hall.ask(hall.meeting, "14:00", "15:00", days=0, title="张三生日")
        hall.occupy(hall.office, days=0, title="个案面谈")
        hall.book(hall.east, days=0, title="太极")
        everything = page(client, "public_index") + page(client, "public_space", hall.meeting.pk)
        for secret in ("张三", "个案", "夕阳红", "13800000000", "陈秀兰"):
            assert secret not in everything
        for known in ("太极", "内部使用", "居民预约", "15:00–21:00"):
            assert known in everything
