"""The dossier: one household on one page, as far as this viewer may know."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linli.identity.permissions import NotAllowed
from linli.journal import queries as journal
from linli.kernel.refusal import NotFound
from linli.workbench import queries
from tests.village import TODAY


def test_every_room_lays_down_its_card(village, story, fund):
    fund.ask(300, household_id=story.household_id)
    dossier = queries.dossier(village.social_worker, story.household_id, TODAY)
    assert dossier.label == "王建国一家"
    assert [member.name for member in dossier.household.members] == ["王建国", "李秀英", "王小宇"]
    assert dossier.benefits[0].cost_of_waiting_fen == 1_700_00
    assert dossier.cases[0].cases[0].stage == "intervention"
    assert dossier.fund[0].requests[0].asked_fen == 300_00


def test_a_colleague_without_assignment_sees_a_surname_and_no_benefits(village, story, colleague):
    dossier = queries.dossier(colleague, story.household_id, TODAY)
    child = dossier.household.members[2]
    assert (child.opened, child.age_years) == (False, None)
    assert "小宇" not in child.name
    assert dossier.benefits[0].closed
    assert dossier.cases[0].climbed == []


def test_for_the_outsider_there_is_no_such_household(village, story):
    with pytest.raises(NotFound):
        queries.dossier(village.outsider, story.household_id, TODAY)
    with pytest.raises(NotAllowed):
        queries.dossier(village.committee_member, story.household_id, TODAY)


def test_it_is_at_most_30_queries(village, story, fund):
    fund.ask(300, household_id=story.household_id)
    with CaptureQueriesContext(connection) as captured:
        queries.dossier(village.social_worker, story.household_id, TODAY)
    assert len(captured) <= 30, "\n".join(q["sql"][:150] for q in captured.captured_queries)


def test_the_page_shows_it_and_the_look_is_remembered(at_desk, story):
    page = at_desk("social_worker").get(
        reverse("workbench:desk_household", args=[story.household_id])
    )
    shown = page.content.decode()
    for words in ("王建国一家", "王小宇", "残疾儿童康复救助", "不开口说话"):
        assert words in shown
    parts = {read.part for read in journal.reads_of(("resident", story.child_id))}
    assert {"household", "facts"} <= parts


def test_who_looked_stands_on_the_page(at_desk, story):
    browser, here = (
        at_desk("social_worker"),
        reverse("workbench:desk_household", args=[story.household_id]),
    )
    browser.get(here)
    assert "林社工 · 王小宇" in browser.get(here).content.decode()


def test_the_page_is_closed_to_others(at_desk, story):
    here = reverse("workbench:desk_household", args=[story.household_id])
    assert at_desk("outsider").get(here).status_code == 404
    assert at_desk("committee_member").get(here).status_code == 403
