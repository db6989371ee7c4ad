"""The page of today: what needs this viewer, and nothing of anybody else's."""

import datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linli.cases import actions as cases
from linli.cases.tests import conftest as walk
from linli.people import actions as people
from linli.workbench import queries
from linli.workbench.tests.conftest import A_MONTH_LATER
from tests.village import NOW, TODAY


def sentences(viewer, on=TODAY, at=NOW):
    return [task.sentence for task in queries.today(viewer, on, at)]


def test_danger_comes_first_then_what_waited_longest(village):
    walk.told(village)
    walk.told(village, at=NOW - datetime.timedelta(days=3))
    walk.told(village, harm="unsure")
    tasks = queries.today(village.social_worker, TODAY, NOW)
    assert [task.tone for task in tasks] == ["stop", "attention", "attention"]
    assert [task.days(TODAY) for task in tasks] == [0, 3, 0]


def test_the_worker_is_told_of_money_left_lying_and_the_missing_paper(village, story):
    told = sentences(village.social_worker)
    assert any("每等一个月少 ¥1,700" in sentence for sentence in told)
    assert any("差一份材料" in sentence for sentence in told)
    assert not any("建国" in sentence for sentence in told)


def test_a_follow_up_comes_due_by_itself(village, story):
    assert not any("随访" in sentence for sentence in sentences(village.social_worker))
    later = sentences(village.social_worker, A_MONTH_LATER)
    assert any("到了随访的日子" in sentence for sentence in later)


def test_answers_grow_old_and_are_asked_again(village, story):
    in_a_year = TODAY + datetime.timedelta(days=400)
    assert any("太久没问" in sentence for sentence in sentences(village.social_worker, in_a_year))


def test_a_supervisor_sees_cases_to_assign_and_records_to_open(village, family, opened):
    people.ask_to_open(
        resident_id=family.child_id, reason="接到学校电话", by=village.grid_worker, at=NOW
    )
    told = sentences(village.supervisor)
    assert any("等您指定社工" in sentence for sentence in told)
    assert any("申请打开王＊＊的档案" in sentence for sentence in told)


def test_each_signature_waits_for_its_own_person(village, story, fund):
    request = fund.ask(500, household_id=story.household_id)
    assert sentences(village.committee_member) == ["一份 ¥500 的申请等您审议"]
    assert sentences(village.cashier) == []
    fund.propose(request, 400)
    assert sentences(village.second_member) == []
    fund.decide(request, 400)
    assert sentences(village.committee_member) == []
    assert sentences(village.cashier) == ["一份 ¥400 的申请通过了，等您交付款"]


def test_the_outsider_has_nothing_to_do_here(village, story, fund):
    fund.ask(500, household_id=story.household_id)
    assert queries.today(village.outsider, TODAY, NOW) == []


def test_nobodys_record_counts_as_read(village, story):
    village.social_worker.looks.clear()
    queries.today(village.social_worker, TODAY, NOW)
    assert village.social_worker.looks == []


def test_it_costs_the_same_for_one_family_and_for_six(village, story):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            queries.today(village.social_worker, TODAY, NOW)
        return len(captured)

    one = cost()
    for household in walk.households(village, 5):
        case = cases.take_in(
            lead_id=walk.told(village).pk,
            household_id=household,
            by=village.social_worker,
            at=NOW,
        )
        walk.assign(village, case)
    assert cost() == one
    assert one <= 20


def test_the_page_says_how_many_things_wait(at_desk, story, village):
    shown = at_desk("social_worker").get(reverse("workbench:desk_today")).content.decode()
    assert "件事等您" in shown
    assert "王＊＊一家" in shown


def test_with_nothing_to_do_it_says_so(at_desk):
    for who in ("administrator", "grid_worker", "auditor", "holder_accountant"):
        page = at_desk(who).get(reverse("workbench:desk_today"))
        assert "没有事等您" in page.content.decode()
