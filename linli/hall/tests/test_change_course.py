"""Sessions change: exactly those, places kept or ended, everybody told (complaints 4, 5, 15)."""

import datetime

import pytest

from linli.hall import actions, queries, terms
from linli.hall.actions.offers import PoolPlan
from linli.hall.models import Party, Telling
from linli.notices.models import Notice
from linli.people import actions as people, queries as register
from linli.pricing import queries as pricing
from linli.pricing.tests.conftest import Desk
from linli.programmes import actions as programmes
from linli.programmes.queries import preview_change, sessions_named
from tests.village import NOW


@pytest.fixture
def neighbours(counter):
    """A login who enrolled by telephone for the first session, and one without who waits."""
    counter.each = counter.offer(PoolPlan("一般", 1), kind=terms.EACH)
    counter.first = counter.sessions[0]
    viewer = counter.login("有手机")
    counter.user = viewer.user_id
    counter.placed = counter.enrol(
        counter.each, "有手机", channel=terms.APP, by=viewer, session_id=counter.first.pk
    )
    counter.waiting = counter.enrol(counter.each, "没手机", session_id=counter.first.pk)
    counter.later = counter.enrol(counter.each, "没手机", session_id=counter.sessions[1].pk)
    return counter


def cancel(counter, *sessions, **about):
    about.setdefault("by", counter.keeper)
    return actions.cancel_sessions(
        session_ids=[each.pk for each in sessions], reason="老师病了", at=NOW, **about
    )


def told(user_id) -> list[str]:
    return sorted(Notice.objects.filter(to=user_id).values_list("kind", flat=True))


def to_call() -> list[tuple[str, str]]:
    rows = Telling.objects.filter(told_at=None).order_by("since", "pk")
    return [(each.resident.name, each.news) for each in rows]


def test_cancelling_one_cancels_one_and_everybody_is_told(neighbours):
    """Complaints 4 and 15: by notice who signs in, by telephone who does not."""
    cancel(neighbours, neighbours.first)
    assert neighbours.state(neighbours.placed) == "stopped"
    assert neighbours.state(neighbours.waiting) == "stood"
    assert neighbours.state(neighbours.later) == "placed"
    assert told(neighbours.user) == ["session.cancelled"]
    assert to_call() == [("没手机", "cancelled")]
    assert queries.mismatches() == []


def test_a_call_is_made_once_and_by_whom_is_kept(neighbours, village):
    cancel(neighbours, neighbours.first)
    [row] = queries.to_tell(neighbours.keeper)
    assert (row.count, row.reason, row.course) == (1, "老师病了", "周末手工")
    assert queries.to_tell(village.outsider) == []
    for _press in range(2):
        actions.mark_told(telling_id=row.id, by=neighbours.keeper, at=NOW)
    assert queries.to_tell(neighbours.keeper) == []
    assert Telling.objects.get().told_by_id == neighbours.keeper.user_id


def test_who_asked_and_has_since_to_keep_away_is_not_told_where_the_child_will_be(counter, village):
    """The father enrolled the child from his telephone; now mother and child are hidden from him.
    Whoever may be told of the child is called."""
    work = {"by": village.social_worker, "at": NOW}
    child = counter.child("小明", datetime.date(2013, 5, 1))
    father, mother = counter.person("爸爸", 1985), counter.person("小明妈妈")
    home = register.household_of(village.social_worker, child)
    people.join(household_id=home, resident_id=father, relation="11", **work)
    people.name_guardian(child_id=child, guardian_id=father, kind="parent", **work)
    him = counter.login("爸爸")
    offer, first = counter.offer(kind=terms.EACH), counter.sessions[0]
    counter.enrol(offer, "小明", channel=terms.APP, by=him, session_id=first.pk)
    about = {"session_id": first.pk, "minutes": 90, "by": counter.keeper}
    hour = datetime.timedelta(hours=1)
    actions.move_session(start_at=first.start_at + hour, at=NOW, **about)
    assert told(him.user_id) == ["session.moved"]
    people.leave(resident_id=father, **work)
    for one in (mother, child):
        people.shield(resident_id=one, reason="父亲施暴", by=village.supervisor, at=NOW)
    actions.move_session(start_at=first.start_at + 2 * hour, at=NOW + hour, **about)
    assert told(him.user_id) == ["session.moved"]
    assert to_call() == [("小明", "moved")]
    card = queries.call_card(counter.keeper, child, at=NOW)
    assert "爸爸" not in {phone.name for phone in card.phones}


