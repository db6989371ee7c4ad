"""The demo page: one press to be somebody else, in demo mode and nowhere else."""

import pytest
from django.urls import NoReverseMatch, reverse

from linli.demo import cast
from linli.identity.models import User

PAGE, ENTER = "/demo/", "/demo/enter/"


@pytest.fixture
def page(demo, in_demo, client):
    return client.get(PAGE).content.decode()


def signed_in(client):
    user = client.session.get("_auth_user_id")
    return User.objects.get(pk=user).username if user else None


def test_the_page_lists_the_whole_cast_with_a_sentence_each(page):
    for player in cast.PLAYERS.values():
        assert player.name in page
        assert str(player.sentence) in page


def test_the_page_says_what_is_invented(page):
    assert "演示数据·非真实" in page
    assert "示例慈善会”并不存在" in page


@pytest.mark.parametrize("username", cast.PLAYERS)
def test_one_press_makes_a_visitor_any_of_the_cast(demo, in_demo, client, username):
    answer = client.post(ENTER, {"who": username})
    assert answer.status_code == 302
    assert signed_in(client) == username


def test_it_counts_as_a_second_factor_for_those_who_pay(demo, in_demo, client):
    client.post(ENTER, {"who": "cashier"})
    assert client.session["demo_sign_in"]


@pytest.mark.parametrize("number", range(1, len(cast.STEPS) + 1))
def test_every_step_of_the_story_leads_to_a_page_that_opens(demo, in_demo, client, number):
    answer = client.post(ENTER, {"step": number}, follow=True)
    assert answer.status_code == 200
    assert signed_in(client) == (cast.STEPS[number - 1].username or None)


def test_a_step_on_the_street_is_walked_by_nobody(demo, in_demo, client):
    client.post(ENTER, {"who": "wang"})
    client.post(ENTER, {"step": 1})
    assert signed_in(client) is None


@pytest.mark.parametrize("who", ["", "nobody", "clock", "real"])
def test_nobody_else_can_be_entered(demo, in_demo, client, who):
    User.objects.create(username="real", name="真人")
    assert client.post(ENTER, {"who": who}).status_code == 404
    assert signed_in(client) is None


def test_a_link_alone_lets_nobody_in(demo, in_demo, client):
    assert client.get(ENTER, {"who": "wang"}).status_code == 405


# Outside demo mode --------------------------------------------------------------------------------


def test_outside_demo_mode_the_page_has_no_address(db, client, settings):
    settings.LINLI_DEMO = False
    for address in (PAGE, ENTER):
        assert client.get(address).status_code == 404
        assert client.post(address, {"who": "wang"}).status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("demo:public_cast")


def test_outside_demo_mode_the_action_refuses_even_if_there_were_an_address(
    demo, in_demo, client, settings
):
    settings.LINLI_DEMO = False
    assert client.post(ENTER, {"who": "wang"}).status_code == 403
    assert signed_in(client) is None


def test_outside_demo_mode_a_session_of_the_demo_is_nobodys(demo, in_demo, client, settings):
    client.post(ENTER, {"who": "wang"})
    assert client.get("/my/").status_code == 200
    settings.LINLI_DEMO = False
    assert "/sign-in/" in client.get("/my/").headers["location"]
    assert signed_in(client) is None


def test_outside_demo_mode_no_password_lets_a_player_in(demo, client, settings):
    settings.LINLI_DEMO = False
    player = User.objects.get(username="wang")
    player.set_password("Lin-li-2026")
    player.save()
    client.post("/sign-in/", {"login": "wang", "password": "Lin-li-2026"})
    assert "/sign-in/" in client.get("/my/").headers["location"]
