"""Somebody asks for places: placed, in line, or told why not. Complaints of centre.md 6."""

import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from linli.hall import actions, queries, terms
from linli.hall.actions.offers import PoolPlan
from linli.hall.models import Enrollment, Party, Pool
from linli.identity.permissions import NotAllowed
from linli.kernel.presses import KeyUsedForOther
from linli.kernel.refusal import NotFound
from tests.village import NOW


def test_gives_places_in_the_order_of_asking_and_then_a_place_in_line(counter):
    offer = counter.offer()
    parties = [counter.enrol(offer, name) for name in "甲乙丙丁戊"]
    assert [counter.state(each) for each in parties] == [*["placed"] * 3, *["waiting"] * 2]
    rows = queries.parties_of(counter.keeper, offer.pk, None, at=NOW)
    assert [row.line for row in rows] == [None, None, None, 1, 2]
    assert counter.taken(offer) == 3


def test_a_mother_and_her_child_get_both_places_or_wait_for_both(counter):  # complaint 7
    offer = counter.offer()
    counter.enrol(offer, "甲", "乙")
    together = counter.enrol(offer, "丙", "丁")
    assert counter.state(together) == "waiting"
    assert counter.state(counter.enrol(offer, "戊")) == "placed"
    assert counter.taken(offer) == 3


def test_places_kept_for_the_telephone_are_there_for_an_elder_who_calls(counter):
    spoken = PoolPlan("电话和服务台", 1, door=terms.SPOKEN_ONLY)
    offer = counter.offer(PoolPlan("一般", 1), spoken)
    quick, slow = counter.login("快手"), "陈阿婆"
    first = counter.enrol(offer, "快手", channel=terms.APP, by=quick)
    late = counter.login("也快")
    second = counter.enrol(offer, "也快", channel=terms.APP, by=late)
    called = counter.enrol(offer, slow, channel=terms.PHONE)
    assert [counter.state(each) for each in (first, second, called)] == [
        "placed",
        "waiting",
        "placed",
    ]


def test_pressed_twice_enrols_once(counter):
    offer, key = counter.offer(), uuid4()
    assert counter.enrol(offer, "甲", key=key) == counter.enrol(offer, "甲", key=key)
    assert Enrollment.objects.count() == 1
    with pytest.raises(KeyUsedForOther):
        counter.enrol(offer, "乙", key=key)


def test_nobody_is_enrolled_twice(counter):
    offer = counter.offer()
    counter.enrol(offer, "甲")
    with pytest.raises(actions.AlreadyEnrolled):
        counter.enrol(offer, "乙", "甲")
    assert Party.objects.count() == 1


def test_says_when_and_why_one_cannot_enrol(counter):  # complaint 9
    offer = counter.offer(
        opens_at=NOW + datetime.timedelta(days=1), closes_at=NOW + datetime.timedelta(days=3)
    )
    with pytest.raises(actions.NotOpenNow, match="还没有开始"):
        counter.enrol(offer, "甲")
    with pytest.raises(actions.NotOpenNow, match="已经截止"):
        counter.enrol(offer, "甲", at=NOW + datetime.timedelta(days=4))
    with pytest.raises(actions.NotOpenNow, match="已经开始了"):
        counter.enrol(offer, "甲", at=counter.sessions[0].start_at)


def test_a_childs_age_is_that_of_the_day_it_comes(counter):
    """Six on 1 December, five when asked: a course from six is open to it."""
    programme = counter.school.open_programme("小学生围棋", age_from=6, age_to=11)
    counter.course = counter.school.open_course(
        programme=programme, space_id=counter.school.hall.west.pk
    )
    offer = counter.offer()
    counter.child("小满", born_on=datetime.date(2020, 12, 1))
    assert counter.state(counter.enrol(offer, "小满")) == "placed"
    with pytest.raises(actions.NotForTheirAge, match="6–11 岁"):
        counter.enrol(offer, "太大")


def test_by_phone_a_mother_enrols_herself_and_her_child_as_one(counter):
    offer = counter.offer()
    counter.child("小满", born_on=datetime.date(2020, 12, 1))
    me = counter.login("小满妈妈")
    together = counter.enrol(offer, "小满妈妈", "小满", channel=terms.APP, by=me)
    assert counter.state(together) == "placed"
    assert counter.taken(offer) == 2


def test_by_phone_one_enrols_oneself_and_nobody_else(counter):
    offer, me = counter.offer(), counter.login("甲")
    assert counter.state(counter.enrol(offer, "甲", channel=terms.APP, by=me)) == "placed"
    with pytest.raises(actions.NotYours):
        counter.enrol(offer, "乙", channel=terms.APP, by=me)
    with pytest.raises(NotAllowed):
        counter.enrol(offer, "乙", channel=terms.DESK, by=me)


def test_the_next_community_knows_of_nothing(counter, village):
    offer = counter.offer()
    party = counter.enrol(offer, "甲")
    with pytest.raises((NotFound, NotAllowed)):
        counter.cancel(party, by=village.outsider)
    with pytest.raises((NotFound, NotAllowed)):
        queries.parties_of(village.outsider, offer.pk, None, at=NOW)


def test_each_session_has_places_of_its_own(counter):
    offer = counter.offer(PoolPlan("一般", 1), kind=terms.EACH)
    first, second, _ = (each.pk for each in counter.sessions)
    assert counter.state(counter.enrol(offer, "甲", session_id=first)) == "placed"
    assert counter.state(counter.enrol(offer, "乙", session_id=first)) == "waiting"
    assert counter.state(counter.enrol(offer, "甲", session_id=second)) == "placed"
    assert list(queries.places_left([first, second], at=NOW).values()) == [0, 0]
    with pytest.raises(NotFound):
        counter.enrol(offer, "甲")


def test_refuses_more_than_a_family(counter):
    with pytest.raises(actions.TooManyTogether):
        counter.enrol(counter.offer(), *"甲乙丙丁戊己庚")
    with pytest.raises(actions.NobodyNamed):
        counter.enrol(counter.offer(kind=terms.EACH), session_id=counter.sessions[0].pk)


# The database's own guards ------------------------------------------------------------------------


def test_the_database_refuses_a_pool_that_is_oversold(counter):
    offer = counter.offer()
    with pytest.raises(IntegrityError), transaction.atomic():
        Pool.objects.filter(offer=offer).update(taken=F("capacity") + 1)


@pytest.mark.parametrize(
    "wrong", [{"state": "placed"}, {"state": "offered"}, {"lapses_at": NOW}, {"state": "gone"}]
)
def test_the_database_refuses_a_place_without_a_pool_and_an_offer_without_an_end(counter, wrong):
    offer = counter.offer(PoolPlan("一般", 0))
    party = counter.enrol(offer, "甲")
    with pytest.raises(IntegrityError), transaction.atomic():
        Enrollment.objects.filter(party=party).update(**wrong)


def test_the_database_refuses_one_person_twice(counter):
    offer = counter.offer()
    enrollment = counter.enrol(offer, "甲").enrollments.get()
    other = counter.enrol(offer, "乙")
    with pytest.raises(IntegrityError), transaction.atomic():
        Enrollment.objects.filter(party=other).update(resident=enrollment.resident_id)