def test_nothing_is_ended_and_nobody_told_when_it_is_refused(neighbours):
    """Complaint 5: what has been is not touched."""
    with pytest.raises(programmes.HeldAlready):
        actions.cancel_sessions(
            session_ids=[neighbours.first.pk], reason="晚了", by=neighbours.keeper,
            at=neighbours.first.start_at,
        )  # fmt: skip
    assert neighbours.state(neighbours.placed) == "placed"
    assert Telling.objects.count() == Notice.objects.filter(kind__startswith="session").count() == 0


def test_moving_keeps_the_places_and_tells(neighbours):
    later = neighbours.first.start_at + datetime.timedelta(hours=2)
    actions.move_session(
        session_id=neighbours.first.pk, start_at=later, minutes=90, by=neighbours.keeper, at=NOW
    )
    assert neighbours.state(neighbours.placed) == "placed"
    assert told(neighbours.user) == ["session.moved"]
    assert to_call() == [("没手机", "moved")]


def test_a_second_press_moves_nothing_and_calls_nobody_again(neighbours):
    about = {
        "session_id": neighbours.first.pk, "minutes": 90, "by": neighbours.keeper,
        "start_at": neighbours.first.start_at + datetime.timedelta(hours=2),
    }  # fmt: skip
    room = neighbours.school.hall.east.pk
    for seconds, space_id in ((0, None), (1, None), (2, room)):
        at = NOW + datetime.timedelta(seconds=seconds)
        actions.move_session(at=at, space_id=space_id, **about)
    assert told(neighbours.user) == ["session.moved"]
    assert to_call() == [("没手机", "moved")]


def test_a_session_held_after_all_is_offered_to_who_had_its_places_and_then_to_the_line(
    neighbours,
):
    """Complaint 8: the right one gets it, and must say yes again."""
    cancel(neighbours, neighbours.first)
    later = NOW + datetime.timedelta(minutes=5)
    actions.restore_session(session_id=neighbours.first.pk, by=neighbours.keeper, at=later)
    assert told(neighbours.user) == ["party.offered", "session.cancelled", "session.restored"]
    anew = Party.objects.get(contact=neighbours.known["有手机"], enrollments__state="offered")
    assert neighbours.state(neighbours.placed) == "cancelled"
    assert neighbours.state(neighbours.waiting) == "waiting"
    with pytest.raises(actions.AlreadyEnrolled):
        neighbours.enrol(neighbours.each, "有手机", session_id=neighbours.first.pk, at=later)
    actions.decline(party_id=anew.pk, by=neighbours.keeper, at=later)
    assert neighbours.state(neighbours.waiting) == "offered"
    assert queries.mismatches() == []


def test_too_late_to_offer_a_place_whoever_wants_asks_anew(neighbours):
    cancel(neighbours, neighbours.first)
    late = neighbours.first.start_at - datetime.timedelta(hours=2)
    actions.restore_session(session_id=neighbours.first.pk, by=neighbours.keeper, at=late)
    again = neighbours.enrol(neighbours.each, "没手机", session_id=neighbours.first.pk, at=late)
    assert neighbours.state(again) == "placed"
    assert queries.mismatches() == []


