"""Eight processes want three places. First the race as most software has it; then that it is gone.

Complaint 1: overselling under load.
"""

from collections import Counter as Tally
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from linli.hall import actions, queries, terms
from linli.hall.actions.offers import PoolPlan
from linli.hall.models import Enrollment, Feed, Party, Pool
from linli.hall.tests.conftest import Counter
from linli.programmes.tests.conftest import School
from tests.hands import HANDS, at_once
from tests.village import NOW, build_village

PLACES = 3
NAMES = [f"居民{chr(0x4E00 + number)}" for number in range(HANDS * 3)]


@pytest.fixture
def counter(fresh_database) -> Counter:
    village = build_village()
    counter = Counter(village, School(village))
    for name in NAMES:
        counter.person(name)
    return counter


def states(offer) -> Tally[str]:
    return Tally(Enrollment.objects.filter(offer=offer).values_list("state", flat=True))


def test_who_counts_and_then_writes_oversells(counter):
    """The control: as many enrollments as there are hands, where three places are."""
    offer = counter.offer(PoolPlan("一般", PLACES))
    pool = Pool.objects.get(offer=offer)

    def work(hand: int, meet: Any) -> str:
        assert Enrollment.objects.filter(pool=pool).count() < PLACES
        meet()
        with transaction.atomic():
            who = counter.known[NAMES[hand]]
            party = Party.objects.create(
                offer=offer, contact_id=who, channel=terms.DESK, asked_at=NOW, key=uuid4(),
                asked_by_id=counter.keeper.user_id,
            )  # fmt: skip
            Enrollment.objects.create(
                offer=offer, party=party, resident_id=who, pool=pool, state="placed", since=NOW
            )
        return "written"

    assert at_once(work) == ["written"] * HANDS
    assert states(offer) == {"placed": HANDS}
    assert [found.held for found in queries.mismatches()] == [HANDS]


def test_three_places_go_to_three_and_the_rest_stand_in_line(counter):
    offer = counter.offer(PoolPlan("一般", PLACES))

    def work(hand: int, meet: Any) -> str:
        meet()
        return counter.state(counter.enrol(offer, NAMES[hand]))

    assert Tally(at_once(work)) == {"placed": PLACES, "waiting": HANDS - PLACES}
    assert queries.mismatches() == []


def test_one_key_pressed_by_all_is_one_party(counter):
    offer, key = counter.offer(PoolPlan("一般", PLACES)), uuid4()

    def work(hand: int, meet: Any) -> str:
        meet()
        return str(counter.enrol(offer, NAMES[0], key=key).pk)

    told = at_once(work)
    assert set(told) == {str(Party.objects.get().pk)}


def test_nobody_is_left_standing_when_some_come_while_others_go(counter):
    """Three rounds: some cancel, some ask; a freed place never lies idle while somebody waits."""
    offer = counter.offer(PoolPlan("一般", PLACES))
    first = [counter.enrol(offer, name) for name in NAMES[:HANDS]]

    def work(hand: int, meet: Any) -> list[str]:
        told = []
        for turn in range(2):
            meet()
            if hand % 2 and turn == 0:
                counter.cancel(first[hand // 2])
                told.append("gone")
            else:
                name = (
                    NAMES[HANDS + hand * 2 + turn] if HANDS + hand * 2 + turn < len(NAMES) else ""
                )
                told.append(counter.state(counter.enrol(offer, name)) if name else "")
        return told

    at_once(work)
    assert queries.mismatches() == []
    found = states(offer)
    assert found["placed"] + found["offered"] == PLACES
    assert found["waiting"] > 0


def test_two_who_cancel_offer_their_places_to_two(counter):
    offer = counter.offer(PoolPlan("一般", HANDS))
    parties = [counter.enrol(offer, name) for name in NAMES[:HANDS]]
    waiting = [counter.enrol(offer, name) for name in NAMES[HANDS : 2 * HANDS]]

    def work(hand: int, meet: Any) -> str:
        meet()
        counter.cancel(parties[hand])
        return "gone"

    assert at_once(work) == ["gone"] * HANDS
    assert {counter.state(each) for each in waiting} == {"offered"}
    assert queries.mismatches() == []


def test_an_offer_is_taken_up_or_declined_and_a_second_press_finds_it_done(counter):
    offer = counter.offer(PoolPlan("一般", 1))
    first, second = (counter.enrol(offer, name) for name in NAMES[:2])
    counter.cancel(first)

    def work(hand: int, meet: Any) -> str:
        meet()
        verb = actions.take_up if hand % 2 else actions.decline
        verb(party_id=second.pk, by=counter.keeper, at=NOW)
        return "done"

    assert Tally(at_once(work)) == {"done": HANDS // 2, "NotLive": HANDS // 2}
    assert queries.mismatches() == []


def test_two_keepers_do_not_answer_one_party_differently(counter):
    """Complaint 6: the first answer stands, and whoever says the other is told so."""
    offer = counter.offer(PoolPlan("一般", 1), mode=terms.APPROVAL)
    party = counter.enrol(offer, NAMES[0])

    def work(hand: int, meet: Any) -> str:
        meet()
        if hand % 2:
            actions.approve(party_id=party.pk, by=counter.keeper, at=NOW)
        else:
            actions.refuse(party_id=party.pk, reason="满了", by=counter.keeper, at=NOW)
        return "answered"

    half = HANDS // 2
    assert Tally(at_once(work)) == {"answered": half, "AnsweredOtherwise": half}
    assert states(offer) in ({"placed": 1}, {"refused": 1})
    assert queries.mismatches() == []


def test_one_address_lives_however_often_a_finger_taps(counter):
    me = counter.login(NAMES[0])

    def work(hand: int, meet: Any) -> str:
        meet()
        actions.make_feed(by=me, at=NOW)
        return "made"

    assert at_once(work) == ["made"] * HANDS
    assert Feed.objects.filter(ended_at=None).count() == 1
