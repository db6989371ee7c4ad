"""The street shows two kinds of figure and never a name."""

import datetime

import pytest
from django.urls import reverse

from linli.transparency import published, reported
from linli.transparency.forms import ReceiptForm
from tests.village import HERE, NEXT_DOOR


@pytest.mark.usefixtures("db")
class TestHome:
    def test_says_how_to_tell_of_somebody_in_need(self, client, village):
        page = client.get("/")
        assert page.status_code == 200
        assert reverse("cases:public_tell") in page.content.decode()

    def test_shows_no_figure_before_the_first_batch(self, client, village):
        assert "还没有公布第一期账目" in client.get("/").content.decode()

    def test_keeps_the_reports_own_words(self, client, village):
        page = client.get("/").content.decode()
        assert "471余人" in page
        assert "近20个家庭" in page

    def test_asks_few_queries(self, client, village, settings, django_assert_max_num_queries):
        settings.LINLI_KEEP_PAGES_SECONDS = 0
        with django_assert_max_num_queries(7):
            client.get("/")


@pytest.mark.usefixtures("db")
class TestCheck:
    def test_a_number_leads_to_its_page(self, client, village):
        answer = client.get("/check/", {"number": "ja2026-0007"})
        assert answer.url == "/check/JA2026/7/"

    def test_a_wrong_number_is_told_so(self, client, village):
        assert "编号的样子不对" in client.get("/check/", {"number": "七"}).content.decode()

    def test_a_receipt_that_was_never_given_is_not_there(self, client, village):
        assert client.get("/check/JA2026/7/").status_code == 404


def test_reported_figures_belong_to_one_community():
    assert reported.figures(HERE)
    assert reported.figures(NEXT_DOOR) == ()


@pytest.mark.parametrize(
    ("today", "end"),
    [
        (datetime.date(2026, 11, 23), datetime.date(2026, 9, 30)),
        (datetime.date(2026, 1, 1), datetime.date(2025, 12, 31)),
        (datetime.date(2026, 3, 31), datetime.date(2025, 12, 31)),
    ],
)
def test_outcomes_stop_at_the_last_whole_quarter(db, today, end):
    assert published.outcomes(HERE, today).until == end


@pytest.mark.parametrize("typed", ["JA2026-0007", " ja2026-7 "])
def test_a_receipts_number_is_read_as_people_write_it(typed):
    form = ReceiptForm({"number": typed})
    assert form.is_valid()
    assert form.cleaned_data["number"] == {"series": "JA2026", "number": 7}