def test_an_added_session_offers_as_many_places(neighbours):
    day = neighbours.sessions[-1].start_at.date() + datetime.timedelta(days=1)
    made = actions.add_session(
        course_id=neighbours.course.pk, day=day, by=neighbours.keeper, at=NOW
    )
    placed = neighbours.enrol(neighbours.each, "甲", session_id=made)
    assert neighbours.state(placed) == "placed"


def test_this_and_following_moves_people_along_and_leaves_the_past(neighbours):
    """Complaint 5 and 15: from the second session on, an hour later; the first stays as it was."""
    school, second = neighbours.school, neighbours.sessions[1]
    meeting = school.meeting(
        "FREQ=WEEKLY;COUNT=1", second.start_at.date(), starts_at=datetime.time(10)
    )
    views = preview_change(neighbours.course.pk, meeting, since=programmes.since(meeting), at=NOW)
    shown = programmes.digest([each.change for each in views])
    actions.change_timetable(
        course_id=neighbours.course.pk, meeting=meeting, shown=shown, by=neighbours.keeper, at=NOW
    )
    assert neighbours.state(neighbours.later) == "placed"
    assert neighbours.state(neighbours.placed) == "placed"
    assert told(neighbours.user) == []
    assert to_call() == [("没手机", "moved")]
    assert [row.startswith("停") for row in school.told(neighbours.course)] == [False, False, True]
    assert queries.mismatches() == []


def test_a_course_of_which_nothing_is_left_ends_its_places(counter):
    offer = counter.offer(PoolPlan("一般", 1))
    placed, waiting = counter.enrol(offer, "甲"), counter.enrol(offer, "乙")
    cancel(counter, *counter.sessions[:2])
    assert counter.state(placed) == "placed"
    assert sorted(to_call()) == [("乙", "cancelled"), ("甲", "cancelled")]
    cancel(counter, counter.sessions[2])
    assert [counter.state(each) for each in (placed, waiting)] == ["stopped", "stood"]
    later = NOW + datetime.timedelta(minutes=5)
    actions.restore_session(session_id=counter.sessions[0].pk, by=counter.keeper, at=later)
    anew = Party.objects.get(contact=counter.known["甲"], enrollments__state="offered")
    assert counter.state(waiting) == "waiting"
    actions.take_up(party_id=anew.pk, by=counter.keeper, at=later)
    assert queries.mismatches() == []


def test_who_came_to_half_a_course_has_come_and_nobody_waits_for_the_rest(counter):
    """The rest is cancelled once the first was held: places stay as what was, the line ends."""
    offer = counter.offer(PoolPlan("一般", 1))
    placed, waiting = counter.enrol(offer, "甲"), counter.enrol(offer, "乙")
    held = counter.sessions[0].end_at
    ahead = [each.pk for each in counter.sessions[1:]]
    actions.cancel_sessions(session_ids=ahead, reason="老师病了", by=counter.keeper, at=held)
    assert [counter.state(each) for each in (placed, waiting)] == ["placed", "stood"]
    [first] = sessions_named([counter.sessions[0].pk])
    assert [one.party_id for one in queries.expected_at([first])[first.id].people] == [placed.pk]
    assert queries.mismatches() == []


def test_a_place_that_was_paid_for_comes_back_with_a_price_of_its_own(village):
    """What the old one cost and what was given back stays with the old one."""
    prices = Desk(village)
    prices.price(30_50)
    counter = prices.counter
    offer = counter.offer(PoolPlan("一般", 1))
    old = counter.enrol(offer, "甲")
    cancel(counter, *counter.sessions)
    later = NOW + datetime.timedelta(minutes=5)
    actions.restore_session(session_id=counter.sessions[1].pk, by=counter.keeper, at=later)
    anew = Party.objects.get(contact=counter.known["甲"], enrollments__state="offered")
    actions.take_up(party_id=anew.pk, by=counter.keeper, at=later)
    accounts = pricing.accounts_of("hall", "party", [old.pk, anew.pk])
    assert [accounts[one.pk].left_fen for one in (old, anew)] == [0, 30_50]


