"""One box: residents by name, pinyin or initials; with them cases and requests."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linli.workbench import queries
from tests.village import TODAY


@pytest.mark.parametrize("q", ["王建国", "建国", "wangjianguo", "wjg"])
def test_finds_the_person_and_the_case(village, story, q):
    found = queries.search(village.social_worker, q, TODAY)
    assert [row.id for row in found.people.rows] == [story.father_id]
    assert [row.id for row in found.cases] == [story.case.pk]


def test_finds_the_familys_requests(village, story, fund):
    fund.ask(300, household_id=story.household_id)
    found = queries.search(village.social_worker, "王小宇", TODAY)
    assert [row.asked_fen for row in found.requests] == [300_00]


def test_the_outsider_finds_nobody(village, story):
    found = queries.search(village.outsider, "王建国", TODAY)
    assert (found.people.rows, found.cases, found.requests) == ((), [], [])


def test_a_grid_worker_finds_people_but_no_cases(village, story):
    found = queries.search(village.grid_worker, "王建国", TODAY)
    assert len(found.people.rows) == 1
    assert (found.cases, found.requests) == ([], [])


def test_it_costs_a_bounded_number_of_queries(village, story):
    with CaptureQueriesContext(connection) as captured:
        queries.search(village.social_worker, "王", TODAY)
    assert len(captured) <= 25


def test_the_page_answers_with_and_without_words(at_desk, story):
    browser, here = at_desk("social_worker"), reverse("workbench:desk_search")
    assert browser.get(here).status_code == 200
    assert "王＊＊一家" in browser.get(here, {"q": "wjg"}).content.decode()
    assert "没有找到" in browser.get(here, {"q": "查无此人"}).content.decode()
