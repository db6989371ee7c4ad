"""The street's pages are kept for a while, and nobody ever gets what is not theirs or not so."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.fund.tests.conftest import Desk
from tests.village import come_in


def queries(client, path="/", **more) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path, **more).status_code == 200
    return sum(query["sql"].startswith("SELECT") for query in asked.captured_queries)


@pytest.fixture
def desk(village) -> Desk:
    desk = Desk(village)
    for _ in range(4):
        desk.paid(100, "estate_repair")
    return desk


@pytest.mark.parametrize(("path", "editions"), [("/", 2), ("/transparency/", 1)])
def test_a_second_visitor_costs_a_look_at_each_edition(village, client, path, editions):
    """The home page's: the last batch, and the board."""
    fresh = client.get(path).content
    assert queries(client, path) == editions
    assert client.get(path).content == fresh


def test_a_new_batch_is_seen_at_once(desk, client):
    assert "还没有公布第一期账目" in client.get("/").content.decode()
    desk.publish()
    assert "还没有公布第一期账目" not in client.get("/").content.decode()


def test_each_language_and_each_size_of_type_has_its_own(village, client):
    client.get("/")
    client.cookies["elder"] = "2"
    assert 'data-elder="2"' in client.get("/").content.decode()
    client.cookies["django_language"] = "en"
    assert 'lang="en"' in client.get("/").content.decode()
    client.cookies["elder"] = "no size at all"
    assert 'data-elder="0"' in client.get("/").content.decode()


def test_whoever_is_signed_in_gets_a_page_of_their_own(village, client):
    client.get("/")
    come_in(client, village.users["cashier"])
    assert village.users["cashier"].name in client.get("/").content.decode()
    client.logout()
    assert village.users["cashier"].name not in client.get("/").content.decode()


def test_nothing_is_kept_where_the_house_says_so(village, client, settings):
    settings.LINLI_KEEP_PAGES_SECONDS = 0
    first = queries(client)
    assert queries(client) == first > 1
