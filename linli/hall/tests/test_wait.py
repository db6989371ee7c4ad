"""Waiting, being offered a place, answering or not. Complaint 8: always the right one, and why."""

import datetime

import pytest

from linli.hall import actions, errands, queries, terms
from linli.hall.actions.offers import PoolPlan
from linli.hall.models import Enrollment, Party
from linli.kernel.words import XIAMEN
from linli.notices.models import Notice
from linli.people import actions as people
from linli.people.models import Resident
from linli.people.terms import Registration
from tests.village import HERE, NOW, TODAY

LATER = NOW + datetime.timedelta(hours=49)


def test_a_freed_place_is_offered_to_the_first_in_line_for_two_days(counter):
    offer = counter.offer(PoolPlan("一般", 1))
    first, second, third = (counter.enrol(offer, name) for name in "甲乙丙")
    counter.cancel(first)
    assert [counter.state(each) for each in (first, second, third)] == [
        "cancelled",
        "offered",
        "waiting",
    ]
    [kept] = Enrollment.objects.filter(state="offered")
    assert kept.lapses_at == NOW + datetime.timedelta(hours=48)
    actions.take_up(party_id=second.pk, by=counter.keeper, at=NOW)
    assert counter.state(second) == "placed"
    assert counter.taken(offer) == 1


def test_who_asked_by_telephone_is_told_that_it_is_their_turn_and_until_when(counter):
    """The page says "we shall tell you, you need not look all the time"; who is young and signs in
    stands on no list of calls."""
    offer = counter.offer(PoolPlan("一般", 1))
    first = counter.enrol(offer, "甲")
    counter.person("青年", 1995)
    login = counter.login("青年")
    second = counter.enrol(offer, "青年", channel=terms.APP, by=login)
    third = counter.enrol(offer, "没手机", channel=terms.PHONE)
    counter.cancel(first)
    assert counter.state(second) == "offered"
    assert queries.to_phone(counter.keeper, at=NOW) == []
    [told] = Notice.objects.all()
    assert (told.kind, told.to_id) == ("party.offered", login.user_id)
    assert told.details == {"day": "2026-12-01 09:00", "until": "2026-11-25 09:30"}
    actions.decline(party_id=second.pk, by=login, at=NOW)
    assert Notice.objects.count() == 1
    assert [row.id for row in queries.to_phone(counter.keeper, at=NOW)] == [third.pk]


def test_who_declines_lets_the_next_come(counter):
    offer = counter.offer(PoolPlan("一般", 1))
    first, second, third = (counter.enrol(offer, name) for name in "甲乙丙")
    counter.cancel(first)
    actions.decline(party_id=second.pk, by=counter.keeper, at=NOW)
    assert [counter.state(each) for each in (second, third)] == ["declined", "offered"]


def test_a_place_nobody_answered_for_is_free_when_read_and_goes_on_when_somebody_acts(counter):
    """Complaint 10: no clock is needed for it."""
    offer = counter.offer(PoolPlan("一般", 1))
    first, second = (counter.enrol(offer, name) for name in "甲乙")
    counter.cancel(first)
    [row] = queries.offers_of([counter.course.pk], at=LATER)[counter.course.pk]
    assert [pool.free for pool in row.pools[None]] == [1]
    newcomer = counter.enrol(offer, "丙", at=LATER)
    assert [counter.state(each) for each in (second, newcomer)] == ["lapsed", "placed"]
    with pytest.raises(actions.NotLive):
        actions.take_up(party_id=second.pk, by=counter.keeper, at=LATER)
    assert queries.mismatches() == []


def test_an_answer_that_comes_too_late_is_told_so(counter):
    offer = counter.offer(PoolPlan("一般", 1))
    first, second = (counter.enrol(offer, name) for name in "甲乙")
    counter.cancel(first)
    with pytest.raises(actions.LapsedAlready):
        actions.take_up(party_id=second.pk, by=counter.keeper, at=LATER)


def test_who_waits_longer_comes_before_whoever_asks_now(counter):
    offer = counter.offer(PoolPlan("一般", 1))
    first, second, third = (counter.enrol(offer, name) for name in "甲乙丙")
    counter.cancel(first)  # offered to 乙
    newcomer = counter.enrol(offer, "丁", at=LATER)  # 乙 did not answer: 丙 waited
    assert [counter.state(each) for each in (second, third, newcomer)] == [
        "lapsed",
        "offered",
        "waiting",
    ]


