"""The second factor: set up, asked for where money moves, and lost with a phone."""

from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as codes
from django.test import Client
from django.utils import timezone

from linli.identity import actions as identity, queries
from linli.identity.permissions import NotAllowed, clock
from linli.journal import queries as journal
from tests.village import NOW

PASSWORD = "Egret+sea7"


@pytest.fixture(autouse=True)
def still_clock(monkeypatch) -> None:
    """Codes are of half a minute, which must not end between the phone and the page."""
    now = timezone.now().timestamp()
    monkeypatch.setattr(codes, "time", SimpleNamespace(time=lambda: now))


@pytest.fixture
def wu(village):
    """The committee member who decides, with a password of their own and no factor yet."""
    user = village.users["committee_member"]
    identity.change_password(user=user, password=PASSWORD, by=clock(), at=timezone.now())
    return user


@pytest.fixture
def signed_in(client, wu):
    client.post("/sign-in/", {"login": wu.username, "password": PASSWORD})
    return client


def code_for(secret, steps_ago=0):
    step = int(codes.time.time()) // 30 - steps_ago
    return codes.format_hotp_value(codes.hotp_value(secret, step))


def set_up(client, steps_ago=1):
    """Scan the code and type the digits; gives the secret, as the phone keeps it."""
    client.post("/my/sign-in/again/?next=/", {"password": PASSWORD})
    form = client.get("/my/sign-in/codes/on/").context["form"]
    answer = client.post("/my/sign-in/codes/on/", {"code": code_for(form.secret, steps_ago)})
    assert answer["Location"] == "/my/sign-in/recovery/"
    return form.secret


def test_setting_up_asks_for_the_password_again(signed_in):
    answer = signed_in.get("/my/sign-in/codes/on/")
    assert answer["Location"].startswith("/my/sign-in/again/?next=")


def test_the_secret_is_sealed_in_the_table(signed_in, wu):
    secret = set_up(signed_in)
    stored = Authenticator.objects.get(user=wu, type="totp").data["secret"]
    assert secret not in stored
    assert len(stored) > len(secret)


def test_wrong_digits_are_refused_in_words(signed_in):
    signed_in.post("/my/sign-in/again/?next=/", {"password": PASSWORD})
    signed_in.get("/my/sign-in/codes/on/")
    page = signed_in.post("/my/sign-in/codes/on/", {"code": "000000"})
    assert "验证没有通过" in page.content.decode()


def test_signing_in_then_takes_both(signed_in, wu):
    secret = set_up(signed_in)
    other = Client()
    answer = other.post("/sign-in/", {"login": wu.username, "password": PASSWORD})
    assert answer["Location"] == "/sign-in/code/"
    assert "_auth_user_id" not in other.session
    answer = other.post("/sign-in/code/", {"code": code_for(secret)})
    assert answer["Location"] == "/after-sign-in/"
    assert journal.history(("user", wu.pk))[0].details == {"way": "password+totp"}


def test_six_digits_open_once(signed_in, wu):
    secret = set_up(signed_in)
    code = code_for(secret)
    for client, status in ((Client(), 302), (Client(), 200)):
        client.post("/sign-in/", {"login": wu.username, "password": PASSWORD})
        assert client.post("/sign-in/code/", {"code": code}).status_code == status


def test_guessing_digits_is_stopped(signed_in, wu):
    set_up(signed_in)
    client = Client()
    client.post("/sign-in/", {"login": wu.username, "password": PASSWORD})
    pages = [
        client.post("/sign-in/code/", {"code": f"00000{guess}"}).content.decode()
        for guess in range(6)
    ]
    assert "验证没有通过" in pages[4]
    assert "试的次数太多了" in pages[5]


def test_the_page_that_asks_leads_to_setting_up_and_back(signed_in):
    page = signed_in.get("/my/second-factor/?next=/desk/fund/42/").content.decode()
    assert "/my/sign-in/passkeys/add/" in page
    assert "/my/sign-in/codes/on/" in page
    set_up(signed_in)
    page = signed_in.get("/my/second-factor/").content.decode()
    assert "/my/sign-in/again/code/?next=%2Fdesk%2Ffund%2F42%2F" in page


