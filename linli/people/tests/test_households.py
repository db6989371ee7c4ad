"""Who lives with whom: one home at a time, one head, no overlap."""

from contextlib import suppress
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings, strategies as st
from hypothesis.extra.django import TestCase

from linli.identity.permissions import clock
from linli.kernel.refusal import NotFound, Refused
from linli.people import actions, queries
from linli.people.actions import Mate, Registration
from linli.people.models import Household, Membership
from linli.people.tests.conftest import DAY, ELDER, FATHER, MOTHER, register
from linli.places import actions as places
from tests.village import HERE, NOW, TODAY


def test_shows_its_members_the_head_first(home):
    card = queries.household(home.social_worker, home.household.pk, home.today)
    assert [(one.name, one.relation, one.head) for one in card.members] == [
        ("李强", "户主", True), ("王秀英", "妻子", False), ("李＊＊", "儿子", False),
    ]  # fmt: skip
    assert card.head.name == "李强"
    assert not card.all_open


def test_the_door_is_sealed_and_shown_only_with_the_numbers(home):
    kept = Household.objects.get(pk=home.household.pk)
    assert b"1203" not in bytes(kept.door)
    shown = queries.numbers(home.social_worker, home.mother.pk, home.today)
    assert shown.address == "12号楼 1203室"
    assert [look.part for look in home.social_worker.looks] == ["numbers"]


def test_nobody_lives_in_two_homes(home):
    elder = register(home, ELDER)
    other = actions.form_household(
        place=home.here, members=[Mate(elder.pk, "02")], number="B-1", **home.work
    )
    with pytest.raises(actions.LivesElsewhere) as refused:
        actions.join(household_id=other.pk, resident_id=home.mother.pk, relation="99", **home.work)
    assert "王秀英" in str(refused.value)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(
            household=other, resident=home.mother, relation="99", since=home.today
        )


def test_moves_out_and_in_again_on_the_same_day(home):
    actions.leave(resident_id=home.mother.pk, **home.work)
    elder = register(home, ELDER)
    other = actions.form_household(
        place=home.here, members=[Mate(elder.pk, "02")], number="B-1", **home.work
    )
    joined = actions.join_numbered(
        resident_id=home.mother.pk, number=" B-1 ", relation="97", **home.work
    )
    assert joined.household_id == other.pk


def test_refuses_to_have_lived_in_two_homes_then(home):
    actions.leave(resident_id=home.mother.pk, **home.work)
    other = actions.form_household(
        place=home.here, members=[], number="B-1", since=home.today - 30 * DAY, **home.work
    )
    with pytest.raises(actions.LivedElsewhereThen):
        actions.join(
            household_id=other.pk,
            resident_id=home.mother.pk,
            relation="02",
            since=home.today - DAY,
            **home.work,
        )


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"relation": "77x"}, actions.UnknownRelation),
        ({"relation": "02"}, actions.HasAHead),
        ({"since": TODAY + DAY}, actions.DayInTheFuture),
    ],
)
def test_refuses_what_cannot_be(home, told, refusal):
    elder = register(home, ELDER)
    with pytest.raises(refusal):
        actions.join(
            household_id=home.household.pk,
            resident_id=elder.pk,
            **({"relation": "97"} | told),
            **home.work,
        )


def test_refuses_an_unknown_number(home):
    elder = register(home, ELDER)
    with pytest.raises(actions.NoSuchNumber):
        actions.join_numbered(resident_id=elder.pk, number="Z-9", relation="97", **home.work)
    with pytest.raises(actions.NoSuchNumber):
        actions.join_numbered(resident_id=elder.pk, number="", relation="97", **home.work)


def test_a_number_is_one_household(home):
    actions.form_household(place=home.here, members=[], number="B-1", **home.work)
    with pytest.raises(actions.NumberTaken):
        actions.form_household(place=home.here, members=[], number="B-1", **home.work)


def test_forms_all_or_nothing(home):
    elder = register(home, ELDER)
    before = Household.objects.count()
    with pytest.raises(actions.LivesElsewhere):
        actions.form_household(
            place=home.here,
            members=[Mate(elder.pk, "02"), Mate(home.mother.pk, "97")],
            **home.work,
        )
    assert Household.objects.count() == before
    assert not Membership.objects.filter(resident=elder).exists()


def test_a_home_left_empty_is_dissolved(home):
    for one in (home.child, home.mother, home.father):
        actions.leave(resident_id=one.pk, **home.work)
    assert Household.objects.get(pk=home.household.pk).dissolved_on == home.today
    with pytest.raises(actions.NotLivingHere):
        actions.leave(resident_id=home.mother.pk, **home.work)


def test_pressed_twice_is_one_household(home):
    key = uuid4()
    for _ in range(2):
        actions.form_household(place=home.here, members=[], key=key, **home.work)
    assert Household.objects.filter(pk=key).count() == 1


def test_the_next_community_finds_nothing(home):
    for ask in (
        lambda: queries.household(home.outsider, home.household.pk, home.today),
        lambda: queries.resident(home.outsider, home.mother.pk, home.today),
        lambda: queries.numbers(home.outsider, home.mother.pk, home.today),
        lambda: queries.facts(home.outsider, home.household.pk, home.today),
        lambda: queries.members_of(home.outsider, home.household.pk),
        lambda: queries.place_of_household(home.outsider, home.household.pk),
        lambda: actions.leave(resident_id=home.mother.pk, by=home.outsider, at=home.now),
    ):
        with pytest.raises(NotFound):
            ask()
    assert queries.household_of(home.outsider, home.mother.pk) is None
    assert queries.household_of(home.social_worker, home.mother.pk) == home.household.pk


class TestHomes(TestCase):
    """However people move, nobody is in two homes, and no home has two heads."""

    @settings(max_examples=15, deadline=None)
    @given(
        st.lists(
            st.tuples(
                st.sampled_from("jl"), st.integers(0, 2), st.integers(0, 1),
                st.sampled_from(["02", "12", "97"]), st.integers(-3, 1),
            ),
            max_size=14,
        )
    )  # fmt: skip
    def test_nobody_is_ever_in_two_homes(self, moves):
        act = {"by": clock(), "at": NOW}
        places.load_divisions(**act)
        people = [
            actions.register(who=who, place=HERE, **act)
            for who in (MOTHER, FATHER, Registration(name="曾", citizen_id=ELDER.citizen_id))
        ]
        homes = [
            actions.form_household(place=HERE, members=[], since=TODAY - 9 * DAY, **act)
            for _ in range(2)
        ]
        for verb, who, where, relation, days in moves:
            with suppress(Refused):
                if verb == "j":
                    actions.join(
                        household_id=homes[where].pk, resident_id=people[who].pk,
                        relation=relation, since=TODAY + days * DAY, **act,
                    )  # fmt: skip
                else:
                    actions.leave(resident_id=people[who].pk, until=TODAY + days * DAY, **act)
        _assert_no_overlap()


def _assert_no_overlap():
    spans = {}
    for one in Membership.objects.order_by("since", "id"):
        end = one.until or TODAY + DAY
        for since, until in spans.setdefault(one.resident_id, []):
            assert one.since >= until or end <= since
        spans[one.resident_id].append((one.since, end))
    current = Membership.objects.filter(until=None, relation="02")
    heads = list(current.values_list("household", flat=True))
    assert len(heads) == len(set(heads))
