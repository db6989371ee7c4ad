"""The near-miss register: whom time alone will help soon, read from days of birth."""

import datetime

import pytest
from django.urls import reverse

from linli.benefits import actions, queries
from linli.benefits.models import Hint
from linli.benefits.tests.conftest import tell_of
from linli.benefits.tests.test_discovery import permitted, run
from linli.people import actions as people, queries as residents
from linli.people.terms import NewHousehold, NewMember, Registration
from linli.rules.days import birthday_in
from linli.rules.kept import catalogue
from tests.village import HERE, NOW, TODAY, come_in

DAY = datetime.timedelta(days=1)
__all__ = ["permitted"]


def elder(village, turns_80_on, name="陈秀兰"):
    """Somebody alone who turns 80 on a day."""
    who = Registration(
        name=name, sex=2, born_on=birthday_in(turns_80_on, turns_80_on.year - 80),
        hukou_place="350206",
    )  # fmt: skip
    [home] = people.register_many(
        households=[NewHousehold(members=(NewMember(who=who, relation="02"),))],
        place=HERE,
        by=village.social_worker,
        at=NOW,
    )
    return home.pk


def coming(village, **more):
    return queries.coming(village.grid_worker, TODAY, **more)


def test_the_nearest_day_comes_first(permitted):
    far = elder(permitted, TODAY + 60 * DAY)
    near = elder(permitted, TODAY + 9 * DAY, "林桂英")
    elder(permitted, TODAY, "黄大妈")  # has it already by age
    elder(permitted, TODAY + 91 * DAY, "郑伯伯")
    rows = [row for row in coming(permitted) if row.benefit.zh == "高龄津贴"]
    assert [(row.household_id, (row.on - TODAY).days) for row in rows] == [(near, 9), (far, 60)]
    assert "满80周岁" in rows[0].later.because[0].zh
    assert rows[0].later.amount.at_least_fen == 100_00


def test_within_the_days_asked(permitted):
    elder(permitted, TODAY + 91 * DAY)
    assert coming(permitted) == []
    assert len(coming(permitted, days=365)) == 1


def test_what_they_draw_already_is_not_coming(permitted):
    home = elder(permitted, TODAY + 9 * DAY)
    [resident] = residents.members_of(permitted.social_worker, home)
    tell_of(permitted.social_worker, resident_id=resident, receives_advanced_age_allowance=True)
    assert coming(permitted) == []


def test_who_wishes_not_to_be_looked_for_is_left_out(permitted):
    home = elder(permitted, TODAY + 9 * DAY)
    actions.refuse_looking(household_id=home, by=permitted.grid_worker, at=NOW)
    assert coming(permitted) == []


def test_nobody_is_looked_for_without_leave_nor_next_door(village):
    elder(village, TODAY + 9 * DAY)
    assert coming(village) == []
    assert queries.coming(village.outsider, TODAY) == []


def test_a_family_with_a_closed_child_is_told_of_without_what(permitted, told):
    grandmother = people.register(
        who=Registration(
            name="王阿婆", sex=2, born_on=birthday_in(TODAY + 9 * DAY, TODAY.year - 80),
            hukou_place="350206",
        ),
        place=HERE, by=permitted.social_worker, at=NOW,
    )  # fmt: skip
    people.join(
        household_id=told.household_id, resident_id=grandmother.pk, relation="52",
        by=permitted.social_worker, at=NOW,
    )  # fmt: skip
    [row] = coming(permitted)
    assert (row.closed, row.benefit.zh, row.later) == (True, "", None)
    [row] = queries.coming(permitted.social_worker, TODAY)
    assert (row.who, row.closed) == ("王阿婆", False)


def test_few_queries_however_many_live_here(permitted, django_assert_max_num_queries):
    for number in range(6):
        elder(permitted, TODAY + (9 + number) * DAY)
    with django_assert_max_num_queries(12):
        assert len(coming(permitted)) == 6


def test_an_edition_that_begins_concerns_everybody(permitted, monkeypatch):
    """Then everybody is read, and the same families come out."""
    elder(permitted, TODAY + 9 * DAY)
    expected = coming(permitted)
    monkeypatch.setattr("linli.benefits.queries.register.births_that_open", lambda *_: None)
    assert coming(permitted) == expected


def test_when_the_day_has_come_it_is_a_hint_until_somebody_answers(permitted):
    """The day after the birthday it still waits: a birthday speaks until it is answered."""
    home = elder(permitted, TODAY + DAY)
    run()
    assert not Hint.objects.filter(household=home).exists()
    run(NOW + DAY)
    assert Hint.objects.filter(household=home, benefit="advanced_age_allowance").exists()
    run(NOW + 2 * DAY)
    assert Hint.objects.filter(household=home, benefit="advanced_age_allowance").exists()


def test_the_page(client, permitted):
    elder(permitted, TODAY + 9 * DAY)
    desk = come_in(client, permitted.users["supervisor"])
    page = desk.get(reverse("benefits:desk_coming"))
    assert "陈秀兰一家" in page.content.decode()
    assert "高龄津贴" in page.content.decode()
    nonsense = desk.get(reverse("benefits:desk_coming"), {"days": "nonsense"})
    assert "陈秀兰一家" in nonsense.content.decode()


@pytest.mark.once
def test_every_age_that_opens_something_is_read_from_the_packs():
    from linli.rules.later import births_that_open

    windows = births_that_open(HERE, TODAY, TODAY + 9 * DAY, catalogue())
    ages = {TODAY.year - one.first.year for one in windows if one.first.year < TODAY.year}
    assert {18, 60, 65, 80} <= ages