def test_giving_it_returns_to_where_one_was_going(signed_in):
    secret = set_up(signed_in)
    answer = signed_in.post(
        "/my/sign-in/again/code/?next=/my/second-factor/", {"code": code_for(secret)}
    )
    assert answer["Location"] == "/my/second-factor/"
    assert "已经验证过了" in signed_in.get("/my/second-factor/").content.decode()


def test_never_leads_to_somebody_elses_page(signed_in):
    page = signed_in.get("/my/second-factor/?next=https://evil.example/")
    assert page.context["way_back"] == "/after-sign-in/"


def test_recovery_codes_are_shown_once_and_replace_the_old(signed_in):
    set_up(signed_in)
    assert "还有 10 个" in signed_in.get("/my/sign-in/recovery/").content.decode()
    first = signed_in.post("/my/sign-in/recovery/").context["codes"]
    second = signed_in.post("/my/sign-in/recovery/").context["codes"]
    assert len(first) == len(second) == 10
    assert not set(first) & set(second)
    assert first[0] not in signed_in.get("/my/sign-in/recovery/").content.decode()


def test_a_recovery_code_opens_once_when_the_phone_is_lost(signed_in, wu):
    set_up(signed_in)
    code = signed_in.post("/my/sign-in/recovery/").context["codes"][0]
    for client, status in ((Client(), 302), (Client(), 200)):
        client.post("/sign-in/", {"login": wu.username, "password": PASSWORD})
        assert client.post("/sign-in/code/", {"code": code}).status_code == status
    assert queries.factors_of(wu.pk).recovery_codes_left == 9


def test_making_codes_asks_for_the_password_when_it_was_long_ago(signed_in):
    set_up(signed_in)
    session = signed_in.session
    session["account_authentication_methods"] = []
    session.save()
    answer = signed_in.post("/my/sign-in/recovery/")
    assert answer["Location"].startswith("/my/sign-in/again/?next=")
    answer = signed_in.post(answer["Location"], {"password": PASSWORD})
    assert answer.status_code == 200
    assert len(answer.context["codes"]) == 10


def test_it_can_be_taken_away_again(signed_in, wu):
    set_up(signed_in)
    assert signed_in.get("/my/sign-in/codes/off/").status_code == 200
    signed_in.post("/my/sign-in/codes/off/")
    assert queries.factors_of(wu.pk) == (False, [], 0)


def test_only_the_console_forgets_the_factors_of_a_lost_phone(signed_in, wu, village):
    set_up(signed_in)
    with pytest.raises(NotAllowed):
        identity.forget_factors(user_id=wu.pk, by=village.administrator, at=NOW)
    identity.forget_factors(user_id=wu.pk, by=clock(), at=NOW)
    assert not queries.factors_of(wu.pk).any


def test_a_passkeys_options_are_for_this_host(client, db):
    answer = client.get(
        "/sign-in/passkey/", headers={"accept": "application/json", "host": "localhost"}
    )
    asked = SimpleNamespace(**answer.json()["request_options"]["publicKey"])
    assert asked.rpId == "localhost"
    assert asked.userVerification == "required"


@pytest.mark.parametrize("credential", ["", "{", "[]", "null", '"x"', '{"id": "x"}', '{"id": 1}'])
def test_a_false_passkey_opens_nothing(client, db, credential):
    answer = client.post("/sign-in/passkey/", {"credential": credential}, follow=True)
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("credential", ["[1]", '{"id": "x"}', '{"rawId": "x", "response": {}}'])
def test_a_false_passkey_is_not_added(signed_in, wu, credential):
    signed_in.post("/my/sign-in/again/?next=/", {"password": PASSWORD})
    signed_in.get("/my/sign-in/passkeys/add/")
    page = signed_in.post("/my/sign-in/passkeys/add/", {"credential": credential})
    assert "验证没有通过" in page.content.decode()
    assert not queries.factors_of(wu.pk).any
