"""How the site looks is a person's own choice, kept in two cookies."""

import pytest


def test_the_language_is_remembered_and_one_returns(client, db):
    answer = client.post("/look/", {"language": "en", "next": "/sign-in/?next=/my/"})
    assert answer["Location"] == "/sign-in/?next=/my/"
    assert 'lang="en"' in client.get("/sign-in/").content.decode()
    client.post("/look/", {"language": "zh-hans"})
    assert 'lang="zh-Hans"' in client.get("/sign-in/").content.decode()


@pytest.mark.parametrize("step", ["1", "2", "3", "0"])
def test_the_size_of_type_is_remembered(client, db, step):
    client.post("/look/", {"elder": step})
    assert f'data-elder="{step}"' in client.get("/sign-in/").content.decode()


@pytest.mark.parametrize("typed", [{"elder": "9"}, {"elder": "x"}, {"language": "de"}, {}])
def test_nonsense_changes_nothing(client, db, typed):
    answer = client.post("/look/", typed)
    assert answer.status_code == 302
    assert not answer.cookies


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_returns_to_no_page_of_somebody_else(client, db, elsewhere):
    assert client.post("/look/", {"elder": "1", "next": elsewhere})["Location"] == "/"


def test_works_without_a_token_so_that_a_page_can_be_cached(db):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/look/", {"elder": "1"}).status_code == 302


def test_a_link_cannot_choose(client, db):
    assert client.get("/look/", {"elder": "1"}).status_code == 405
