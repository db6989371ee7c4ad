"""The invented community is the same every time, and its numbers are well-formed."""

import datetime

from linli.demo import community
from linli.kernel import citizen_id

TODAY = datetime.date(2026, 11, 23)


def people(residents=2000):
    return [person for family in community.families(residents, TODAY) for person in family.people]


def test_is_the_same_every_time():
    assert people() == people()


def test_has_as_many_people_as_wanted_and_no_whole_household_more():
    assert 2000 <= len(people(2000)) < 2008


def test_every_identity_number_is_well_formed_and_tells_what_the_person_says():
    for person in people():
        parsed = citizen_id.parse(person.citizen_id, TODAY)
        assert (parsed.born_on, parsed.sex) == (person.born_on, person.sex)


def test_no_number_is_given_twice():
    numbers = [person.citizen_id for person in people(20_000)]
    assert len(numbers) == len(set(numbers))


def test_every_household_has_one_head():
    for family in community.families(2000, TODAY):
        assert [person.relation for person in family.people].count("02") == 1


def test_there_are_elders_who_live_alone_and_children():
    families = list(community.families(2000, TODAY))
    assert sum(len(f.people) == 1 and f.people[0].born_on.year < 1947 for f in families) > 20
    assert sum(person.born_on.year > 2012 for person in people()) > 100
