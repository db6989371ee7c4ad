"""The pages: who gets in, what they say, and that a form that is refused keeps what was typed."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from linli.cases.models import Lead
from linli.cases.tests.conftest import IN_THREE_MONTHS, goal_ids, told
from tests.village import TODAY


@pytest.fixture
def at_desk(client, village):
    """A browser signed in as one of the staff."""

    def sign_in(who):
        client.force_login(village.users[who])
        return client

    return sign_in


@pytest.fixture
def street(client, village):
    cache.clear()
    return client


def page(name, *args):
    return reverse(f"cases:{name}", args=args)


def test_a_neighbour_tells_without_signing_in(street):
    asked = street.get(page("public_tell"))
    assert asked.status_code == 200
    assert "110" in asked.content.decode()
    answer = street.post(
        page("public_tell"), {"words": "有人摔倒了", "harm": "no", "place": "350206005023"}
    )
    assert answer.headers["Location"] == page("public_thanks")
    assert Lead.objects.get().channel == "street"
    assert street.get(page("public_thanks")).status_code == 200


def test_an_empty_form_comes_back_with_a_sentence(street):
    answer = street.post(page("public_tell"), {"words": "", "harm": "no", "place": "350206005023"})
    assert answer.status_code == 422
    assert "请写一句话" in answer.content.decode()


def test_a_flood_is_stopped_and_told_what_to_do(street):
    said = {"words": "有人摔倒了", "harm": "no", "place": "350206005023"}
    for _press in range(10):
        assert street.post(page("public_tell"), said).status_code == 302
    answer = street.post(page("public_tell"), said)
    assert answer.status_code == 429
    assert "过一小时" in answer.content.decode()
    assert Lead.objects.count() == 10


def test_the_list_shows_leads_and_masked_cases(at_desk, assigned, village):
    told(village)
    shown = at_desk("social_worker").get(page("desk_index")).content.decode()
    assert "等跟进" in shown
    assert "王＊＊" in shown
    assert "建国" not in shown


def test_a_lead_becomes_a_case_through_the_pages(at_desk, lead, family):
    browser = at_desk("social_worker")
    found = browser.get(page("desk_lead", lead.pk), {"q": "王建国"}).content.decode()
    assert "是这一户" in found
    chosen = browser.get(page("desk_lead", lead.pk), {"resident": str(family.child_id)})
    assert "一家人" in chosen.content.decode()
    answer = browser.post(
        page("desk_take_in", lead.pk),
        {"household_id": str(family.household_id), "person_id": str(family.child_id)},
    )
    assert browser.get(answer.headers["Location"]).status_code == 200


def test_declining_asks_why(at_desk, lead):
    browser = at_desk("social_worker")
    assert browser.get(page("desk_decline", lead.pk)).status_code == 200
    assert browser.post(page("desk_decline", lead.pk), {}).status_code == 422
    answer = browser.post(page("desk_decline", lead.pk), {"because": "no_need"})
    assert answer.headers["Location"] == page("desk_index")


def test_the_whole_walk_through_the_pages(at_desk, opened, village):
    supervisor = at_desk("supervisor")
    go(supervisor, opened, "desk_assign", {
        "worker_id": str(village.social_worker.user_id), "until_on": IN_THREE_MONTHS.isoformat(),
    })  # fmt: skip
    worker = at_desk("social_worker")
    go(worker, opened, "desk_assess", {
        "on": TODAY.isoformat(), "score_communication": "1", "words": "不开口",
    })  # fmt: skip
    go(worker, opened, "desk_plan", {
        "on": TODAY.isoformat(), "every_days": "30", "target_communication": "4",
        "words_communication": "叫一声妈妈", "due_communication": IN_THREE_MONTHS.isoformat(),
    })  # fmt: skip
    go(worker, opened, "desk_intervene", {
        "on": TODAY.isoformat(), "kind": "visit", "words": "陪他玩",
    })  # fmt: skip
    go(worker, opened, "desk_follow_up", {
        "on": TODAY.isoformat(), "teller": "parent", "score_communication": "4",
    })  # fmt: skip
    [goal] = goal_ids(opened)
    go(worker, opened, "desk_evaluate", {
        "on": TODAY.isoformat(), f"goal_{goal}": "reached", "words": "会打招呼了",
    })  # fmt: skip
    go(worker, opened, "desk_close", {
        "on": TODAY.isoformat(), "outcome": "reached", "monitor_until": IN_THREE_MONTHS.isoformat(),
    })  # fmt: skip
    shown = worker.get(page("desk_case", opened.pk)).content.decode()
    assert "会跟陌生人打招呼" in shown
    go(at_desk("supervisor"), opened, "desk_reopen", {"words": "又难了"})


def go(browser, case, name, typed):
    """Open a page, send its form, and arrive back at the case."""
    assert browser.get(page(name, case.pk)).status_code == 200
    answer = browser.post(page(name, case.pk), typed)
    assert answer.status_code == 302, answer.content.decode()
    assert answer.headers["Location"] == page("desk_case", case.pk)


def test_a_refusal_stands_on_the_form_and_keeps_what_was_typed(at_desk, planned):
    typed = {"on": TODAY.isoformat(), "outcome": "reached", "words": "写给以后",
             "monitor_until": IN_THREE_MONTHS.isoformat()}  # fmt: skip
    answer = at_desk("social_worker").post(page("desk_close", planned.pk), typed)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "还没有评估" in shown
    assert "写给以后" in shown


def test_a_goal_half_filled_in_is_asked_for(at_desk, assessed):
    typed = {"on": TODAY.isoformat(), "every_days": "30", "target_communication": "4"}
    answer = at_desk("social_worker").post(page("desk_plan", assessed.pk), typed)
    assert answer.status_code == 422
    assert "这一格也要填" in answer.content.decode()


def test_a_grid_worker_raises_a_lead_and_sees_no_case(at_desk, assigned):
    browser = at_desk("grid_worker")
    said = {"words": "301 好几天没开门", "harm": "unsure", "place": "350206005023"}
    assert browser.get(page("desk_tell")).status_code == 200
    assert browser.post(page("desk_tell"), said).headers["Location"] == page("desk_told")
    assert "等社工跟进" in browser.get(page("desk_told")).content.decode()
    assert browser.get(page("desk_index")).status_code == 403
    assert browser.get(page("desk_case", assigned.pk)).status_code == 403


DESK_PAGES = [
    "desk_case", "desk_assess", "desk_plan", "desk_intervene", "desk_follow_up", "desk_evaluate",
    "desk_close", "desk_ask_fund",
]  # fmt: skip


@pytest.mark.parametrize("name", DESK_PAGES)
def test_for_the_outsider_there_is_no_such_case(at_desk, assigned, name):
    browser = at_desk("outsider")
    assert browser.get(page(name, assigned.pk)).status_code == 404
    assert browser.post(page(name, assigned.pk), {}).status_code == 404


def test_for_the_outsider_there_is_no_such_lead(at_desk, lead, family):
    browser = at_desk("outsider")
    assert browser.get(page("desk_lead", lead.pk)).status_code == 404
    answer = browser.post(page("desk_take_in", lead.pk), {"household_id": str(family.household_id)})
    assert answer.status_code == 404
