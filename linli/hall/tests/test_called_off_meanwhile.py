"""Somebody asks while the house calls off what they ask for: nobody has a place of what is not
held, and nobody waits for what is ended or drawn.

Who asks has read that it is open and waits for the pools; whoever calls it off holds them.
"""

import datetime
import threading
import time

import pytest

from linli.hall import actions, queries, terms
from linli.hall.actions import approval, enrolling, offers
from linli.hall.actions.offers import PoolPlan
from linli.hall.models import Enrollment
from linli.hall.tests.conftest import Counter
from linli.programmes.tests.conftest import School
from tests.hands import refusals, together
from tests.village import NOW, build_village

# SQLite has one writer: what was read is so until it is written.
pytestmark = pytest.mark.postgresql
WAIT_SECONDS = 20
PAUSE_SECONDS = 0.3
CLOSES = NOW + datetime.timedelta(days=3)


@pytest.fixture
def counter(fresh_database) -> Counter:
    village = build_village()
    counter = Counter(village, School(village))
    for name in "甲乙":
        counter.person(name)
    return counter


@pytest.fixture
def meanwhile(monkeypatch):
    """What is asked and what calls it off: the second happens after the first has read that it is
    open and before it holds the pools."""
    read, done = threading.Event(), threading.Event()

    def both(ask, call_off, *, at=enrolling, after="insist_on_price") -> list[object]:
        look = getattr(at, after)

        def look_and_wait(*args):
            seen = look(*args)
            read.set()
            assert done.wait(WAIT_SECONDS)
            return seen

        monkeypatch.setattr(at, after, look_and_wait)

        def after_it_was_read():
            assert read.wait(WAIT_SECONDS)
            try:
                return call_off()
            finally:
                done.set()

        return together(ask, after_it_was_read)

    return both


def live(offer) -> list[str]:
    found = Enrollment.objects.filter(offer=offer, state__in=terms.LIVE).order_by("since", "pk")
    return list(found.values_list("state", flat=True))


@pytest.mark.parametrize("looks_again", [False, True])
@pytest.mark.parametrize("before", ["", "乙"])
def test_a_session_that_is_called_off(counter, monkeypatch, meanwhile, looks_again, before):
    """Whether there was a place, or it was full."""
    offer, session = counter.offer(PoolPlan("一般", 1), kind=terms.EACH), counter.sessions[0]
    if before:
        counter.enrol(offer, before, session_id=session.pk)
    if not looks_again:
        monkeypatch.setattr(enrolling, "_look_again", lambda *_args: None)
    results = meanwhile(
        lambda: counter.enrol(offer, "甲", session_id=session.pk),
        lambda: actions.cancel_sessions(
            session_ids=[session.pk], reason="老师病了", by=counter.keeper, at=NOW
        ),
    )
    assert refusals(results) == (["NotOpenNow"] if looks_again else [])
    assert live(offer) == ["placed"] * (not looks_again)
    assert queries.mismatches() == []


@pytest.mark.parametrize("looks_again", [False, True])
def test_enrolling_that_is_ended(counter, monkeypatch, meanwhile, looks_again):
    offer = counter.offer(PoolPlan("一般", 1))
    counter.enrol(offer, "乙")
    if not looks_again:
        monkeypatch.setattr(enrolling, "_look_again", lambda *_args: None)
    results = meanwhile(
        lambda: counter.enrol(offer, "甲"),
        lambda: actions.end_offer(offer_id=offer.pk, reason="够了", by=counter.keeper, at=NOW),
    )
    assert refusals(results) == (["NotOpenNow"] if looks_again else [])
    assert live(offer) == ["placed"] + ["waiting"] * (not looks_again)


@pytest.mark.parametrize("looks_again", [False, True])
def test_lots_that_are_drawn(counter, monkeypatch, meanwhile, looks_again):
    """Who entered a moment too late would stand entered for lots that nobody draws any more."""
    offer = counter.offer(PoolPlan("一般", 1), mode=terms.LOTTERY, closes_at=CLOSES)
    if not looks_again:
        monkeypatch.setattr(enrolling, "_look_again", lambda *_args: None)
    results = meanwhile(
        lambda: counter.enrol(offer, "甲", at=CLOSES - datetime.timedelta(milliseconds=5)),
        lambda: actions.draw(offer_id=offer.pk, by=counter.keeper, at=CLOSES),
    )
    assert refusals(results) == (["NotOpenNow"] if looks_again else [])
    assert live(offer) == ([] if looks_again else ["entered"])


def test_a_question_that_is_asked_again(counter, meanwhile):
    offer, session = counter.offer(kind=terms.EACH, mode=terms.APPROVAL), counter.sessions[0]
    party = counter.enrol(offer, "甲", session_id=session.pk)
    actions.refuse(party_id=party.pk, reason="先谈一谈", by=counter.keeper, at=NOW)
    results = meanwhile(
        lambda: actions.ask_again(party_id=party.pk, note="谈过了", by=counter.keeper, at=NOW),
        lambda: actions.cancel_sessions(
            session_ids=[session.pk], reason="老师病了", by=counter.keeper, at=NOW
        ),
        at=approval,
        after="_party_of",
    )
    assert refusals(results) == ["NotOpenNow"]
    assert live(offer) == []


@pytest.mark.parametrize("held", [False, True])
def test_two_who_share_out_a_courses_places_at_once(counter, monkeypatch, held):
    """One offers it as a whole, another by the session, each all that it holds."""
    everybody = [PoolPlan("一般", counter.course.capacity)]
    count = offers._beside

    def count_slowly(*args):
        beside = count(*args)
        time.sleep(PAUSE_SECONDS)
        return beside

    monkeypatch.setattr(offers, "_beside", count_slowly)
    if not held:
        monkeypatch.setattr(offers.programming, "hold", lambda **_course: None)
    results = together(
        lambda: counter.offer(*everybody, kind=terms.TERM),
        lambda: counter.offer(*everybody, kind=terms.EACH),
    )
    assert refusals(results) == ["MoreThanCapacity"] * held
