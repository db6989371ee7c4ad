"""Taking somebody on: a login, a first role, a first password, on a slip shown once."""

import pytest

from linli.identity import actions as identity, queries
from linli.identity.models import User
from linli.identity.permissions import NotAllowed
from linli.identity.terms import first_password
from linli.journal import queries as journal
from linli.kernel.refusal import NotFound
from tests.village import HERE, NEXT_DOOR, NOW, TODAY, come_in

CHEN = {"username": "chen", "name": "陈网格", "role": "grid_worker"}


def test_gives_login_role_and_a_password_to_be_changed(village):
    taken_on = identity.take_on(**CHEN, place=HERE, by=village.administrator, at=NOW)
    assert taken_on.user.check_password(taken_on.password)
    assert taken_on.user.must_change_password
    assert [role.role for role in queries.roles_of(taken_on.user.pk, TODAY)] == ["grid_worker"]
    verbs = [deed.verb for deed in journal.history(("user", taken_on.user.pk))]
    assert verbs == ["role.appointed", "user.invited"]


def test_a_name_taken_is_refused_however_it_is_written(village):
    with pytest.raises(identity.NameTaken):
        identity.take_on(
            **{**CHEN, "username": " ＣＡＳＨＩＥＲ "}, place=HERE, by=village.administrator, at=NOW
        )


def test_takes_nobody_on_elsewhere_and_leaves_no_login_behind(village):
    with pytest.raises(NotFound):
        identity.take_on(**CHEN, place=NEXT_DOOR, by=village.administrator, at=NOW)
    assert queries.user_named("chen") is None


def test_only_an_administrator_takes_on(village):
    with pytest.raises(NotAllowed):
        identity.take_on(**CHEN, place=HERE, by=village.social_worker, at=NOW)


def test_a_first_password_keeps_the_rules_and_is_never_the_same():
    handed_out = {first_password() for _time in range(200)}
    assert len(handed_out) == 200
    for password in handed_out:
        assert len(password) == 14
        assert not set("0O1lI") & set(password)
        assert any(letter.isdigit() for letter in password)
        assert any(letter.isupper() for letter in password)
        assert any(letter.islower() for letter in password)


def test_the_page_answers_with_a_slip(client, village):
    come_in(client, village.users["administrator"])
    assert client.get("/desk/staff/new/").status_code == 200
    slip = client.post("/desk/staff/new/", {**CHEN, "where": f"place:{HERE}"})
    password = slip.context["password"]
    assert password in slip.content.decode()
    assert User.objects.get(username="chen").check_password(password)
    assert "no-store" in slip["Cache-Control"]


def test_pressing_twice_makes_one_and_says_so(client, village):
    come_in(client, village.users["administrator"])
    client.post("/desk/staff/new/", {**CHEN, "where": f"place:{HERE}"})
    again = client.post("/desk/staff/new/", {**CHEN, "where": f"place:{HERE}"})
    assert again.status_code == 422
    assert "已经有人用了" in again.content.decode()


def test_a_role_in_the_wrong_place_is_said_on_the_form(client, village):
    come_in(client, village.users["administrator"])
    page = client.post(
        "/desk/staff/new/", {**CHEN, "role": "holder_accountant", "where": f"place:{HERE}"}
    )
    assert page.status_code == 422
    assert "慈善会会计" in page.content.decode()
    assert queries.user_named("chen") is None