def test_who_cancelled_does_not_come_up_again(counter):
    offer = counter.offer(PoolPlan("一般", 1))
    first, second, third = (counter.enrol(offer, name) for name in "甲乙丙")
    counter.cancel(second)
    counter.cancel(first)
    assert [counter.state(each) for each in (second, third)] == ["cancelled", "offered"]
    counter.cancel(second)  # a second press finds it done
    assert [counter.state(each) for each in (second, third)] == ["cancelled", "offered"]


def test_a_large_party_is_passed_twice_and_then_kept_for(counter):
    offer = counter.offer(PoolPlan("一般", 3))
    placed = [counter.enrol(offer, name) for name in "甲乙丙"]
    family = counter.enrol(offer, "母", "子")
    others = [counter.enrol(offer, name) for name in "丁戊己"]
    for party in placed:
        counter.cancel(party)
    assert [counter.state(each) for each in others] == ["offered", "offered", "waiting"]
    [row] = [
        row
        for row in queries.parties_of(counter.keeper, offer.pk, None, at=NOW)
        if row.id == family.pk
    ]
    assert (row.state, row.passed, row.kept, row.line) == ("waiting", 2, True, 1)
    counter.cancel(others[0])
    assert (counter.state(family), counter.state(others[2])) == ("offered", "waiting")
    assert queries.mismatches() == []


def test_more_places_reach_who_waits_at_once(counter):
    offer = counter.offer(PoolPlan("一般", 1))
    _, second = (counter.enrol(offer, name) for name in "甲乙")
    actions.set_pools(offer_id=offer.pk, pools=[PoolPlan("一般", 2)], by=counter.keeper, at=NOW)
    assert counter.state(second) == "offered"


def test_nobody_loses_a_place_because_a_number_was_lowered(counter):
    offer = counter.offer(PoolPlan("一般", 2))
    for name in "甲乙":
        counter.enrol(offer, name)
    with pytest.raises(actions.BelowTaken, match="已经有 2 人"):
        actions.set_pools(offer_id=offer.pk, pools=[PoolPlan("一般", 1)], by=counter.keeper, at=NOW)
    with pytest.raises(actions.MoreThanCapacity):
        actions.set_pools(
            offer_id=offer.pk, pools=[PoolPlan("一般", 13)], by=counter.keeper, at=NOW
        )
    assert counter.taken(offer) == 2


def test_no_place_is_offered_in_the_last_hours(counter):
    offer = counter.offer(PoolPlan("一般", 1))
    first, second = (counter.enrol(offer, name) for name in "甲乙")
    counter.cancel(first, at=counter.sessions[0].start_at - datetime.timedelta(hours=2))
    assert counter.state(second) == "waiting"


def test_an_elder_is_phoned_and_so_is_whoever_asked_by_voice(counter):
    offer = counter.offer(PoolPlan("一般", 1))
    counter.person("陈阿婆", 1946)
    me = counter.login("快手")
    first = counter.enrol(offer, "甲")
    elder = counter.enrol(offer, "陈阿婆")
    counter.enrol(offer, "快手", channel=terms.APP, by=me)
    counter.cancel(first)
    assert [row.id for row in queries.to_phone(counter.keeper, at=NOW)] == [elder.pk]
    counter.cancel(elder)
    assert queries.to_phone(counter.keeper, at=NOW) == []


def test_one_sees_ones_own_place_in_line(counter):
    offer, me = counter.offer(PoolPlan("一般", 1)), counter.login("乙")
    counter.enrol(offer, "甲")
    counter.enrol(offer, "乙", channel=terms.APP, by=me)
    [mine] = queries.my_parties(me, on=TODAY, at=NOW)
    assert (mine.row.line, mine.row.state) == (1, "waiting")


def test_who_moved_away_while_waiting_holds_nobody_up(counter):
    offer = counter.offer(PoolPlan("一般", 1))
    first, gone, next_one = (counter.enrol(offer, name) for name in "甲乙丙")
    Resident.objects.filter(pk=counter.known["乙"]).update(left_on=NOW.date())
    counter.cancel(first)
    assert [counter.state(each) for each in (gone, next_one)] == ["waiting", "offered"]


