"""Whole households at one go: the same checks, all or none, few statements."""

import datetime

import pytest

from linli.journal import queries as journal
from linli.kernel.refusal import NotFound
from linli.people import actions, queries
from linli.people.actions import NewHousehold, NewMember, Registration
from linli.people.models import Basis, Guardianship, Household, Resident
from linli.people.queries import checking
from linli.people.tests.conftest import CHILD, DUTY, FATHER, MOTHER


def family(**changed):
    members = {
        "father": NewMember(who=FATHER, relation="02"),
        "mother": NewMember(who=MOTHER, relation="12"),
        "child": NewMember(who=CHILD, relation="20", ground=DUTY, guardians=(0, 1)),
    } | changed
    return NewHousehold(members=tuple(members.values()), number="A-1", building="1号楼", door="101")


def many(cast, households, by=None):
    return actions.register_many(
        households=households, place=cast.here, by=by or cast.social_worker, at=cast.now
    )


def test_registers_everybody_with_home_guardians_and_basis(village):
    [household] = many(village, [family()])
    card = queries.household(village.social_worker, household.pk, village.today)
    assert [member.relation for member in card.members] == ["户主", "妻子", "儿子"]
    child = Resident.objects.get(name="李小宇")
    assert Guardianship.objects.filter(child=child).count() == 2
    assert Basis.objects.get(pk=child.basis).resident_id == child.pk
    assert [d.verb for d in journal.history(("resident", child.pk))] == ["resident.registered"]


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"child": NewMember(who=CHILD, relation="20")}, actions.ChildNeedsBasis),
        ({"mother": NewMember(who=FATHER, relation="12")}, actions.AlreadyRegistered),
        (
            {"mother": NewMember(who=Registration(name="", citizen_id=""), relation="12")},
            checking.NameMissing,
        ),
    ],
)
def test_writes_nothing_when_one_is_refused(village, changed, refusal):
    with pytest.raises(refusal):
        many(village, [family(**changed)])
    assert not Resident.objects.exists()
    assert not Household.objects.exists()


def test_refuses_whoever_is_registered_already(village):
    many(village, [family()])
    with pytest.raises(actions.AlreadyRegistered):
        many(village, [NewHousehold(members=(NewMember(who=MOTHER, relation="02"),))])


def test_is_for_those_of_this_place(village):
    with pytest.raises(NotFound):
        many(village, [family()], by=village.outsider)


def test_needs_the_same_few_statements_for_forty_as_for_ten(village, django_assert_max_num_queries):
    households = [
        NewHousehold(
            members=(
                NewMember(
                    who=Registration(
                        name=f"林{chr(0x4E00 + n)}", born_on=datetime.date(1970, 1, 1), sex=1
                    ),
                    relation="02",
                ),
            )
        )
        for n in range(40)
    ]
    with django_assert_max_num_queries(16):
        many(village, households)
