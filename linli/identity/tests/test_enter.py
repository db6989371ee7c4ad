"""The demo page's way in: one press, a new session, and a second factor in that session only."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.utils import timezone

from linli.identity import actions as identity, doors, sign_in
from linli.identity.permissions import NotAllowed, clock
from linli.identity.sign_in.sessions import SessionStore
from linli.journal import queries as journal


@pytest.fixture
def guest(db):
    return identity.invite(username="wang", name="王女士", demo=True, by=clock(), at=timezone.now())


@pytest.fixture
def request_on_demo_page():
    request = RequestFactory().post("/demo/enter/")
    request.session = SessionStore()
    request.user = AnonymousUser()
    request.at = timezone.now()
    return request


def test_lets_in_and_counts_as_a_second_factor(settings, guest, request_on_demo_page):
    settings.LINLI_DEMO = True
    sign_in.enter(request_on_demo_page, guest, demo=True)
    assert request_on_demo_page.user == guest
    assert doors.gave_second_factor(request_on_demo_page)
    assert journal.history(("user", guest.pk))[0].details == {"way": "demo"}


def test_there_is_no_such_way_outside_the_demo(settings, guest, request_on_demo_page):
    settings.LINLI_DEMO = False
    with pytest.raises(NotAllowed):
        sign_in.enter(request_on_demo_page, guest, demo=True)
    assert not request_on_demo_page.user.is_authenticated


def test_one_steps_out_of_another_role_wholly(settings, guest, request_on_demo_page):
    settings.LINLI_DEMO = True
    request_on_demo_page.session["left_behind"] = True
    sign_in.enter(request_on_demo_page, guest, demo=True)
    assert "left_behind" not in request_on_demo_page.session


def test_signing_in_otherwise_gives_no_second_factor(guest, request_on_demo_page):
    sign_in.enter(request_on_demo_page, guest)
    assert not doors.gave_second_factor(request_on_demo_page)


def test_a_factor_given_by_another_user_of_the_session_does_not_count(village):
    client = Client()
    client.force_login(village.users["cashier"])
    session = client.session
    session["account_authentication_methods_user"] = str(village.users["committee_member"].pk)
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
    session.save()
    assert "已经验证过了" not in client.get("/my/second-factor/").content.decode()