def test_who_moved_away_before_the_draw_takes_no_place(counter):
    closes = NOW + datetime.timedelta(days=1)
    offer = counter.offer(PoolPlan("一般", 1), mode=terms.LOTTERY, closes_at=closes)
    gone, here = (counter.enrol(offer, name) for name in "甲乙")
    Resident.objects.filter(pk=counter.known["甲"]).update(left_on=NOW.date())
    actions.draw(offer_id=offer.pk, by=counter.keeper, at=closes)
    assert [counter.state(each) for each in (gone, here)] == ["waiting", "placed"]


def test_a_place_nobody_answered_for_does_not_keep_a_pool_large(counter):
    offer = counter.offer(PoolPlan("一般", 2))
    family, second = counter.enrol(offer, "甲", "乙"), counter.enrol(offer, "丙")
    counter.cancel(family)
    assert counter.state(second) == "offered"
    actions.set_pools(offer_id=offer.pk, pools=[PoolPlan("一般", 0)], by=counter.keeper, at=LATER)
    assert counter.state(second) == "lapsed"


def test_who_is_seventy_from_today_is_called_from_midnight_on(counter):
    """Our midnight, not that of UTC, which comes eight hours later."""
    offer = counter.offer(PoolPlan("一般", 1))
    first = counter.enrol(offer, "甲")
    who = Registration(name="寿星", sex=2, born_on=datetime.date(1956, 11, 25))
    born = people.register(who=who, place=HERE, by=counter.village.social_worker, at=NOW)
    counter.known["寿星"] = born.pk
    login = counter.login("寿星")
    second = counter.enrol(offer, "寿星", channel=terms.APP, by=login)
    counter.cancel(first)
    midnight = datetime.datetime(2026, 11, 25, tzinfo=XIAMEN)
    for minutes, called in ((-30, []), (30, [second.pk])):
        at = (midnight + datetime.timedelta(minutes=minutes)).astimezone(datetime.UTC)
        assert [row.id for row in queries.to_phone(counter.keeper, at=at)] == called


def test_who_waits_hears_of_a_place_though_nobody_comes_by(counter):
    """Nobody answered for two days, and nobody asks or cancels meanwhile: the clock gives it on."""
    offer = counter.offer(PoolPlan("一般", 1))
    first, second = (counter.enrol(offer, name) for name in "甲乙")
    login = counter.login("丙")
    third = counter.enrol(offer, "丙", channel=terms.APP, by=login)
    counter.cancel(first)
    assert errands.run(LATER - datetime.timedelta(hours=2)) == 0
    assert errands.run(LATER) == 1
    assert errands.run(LATER) == 0
    assert [counter.state(each) for each in (second, third)] == ["lapsed", "offered"]
    assert Notice.objects.get(kind="party.offered").to_id == login.user_id
    assert queries.mismatches() == []


def test_who_waits_hears_of_places_that_are_everybodys_from_their_hour_on(counter):
    flows_at = NOW + datetime.timedelta(days=1)
    elders = PoolPlan("老人", 1, age_from=60, flows_at=flows_at)
    offer = counter.offer(elders, PoolPlan("一般", 0))
    counter.person("青年", 1995)
    young = counter.enrol(offer, "青年")
    assert counter.state(young) == "waiting"
    assert errands.run(flows_at - datetime.timedelta(hours=1)) == 0
    assert errands.run(flows_at) == 1
    assert counter.state(young) == "offered"


def test_who_waits_hears_of_a_place_that_was_kept_for_more_than_came_free(counter):
    """It was kept for a family until a day before; then the next in line get it, by the clock."""
    offer = counter.offer(PoolPlan("一般", 2))
    first, other = counter.enrol(offer, "甲"), counter.enrol(offer, "乙")
    family, single = counter.enrol(offer, "母", "子"), counter.enrol(offer, "丙")
    Party.objects.filter(pk=family.pk).update(passed=terms.PASSED_AT_MOST)
    counter.cancel(first)
    assert (counter.state(family), counter.state(single)) == ("waiting", "waiting")
    begins_at = counter.sessions[0].start_at
    until = begins_at - datetime.timedelta(hours=terms.KEPT_UNTIL_HOURS)
    assert errands.run(until - datetime.timedelta(minutes=20)) == 0
    assert errands.run(until) == 1
    assert [counter.state(each) for each in (family, single, other)] == [
        "waiting", "offered", "placed",
    ]  # fmt: skip