def test_a_place_is_kept_for_a_yes_no_longer_than_until_the_new_beginning(neighbours):
    """What was offered for Tuesday is not taken up on Monday after the session."""
    each, first = neighbours.each, neighbours.first
    at = first.start_at - datetime.timedelta(hours=44)
    neighbours.cancel(neighbours.placed, at=at)
    assert neighbours.state(neighbours.waiting) == "offered"
    sooner = first.start_at - datetime.timedelta(hours=24)
    actions.move_session(
        session_id=first.pk, start_at=sooner, minutes=90, by=neighbours.keeper, at=at
    )
    kept = neighbours.waiting.enrollments.get()
    assert kept.lapses_at == sooner - datetime.timedelta(hours=terms.LAST_OFFER_HOURS)
    with pytest.raises(actions.LapsedAlready):
        actions.take_up(party_id=neighbours.waiting.pk, by=neighbours.keeper, at=sooner)
    late = neighbours.enrol(each, "甲", session_id=first.pk, at=kept.lapses_at)
    assert neighbours.state(late) == "placed"
    assert queries.mismatches() == []


def test_what_is_put_off_is_offered_to_who_waited_though_it_was_too_late_before(neighbours):
    first, hour = neighbours.first, datetime.timedelta(hours=1)
    late = first.start_at - hour
    neighbours.cancel(neighbours.placed, at=late)
    assert neighbours.state(neighbours.waiting) == "waiting"
    actions.move_session(
        session_id=first.pk, start_at=first.start_at + 50 * hour, minutes=90,
        by=neighbours.keeper, at=late,
    )  # fmt: skip
    assert neighbours.state(neighbours.waiting) == "offered"


def test_who_asked_anew_does_not_come_back_a_second_time(neighbours):
    """Held after all too late to offer a place, then put off, called off and held after all."""
    first, about = neighbours.first, {"by": neighbours.keeper}
    cancel(neighbours, first)
    late = first.start_at - datetime.timedelta(hours=2)
    actions.restore_session(session_id=first.pk, at=late, **about)
    again = neighbours.enrol(neighbours.each, "有手机", session_id=first.pk, at=late)
    actions.move_session(
        session_id=first.pk, start_at=first.start_at + datetime.timedelta(days=10), minutes=90,
        at=late, **about,
    )  # fmt: skip
    actions.cancel_sessions(session_ids=[first.pk], reason="又停电", at=late, **about)
    actions.restore_session(session_id=first.pk, at=late, **about)
    assert neighbours.state(again) == "cancelled"
    [offered] = Party.objects.filter(session=first.pk, enrollments__state="offered")
    assert offered.contact_id == neighbours.known["有手机"]
    assert not Party.objects.filter(enrollments__state__in=terms.CALLED_OFF).exists()


def test_a_course_that_was_called_off_and_goes_on_on_another_day_is_offered_to_who_had_it(counter):
    offer = counter.offer(PoolPlan("一般", 1))
    counter.enrol(offer, "甲")
    cancel(counter, *counter.sessions)
    day = counter.sessions[-1].start_at.date() + datetime.timedelta(days=1)
    actions.add_session(course_id=counter.course.pk, day=day, by=counter.keeper, at=NOW)
    [anew] = Party.objects.filter(enrollments__state="offered")
    assert anew.contact_id == counter.known["甲"]


def test_a_course_that_begins_later_because_its_first_is_called_off_is_offered_to_who_waits(
    counter,
):
    offer = counter.offer(PoolPlan("一般", 1))
    first, second = (counter.enrol(offer, name) for name in "甲乙")
    late = counter.sessions[0].start_at - datetime.timedelta(hours=2)
    counter.cancel(first, at=late)
    assert counter.state(second) == "waiting"
    cancel(counter, counter.sessions[0])
    assert counter.state(second) == "offered"
