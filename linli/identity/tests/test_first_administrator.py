"""The way into a new house: a link printed on its console, good once and for a day."""

from uuid import uuid4

import pytest
from django.core.management import call_command
from django.utils import timezone

from linli.identity import actions as identity, queries
from linli.identity.models import User
from linli.identity.sign_in import links
from linli.kernel.refusal import NotFound
from tests.village import HERE, NOW

PASSWORD = "Egret+sea7"
TYPED = {
    "name": "郑主任",
    "place": HERE,
    "username": "zheng",
    "password": PASSWORD,
    "again": PASSWORD,
}


@pytest.fixture
def link(db, capsys):
    call_command("first_administrator", "--origin", "http://localhost:8000/")
    return capsys.readouterr().out.strip().removeprefix("http://localhost:8000")


def begin(link_id):
    return identity.appoint_first_administrator(
        link_id=link_id,
        username=f"u{uuid4().hex[:6]}",
        name="郑",
        password=PASSWORD,
        place=HERE,
        at=NOW,
    )


def test_the_link_leads_to_an_administrator_who_is_in(client, link):
    assert "金安" in client.get(link).content.decode()
    assert client.post(link, TYPED)["Location"] == "/my/second-factor/"
    assert queries.has_administrator(timezone.localdate())
    assert client.get("/desk/staff/").status_code == 200
    assert client.get("/my/second-factor/").status_code == 200


def test_the_link_serves_once(client, link):
    client.post(link, TYPED)
    again = client.post(link, {**TYPED, "username": "other"})
    assert again.status_code == 409
    assert "已经有管理员了" in again.content.decode()
    assert queries.user_named("other") is None


def test_a_used_link_serves_no_more_even_when_there_is_no_administrator(link, db):
    link_id = links.read(link.split("/")[2], on=NOW.date())
    first = begin(link_id)
    User.objects.filter(pk=first.pk).update(is_active=False)
    with pytest.raises(identity.HouseHasAdministrator):
        begin(link_id)


def test_there_is_no_link_where_there_is_an_administrator(village, capsys):
    call_command("first_administrator")
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("token", ["x", "x:y:z", "a" * 500])
def test_a_false_link_is_no_page(client, db, token):
    assert client.get(f"/first-administrator/{token}/").status_code == 404


def test_a_link_is_good_for_a_day(db, monkeypatch):
    token = links.issue()
    links.read(token, on=NOW.date())
    later = timezone.now().timestamp() + links.GOOD_FOR.total_seconds() + 1
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    with pytest.raises(NotFound):
        links.read(token, on=NOW.date())


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"password": "short", "again": "short"}, "至少 8 个字符"),
        ({"again": "Egret+sea8"}, "不一样"),
        ({"username": "a b"}, "登录名用 3 到 60"),
        ({"place": "350206"}, ""),
    ],
)
def test_says_what_is_wrong_and_makes_nobody(client, link, wrong, words):
    page = client.post(link, {**TYPED, **wrong})
    assert page.status_code == 422
    assert words in page.content.decode()
    assert not queries.has_any_user()
