"""Our own page adds the book up; test_bundle.py has a stranger do it alone."""

import pytest

from linli.fund.models import Donation
from linli.fund.tests.conftest import YUAN, Desk


@pytest.fixture
def desk(village) -> Desk:
    """Five gifts, four works, a batch; and a gift that no batch has counted yet."""
    desk = Desk(village)
    for amount in (10, 20, 30, 40, 50):
        desk.give(amount, "student_aid")
    for _ in range(4):
        desk.paid(100, "estate_repair")
    desk.publish()
    desk.give(7)
    return desk


def test_the_page_reaches_one_balance_by_three_ways(desk, client):
    page = client.get("/transparency/proof/").content.decode()
    assert page.count("¥9,750") == 3
    assert "三个数一分不差" in page
    assert "对不上" not in page


def test_the_page_says_so_when_papers_were_changed(desk, client):
    Donation.objects.filter(amount_fen=50 * YUAN).update(amount_fen=49 * YUAN)
    assert "对不上" in client.get("/transparency/proof/").content.decode()


def test_before_the_first_batch_there_is_nothing_to_prove(village, client):
    assert client.get("/transparency/proof/").status_code == 404
    assert client.get("/transparency/sheet/").status_code == 404
