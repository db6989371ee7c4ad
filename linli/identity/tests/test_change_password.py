"""Passwords: their rules, the ones handed out, the ones grown old."""

import datetime

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from django.utils.module_loading import import_string

from linli.identity import actions as identity
from linli.identity.models import User
from linli.identity.permissions import clock
from linli.identity.sign_in.passwords import (
    Argon2,
    LongEnough,
    ThreeClasses,
    Uncommon,
    UnlikeTheName,
)
from linli.journal import queries as journal
from linli.site import settings as site

FIRST, OWN = "kmT4-wq7H-Rx9d", "Egret+sea7"


@pytest.fixture
def lin(db):
    """A login with the password of a slip."""
    return identity.invite(
        username="linmei", name="林美", password=FIRST, by=clock(), at=timezone.now()
    )


@pytest.fixture
def at_home(client, lin):
    client.force_login(lin)
    return client


def change(client, old=FIRST, new=OWN, again=None):
    typed = {"oldpassword": old, "password1": new, "password2": again or new}
    return client.post("/my/sign-in/password/", typed)


def test_a_guess_costs_what_owasp_asks():
    [named] = site.PASSWORD_HASHERS
    assert import_string(named) is Argon2
    kept = Argon2().encode(OWN, "some salt")
    assert kept.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


@pytest.mark.parametrize(
    ("password", "broken"),
    [
        ("Ab1-", LongEnough),
        ("egretseaa", ThreeClasses),
        ("egret1234", ThreeClasses),
        ("EGRET1234", ThreeClasses),
        ("Linmei-2026", UnlikeTheName),
        ("Aa123456", Uncommon),
        ("P@ssw0rd", Uncommon),
        ("Woaini1314", Uncommon),
    ],
)
def test_refuses_a_weak_password_with_its_reason(password, broken):
    with pytest.raises(ValidationError) as refused:
        validate_password(password, User(username="linmei", name="林美"))
    assert str(broken.words) in refused.value.messages


@pytest.mark.parametrize("password", [OWN, "白鹭飞过Huli7", "correct horse 7 Battery"])
def test_takes_a_good_one(password):
    validate_password(password, User(username="linmei", name="林美"))


def test_a_slips_password_leads_to_a_new_one_before_anything_else(at_home):
    for address in ("/my/sign-in/", "/my/second-factor/", "/desk/staff/"):
        assert at_home.get(address)["Location"] == "/my/sign-in/password/"
    assert "先换一个自己的密码" in at_home.get("/my/sign-in/password/").content.decode()


def test_the_new_one_opens_the_house(at_home, lin):
    assert change(at_home)["Location"] == "/after-sign-in/"
    lin.refresh_from_db()
    assert lin.check_password(OWN)
    assert not lin.must_change_password
    assert "密码换好了" in at_home.get("/my/sign-in/").content.decode()
    assert journal.history(("user", lin.pk))[0].verb == "user.password_changed"


def test_the_same_one_again_is_no_change(at_home, lin):
    page = change(at_home, new=FIRST)
    assert "新密码不能和现在的一样" in page.content.decode()


def test_says_what_is_wrong(at_home):
    assert "请输入现在用的密码" in change(at_home, old="Wrong-1234").content.decode()
    assert "不一样" in change(at_home, again="Egret+sea8").content.decode()
    assert "至少 8 个字符" in change(at_home, new="Ab1-").content.decode()


def test_other_devices_are_signed_out(at_home, lin):
    tablet = Client()
    tablet.force_login(lin)
    change(at_home)
    assert at_home.get("/my/sign-in/").status_code == 200
    assert tablet.get("/my/sign-in/")["Location"].startswith("/sign-in/")


def test_after_ninety_days_it_is_due_again(at_home, lin):
    change(at_home)
    long_ago = timezone.localdate() - datetime.timedelta(days=91)
    User.objects.update(password_set_on=long_ago)
    assert at_home.get("/my/sign-in/")["Location"] == "/my/sign-in/password/"
    User.objects.update(password_set_on=long_ago + datetime.timedelta(days=1))
    assert at_home.get("/my/sign-in/").status_code == 200


def test_a_login_without_password_has_none_to_change(client, db):
    guest = identity.invite(username="guest", name="访客", by=clock(), at=timezone.now())
    client.force_login(guest)
    page = client.get("/my/sign-in/password/")
    assert page.status_code == 409
    assert "没有密码" in page.content.decode()
