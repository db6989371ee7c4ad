"""Signing in with login and password, and leaving again, as a person would."""

import datetime
from base64 import b64decode

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from linli.identity import actions as identity
from linli.identity.models import RoleHeld
from linli.identity.permissions import clock
from linli.identity.sign_in.sessions import SessionStore
from linli.journal import queries as journal
from tests.village import HERE, NOW

PASSWORD = "Huli-dao-2026"


@pytest.fixture
def lin(db):
    """A login whose password its owner chose."""
    return identity.invite(
        username="lin",
        name="林社工",
        password=PASSWORD,
        must_change_password=False,
        by=clock(),
        at=timezone.now(),
    )


def sign_in(client, login="lin", password=PASSWORD, **more):
    return client.post("/sign-in/", {"login": login, "password": password, **more})


def verbs(user):
    return [deed.verb for deed in journal.history(("user", user.pk))]


def test_the_page_asks_for_login_and_password(client, db):
    page = client.get("/sign-in/").content.decode()
    assert 'name="login"' in page
    assert 'name="password"' in page
    assert 'class="back no-print" href="/"' in page  # who has no login finds back
    assert "/sign-up" not in page


def test_a_right_password_opens_the_house(client, lin):
    answer = sign_in(client)
    assert answer["Location"] == "/after-sign-in/"
    assert client.session["_auth_user_id"] == str(lin.pk)
    assert verbs(lin)[0] == "user.signed_in"


@pytest.mark.parametrize("login", ["LIN", " lin ", "ｌｉｎ"])
def test_forgives_capitals_spaces_and_full_width_letters(client, lin, login):
    assert sign_in(client, login).status_code == 302


def test_a_wrong_password_says_so_without_saying_which_was_wrong(client, lin):
    wrong = sign_in(client, password="Wrong-dao-2026").content.decode()
    unknown = sign_in(client, login="nobody").content.decode()
    assert "登录名或密码不对" in wrong
    assert "登录名或密码不对" in unknown
    assert verbs(lin)[0] == "user.sign_in_failed"


def test_the_session_is_a_new_one_after_signing_in(client, lin):
    session = client.session
    session["before"] = True
    session.save()
    client.cookies["sessionid"] = before = session.session_key
    sign_in(client)
    assert client.cookies["sessionid"].value != before
    assert not Session.objects.filter(pk=before).exists()


def test_a_closed_login_stays_out_and_ends_at_once(client, lin):
    sign_in(client)
    identity.close_login(user_id=lin.pk, by=clock(), at=NOW)
    assert client.get("/my/sign-in/")["Location"].startswith("/sign-in/")
    assert "登录名或密码不对" in sign_in(client).content.decode()


def test_returns_to_the_page_one_came_from(client, lin):
    answer = sign_in(client, next="/my/sign-in/")
    assert answer["Location"] == "/my/sign-in/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:1"])
def test_returns_to_no_page_of_somebody_else(client, lin, elsewhere):
    assert sign_in(client, next=elsewhere)["Location"] == "/after-sign-in/"


def test_leaving_wants_a_press(client, lin):
    sign_in(client)
    assert client.get("/sign-out/").status_code == 200
    assert "_auth_user_id" in client.session
    assert client.post("/sign-out/")["Location"] == "/"
    assert "_auth_user_id" not in client.session
    assert verbs(lin)[0] == "user.signed_out"


def test_what_a_session_row_holds_cannot_be_read(client, lin):
    sign_in(client)
    row = Session.objects.get()
    assert str(lin.pk).encode() not in b64decode(row.session_data)
    assert SessionStore().decode(row.session_data)["_auth_user_id"] == str(lin.pk)


def test_an_altered_session_row_is_an_empty_session(client, lin):
    sign_in(client)
    Session.objects.update(session_data="AAAA")
    assert client.get("/my/sign-in/").status_code == 302


def test_a_session_ends_after_half_an_hour_of_silence(client, lin):
    sign_in(client)
    left = Session.objects.get().expire_date - timezone.now()
    assert left <= datetime.timedelta(minutes=30)
    Session.objects.update(expire_date=timezone.now())
    assert client.get("/my/sign-in/").status_code == 302


def test_a_session_does_not_outlive_the_browser(client, lin):
    cookie = sign_in(client).cookies["sessionid"]
    assert cookie["max-age"] == ""
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_a_session_is_written_at_most_every_five_minutes(client, lin):
    sign_in(client)
    client.get("/my/sign-in/")
    before = Session.objects.get().expire_date
    client.get("/my/sign-in/")
    assert Session.objects.get().expire_date == before
    session = client.session
    session["seen"] -= 301
    session.save()
    client.get("/my/sign-in/")
    assert Session.objects.get().expire_date > before


def test_pages_of_whoever_is_in_are_kept_by_no_browser(client, lin):
    assert "Cache-Control" not in client.get("/tell/").headers
    sign_in(client)
    assert client.get("/my/sign-in/")["Cache-Control"] == "no-store"
    assert client.get("/tell/")["Cache-Control"] == "no-store"


def test_the_auditor_of_the_place_can_see_who_came_in(client, village):
    cashier = village.users["cashier"]
    identity.change_password(user=cashier, password=PASSWORD, by=clock(), at=timezone.now())
    sign_in(client, "cashier")
    assert journal.history(("user", cashier.pk))[0].place_code == village.here


@pytest.mark.parametrize(
    "address",
    ["/sign-up/", "/accounts/signup/", "/my/email/", "/sign-in/password/reset/", "/my/phone/"],
)
def test_there_is_no_sign_up_and_no_mail(client, db, address):
    assert client.get(address).status_code == 404


def test_who_never_held_a_role_is_not_asked_which_and_has_one_from_the_next_page_on(
    client, lin, village
):
    sign_in(client)
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/desk/").status_code == 403
    assert not [each for each in asked if each["sql"].startswith('SELECT "identity_roleheld"')]
    RoleHeld.objects.create(
        user=lin, role="administrator", place_id=HERE, from_on=timezone.localdate()
    )
    with CaptureQueriesContext(connection) as asked:
        client.get("/desk/")
    assert [each for each in asked if each["sql"].startswith('SELECT "identity_roleheld"')]
