"""A family is told that the house looks for it, and may say no, and yes again."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from linli.benefits import actions, queries
from linli.benefits.models import Hint, LeftAlone
from linli.benefits.tests.test_discovery import DAY, permitted, run
from linli.identity import queries as who
from linli.kernel.refusal import NotFound
from linli.people import actions as people, queries as residents
from tests.village import HERE, NOW, TODAY, come_in

MINE = reverse("benefits:my_looking")
__all__ = ["permitted"]


@pytest.fixture
def mother(village, told):
    """The login of the child's mother."""
    given = people.give_login(resident_id=told.mother_id, by=village.social_worker, at=NOW)
    given.user.must_change_password = False
    given.user.save()
    return given.user


def viewer(user):
    return who.viewer_for(user, on=TODAY)


def refuse(household_id, by, at=NOW):
    return actions.refuse_looking(household_id=household_id, by=by, at=at)


def test_open_hints_go_and_no_look_finds_them_again(permitted, told, mother):
    run()
    answered = Hint.objects.get(benefit="child_rehab_aid")
    actions.answer(hint_id=answered.pk, said="right", by=permitted.supervisor, at=NOW)
    refuse(told.household_id, viewer(mother))
    assert list(Hint.objects.values_list("pk", flat=True)) == [answered.pk]
    run(NOW + DAY)
    assert Hint.objects.count() == 1
    actions.allow_looking(household_id=told.household_id, by=viewer(mother), at=NOW + DAY)
    run(NOW + 2 * DAY)
    assert Hint.objects.count() > 1


def test_a_no_said_while_the_house_was_looking_holds(permitted, told, mother, monkeypatch):
    """The clock asks before its transaction; what is said in between is heard."""
    from linli.benefits.actions import discovery

    asked = discovery.evaluate_all

    def and_she_says_no(*question):
        refuse(told.household_id, viewer(mother))
        return asked(*question)

    monkeypatch.setattr(discovery, "evaluate_all", and_she_says_no)
    run()
    assert not Hint.objects.exists()


def test_said_twice_it_is_said_once(told, mother):
    assert (
        refuse(told.household_id, viewer(mother)).pk == refuse(told.household_id, viewer(mother)).pk
    )


def test_a_worker_says_it_for_them_and_nobody_from_elsewhere(village, told, mother):
    with pytest.raises(NotFound):
        refuse(told.household_id, village.outsider)
    with pytest.raises(NotFound):
        refuse(told.household_id, village.supervisor)
    refuse(told.household_id, village.grid_worker)
    left = LeftAlone.objects.get()
    assert (left.said_by_id, left.place_id) == (village.grid_worker.user_id, HERE)


def test_the_database_keeps_one_no_for_a_household(village, told):
    refuse(told.household_id, village.grid_worker)
    again = {"household_id": told.household_id, "place_id": HERE, "since_at": NOW}
    with pytest.raises(IntegrityError), transaction.atomic():
        LeftAlone.objects.create(**again, said_by_id=village.grid_worker.user_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        LeftAlone.objects.create(
            **again, said_by_id=village.grid_worker.user_id, until_at=NOW, taken_back_by=None
        )


def test_her_page_shows_what_was_suggested_for_her_and_the_child_alone(permitted, told, mother):
    run()
    home = residents.my_home(viewer(mother), TODAY)
    mine = queries.my_looking(home, TODAY)
    assert mine.permitted
    told_ = {(one.benefit.zh, one.who) for one in mine.suggested}  # not her husband's allowance
    assert told_ == {("残疾儿童康复救助", "王小宇"), ("重度残疾人护理补贴", "王小宇")}


def test_near_somebody_who_must_not_be_found_nothing_is_told(permitted, told, mother):
    run()
    people.shield(resident_id=told.child_id, reason="前夫在找孩子", by=permitted.supervisor, at=NOW)
    home = residents.my_home(viewer(mother), TODAY)
    mine = queries.my_looking(home, TODAY)
    assert mine is None or mine.suggested == ()


def test_she_presses_the_button_and_takes_it_back(client, permitted, told, mother):
    run()
    phone = come_in(client, mother, second_factor=False)
    assert "现在在替您家留意" in phone.get(MINE).content.decode()
    assert phone.post(reverse("benefits:my_refuse")).url == MINE
    assert "现在没有在替您家留意" in phone.get(MINE).content.decode()
    assert LeftAlone.objects.get().until_at is None
    phone.post(reverse("benefits:my_allow"))
    assert LeftAlone.objects.get().taken_back_by_id == mother.pk


def test_the_desk_is_told_and_may_do_it_for_them(client, village, told):
    desk = come_in(client, village.users["social_worker"])
    page = reverse("benefits:desk_household", args=[told.household_id])
    assert "不想让机器替他们留意" in desk.get(page).content.decode()
    desk.post(reverse("benefits:desk_refuse", args=[told.household_id]))
    assert "不用替他们留意政策" in desk.get(page).content.decode()
    desk.post(reverse("benefits:desk_allow", args=[told.household_id]))
    assert "不用替他们留意政策" not in desk.get(page).content.decode()
