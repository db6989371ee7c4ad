"""A keeper ends enrolling early and says why; and opens it again."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from linli.hall import actions, queries, terms
from linli.hall.actions.offers import PoolPlan
from linli.hall.models import Offer, Telling
from linli.identity.permissions import NotAllowed
from linli.journal.models import Deed
from linli.kernel.refusal import NotFound
from tests.village import NOW

HOUR = datetime.timedelta(hours=1)
LATER = NOW + HOUR


def end(counter, offer, at=NOW, reason="老师只带得了一个", **about):
    about.setdefault("by", counter.keeper)
    return actions.end_offer(offer_id=offer.pk, reason=reason, at=at, **about)


def reopen(counter, offer, at=LATER):
    return actions.reopen_offer(offer_id=offer.pk, by=counter.keeper, at=at)


def test_nobody_asks_or_waits_any_more_and_who_has_a_place_keeps_it(counter):
    offer = counter.offer(PoolPlan("一般", 1))
    placed, waiting, other = (counter.enrol(offer, name) for name in "甲乙丙")
    with pytest.raises(actions.WhyEnded):
        end(counter, offer, reason=" ")
    for _press in range(2):
        end(counter, offer)
    assert [counter.state(each) for each in (placed, waiting)] == ["placed", "stood"]
    told = Telling.objects.order_by("resident__name").values_list("news", "reason")
    assert list(told) == [("ended", "老师只带得了一个")] * 2
    with pytest.raises(actions.NotOpenNow, match="已经截止"):
        counter.enrol(offer, "丁")
    counter.cancel(placed)
    assert counter.taken(offer) == 0
    for _press in range(2):
        reopen(counter, offer)
    assert [counter.state(each) for each in (waiting, other)] == ["offered", "waiting"]
    assert Telling.objects.filter(news="reopened").count() == 2
    assert counter.state(counter.enrol(offer, "丁", at=LATER)) == "waiting"
    assert queries.mismatches() == []


def test_open_enrolling_closes_later_never_sooner_and_who_is_entered_is_told(counter, village):
    closes, longer = NOW + 24 * HOUR, NOW + 48 * HOUR
    offer = counter.offer(PoolPlan("一般", 1), mode=terms.LOTTERY, closes_at=closes)
    counter.enrol(offer, "甲")
    move = {"offer_id": offer.pk, "by": counter.keeper, "at": NOW}
    last = counter.sessions[-1].start_at
    for wrong in (closes - HOUR, last, last + HOUR):
        with pytest.raises(actions.NotLater, match="往后改"):
            actions.close_later(closes_at=wrong, **move)
    for _press in range(2):
        actions.close_later(closes_at=longer, **move)
    told = Telling.objects.values_list("news", "first_at")
    assert list(told) == [("later", longer)]
    assert Deed.objects.filter(verb="offer.closes_later").count() == 1
    with pytest.raises(actions.NotClosedYet):
        actions.draw(offer_id=offer.pk, by=counter.keeper, at=closes)
    counter.enrol(offer, "乙", at=closes)
    for at in (longer, longer + HOUR):  # who asked in time is who asked
        with pytest.raises(actions.ClosedAlready):
            actions.close_later(closes_at=longer + 9 * HOUR, **move | {"at": at})
    with pytest.raises((NotFound, NotAllowed)):
        actions.close_later(closes_at=longer + HOUR, **move | {"by": village.outsider})


def test_lots_are_not_drawn_while_it_is_ended_and_who_entered_is_in_again(counter):
    closes = NOW + datetime.timedelta(days=1)
    offer = counter.offer(PoolPlan("一般", 1), mode=terms.LOTTERY, closes_at=closes)
    party = counter.enrol(offer, "甲")
    end(counter, offer)
    with pytest.raises(actions.EndedEarly):
        actions.draw(offer_id=offer.pk, by=counter.keeper, at=closes)
    reopen(counter, offer)
    assert counter.state(party) == "entered"
    actions.draw(offer_id=offer.pk, by=counter.keeper, at=closes)
    assert counter.state(party) == "placed"


def test_only_its_keeper_ends_it_and_the_database_wants_the_reason(counter, village):
    offer = counter.offer()
    with pytest.raises((NotFound, NotAllowed)):
        end(counter, offer, by=village.outsider)
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.filter(pk=offer.pk).update(ended_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.filter(pk=offer.pk).update(end_reason="就这样")


def test_a_session_added_while_it_is_ended_has_places_once_it_is_open_again(counter):
    offer = counter.offer(kind=terms.EACH)
    end(counter, offer)
    day = counter.sessions[-1].start_at.date() + datetime.timedelta(days=1)
    made = actions.add_session(course_id=counter.course.pk, day=day, by=counter.keeper, at=NOW)
    actions.reopen_offer(offer_id=offer.pk, by=counter.keeper, at=NOW)
    assert counter.state(counter.enrol(offer, "甲", session_id=made)) == "placed"


def test_places_of_the_course_and_of_its_sessions_are_together_what_the_course_holds(counter):
    """Else both would be full, and the room twice."""
    whole = counter.offer(PoolPlan("一般", 10))
    with pytest.raises(actions.MoreThanCapacity):
        counter.offer(PoolPlan("一般", 3), kind=terms.EACH)
    each = counter.offer(PoolPlan("一般", 2), kind=terms.EACH)
    first = counter.sessions[0].pk
    for offer, session_id, most in ((whole, None, 10), (each, first, 2)):
        about = {"offer_id": offer.pk, "session_id": session_id, "by": counter.keeper, "at": NOW}
        with pytest.raises(actions.MoreThanCapacity):
            actions.set_pools(pools=[PoolPlan("一般", most + 1)], **about)
        actions.set_pools(pools=[PoolPlan("一般", most)], **about)
    counter.enrol(whole, "甲")  # of what is ended, whoever has a place keeps it
    end(counter, whole)
    about = {"offer_id": each.pk, "session_id": first, "by": counter.keeper, "at": NOW}
    with pytest.raises(actions.MoreThanCapacity):
        actions.set_pools(pools=[PoolPlan("一般", 12)], **about)
    actions.set_pools(pools=[PoolPlan("一般", 11)], **about)
    with pytest.raises(actions.MoreThanCapacity):
        actions.reopen_offer(offer_id=whole.pk, by=counter.keeper, at=NOW)
