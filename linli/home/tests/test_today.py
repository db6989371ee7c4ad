"""A resident's page of today: what is theirs, and nothing that endangers anybody."""

import datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linli.cases import actions as cases
from linli.cases.tests import conftest as walk
from linli.hall.actions.offers import PoolPlan
from linli.hall.tests.conftest import Counter
from linli.home import queries
from linli.home.tests.conftest import login
from linli.identity.models import User
from linli.people import actions as people
from tests.village import NOW, TODAY


def subjects(viewer):
    answers = queries.services(viewer, TODAY)
    return {one.verdict.subject for one in answers.open + answers.not_eligible}


def names(answers):
    return [one.verdict.pack.name.zh for one in answers]


def test_she_sees_what_the_child_may_claim_and_the_one_paper_missing(mother):
    today = queries.today(mother, TODAY, NOW)
    assert names(today.claimable) == ["残疾儿童康复救助"]
    assert today.claimable[0].verdict.cost_of_waiting_fen == 1_700_00
    assert "重度残疾人护理补贴" in names(today.one_paper_away)


def test_what_is_answered_for_her_husband_is_his_to_see(mother, father, story):
    hers = subjects(mother)
    his = subjects(father)
    assert story.father_id not in hers
    assert story.mother_id not in his
    assert story.child_id in hers & his


def test_she_sees_where_the_request_stands_and_when_somebody_comes(mother, story, fund):
    fund.ask(300, household_id=story.household_id)
    today = queries.today(mother, TODAY, NOW)
    assert [str(row.state_word) for row in today.requests] == ["等审议"]
    assert today.next_visit_on == TODAY + datetime.timedelta(days=30)


def test_of_a_protected_case_nothing_is_told(village, mother, story):
    cases.take_in(
        lead_id=walk.told(village, harm="yes").pk,
        household_id=story.household_id,
        person_id=story.child_id,
        by=village.social_worker,
        at=NOW,
    )
    assert queries.today(mother, TODAY, NOW).next_visit_on is None


def test_near_somebody_who_must_not_be_found_the_page_is_quiet(village, father, story, fund):
    fund.ask(300, household_id=story.household_id)
    people.shield(resident_id=story.child_id, reason="保护令", by=village.supervisor, at=NOW)
    today = queries.today(father, TODAY, NOW)
    assert (today.requests, today.next_visit_on) == ([], None)
    assert story.child_id not in subjects(father)


def test_it_costs_a_bounded_number_of_queries(mother, story, fund):
    fund.ask(300, household_id=story.household_id)
    with CaptureQueriesContext(connection) as captured:
        queries.today(mother, TODAY, NOW)
    assert len(captured) <= 20


def test_a_place_in_the_hall_that_waits_for_her_answer_comes_first(
    client, mother, village, school, story
):
    """Somebody has to say yes within two days: it cannot stand on a page nobody opens."""
    counter = Counter(village, school)
    counter.known |= {"我": story.mother_id, "孩子": story.child_id}
    offer = counter.offer(PoolPlan("一般", 2))
    first = counter.enrol(offer, "甲", "乙")
    counter.enrol(offer, "我", "孩子")
    assert [str(one.word) for one in queries.today(mother, TODAY, NOW).coming] == ["排队等候"]
    counter.cancel(first)
    today = queries.today(mother, TODAY, NOW)
    assert ([one.title for one in today.kept], today.coming) == (["周末手工"], [])
    assert not today.nothing
    client.force_login(User.objects.get(pk=mother.user_id))
    shown = client.get(reverse("home:my_today")).content.decode()
    kept, claimable = (shown.index(words) for words in ("有名额了，要不要？", "可以申领"))
    assert kept < claimable
    assert reverse("hall:my_take_up", args=[today.kept[0].row.id]) in shown


def test_near_somebody_who_must_not_be_found_the_hall_is_quiet_too(father, village, school, story):
    counter = Counter(village, school)
    counter.known |= {"他": story.father_id}
    counter.enrol(counter.offer(PoolPlan("一般", 2)), "他")
    assert queries.today(father, TODAY, NOW).coming
    people.shield(resident_id=story.child_id, reason="保护令", by=village.supervisor, at=NOW)
    assert queries.today(father, TODAY, NOW).coming == []


def test_the_page_greets_her_and_says_what_to_do(at_home):
    shown = at_home.get(reverse("home:my_today")).content.decode()
    for words in ("李秀英，您好", "可以申领：残疾儿童康复救助", "¥1,700", "差一份材料"):
        assert words in shown
    assert "王＊＊" not in shown


def test_a_login_that_is_nobodys_is_told_how_to_be_linked(client, village):
    client.force_login(login(village, "stranger")[0])
    for page in ("my_today", "my_services", "my_help"):
        assert "还没有和居民档案关联" in client.get(reverse(f"home:{page}")).content.decode()


def test_nobody_comes_in_without_signing_in(client, village):
    for page in ("my_today", "my_services", "my_help", "my_helped"):
        assert client.get(reverse(f"home:{page}")).status_code == 302
