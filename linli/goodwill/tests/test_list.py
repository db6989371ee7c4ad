"""The list: found by facts or by hand, nobody twice, nothing unknown taken for a match."""

import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.goodwill import actions, queries
from linli.goodwill.models import Listed, Round
from linli.identity.permissions import NotAllowed
from linli.kernel.presses import KeyUsedForOther
from linli.kernel.refusal import NotFound
from tests.village import HERE, NOW, TODAY

OLD = datetime.date(1944, 11, 23)
"""Turns 82 on the village's day."""


def found(goodwill, held, reason):
    pairs = queries.found(goodwill.village.social_worker, held.pk, reason, TODAY)
    return {home for home, _masked in pairs}


def test_finds_who_is_eighty_and_alone(goodwill):
    held = goodwill.begin()
    alone = goodwill.family(OLD)
    goodwill.family(OLD, datetime.date(1990, 1, 1))
    goodwill.family(datetime.date(1946, 11, 24))  # 80 tomorrow
    assert found(goodwill, held, "alone_80") == {alone}


def test_finds_a_heavy_grade_and_never_a_light_or_unknown_one(goodwill):
    held = goodwill.begin()
    heavy, light, _unknown = goodwill.family(), goodwill.family(), goodwill.family()
    goodwill.know("disability_grade", 2, heavy)
    goodwill.know("disability_grade", 3, light)
    assert found(goodwill, held, "severe_disability") == {heavy}


def test_what_no_longer_holds_is_unknown(goodwill):
    held = goodwill.begin()
    now, then, no = goodwill.family(), goodwill.family(), goodwill.family()
    goodwill.know("dibao_status", True, now, of_home=True)
    goodwill.know("dibao_status", False, no, of_home=True)
    long_ago = TODAY - datetime.timedelta(days=400)
    goodwill.know("dibao_status", True, then, of_home=True, observed_on=long_ago)
    assert found(goodwill, held, "dibao") == {now}


def test_a_child_closed_to_the_worker_is_not_told_by_a_reason(goodwill):
    held = goodwill.begin()
    home = goodwill.family(datetime.date(1986, 1, 1), datetime.date(2011, 1, 1))
    goodwill.know("disability_grade", 1, home)
    assert found(goodwill, held, "severe_disability") == set()


def test_lists_what_was_found_once(goodwill):
    held, home = goodwill.begin(), goodwill.family(OLD)
    told = {"round_id": held.pk, "reason": "alone_80", "households": [home], **goodwill.by}
    assert actions.list_found(**told) == 1
    assert actions.list_found(**told) == 0
    one = Listed.objects.get()
    assert (one.household_id, one.reason, one.found) == (home, "alone_80", True)
    assert found(goodwill, held, "alone_80") == set()


def test_refuses_as_found_what_the_facts_do_not_show(goodwill):
    held, home = goodwill.begin(), goodwill.family()
    with pytest.raises(actions.ReasonUnknown):
        actions.list_found(round_id=held.pk, reason="alone_80", households=[home], **goodwill.by)
    with pytest.raises(NotFound):
        actions.list_found(round_id=held.pk, reason="bereavement", households=[home], **goodwill.by)


def test_lists_by_hand_and_nobody_twice(goodwill):
    held, home = goodwill.begin(), goodwill.family()
    goodwill.list(held, home)
    with pytest.raises(actions.ListedAlready):
        goodwill.list(held, home, reason="other")
    with pytest.raises(actions.NobodyMeant):
        actions.list_household(round_id=held.pk, number="没有", reason="other", **goodwill.by)


def test_the_database_lists_nobody_twice(goodwill):
    held, home = goodwill.begin(), goodwill.family()
    goodwill.list(held, home)
    one = Listed.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Listed.objects.create(
            round=held, household_id=home, reason="other", found=False,
            listed_by_id=one.listed_by_id, listed_at=NOW,
        )  # fmt: skip


def test_lists_from_the_file_and_strikes_again(goodwill):
    held, home = goodwill.begin(), goodwill.family()
    one = actions.list_from_file(
        round_id=held.pk, household_id=home, reason="upheaval", **goodwill.by
    )
    actions.strike(listed_id=one.pk, **goodwill.by)
    assert not held.listed.exists()


def test_begins_once_a_press_and_only_with_something_to_give(goodwill):
    key = uuid4()
    held = goodwill.begin(key=key)
    assert goodwill.begin(key=key) == held
    with pytest.raises(KeyUsedForOther):
        goodwill.begin(yuan=600, key=key)
    with pytest.raises(actions.NothingToGive):
        goodwill.begin(each_fen=None)
    with pytest.raises(actions.NothingToGive):
        goodwill.begin(kind="goods", pieces=2)
    with pytest.raises(NotFound):
        goodwill.begin(kind="goods", pieces=2, gift_id=uuid4())


def test_is_no_business_of_next_door_or_of_the_cashier(goodwill):
    held, village = goodwill.begin(), goodwill.village
    with pytest.raises(NotFound):
        queries.round_card(village.outsider, held.pk)
    with pytest.raises(NotFound):
        actions.submit(round_id=held.pk, by=village.outsider, at=NOW)
    with pytest.raises(NotAllowed):
        actions.submit(round_id=held.pk, by=village.cashier, at=NOW)
    with pytest.raises(NotFound):
        actions.begin_round(
            place=HERE,
            title="x",
            kind="money",
            each_fen=1,
            key=uuid4(),
            by=village.outsider,
            at=NOW,
        )
    assert Round.objects.count() == 1


def test_shows_masked_names(goodwill):
    held = goodwill.begin()
    goodwill.list(held, goodwill.family())
    (row,) = queries.round_card(goodwill.village.social_worker, held.pk).listed
    assert (row.name, row.building, row.got) == ("虚＊", "3 栋", None)
