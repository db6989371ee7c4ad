"""Once a day means once, whoever comes at the same moment: the race as it is, then without it."""

import datetime
from collections import Counter as Tally
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from linli.kernel.presses import KeyUsedForOther
from linli.operator import actions as operators
from linli.people import actions as people
from linli.people.terms import Registration
from linli.pricing.actions.quoting import use
from linli.pricing.actions.uses import take_use
from linli.pricing.models import PassUse, SeasonPass, SubsidyUse
from linli.pricing.queries import accounts_of, get_pass
from linli.pricing.terms import Rule
from linli.pricing.tests.conftest import Desk
from tests.hands import HANDS, at_once
from tests.village import HERE, NOW, TODAY, build_village

CAP = 2


@pytest.fixture
def resident(fresh_database):
    who = Registration(name="甲", sex=2, born_on=datetime.date(1960, 5, 1))
    return people.register(who=who, place=HERE, by=build_village().social_worker, at=NOW).pk


def test_the_limit_is_a_key(resident):
    """The control first: who counts and then writes goes past it; the key then lets in two."""

    def counts_and_writes(hand: int, meet: Any) -> str:
        about = {"resident_id": resident, "place_id": HERE, "code": "counted", "period": "ever"}
        assert SubsidyUse.objects.filter(**about).count() < CAP
        meet()
        # No key: each numbers itself, as a table without one would let it.
        SubsidyUse.objects.create(**about, number=hand + 1, cap=HANDS, line=uuid4())
        return "written"

    assert at_once(counts_and_writes) == ["written"] * HANDS

    rule = Rule(uuid4(), "kept", permille=500, cap=CAP)

    def takes_the_next_use(hand: int, meet: Any) -> bool:
        meet()
        with transaction.atomic():
            return use(place=HERE, resident_id=resident, rule=rule, on=TODAY, line_id=uuid4())

    assert sorted(at_once(takes_the_next_use)) == [False] * (HANDS - CAP) + [True] * CAP
    assert SubsidyUse.objects.filter(code="kept").count() == CAP


@pytest.fixture
def held(fresh_database):
    """A pass of two uses, one of which is left."""
    prices = Desk(build_village())
    sold = prices.sell("甲", prices.pass_kind(uses=2))
    card = get_pass(sold.pk)
    with transaction.atomic():
        assert take_use(card, thing=uuid4(), on=TODAY)
    return card


def test_the_last_use_of_a_pass_is_taken_once(held):
    """The control first: who counts and then writes uses it eight times; the key lets in one."""

    def counts_and_writes(hand: int, meet: Any) -> str:
        assert PassUse.objects.filter(season_pass=held.id).count() < held.uses
        meet()
        # No key: each numbers itself, as a table without one would let it.
        PassUse.objects.create(
            season_pass_id=held.id, number=hand + 3, uses=HANDS + 3, on=TODAY, thing=uuid4()
        )
        return "written"

    assert at_once(counts_and_writes) == ["written"] * HANDS

    def takes_the_next_use(hand: int, meet: Any) -> bool:
        meet()
        with transaction.atomic():
            return take_use(held, thing=uuid4(), on=TODAY)

    assert sorted(at_once(takes_the_next_use)) == [False] * (HANDS - 1) + [True]


@pytest.fixture
def party(fresh_database):
    """A place of thirty yuan, not paid yet; and who keeps the counter."""
    prices = Desk(build_village())
    prices.price(30_00)
    offer = prices.counter.offer()
    return prices, prices.counter.enrol(offer, "甲")


def test_who_reads_and_then_takes_is_paid_eight_times(party):
    """The control: who reads what is due and then takes it, takes it eight times."""
    prices, placed = party
    account = accounts_of("hall", "party", [placed.pk])[placed.pk]

    def reads_and_takes(hand: int, meet: Any) -> str:
        meet()
        operators.receive(
            operation_id=prices.office.operation.pk, amount_fen=account.left_fen, kind="fees",
            means="cash", origin=account.origin, by=prices.keeper, at=NOW, key=uuid4(),
        )  # fmt: skip
        return "taken"

    assert at_once(reads_and_takes) == ["taken"] * HANDS


def test_eight_counters_collect_once(party):
    prices, placed = party

    def collects(hand: int, meet: Any) -> str:
        meet()
        prices.collect(placed)
        return "taken"

    assert Tally(at_once(collects)) == {"taken": 1, "NothingDue": HANDS - 1}


def test_a_button_pressed_by_eight_fingers_sells_one_pass(fresh_database):
    """On PostgreSQL all of them look before anybody has written: the key lets in one."""
    prices = Desk(build_village())
    kind, key = prices.pass_kind(), uuid4()
    prices.counter.person("甲")

    def presses(hand: int, meet: Any) -> str:
        meet()
        return str(prices.sell("甲", kind, paid=False, key=key).pk)

    assert len(set(at_once(presses))) == 1
    assert SeasonPass.objects.count() == 1
    with pytest.raises(KeyUsedForOther):
        prices.sell("乙", kind, paid=False, key=key)
