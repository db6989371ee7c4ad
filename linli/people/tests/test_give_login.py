"""A resident's own login: from the slip to their own file, and nobody comes in by a colleague's."""

import datetime
import re

import pytest

from linli.identity import actions as identity, queries as who
from linli.identity.permissions import NotAllowed, clock
from linli.kernel.refusal import NotFound
from linli.people import actions, queries
from linli.people.tests.conftest import DAY, ELDER, open_child, register


@pytest.fixture
def elder(home):
    return register(home, ELDER)


def give(home, resident, **by):
    return actions.give_login(resident_id=resident.pk, **(home.work | by))


def file_by(given, home):
    return queries.my_file(who.viewer_for(given.user, on=home.today), home.today)


def test_opens_their_own_file_with_the_password_of_the_slip(home, elder):
    given = give(home, elder)
    assert re.fullmatch(r"zap\d{4}", given.user.username)
    assert given.user.check_password(given.password)
    assert given.user.must_change_password
    assert file_by(given, home).me.name == "曾阿婆"


def test_permits_nothing_at_the_desk(home, elder):
    given = give(home, elder)
    assert who.viewer_for(given.user, on=home.today).held == ()


def test_is_given_once(home, elder):
    give(home, elder)
    with pytest.raises(actions.AlreadyLinked):
        give(home, elder)


def test_refuses_a_minor(home):
    open_child(home)
    with pytest.raises(actions.MinorHasNoLogin):
        give(home, home.child)


def test_refuses_a_worker_to_whom_the_child_it_would_show_is_closed(home):
    with pytest.raises(queries.NotOpened):
        give(home, home.mother)
    open_child(home)
    assert file_by(give(home, home.mother), home).children


def test_refuses_whoever_may_not_and_hides_from_next_door(home, elder):
    with pytest.raises(NotAllowed):
        give(home, elder, by=home.grid_worker)
    with pytest.raises(NotFound):
        give(home, elder, by=home.outsider)


def test_a_renewed_one_has_another_password(home, elder):
    given = give(home, elder)
    renewed = actions.renew_login(resident_id=elder.pk, **home.work)
    assert renewed.user == given.user
    assert renewed.password != given.password
    assert renewed.user.check_password(renewed.password)


def test_renews_no_login_of_somebody_who_works_here(home, elder):
    """Or a social worker could sign in as the cashier who lives here."""
    cashier = home.users["cashier"]
    actions.link_login(resident_id=elder.pk, user_id=cashier.pk, **home.work)
    with pytest.raises(identity.LoginOfStaff):
        actions.renew_login(resident_id=elder.pk, **home.work)


def test_an_ended_one_shows_nothing_and_a_new_one_may_be_given(home, elder):
    given = give(home, elder)
    later = {"by": home.social_worker, "at": home.now + DAY}
    actions.end_login(resident_id=elder.pk, **later)
    with pytest.raises(NotFound):
        file_by(given, home)
    assert queries.login_of(home.social_worker, elder.pk) is None
    assert actions.give_login(resident_id=elder.pk, **later).user != given.user


def test_the_card_says_whether_it_was_ever_used(home, elder):
    given = give(home, elder)
    card = queries.login_of(home.social_worker, elder.pk)
    assert (card.username, card.since, card.used) == (given.user.username, home.now, False)


def test_a_child_that_grew_up_may_have_one(home):
    grown = home.now + datetime.timedelta(days=366 * 11)
    made = actions.give_login(resident_id=home.child.pk, by=clock(), at=grown)
    assert made.user.name == "李小宇"
